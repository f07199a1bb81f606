// Makes room for names on this very stage: the server's positions hold for a picture of the
// server's size, and a stage is often narrower, wider or less high.
import { nameLines, NAME_LETTERS } from "./labels";
import type { Drawn } from "./attributes";

/** More than this share of the stage in names is a crowd: then only the points get room. */
const FULL = 0.55;
const POINT = 32;
const ROUNDS = 120;
const LETTER = 6.6;
const HIGH = 46;

interface Box { id: string; x: number; y: number; wide: number; high: number }

/** Fits the points to the stage, in pixels, then moves those apart whose names would overlap. */
export function makeRoom(graph: Drawn, wide: number, high: number): void {
  const boxes = fitted(graph, wide, high);
  const asked = boxes.reduce((sum, box) => sum + box.wide * box.high, 0);
  if (asked > FULL * wide * high) boxes.forEach((box) => (box.wide = box.high = POINT));
  for (let round = 0; round < ROUNDS; round += 1) {
    if (!pushed(boxes)) break;
    for (const box of boxes) {
      box.x = Math.min(Math.max(box.x, 0), wide);
      box.y = Math.min(Math.max(box.y, 0), high);
    }
  }
  for (const { id, x, y } of boxes) graph.mergeNodeAttributes(id, { x, y });
}

function fitted(graph: Drawn, wide: number, high: number): Box[] {
  const fit = (values: number[], size: number) => {
    const low = Math.min(...values);
    const span = Math.max(...values) - low;
    return (value: number) => (span ? ((value - low) / span) * size : size / 2);
  };
  const x = fit(graph.mapNodes((_id, node) => node.x), wide);
  const y = fit(graph.mapNodes((_id, node) => node.y), high);
  return graph.mapNodes((id, node) => {
    const letters = Math.max(...nameLines(node.label).map((line) => line.length));
    const room = Math.min(letters, NAME_LETTERS) * LETTER + 14;
    return { id, x: x(node.x), y: y(node.y), wide: room, high: HIGH };
  });
}

/** Moves each overlapping pair apart along the shorter way; says whether there was any. */
function pushed(boxes: Box[]): boolean {
  let any = false;
  boxes.forEach((one, index) => {
    for (const other of boxes.slice(index + 1)) {
      const dx = other.x - one.x;
      const dy = other.y - one.y;
      const overX = (one.wide + other.wide) / 2 - Math.abs(dx);
      const overY = (one.high + other.high) / 2 - Math.abs(dy);
      if (overX <= 0.5 || overY <= 0.5) continue;
      any = true;
      if (overX < overY) shift(one, other, "x", (overX / 2) * (dx < 0 ? -1 : 1));
      else shift(one, other, "y", (overY / 2) * (dy < 0 ? -1 : 1));
    }
  });
  return any;
}

function shift(one: Box, other: Box, axis: "x" | "y", by: number): void {
  one[axis] -= by;
  other[axis] += by;
}
