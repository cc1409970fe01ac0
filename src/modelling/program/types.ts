/**
 * Programs: variables, an objective and constraints, as plain data. Both ways of writing a model (the builder in TypeScript, documents in
 * JSON) end here; from here one road leads to an energy (polynomials over bits, then quadratic) and another, which shares no code
 * with the first, to the referee (`evaluate`).
 */

/** How an integer becomes bits. binary: powers of two, the last clipped, so that every code is legal. */
export type IntegerCode = "binary" | "unary" | "one-hot" | "domain-wall";

/** What an assignment has a value for. Names are unique in a program (check.ts). */
export type Variable =
  | { readonly kind: "bit"; readonly name: string }
  | { readonly kind: "spin"; readonly name: string }
  | {
      readonly kind: "integer";
      readonly name: string;
      /** Whole numbers, from <= to. */
      readonly from: number;
      readonly to: number;
      readonly code: IntegerCode;
    }
  /** One of several named options. */
  | { readonly kind: "choice"; readonly name: string; readonly options: readonly string[] }
  /** A permutation: each item has a place of its own; places are name[0], name[1], ... where they have no names. */
  | {
      readonly kind: "order";
      readonly name: string;
      readonly items: readonly string[];
      readonly places?: readonly string[];
    };

/**
 * A number that depends on variables. Sums and products hold any number of parts, so that long ones are not deep. Logic is over
 * expressions whose value is 0 or 1.
 */
export type Expression =
  | { readonly op: "number"; readonly value: number }
  /** Value of a bit (0/1), spin (-1/+1) or integer variable. */
  | { readonly op: "variable"; readonly variable: number }
  /** 1 when a choice has this option, else 0. */
  | { readonly op: "is"; readonly variable: number; readonly option: number }
  /** 1 when this item of an order stands at this place, else 0. */
  | { readonly op: "at"; readonly variable: number; readonly item: number; readonly place: number }
  | { readonly op: "sum"; readonly terms: readonly Expression[] }
  | { readonly op: "product"; readonly factors: readonly Expression[] }
  | { readonly op: "power"; readonly base: Expression; readonly exponent: number }
  | { readonly op: "not"; readonly of: Expression }
  | { readonly op: "and" | "or" | "xor"; readonly of: readonly Expression[] }
  /** 1 where a comparison holds, else 0. */
  | { readonly op: "holds"; readonly left: Expression; readonly relation: Relation; readonly right: Expression };

export type Relation = "==" | "<=" | ">=";

/** What a constraint says. Expressions of logical rules have the value 0 or 1. */
export type Rule =
  | { readonly kind: "compare"; readonly left: Expression; readonly relation: Relation; readonly right: Expression }
  | { readonly kind: "range"; readonly of: Expression; readonly from: number; readonly to: number }
  | { readonly kind: "at-most-one" | "exactly-one"; readonly of: readonly Expression[] }
  /** A logical expression that must be 1. */
  | { readonly kind: "true"; readonly of: Expression }
  | { readonly kind: "implies"; readonly when: Expression; readonly implied: Expression }
  /** Integers with the same range, or choices with the same options. */
  | { readonly kind: "all-different"; readonly variables: readonly number[] };

/** A rule with a name: hard where it has no price, soft where it has one. */
export interface Constraint {
  readonly name: string;
  /** What its author wrote, where the name is only a number. */
  readonly text?: string;
  readonly rule: Rule;
  /**
   * Null: must hold. Else what breaking it costs, in the units of the objective, times: the squared amount for comparisons and ranges
   * (a square needs no variables beyond the slack), pairs of true expressions for at-most-one, the squared distance of their number
   * from 1 for exactly-one, equal pairs for all-different, 1 for logic.
   */
  readonly price: number | null;
  /** Penalty weight that the user insists on, in the units of the objective; null: chosen and proved. */
  readonly weight: number | null;
}

/** `variable` in expressions is an index into `variables`. */
export interface Program {
  readonly sense: "min" | "max";
  readonly variables: readonly Variable[];
  readonly objective: Expression;
  readonly constraints: readonly Constraint[];
}

/** One value a variable: 0/1, -1/+1, the integer, the index of the option, or for an order the item at each place. */
export type Value = number | readonly number[];
/** One value a variable, in the order of the program. */
export type Assignment = readonly Value[];
