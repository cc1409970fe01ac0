/**
 * The energy model: E(z) = -1/2 z'Wz - b'z + c over spins (-1/+1) or bits (0/1), W symmetric with zero diagonal.
 * Everything here is readonly plain data (numbers, typed arrays, nested objects), so a model survives postMessage.
 * Couplings are operators, not matrices: a sum of terms that each know how to give an entry, a column and a product.
 */
import type { TreeStructure } from "./trees.ts";

/** What a variable may be: -1 or 1, or 0 or 1. */
export type Domain = "spin" | "bit";

/** Numbers as they are stored. Integer arrays hold integers exactly; Float64Array holds anything finite. */
export type Values = Float64Array | Float32Array | Int32Array | Int16Array | Int8Array;

/**
 * A square operator of order `n` inside a Kronecker product. It may be asymmetric and may have a diagonal.
 *
 * | kind       | entry (i, j) | memory |
 * | identity   | 1 if i = j | 0 |
 * | all-but-diagonal | 1 if i != j | 0 |
 * | cycle      | 1 if j = i + 1 mod n (a directed ring: the cyclic shift S) | 0 |
 * | path       | 1 if j = i + 1 < n (a directed line) | 0 |
 * | dense      | values[i * n + j] | n^2 |
 * | csr        | values[k] with column[k] = j, rowStart[i] <= k < rowStart[i + 1], columns ascending | entries |
 * | metric     | distance between points i and j (see Metric), computed on demand; `integer` when all are integers | n * dimensions |
 */
export type Factor =
  | { readonly kind: "identity"; readonly n: number }
  | { readonly kind: "all-but-diagonal"; readonly n: number }
  | { readonly kind: "cycle"; readonly n: number }
  | { readonly kind: "path"; readonly n: number }
  | { readonly kind: "dense"; readonly n: number; readonly values: Values; readonly symmetric: boolean }
  | {
      readonly kind: "csr";
      readonly n: number;
      readonly rowStart: Int32Array;
      readonly column: Int32Array;
      readonly values: Values;
      readonly symmetric: boolean;
    }
  | {
      readonly kind: "metric";
      readonly n: number;
      readonly metric: Metric;
      /** Row-major n x dimensions, as the file states them. */
      readonly coordinates: Float64Array;
      readonly dimensions: 2 | 3;
    };

/**
 * Distance rules. The capital names are TSPLIB's (rounded to integers; Reinelt 1995); `euclidean`, `manhattan`,
 * `maximum` are the same without rounding; `great-circle` takes decimal degrees (latitude, longitude) and gives
 * kilometres on a sphere of radius 6371.0088 km.
 */
export const METRICS = [
  "EUC_2D",
  "EUC_3D",
  "CEIL_2D",
  "ATT",
  "GEO",
  "MAN_2D",
  "MAN_3D",
  "MAX_2D",
  "MAX_3D",
  "euclidean",
  "manhattan",
  "maximum",
  "great-circle",
] as const;
/** A name of METRICS. */
export type Metric = (typeof METRICS)[number];

/**
 * Symmetric couplings W of order `n` with zero diagonal.
 *
 * | kind      | W_ij for i != j | memory |
 * | none      | 0 | 0 |
 * | dense     | values[i * n + j] | n^2 |
 * | csr       | both triangles stored | 2 x edges |
 * | ring      | 1 if j = i +- 1 mod n (n >= 3) | 0 |
 * | metric    | distance of points i and j | n * dimensions |
 * | rank-one  | vector[i] * vector[j] | n |
 * | cliques   | sum over groups g that hold both: coefficient of i in g times coefficient of j in g | members |
 * | bands     | groups of `size` choices, variable (a, k) = a * size + k: sum over bands t between the two groups of weight[t] where low[t] <= (choice of to[t]) - (choice of from[t]) <= high[t] | bands |
 * | kronecker | A (x) B + (A (x) B)', variable (a, p) = a * right.n + p | factors |
 * | sum       | sum over terms of scale * W_term, the term's variable 0 placed at `start` | terms |
 *
 * A kronecker term must have zero diagonal: A_aa * B_pp = 0 for all a, p (checked by `checkModel`).
 */
