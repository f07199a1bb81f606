// Names beside points and lines, readable on any ground in both colour schemes.
import type { Settings } from "sigma/settings";
import type { EdgeDisplayData, NodeDisplayData, PartialButFor } from "sigma/types";
import type { EdgeAttributes, NodeAttributes } from "./attributes";
import { styleValue } from "./dom";

type Place = PartialButFor<NodeDisplayData, "x" | "y" | "size">;
type Sigmas = Settings<NodeAttributes, EdgeAttributes>;
/** Letters on one line of a name; the server leaves room for as many. */
export const NAME_LETTERS = 24;
/** Width of a letter, as a share of its height. */
const LETTER = 0.56;
const FIRST = 15;

interface Box { left: number; right: number; top: number; bottom: number }
let chosen: ReadonlySet<string> = new Set();

/**
 * Chooses which names are written, to be called before each drawing: the largest points first, and
 * none over another name; but for the first few, none over a point. Those left out appear on a
 * closer look.
 */
export function chooseNames(points: (Place & { id: string; label: string })[], size: number): void {
  const discs = points.map((point) => around(point, point.size));
  const taken: Box[] = [];
  const names = new Set<string>();
  const bySize = [...points].sort((one, other) => other.size - one.size);
  for (const [rank, point] of bySize.entries()) {
    const lines = nameLines(point.label);
    const half = (Math.max(...lines.map((line) => line.length)) * size * LETTER) / 2;
    const top = point.y + point.size + 1;
    const box = { left: point.x - half, right: point.x + half, top, bottom: top + lines.length * size * 1.2 };
    const hindrances = rank < FIRST ? taken : [...taken, ...discs];
    if (!hindrances.every((other) => apart(box, other))) continue;
    taken.push(box);
    names.add(point.id);
  }
  chosen = names;
}

function around({ x, y }: Place, reach: number): Box {
  return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
}

function apart(one: Box, other: Box): boolean {
  return (
    one.right < other.left || one.left > other.right || one.bottom < other.top || one.top > other.bottom
  );
}

/** The name under its point, on two lines where it is long. */
export function pointName(
  context: CanvasRenderingContext2D,
  node: PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color">,
  settings: Sigmas,
): void {
  if (!node.label) return;
  context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
  const { key, forceLabel } = node as Partial<NodeDisplayData> & { key?: string };
  if (!forceLabel && !chosen.has(key ?? "")) return;
  writeName(context, node, nameLines(node.label), settings.labelSize);
}

function writeName(
  context: CanvasRenderingContext2D, node: Place, lines: string[], size: number,
): void {
  context.textAlign = "center";
  lines.forEach((line, index) => {
    const y = node.y + node.size + size * (1.1 + index * 1.2);
    write(context, line, node.x, y, styleValue("--ink"));
  });
  context.textAlign = "start";
}

/** The pointed-at point: a ring around it, and its name once more on top of everything. */
export function pointedAt(
  context: CanvasRenderingContext2D,
  node: PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color">,
  settings: Sigmas,
): void {
  context.beginPath();
  context.arc(node.x, node.y, node.size + 4, 0, 2 * Math.PI);
  context.strokeStyle = styleValue("--accent");
  context.lineWidth = 3;
  context.stroke();
  if (!node.label) return;
  context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
  writeName(context, node, nameLines(node.label), settings.labelSize);
}

/** The name of a relation along its line, never upside down. */
export function lineName(
  context: CanvasRenderingContext2D,
  edge: PartialButFor<EdgeDisplayData, "label" | "color" | "size">,
  source: Place,
  target: Place,
  settings: Sigmas,
): void {
  if (!edge.label) return;
  const dx = target.x - source.x;
  const dy = target.y - source.y;
  const length = Math.hypot(dx, dy);
  const offset = (edge as Partial<EdgeAttributes>).offset ?? 0;
  context.font = `${settings.edgeLabelWeight} ${settings.edgeLabelSize}px ${settings.edgeLabelFont}`;
  if (context.measureText(edge.label).width > length - source.size - target.size - 16) return;
  context.save();
  context.translate(
    (source.x + target.x) / 2 + (dy / length) * offset,
    (source.y + target.y) / 2 - (dx / length) * offset,
  );
  context.rotate(Math.atan2(dy, dx) + (dx < 0 ? Math.PI : 0));
  context.textAlign = "center";
  write(context, edge.label, 0, -3, styleValue("--ink-soft"));
  context.restore();
}

function write(
  context: CanvasRenderingContext2D, text: string, x: number, y: number, ink: string,
): void {
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = styleValue("--paper");
  context.strokeText(text, x, y);
  context.fillStyle = ink;
  context.fillText(text, x, y);
}

/** Breaks a name over two lines of the width that the server's positions leave room for. */
export function nameLines(name: string): string[] {
  const made: string[] = [];
  for (const word of name.split(" ")) {
    const last = made.at(-1);
    if (last !== undefined && last.length + word.length < NAME_LETTERS) made[made.length - 1] = `${last} ${word}`;
    else made.push(word);
  }
  const [first = "", second, third] = made;
  return second === undefined ? [first] : [first, third === undefined ? second : `${second} …`];
}
