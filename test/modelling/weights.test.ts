import { describe, expect, it } from "vitest";
import { energy, flipGain } from "../../src/model/index.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { type CompileOptions, compileProgram } from "../../src/modelling/program/compile.ts";
import { evaluate } from "../../src/modelling/program/evaluate.ts";
import {
  allDifferent,
  at,
  atLeast,
  atMostOne,
  between,
  equal,
  implies,
  is,
  lessOrEqual,
  minus,
  type Operand,
  square,
  sum,
  times,
  xor,
} from "../../src/modelling/program/expressions.ts";
import type { Program, Rule } from "../../src/modelling/program/types.ts";
import { isRejected } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import { allStates, bruteForce, denseModel } from "../support/oracle.ts";

/** A program over bits with values, one rule. */
function bitsWith(values: readonly number[], sense: "min" | "max", rule: (bits: readonly Operand[]) => Rule): Program {
  const m = program();
  const bits = m.bits("x", values.length);
  const total = sum(bits.map((bit, i) => times(values[i], bit)));
  if (sense === "min") m.minimise(total);
  else m.maximise(total);
  m.subjectTo("rule", rule(bits));
  return m.build();
}

const thresholdOf = (built: Program, options: Partial<CompileOptions> = {}) =>
  compileProgram(built, options).weights.map(({ threshold }) => threshold);

describe("the range of an objective", () => {
  /** Two integers from 0 to 63 whose sum is 70, so that no obvious assignment is valid. */
  const spreadOf = (state: (m: ReturnType<typeof program>, a: Operand, b: Operand) => void) => {
    const m = program();
    const [a, b] = [m.integer("a", 0, 63), m.integer("b", 0, 63)];
    state(m, a, b);
    m.subjectTo("sum", equal(sum(a, b), 70));
    return compileProgram(m.build()).weights[0].inequality;
  };
  it("takes a square as a whole: 31^2 or 32^2, and 43^2", () => {
    const words = spreadOf((m, a, b) => m.minimise(sum(square(minus(a, 31)), square(minus(b, 20)))));
    expect(words).toContain(`U - L = ${32 ** 2 + 43 ** 2} - 0`);
  });
  it("takes squares with factors, inside sums that have some", () => {
    const words = spreadOf((m, a, b) => m.maximise(times(2, sum(a, times(-3, square(minus(b, 20)))))));
    expect(words).toContain(`U - L = ${6 * 43 ** 2} - ${-2 * 63}`);
  });
  it("takes a soft constraint from 0 to what the worst value costs with its best slack", () => {
    const words = spreadOf((m, a, b) => {
      m.minimise(sum(a, b));
      m.subjectTo("some", atLeast(a, 4), { price: 40 });
      m.subjectTo("more", atLeast(b, 3), { price: 40 });
    });
    expect(words).toContain(`U - L = ${63 + 63 + 40 * (4 ** 2 + 3 ** 2)} - 0`);
  });
});

describe("thresholds are those of MATH 3", () => {
  it("independent set: the lighter of the two vertices", () => {
    expect(thresholdOf(bitsWith([3, 7], "max", ([u, v]) => lessOrEqual(sum(u, v), 1)))).toEqual([3]);
    expect(thresholdOf(bitsWith([3, 7, 5], "max", atMostOne))).toEqual([5]);
  });
  it("vertex cover: the cheaper of the two vertices", () => {
    expect(thresholdOf(bitsWith([3, 7], "min", ([u, v]) => atLeast(sum(u, v), 1)))).toEqual([3]);
  });
  it("set cover: the cheapest set of the element", () => {
    expect(thresholdOf(bitsWith([4, 9, 2, 6], "min", (own) => atLeast(sum(own), 1)))).toEqual([2]);
  });
  it("knapsack: the most valuable item, or less where heavier ones must be among the culprits", () => {
    const heavy = (capacity: number) => (bits: readonly Operand[]) =>
      lessOrEqual(sum(bits.map((bit, i) => times([1, 2, 4][i], bit))), capacity);
    expect(thresholdOf(bitsWith([9, 5, 3], "max", heavy(3)))).toEqual([3]);
    expect(thresholdOf(bitsWith([9, 5, 3], "max", heavy(2)))).toEqual([5]);
  });
  it("a bit that another constraint needs falls back on the range of the objective", () => {
    const m = program();
    const [a, b] = m.bits("x", 2);
    m.maximise(sum(times(3, a), times(7, b)));
    m.subjectTo("one", lessOrEqual(sum(a, b), 1));
    m.subjectTo("some", atLeast(sum(a, b), 1));
    expect(thresholdOf(m.build())).toEqual([10, 10]);
  });
  it("a domain wall: any weight will do, as only the sum of its bits counts", () => {
    const m = program();
    m.minimise(square(minus(m.integer("k", 0, 9, { code: "domain-wall" }), 4)));
    expect(compileProgram(m.build()).weights).toMatchObject([
      { name: "code of k", weight: 1, threshold: 0, rule: "costless" },
    ]);
  });
  it("colouring: without an objective any weight will do", () => {
    const m = program();
    const [u, v] = m.choices("colour", 2, 3);
    for (let k = 0; k < 3; k++) m.subjectTo(`edge[${k}]`, lessOrEqual(sum(is(u, k), is(v, k)), 1));
    const { weights, penalty, model } = compileProgram(m.build());
    expect(weights.slice(0, 3).map(({ weight, threshold }) => [weight, threshold])).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
    expect(penalty?.guaranteed).toBe(true);
    // What may not be together is a bin of capacity 1, too.
    expect(model.structure).toMatchObject([
      { kind: "one-hot", groups: 2, size: 3, penalised: true },
      { kind: "packing" },
    ]);
    expect(model.n).toBe(6);
  });
});

