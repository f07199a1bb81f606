// Where points stand on this very stage: the server's positions hold for a picture of the server's
// size, and a stage is often narrower, wider or less high. The same picture, pins and stage always
// give the same places.
import { nameLines, NAME_LETTERS } from "./labels";
import type { Picture, PictureNode } from "./picture";
import type { Point } from "./state";

/** More than this share of the stage in names is a crowd: then only the points get room. */
const FULL = 0.55;
const POINT = 32;
const ROUNDS = 120;
/** More than this take longer to move apart than anyone waits. */
const MANY = 400;
const LETTER = 6.6;
const HIGH = 46;
/** What is brought in keeps at least this share of the server's distances. */
const LEAST = 0.7;

interface Box { id: string; x: number; y: number; wide: number; high: number }

export class Room {
  readonly #fit: (node: Point) => Point;
  readonly #back: (place: Point) => Point;
  readonly #scale: Point;

  constructor(readonly wide: number, readonly high: number, frame: Picture["frame"]) {
    const [left, top, right, bottom] = frame;
    const [across, down] = [right - left, bottom - top];
    // upwards on the stage of sigma, downwards in the server's pictures
    this.#scale = { x: across > 1 ? wide / across : 1, y: -(down > 1 ? high / down : 1) };
    const { x: sx, y: sy } = this.#scale;
    const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
    this.#fit = ({ x, y }) => ({ x: wide / 2 + (x - middle.x) * sx, y: high / 2 + (y - middle.y) * sy });
    this.#back = ({ x, y }) => ({ x: middle.x + (x - wide / 2) / sx, y: middle.y + (y - high / 2) / sy });
  }

  /** The place in the units of the view of a place on the stage. */
  inView(place: Point): Point {
    return this.#back(place);
  }

  /** Where all points stand: those of the first step free of each other, others beside theirs. */
  places(nodes: PictureNode[], pins: ReadonlyMap<string, Point>): Map<string, Point> {
    const first = nodes.filter((node) => !node.parent);
    const boxes = first.map((node) => ({ ...this.#fit(node), ...box(node) }));
    this.#spread(boxes);
    const places = new Map<string, Box>(boxes.map((each) => [each.id, each]));
    pins.forEach((pin, id) => {
      const there = places.get(id);
      if (there) Object.assign(there, this.#fit(pin));
    });
    const byId = new Map(nodes.map((node) => [node.id, node]));
    for (const node of nodes.filter((each) => each.parent)) {
      const parent = byId.get(node.parent);
      const near = places.get(node.parent);
      const at = parent && near ? this.#beside(node, parent, near) : this.#fit(node);
      const made = { ...at, ...box(node) };
      const pin = pins.get(node.id);
      if (pin) Object.assign(made, this.#fit(pin));
      else if (nodes.length <= MANY) giveWay(made, [...places.values()]);
      places.set(node.id, made);
    }
    return places;
  }

  #beside(node: Point, parent: Point, near: Point): Point {
    const { x, y } = this.#scale;
    return {
      x: near.x + (node.x - parent.x) * Math.max(x, LEAST),
      y: near.y + (node.y - parent.y) * Math.min(y, -LEAST),
    };
  }

  #spread(boxes: Box[]): void {
    if (boxes.length > MANY) return;
    const asked = boxes.reduce((sum, each) => sum + each.wide * each.high, 0);
    if (asked > FULL * this.wide * this.high) boxes.forEach((each) => (each.wide = each.high = POINT));
    for (let round = 0; round < ROUNDS && pushed(boxes); round += 1) {
      for (const each of boxes) {
        each.x = Math.min(Math.max(each.x, 0), this.wide);
        each.y = Math.min(Math.max(each.y, 0), this.high);
      }
    }
  }
}

function box({ id, label }: PictureNode): Omit<Box, "x" | "y"> {
  const letters = Math.max(...nameLines(label).map((line) => line.length));
  return { id, wide: Math.min(letters, NAME_LETTERS) * LETTER + 14, high: HIGH };
}

function overlap(one: Box, other: Box): { x: number; y: number } | undefined {
  const x = (one.wide + other.wide) / 2 - Math.abs(other.x - one.x);
  const y = (one.high + other.high) / 2 - Math.abs(other.y - one.y);
  return x > 0.5 && y > 0.5 ? { x, y } : undefined;
}

/** Moves each overlapping pair apart along the shorter way; says whether there was any. */
function pushed(boxes: Box[]): boolean {
  let any = false;
  boxes.forEach((one, index) => {
    for (let next = index + 1; next < boxes.length; next += 1) {
      const other = boxes[next]!;
      const over = overlap(one, other);
      if (!over) continue;
      any = true;
      const axis = over.x < over.y ? "x" : "y";
      const by = (over[axis] / 2) * (other[axis] < one[axis] ? -1 : 1);
      one[axis] -= by;
      other[axis] += by;
    }
  });
  return any;
}

/** Moves one box until it is free of all others, which stay. */
function giveWay(moving: Box, others: Box[]): void {
  for (let round = 0; round < ROUNDS; round += 1) {
    const hit = others.find((other) => overlap(moving, other));
    if (!hit) return;
    const over = overlap(moving, hit)!;
    const axis = over.x < over.y ? "x" : "y";
    moving[axis] += over[axis] * (moving[axis] < hit[axis] ? -1 : 1);
  }
}
