/** The textbook C++ references of bench/native: compiled once by g++ where there is one, each run is a process that reports work and time. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./data.ts";

export interface Measurement {
  readonly work: number;
  /** Processor seconds of the search alone. */
  readonly seconds: number;
  readonly energy: number;
}

export type Program = "annealing" | "tabu" | "enumeration" | "bifurcation";

export const COMPILER = ["g++", "-O3", "-march=native", "-std=c++17"] as const;

export function hasCommand(name: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${name}`]);
    return true;
  } catch {
    return false;
  }
}

const folder = join(root, "dist", "bench", "native");
const compiled = new Map<Program, string>();

/** Where the compiled program is. @throws {Error} when the compiler refuses the source */
function binaryOf(program: Program): string {
  const known = compiled.get(program);
  if (known !== undefined) return known;
  mkdirSync(folder, { recursive: true });
  const binary = join(folder, program);
  const [command, ...flags] = COMPILER;
  execFileSync(command, [...flags, "-o", binary, join(root, "bench", "native", `${program}.cpp`)]);
  compiled.set(program, binary);
  return binary;
}

export function runNative(program: Program, args: readonly (string | number)[], instance: Buffer): Measurement {
  const { status, stdout, stderr } = spawnSync(binaryOf(program), args.map(String), { input: instance });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout.toString());
}