/** A tour of n cities over an order. */
function tour(distances: readonly (readonly number[])[]): Program {
  const m = program();
  const n = distances.length;
  const order = m.order("tour", n);
  const legs: Operand[] = [];
  for (let p = 0; p < n; p++) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++)
        if (i !== j) legs.push(times(distances[i][j], at(order, i, p), at(order, j, (p + 1) % n)));
    }
  }
  m.minimise(sum(legs));
  return m.build();
}

describe("orders and choices", () => {
  it("have a permutation's reward above its dearest two legs, and permutations alone as 1-flip minima", () => {
    const random = createRandom(7);
    for (let run = 0; run < 10; run++) {
      const distances = Array.from({ length: 3 }, () => Array.from({ length: 3 }, () => random.below(20)));
      const { model, decode, weights } = compileProgram(tour(distances));
      expect(model.structure).toEqual([{ kind: "permutation", size: 3, penalised: true }]);
      const others = (i: number, of: (j: number) => number) => [0, 1, 2].filter((j) => j !== i).map(of);
      const dearest = [0, 1, 2].map(
        (i) => Math.max(...others(i, (j) => distances[i][j])) + Math.max(...others(i, (j) => distances[j][i])),
      );
      expect(weights[0].threshold).toBeLessThanOrEqual(Math.max(...dearest));
      for (const values of allStates(9, 0)) {
        const minimum = values.every((_, i) => flipGain(model, values, i) >= 0);
        if (minimum) expect(isRejected(decode({ kind: "plain", values }))).toBe(false);
      }
    }
  });

  it("keep the energy of a tour to the last bit", () => {
    const distances = [
      [0, 3, 5],
      [4, 0, 7],
      [1, 2, 0],
    ];
    const { model, embed } = compileProgram(tour(distances));
    expect(energy(model, embed([[0, 1, 2]]))).toBe(3 + 7 + 1);
    expect(energy(model, embed([[2, 1, 0]]))).toBe(2 + 4 + 5);
  });
});

describe("size", () => {
  const sizeOf = (rule: (bits: readonly Operand[]) => Rule, n: number) =>
    compileProgram(bitsWith(new Array<number>(n).fill(1), "max", rule)).size;
  it.each<[string, (bits: readonly Operand[]) => Rule, number, number]>([
    ["x + y <= 1", ([x, y]) => lessOrEqual(sum(x, y), 1), 2, 0],
    ["x + y >= 1", ([x, y]) => atLeast(sum(x, y), 1), 2, 0],
    ["x <= y", ([x, y]) => lessOrEqual(x, y), 2, 0],
    ["x -> y", ([x, y]) => implies(x, y), 2, 0],
    ["x == y", ([x, y]) => equal(x, y), 2, 0],
    ["at most one of 9", atMostOne, 9, 0],
    ["sum of 9 <= 0", (bits) => lessOrEqual(sum(bits), 0), 9, 0],
    ["sum of 9 == 4", (bits) => equal(sum(bits), 4), 9, 0],
    ["sum of 9 <= 4: slack 0 to 4", (bits) => lessOrEqual(sum(bits), 4), 9, 3],
    ["sum of 9 >= 1: slack 0 to 8", (bits) => atLeast(sum(bits), 1), 9, 4],
    ["2 to 5 of 9: slack 0 to 3", (bits) => between(sum(bits), 2, 5), 9, 2],
    ["3 to 9 of 9: one side only", (bits) => between(sum(bits), 3, 9), 9, 3],
    ["4 (sum of 9) <= 18: divided by 4", (bits) => lessOrEqual(times(4, sum(bits)), 18), 9, 3],
    ["0.5 (sum of 9) <= 2: whole in halves", (bits) => lessOrEqual(times(0.5, sum(bits)), 2), 9, 3],
    ["sum of 9 <= 9: always", (bits) => lessOrEqual(sum(bits), 9), 9, 0],
    ["odd number of 6: slack 0 to 2", (bits) => equal(xor(...bits), 1), 0, 0],
  ])("%s", (_name, rule, n, slack) => {
    if (n > 0) expect(sizeOf(rule, n)).toEqual({ variables: n, slack, auxiliaries: 0 });
  });

  it("a long square is worth what it says, at any state", () => {
    const m = program();
    const bits = m.bits("x", 80);
    const total = sum(bits.map((bit, i) => times((i % 7) - 2, bit)));
    m.minimise(times(3, square(minus(total, 5))));
    m.subjectTo("even", equal(total, 10), { weight: 2 });
    const built = m.build();
    const { parts, embed } = compileProgram(built);
    const random = createRandom(3);
    for (let run = 0; run < 20; run++) {
      const assignment = bits.map(() => random.below(2));
      const { objective, violations } = evaluate(built, assignment);
      const amount = violations[0]?.amount ?? 0;
      const { objective: own, constraints } = parts();
      expect([energy(own, embed(assignment)), energy(constraints, embed(assignment))]).toEqual([
        objective,
        2 * amount ** 2,
      ]);
    }
  });

  it("a long square stays n numbers: 3,000 spins in 40 bytes each", () => {
    const m = program();
    const spins = m.spins("s", 3000);
    const total = sum(spins.map((s, i) => times(1 + (i % 50), s)));
    m.minimise(times(total, 1));
    m.subjectTo("balanced", equal(total, 0));
    const { model } = compileProgram(m.build());
    expect(
      JSON.stringify(model.couplings, (_key, value) => (ArrayBuffer.isView(value) ? value.byteLength : value)),
    ).toContain("cliques");
    let bytes = 0;
    JSON.stringify(model.couplings, (_key, value) => {
      if (ArrayBuffer.isView(value)) bytes += value.byteLength;
      return ArrayBuffer.isView(value) ? null : value;
    });
    expect(bytes).toBeLessThan(40 * 3000);
  });
});

