/**
 * The members of the portfolio: which solvers suit which models, and what an episode of theirs is. Work per millisecond is that of an
 * ordinary machine: it shares time out, and being off by a factor of two does no harm.
 */
import type { Features } from "./features.ts";

export interface Occasion {
  readonly features: Features;
  /** Nominal length. */
  readonly milliseconds: number;
}

export interface Part {
  readonly options: Readonly<Record<string, unknown>>;
  readonly work: number;
}

export interface Member {
  readonly solver: string;
  /** Why it is in, for people. */
  readonly because: string;
  /** 0: not for such models. Below 1: only explored, with such a share. 1 or more: gets an episode before any gets two. */
  weight(features: Features): number;
  /** Nominal milliseconds of the first episode. */
  first(features: Features): number;
  episode(occasion: Occasion): Part;
}

/** Mean number of couplings of a variable up to which a model counts as sparse. */
const SPARSE_DEGREE = 64;
/** Density up to which a model counts as sparse. */
const SPARSE = 0.1;

/** From here on all spins are worth moving at once. */
const DENSE = 0.3;

const isSparse = ({ degree, density }: Features) => degree <= SPARSE_DEGREE && density <= SPARSE;

/** Flips that the replica kernels try in a millisecond: half of what was seen on graphs of 2,000 spins and on dense +-1 models. */
function annealingSpeed({ n, degree, density }: Features): number {
  if (density > 0.1) return 1e4 * (2000 / Math.max(200, n));
  // Small models pay for the call of every sweep.
  return (5e5 * n) / (n + 100) / (1 + degree / 40);
}

/**
 * Beyond this one long chain goes lower than a population: on a 3-D lattice of 1,000,000 spins -1,757,432 after 12 s, memetic -1,680,028.
 * Where the two meet was not measured.
 */
const isVast = ({ n }: Features) => n > 2 ** 17;

/** For few variables, and for many. */
const briefly = ({ n }: Features) => Math.min(100, 5 + n / 20);

const memetic: Member = {
  solver: "memetic",
  because: "sparse couplings, or a few strong ones: annealed states exchange the regions where one is better",
  weight: (features) => (isSparse(features) ? (isVast(features) ? 0.2 : 2) : features.uneven ? 2 : 0),
  // Long ones: its epochs share champions inside an episode.
  first: ({ n }) => Math.max(100, Math.min(4000, 2 * n)),
  episode: ({ features, milliseconds }) => ({
    options: { epochs: null },
    work: Math.round(milliseconds * annealingSpeed(features)),
  }),
};

/** Sparse models up to here: of three cliques of 200 vertices in a complement of density 0.1, tabu found 6 of 6 in 2 s where memetic first found none in 5 s. */
const SMALL = 512;

const tabu: Member = {
  solver: "tabu",
  because: "one-flip tabu search with an elite set is strongest on dense and on small models",
  weight: (features) => (isSparse(features) ? (features.n <= SMALL ? 3 : 0.2) : 2),
  first: briefly,
  episode: ({ features: { n }, milliseconds }) => ({
    options: { searches: null },
    work: Math.round((milliseconds * 1e3) / (0.15 + 0.0004 * n)),
  }),
};

const bifurcation: Member = {
  solver: "bifurcation",
  because: "dense couplings: all spins move at once",
  weight: ({ density, n }) => (density <= DENSE || n < 200 ? 0 : n < 800 ? 1 : 3),
  first: (features) => 3 * briefly(features),
  episode: ({ features, milliseconds }) => ({
    options: { runs: null },
    work: Math.round((milliseconds * 1e6) / (1 + features.degree / 100)),
  }),
};

const annealing: Member = {
  solver: "annealing",
  because: "simulated annealing is seldom far from the best",
  weight: (features) => (isSparse(features) ? (isVast(features) ? 3 : 0) : features.density > DENSE ? 0.5 : 1),
  // One anneal of a vast model takes long, and a new episode begins anew.
  first: (features) => (isVast(features) ? 20_000 : briefly(features)),
  episode: ({ features, milliseconds }) => ({
    options: { anneals: null },
    work: Math.round(milliseconds * annealingSpeed(features)),
  }),
};

export const members: readonly Member[] = [memetic, tabu, bifurcation, annealing];
