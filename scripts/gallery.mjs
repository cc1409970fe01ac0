/** Draws the pictures of docs/gallery.md again, by the commands that stand above them. Needs a build. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const text = readFileSync(`${root}docs/gallery.md`, "utf8");
mkdirSync(`${root}docs/gallery`, { recursive: true });
const groundstate = `groundstate() { node "${root}dist/cli/main.js" "$@"; }`;
for (const [, commands] of text.matchAll(/^```sh\n([\s\S]*?)^```/gm)) {
  process.stdout.write(commands);
  const script = `set -e\n${groundstate}\n${commands}`;
  const { status } = spawnSync("sh", ["-c", script], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) process.exit(1);
}
