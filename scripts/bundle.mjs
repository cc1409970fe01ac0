/**
 * Bundles the command (dist/cli) and the worker of the threads (dist/src/run/threads/worker.js) from the sources, so that a start
 * reads a dozen files and not hundreds; the parser of command lines with all its help is a chunk of its own, loaded when a
 * command line is not plain.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import * as makers from "./typebox-makers.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const WORKER = "dist/src/run/threads/worker.js";

const common = {
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  minifySyntax: true,
  minifyWhitespace: true,
  metafile: true,
  alias: { typebox: "./scripts/typebox.mjs" },
  logLevel: "warning",
};

rmSync(`${root}dist/cli`, { recursive: true, force: true });
const command = await build({
  ...common,
  entryPoints: ["src/cli/main.ts", "src/cli/compare-worker.ts"],
  outdir: "dist/cli",
  splitting: true,
  platform: "node",
  target: "node20",
  legalComments: "linked",
  external: ["@observablehq/plot", "d3-force", "linkedom"],
  banner: { js: "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);" },
});
await build({
  ...common,
  entryPoints: ["src/run/threads/worker-main.ts"],
  outfile: WORKER,
  platform: "browser",
  target: "es2022",
  legalComments: "eof",
});
const unknown = Object.keys(command.metafile.inputs)
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => [...readFileSync(`${root}${file}`, "utf8").matchAll(/\bType\.([A-Z]\w*)\(/g)])
  .map(([, maker]) => maker)
  .filter((maker) => !(maker in makers));
if (unknown.length > 0) throw new Error(`add to scripts/typebox-makers.mjs: ${[...new Set(unknown)].join(", ")}`);
// What the command contains, for the notices of licences.
writeFileSync(`${root}dist/bundle.json`, JSON.stringify(command.metafile));
// One worker for the library and the command: a module beside the command's chunks that is nothing but the library's.
writeFileSync(`${root}dist/cli/worker.js`, 'import "../src/run/threads/worker.js";\n');
