/**
 * Plain records that file formats read into and write from. They know no problem: a problem's adapter turns a record
 * into an instance. Indices are 0-based whatever the file counts from. Typed arrays belong to whoever asked for the parse.
 */

/** TSPLIB 95 edge weight types that groundstate computes (Reinelt 1995). */
export const EDGE_WEIGHT_TYPES = [
  "EUC_2D",
  "EUC_3D",
  "CEIL_2D",
  "ATT",
  "GEO",
  "MAN_2D",
  "MAN_3D",
  "MAX_2D",
  "MAX_3D",
] as const;
/** How a TSPLIB file gives its distances. */
export type EdgeWeightType = (typeof EDGE_WEIGHT_TYPES)[number];

/** A travelling-salesman file: cities with coordinates and a distance rule, or an explicit matrix. */
export interface CitiesRecord {
  readonly kind: "cities";
  readonly name: string | null;
  readonly comment: string | null;
  /** True for TYPE: ATSP, where distances[i][j] is the way from i to j only. */
  readonly asymmetric: boolean;
  readonly n: number;
  /** Rule for distances from `coordinates`; null when `distances` is given. */
  readonly metric: EdgeWeightType | null;
  /** n rows of 2 or 3 numbers as the file states them (GEO: DDD.MM latitude, longitude). Null when explicit. */
  readonly coordinates: readonly (readonly number[])[] | null;
  /** n rows of n numbers, diagonal set to 0 (fillers are dropped). Null when coordinates are given. */
  readonly distances: readonly (readonly number[])[] | null;
  /** Positions for drawing only (DISPLAY_DATA_SECTION), or null. */
  readonly display: readonly (readonly number[])[] | null;
}

/** A vehicle-routing file: places as in a CitiesRecord, what each is brought, and how much a vehicle carries. */
export interface RoutingRecord extends Omit<CitiesRecord, "kind"> {
  readonly kind: "routing";
  /** n whole numbers from 0; 0 at the depot. */
  readonly demands: readonly number[];
  readonly capacity: number;
  /** Index of the depot. */
  readonly depot: number;
  /** Most routes (VEHICLES), or null. */
  readonly vehicles: number | null;
}

/** Vehicle routes: customers, numbered from 1 in the order of the file with the depot left out. */
export interface RoutesRecord {
  readonly kind: "routes";
  readonly routes: readonly (readonly number[])[];
  /** What the file says that they cost, or null. */
  readonly cost: number | null;
}

/** A tour: cities in visiting order. */
export interface TourRecord {
  readonly kind: "tour";
  readonly name: string | null;
  readonly order: readonly number[];
}

/** A weighted undirected graph; every edge stands once. */
export interface GraphRecord {
  readonly kind: "graph";
  readonly name: string | null;
  readonly n: number;
  /** Edge e joins from[e] and to[e], from != to, with weight[e]. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float64Array;
  /** Length n, or null when every vertex weighs 1. */
  readonly vertexWeight: Float64Array | null;
}

/**
 * A quadratic function, each unordered pair counted once: offset + sum_i linear[i] z_i + sum_e value[e] z_from z_to,
 * z = 0/1 for bits, -1/+1 for spins, to be minimised or maximised.
 */
export interface QuadraticRecord {
  readonly kind: "quadratic";
  readonly name: string | null;
  readonly domain: "bit" | "spin";
  readonly sense: "min" | "max";
  readonly n: number;
  readonly linear: Float64Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly value: Float64Array;
  readonly offset: number;
  /** Names of the variables, or null when they are their indices. */
  readonly labels: readonly string[] | null;
  /** In place of `from`, `to` and `value`, which are empty then: pairs that are made while they are printed, and never held. */
  readonly stream?: PairStream;
}

/** Pairs in blocks, as often as asked for. */
export interface PairStream {
  /** In all of one pass, each unordered pair once. */
  readonly count: number;
  /** Blocks are overwritten when the next one is asked for. */
  blocks(): Iterable<PairBlock>;
}

/** Pairs of variables with their values, as columns. */
export type PairBlock = Pick<QuadraticRecord, "from" | "to" | "value">;

/** One integer per item: the block of each vertex, a spin (-1/1) or a bit (0/1) per variable. */
export interface AssignmentRecord {
  readonly kind: "assignment";
  readonly values: readonly number[];
}

