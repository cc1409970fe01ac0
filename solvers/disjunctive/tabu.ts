/**
 * Tabu search over the orders of machines (Nowicki & Smutnicki 1996; Peng, Lu & Cheng 2015): always the move of lowest estimate, at random among equals, that
 * puts no two operations back into an order which a move has lately turned round; a move that promises a new best is always allowed, and where all are
 * forbidden any is made. O(operations) a move. Forbidding whole sequences of operations instead, as in the latter paper, left gaps three times as large
 * after 300,000 moves.
 */
import type { Random } from "../../src/random.ts";
import type { Graph } from "./graph.ts";
import { createNeighbourhood } from "./neighbourhood.ts";
import { createTabuList } from "./tabu-list.ts";

export interface TabuSearch {
  /** Candidates looked at since the beginning of all. */
  readonly looked: number;
  /** The best orders since `begin`. */
  readonly best: { readonly before: Int32Array; readonly after: Int32Array; readonly head: Int32Array };
  readonly bestMakespan: number;
  /** Begins at the graph as it is, with nothing forbidden. */
  begin(): void;
  /** So many moves, fewer where `patience` moves in a row bring no better schedule, or none is left: then true. */
  run(moves: number, patience: number): boolean;
}

/** @param moved told after every move */
export function createTabuSearch(graph: Graph, random: Random, moved: (() => void) | null): TabuSearch {
  const { before, after, head } = graph;
  const neighbourhood = createNeighbourhood(graph);
  const { moves } = neighbourhood;
  const list = createTabuList(graph, moves, random);
  const best = { before: before.slice(), after: after.slice(), head: head.slice() };
  let bestMakespan = graph.makespan;
  let iteration = 0;
  let lastBetter = 0;
  let looked = 0;

  /** The move to make, -1 for none. */
  function choose(): number {
    let [chosen, lowest, equal] = [-1, Number.POSITIVE_INFINITY, 0];
    for (let k = 0; k < moves.count; k++) {
      const estimate = moves.estimate[k];
      if (estimate > lowest) continue;
      if (estimate >= bestMakespan && list.forbids(k, iteration)) continue;
      if (estimate < lowest) equal = 0;
      if (estimate < lowest || random.below(equal + 1) === 0) chosen = k;
      lowest = estimate;
      equal++;
    }
    return chosen >= 0 || moves.count === 0 ? chosen : random.below(moves.count);
  }
  function make(k: number): boolean {
    const [item, target] = [moves.item[k], moves.target[k]];
    list.forbid(k, iteration);
    return moves.behind[k] === 1 ? graph.moveBehind(item, target) : graph.moveBefore(item, target);
  }
  function keep(): void {
    if (graph.makespan >= bestMakespan) return;
    bestMakespan = graph.makespan;
    lastBetter = iteration;
    best.before.set(before);
    best.after.set(after);
    best.head.set(head);
  }
  /** One move; false where there is none. */
  function step(): boolean {
    iteration++;
    neighbourhood.find(random);
    looked += Math.max(1, moves.count);
    for (let k = choose(); k >= 0; k = choose()) {
      if (make(k)) {
        keep();
        moved?.();
        return true;
      }
      // The move would close a circle, which takes operations of no duration: it is none.
      const last = --moves.count;
      moves.item[k] = moves.item[last];
      moves.target[k] = moves.target[last];
      moves.behind[k] = moves.behind[last];
      moves.estimate[k] = moves.estimate[last];
    }
    return false;
  }
  return {
    get looked() {
      return looked;
    },
    best,
    get bestMakespan() {
      return bestMakespan;
    },
    begin() {
      list.clear();
      iteration = 0;
      lastBetter = 0;
      bestMakespan = Number.POSITIVE_INFINITY;
      keep();
    },
    run(most, patience) {
      for (let k = 0; k < most; k++) if (iteration - lastBetter >= patience || !step()) return true;
      return false;
    },
  };
}
