// What points and lines of the drawing carry; everything that draws agrees on this.
import type Graph from "graphology";

/** Families of things in the order of the legend, which is also their number in the shader. */
export const FAMILIES = [
  "actor", "policy", "instrument", "subject", "document", "place", "statement",
] as const;
export type Family = (typeof FAMILIES)[number];

/** Drawn, left out, drawn, left out; in pixels. No gap at all is a solid line. */
export type Dash = readonly [number, number, number, number];

export interface NodeAttributes {
  x: number;
  y: number;
  size: number;
  label: string;
  color: string;
  outline: string;
  family: Family;
  type: "shape";
}

export interface EdgeAttributes {
  size: number;
  label: string;
  color: string;
  modality: string;
  dash: Dash;
  /** distance to the straight line between its points, in pixels */
  offset: number;
  type: "line";
}

export type Drawn = Graph<NodeAttributes, EdgeAttributes>;