export type Couplings =
  | { readonly kind: "none"; readonly n: number }
  | { readonly kind: "dense"; readonly n: number; readonly values: Values }
  | {
      readonly kind: "csr";
      readonly n: number;
      readonly rowStart: Int32Array;
      readonly column: Int32Array;
      readonly values: Values;
    }
  | { readonly kind: "ring"; readonly n: number }
  | {
      readonly kind: "metric";
      readonly n: number;
      readonly metric: Metric;
      readonly coordinates: Float64Array;
      readonly dimensions: 2 | 3;
    }
  | { readonly kind: "rank-one"; readonly n: number; readonly vector: Values }
  | {
      readonly kind: "cliques";
      readonly n: number;
      /** Group g holds member[groupStart[g] .. groupStart[g + 1]), each variable at most once. */
      readonly groupStart: Int32Array;
      readonly member: Int32Array;
      /** One per member, or null for all ones. */
      readonly coefficient: Values | null;
    }
  | {
      readonly kind: "bands";
      readonly n: number;
      /** Choices of a group; n is a multiple of it. */
      readonly size: number;
      /** One a band, as the arrays below: two different groups. */
      readonly from: Int32Array;
      readonly to: Int32Array;
      readonly low: Int32Array;
      readonly high: Int32Array;
      readonly weight: Values;
    }
  | { readonly kind: "kronecker"; readonly n: number; readonly left: Factor; readonly right: Factor }
  | { readonly kind: "sum"; readonly n: number; readonly terms: readonly Term[] };

/** One term of a sum of couplings, over a stretch of the variables. */
export interface Term {
  readonly scale: number;
  /** First variable the term acts on; it covers [start, start + couplings.n). */
  readonly start: number;
  readonly couplings: Couplings;
}

/** Couplings that are not a sum. */
export type LeafCouplings = Exclude<Couplings, { kind: "sum" }>;

/**
 * Biases b, one per variable.
 * constant: b_i = value. dense: values[i]. outer: b_(a,p) = sum_t left[t][a] * right[t][p], variable (a, p) = a * columns + p,
 * O(rows + columns) memory. sum: of parts placed at `start`.
 */
export type Biases =
  | { readonly kind: "constant"; readonly n: number; readonly value: number }
  | { readonly kind: "dense"; readonly n: number; readonly values: Values }
  | {
      readonly kind: "outer";
      readonly n: number;
      readonly rows: number;
      readonly columns: number;
      readonly left: readonly Float64Array[];
      readonly right: readonly Float64Array[];
    }
  | {
      readonly kind: "sum";
      readonly n: number;
      readonly parts: readonly { readonly scale: number; readonly start: number; readonly biases: Biases }[];
    };

/**
 * What a solver may exploit. `penalised` says whether the energy itself punishes leaving the structure (then any solver
 * may run); when false only a solver that never leaves it may take the model.
 *
 * - permutation: variables (item, place) = item * size + place, the first size^2 variables; exactly one bit per item and per place.
 * - one-hot: variables (group, choice) = group * size + choice, the first groups * size variables; exactly one bit per group.
 * - balance, over spins: |sum_i weight_i s_i| <= tolerance over the first `items` spins (parts = 2). Over bits with one-hot:
 *   sum of weights of the items with choice p is at most `capacity` for each p. `slack`: the variables that the encoding
 *   adds to turn the inequality into an equality, filled in by `completeSlack`.
 * - loads, beside a permutation of the same size: the places form a ring, and the items from `separators` on cut it into stretches;
 *   the demands of a stretch add up to at most `capacity`. Sums along stretches are no quadratic function of the bits.
 * - schedule, beside one-hot groups over all variables: group o is an operation, and its choice k its start at k plus the durations before it
 *   in its job; the last group is the end of all, and its choice k the time k plus the shortest sum of durations of a job. Where each job's
 *   operations follow each other, those that take time and share a machine never overlap, and the end is the time when the last is done,
 *   the energy is that time.
 * - packing, beside the same one-hot groups: the sizes of the groups with choice p add up to at most `capacity`, for each p. Nothing else
 *   counts: where all keep it and slack is right (choice p has its own at slack.first + p * coefficients.length) the energy is lowest.
 * - inequalities, over bits: sum_j coefficient_rj x_j <= bound_r for every row r, over the first `items` bits, row r in compressed form at
 *   rowStart[r] .. rowStart[r + 1). All numbers are whole. Where every row holds and the other bits are completed (`completeSlack`), the
 *   energy is the one of `objective`, which has order n and looks at the items only.
 * - polynomial, over bits: all others follow from `items` (`completeSlack`), and then the energy is
 *   constant + sum_t coefficient_t * product of the literals of term t. Term t holds literal[k], termStart[t] <= k < termStart[t + 1].
 *   No other values of the bits that follow give less, except where a proved penalty says that they are wrong: the lowest energy that
 *   a valid state has is always among those of completed states.
 * - tree, over bits: which edges of a graph form a tree; the energy is a constant and the costs of these edges (trees.ts).
 */
