/** The licence of every package that the bundled command contains, as most of them ask. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** `node_modules/a/node_modules/@b/c/lib/x.js` lies in the package folder `node_modules/a/node_modules/@b/c`. */
const FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** `inputs`: the files in the bundle, relative to `root`, as esbuild lists them. @throws {Error} for a package without a licence */
export function licenceNotices(root: string, inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((input) => FOLDER.exec(input)?.[0] ?? []));
  const notices = [...folders].sort().map((folder) => notice(join(root, folder)));
  return notices.join(`\n${"-".repeat(80)}\n\n`);
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined && license === undefined) throw new Error(`${folder} states no licence`);
  const text = file === undefined ? "" : `\n\n${readFileSync(join(folder, file), "utf8").trim()}`;
  return `${name} ${version} (${license ?? "see below"})${text}\n`;
}
