/** The language as a tree: what a text may say, and nothing else. Sums, products and logic hold any number of parts, so that long ones are not deep. */

export type Relation = "==" | "!=" | "<=" | ">=" | "<" | ">";

/** `at`: index of a character in the text, for complaints. */
export type Syntax = { readonly at: number } & (
  | { readonly kind: "number"; readonly value: number }
  /** A quoted element of a set. */
  | { readonly kind: "label"; readonly label: string }
  | { readonly kind: "name"; readonly name: string; readonly indices: readonly Syntax[] }
  | { readonly kind: "sum"; readonly terms: readonly { readonly sign: 1 | -1; readonly of: Syntax }[] }
  | { readonly kind: "product"; readonly factors: readonly { readonly divides: boolean; readonly of: Syntax }[] }
  | { readonly kind: "power"; readonly base: Syntax; readonly exponent: number }
  | { readonly kind: "mod"; readonly left: Syntax; readonly right: Syntax }
  /** parts[0] relations[0] parts[1] relations[1] parts[2] ... */
  | { readonly kind: "compare"; readonly parts: readonly Syntax[]; readonly relations: readonly Relation[] }
  | { readonly kind: "not"; readonly of: Syntax }
  | { readonly kind: "and" | "or" | "xor"; readonly of: readonly Syntax[] }
  | {
      readonly kind: "call";
      readonly name: CallName;
      readonly of: readonly Syntax[];
      readonly over: readonly Generator[];
      readonly when: readonly Syntax[];
    }
);

export type SyntaxOf<K extends Syntax["kind"]> = Extract<Syntax, { readonly kind: K }>;

/** `index in set`. */
export interface Generator {
  readonly index: string;
  readonly set: string;
  readonly at: number;
  readonly setAt: number;
}

export const CALLS = ["sum", "implies", "atMostOne", "exactlyOne", "allDifferent"] as const;
export type CallName = (typeof CALLS)[number];
