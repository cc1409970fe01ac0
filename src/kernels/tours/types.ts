/**
 * Search over tours: one tour is worked on (descents by k-exchanges, chains of kicks), others are kept beside it and
 * crossed with one another. Nodes are 0 .. nodes - 1, best numbered so that near nodes have near numbers. There is no reference
 * twin: solvers keep a plain search for hosts without WebAssembly, whose results differ.
 */
import type { Metric } from "../../model/types.ts";

/** Costs of edges: distances of points in the plane, or a table, row-major nodes x nodes; of arcs: a table by (from, to), diagonal 0. */
export type TourCosts =
  | { readonly kind: "points"; readonly metric: Metric; readonly coordinates: Float64Array }
  | { readonly kind: "table"; readonly values: Float64Array }
  | { readonly kind: "arcs"; readonly values: Float64Array };

/** Candidate neighbours, row-major nodes x width, cheapest first, and what they cost. */
export interface CandidateList {
  readonly city: Int32Array;
  readonly cost: Float64Array;
}

export interface TourRequest {
  /** At least 8. */
  readonly nodes: number;
  readonly costs: TourCosts;
  /** `incoming` differs from `outgoing` for arcs only. */
  readonly neighbours: {
    readonly width: number;
    readonly outgoing: CandidateList;
    readonly incoming: CandidateList;
  };
  /** Most edges that one exchange replaces, 2 to 6. */
  readonly depth: number;
  /** Gains up to this are rounding: 0 where costs are whole numbers. */
  readonly margin: number;
  /** A kick that ends worse by d stays with probability exp(-d / temperature). Above 0. */
  readonly temperature: number;
  /** Most tours kept. */
  readonly population: number;
  /** Four random words of 32 bits. */
  readonly seed: readonly [number, number, number, number];
  readonly memoryLimit: number;
}

/**
 * A search under way. Effort counts moves evaluated and quarters of positions written. Lengths are exact where costs are whole
 * numbers, else within rounding.
 */
export interface TourSession {
  /** The tour that is worked on, order[position] = node: a view, valid until the next call. */
  readonly order: Int32Array;
  /** Works on this tour from here on. Copies it. */
  assign(order: Int32Array): void;
  /** Works on a random walk over near nodes. */
  wander(): void;
  /** Begins a search at the tour that is worked on. */
  begin(): void;
  /** Descends for about `effort`. False at a local minimum. */
  descend(effort: number): boolean;
  /** Kicks and repairs for about `effort`, at most `kicks` times, at a local minimum. Returns how many. */
  chain(effort: number, kicks: number): number;
  /** Works on the best tour since `begin` again. */
  settle(): void;
  /** Length of the best tour since `begin`. */
  readonly best: number;
  /** The best tour since `begin`: a view, valid until the next call. */
  bestOrder(): Int32Array;
  /** Length of the tour that is worked on, summed along it. */
  measure(): number;
  /** Keeps the tour that is worked on as number `slot`, and counts its edges. */
  keep(slot: number): void;
  /** Works on a kept tour. */
  take(slot: number): void;
  /** Makes room for a population of `size` tours: counts begin at zero. */
  clear(size: number): void;
  /** Replaces kept tour `a` by its best child with `b` among so many. Returns the gain, 0 when no child is better. */
  cross(a: number, b: number, children: number): number;
  /** Moves evaluated since the start. */
  readonly work: number;
  /** Effort since the start. */
  readonly effort: number;
}

/** Whether distances by this metric are computed from points; others need a table. */
export const PLANAR_METRICS: readonly Metric[] = [
  "EUC_2D",
  "euclidean",
  "CEIL_2D",
  "ATT",
  "MAN_2D",
  "manhattan",
  "MAX_2D",
  "maximum",
];
