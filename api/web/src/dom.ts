// Making elements. Text from the graph only ever becomes text nodes.

export type Child = Node | string;

/** Makes an element; children that are strings become text nodes. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** The element with this id; its absence is a fault of the page. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element ${id}`);
  return found as T;
}

/** Lets the browser draw and hear before more is done: long work is cut into pieces by it. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** The value of a block of JSON in a page. */
export function data<T>(id: string, page: Document = document): T {
  return JSON.parse(page.getElementById(id)?.textContent ?? "null") as T;
}

const styles = new Map<string, string>();

/** The value of a custom property of the style sheet, such as a colour of this scheme. */
export function styleValue(name: string): string {
  // asked for every name at every drawing, and slow to compute
  let value = styles.get(name);
  if (value === undefined) {
    value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    styles.set(name, value);
  }
  return value;
}

/** Ask the style sheet anew, after the colour scheme changed. */
export function forgetStyles(): void {
  styles.clear();
}
