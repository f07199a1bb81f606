// The network as the page gives it, a block of JSON, and the graph that is drawn of it.
import Graph from "graphology";
import type { Dash, Drawn, Family } from "./attributes";
import { breath, styleValue } from "./dom";

export interface PictureNode {
  /** kind/name, as in addresses */
  id: string;
  label: string;
  type: string;
  typeName: string;
  family: Family;
  x: number;
  y: number;
  /** beside which it was brought in; empty for what was there first */
  parent: string;
  degree: number;
  more: number;
  href: string;
}

export interface PictureEdge {
  id: string;
  source: string;
  target: string;
  label: string;
  modality: string;
  relation: string;
  holder: string;
  documents: string[];
  start: string;
  end: string;
}

export interface Picture {
  snapshot: string;
  focus: string;
  /** left, top, right, bottom of what was there first */
  frame: [number, number, number, number];
  nodes: PictureNode[];
  edges: PictureEdge[];
  lines: Record<string, { name: string; dash: Dash; width: number }>;
  /** edges of each way that was asked for */
  ways: string[][];
}

const GAP = 14;
/** Lines that are made without a pause. */
const AT_ONCE = 2000;

/** Makes the graph of a picture; its points still have no place. */
export async function drawn(picture: Picture): Promise<Drawn> {
  const graph: Drawn = new Graph({ multi: true, type: "directed" });
  for (const { id, label, family } of picture.nodes) {
    graph.addNode(id, { x: 0, y: 0, size: 8, label, family, color: "", outline: "", type: "shape" });
  }
  for (const [index, edge] of picture.edges.entries()) {
    addEdge(graph, picture, edge);
    if (index % AT_ONCE === AT_ONCE - 1) await breath();
  }
  await breath();
  graph.forEachNode((id) => graph.setNodeAttribute(id, "size", size(graph, picture, id)));
  spread(graph);
  colour(graph);
  return graph;
}

function addEdge(graph: Drawn, picture: Picture, edge: PictureEdge): void {
  const style = picture.lines[edge.modality];
  graph.addEdgeWithKey(edge.id, edge.source, edge.target, {
    label: edge.label,
    modality: edge.modality,
    dash: style?.dash ?? [1, 0, 0, 0],
    size: style?.width ?? 1.5,
    offset: 0,
    color: "",
    type: "line",
  });
}

/** More relations make a point larger, up to twice; what is in focus stands out. */
function size(graph: Drawn, picture: Picture, id: string): number {
  const larger = Math.min(5, Math.sqrt(graph.degree(id)) * 1.5);
  return 6.5 + larger + (id === picture.focus ? 3 : 0);
}

/** Puts lines between the same two points side by side. */
function spread(graph: Drawn): void {
  const beside = new Map<string, string[]>();
  graph.forEachEdge((id, _attributes, source, target) => {
    const pair = source < target ? `${source} ${target}` : `${target} ${source}`;
    const there = beside.get(pair);
    if (there) there.push(id);
    else beside.set(pair, [id]);
  });
  for (const edges of beside.values()) {
    edges.forEach((id, index) => {
      const away = (index - (edges.length - 1) / 2) * GAP;
      const turned = graph.source(id) > graph.target(id) ? -1 : 1;
      graph.setEdgeAttribute(id, "offset", away * turned);
    });
  }
}

/** Gives every point and line its colour in the colour scheme of this moment. */
export function colour(graph: Drawn): void {
  graph.updateEachNodeAttributes((_id, node) => ({
    ...node,
    color: styleValue(`--family-${node.family}`),
    outline: styleValue("--ink"),
  }));
  graph.updateEachEdgeAttributes((_id, edge) => ({
    ...edge,
    color: styleValue(`--modality-${edge.modality}`) || styleValue("--ink-soft"),
  }));
}
