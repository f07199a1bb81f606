// Files of exactly what is on the screen, and views saved and opened again.
import type { Model } from "./model";
import type { NetworkView } from "./network";
import { query, type State } from "./state";

const SCALE = 2;
const FORMAT = "beleidsgraaf-view";

/** Saves the view in a format of the server, each point where it stands now. */
export async function save(format: string, view: NetworkView, model: Model, state: State): Promise<void> {
  const asked = format === "png" ? "svg" : format;
  const at = Object.fromEntries(model.picture.nodes.map(({ id }) => {
    const { x, y } = view.inView(id);
    return [id, [Math.round(x * 10) / 10, Math.round(y * 10) / 10]];
  }));
  const answer = await fetch(`/api/v1/view?format=${asked}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang },
    body: JSON.stringify({ state: query(state), at }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  const name = model.picture.focus.split("/")[1] ?? "network";
  const body = format === "png" ? await raster(await answer.text()) : await answer.blob();
  download(body, `${name}.${format}`);
}

async function raster(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png");
  });
}

export function saveView(model: Model, state: State): void {
  const file = { format: FORMAT, version: 1, snapshot: model.picture.snapshot, state: query(state) };
  const name = model.picture.focus.split("/")[1] ?? "view";
  download(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }), `${name}.beleidsgraaf.json`);
}

/** The state in a saved file; undefined if it is none. */
export async function openView(file: File): Promise<State | undefined> {
  try {
    const { format, version, state } = JSON.parse(await file.text()) as Record<string, unknown>;
    if (format !== FORMAT || version !== 1 || typeof state !== "string") return undefined;
    const found = new URLSearchParams(state);
    return found.get("focus") ? found : undefined;
  } catch {
    return undefined;
  }
}

function download(body: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(body);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
