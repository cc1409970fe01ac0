/**
 * Fewest paths that cover a graph, by dynamic programming along an order of the vertices (Sekine, Imai & Tani 1995; Knuth, TAOCP 4A,
 * 7.1.4, Simpath): a state says which vertices of the frontier chosen paths join, and keeps how few paths ended behind it.
 * Exact, and quick where the frontier stays narrow: ladders, rings, strips. O(states * edges).
 */
import type { CycleQuestion } from "../../kernels/hamiltonian/exhaustion.ts";
import { type FrontierStep, frontierPlan } from "./frontier-plan.ts";

/** States of one step, and of all together: 20 MB, and some seconds. */
const MOST_STATES = 100_000;
const MOST_IN_ALL = 2_000_000;

/** States between yields: about a millisecond. */
const SLICE = 1000;

/** What a slot of the frontier holds but the slot at the other end of a path (its own for a vertex without chosen edges). */
const INNER = 0xfff0; // two chosen edges
const OUT = 0xfff1; // one chosen edge; the other end of the path is behind the frontier
const EMPTY = 0xfff2;

/**
 * @param closed whether a Hamiltonian cycle counts as 0 paths; else only paths cover
 * @param enough so many paths are not worth to be told apart from more
 * @yields when a slice is over. Returns the fewest paths, at most `enough`, or null where there are too many states
 */
export function* fewestPaths(
  question: CycleQuestion,
  closed: boolean,
  enough: number,
): Generator<void, number | null, void> {
  const plan = yield* frontierPlan(question);
  if (plan === null) return null;
  const mates = new Uint16Array(plan.width).fill(EMPTY);
  let states = new Map<string, number>([[String.fromCharCode(...mates), 0]]);
  let total = 0;
  for (const step of plan.steps) {
    const next = new Map<string, number>();
    const offer = (paths: number): void => {
      if (paths + halfEnded(mates) / 2 >= enough) return;
      const key = String.fromCharCode(...mates);
      const known = next.get(key);
      if (known === undefined || paths < known) next.set(key, paths);
    };
    for (const [key, paths] of states) {
      for (let slot = 0; slot < mates.length; slot++) mates[slot] = key.charCodeAt(slot);
      if (step.kind === "edge" && !step.forced) offer(paths);
      const ended = apply(mates, step);
      if (ended >= 0) offer(paths + ended);
      else if (ended === CLOSED && closed && paths === 0 && step.kind === "edge" && isAll(mates, step)) return 0;
      if (++total % SLICE === 0) yield;
    }
    states = next;
    if (states.size > MOST_STATES || total > MOST_IN_ALL) return null;
  }
  return [...states.values()].reduce((least, paths) => Math.min(least, paths), enough);
}

/** Paths with one end behind the frontier: at least half as many will end there with both. */
function halfEnded(mates: Uint16Array): number {
  let count = 0;
  for (let slot = 0; slot < mates.length; slot++) if (mates[slot] === OUT) count++;
  return count;
}

const REFUSED = -1;
const CLOSED = -2;

/** Makes the step. Returns how many paths it ended, REFUSED, or CLOSED for an edge between both ends of a path. */
function apply(mates: Uint16Array, step: FrontierStep): number {
  if (step.kind === "edge") return join(mates, step.a, step.b);
  const mate = mates[step.slot];
  mates[step.slot] = step.kind === "enter" ? step.slot : EMPTY;
  if (step.kind === "enter" || mate === INNER) return 0;
  if (mate === step.slot || mate === OUT) return 1;
  mates[mate] = OUT;
  return 0;
}

function join(mates: Uint16Array, a: number, b: number): number {
  const [p, q] = [mates[a], mates[b]];
  if (p === INNER || q === INNER) return REFUSED;
  if (p === b) return CLOSED;
  if (p !== a) mates[a] = INNER;
  if (q !== b) mates[b] = INNER;
  if (p !== OUT) mates[p] = q;
  if (q !== OUT) mates[q] = p;
  return p === OUT && q === OUT ? 1 : 0;
}

/** Whether the path between a and b is all that there is: no other vertex waits for edges, and none is to come. */
function isAll(mates: Uint16Array, { a, b, last }: FrontierStep & { kind: "edge" }): boolean {
  return last && mates.every((mate, slot) => mate === INNER || mate === EMPTY || slot === a || slot === b);
}
