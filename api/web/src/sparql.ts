// The SPARQL page: the field becomes an editor, and answers come without a new page. Every answer
// is the page of its address, of which this one takes the part that answers.
import { byId, element } from "./dom";
import { QueryEditor } from "./sparql-editor";
import { sortable } from "./table";

/** Web servers take no longer addresses; the page of a shorter one says what to do. */
const LONGEST = 60_000;

class SparqlPage {
  readonly #form = byId<HTMLFormElement>("ask");
  readonly #area = byId<HTMLTextAreaElement>("query");
  readonly #host = byId("editor");
  readonly #status = byId("status");
  readonly #cancel = byId<HTMLButtonElement>("cancel");
  readonly #editor: QueryEditor;
  #asked: AbortController | undefined;

  constructor() {
    this.#host.hidden = false;
    this.#editor = new QueryEditor(this.#host, this.#area.value.trimEnd() + "\n", () => void this.#run());
    this.#area.hidden = true;
    this.#area.required = false;
    byId("editor-keys").hidden = false;
    this.#listen();
    this.#enhance();
    this.#host.dataset["ready"] = "true";
  }

  #listen(): void {
    this.#form.addEventListener("submit", (event) => {
      this.#area.value = this.#editor.text;
      if ((event.submitter as HTMLButtonElement | null)?.name === "format") return;
      event.preventDefault();
      void this.#run();
    });
    this.#form.querySelector("label")?.addEventListener("click", () => this.#editor.focus());
    this.#cancel.addEventListener("click", () => this.#asked?.abort());
    document.addEventListener("click", (event) => this.#clicked(event));
    window.addEventListener("popstate", () => {
      const query = new URL(location.href).searchParams.get("query");
      if (query === null) return location.reload();
      this.#editor.text = query;
      void this.#turn(location.href);
    });
  }

  #clicked(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
    const link = event.target.closest<HTMLAnchorElement>("#answer .tabs a, #answer .choices a");
    if (!link) return;
    event.preventDefault();
    const group = link.closest(".tabs") ? ".tabs" : ".choices";
    void this.#turn(link.href, true).then(() => {
      document.querySelector<HTMLElement>(`#answer ${group} [aria-current]`)?.focus();
    });
  }

  async #run(): Promise<void> {
    this.#area.value = this.#editor.text;
    const query = new URLSearchParams([...new FormData(this.#form)].map(([name, value]) => [name, String(value)]));
    await this.#turn(`/sparql?${query}`, true);
  }

  /** Shows the answer that an address has; ``step`` makes it one that Back leaves. */
  async #turn(address: string, step = false): Promise<void> {
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    this.#running(true);
    try {
      if (address.length > LONGEST) return this.#say("long");
      const answer = await fetch(address, { signal: asked.signal, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.getElementById("answer")) return this.#say("unreachable");
      if (step && new URL(address, location.href).href !== location.href) history.pushState(null, "", address);
      this.#take(page);
    } catch {
      if (this.#asked === asked) this.#say(asked.signal.aborted ? "cancelled" : "unreachable");
    } finally {
      if (this.#asked === asked) this.#running(false);
    }
  }

  #take(page: Document): void {
    for (const part of ["#answer", ".languages"]) {
      const other = page.querySelector(part);
      if (other) document.querySelector(part)?.replaceWith(document.adoptNode(other));
    }
    this.#form.querySelectorAll("input[type=hidden]").forEach((input) => input.remove());
    page.querySelectorAll("#ask input[type=hidden]").forEach((input) => this.#form.append(document.adoptNode(input)));
    this.#status.replaceChildren(document.getElementById("outcome")?.textContent?.trim() ?? "");
    this.#enhance();
  }

  #running(running: boolean): void {
    this.#cancel.hidden = !running;
    document.getElementById("answer")?.toggleAttribute("aria-busy", running);
    if (running) this.#say("running");
  }

  #say(word: string): void {
    this.#status.replaceChildren(this.#host.dataset[word] ?? "");
  }

  #enhance(): void {
    document.querySelectorAll<HTMLTableElement>("#answer table.answer").forEach(sortable);
    document.querySelectorAll<HTMLElement>("#answer [data-copy]").forEach((text) => this.#copyable(text));
    this.#editor.unmark();
    const problem = document.querySelector<HTMLElement>("#answer [data-line]");
    if (problem) this.#place(problem);
  }

  #copyable(text: HTMLElement): void {
    const button = element("button", { type: "button", class: "small" }, this.#host.dataset["copy"] ?? "");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent ?? "");
      this.#say("copied");
    });
    text.before(button);
  }

  #place(problem: HTMLElement): void {
    const line = Number(problem.dataset["line"]);
    const column = Number(problem.dataset["column"] ?? 1);
    this.#editor.mark(line, column, document.getElementById("detail")?.textContent ?? "");
    const button = element("button", { type: "button" }, this.#host.dataset["go"] ?? "");
    button.addEventListener("click", () => this.#editor.go(line, column));
    document.getElementById("place")?.append(" ", button);
  }
}

new SparqlPage();
