// What is on the screen: the picture, what is hidden or filtered, what is selected.
import type { Drawn } from "./attributes";
import { drawn, type Picture, type PictureEdge, type PictureNode } from "./picture";
import { FILTERS, type State } from "./state";

export type Selection = { node: string } | { edge: string } | undefined;
type Choices = Partial<Record<string, ReadonlySet<string>>>;

export class Model {
  nodes: ReadonlyMap<string, PictureNode> = new Map();
  edges: ReadonlyMap<string, PictureEdge> = new Map();
  selection: Selection;
  hidden: ReadonlySet<string> = new Set();
  #shown: ReadonlySet<string> = new Set();
  #touched: ReadonlySet<string> = new Set();
  #added: ReadonlySet<string> = new Set();
  #choices: Choices = {};
  #from = "";
  #until = "";

  private constructor(public picture: Picture, public graph: Drawn) {
    this.#index();
  }

  static async of(picture: Picture): Promise<Model> {
    return new Model(picture, await drawn(picture));
  }

  async load(picture: Picture): Promise<void> {
    const graph = await drawn(picture);
    this.picture = picture;
    this.graph = graph;
    this.#index();
  }

  #index(): void {
    this.nodes = new Map(this.picture.nodes.map((node) => [node.id, node]));
    this.edges = new Map(this.picture.edges.map((edge) => [edge.id, edge]));
  }

  /** Takes filters, hidden things and the selection from the address. */
  follow(state: State): void {
    this.hidden = new Set(state.getAll("hide").filter((id) => id !== this.picture.focus));
    this.#added = new Set(state.getAll("add"));
    this.#choices = Object.fromEntries(FILTERS.map((name) => [name, new Set(state.getAll(name))]));
    this.#from = state.get("from") ?? "";
    const until = state.get("until") ?? "";
    this.#until = until && until.length < 10 ? `${until}-99` : until;
    const shown = this.picture.edges.filter((edge) => this.passes(edge));
    this.#shown = new Set(shown.map((edge) => edge.id));
    this.#touched = new Set(shown.flatMap((edge) => [edge.source, edge.target]));
    const select = state.get("select") ?? "";
    this.selection = this.nodes.has(select) ? { node: select }
      : this.edges.has(select) ? { edge: select } : undefined;
  }

  /** Whether an edge is shown; ``but`` is a filter that is left out of account. */
  passes(edge: PictureEdge, but = ""): boolean {
    if (this.hidden.has(edge.source) || this.hidden.has(edge.target)) return false;
    if (this.#from && edge.end < this.#from) return false;
    if (this.#until && edge.start > this.#until) return false;
    return FILTERS.every((name) => name === but || this.#lets(name, edge));
  }

  /** The values that an edge has for a filter. */
  values(name: string, edge: PictureEdge): string[] {
    if (name === "document") return edge.documents;
    if (name === "type") return [edge.source, edge.target].map((end) => this.nodes.get(end)?.type ?? "");
    return [edge[name as "modality" | "relation" | "holder"]];
  }

  #lets(name: string, edge: PictureEdge): boolean {
    const allowed = this.#choices[name];
    if (!allowed?.size) return true;
    const values = this.values(name, edge);
    return name === "type" ? values.every((v) => allowed.has(v)) : values.some((v) => allowed.has(v));
  }

  showsEdge(id: string): boolean {
    return this.#shown.has(id);
  }

  showsNode(id: string): boolean {
    return id === this.picture.focus || ((this.#touched.has(id) || this.#added.has(id)) && !this.hidden.has(id));
  }

  shownEdges(): PictureEdge[] {
    return this.picture.edges.filter((edge) => this.#shown.has(edge.id));
  }

  /** Relations of a thing on the screen, in the order in which one walks them. */
  around(id: string): PictureEdge[] {
    const name = (edge: PictureEdge) => this.label(edge.source === id ? edge.target : edge.source);
    return this.shownEdges()
      .filter((edge) => edge.source === id || edge.target === id)
      .sort((a, b) => a.label.localeCompare(b.label) || name(a).localeCompare(name(b)));
  }

  label(id: string): string {
    return this.nodes.get(id)?.label ?? id;
  }

  sentence(edge: PictureEdge): string {
    return `${this.label(edge.source)} ${edge.label} ${this.label(edge.target)}`;
  }

  modality(code: string): string {
    return this.picture.lines[code]?.name ?? code;
  }
}
