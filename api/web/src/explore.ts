// The explorer's page: hears clicks and keys, and asks the explorer for what they mean. Without
// WebGL the still picture stays; table, line of time and text work all the same.
import { breath, byId, data } from "./dom";
import { Explorer } from "./explorer";
import * as filter from "./filter";
import { Model } from "./model";
import { NetworkView } from "./network";
import type { Picture } from "./picture";
import { say } from "./speech";
import { openView, save, saveView } from "./take";
import { Walk } from "./walk";

function hasWebGL(): boolean {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
}

/** Waits for WebGL to be started beside the page, where the browser can do that. */
function warmed(stage: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    if (!("OffscreenCanvas" in window)) return resolve();
    const worker = new Worker(stage.dataset["warm"] ?? "", { type: "module" });
    const done = () => {
      worker.terminate();
      resolve();
    };
    worker.addEventListener("message", done);
    worker.addEventListener("error", done);
  });
}

/** Keeps a click on a line until the explorer listens: its link would lead away from the page. */
function keepClick(): () => void {
  let kept: HTMLElement | undefined;
  const keep = (event: MouseEvent) => {
    const line = event.target instanceof Element ? event.target.closest<HTMLElement>("a[data-choose]") : null;
    if (!line) return;
    event.preventDefault();
    kept = line;
  };
  document.addEventListener("click", keep);
  return () => {
    document.removeEventListener("click", keep);
    kept?.click();
  };
}

async function start(): Promise<void> {
  performance.mark("explore-start");
  const release = keepClick();
  const stage = byId("stage");
  const warm = warmed(stage);
  const model = await Model.of(data<Picture>("picture"));
  await warm;
  const able = hasWebGL();
  byId("no-webgl").hidden = able;
  stage.hidden = !able;
  byId("still").hidden = able;
  byId("tools").hidden = !able;
  byId("take-script").hidden = false;
  document.body.classList.toggle("live", able);
  // the stage has no size while another form is shown
  const seen = !byId("form-network").hidden;
  byId("form-network").hidden = false;
  // the browser finds out the size of the stage before it is asked for
  if (seen) await new Promise(requestAnimationFrame);
  if (seen) await breath();
  const view = able ? new NetworkView(stage, model) : undefined;
  if (seen) await breath();
  const explorer = new Explorer(model, view);
  if (seen) await breath();
  explorer.begin();
  listen(explorer);
  release();
  files(explorer);
  if (able) draw(explorer, stage);
  else stage.dataset["ready"] = "true";
}

function draw(explorer: Explorer, stage: HTMLElement): void {
  const view = explorer.view!;
  new Walk(view, explorer.model, {
    choose: (node, from) => explorer.walkTo(node, from),
    act: (action) => act(explorer, action),
    moved: (node) => explorer.moved(node),
  });
  for (const name of ["zoom-in", "zoom-out", "fit"]) {
    byId(name).addEventListener("click", () => act(explorer, name));
  }
  // for scripts and tests that point at what is drawn on the canvas
  stage.addEventListener("where", (event) => {
    const asked = (event as CustomEvent<{ node?: string; edge?: string; at?: unknown }>).detail;
    if (asked.node !== undefined) asked.at = view.where(asked.node);
    if (asked.edge !== undefined) asked.at = view.middle(asked.edge);
  });
  requestAnimationFrame(() => {
    performance.mark("explore-drawn");
    stage.dataset["ready"] = "true";
  });
}

