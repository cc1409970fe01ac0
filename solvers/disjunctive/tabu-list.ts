/**
 * What a tabu search over machine orders must not undo yet (Nowicki & Smutnicki 1996): pairs of operations that a move has turned round, each for a while.
 * O(length of the move).
 */
import type { Random } from "../../src/random.ts";
import type { Graph } from "./graph.ts";
import type { Moves } from "./neighbourhood.ts";

/** Tenures of Peng, Lu & Cheng: 10 + jobs / machines, and up to 40 % more where there are at most twice as many jobs as machines, else 50 %. */
const TENURE = 10;
const SPREAD = { square: 0.4, long: 0.5 };

/** About the candidate moves at hand, by index, as the graph is before them. */
export interface TabuList {
  /** Whether a move puts some operation behind another that lately was before it. */
  forbids(move: number, iteration: number): boolean;
  /** Forbids for a while that the operations which a move parts from each other come back into their order. */
  forbid(move: number, iteration: number): void;
  clear(): void;
}

export function createTabuList({ shop, after }: Graph, moves: Moves, random: Random): TabuList {
  const { operations: n, job, jobs, machines } = shop;
  /** By operation and job of another on its machine: until when the one must not be put before the other. */
  const until = new Int32Array(n * jobs);
  const shortest = Math.floor(TENURE + jobs / Math.max(1, machines));
  const spread = Math.ceil(shortest * (jobs <= 2 * machines ? SPREAD.square : SPREAD.long));

  function forbids(k: number, iteration: number): boolean {
    const item = moves.item[k];
    if (moves.behind[k] === 1) {
      const target = moves.target[k];
      for (let o = item; o !== target; ) {
        o = after[o];
        if (until[o * jobs + job[item]] > iteration) return true;
      }
      return false;
    }
    for (let o = moves.target[k]; o !== item; o = after[o]) if (until[item * jobs + job[o]] > iteration) return true;
    return false;
  }
  function forbid(k: number, iteration: number): void {
    const item = moves.item[k];
    const end = iteration + shortest + random.below(spread + 1);
    if (moves.behind[k] === 1) {
      const target = moves.target[k];
      for (let o = item; o !== target; ) {
        o = after[o];
        until[item * jobs + job[o]] = end;
      }
      return;
    }
    for (let o = moves.target[k]; o !== item; o = after[o]) until[o * jobs + job[item]] = end;
  }

  return { forbids, forbid, clear: () => until.fill(0) };
}
