/** What a search keeps: buffers, the best state so far in the model's own values, and when to yield. */
import { LEVEL, type Plane } from "../../src/kernels/rank-two/types.ts";
import type { EnergyModel, State } from "../../src/model/index.ts";
import type { Monitor, Step } from "../../src/solver.ts";
import { type Graph, VISIT } from "./graph.ts";
import { createSorting, type Sorting } from "./rounding.ts";

export interface Session {
  readonly graph: Graph;
  readonly plane: Plane;
  readonly sorting: Sorting;
  /** Level changes up to this are rounding: 0 on integer graphs. */
  readonly slack: number;
  /** Counts spins looked at, and the row entries that this took. */
  spend(spins: number, entries: number): void;
  /** True when it is time to yield. */
  due(): boolean;
  /** Takes note of the cut, a local minimum: tells the monitor, keeps it if it is the best. */
  note(): void;
  /** The best state so far. */
  view(): Step;
}

/** Row entries between two yields: about a millisecond. */
const YIELD = 2 ** 18;
/** Share of the largest field that a sum of its terms may be wrong by. */
const ROUNDING = 1e-12;

/** @param values where the search begins, in the model's domain; copied */
export function createSession(
  model: EnergyModel,
  graph: Graph,
  plane: Plane,
  values: Int8Array,
  monitor: Monitor | null,
): Session {
  const { size, ghost } = graph;
  const { spins, sums } = plane;
  const low = model.domain === "spin" ? -1 : 0;
  const best: State = { kind: "plain", values: values.slice() };
  const shown: State = { kind: "plain", values: values.slice() };
  let bestLevel = Number.POSITIVE_INFINITY;
  let work = 0;
  let spent = 0;

  function copyInto(target: Int8Array): void {
    const up = ghost < 0 ? 1 : spins[ghost];
    for (let i = 0; i < target.length; i++) target[i] = spins[i] === up ? 1 : low;
  }
  const energyOf = (level: number) => graph.offset + graph.unit * level;
  return {
    graph,
    plane,
    sorting: createSorting(size),
    slack: graph.integer ? 0 : ROUNDING * largestField(graph),
    spend(spins, entries) {
      work += spins;
      spent += VISIT * spins + entries;
    },
    due: () => spent >= YIELD,
    note() {
      if (monitor !== null) {
        copyInto(shown.values);
        monitor.started(shown, energyOf(sums[LEVEL]));
      }
      if (sums[LEVEL] >= bestLevel) return;
      bestLevel = sums[LEVEL];
      copyInto(best.values);
    },
    view() {
      spent = 0;
      return { work, energy: energyOf(bestLevel), state: best };
    },
  };
}

function largestField({ size, rowStart, weight }: Graph): number {
  let largest = 0;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) sum += Math.abs(weight[k]);
    largest = Math.max(largest, sum);
  }
  return largest;
}
