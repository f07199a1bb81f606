// The legend as a filter: a box for each modality; the address of the page keeps the choice.
import { byId } from "./dom";
import type { NetworkView } from "./network";

export class Filter {
  readonly #boxes = [
    ...document.querySelectorAll<HTMLInputElement>("#legend input[name=modality]"),
  ];

  constructor(readonly view: NetworkView) {
    this.#boxes.forEach((box) => box.addEventListener("change", () => this.#apply()));
    // all of them is the same as no filter, and a shorter address
    document.querySelector<HTMLFormElement>("#controls")?.addEventListener("formdata", (event) => {
      if (this.#boxes.every((box) => box.checked)) event.formData.delete("modality");
    });
    this.#apply();
  }

  #apply(): void {
    const left = new Set(this.#boxes.filter((box) => !box.checked).map((box) => box.value));
    this.view.leaveOut(left);
    let shown = 0;
    document.querySelectorAll<HTMLElement>("tr[data-modality]").forEach((row) => {
      row.hidden = left.has(row.dataset["modality"] ?? "");
      shown += Number(!row.hidden);
    });
    const count = byId("count");
    count.replaceChildren((count.dataset["text"] ?? "{n}").replace("{n}", String(shown)));
    this.#remember(left.size > 0);
  }

  #remember(some: boolean): void {
    const address = new URL(location.href);
    address.searchParams.delete("modality");
    if (some) {
      this.#boxes
        .filter((box) => box.checked)
        .forEach((box) => address.searchParams.append("modality", box.value));
    }
    // a slash is allowed in a query and easier to read
    history.replaceState(null, "", address.href.replaceAll("%2F", "/"));
  }
}
