/** Runs the built command as a user does, in a scratch folder. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const MAIN = join(import.meta.dirname, "..", "..", "dist", "cli", "main.js");

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Wall clock of the whole process. */
  readonly seconds: number;
}

/** A fresh folder with these files. */
export function scratch(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "groundstate-test-"));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return folder;
}

export function groundstate(args: readonly string[], options: { cwd?: string; stdin?: string } = {}): Promise<Outcome> {
  const start = performance.now();
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [MAIN, ...args],
      { cwd: options.cwd ?? tmpdir(), env: { ...process.env, NO_COLOR: "1" }, maxBuffer: 1 << 28 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
        resolve({ code, stdout, stderr, seconds: (performance.now() - start) / 1000 });
      },
    );
    child.stdin?.on("error", () => undefined); // a command that refuses its arguments does not read
    child.stdin?.end(options.stdin ?? "");
  });
}

/** A running command, for signals. */
export function startGroundstate(args: readonly string[], cwd: string): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], { cwd, env: { ...process.env, NO_COLOR: "1" } });
}
