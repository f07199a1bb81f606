// Starts WebGL beside the page: the first drawing context of a browser takes longer than a page may
// stand still, and those after it hardly any time.
export {};

const canvas = new OffscreenCanvas(1, 1);
postMessage(Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl")));
