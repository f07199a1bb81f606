// The legend as filter: boxes, counts that answer one another, and what is left out everywhere.
import { byId } from "./dom";
import type { Model } from "./model";
import { FILTERS, given, type State } from "./state";

const form = () => byId("legend");
const boxes = (name: string) =>
  [...form().querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)];

/** The state with what the boxes say; all of a group is the same as no filter. */
export function chosen(state: State): State {
  let next = state;
  for (const name of FILTERS) {
    const all = boxes(name);
    const checked = all.filter((box) => box.checked).map((box) => box.value);
    // none at all hides everything, which an empty filter would not say
    next = given(next, name, ...(checked.length === all.length ? [] : checked.length ? checked : ["-none"]));
  }
  for (const name of ["from", "until"]) {
    next = given(next, name, form().querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? "");
  }
  return next;
}

/** Checks or clears a whole group. */
export function checkAll(name: string, checked: boolean): void {
  boxes(name).forEach((box) => (box.checked = checked));
}

/** Makes boxes, counts, rows and sentences follow the state. */
export function follow(model: Model, state: State): void {
  for (const name of FILTERS) {
    const allowed = new Set(state.getAll(name));
    const counts = new Map<string, number>();
    for (const edge of model.picture.edges) {
      if (!model.passes(edge, name)) continue;
      for (const value of new Set(model.values(name, edge))) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    for (const box of boxes(name)) {
      box.checked = !allowed.size || allowed.has(box.value);
      const count = box.parentElement?.querySelector<HTMLElement>("[data-total]");
      const [shown, total] = [counts.get(box.value) ?? 0, Number(count?.dataset["total"])];
      if (count) count.textContent = shown === total ? `${total}` : `${shown} / ${total}`;
    }
  }
  for (const name of ["from", "until"]) {
    const field = form().querySelector<HTMLInputElement>(`input[name="${name}"]`);
    if (field) field.value = state.get(name) ?? "";
  }
  form().querySelectorAll<HTMLElement>(".filter-all").forEach((part) => (part.hidden = false));
  leaveOut(model);
}

function leaveOut(model: Model): void {
  document.querySelectorAll<HTMLElement>("[data-edge]").forEach((part) => {
    part.hidden = !model.showsEdge(part.dataset["edge"] ?? "");
  });
  document.querySelectorAll<HTMLElement>("[data-node]").forEach((part) => {
    part.hidden = !model.showsNode(part.dataset["node"] ?? "");
  });
  document.querySelectorAll<HTMLElement>(".timeline > li, [data-group]").forEach((part) => {
    part.hidden = !part.querySelector("[data-edge]:not([hidden]), [data-node]:not([hidden])");
  });
  const count = byId("count");
  count.textContent = (count.dataset["text"] ?? "{n}").replace("{n}", String(model.shownEdges().length));
}
