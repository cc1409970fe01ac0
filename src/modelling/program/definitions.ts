/**
 * Bits that hard constraints define as products of two others, z = x y: solvers may leave them out and put x y for z. Where the weights of
 * the constraints are proved, no state that keeps them is lost, and so no state of lowest energy.
 */
import type { Literal } from "../../model/index.ts";
import type { Penalty } from "./penalties.ts";
import type { Auxiliary, LiteralProduct } from "./quadratise.ts";

/** Bits that follow from others, and what becomes of products that hold them. */
export interface Definitions {
  readonly list: readonly Auxiliary[];
  /** Whether a penalty is one of them: it is 0 at every state that follows. */
  readonly isDefinition: (penalty: Penalty) => boolean;
  /** The same product without defined bits: a negated one makes two products of one. */
  substituted(product: LiteralProduct): readonly LiteralProduct[];
}

/** A bit is defined once, by bits that are not defined themselves: other definitions stay constraints. O(penalties). */
export function definitionsOf(penalties: readonly Penalty[]): Definitions {
  const known = new Map<number, Auxiliary>();
  const used = new Set<number>();
  const taken = new Set<Penalty>();
  for (const penalty of penalties) {
    const found = definitionOf(penalty);
    if (found === null || known.has(found.bit) || used.has(found.bit)) continue;
    if (found.factors.some((factor) => known.has(factor))) continue;
    known.set(found.bit, found);
    for (const factor of found.factors) used.add(factor);
    taken.add(penalty);
  }
  return {
    list: [...known.values()],
    isDefinition: (penalty) => taken.has(penalty),
    substituted: (product) => (known.size === 0 ? [product] : substitute(known, product)),
  };
}

/** z = x y, from Rosenberg's form of it. */
function definitionOf({ form, slack }: Penalty): Auxiliary | null {
  const { polynomial, squares } = form;
  if (slack.length > 0 || squares.length > 0 || polynomial.terms.size !== 4) return null;
  const terms = [...polynomial.terms.values()];
  const factors = terms.find(({ bits, coefficient }) => bits.length === 2 && coefficient === 1)?.bits;
  const bit = terms.find(({ bits, coefficient }) => bits.length === 1 && coefficient === 3)?.bits[0];
  if (factors === undefined || bit === undefined) return null;
  const links = terms.filter(({ bits, coefficient }) => bits.length === 2 && coefficient === -2);
  const isLink = (factor: number) => links.some(({ bits }) => bits.includes(bit) && bits.includes(factor));
  return polynomial.constant === 0 && !factors.includes(bit) && factors.every(isLink) ? { bit, factors } : null;
}

function substitute(known: ReadonlyMap<number, Auxiliary>, product: LiteralProduct): LiteralProduct[] {
  const done: LiteralProduct[] = [];
  const open = [product];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const literals = [...new Set(next.literals)];
    if (literals.some((literal) => literals.includes(literal ^ 1))) continue; // x (1 - x) is 0
    const { coefficient } = next;
    const defined = literals.find((literal) => known.has(literal >> 1));
    if (defined === undefined) {
      done.push({ coefficient, literals });
      continue;
    }
    const rest: Literal[] = literals.filter((literal) => literal !== defined);
    const factors = known.get(defined >> 1)!.factors.map((bit) => 2 * bit);
    if ((defined & 1) === 1) open.push({ coefficient, literals: rest });
    open.push({ coefficient: (defined & 1) === 1 ? -coefficient : coefficient, literals: [...rest, ...factors] });
  }
  return done;
}