/** Whether some ground state decodes to nothing. */
function hasInvalidGroundState(built: Program, options: Partial<CompileOptions>): boolean {
  const { model, decode } = compileProgram(built, options);
  return bruteForce(denseModel(model)).states.some((values) => isRejected(decode({ kind: "plain", values })));
}

describe("half the threshold is too little", () => {
  it.each<[string, () => Program]>([
    [
      "for all-different",
      () => {
        const m = program();
        const both = m.choices("c", 2, 2);
        m.minimise(sum(both.map((c) => times(-9, is(c, 0)))));
        m.subjectTo("different", allDifferent(both));
        return m.build();
      },
    ],
    [
      "for orders",
      () =>
        tour([
          [0, 9, 1],
          [9, 0, 9],
          [1, 9, 0],
        ]),
    ],
    [
      "for a quadratic inequality",
      () => bitsWith([5, 6, 0], "max", ([a, b, c]) => lessOrEqual(sum(times(a, b), times(b, c)), 0)),
    ],
  ])("%s", (_name, make) => {
    expect(hasInvalidGroundState(make(), {})).toBe(false);
    expect(hasInvalidGroundState(make(), { penalty: "tight", tightness: 0.5 })).toBe(true);
  });
});

describe("options", () => {
  const packed = () => bitsWith([3, 7], "max", ([u, v]) => lessOrEqual(sum(u, v), 1));
  const weighted = (weight: number) => {
    const m = program();
    const [u, v] = m.bits("x", 2);
    m.maximise(sum(times(3, u), times(7, v)));
    m.subjectTo("rule", lessOrEqual(sum(u, v), 1), { weight });
    return compileProgram(m.build());
  };
  it("a given weight is used as it is, and guaranteed only above the threshold", () => {
    expect(weighted(4).weights[0]).toMatchObject({ weight: 4, threshold: 3, given: true });
    expect([weighted(4).penalty?.guaranteed, weighted(3).penalty?.guaranteed]).toEqual([true, false]);
  });
  it("the margin is the factor over the threshold, tightness the fraction of it", () => {
    expect(compileProgram(packed(), { margin: 4 }).weights[0].weight).toBe(12);
    const tight = compileProgram(packed(), { penalty: "tight", tightness: 0.5 });
    expect([tight.weights[0].weight, tight.penalty?.mode, tight.penalty?.guaranteed]).toEqual([1, "tight", false]);
  });
  it("without slack there are no slack bits, no penalty on the edge, and no guarantee", () => {
    const built = bitsWith([1, 1, 1, 1], "max", (bits) => lessOrEqual(sum(bits), 2));
    const { size, penalty, model, embed } = compileProgram(built, { slack: "none" });
    expect([size.slack, penalty?.guaranteed]).toEqual([0, false]);
    expect(energy(model, embed([1, 1, 0, 0]))).toBe(-2);
    expect(energy(model, embed([1, 0, 0, 0]))).toBe(-1);
  });
  it("numbers without a common unit are rounded to the safe side, and the guarantee is off", () => {
    const third = (bits: readonly Operand[]) => lessOrEqual(sum(times(1 / 3, bits[0]), times(Math.PI, bits[1])), 3.2);
    const { penalty, decode } = compileProgram(bitsWith([1, 1], "max", third), { step: 0.01 });
    expect(penalty).toMatchObject({ mode: "tight", guaranteed: false });
    expect(isRejected(decode({ kind: "plain", values: Int8Array.of(1, 1, 0, 0, 0, 0, 0, 0, 0) }))).toBe(true);
    const equation = bitsWith([1, 1], "max", ([a, b]) => equal(minus(times(1 / 3, a), times(Math.PI, b)), 0));
    expect(() => compileProgram(equation)).toThrowError(/no common unit/);
  });
});
