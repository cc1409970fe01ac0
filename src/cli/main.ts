#!/usr/bin/env node
/** The `groundstate` command. Commands load their code only when they run, so that --version answers at once. */
import { keepCompiledCode } from "./compile-cache.ts";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0); // the reader has seen enough
  process.stderr.write(`error: cannot write to standard output: ${error.message}\n`);
  process.exit(2);
});
keepCompiledCode(); // what is loaded from here on is compiled once
const { run } = await import("./run.ts");
process.exitCode = await run(process.argv.slice(2));
