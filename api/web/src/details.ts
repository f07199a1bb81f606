// The panel beside the network: what is selected, in words, with the passage of a line.
import { byId, element, type Child } from "./dom";
import type { Selection } from "./network";
import type { Picture, PictureEdge, PictureNode } from "./picture";

export class Details {
  readonly #panel = byId("details");
  readonly #empty = [...this.#panel.childNodes];
  readonly #nodes: Map<string, PictureNode>;

  constructor(readonly picture: Picture, readonly choose: (edge: string) => void) {
    this.#nodes = new Map(picture.nodes.map((node) => [node.id, node]));
  }

  show(selection: Selection): void {
    if (!selection) this.#fill(...this.#empty);
    else if ("node" in selection) this.#node(selection.node);
    else this.#edge(selection.edge);
  }

  #fill(...children: Child[]): void {
    this.#panel.replaceChildren(...children);
    this.#panel.scrollTop = 0;
  }

  #text(name: string): string {
    return this.#panel.dataset[name] ?? "";
  }

  #node(id: string): void {
    const node = this.#nodes.get(id);
    if (!node) return;
    const own = this.picture.edges.filter((edge) => edge.source === id || edge.target === id);
    this.#fill(
      element("p", { class: "eyebrow" }, node.type),
      element("h2", {}, node.label),
      element(
        "p",
        { class: "actions" },
        element("a", { href: node.href, class: "button" }, this.#text("open")),
        element("a", { href: node.explore, class: "button" }, this.#text("centre")),
      ),
      element("h3", {}, this.#text("relations")),
      element("ul", { class: "plain" }, ...own.map((edge) => element("li", {}, this.#choice(edge)))),
    );
  }

  #choice(edge: PictureEdge): HTMLButtonElement {
    const name = this.picture.modalities[edge.modality]?.name ?? edge.modality;
    const button = element(
      "button",
      { type: "button", class: "relation-choice" },
      element("span", {}, this.#sentence(edge)),
      element("span", { class: "soft" }, name),
    );
    button.addEventListener("click", () => this.choose(edge.id));
    return button;
  }

  #sentence(edge: PictureEdge): string {
    const name = (id: string) => this.#nodes.get(id)?.label ?? id;
    return `${name(edge.source)} ${edge.label} ${name(edge.target)}`;
  }

  /** The row of the table already says it all; the panel shows the same, passage open. */
  #edge(id: string): void {
    const edge = this.picture.edges.find((one) => one.id === id);
    const row = document.getElementById(`row-${id}`);
    if (!edge || !row) return;
    const end = (node: string) =>
      element("a", { href: this.#nodes.get(node)?.href ?? "" }, this.#nodes.get(node)?.label ?? "");
    this.#fill(
      element("p", { class: "eyebrow" }, this.#text("relation")),
      element("h2", { class: "sentence" }, end(edge.source), ` ${edge.label} `, end(edge.target)),
      ...copies(row, "[data-panel]"),
    );
    this.#panel.querySelectorAll("details").forEach((part) => (part.open = true));
  }
}

function copies(row: HTMLElement, selector: string): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>(selector)].map((part) => {
    const label = part.dataset["panel"] ?? "";
    const copy = element("div", { class: "panel-part" });
    if (label) copy.append(element("span", { class: "soft" }, label), " ");
    copy.append(...[...part.childNodes].map((child) => child.cloneNode(true)));
    copy.querySelectorAll("[id]").forEach((child) => child.removeAttribute("id"));
    return copy;
  });
}
