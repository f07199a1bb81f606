// The search box as an ARIA combobox: suggestions of the service under a field that also works as
// a plain form.
import { element } from "./dom";

interface Suggestion {
  name: string;
  href: string;
  type: string;
  why: string;
}

interface Answer {
  suggestions: Suggestion[];
}

const PAUSE = 120;
const MOST = 8;

export function enhance(input: HTMLInputElement): void {
  new Combobox(input);
}

class Combobox {
  readonly #list: HTMLUListElement;
  readonly #status: HTMLElement;
  #found: Suggestion[] = [];
  #active = -1;
  #timer = 0;
  #asked: AbortController | undefined;

  constructor(readonly input: HTMLInputElement) {
    const id = `${input.id}-list`;
    this.#list = element("ul", { id, role: "listbox", class: "suggestions", hidden: "" });
    this.#list.setAttribute("aria-label", input.dataset["listLabel"] ?? "");
    this.#status = element("span", { role: "status", class: "visually-hidden" });
    input.after(this.#list, this.#status);
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": id,
    })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.#later());
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("blur", () => window.setTimeout(() => this.#close(), 150));
  }

  #later(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#ask(), PAUSE);
  }

  async #ask(): Promise<void> {
    this.#asked?.abort();
    const text = this.input.value.trim();
    if (!text) return this.#close();
    const asked = (this.#asked = new AbortController());
    const address = new URL("/suggestions", location.origin);
    address.searchParams.set("q", text);
    const language = new URL(location.href).searchParams.get("lang");
    if (language) address.searchParams.set("lang", language);
    address.searchParams.set("limit", String(MOST));
    address.searchParams.set("for", this.input.dataset["suggest"] ?? "doc");
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) return this.#close();
      this.#show(((await answer.json()) as Answer).suggestions);
    } catch {
      if (!asked.signal.aborted) this.#close();
    }
  }

  #show(found: Suggestion[]): void {
    this.#found = found;
    this.#active = -1;
    this.#list.replaceChildren(...found.map((one, index) => this.#option(one, index)));
    this.#open(found.length > 0);
    const text = found.length
      ? (this.input.dataset["count"] ?? "{n}").replace("{n}", String(found.length))
      : (this.input.dataset["none"] ?? "");
    this.#status.replaceChildren(text);
  }

  #option(one: Suggestion, index: number): HTMLLIElement {
    const option = element(
      "li",
      { role: "option", id: `${this.#list.id}-${index}`, "aria-selected": "false" },
      element("span", { class: "suggestion-name" }, one.name),
      element("span", { class: "suggestion-about" }, `${one.type} · ${one.why}`),
    );
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => this.#choose(index));
    return option;
  }

  #key(event: KeyboardEvent): void {
    const open = !this.#list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      this.#close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && open) {
      event.preventDefault();
      this.#move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "ArrowDown") {
      void this.#ask();
    } else if (event.key === "Enter" && open && this.#active >= 0) {
      event.preventDefault();
      this.#choose(this.#active);
    }
  }

  #move(step: number): void {
    const count = this.#found.length + 1;
    this.#active = ((this.#active + 1 + step + count) % count) - 1;
    [...this.#list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === this.#active));
      if (index === this.#active) option.scrollIntoView({ block: "nearest" });
    });
    if (this.#active < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.#list.id}-${this.#active}`);
  }

  #choose(index: number): void {
    const one = this.#found[index];
    if (!one) return;
    const chosen = new CustomEvent("suggestion", { bubbles: true, cancelable: true, detail: one.href });
    if (this.input.dispatchEvent(chosen)) return location.assign(one.href);
    this.input.value = "";
    this.#close();
  }

  #open(open: boolean): void {
    this.#list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) this.input.removeAttribute("aria-activedescendant");
  }

  #close(): void {
    this.#asked?.abort();
    this.#open(false);
  }
}
