/** Random polynomials over bits or signs, as the structure of a model, and that model: what is not an item follows from some. */
import fc from "fast-check";
import type { EnergyModel, LiteralCount, Structure } from "../../src/model/index.ts";
import { compileProgram } from "../../src/modelling/program/compile.ts";
import type { Expression, Variable } from "../../src/modelling/program/types.ts";
import { createRandom, type Random } from "../../src/random.ts";

export type Polynomial = Extract<Structure, { kind: "polynomial" }>;

export interface PolynomialShape {
  readonly items: number;
  readonly terms: number;
  /** Longest term. */
  readonly degree: number;
  readonly factors: "bit" | "sign";
  /** positive: whole numbers above 0, as of clauses. */
  readonly numbers: "integer" | "positive" | "real";
}

export const polynomialShapes: fc.Arbitrary<PolynomialShape> = fc.record({
  items: fc.integer({ min: 1, max: 12 }),
  terms: fc.integer({ min: 0, max: 40 }),
  degree: fc.integer({ min: 1, max: 5 }),
  factors: fc.constantFrom("bit", "bit", "sign"),
  numbers: fc.constantFrom("integer", "positive", "real"),
});

/** Different items in random order, negated or not. */
function literals({ items, degree }: PolynomialShape, random: Random): number[] {
  const chosen = new Set<number>();
  const size = random.below(Math.min(items, degree) + 1);
  while (chosen.size < size) chosen.add(random.below(items));
  return Array.from(chosen, (item) => 2 * item + random.below(2));
}

export function randomPolynomial(shape: PolynomialShape, seed: number): Polynomial {
  const random = createRandom(seed);
  const rows = Array.from({ length: shape.terms }, () => literals(shape, random));
  const termStart = new Int32Array(shape.terms + 1);
  rows.forEach((row, t) => {
    termStart[t + 1] = termStart[t] + row.length;
  });
  const draw = {
    integer: () => random.below(15) - 7,
    positive: () => 1 + random.below(4),
    real: () => 3 * random.normal(),
  }[shape.numbers];
  const coefficient = Float64Array.from(rows, draw);
  const { items, factors } = shape;
  const counts: LiteralCount[] = [];
  const arrays = { termStart, literal: Int32Array.from(rows.flat()), coefficient };
  const free = Int32Array.from({ length: items }, (_, i) => i);
  return {
    kind: "polynomial",
    items: free,
    factors,
    constant: random.below(9) - 4,
    ...arrays,
    counts,
    penalised: true,
  };
}

/** Its value, straight from the definition. */
export function polynomialAt(
  { factors, constant, termStart, literal, coefficient }: Polynomial,
  values: ArrayLike<number>,
): number {
  let total = constant;
  coefficient.forEach((weight, t) => {
    let product = weight;
    for (let k = termStart[t]; k < termStart[t + 1]; k++) {
      const isTrue = values[literal[k] >> 1] !== (literal[k] & 1);
      product *= isTrue ? 1 : factors === "sign" ? -1 : 0;
    }
    total += product;
  });
  return total;
}

/** A literal as an expression over bits that come in order. */
function bitOrNot(literal: number): Expression {
  const variable: Expression = { op: "variable", variable: literal >> 1 };
  return (literal & 1) === 0 ? variable : { op: "not", of: variable };
}

const bitsNamed = (items: number): Variable[] =>
  Array.from({ length: items }, (_, i) => ({ kind: "bit", name: `x${i}` }));

/** A random polynomial over bits as a quadratic model, which has the structure where some term is longer than two. */
export function polynomialModel(shape: PolynomialShape, seed: number): EnergyModel {
  const { termStart, literal, coefficient } = randomPolynomial({ ...shape, factors: "bit" }, seed);
  const terms = Array.from(coefficient, (value, t): Expression => {
    const factors = Array.from(literal.subarray(termStart[t], termStart[t + 1]), bitOrNot);
    return { op: "product", factors: [{ op: "number", value }, ...factors] };
  });
  const variables = bitsNamed(shape.items);
  return compileProgram({ variables, sense: "min", objective: { op: "sum", terms }, constraints: [] }).model;
}

/** So many clauses of three literals over bits, each worth 1 to 3: a model whose other bits follow. */
export function clauseModel(items: number, clauses: number, seed: number): EnergyModel {
  const random = createRandom(seed);
  const variables = bitsNamed(items);
  const constraints = Array.from({ length: clauses }, (_, c) => {
    const chosen = new Set<number>();
    while (chosen.size < 3) chosen.add(random.below(items));
    const of = Array.from(chosen, (item) => bitOrNot(2 * item + random.below(2)));
    const rule = { kind: "true", of: { op: "or", of } } as const;
    return { name: `clause[${c}]`, rule, price: 1 + random.below(3), weight: null };
  });
  return compileProgram({ variables, sense: "min", objective: { op: "sum", terms: [] }, constraints }).model;
}
