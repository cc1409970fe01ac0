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
