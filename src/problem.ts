/**
 * What a problem is to the rest of the system: data in, an energy model out, and a referee that never looks at the encoding.
 * A problem lives in problems/<id>/ and is registered by one line in problems/index.ts.
 */
import type { TSchema } from "typebox";
import type { FileRecord } from "./formats/records.ts";
import type { Kernels } from "./kernels/types.ts";
import type { EnergyModel, State } from "./model/types.ts";
import type { Random } from "./random.ts";

/** One broken rule of a solution, in the user's words. `code` is stable; `message` names the place. */
export interface Violation {
  readonly code: string;
  readonly message: string;
  /** How badly, in the units of the rule (e.g. excess load), if that makes sense. */
  readonly amount?: number;
}

/** One thing wrong with an instance, a solution or options. `path` is a JSON path such as `distances[3][7]`. */
export interface Complaint {
  readonly path: string;
  readonly found: string;
  readonly expected: string;
  readonly hint?: string;
}

/** Why the penalty weights suffice. Weights and thresholds in the units of the objective. */
export interface PenaltyProof {
  /** exact: proven. tight: lowered below the proven threshold, guarantee off. structural: no penalty in the energy at all. */
  readonly mode: "exact" | "tight" | "structural";
  readonly weights: readonly { readonly name: string; readonly weight: number; readonly threshold: number }[];
  /** The inequality that makes every ground state valid and optimal, with the numbers filled in. */
  readonly inequality: string;
  /** What sets the threshold: which city, which vertex. */
  readonly witness: string;
  /** True when every ground state of the model is proven to decode to an optimal valid solution. */
  readonly guaranteed: boolean;
}

/** A solution, or the rules that a state breaks and what it says nevertheless. */
export type Decoded<S> =
  | { readonly solution: S; readonly violations: readonly [] }
  | { readonly solution: null; readonly violations: readonly [Violation, ...Violation[]]; readonly partial: unknown };

/** The other half of Decoded, told apart also where S is unknown. */
export function isRejected<S>(decoded: Decoded<S>): decoded is Extract<Decoded<S>, { partial: unknown }> {
  return decoded.violations.length > 0;
}

/**
 * An energy as the sum of two over the same variables, sharing the arrays of the whole. The structures of `objective` are not
 * penalised: alone it means something only among valid states, where it is what the energy of the whole is.
 */
export interface EnergyParts {
  readonly objective: EnergyModel;
  /** 0 where `embed` leads, nowhere less with proven penalties; 0 everywhere for problems without. */
  readonly constraints: EnergyModel;
}

/** How an encoding came about, constraint by constraint. */
export interface Explanation {
  /** Variables of the model by what they are for. */
  readonly size: readonly { readonly origin: string; readonly variables: number }[];
  readonly constraints: readonly ExplainedConstraint[];
}

export interface ExplainedConstraint {
  readonly name: string;
  /** The penalty, in a few words: "pairs that are both 1". */
  readonly made: string;
  readonly weight: number;
  readonly threshold: number;
  /** What proves it, in a sentence. */
  readonly rule: string;
  /** With the numbers filled in. */
  readonly inequality: string;
  readonly witness: string;
  /** True for a weight that the user gave. */
  readonly given: boolean;
}

/** A valid solution made from an invalid state, and what was changed. */
export interface Repaired<S> {
  readonly solution: S;
  /** Of what the state said, null where it means nothing or that cannot be told. */
  readonly objective: number | null;
  /** By variable, in the user's words; null where the state said nothing that could be read. */
  readonly changes: readonly { readonly variable: string; readonly from: unknown; readonly to: unknown }[];
}

/** An instance as an energy: there (embed), and back (decode). */
export interface Encoding<S> {
  readonly model: EnergyModel;
  /** What states the constraints apart from what states the objective, made when asked for, in the time and memory of `model`. */
  parts?(): EnergyParts;
  /** Null when the problem needs no penalty. */
  readonly penalty: PenaltyProof | null;
  /** More than `penalty` says, made when asked for. */
  explain?(): Explanation;
  /** Total: any state of the right shape. Never throws, never repairs. */
  decode(state: State): Decoded<S>;
  /** A valid solution near an invalid state, null when none was found; only when asked for. Deterministic, about a second at most. */
  repair?(state: State): Repaired<S> | null;
  /** With penalties that have learnt from the state that a search ended in: the next episode's encoding, of the same solutions. */
  adapt?(state: State): Encoding<S>;
  /** Inverse of decode: a state whose energy is the cost (times -1 where the problem maximises). */
  embed(solution: S): State;
}

