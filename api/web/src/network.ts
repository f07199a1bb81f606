// The drawing: sigma over the graph of the model.
import Graph from "graphology";
import Sigma from "sigma";
import type { MouseCoords, TouchCoords } from "sigma/types";
import type { EdgeAttributes, NodeAttributes } from "./attributes";
import { forgetStyles, styleValue } from "./dom";
import { chooseNames, lineName, pointedAt, pointName } from "./labels";
import { LineProgram } from "./lines";
import type { Model, Selection } from "./model";
import { colour } from "./picture";
import { Room } from "./room";
import { ShapeProgram } from "./shapes";
import type { Point } from "./state";

const FEW = 40;
const PADDING = 45;
const NAME_SIZE = 12;
/** More names than anyone reads, and more than can be chosen from in a frame. */
const MOST_NAMES = 400;
const MANY_LINES = 1500;

export class NetworkView {
  onSelect: (selection: Selection) => void = () => undefined;
  onDrag: (node: string) => void = () => undefined;
  onCamera: () => void = () => undefined;
  readonly sigma: Sigma<NodeAttributes, EdgeAttributes>;
  #size: Point = { x: 600, y: 400 };
  #room: Room;
  #pointed: string | undefined;
  #dragged: string | undefined;
  #moved = false;
  #near: ReadonlySet<string> | undefined;

  /** Makes the drawing, which is empty until a graph is loaded. */
  constructor(readonly stage: HTMLElement, readonly model: Model) {
    this.#room = this.#measured();
    const font = styleValue("--font") || "sans-serif";
    this.sigma = new Sigma<NodeAttributes, EdgeAttributes>(new Graph(), stage, {
      nodeProgramClasses: { shape: ShapeProgram },
      edgeProgramClasses: { line: LineProgram },
      defaultNodeType: "shape",
      defaultEdgeType: "line",
      defaultDrawNodeLabel: pointName,
      defaultDrawNodeHover: pointedAt,
      defaultDrawEdgeLabel: lineName,
      nodeReducer: (id, node) => this.#node(id, node),
      edgeReducer: (id, edge) => this.#edge(id, edge),
      // another form may be shown in its place
      allowInvalidContainer: true,
      enableEdgeEvents: true,
      renderEdgeLabels: true,
      labelFont: font,
      labelSize: NAME_SIZE,
      edgeLabelFont: font,
      edgeLabelSize: 11,
      labelDensity: 20,
      labelGridCellSize: 60,
      stagePadding: PADDING,
      minCameraRatio: 0.05,
      maxCameraRatio: 4,
      zIndex: true,
    });
    this.#listen();
  }

  #measured(): Room {
    const { clientWidth: wide, clientHeight: high } = this.stage;
    // without a size while another form is shown
    if (wide && high) this.#size = { x: wide - 2 * Math.min(80, wide / 6), y: high - 2 * PADDING };
    return new Room(this.#size.x, this.#size.y, this.model.picture.frame);
  }

  /** Draws the graph that the model has now. */
  load(pins: ReadonlyMap<string, Point>): void {
    this.#room = this.#measured();
    this.place(pins);
    this.#near = this.#bright();
    this.sigma.setCustomBBox(null);
    this.sigma.setGraph(this.model.graph);
    this.#fitSize();
  }

