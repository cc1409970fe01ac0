/**
 * The members of the portfolio: which solvers suit which models, how fast their work goes, and what an episode of theirs is. `speed`
 * is nominal, work per millisecond on an ordinary machine: it shares time out, and being off by a factor of two does no harm.
 */
import type { Features } from "./features.ts";

export interface Occasion {
  readonly features: Features;
  /** Nominal length. */
  readonly milliseconds: number;
  /** How many episodes the member has had. */
  readonly count: number;
}

export interface Part {
  readonly options: Readonly<Record<string, unknown>>;
  readonly work: number | null;
}

export interface Member {
  readonly solver: string;
  /** Why it is in, for people. */
  readonly because: string;
  /** Share of the exploring time. */
  readonly weight: number;
  suits(features: Features): boolean;
  /** Nominal milliseconds of the first episode. */
  first(features: Features): number;
  episode(occasion: Occasion): Part;
}

/** Mean number of couplings of a variable up to which a model counts as sparse. */
const SPARSE_DEGREE = 64;
/** Density up to which a model counts as sparse. */
const SPARSE = 0.1;

const isSparse = ({ degree, density }: Features) => degree <= SPARSE_DEGREE && density <= SPARSE;

/** Flips that the replica kernels try in a millisecond. */
function annealingSpeed({ n, degree, density }: Features): number {
  if (density > 0.1) return 1e4 * (2000 / Math.max(200, n));
  // Small models pay for the call of every sweep.
  return (5e5 * n) / (n + 100) / (1 + degree / 40);
}

/** An epoch of memetic annealing takes about this many times as long as its first anneal, of so many replicas. */
const EPOCH = 12;
const REPLICAS = 16;

/** For few variables, and for many. */
const briefly = ({ n }: Features) => Math.min(50, 5 + n / 40);

const memetic: Member = {
  solver: "memetic",
  because: "sparse couplings: annealed states exchange the regions where one is better",
  weight: 2,
  suits: isSparse,
  first: (features) =>
    (EPOCH * REPLICAS * features.n * Math.max(100, Math.min(1000, 6e6 / features.n))) / annealingSpeed(features),
  episode({ features, milliseconds }) {
    const attempts = milliseconds * annealingSpeed(features);
    const sweeps = Math.max(50, Math.round(attempts / (EPOCH * REPLICAS * features.n)));
    return { options: { epochs: 1, sweeps }, work: null };
  },
};

const tabu: Member = {
  solver: "tabu",
  because: "one-flip tabu search with an elite set is strongest on dense and on small models",
  weight: 2,
  suits: () => true,
  first: briefly,
  episode: ({ features: { n }, milliseconds }) => ({
    options: { searches: null },
    work: Math.round((milliseconds * 1e3) / (0.15 + 0.0004 * n)),
  }),
};

const bifurcation: Member = {
  solver: "bifurcation",
  because: "dense couplings: all spins move at once",
  weight: 1,
  suits: ({ density, n }) => density > 0.3 && n >= 200,
  first: briefly,
  episode: ({ features, milliseconds }) => ({
    options: { runs: null },
    work: Math.round((milliseconds * 1e6) / (1 + features.degree / 100)),
  }),
};

const annealing: Member = {
  solver: "annealing",
  because: "simulated annealing is seldom far from the best",
  weight: 1,
  suits: (features) => !isSparse(features) || !features.plain,
  first: briefly,
  episode: ({ features, milliseconds }) => ({
    options: { anneals: null },
    work: Math.round(milliseconds * annealingSpeed(features)),
  }),
};

export const members: readonly Member[] = [memetic, tabu, bifurcation, annealing];