/** A lower bound of the objective when minimising, an upper bound when maximising, in the user's units. */
export interface Bound {
  readonly value: number;
  /** What proves it, e.g. "enumeration of all states", "Held-Karp 1-tree". */
  readonly proof: string;
}

/** What a search for bounds may use. */
export interface BoundContext {
  readonly kernels: Kernels;
  /** Bytes that it may allocate. */
  readonly memoryLimit: number;
  /** Objective of the best valid solution so far, or null: step sizes and branching may use it, and must stay right without. */
  readonly incumbent: () => number | null;
}

/** What --parts, --colours and other flags add when a file cannot say it. */
export interface AdapterParameters {
  /** Parts of a partition, communities, cliques of a cover. */
  readonly parts?: number;
  readonly colours?: number;
  readonly imbalance?: number;
  readonly name?: string;
}

/** Turns a file record into an instance, and back. One per record kind that a problem understands. */
export interface FormatAdapter<I, S> {
  readonly kind: FileRecord["kind"];
  /** True when files of this kind are this problem unless the user says otherwise. */
  readonly primary: boolean;
  /** Format ids for which this problem is the default even where another is primary for the kind. */
  readonly primaryFor?: readonly string[];
  /** Whether this record fits; a sentence saying why not, or null if it does. */
  refuses?(record: FileRecord): string | null;
  toInstance?(record: FileRecord, parameters: AdapterParameters): I;
  fromInstance?(instance: I): FileRecord;
  toSolution?(record: FileRecord, instance: I): S;
  fromSolution?(instance: I, solution: S): FileRecord;
}

/** A drawing as data, in the instance's own coordinates (y upwards). No DOM, no colours: `role` says what a thing is. */
export interface Drawing {
  readonly title: string;
  /** The points have no places of their own and stand where they stand for want of better: a layout may move them. */
  readonly free?: boolean;
  /** Length of a unit of x in units of y, default 1: below 1 for longitudes, so that maps keep their proportions. */
  readonly xScale?: number;
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly label?: string;
    readonly group?: number;
  }[];
  /** Indices into points. */
  readonly lines: readonly {
    readonly from: number;
    readonly to: number;
    readonly role: "edge" | "tour" | "cut";
    /** Lines of one group belong together, as do points. */
    readonly group?: number;
  }[];
  /** Names of the directions, with units, where x and y are quantities. */
  readonly axes?: { readonly x: string; readonly y: string };
  /** Points stand in the squares of a board, and their labels in place of dots: x is the column and -y the row of a square, from 0. */
  readonly board?: Board;
  /** Beside points and lines, or in place of them: matrices of numbers, each by its own scale. */
  readonly matrices?: readonly DrawnMatrix[];
  /** In place of points and lines: bars along a common axis, of time where nothing else is said, in rows from the top. */
  readonly timeline?: Timeline;
}

export interface Board {
  readonly rows: number;
  readonly columns: number;
  /** Rows and columns from one heavy line to the next; default: none but around the board. */
  readonly block?: { readonly rows: number; readonly columns: number };
  readonly rowNames?: readonly string[];
  readonly columnNames?: readonly string[];
}

export interface DrawnMatrix {
  readonly title: string;
  readonly rows: number;
  readonly columns: number;
  /** Row-major; the darker, the larger the magnitude. */
  readonly values: ArrayLike<number>;
  readonly rowLabels?: readonly string[];
  readonly columnLabels?: readonly string[];
}

export interface Timeline {
  /** What the axis counts; default: time. */
  readonly axis?: string;
  /** Where bars must end, marked across all rows. */
  readonly limit?: { readonly at: number; readonly label: string };
  /** Names of the rows. */
  readonly rows: readonly string[];
  readonly bars: readonly {
    /** Index into rows. */
    readonly row: number;
    readonly from: number;
    readonly to: number;
    readonly label?: string;
    readonly group?: number;
  }[];
}

/** One kind of random instances. */
export interface InstanceKind<I> {
  /** As --kind takes it. */
  readonly id: string;
  /** A few words. */
  readonly title: string;
  /** @throws {GroundstateError} "invalid-options" for a size that this kind does not have */
  generate(random: Random, size: number): I;
}

