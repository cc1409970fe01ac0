/**
 * Proof that no order has a bandwidth: vertices are placed from left to right, and a branch is given up when too many vertices must
 * stand before some place. A placed vertex at p has all its neighbours by p + K, these theirs by p + 2 K, and so on (Del Corso &
 * Manzini 1999): O(n + m) a node of the search tree, which is cut off after so many steps.
 */
import { csrFromEdges } from "../../src/model/index.ts";
import { pairColumns } from "../../src/modelling/graph.ts";
import type { Bound } from "../../src/problem.ts";
import type { BandwidthInstance } from "./schema.ts";

/** Vertices and edges looked at between two pauses, about a millisecond, and at most. */
const PAUSE = 100_000;
const MOST_STEPS = 3e9;

/** One bound of 1 where all branches fail; nothing where an order is found or the steps are used up. */
export function* exhaustedBounds(instance: BandwidthInstance, bandwidth: number): Generator<Bound | null, void, void> {
  const { vertices: n } = instance;
  const line = createLine(instance, bandwidth);
  /** Next vertex to try at each place. */
  const next = new Int32Array(n + 1);
  let due = PAUSE;
  while (line.length < n) {
    const vertex = next[line.length]++;
    if (vertex >= n) {
      if (line.length === 0) {
        yield { value: 1, proof: "all orders tried from left to right, with deadlines" };
        return;
      }
      line.takeBack();
    } else if (line.place(vertex)) next[line.length] = 0;
    if (line.looked < due) continue;
    if (line.looked > MOST_STEPS) return;
    due = line.looked + PAUSE;
    yield null;
  }
}

/** Vertices placed from the left. */
interface Line {
  readonly length: number;
  /** Vertices and edges looked at so far. */
  readonly looked: number;
  /** Puts a vertex at the next place. False, and nothing changed, where it is placed already or others then come too late. */
  place(vertex: number): boolean;
  takeBack(): void;
}

function createLine({ vertices: n, edges }: BandwidthInstance, bandwidth: number): Line {
  const { from, to, weight } = pairColumns(edges);
  const { rowStart, column } = csrFromEdges(n, from, to, weight);
  const order = new Int32Array(n);
  const placed = new Uint8Array(n);
  /** Last place where each vertex may stand, and how many must stand at each place at the latest. */
  const deadline = new Int32Array(n);
  const due = new Int32Array(n + 1);
  const queue = new Int32Array(n);
  let length = 0;
  let looked = 0;

  /** Deadlines by a search from the placed vertices in their order: earlier places have earlier deadlines, so it is breadth first. */
  function feasible(): boolean {
    deadline.fill(n - 1);
    due.fill(0);
    let end = 0;
    for (let p = 0; p < length; p++) end = reach(order[p], p, end);
    for (let at = 0; at < end; at++) end = reach(queue[at], deadline[queue[at]], end);
    looked += n + 2 * edges.length;
    for (let v = 0; v < n; v++) if (placed[v] === 0) due[deadline[v]]++;
    for (let p = 0, count = 0; p < n; p++) {
      count += due[p];
      if (count > Math.max(0, p - length + 1)) return false;
    }
    return true;
  }

  /** Gives the neighbours of a vertex at `place` or before their deadline. */
  function reach(vertex: number, place: number, end: number): number {
    const latest = place + bandwidth;
    let last = end;
    if (latest >= n - 1) return last;
    for (let k = rowStart[vertex]; k < rowStart[vertex + 1]; k++) {
      const other = column[k];
      if (placed[other] === 1 || deadline[other] <= latest) continue;
      deadline[other] = latest;
      queue[last++] = other;
    }
    return last;
  }

  function takeBack(): void {
    placed[order[--length]] = 0;
  }
  return {
    get length() {
      return length;
    },
    get looked() {
      return looked;
    },
    place(vertex) {
      if (placed[vertex] === 1) return false;
      order[length++] = vertex;
      placed[vertex] = 1;
      if (feasible()) return true;
      takeBack();
      return false;
    },
    takeBack,
  };
}
