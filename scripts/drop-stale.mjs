/** Removes from dist what was compiled from sources that are gone: the compiler leaves it there, and the package would carry it. */
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const BUNDLED = ["run/threads/worker.js"]; // by bundle.mjs, from worker-main.ts

for (const room of ["src", "problems", "solvers", "examples", "bench"]) {
  const compiled = join(root, "dist", room);
  if (!existsSync(compiled)) continue;
  for (const file of readdirSync(compiled, { recursive: true, encoding: "utf8" })) {
    const source = file.replace(/\.(?:d\.ts|js)(?:\.map)?$/, ".ts");
    if (source !== file && !BUNDLED.includes(file) && !existsSync(join(root, room, source)))
      rmSync(join(compiled, file));
  }
}
