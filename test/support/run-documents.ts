/** Runs the blocks of documents as a reader does, in a folder where groundstate is a dependency. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { type Block, ROOT } from "./documents.ts";

const run = promisify(execFile);

/** A folder where `groundstate` is installed as a dependency (linked) and the examples lie, as a user has them. */
export function workplace(): string {
  const folder = mkdtempSync(join(tmpdir(), "groundstate-documents-"));
  mkdirSync(join(folder, "node_modules", ".bin"), { recursive: true });
  symlinkSync(ROOT, join(folder, "node_modules", "groundstate"));
  for (const tool of ["@types", "typebox", "esbuild"])
    symlinkSync(join(ROOT, "node_modules", tool), join(folder, "node_modules", tool));
  symlinkSync(join(ROOT, "node_modules", ".bin", "esbuild"), join(folder, "node_modules", ".bin", "esbuild"));
  // Runs that name no limit take 2 s: here a tenth, which is enough for what the pages say.
  const command = `#!/bin/sh
case "$*" in *--time*|*--work*) ;; "solve "*) set -- "$@" --time 200ms;; esac
exec node "${join(ROOT, "dist", "cli", "main.js")}" "$@"
`;
  writeFileSync(join(folder, "node_modules", ".bin", "groundstate"), command, { mode: 0o755 });
  cpSync(join(ROOT, "examples"), join(folder, "examples"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  return folder;
}

/** The environment of a user in that folder. */
export const environment = (folder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  NO_COLOR: "1",
  PATH: `${join(folder, "node_modules", ".bin")}:${process.env["PATH"]}`,
});

/** All in one process, which loads the library once: takes modules, answers with what each prints, or what it threw. */
const HOST = `
let printed = "";
process.stdout.write = (text) => ((printed += text), true);
process.on("message", async ({ folder, script }) => {
  printed = "";
  process.chdir(folder);
  const error = await import(script).then(() => null, (reason) => String(reason.stack));
  process.send({ printed, error });
});`;
let host: ChildProcess | null = null;

/** Modules run without their types, as in Node 22.18 and later. */
async function runModule({ file, line, language, code }: Block, folder: string): Promise<string> {
  const source = file ?? `line-${line}.${language}`;
  writeFileSync(join(folder, source), code);
  const { code: plain } = await transform(code.replace(/from "\.\/(\S+)\.ts"/g, 'from "./$1.mjs"'), {
    loader: "ts",
    target: "es2023",
  });
  const script = join(folder, source.replace(/\.\w+$/, ".mjs"));
  writeFileSync(script, plain);
  host ??= spawn(process.execPath, ["--input-type=module", "-e", HOST], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  host.send({ folder, script });
  const [{ printed, error }] = (await once(host, "message")) as [{ printed: string; error: string | null }];
  if (error !== null) throw new Error(error);
  return printed;
}

/** Ends the process of the modules. */
export function closeHost(): void {
  host?.disconnect();
  host = null;
}

/** What a block printed; null for one that only makes a file, or is for another reader. */
export async function runBlock(block: Block, folder: string): Promise<string | null> {
  if (block.language === "sh") {
    return (await run("sh", ["-e", "-c", block.code], { cwd: folder, env: environment(folder) })).stdout;
  }
  if ((block.language === "ts" || block.language === "js") && !block.words.includes("browser"))
    return runModule(block, folder);
  if (block.file !== null) writeFileSync(join(folder, block.file), block.code);
  return null;
}

const RUN = ["sh", "ts", "js"];

/** Blocks that run or are a file; not those that only show something. */
export const isForTest = (block: Block) => !isForReader(block) && (RUN.includes(block.language) || block.file !== null);

/** Commands that install or serve something are for the reader alone. */
const isForReader = ({ language, code }: Block) => language === "sh" && /^(?:npm|npx|git) /m.test(code);
