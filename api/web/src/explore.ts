// The network that one can drag, zoom and click through, in place of the still picture. Without
// WebGL the picture stays; the table under it always says the same.
import { byId, data } from "./dom";
import { Details } from "./details";
import { Filter } from "./filter";
import { NetworkView } from "./network";
import { drawn, type Picture } from "./picture";

function hasWebGL(): boolean {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
}

function start(): void {
  const picture = data<Picture>("picture");
  if (!hasWebGL()) {
    byId("no-webgl").hidden = false;
    return;
  }
  const stage = byId("stage");
  stage.hidden = false;
  byId("still").hidden = true;
  byId("tools").hidden = false;
  const view = new NetworkView(stage, drawn(picture), picture);
  const details = new Details(picture, (edge) => view.select({ edge }));
  view.onSelect = (selection) => details.show(selection);
  new Filter(view);
  document.querySelectorAll<HTMLButtonElement>("button[data-show]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      view.select({ edge: button.dataset["show"] ?? "" });
      stage.scrollIntoView({ block: "nearest" });
    });
  });
  // for scripts and tests that point at what is drawn on the canvas
  stage.addEventListener("where", (event) => {
    const asked = (event as CustomEvent<{ node?: string; edge?: string; at?: unknown }>).detail;
    if (asked.node !== undefined) asked.at = view.where(asked.node);
    if (asked.edge !== undefined) asked.at = view.middle(asked.edge);
  });
  stage.dataset["ready"] = "true";
}

if (document.getElementById("picture")) start();
