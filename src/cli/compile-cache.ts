/**
 * Code compiled by an earlier start, kept in the user's cache folder by Node 22.1 and later; before, and where there is no such
 * folder or it cannot be written, nothing happens. Not in the folder for temporary files, Node's own choice: there others could
 * lay code for us to run.
 */
import { accessSync, constants } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** What Node 22.1 adds to node:module. */
interface ModuleCache {
  enableCompileCache?(folder: string): unknown;
}

export function keepCompiledCode(): void {
  const node = process.getBuiltinModule("node:module") as ModuleCache;
  if (node.enableCompileCache === undefined) return;
  const caches = process.env["XDG_CACHE_HOME"] || process.env["LOCALAPPDATA"] || join(homedir(), ".cache");
  try {
    accessSync(caches, constants.W_OK); // Node tries for ever to make a folder under some that cannot be
    node.enableCompileCache(join(caches, "groundstate"));
  } catch {
    // Compiled anew each time, as on older hosts.
  }
}
