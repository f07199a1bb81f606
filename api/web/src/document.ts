// The reading view: a file that is dropped goes to the service and comes back as the page of the
// document with its passages marked. The service keeps nothing; neither does this page.
import { byId } from "./dom";

const zone = document.getElementById("drop");
if (zone) listen(zone);

function listen(zone: HTMLElement): void {
  const field = byId<HTMLInputElement>("drop-file");
  byId("drop-field").hidden = false;
  byId("drop-script").hidden = true;
  field.addEventListener("change", () => field.files?.[0] && void show(zone, field.files[0]));
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) zone.classList.remove("over");
  });
  // beside the zone as well, else the browser would open the file
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    const file = event.dataTransfer?.files[0];
    if (file) void show(zone, file);
  });
}

let asked: AbortController | undefined;

async function show(zone: HTMLElement, file: File): Promise<void> {
  asked?.abort();
  const mine = (asked = new AbortController());
  if (file.size > Number(zone.dataset["most"])) return tell(zone.dataset["large"]);
  tell(zone.dataset["busy"]);
  const answer = await ask(zone, file, mine.signal).catch(() => undefined);
  if (mine.signal.aborted) return;
  if (typeof answer !== "object") return tell(zone.dataset[answer ?? "failed"]);
  tell(answer.querySelector("[data-outcome]")?.textContent ?? "");
  byId("letter").replaceWith(document.adoptNode(answer));
  byId("letter").focus({ preventScroll: true });
}

/** Returns the letter as the file has it, or the key of the sentence that says why there is none. */
async function ask(zone: HTMLElement, file: File, signal: AbortSignal): Promise<Element | string> {
  const answer = await fetch(zone.dataset["address"] ?? "", {
    method: "POST",
    body: file,
    headers: { "Content-Type": "application/octet-stream" },
    signal,
  });
  if (answer.status === 413 || answer.status === 504) return "large";
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return "unreadable";
  if (!answer.ok) return "failed";
  // what comes is a page of ours, in which the text of the file is text
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.getElementById("letter") ?? "failed";
}

function tell(text: string | undefined): void {
  byId("drop-state").textContent = text ?? "";
}
