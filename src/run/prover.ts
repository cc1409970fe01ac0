/**
 * Bounds beside a search: the problem's generator of bounds is advanced in slices, an eighth of the time while the search runs, and
 * the best bound so far is kept. A run under a limit of work looks for bounds after the search, for a number of slices that follows
 * from the work, so that the same work gives the same result on every machine.
 */
import { MemoryError } from "../errors.ts";
import type { Bound, BoundContext, Problem } from "../problem.ts";

/** A better bound, and the seconds since the start of the run after which it was there. */
export interface BoundPoint {
  readonly time: number;
  readonly value: number;
}

/** Longest history kept: beyond it every second point is dropped, the first and the latest never. */
const HISTORY = 400;

export interface Prover {
  /** The best bound proved so far, in the user's units. */
  readonly bound: Bound | null;
  /** How the bound came to be what it is, in order; [] when nothing is proved. */
  readonly history: readonly BoundPoint[];
  /** Nothing more will be proved. */
  readonly over: boolean;
  /** Goes on for about so many milliseconds, one slice at least. True when the bound has improved. */
  advance(milliseconds: number): boolean;
  /** Goes on for so many slices. */
  slices(count: number): void;
  close(): void;
}

/**
 * @param sense of the objective: bounds are lower ones when it is minimised
 * @param startedAt performance.now() that counts as the start
 */
export function createProver(
  problem: Problem,
  instance: unknown,
  sense: "min" | "max",
  enabled: boolean,
  startedAt: number,
  context: BoundContext,
): Prover {
  let bound: Bound | null = null;
  let history: BoundPoint[] = [];
  const search = enabled ? (problem.bounds?.(instance, context) ?? null) : null;
  let over = search === null;

  function keep(better: Bound): void {
    bound = better;
    history.push({ time: (performance.now() - startedAt) / 1000, value: better.value });
    if (history.length > HISTORY) history = history.filter((_point, k) => k % 2 === 0 || k === history.length - 1);
  }
  const known = problem.bound?.(instance) ?? null;
  if (known !== null) keep(known);

  function slice(): boolean {
    if (search === null || over) return false;
    const next = guarded(search);
    if (next === "over") over = true;
    if (next === "over" || next === null || !Number.isFinite(next.value)) return false;
    const better = bound === null || (sense === "min" ? next.value > bound.value : next.value < bound.value);
    if (better) keep(next);
    return better;
  }
  return {
    get bound() {
      return bound;
    },
    get history() {
      return history;
    },
    get over() {
      return over;
    },
    advance(milliseconds) {
      const until = performance.now() + milliseconds;
      let improved = false;
      do if (slice()) improved = true;
      while (!over && performance.now() < until);
      return improved;
    },
    slices(count) {
      for (let k = 0; k < count && !over; k++) slice();
    },
    close() {
      over = true;
      search?.return();
    },
  };
}

/** The next bound; "over" also where the proof would need more memory than the run may take: the search goes on without. */
function guarded(search: Generator<Bound | null, void, void>): Bound | null | "over" {
  try {
    const next = search.next();
    return next.done === true ? "over" : next.value;
  } catch (error) {
    if (error instanceof MemoryError) return "over";
    throw error;
  }
}
