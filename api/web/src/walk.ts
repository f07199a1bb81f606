// From point to point with the keyboard; only while the stage has the focus.
import type { Model } from "./model";
import type { NetworkView } from "./network";
import type { PictureEdge } from "./picture";

const STEP = 20;
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

/** What a walker asks of the page. */
export interface Guide {
  choose(node: string, from?: { id: string; edge: PictureEdge }): void;
  act(action: string): void;
  moved(node: string): void;
}

export class Walk {
  readonly #trail: string[] = [];

  constructor(readonly view: NetworkView, readonly model: Model, readonly guide: Guide) {
    view.stage.addEventListener("keydown", (event) => {
      if (this.#key(event)) event.preventDefault();
    });
  }

  get #here(): string | undefined {
    const { selection } = this.model;
    if (!selection) return undefined;
    return "node" in selection ? selection.node : this.model.edges.get(selection.edge)?.source;
  }

  #key(event: KeyboardEvent): boolean {
    const arrow = ARROWS[event.key];
    if (arrow) return this.#arrow(event, arrow);
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = event.shiftKey && key === "e" ? "collapse" : ACTIONS[key];
    if (action) this.guide.act(action);
    else if (key === "Home") this.#go(this.model.picture.focus);
    else if (key === "PageDown") this.#next(1);
    else if (key === "PageUp") this.#next(-1);
    else if (key === "Backspace") this.#back();
    else return false;
    return true;
  }

  #arrow(event: KeyboardEvent, [right, down]: readonly [number, number]): boolean {
    if (event.ctrlKey || event.metaKey) return false;
    const here = this.#here;
    if (event.altKey) this.view.pan(right * 2 * STEP, down * 2 * STEP);
    else if (here === undefined) this.#go(this.model.picture.focus);
    else if (event.shiftKey) {
      this.view.move(here, right * STEP, down * STEP);
      this.guide.moved(here);
    } else this.#towards(here, right, down);
    return true;
  }

  /** Goes to the neighbour that lies best in a direction, else to the nearest point there. */
  #towards(here: string, right: number, down: number): void {
    const edges = new Map(this.model.around(here).map((edge) => [other(edge, here), edge]));
    const all = this.model.graph.filterNodes((id) => id !== here && this.model.showsNode(id));
    const best = this.#nearest(here, [...edges.keys()], right, down) ?? this.#nearest(here, all, right, down);
    if (best !== undefined) this.#go(best, edges.get(best));
  }

  #nearest(here: string, others: string[], right: number, down: number): string | undefined {
    const from = this.view.where(here);
    let found: string | undefined;
    let least = Infinity;
    for (const id of others) {
      if (id === here) continue;
      const { x, y } = this.view.where(id);
      const ahead = (x - from.x) * right + (y - from.y) * down;
      const aside = Math.abs((x - from.x) * down) + Math.abs((y - from.y) * right);
      // within about 60 degrees to both sides
      if (ahead <= 1 || aside > 1.8 * ahead || ahead + 2 * aside >= least) continue;
      least = ahead + 2 * aside;
      found = id;
    }
    return found;
  }

  /** Visits the neighbours of the point one came from, in the order of relation and name. */
  #next(step: number): void {
    const centre = this.#trail.at(-1) ?? this.#here;
    if (centre === undefined) return this.#go(this.model.picture.focus);
    const around = this.model.around(centre);
    const now = around.findIndex((edge) => other(edge, centre) === this.#here);
    const edge = around[(now + step + around.length) % around.length] ?? around[0];
    if (!edge) return;
    if (this.#trail.at(-1) !== centre) this.#trail.push(centre);
    this.guide.choose(other(edge, centre), { id: centre, edge });
    this.view.reveal(other(edge, centre));
  }

  #back(): void {
    const last = this.#trail.pop();
    if (last !== undefined && this.model.nodes.has(last)) this.guide.choose(last);
  }

  #go(id: string, edge?: PictureEdge): void {
    const here = this.#here;
    if (here !== undefined) this.#trail.push(here);
    this.guide.choose(id, here !== undefined && edge ? { id: here, edge } : undefined);
    this.view.reveal(id);
  }
}

const ACTIONS: Record<string, string> = {
  "+": "zoom-in", "=": "zoom-in", "-": "zoom-out", "0": "fit", "?": "keys", Escape: "escape",
  Enter: "details", e: "expand", f: "focus", p: "pin", h: "hide", u: "unhide", w: "way",
  t: "table", c: "copy",
};

function other(edge: PictureEdge, id: string): string {
  return edge.source === id ? edge.target : edge.source;
}