export type Structure =
  | { readonly kind: "permutation"; readonly size: number; readonly penalised: boolean }
  | { readonly kind: "one-hot"; readonly groups: number; readonly size: number; readonly penalised: boolean }
  | {
      readonly kind: "balance";
      readonly items: number;
      readonly parts: number;
      /** Length items, or null when every item weighs 1. */
      readonly weights: Float64Array | null;
      /** Largest load of one part, in units of weight. */
      readonly capacity: number;
      readonly penalised: boolean;
      readonly slack: Slack | null;
    }
  | {
      readonly kind: "loads";
      readonly size: number;
      /** By item, length size: whole numbers from 0, 0 for separators, in all below 2^53, so that sums are exact in any order. */
      readonly demands: Float64Array;
      /** First item that separates; size when none does, and the ring is one stretch. */
      readonly separators: number;
      readonly capacity: number;
      readonly penalised: boolean;
    }
  | {
      readonly kind: "schedule";
      /** Job j has the operations jobStart[j] .. jobStart[j + 1], at least one, in this order. */
      readonly jobStart: Int32Array;
      /** By operation: a number from 0. */
      readonly machine: Int32Array;
      /** By operation: whole numbers from 0, in all below 2^31. */
      readonly duration: Int32Array;
      readonly penalised: boolean;
    }
  | {
      readonly kind: "packing";
      readonly groups: number;
      readonly size: number;
      /** By group: whole numbers from 0, in all below 2^53. */
      readonly sizes: Float64Array;
      readonly capacity: number;
      readonly slack: Slack | null;
      readonly penalised: boolean;
    }
  | {
      readonly kind: "inequalities";
      readonly items: number;
      /** Length rows + 1. */
      readonly rowStart: Int32Array;
      /** Below items, each at most once in a row. */
      readonly column: Int32Array;
      readonly coefficient: Float64Array;
      /** One a row. */
      readonly bound: Float64Array;
      readonly objective: Pick<EnergyModel, "couplings" | "biases" | "offset">;
      readonly slack: readonly RowSlack[];
      /** Bits that are the product of others, in an order in which they can be computed. */
      readonly products: readonly { readonly bit: number; readonly factors: readonly number[] }[];
      readonly penalised: boolean;
      /** No state that breaks a row has less energy than the best that keeps all. */
      readonly proved: boolean;
    }
  | {
      readonly kind: "polynomial";
      /** Bits that are free, ascending. */
      readonly items: Int32Array;
      /** What a literal is worth: true 1, false 0; or true 1, false -1. */
      readonly factors: "bit" | "sign";
      readonly constant: number;
      /** Length terms + 1. */
      readonly termStart: Int32Array;
      /** @see Literal. Of items only, each at most once in a term. */
      readonly literal: Int32Array;
      /** One a term. */
      readonly coefficient: Float64Array;
      /** In an order in which they can be computed. */
      readonly counts: readonly LiteralCount[];
      readonly penalised: boolean;
    }
  | TreeStructure;

/** 2 x bit for the bit itself, which is true when 1; 2 x bit + 1 for its negation. */
export type Literal = number;

/**
 * Slack variables of a balance structure. Two parts over spins: `coefficients` a_k at variables first + k with
 * sum weights*s + sum a_k t_k = 0. k parts over bits: part p has its own copy at first + p * coefficients.length, and
 * load_p + sum a_k y_pk = capacity. Coefficients are a clipped binary code: every integer up to their sum is reachable.
 */
export interface Slack {
  readonly first: number;
  readonly coefficients: readonly number[];
}

/**
 * Bits that say how many of some literals are true: sum_k coefficients_k y_(first + k) is their number less `less`, as far as it
 * reaches. Clipped binary; one bit is the product of k literals when `less` is k - 1.
 */
export interface LiteralCount extends Slack {
  readonly literals: readonly Literal[];
  readonly less: number;
}

/** Slack of one row of inequalities: sum_k coefficients_k y_(first + k) is the room, bound less load, as far as it reaches. Clipped binary. */
export interface RowSlack extends Slack {
  readonly row: number;
}

/** Names of the variables, as data: a list, or `row,column` over a grid. */
export type Labels =
  | { readonly kind: "list"; readonly names: readonly string[] }
  | { readonly kind: "grid"; readonly rows: readonly string[]; readonly columns: readonly string[] };

/** An energy to minimise, as plain data. @see checkModel */
export interface EnergyModel {
  /** Number of variables, up to 2^53. */
  readonly n: number;
  readonly domain: Domain;
  readonly couplings: Couplings;
  readonly biases: Biases;
  readonly offset: number;
  readonly structure: readonly Structure[];
  readonly labels?: Labels;
  /** True when every weight, bias and the offset are multiples of 1/2, small enough that all arithmetic in doubles is exact. */
  readonly integer: boolean;
}

/**
 * One value a variable, or the compact form that a structure allows.
 * plain: values[i] is -1/+1 or 0/1. permutation: order[place] = item (structure `permutation`).
 * labels: label[group] = choice (structure `one-hot`, over bits), slack variables implied.
 */
export type State =
  | { readonly kind: "plain"; readonly values: Int8Array }
  | { readonly kind: "permutation"; readonly order: Int32Array }
  | { readonly kind: "labels"; readonly label: Int32Array };
