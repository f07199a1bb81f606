// The one line that is spoken and shown when something is selected or done.
import { byId } from "./dom";
import type { Model } from "./model";
import type { PictureEdge } from "./picture";

const line = () => byId("speech");

/** Says one of the page's sentences, with its values filled in. */
export function say(name: string, values: Record<string, string | number> = {}): void {
  line().textContent = worded(name, values);
}

/** One of the page's sentences as it stands there. */
export function sentence(name: string): string {
  return line().getAttribute(`data-say-${name}`) ?? "";
}

function worded(name: string, values: Record<string, string | number>): string {
  const text = sentence(name);
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}

/** Says where one stands, and along which relation one came. */
export function sayNode(model: Model, id: string, from?: { id: string; edge: PictureEdge }): void {
  const node = model.nodes.get(id);
  if (!node) return;
  const there = from ? model.around(from.id) : [];
  const place = from ? worded("edge", {
    i: there.findIndex((edge) => edge.id === from.edge.id) + 1,
    n: there.length,
    relation: from.edge.label,
    modality: model.modality(from.edge.modality),
  }) : "";
  const shown = model.around(id).length;
  say("thing", { name: node.label, type: node.typeName, place, n: node.degree, hidden: Math.max(0, node.degree - shown) });
}
