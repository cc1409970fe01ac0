/** Random programs that some assignment satisfies: bits and bounded integers, whole and quarter coefficients, equations, products. */
import type { Random } from "../../src/random.ts";
import { sumOf } from "./referee.ts";
import { boundsOf, type IntegerProgram, type Terms } from "./schema.ts";

export function sampleIntegerProgram(random: Random, size: number): IntegerProgram {
  const n = Math.max(1, Math.floor(size));
  const variables = Array.from({ length: n }, (_, v) => {
    if (random.below(4) > 0) return { name: `x${v}` };
    const from = random.below(4) - 2;
    return { name: `x${v}`, from, to: from + random.below(3) };
  });
  const values = variables.map((variable) => {
    const { from, to } = boundsOf(variable);
    return from + random.below(to - from + 1);
  });
  const quarters = random.below(4) === 0 ? 4 : 1;
  const termsOf = (most: number): Terms =>
    Array.from({ length: random.below(Math.min(n, 4) + 1) }, () => [
      random.below(n),
      (random.below(2 * most + 1) - most) / quarters,
    ]);
  const quadratic = Array.from({ length: random.below(3) }, () => [
    random.below(n),
    random.below(n),
    random.below(9) - 4,
  ]);
  const constraints = Array.from({ length: random.below(3) }, (_, c) => {
    const linear = termsOf(2);
    const sum = sumOf(linear, values);
    const ends = [
      { to: sum + random.below(2) },
      { from: sum - random.below(2) },
      { from: sum, to: sum + random.below(2) },
    ];
    return { name: `rule ${c}`, linear, ...ends[random.below(3)] };
  });
  return {
    problem: "integer-programming",
    sense: random.below(2) === 0 ? "min" : "max",
    variables,
    objective: {
      ...(random.below(3) === 0 ? { constant: random.below(9) - 4 } : {}),
      linear: termsOf(6),
      ...(quadratic.length > 0 ? { quadratic } : {}),
    },
    constraints,
  };
}

const RULES_A_VARIABLE = 0.2;
const TERMS = 4;

/** Bits with values, and for every five of them a limit on four: a packing of several resources. */
export function generateIntegerProgram(random: Random, size: number): IntegerProgram {
  const variables = Array.from({ length: size }, (_, v) => ({ name: `x${v}` }));
  const constraints = Array.from({ length: Math.ceil(RULES_A_VARIABLE * size) }, (_, c) => {
    const linear: Terms = Array.from({ length: TERMS }, () => [random.below(size), 1 + random.below(9)]);
    return {
      name: `limit${c}`,
      linear,
      to: Math.floor(linear.reduce((sum, [, coefficient]) => sum + coefficient, 0) / 2),
    };
  });
  const linear: Terms = variables.map((_, v) => [v, 1 + random.below(20)]);
  return {
    problem: "integer-programming",
    name: `packing-${size}`,
    sense: "max",
    variables,
    objective: { linear },
    constraints,
  };
}
