// The page of another state, of which this page takes over the parts: the server words everything.
import { data } from "./dom";
import type { Picture } from "./picture";
import { query, type State } from "./state";

/** Fetches the page of a state, puts its parts in the place of those here, returns its picture. */
export async function turnTo(state: State, signal: AbortSignal): Promise<Picture> {
  const answer = await fetch(`/explore?${query(state)}`, { signal, headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.querySelectorAll<HTMLElement>("[data-part]").forEach((part) => {
    const other = page.querySelector(`[data-part="${part.dataset["part"]}"]`);
    if (!other) return;
    keepOpen(part, other);
    part.replaceWith(document.adoptNode(other));
  });
  for (const name of ["focus", "depth"]) takeValue(page, name);
  document.title = page.title;
  return data<Picture>("picture", page);
}

function keepOpen(from: Element, to: Element): void {
  const open = [...from.querySelectorAll("details")].map((part) => part.open);
  to.querySelectorAll("details").forEach((part, index) => (part.open ||= open[index] ?? false));
}

function takeValue(page: Document, id: string): void {
  const field = document.getElementById(id) as HTMLInputElement | HTMLSelectElement | null;
  const other = page.getElementById(id) as HTMLInputElement | HTMLSelectElement | null;
  if (field && other) field.value = other.value;
}
