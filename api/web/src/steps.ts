// The history of the browser as that of the view: each step an address, Back is undo.
import { byId } from "./dom";
import { current, given, query, type State } from "./state";

export class Steps {
  #at = 0;
  #last = 0;

  constructor(readonly snapshot: () => string, readonly turned: (state: State, back: boolean) => void) {
    this.#at = Number((history.state as { step?: number } | null)?.step ?? 0);
    this.#last = this.#at;
    window.addEventListener("popstate", (event) => {
      const before = this.#at;
      this.#at = Number((event.state as { step?: number } | null)?.step ?? 0);
      this.#offer();
      this.turned(current(), this.#at < before);
    });
    byId("undo").addEventListener("click", () => this.undo());
    byId("redo").addEventListener("click", () => this.redo());
    byId("steps").hidden = false;
    this.#offer();
  }

  /** Makes a state the next step. */
  push(state: State): void {
    this.#last = this.#at += 1;
    history.pushState({ step: this.#at }, "", this.#address(state));
    this.#offer();
  }

  /** Changes the address of this step: what is looked at, not what there is. */
  replace(state: State): void {
    history.replaceState({ step: this.#at }, "", this.#address(state));
  }

  undo(): void {
    if (this.#at > 0) history.back();
  }

  redo(): void {
    if (this.#at < this.#last) history.forward();
  }

  #address(state: State): string {
    const marked = given(given(state, "v", "1"), "snapshot", this.snapshot());
    return `${location.pathname}?${query(marked)}`;
  }

  #offer(): void {
    byId<HTMLButtonElement>("undo").disabled = this.#at <= 0;
    byId<HTMLButtonElement>("redo").disabled = this.#at >= this.#last;
  }
}