/** Two square matrices: the sum over i, j of first[i][j] second[p(i)][p(j)] is to be minimised over permutations p. */
export interface QuadraticAssignmentRecord {
  readonly kind: "quadratic-assignment";
  readonly n: number;
  /** Row-major n x n. */
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** A permutation p with the value that it is said to have; order[i] = p(i), or order[p(i)] = i. */
export interface ValuedPermutationRecord {
  readonly kind: "valued-permutation";
  readonly value: number;
  readonly order: readonly number[];
}

/** One square matrix: rows[i][j] is what row i gains before column j. */
export interface MatrixRecord {
  readonly kind: "matrix";
  readonly comment: string | null;
  readonly rows: readonly (readonly number[])[];
}

/** Pictures in two shades, all of one shape: patterns, or cues with unknown pixels. */
export interface PatternsRecord {
  readonly kind: "patterns";
  readonly rows: number;
  readonly columns: number;
  /** values: row-major rows x columns; +1 on, -1 off, 0 unknown. */
  readonly patterns: readonly { readonly label: string | null; readonly values: Int8Array }[];
}

/** Grey pictures of classes, all of one shape. */
export interface ImagesRecord {
  readonly kind: "images";
  readonly rows: number;
  readonly columns: number;
  /** values: row-major rows x columns, 0 to `levels`. */
  readonly levels: number;
  readonly images: readonly { readonly class: number; readonly values: Uint8Array }[];
}

/** Jobs as lists of operations [machine from 0, duration], in the order in which they are done. Whole numbers. */
export interface JobShopRecord {
  readonly kind: "job-shop";
  readonly name: string | null;
  readonly jobs: readonly (readonly (readonly [machine: number, duration: number])[])[];
}

/** Items with values and weights, and one capacity. */
export interface KnapsackRecord {
  readonly kind: "knapsack";
  readonly capacity: number;
  readonly values: readonly number[];
  readonly weights: readonly number[];
  /** 0 or 1 an item, said to be optimal; or null. */
  readonly selection: readonly number[] | null;
}

/** A file of several instances of one problem, in the order of the file. @see chooseInstance */
export interface Several<T> {
  readonly instances: readonly (T & { /** As the file calls it, or null. */ readonly name: string | null })[];
}

/** Items with values and one weight a capacity. */
export interface MultidimensionalKnapsackRecord
  extends Several<{
    readonly values: readonly number[];
    /** One row a capacity, one number an item in it. */
    readonly weights: readonly (readonly number[])[];
    readonly capacities: readonly number[];
    /** The value that the file says to be optimal or best known, or null. */
    readonly best: number | null;
  }> {
  readonly kind: "multidimensional-knapsack";
}

/** Items with values, alone and in pairs, and one capacity. */
export interface QuadraticKnapsackRecord {
  readonly kind: "quadratic-knapsack";
  readonly name: string | null;
  readonly values: readonly number[];
  /** [i, j, value] adds value when both i < j are taken; each pair once, in order, none of value 0. */
  readonly pairs: readonly (readonly [i: number, j: number, value: number])[];
  readonly weights: readonly number[];
  readonly capacity: number;
}

/** Items with sizes, and the capacity of a bin. */
export interface BinPackingRecord
  extends Several<{
    readonly sizes: readonly number[];
    readonly capacity: number;
    /** The number of bins that the file says to be best known, or null. */
    readonly best: number | null;
  }> {
  readonly kind: "bin-packing";
}

/** Sets of elements with costs: element e of `elements`, from 0, is in each set that lists it. */
export interface SetSystemRecord {
  readonly kind: "set-system";
  readonly elements: number;
  readonly costs: readonly number[];
  /** Ascending, each element at most once. */
  readonly sets: readonly (readonly number[])[];
}

/** Whole numbers between bounds, an objective, and linear constraints. Terms are [variable from 0, coefficient]. */
export interface IntegerProgramRecord {
  readonly kind: "integer-program";
  readonly name: string | null;
  readonly sense: "min" | "max";
  readonly variables: readonly { readonly name: string; readonly from: number; readonly to: number }[];
  readonly objective: {
    readonly constant: number;
    readonly linear: readonly (readonly [variable: number, coefficient: number])[];
    /** Coefficient of the product as it stands: [i, j, q] adds q x_i x_j. */
    readonly quadratic: readonly (readonly [i: number, j: number, coefficient: number])[];
  };
  /** from <= sum of terms <= to; null for no end. */
  readonly constraints: readonly {
    readonly name: string;
    readonly linear: readonly (readonly [variable: number, coefficient: number])[];
    readonly from: number | null;
    readonly to: number | null;
  }[];
}

/** coefficient times a product of literals: k for variable k from 1, -k for 1 less it. */
export interface PseudoBooleanTerm {
  readonly coefficient: number;
  readonly literals: readonly number[];
}

/** Bits, a polynomial objective, and polynomial constraints. */
export interface PseudoBooleanRecord {
  readonly kind: "pseudo-boolean";
  readonly name: string | null;
  readonly variables: number;
  readonly sense: "min" | "max";
  readonly objective: { readonly constant: number; readonly terms: readonly PseudoBooleanTerm[] };
  readonly constraints: readonly {
    readonly terms: readonly PseudoBooleanTerm[];
    readonly relation: ">=" | "=" | "<=";
    readonly bound: number;
  }[];
}

/** Whole numbers from 0. */
export interface NumbersRecord {
  readonly kind: "numbers";
  readonly values: readonly number[];
}

/** A formula in conjunctive normal form: literals k and -k for variable k from 1. */
export interface ClausesRecord {
  readonly kind: "clauses";
  readonly variables: number;
  readonly clauses: readonly (readonly number[])[];
}

/** Events for students in rooms. Features and events are numbered from 0. */
export interface TimetableRecord {
  readonly kind: "timetable";
  /** Seats of each room. */
  readonly capacities: readonly number[];
  /** The events that each student attends, ascending. */
  readonly students: readonly (readonly number[])[];
  /** Number of features. */
  readonly features: number;
  /** The features that each room has, ascending. */
  readonly roomFeatures: readonly (readonly number[])[];
  /** The features that each event needs, ascending: one list an event. */
  readonly eventFeatures: readonly (readonly number[])[];
}

/** Returns of assets. */
export interface ReturnsRecord {
  readonly kind: "returns";
  readonly mean: readonly number[];
  /** Standard deviations, 0 or more. */
  readonly deviation: readonly number[];
  /** Row-major n x n, symmetric. */
  readonly correlation: Float64Array;
}

/** A slot and a room for each event, from 0. */
export interface PlacementsRecord {
  readonly kind: "placements";
  readonly slots: readonly number[];
  readonly rooms: readonly number[];
}

/** A network that some of its vertices are to be joined in; every edge stands once. */
export interface NetworkRecord {
  readonly kind: "network";
  readonly name: string | null;
  readonly n: number;
  /** Edge e joins from[e] and to[e], from != to, at cost[e]. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly cost: Float64Array;
  readonly terminals: readonly number[];
  /** n points [x, y], or null. */
  readonly coordinates: readonly (readonly number[])[] | null;
}

/** A JSON document that is one of our own (an instance or a solution): parsed, not yet validated. */
export interface JsonRecord {
  readonly kind: "json";
  readonly document: unknown;
}

/** What any file says, as plain data without a problem. */
export type FileRecord =
  | CitiesRecord
  | RoutingRecord
  | RoutesRecord
  | TourRecord
  | GraphRecord
  | QuadraticRecord
  | AssignmentRecord
  | QuadraticAssignmentRecord
  | ValuedPermutationRecord
  | MatrixRecord
  | PatternsRecord
  | ImagesRecord
  | JobShopRecord
  | KnapsackRecord
  | MultidimensionalKnapsackRecord
  | QuadraticKnapsackRecord
  | BinPackingRecord
  | SetSystemRecord
  | ClausesRecord
  | NumbersRecord
  | IntegerProgramRecord
  | PseudoBooleanRecord
  | NetworkRecord
  | TimetableRecord
  | PlacementsRecord
  | ReturnsRecord
  | JsonRecord;

/** Text <-> record. Adding a format is one file that exports one of these, and one line in index.ts. */
export interface Format<R extends FileRecord = FileRecord> {
  /** Name for --format, e.g. "tsplib". */
  readonly id: string;
  readonly title: string;
  /** Where the format is defined. */
  readonly sources: readonly string[];
  readonly kind: R["kind"];
  /** File name endings without the dot and without .gz, most usual first. */
  readonly extensions: readonly string[];
  /** How sure we are, 0 (no) to 1 (certain), from the beginning of the text (at least 4096 characters or all of it) and the file name if known. */
  detect(head: string, fileName: string | null): number;
  /** @throws {FormatError} with line and column at the first malformed place. Never throws anything else. */
  parse(text: string): R;
  /** The text of a record in pieces of bounded size, so that large files can be streamed. */
  print(record: R): Generator<string, void, void>;
}
