// The state of a view is the query of its address; nothing about it is kept elsewhere.

export type State = URLSearchParams;

/** What decides which things there are; the rest a page does by itself. */
const STRUCTURE = ["focus", "depth", "limit", "expand", "add", "path"];
export const FILTERS = ["modality", "type", "relation", "holder", "document"] as const;

export function current(): State {
  return new URLSearchParams(location.search);
}

/** Two states with the same structure differ only in what a page can do by itself. */
export function structure(state: State): string {
  return JSON.stringify(STRUCTURE.map((name) => state.getAll(name)));
}

/** The query of an address; signs that need no escape stay readable. */
export function query(state: State): string {
  return state.toString().replace(/%2F/g, "/").replace(/%7E/g, "~").replace(/%40/g, "@").replace(/%2C/g, ",");
}

/** A copy in which a name has exactly these values. */
export function given(state: State, name: string, ...values: string[]): State {
  const next = new URLSearchParams(state);
  next.delete(name);
  values.filter(Boolean).forEach((value) => next.append(name, value));
  return next;
}

export function added(state: State, name: string, value: string): State {
  const values = state.getAll(name);
  return values.includes(value) ? state : given(state, name, ...values, value);
}

export function without(state: State, name: string, dropped: (value: string) => boolean): State {
  return given(state, name, ...state.getAll(name).filter((value) => !dropped(value)));
}

export interface Point { x: number; y: number }

/** Where things were put by hand, in the units of the view. */
export function pins(state: State): Map<string, Point> {
  return new Map(state.getAll("pin").map((pin) => {
    const [id = "", place = ""] = pin.split("@");
    const [x = 0, y = 0] = place.split(",").map(Number);
    return [id, { x, y }];
  }));
}

export function pinned(state: State, id: string, { x, y }: Point): State {
  const others = without(state, "pin", (pin) => pin.startsWith(`${id}@`));
  return given(others, "pin", ...others.getAll("pin"), `${id}@${Math.round(x)},${Math.round(y)}`);
}