  #fitSize(): void {
    const { order, size } = this.model.graph;
    // many lines are drawn only when the picture stands still, and cannot be pointed at
    this.sigma.setSetting("hideEdgesOnMove", size > MANY_LINES);
    this.sigma.setSetting("enableEdgeEvents", size <= MANY_LINES);
    this.sigma.setSetting("renderEdgeLabels", size <= MANY_LINES);
    this.sigma.setSetting("labelRenderedSizeThreshold", order > MOST_NAMES ? 9 : 0);
  }

  /** Puts every point where it belongs, those pinned where they were put. */
  place(pins: ReadonlyMap<string, Point>): void {
    const places = this.#room.places(this.model.picture.nodes, pins);
    this.model.graph.updateEachNodeAttributes((id, node) => {
      const { x, y } = places.get(id) ?? node;
      return { ...node, x, y };
    }, { attributes: ["x", "y"] });
  }

  /** Where a point stands, in the units of the view. */
  inView(node: string): Point {
    return this.#room.inView(this.model.graph.getNodeAttributes(node));
  }

  refresh(): void {
    this.#near = this.#bright();
    this.sigma.refresh({ skipIndexation: true });
  }

  /** Where a point is drawn, in pixels of the stage. */
  where(node: string): Point {
    const { x, y } = this.model.graph.getNodeAttributes(node);
    return this.sigma.graphToViewport({ x, y });
  }

  /** The middle of a line as it is drawn, in pixels of the stage. */
  middle(edge: string): Point {
    const [source, target] = this.model.graph.extremities(edge).map((end) => this.where(end));
    if (!source || !target) throw new Error(`no line ${edge}`);
    const length = Math.hypot(target.x - source.x, target.y - source.y) || 1;
    const offset = this.model.graph.getEdgeAttribute(edge, "offset") / length;
    return {
      x: (source.x + target.x) / 2 + (target.y - source.y) * offset,
      y: (source.y + target.y) / 2 - (target.x - source.x) * offset,
    };
  }

  /** Moves a point by so many pixels. */
  move(node: string, right: number, down: number): void {
    const at = this.where(node);
    this.#hold();
    const { x, y } = this.sigma.viewportToGraph({ x: at.x + right, y: at.y + down });
    this.model.graph.mergeNodeAttributes(node, { x, y });
  }

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    void camera.animate({ ratio: camera.getBoundedRatio(camera.ratio * factor) }, pace());
  }

  fit(): void {
    void this.sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, pace());
  }

  pan(right: number, down: number): void {
    const camera = this.sigma.getCamera();
    const centre = this.sigma.viewportToFramedGraph({ x: right, y: down });
    const corner = this.sigma.viewportToFramedGraph({ x: 0, y: 0 });
    camera.setState({ x: camera.x + centre.x - corner.x, y: camera.y + centre.y - corner.y });
  }

  /** Brings a point into the picture if it lies outside. */
  reveal(node: string): void {
    const { x, y } = this.where(node);
    const { clientWidth: wide, clientHeight: high } = this.stage;
    if (x > 20 && y > 20 && x < wide - 20 && y < high - 20) return;
    this.pan(x - wide / 2, y - high / 2);
  }

  #chooseNames(): void {
    if (this.model.graph.order > MOST_NAMES) return;
    const shown = this.model.graph.filterNodes((id) => this.model.showsNode(id));
    const points = shown.map((id) => {
      const { size, label } = this.model.graph.getNodeAttributes(id);
      return { id, label, size: this.sigma.scaleSize(size), ...this.where(id) };
    });
    chooseNames(points, NAME_SIZE);
  }

  #node(id: string, node: NodeAttributes): Partial<NodeAttributes> & Record<string, unknown> {
    if (!this.model.showsNode(id)) return { ...node, hidden: true };
    const faded = styleValue("--faded");
    if (this.#near && !this.#near.has(id)) return { ...node, color: faded, label: "", outline: faded };
    const { selection, picture } = this.model;
    const chosen = selection && "node" in selection && selection.node === id;
    const forceLabel = Boolean(this.#near && this.#near.size <= FEW) || id === picture.focus || chosen;
    return { ...node, forceLabel, highlighted: Boolean(chosen), zIndex: 1 };
  }

  #edge(id: string, edge: EdgeAttributes): Partial<EdgeAttributes> & Record<string, unknown> {
    if (!this.model.showsEdge(id)) return { ...edge, hidden: true };
    const { selection, graph } = this.model;
    const chosen = selection && "edge" in selection && selection.edge === id;
    if (chosen) return { ...edge, size: edge.size + 2, forceLabel: true, zIndex: 2 };
    const centre = this.#centre();
    const touches = centre !== undefined && graph.hasExtremity(id, centre);
    if (this.#near && !touches) return { ...edge, color: styleValue("--faded"), label: "" };
    const named = touches || graph.size <= FEW;
    return { ...edge, forceLabel: named, label: named ? edge.label : "" };
  }

  #centre(): string | undefined {
    const { selection } = this.model;
    if (selection && "node" in selection) return selection.node;
    return selection ? undefined : this.#pointed;
  }

  /** What stays bright: the point at hand with its neighbours, or the ends of the line at hand. */
  #bright(): Set<string> | undefined {
    const { selection, graph } = this.model;
    if (selection && "edge" in selection) return new Set(graph.extremities(selection.edge));
    const centre = this.#centre();
    if (centre === undefined || !graph.hasNode(centre)) return undefined;
    return new Set([centre, ...this.model.around(centre).flatMap((edge) => [edge.source, edge.target])]);
  }

  #listen(): void {
    const { sigma } = this;
    sigma.on("beforeRender", () => this.#chooseNames());
    sigma.on("clickNode", ({ node }) => { if (!this.#moved) this.onSelect({ node }); });
    sigma.on("clickEdge", ({ edge }) => this.onSelect({ edge }));
    sigma.on("clickStage", () => this.onSelect(undefined));
    sigma.on("enterNode", ({ node }) => this.#point(node));
    sigma.on("leaveNode", () => this.#point(undefined));
    sigma.on("enterEdge", () => this.stage.classList.add("pointing"));
    sigma.on("leaveEdge", () => this.stage.classList.remove("pointing"));
    sigma.on("downNode", ({ node }) => {
      this.#dragged = node;
      this.#moved = false;
    });
    sigma.on("moveBody", ({ event }) => this.#drag(event));
    sigma.on("upNode", () => this.#drop());
    sigma.on("upStage", () => this.#drop());
    sigma.getCamera().on("updated", () => this.onCamera());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      forgetStyles();
      colour(this.model.graph);
      sigma.refresh();
    });
  }

  #point(node: string | undefined): void {
    this.#pointed = node;
    this.stage.classList.toggle("pointing", node !== undefined);
    // fading a large picture at every move of the mouse would make it stutter
    if (this.model.graph.size <= MANY_LINES) this.refresh();
  }

  #drag(event: MouseCoords | TouchCoords): void {
    if (this.#dragged === undefined) return;
    this.#hold();
    const at = this.sigma.viewportToGraph("x" in event ? event : (event.touches[0] ?? { x: 0, y: 0 }));
    this.model.graph.mergeNodeAttributes(this.#dragged, { x: at.x, y: at.y });
    this.#moved = true;
    event.preventSigmaDefault();
    event.original.preventDefault();
    event.original.stopPropagation();
  }

  #drop(): void {
    const node = this.#dragged;
    this.#dragged = undefined;
    if (node !== undefined && this.#moved) this.onDrag(node);
  }

  /** Without a fixed frame, moving one point outwards would shrink all others. */
  #hold(): void {
    if (!this.sigma.getCustomBBox()) this.sigma.setCustomBBox(this.sigma.getBBox());
  }
}

function pace(): { duration: number } {
  return { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 1 : 200 };
}
