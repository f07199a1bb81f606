// Bundles the pages: node build.mjs <folder to fill> <digest of the sources>
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const [outdir, sources] = process.argv.slice(2);
if (!outdir || !sources) throw new Error("usage: node build.mjs FOLDER DIGEST");

const ENTRIES = ["src/site.ts", "src/explore.ts", "src/document.ts", "src/sparql.ts", "src/review.ts", "src/warm.ts", "src/site.css"];

/** Licence texts of the packages from which code went into the bundles. */
async function licences(inputs) {
  const packages = new Set();
  for (const input of inputs) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) packages.add(found[1]);
  }
  const parts = [];
  for (const name of [...packages].sort()) {
    const folder = path.join("node_modules", name);
    const about = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${name} ships no licence text`);
    const text = await readFile(path.join(folder, file), "utf8");
    parts.push(`${name} ${about.version} (${about.license})\n\n${text.trim()}\n`);
  }
  return parts.join(`\n${"-".repeat(78)}\n\n`);
}

await rm(outdir, { recursive: true, force: true });
await mkdir(outdir, { recursive: true });
const result = await build({
  entryPoints: ENTRIES,
  outdir,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  entryNames: "[name]-[hash]",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

const files = {};
for (const [output, about] of Object.entries(result.metafile.outputs)) {
  if (!about.entryPoint) continue;
  const plain = path.basename(about.entryPoint).replace(/\.ts$/, ".js");
  files[plain] = path.basename(output);
}
const inputs = Object.values(result.metafile.outputs).flatMap((output) =>
  Object.entries(output.inputs).filter(([, used]) => used.bytesInOutput > 0).map(([name]) => name),
);
await writeFile(path.join(outdir, "licences.txt"), await licences(inputs));
await writeFile(path.join(outdir, "manifest.json"), `${JSON.stringify({ sources, files }, null, 1)}\n`);
