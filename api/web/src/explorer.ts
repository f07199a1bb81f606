// The explorer as a whole: what is asked of it becomes a state, and a state becomes what is shown.
import { byId } from "./dom";
import { Details, fragment } from "./details";
import * as filter from "./filter";
import type { Model, Selection } from "./model";
import type { NetworkView } from "./network";
import { turnTo } from "./pages";
import type { PictureEdge } from "./picture";
import { say, sayNode } from "./speech";
import {
  added, current, given, pinned, pins, query, structure, without, type State,
} from "./state";
import { Steps } from "./steps";
import { sortable } from "./table";

const FIRST = 25;
const CAMERA_PAUSE = 400;

export class Explorer {
  readonly details: Details;
  readonly steps: Steps;
  #state = current();
  #structure = structure(this.#state);
  #way: string | undefined;
  #asked: AbortController | undefined;
  #timer = 0;

  constructor(readonly model: Model, readonly view: NetworkView | undefined) {
    this.model.follow(this.#state);
    this.details = new Details(this.model);
    this.view?.load(pins(this.#state));
    this.steps = new Steps(() => this.model.picture.snapshot, (state, back) => {
      say(back ? "undone" : "redone");
      void this.#show(state);
    });
    if (this.view) {
      this.view.onSelect = (selection) => this.select(selection);
      this.view.onDrag = (node) => this.pin(node);
      this.#turnCamera();
      this.view.onCamera = () => this.#cameraMoved();
    }
    sortable(this.#table());
  }

  /** Shows for the first time what the address says. */
  begin(): void {
    this.#apply();
  }

  get state(): State {
    return this.#state;
  }

  /** Makes a state the next step and shows it. */
  async go(next: State): Promise<void> {
    if (query(next) === query(this.#state)) return;
    this.steps.push(next);
    await this.#show(next);
  }

  select(selection: Selection): void {
    const id = selection ? ("node" in selection ? selection.node : selection.edge) : "";
    if (this.#way !== undefined && selection && "node" in selection) return this.#wayTo(id);
    this.#look(given(this.#state, "select", id));
    if (selection && "node" in selection) sayNode(this.model, id);
    else if (selection) this.#sayEdge(id);
  }

  /** Selects a point that was reached along a relation. */
  walkTo(node: string, from?: { id: string; edge: PictureEdge }): void {
    if (this.#way !== undefined) return void this.#look(given(this.#state, "select", node));
    this.select({ node });
    if (from) sayNode(this.model, node, from);
  }

  /** Shows network, table, line of time or text. */
  tab(name: string): void {
    if (document.querySelector(`#form-${name} [data-later]`)) {
      return location.assign(`${location.pathname}?${query(given(this.#state, "tab", name))}`);
    }
    this.#look(given(this.#state, "tab", name === "network" ? "" : name));
  }

  expand(id: string, relation: string): void {
    const [predicate = "", direction = ""] = relation.split("~");
    const now = this.#state.getAll("expand").find((each) => each.startsWith(`${id}~${predicate}~${direction}~`));
    if (now) return this.change("expand", now, now.replace(/\d+$/, (most) => String(2 * Number(most))));
    void this.go(added(this.#state, "expand", `${id}~${predicate}~${direction}~${FIRST}`));
  }

  /** Puts another value in the place of one: more of what a limit left out. */
  change(name: string, from: string, to: string): void {
    const values = this.#state.getAll(name);
    void this.go(from ? given(this.#state, name, ...values.map((each) => (each === from ? to : each)))
      : given(this.#state, name, to));
  }

  /** Brings in a thing with its lines to what is there; one that is there is only selected. */
  add(id: string): void {
    const seen = without(this.#state, "hide", (each) => each === id);
    const there = this.model.nodes.has(id);
    void this.go(given(there ? seen : added(seen, "add", id), "select", id));
  }

  /** Takes away what a thing was expanded with; else hides what hangs on it alone. */
  collapse(id: string): void {
    const next = without(this.#state, "expand", (each) => each.startsWith(`${id}~`));
    if (query(next) !== query(this.#state)) return void this.go(next);
    const leaves = this.model.around(id)
      .map((edge) => (edge.source === id ? edge.target : edge.source))
      .filter((other) => other !== this.model.picture.focus && new Set(this.model.around(other)
        .flatMap((edge) => [edge.source, edge.target])).size === 2);
    void this.go(leaves.reduce((state, leaf) => added(state, "hide", leaf), this.#state));
  }

  hide(id: string): void {
    if (id === this.model.picture.focus) return;
    say("hidden", { name: this.model.label(id) });
    void this.go(given(added(this.#state, "hide", id), "select"));
  }

  unhide(): void {
    void this.go(given(this.#state, "hide"));
  }

  /** Keeps a point where it is; ``turn`` lets go of one that is kept. */
  pin(id: string, turn = false): void {
    if (!this.view) return;
    const name = this.model.label(id);
    if (turn && pins(this.#state).has(id)) {
      say("unpinned", { name });
      return void this.go(without(this.#state, "pin", (each) => each.startsWith(`${id}@`)));
    }
    say("pinned", { name });
    void this.go(pinned(this.#state, id, this.view.inView(id)));
  }

  /** Keeps a point that was moved by keys, without a step for each key. */
  moved(id: string): void {
    if (this.view) this.#look(pinned(this.#state, id, this.view.inView(id)));
  }

  /** Makes a thing the centre of a view of its own. */
  focus(id: string): void {
    const bare = ["expand", "add", "path", "hide", "pin", "limit", "camera", "select"]
      .reduce((state, name) => given(state, name), this.#state);
    void this.go(given(given(bare, "focus", id), "depth", "1"));
  }

  /** The next point that is chosen is where the way from this one leads. */
  way(id: string): void {
    this.#way = id;
    say("waypoint");
  }

  escape(): void {
    this.#way = undefined;
    this.select(undefined);
    say("none");
  }

  /** Takes the way to the point that is selected, for those who walk by keys. */
  takeWay(): boolean {
    const { selection } = this.model;
    if (this.#way === undefined || !selection || !("node" in selection)) return false;
    this.#wayTo(selection.node);
    return true;
  }

  async cite(one: boolean): Promise<void> {
    const state = one ? this.#state : given(this.#state, "select");
    byId("cite-body").replaceChildren(...(await fragment(`/explore/cite?${query(state)}`)));
    byId<HTMLDialogElement>("cite").showModal();
  }

  filtered(): void {
    void this.go(filter.chosen(this.#state));
  }

  #wayTo(id: string): void {
    const from = this.#way;
    this.#way = undefined;
    if (from && from !== id) void this.go(added(given(this.#state, "select"), "path", `${from}~${id}`));
  }

  #sayEdge(id: string): void {
    const edge = this.model.edges.get(id);
    if (edge) byId("speech").textContent = `${this.model.sentence(edge)} (${this.model.modality(edge.modality)})`;
  }

  /** Changes what is looked at, which is no step. */
  #look(next: State): void {
    this.#state = next;
    this.steps.replace(next);
    this.#apply();
  }

  async #show(next: State): Promise<void> {
    performance.mark("step-start");
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    const before = this.model.picture.nodes.length;
    const moved = next.getAll("pin").join() !== this.#state.getAll("pin").join();
    this.#state = next;
    if (structure(next) === this.#structure) {
      if (moved) this.view?.place(pins(next));
    } else {
      try {
        const picture = await turnTo(next, asked.signal);
        if (asked.signal.aborted) return;
        await this.model.load(picture);
        if (asked.signal.aborted) return;
        this.#structure = structure(next);
        this.model.follow(next);
        this.view?.load(pins(next));
        sortable(this.#table());
        const more = picture.nodes.length - before;
        if (more) say(more > 0 ? "added" : "gone", { n: Math.abs(more) });
      } catch {
        if (!asked.signal.aborted) say("failed");
        return;
      }
    }
    this.#apply();
    requestAnimationFrame(() => performance.mark("step-drawn"));
  }

  /** Shows what the state says of filters, selection and form. */
  #apply(): void {
    this.model.follow(this.#state);
    filter.follow(this.model, this.#state);
    this.#showTab(this.#state.get("tab") ?? "network");
    this.#mark();
    const hidden = this.model.hidden.size;
    const unhide = byId("unhide");
    unhide.hidden = hidden === 0;
    unhide.textContent = (unhide.dataset["text"] ?? "").replace("{n}", String(hidden));
    void this.details.show(this.model.selection);
    this.view?.refresh();
  }

  #showTab(name: string): void {
    document.querySelectorAll<HTMLElement>(".view > section").forEach((part) => {
      part.hidden = part.id !== `form-${name}`;
    });
    document.querySelectorAll<HTMLElement>("a[data-tab]").forEach((link) => {
      if (link.dataset["tab"] === name) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  /** Marks in table, line of time and text what is selected in the network. */
  #mark(): void {
    const { selection } = this.model;
    const chosen = !selection ? new Set<string>() : "edge" in selection ? new Set([selection.edge])
      : new Set(this.model.around(selection.node).map((edge) => edge.id));
    document.querySelectorAll<HTMLElement>("[data-edge], [data-node]").forEach((part) => {
      const { edge, node } = part.dataset;
      const on = edge !== undefined ? chosen.has(edge)
        : selection !== undefined && "node" in selection && selection.node === node;
      if (on) part.setAttribute("aria-current", "true");
      else part.removeAttribute("aria-current");
    });
  }

  #table(): HTMLTableElement {
    return document.querySelector<HTMLTableElement>("table.relations")!;
  }

  #turnCamera(): void {
    const [x, y, ratio] = (this.#state.get("camera") ?? "").split(",").map(Number);
    if (x !== undefined && y !== undefined && ratio) this.view?.sigma.getCamera().setState({ x, y, ratio });
  }

  #cameraMoved(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      const camera = this.view?.sigma.getCamera().getState();
      if (!camera) return;
      const words = [camera.x, camera.y, camera.ratio].map((value) => String(Math.round(value * 1000) / 1000));
      this.#state = given(this.#state, "camera", words.join() === "0.5,0.5,1" ? "" : words.join());
      this.steps.replace(this.#state);
    }, CAMERA_PAUSE);
  }
}
