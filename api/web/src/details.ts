// The panel beside the network: what is selected, as the server words it.
import { byId, element } from "./dom";
import type { Model, Selection } from "./model";
import { sentence } from "./speech";

export class Details {
  readonly panel = byId("details");
  readonly #empty = [...this.panel.childNodes];
  #asked: AbortController | undefined;
  #shown = "";

  constructor(readonly model: Model) {}

  /** Shows a selection; resolves when it is there. */
  async show(selection: Selection): Promise<void> {
    const name = selection ? ("node" in selection ? selection.node : selection.edge) : "";
    if (name === this.#shown) return this.#count(selection);
    this.#shown = name;
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    if (!selection) return this.#fill(this.#empty);
    this.panel.setAttribute("aria-busy", "true");
    const parts = await fragment(this.#address(selection), asked.signal).catch(() => undefined);
    if (asked.signal.aborted) return;
    this.panel.removeAttribute("aria-busy");
    if (!parts) {
      this.#shown = "";
      return this.#fill([element("p", { class: "notice" }, sentence("failed"))]);
    }
    this.#fill(parts);
    this.#count(selection);
  }

  #address(selection: NonNullable<Selection>): string {
    if ("node" in selection) return `/explore/thing?of=${selection.node}`;
    return `/explore/relation?of=${this.model.edges.get(selection.edge)?.source ?? ""}&id=${selection.edge}`;
  }

  #fill(parts: Node[]): void {
    this.panel.replaceChildren(...parts);
    this.panel.scrollTop = 0;
    if (this.panel.querySelector("[data-open]")) {
      this.panel.querySelectorAll("details").forEach((part) => (part.open = true));
    }
  }

  /** Says how much of each relation is in the picture, and lists what is. */
  #count(selection: Selection): void {
    if (!selection || !("node" in selection)) return;
    const id = selection.node;
    const own = this.model.around(id);
    this.panel.querySelectorAll<HTMLButtonElement>("[data-expand]").forEach((button) => {
      const [relation, direction] = (button.dataset["expand"] ?? "").split("~");
      const shown = own.filter((edge) =>
        !relation || (edge.relation === relation && (direction === "out" ? edge.source : edge.target) === id));
      const count = button.querySelector<HTMLElement>("[data-total]");
      if (count) count.textContent = `${shown.length} / ${count.dataset["total"]}`;
      button.disabled = shown.length >= Number(count?.dataset["total"]);
    });
    const list = this.panel.querySelector("[data-own-relations]");
    list?.replaceChildren(...own.map((edge) => {
      const button = element(
        "button",
        { type: "button", class: "relation-choice", "data-choose": edge.id },
        element("span", {}, this.model.sentence(edge)),
        element("span", { class: "soft" }, this.model.modality(edge.modality)),
      );
      return element("li", {}, button);
    }));
  }
}

/** Fetches a part of a page that the server made; its text is text, it holds no script. */
export async function fragment(address: string, signal?: AbortSignal): Promise<Node[]> {
  const url = new URL(address, location.origin);
  const language = new URL(location.href).searchParams.get("lang");
  if (language) url.searchParams.set("lang", language);
  const answer = await fetch(url, signal ? { signal } : {});
  if (!answer.ok) throw new Error(String(answer.status));
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = parsed.querySelector("[data-fragment]");
  return found ? [document.adoptNode(found)] : [];
}