/** A problem, with instances I, solutions S and options O of its encoding. */
export interface Problem<I = unknown, S = unknown, O extends object = object> {
  readonly id: string;
  readonly title: string;
  /** One paragraph: what is asked, what the energy is. */
  readonly summary: string;
  /** How to write instances by hand, where that is a language: a page of plain text. */
  readonly guide?: string;
  /** The papers. */
  readonly sources: readonly string[];
  readonly sense: "min" | "max";
  /** Where the instance itself says whether to minimise or maximise. */
  senseOf?(instance: I): "min" | "max";
  /** What the objective counts: "tour length", "cut weight". */
  readonly objective: string;
  /** JSON Schemas (typebox): the single source of the TypeScript types, validation, and the published files. */
  readonly instanceSchema: TSchema;
  readonly solutionSchema: TSchema;
  readonly optionsSchema: TSchema;
  /** Defaults of the encoding options (penalty mode, margin, ...). */
  readonly defaults: O;
  /**
   * Loads what check, encode and verify need, such as a parser. solve, improvements and the command await it; who calls those three,
   * or solveSync, awaits it before. Cheap when called again.
   */
  ready?(): Promise<void>;
  /** Rules that a schema cannot say. Called after schema validation; [] when all is well. At most 20 complaints. */
  check(instance: I): readonly Complaint[];
  /** Instance size in the problem's own words: "52 cities". */
  describe(instance: I): string;
  /** @throws {MemoryError} before anything too large is made. The instance has passed schema and check. */
  encode(instance: I, options: O): Encoding<S>;
  /** Objective in the user's units, straight from the instance. Only defined for solutions that pass `verify`. */
  cost(instance: I, solution: S): number;
  /** The referee: every broken rule, [] when valid. Never throws for any solution that fits solutionSchema. */
  verify(instance: I, solution: S): readonly Violation[];
  /** A random instance of about `size` cities, vertices, ... Small sizes cover the corner cases too. */
  sample(random: Random, size: number): I;
  /** A plain, typical random instance of exactly that size in memory linear in it, for users. `sample` when absent. */
  generate?(random: Random, size: number): I;
  /** Typical instances of several kinds, each by the rules of `generate`, which makes the first. */
  readonly kinds?: readonly InstanceKind<I>[];
  /** A valid solution that costs little more than a look at the instance: where a search begins; null where none is seen. */
  construct?(instance: I): S | null;
  /**
   * An instance each of whose valid solutions is valid for this one too, and better than this solution; null where this one is best, or
   * nothing is gained by asking. The run asks for a valid solution of it next, and so on, in the time that is left.
   */
  tighten?(instance: I, solution: S): I | null;
  /** Where to begin in an instance tightened after `solution`: near it, and free to break rules. */
  approach?(tightened: I, solution: S): S;
  /** A bound that costs no more than a look at the instance. */
  bound?(instance: I): Bound;
  /**
   * Better and better bounds, computed beside the search: yields the best bound proved so far (null: none yet) after every slice of
   * about a millisecond, counted in operations and not by a clock; ends when it can prove no more.
   */
  bounds?(instance: I, context: BoundContext): Generator<Bound | null, void, void>;
  /**
   * Whether this instance asks yes or no, so that every valid solution costs 0: a bound beyond 0 then proves that there is none, and
   * the run ends.
   */
  decides?(instance: I): boolean;
  /** What objective and bound (null: nothing proved) mean to someone who asked yes or no, e.g. "none exists: vertex 3 has one edge". */
  answer?(instance: I, objective: number | null, bound: Bound | null): string;
  /** A valid solution in the user's words, e.g. city names in order. */
  tell?(instance: I, solution: S): string;
  readonly formats: readonly FormatAdapter<I, S>[];
  draw(instance: I, solution: S | null): Drawing | null;
}

/** Types of a problem's instances and solutions, e.g. InstanceOf<typeof catalogue.tsp>. */
export type InstanceOf<P> = P extends { verify(instance: infer I, solution: never): unknown } ? I : never;
/** Type of a problem's solutions, e.g. SolutionOf<typeof catalogue.tsp>. */
export type SolutionOf<P> = P extends { verify(instance: never, solution: infer S): unknown } ? S : never;

/** Keeps the literal types of one problem while giving it to code that handles any problem. */
export function defineProblem<I, S, O extends object>(problem: Problem<I, S, O>): Problem<I, S, O> {
  return problem;
}
