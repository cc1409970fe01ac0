/** The circuit as a program, and the values of all its variables for two factors. */
import { program } from "../../src/modelling/program/builder.ts";
import { equal, sum, times } from "../../src/modelling/program/expressions.ts";
import type { Assignment, Expression, Program } from "../../src/modelling/program/types.ts";
import { circuitOf, type FactorBit } from "./circuit.ts";
import type { FactoringInstance, FactoringSolution } from "./schema.ts";

const ONE: Expression = { op: "number", value: 1 };

/** Variables in this order: unknown bits of p, of q, then by column its products of unknown bits and its carry. */
export function factoringProgram({ number }: FactoringInstance): Program {
  const { p, q, columns } = circuitOf(number);
  const model = program();
  const bitsOf = (name: string, bits: readonly FactorBit[]) =>
    bits.map((bit, k) => (bit === null ? ONE : model.bit(`${name}[${k}]`)));
  const ps = bitsOf("p", p);
  const qs = bitsOf("q", q);
  let carry: Expression = { op: "number", value: 0 };
  for (const [k, { pairs, target, carry: most }] of columns.entries()) {
    const parts = pairs.map(([i, j]) => {
      if (ps[i] === ONE) return qs[j];
      if (qs[j] === ONE) return ps[i];
      const product = model.bit(`product[${i},${j}]`);
      model.subjectTo(`multiply[${i},${j}]`, equal(product, times(ps[i], qs[j])));
      return product;
    });
    const next: Expression = most === 0 ? { op: "number", value: 0 } : model.integer(`carry[${k + 1}]`, 0, most);
    model.subjectTo(`column[${k}]`, equal(sum(...parts, carry), sum(target, times(2, next))));
    carry = next;
  }
  return model.build();
}

export function toSolution({ number }: FactoringInstance, assignment: Assignment): FactoringSolution {
  const { p, q } = circuitOf(number);
  const values = assignment as readonly number[];
  const unknown = p.filter((bit) => bit !== null).length;
  const numberOf = (bits: readonly FactorBit[], first: number) =>
    bits.reduce<number>((total, bit, k) => total + (bit === null ? 1 : values[first + bit]) * 2 ** k, 0);
  return { factors: [numberOf(p, 0), numberOf(q, unknown)].sort((a, b) => a - b) };
}

export function toAssignment({ number }: FactoringInstance, { factors }: FactoringSolution): Assignment {
  const { p, q, columns } = circuitOf(number);
  const bit = (factor: number, k: number) => Math.floor(factors[factor] / 2 ** k) % 2;
  const unknown = (bits: readonly FactorBit[], factor: number) =>
    bits.flatMap((own, k) => (own === null ? [] : [bit(factor, k)]));
  const values = [...unknown(p, 0), ...unknown(q, 1)];
  let carry = 0;
  for (const { pairs, target, carry: most } of columns) {
    let total = carry;
    for (const [i, j] of pairs) {
      const product = bit(0, i) * bit(1, j);
      total += product;
      if (p[i] !== null && q[j] !== null) values.push(product);
    }
    carry = (total - target) / 2;
    if (most > 0) values.push(carry);
  }
  return values;
}
