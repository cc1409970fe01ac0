/**
 * Tours beside those of JavaScript packages that a user would find. They are installed by hand, where wanted: or-tools-wasm alone
 * takes 325 MB. Every run is a process of its own; ours gets a tenth of the seconds that the slowest peer took.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Problem, problemById } from "groundstate";
import { family, instanceOf } from "./data.ts";
import type { PeerAnswer, PeerRequest } from "./tsp-peer.ts";

const PEERS = ["or-tools-wasm", "salesman.js"] as const;
const INSTALL = "npm install --no-save or-tools-wasm@0.9.1 salesman.js@2.0.4";
const INSTANCES = ["eil51", "berlin52", "kroA150", "kroA200", "a280"];
/** or-tools-wasm takes 20 to 140 s on these. */
const LARGE = ["pr439", "pr1002"];
const LEAST_TIME = 0.05;

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name === "or-tools-wasm" ? "or-tools-wasm/routing" : name);
    return true;
  } catch {
    return false;
  }
}

function run(request: PeerRequest): PeerAnswer {
  const script = join(import.meta.dirname, "tsp-peer.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
    input: JSON.stringify(request),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${request.peer} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as PeerAnswer;
}

/** Gap to the best known length in percent, by the referee's count, and seconds. */
function judged(problem: Problem, instance: unknown, best: number, { tour, seconds }: PeerAnswer): string {
  const violations = problem.verify(instance, { tour });
  if (violations.length > 0) return `not valid: ${violations[0].message} | ${seconds.toFixed(2)}`;
  return `${((100 * (problem.cost(instance, { tour }) - best)) / best).toFixed(2)} | ${seconds.toFixed(2)}`;
}

export function tspPeersTable(large: boolean): void {
  const peers = PEERS.filter(isInstalled);
  const missing = PEERS.filter((name) => !peers.includes(name));
  if (missing.length > 0) console.log(`Left out, not installed: ${missing.join(", ")}. To compare: ${INSTALL}\n`);
  if (peers.length === 0) return;
  const names = [...peers, "groundstate"].map((name) => `${name}: above best known % | seconds`);
  console.log(`| instance | ${names.join(" | ")} |\n| --- | ${names.map(() => "---: | ---:").join(" | ")} |`);
  const problem = problemById("tsp");
  const known = family("tsp");
  for (const name of large ? [...INSTANCES, ...LARGE] : INSTANCES) {
    const { file, value } = known[name];
    const instance = instanceOf(problem, file, {}) as { coordinates: PeerRequest["points"] };
    const { coordinates: points } = instance;
    const answers = peers.map((peer) => run({ peer, points, time: 0 }));
    const time = Math.max(LEAST_TIME, Math.max(...answers.map(({ seconds }) => seconds)) / 10);
    answers.push(run({ peer: "groundstate", points, time }));
    console.log(`| ${name} | ${answers.map((answer) => judged(problem, instance, value, answer)).join(" | ")} |`);
  }
}
