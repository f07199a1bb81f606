// Names beside points and lines, readable on any ground in both colour schemes.
import type { Settings } from "sigma/settings";
import type { EdgeDisplayData, NodeDisplayData, PartialButFor } from "sigma/types";
import type { EdgeAttributes, NodeAttributes } from "./picture";
import { styleValue } from "./dom";

type Place = PartialButFor<NodeDisplayData, "x" | "y" | "size">;
type Sigmas = Settings<NodeAttributes, EdgeAttributes>;
const LONGEST = 34;

/** The name under its point, on two lines where it is long. */
export function pointName(
  context: CanvasRenderingContext2D,
  node: PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color">,
  settings: Sigmas,
): void {
  if (!node.label) return;
  context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
  context.textAlign = "center";
  lines(node.label).forEach((line, index) => {
    const y = node.y + node.size + settings.labelSize * (1.1 + index * 1.2);
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
  pointName(context, node, settings);
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

/** Breaks a long name at the blank nearest its middle. */
function lines(name: string): string[] {
  const short = name.length > 2 * LONGEST ? `${name.slice(0, 2 * LONGEST - 1)}…` : name;
  if (short.length <= LONGEST / 1.5) return [short];
  const middle = short.length / 2;
  let best = -1;
  for (let at = short.indexOf(" "); at >= 0; at = short.indexOf(" ", at + 1)) {
    if (best < 0 || Math.abs(at - middle) < Math.abs(best - middle)) best = at;
  }
  return best < 0 ? [short] : [short.slice(0, best), short.slice(best + 1)];
}