/** Does what a key or a button of the panel names. */
function act(explorer: Explorer, action: string): void {
  const { selection } = explorer.model;
  const here = selection && "node" in selection ? selection.node : undefined;
  if (action === "zoom-in") explorer.view?.zoom(1 / 1.5);
  else if (action === "zoom-out") explorer.view?.zoom(1.5);
  else if (action === "fit") explorer.view?.fit();
  else if (action === "keys") byId<HTMLDialogElement>("keys").showModal();
  else if (action === "escape") explorer.escape();
  else if (action === "unhide") explorer.unhide();
  else if (action === "copy") void copyLink();
  else if (action === "cite") void explorer.cite(true);
  else if (action === "details") { if (!explorer.takeWay()) explorer.details.panel.focus(); }
  else if (action === "table") toTable(explorer);
  else if (here === undefined) say("none");
  else if (action === "expand") explorer.expand(here, "");
  else if (action === "collapse") explorer.collapse(here);
  else if (action === "focus") explorer.focus(here);
  else if (action === "pin") explorer.pin(here, true);
  else if (action === "hide") explorer.hide(here);
  else if (action === "way") explorer.way(here);
}

function toTable(explorer: Explorer): void {
  explorer.tab("table");
  const row = document.querySelector<HTMLElement>("tr[aria-current] a[data-choose]");
  row?.focus();
  row?.scrollIntoView({ block: "center" });
}

async function copyLink(): Promise<void> {
  await navigator.clipboard.writeText(location.href);
  say("copied");
}

/** One listener for all that is clicked: the parts of the page come and go. */
function listen(explorer: Explorer): void {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey) return;
    const target = event.target instanceof Element
      ? event.target.closest<HTMLElement>("[data-choose], [data-change], a[data-tab], [data-action], [data-expand], [data-all], [data-none], [data-dialog], tr[data-edge]")
      : null;
    if (target && !(target.matches("tr") && (event.target as Element).closest("a, button"))) {
      if (clicked(explorer, target.dataset)) event.preventDefault();
    }
  });
  byId("legend").addEventListener("change", () => explorer.filtered());
  byId("unhide").addEventListener("click", () => explorer.unhide());
  byId("adding").hidden = false;
  byId("add").addEventListener("suggestion", (event) => {
    const href = (event as CustomEvent<string>).detail;
    event.preventDefault();
    explorer.add(new URL(href, location.href).searchParams.get("focus") ?? "");
  });
  document.addEventListener("keydown", (event) => {
    const editing = event.target instanceof Element && event.target.closest("input, select, textarea");
    if (editing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    if (event.shiftKey) explorer.steps.redo();
    else explorer.steps.undo();
  });
}

function clicked(explorer: Explorer, asked: DOMStringMap): boolean {
  const { selection } = explorer.model;
  const here = selection && "node" in selection ? selection.node : undefined;
  if (asked["choose"]) explorer.select({ edge: asked["choose"] });
  else if (asked["change"]) explorer.change(asked["change"], asked["from"] ?? "", asked["to"] ?? "");
  else if (asked["tab"]) explorer.tab(asked["tab"]);
  else if (asked["action"]) act(explorer, asked["action"]);
  else if (asked["expand"] !== undefined) { if (here) explorer.expand(here, asked["expand"]); }
  else if (asked["dialog"]) byId<HTMLDialogElement>(asked["dialog"]).showModal();
  else if (asked["all"] ?? asked["none"]) {
    filter.checkAll(asked["all"] ?? asked["none"] ?? "", asked["all"] !== undefined);
    explorer.filtered();
  } else if (asked["edge"]) explorer.select({ edge: asked["edge"] });
  else return false;
  return true;
}

function files(explorer: Explorer): void {
  const { view } = explorer;
  byId("copy-link").addEventListener("click", () => void copyLink());
  byId("save-view").addEventListener("click", () => saveView(explorer.model, explorer.state));
  byId("open-cite").addEventListener("click", () => void explorer.cite(false));
  byId<HTMLInputElement>("load-view").addEventListener("change", async (event) => {
    const field = event.target as HTMLInputElement;
    const state = field.files?.[0] && (await openView(field.files[0]));
    field.value = "";
    if (state) await explorer.go(state);
    else say("file");
  });
  byId("take").addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-file]") : null;
    if (!link || !view) return;
    event.preventDefault();
    save(link.dataset["file"] ?? "", view, explorer.model, explorer.state).catch(() => say("failed"));
  });
}

if (document.getElementById("picture")) void start();
