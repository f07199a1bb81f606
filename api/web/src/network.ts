// The drawing: sigma over a graph with the server's positions, what is selected and left out.
import Sigma from "sigma";
import type { MouseCoords, TouchCoords } from "sigma/types";
import { byId, forgetStyles, styleValue } from "./dom";
import { chooseNames, lineName, pointedAt, pointName } from "./labels";
import { LineProgram } from "./lines";
import type { Drawn, EdgeAttributes, NodeAttributes } from "./attributes";
import { colour, type Picture } from "./picture";
import { makeRoom } from "./room";
import { ShapeProgram } from "./shapes";

export type Selection = { node: string } | { edge: string } | undefined;

const FEW = 40;
const STEP = 40;
const PADDING = 45;
const NAME_SIZE = 12;
/** More names than anyone reads, and more than can be chosen from in a frame. */
const MOST_NAMES = 400;

export class NetworkView {
  onSelect: (selection: Selection) => void = () => undefined;
  readonly #sigma: Sigma<NodeAttributes, EdgeAttributes>;
  #selection: Selection;
  #pointed: string | undefined;
  #dragged: string | undefined;
  #left: ReadonlySet<string> = new Set();

  constructor(readonly stage: HTMLElement, readonly graph: Drawn, readonly picture: Picture) {
    const side = Math.min(80, stage.clientWidth / 6);
    makeRoom(graph, stage.clientWidth - 2 * side, stage.clientHeight - 2 * PADDING);
    this.#sigma = new Sigma(graph, stage, {
      nodeProgramClasses: { shape: ShapeProgram },
      edgeProgramClasses: { line: LineProgram },
      defaultNodeType: "shape",
      defaultEdgeType: "line",
      defaultDrawNodeLabel: pointName,
      defaultDrawNodeHover: pointedAt,
      defaultDrawEdgeLabel: lineName,
      nodeReducer: (id, node) => this.#node(id, node),
      edgeReducer: (id, edge) => this.#edge(id, edge),
      enableEdgeEvents: true,
      renderEdgeLabels: true,
      hideEdgesOnMove: graph.size > 2000,
      labelFont: styleValue("--font") || "sans-serif",
      labelSize: NAME_SIZE,
      edgeLabelFont: styleValue("--font") || "sans-serif",
      edgeLabelSize: 11,
      labelDensity: 20,
      labelGridCellSize: 60,
      labelRenderedSizeThreshold: graph.order > MOST_NAMES ? 9 : 0,
      stagePadding: PADDING,
      minCameraRatio: 0.1,
      maxCameraRatio: 4,
      zIndex: true,
    });
    this.#listen();
    this.#tools();
  }

  /** Selects a point, a line or nothing, and brings a selected line into view. */
  select(selection: Selection): void {
    this.#selection = selection;
    this.#sigma.refresh({ skipIndexation: true });
    this.onSelect(selection);
  }

  /** Leaves out the lines of these modalities, and points that have no line then. */
  leaveOut(modalities: ReadonlySet<string>): void {
    this.#left = modalities;
    this.#sigma.refresh({ skipIndexation: true });
  }

  #choose(): void {
    if (this.graph.order > MOST_NAMES) return;
    const shown = this.graph.filterNodes((id) => !this.#sigma.getNodeDisplayData(id)?.hidden);
    const points = shown.map((id) => {
      const { size, label } = this.graph.getNodeAttributes(id);
      return { id, label, size: this.#sigma.scaleSize(size), ...this.where(id) };
    });
    chooseNames(points, NAME_SIZE);
  }

  /** Where a point is drawn, in pixels of the stage. */
  where(node: string): { x: number; y: number } {
    const { x, y } = this.graph.getNodeAttributes(node);
    return this.#sigma.graphToViewport({ x, y });
  }

  /** The middle of a line as it is drawn, in pixels of the stage. */
  middle(edge: string): { x: number; y: number } {
    const [source, target] = this.graph.extremities(edge).map((end) => this.where(end));
    if (!source || !target) throw new Error(`no line ${edge}`);
    const length = Math.hypot(target.x - source.x, target.y - source.y) || 1;
    const offset = this.graph.getEdgeAttribute(edge, "offset") / length;
    return {
      x: (source.x + target.x) / 2 + (target.y - source.y) * offset,
      y: (source.y + target.y) / 2 - (target.x - source.x) * offset,
    };
  }

  #node(id: string, node: NodeAttributes): Partial<NodeAttributes> & Record<string, unknown> {
    if (id !== this.picture.focus && this.graph.edges(id).every((edge) => this.#isLeftOut(edge))) {
      return { ...node, hidden: true };
    }
    const near = this.#near();
    if (near && !near.has(id)) return { ...node, color: styleValue("--faded"), label: "", outline: styleValue("--faded") };
    const chosen = this.#selection && "node" in this.#selection && this.#selection.node === id;
    return { ...node, forceLabel: Boolean(near) || id === this.picture.focus, highlighted: Boolean(chosen), zIndex: 1 };
  }

  #edge(id: string, edge: EdgeAttributes): Partial<EdgeAttributes> & Record<string, unknown> {
    if (this.#isLeftOut(id)) return { ...edge, hidden: true };
    const chosen = this.#selection && "edge" in this.#selection && this.#selection.edge === id;
    if (chosen) return { ...edge, size: edge.size + 2, forceLabel: true, zIndex: 2 };
    const centre = this.#centre();
    const touches = centre !== undefined && this.graph.hasExtremity(id, centre);
    if (this.#near() && !touches) return { ...edge, color: styleValue("--faded"), label: "" };
    const named = touches || this.graph.size <= FEW;
    return { ...edge, forceLabel: named, label: named ? edge.label : "" };
  }

  #isLeftOut(edge: string): boolean {
    return this.#left.has(this.graph.getEdgeAttribute(edge, "modality"));
  }

  #centre(): string | undefined {
    if (this.#selection && "node" in this.#selection) return this.#selection.node;
    return this.#selection ? undefined : this.#pointed;
  }

  /** What stays bright: the point at hand with its neighbours, or the ends of the line at hand. */
  #near(): Set<string> | undefined {
    if (this.#selection && "edge" in this.#selection) {
      return new Set(this.graph.extremities(this.#selection.edge));
    }
    const centre = this.#centre();
    return centre === undefined ? undefined : new Set([centre, ...this.graph.neighbors(centre)]);
  }

  #listen(): void {
    const sigma = this.#sigma;
    sigma.on("beforeRender", () => this.#choose());
    sigma.on("clickNode", ({ node }) => this.select({ node }));
    sigma.on("clickEdge", ({ edge }) => this.select({ edge }));
    sigma.on("clickStage", () => this.select(undefined));
    sigma.on("enterNode", ({ node }) => this.#point(node));
    sigma.on("leaveNode", () => this.#point(undefined));
    sigma.on("enterEdge", () => this.stage.classList.add("pointing"));
    sigma.on("leaveEdge", () => this.stage.classList.remove("pointing"));
    sigma.on("downNode", ({ node }) => {
      this.#dragged = node;
      // without a fixed frame, dragging one point outwards would shrink all others
      if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
    });
    sigma.on("moveBody", ({ event }) => this.#drag(event));
    sigma.on("upNode", () => (this.#dragged = undefined));
    sigma.on("upStage", () => (this.#dragged = undefined));
    this.stage.addEventListener("keydown", (event) => this.#key(event));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      forgetStyles();
      colour(this.graph);
      sigma.refresh();
    });
  }

  #point(node: string | undefined): void {
    this.#pointed = node;
    this.stage.classList.toggle("pointing", node !== undefined);
    this.#sigma.refresh({ skipIndexation: true });
  }

  #drag(event: MouseCoords | TouchCoords): void {
    if (this.#dragged === undefined) return;
    const at = this.#sigma.viewportToGraph("x" in event ? event : (event.touches[0] ?? { x: 0, y: 0 }));
    this.graph.mergeNodeAttributes(this.#dragged, { x: at.x, y: at.y });
    event.preventSigmaDefault();
    event.original.preventDefault();
    event.original.stopPropagation();
  }

  #tools(): void {
    byId("zoom-in").addEventListener("click", () => this.#zoom(1 / 1.5));
    byId("zoom-out").addEventListener("click", () => this.#zoom(1.5));
    byId("fit").addEventListener("click", () => this.#fit());
  }

  #zoom(factor: number): void {
    const camera = this.#sigma.getCamera();
    void camera.animate({ ratio: camera.getBoundedRatio(camera.ratio * factor) }, this.#pace());
  }

  #fit(): void {
    void this.#sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, this.#pace());
  }

  #pace(): { duration: number } {
    return { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 1 : 200 };
  }

  #key(event: KeyboardEvent): void {
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
    };
    const move = moves[event.key];
    if (move) this.#arrow(move[0], move[1]);
    else if (event.key === "+" || event.key === "=") this.#zoom(1 / 1.5);
    else if (event.key === "-") this.#zoom(1.5);
    else if (event.key === "0") this.#fit();
    else if (event.key === "Escape") this.select(undefined);
    else return;
    event.preventDefault();
  }

  /** Moves the selected point, so that nothing needs a drag; else the view. */
  #arrow(right: number, down: number): void {
    if (this.#selection && "node" in this.#selection) {
      const at = this.where(this.#selection.node);
      if (!this.#sigma.getCustomBBox()) this.#sigma.setCustomBBox(this.#sigma.getBBox());
      const to = this.#sigma.viewportToGraph({ x: at.x + right * STEP / 2, y: at.y + down * STEP / 2 });
      this.graph.mergeNodeAttributes(this.#selection.node, { x: to.x, y: to.y });
      return;
    }
    const camera = this.#sigma.getCamera();
    const centre = this.#sigma.viewportToFramedGraph({ x: right * STEP, y: down * STEP });
    const corner = this.#sigma.viewportToFramedGraph({ x: 0, y: 0 });
    camera.setState({ x: camera.x + centre.x - corner.x, y: camera.y + centre.y - corner.y });
  }
}
