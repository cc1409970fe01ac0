/** The energy landscape of a small model as data. States are numbered by their bits: bit i of the index is 1 where variable i is +1 (spins) or 1 (bits). */

/** A connected plateau of states of equal energy without a lower neighbour. */
export interface Basin {
  readonly energy: number;
  /** Lowest state index of the plateau. */
  readonly state: number;
  /** States on the plateau. */
  readonly size: number;
}

/** A node of the merge tree: where basins become connected by states of energy at most `energy`. */
export interface Saddle {
  readonly energy: number;
  /** State index at which they join. */
  readonly state: number;
  /** Children: k >= 0 is basin k, k < 0 is saddle -k - 1. */
  readonly children: readonly number[];
}

/** Disconnectivity graph (Becker & Karplus 1997) of single flips: saddles in rising order, the last is the root. */
export interface MergeTree {
  readonly n: number;
  readonly basins: readonly Basin[];
  readonly saddles: readonly Saddle[];
}

/** States and the single flips that asynchronous dynamics takes between them. */
export interface TransitionGraph {
  readonly n: number;
  readonly nodes: readonly {
    readonly state: number;
    readonly energy: number;
    /** No flip lowers the energy. */
    readonly attractor: boolean;
    /** Text to show, e.g. "+-+" or a tour. */
    readonly label: string;
    /** Index into the attractors that the node reaches with the greatest probability. */
    readonly basin: number;
  }[];
  /** Indices into nodes; `variable` flips; probability under a uniformly drawn unstable variable. */
  readonly edges: readonly {
    readonly from: number;
    readonly to: number;
    readonly variable: number;
    readonly probability: number;
  }[];
}

/**
 * Which variables flip, given that each wants the sign of its local field and keeps its value where the field is zero. random: a uniformly
 * drawn unstable one. cyclic: all in index order, again and again. greedy: the one whose flip lowers the energy most, of equal ones the
 * lowest index. synchronous: all unstable ones at once.
 */
export type LandscapeDynamics = "random" | "cyclic" | "greedy" | "synchronous";

/** What is known of a basin of the tree; same index as in `tree.basins`. */
export interface BasinFacts {
  /** States of the plateau, ascending, at most 8 of `size`. */
  readonly states: readonly number[];
  /** Height of the lowest saddle over which a lower energy can be reached; null for ground states. */
  readonly escapeBarrier: number | null;
  /** Probability to end on the plateau, from a uniformly drawn state. */
  readonly probability: number;
  /** The same from the state `from`; null when none was given. */
  readonly probabilityFrom: number | null;
  /** States from which the dynamics ends nowhere else, whatever is drawn; the plateau's own among them. */
  readonly surely: number;
}

/** A cycle of synchronous dynamics of more than one state. */
export interface SynchronousCycle {
  readonly states: readonly number[];
  readonly energies: readonly number[];
  /** Probability to end in it, from a uniformly drawn state. */
  readonly probability: number;
}

/** The landscape in numbers. */
export interface LandscapeStatistics {
  readonly dynamics: LandscapeDynamics;
  /** States that the dynamics does not leave: basins' plateaus, and states on plateaus that lead down elsewhere. */
  readonly fixedPoints: number;
  /** Probability to end at a fixed point that belongs to no basin, from a uniformly drawn state. */
  readonly elsewhere: number;
  /** Expected number of flips until the end; of steps for synchronous dynamics. */
  readonly expectedFlips: number;
  /** The same two from the state `from`; null when none was given. */
  readonly from: { readonly state: number; readonly elsewhere: number; readonly expectedFlips: number } | null;
  /** Synchronous dynamics only, else null. `listed`: those most probable, at most 100 of `count`. */
  readonly cycles: {
    readonly count: number;
    readonly probability: number;
    readonly listed: readonly SynchronousCycle[];
  } | null;
}

/** All about a small energy: basins, saddles, statistics. @see landscape */
export interface Landscape {
  readonly n: number;
  /** Energies that differ by at most this much count as equal (along a chain of such neighbours): 0 where arithmetic is exact. */
  readonly tolerance: number;
  /** Number of distinct energies. */
  readonly levels: number;
  readonly lowest: number;
  readonly highest: number;
  /** Of the whole landscape; `tree` may hold fewer. */
  readonly basinCount: number;
  readonly groundBasinCount: number;
  readonly saddleCount: number;
  /** The basins that were kept, and how they are joined. */
  readonly tree: MergeTree;
  readonly basins: readonly BasinFacts[];
  /** Largest escape barrier of all basins (the depth of Hajek 1988): null when there are ground states only. */
  readonly deepest: number | null;
  /** Height over the ground energy that must be climbed to get from every ground basin to every other; null when there is one. */
  readonly groundBarrier: number | null;
  readonly statistics: LandscapeStatistics;
  /** Null when no states were asked for. */
  readonly transitions: TransitionGraph | null;
}
