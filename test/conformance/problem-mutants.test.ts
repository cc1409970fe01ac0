/**
 * The laws of problems must be able to fail. A small honest problem (choose one item, cheapest wins; weights of the items must
 * be at most a limit) passes them all; each planted defect must break the law that is there for it.
 */
import { Type } from "typebox";
import { describe, expect, it } from "vitest";
import { isIntegerModel } from "../../src/model/index.ts";
import type { State } from "../../src/model/types.ts";
import { type Decoded, defineProblem, type Encoding, type EnergyParts, type Problem } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import {
  type AnyProblem,
  boundLaw,
  type Case,
  decodeLaw,
  encodeCase,
  groundStateLaw,
  optionVariants,
  penaltyLaw,
  randomState,
  refereeLaw,
  sampleLaw,
  solutionLaw,
  tightnessLaw,
  validSolutions,
} from "./problem.ts";
import { adapterLaw, documentLaw, drawLaw } from "./problem-documents.ts";
import { partsLaw } from "./problem-parts.ts";

interface Items {
  readonly costs: number[];
}
interface Choice {
  readonly item: number;
}
interface Options {
  readonly penalty: "exact" | "tight";
  readonly margin: number;
  readonly tightness: number;
}

const closed = { additionalProperties: false };

/** Where a defect can be planted. */
interface Knobs {
  readonly weight?: (costs: readonly number[], options: Options) => number;
  readonly claimed?: number;
  readonly objectiveScale?: number;
  readonly decode?: (values: Int8Array, honest: Decoded<Choice>) => Decoded<Choice>;
  readonly embed?: (choice: Choice, n: number) => State;
  readonly verify?: Problem<Items, Choice>["verify"];
  readonly sampleCost?: () => number;
  readonly readBack?: (costs: number[]) => number[];
  readonly open?: boolean;
  readonly parts?: (honest: EnergyParts) => EnergyParts;
  /** Bounds of the least cost, one a slice. */
  readonly bounds?: (costs: readonly number[]) => readonly number[];
  readonly decides?: boolean;
  readonly drawsOnlySolutions?: boolean;
}

/** Bits x_i, E = A (1 - sum x)^2 + sum c_i x_i with costs above 0: to choose nothing must cost more than the cheapest item, A > min c. */
function chooseOne(knobs: Knobs = {}): AnyProblem {
  const threshold = (costs: readonly number[]) => Math.min(...costs);
  const honestWeight = (costs: readonly number[], { penalty, margin, tightness }: Options) =>
    penalty === "exact" ? margin * threshold(costs) + 1 : tightness * threshold(costs);
  function encode({ costs }: Items, options: Options): Encoding<Choice> {
    const n = costs.length;
    const A = (knobs.weight ?? honestWeight)(costs, options);
    const scale = knobs.objectiveScale ?? 1;
    const core = {
      couplings: {
        kind: "sum" as const,
        n,
        terms: [
          { scale: -2 * A, start: 0, couplings: { kind: "rank-one" as const, n, vector: new Int8Array(n).fill(1) } },
        ],
      },
      // A (1 - sum x)^2 = A - A sum x + 2 A sum over pairs, on bits.
      biases: { kind: "dense" as const, n, values: Float64Array.from(costs, (c) => A - scale * c) },
      offset: A,
    };
    const parts = (): EnergyParts => {
      const costsOnly = {
        couplings: { kind: "none" as const, n },
        biases: { kind: "dense" as const, n, values: Float64Array.from(costs, (c) => 0 - scale * c) },
        offset: 0,
      };
      const squareOnly = { ...core, biases: { kind: "constant" as const, n, value: A } };
      const frame = { n, domain: "bit" as const, structure: [] };
      const honest = {
        objective: { ...frame, ...costsOnly, integer: isIntegerModel(costsOnly) },
        constraints: { ...frame, ...squareOnly, integer: isIntegerModel(squareOnly) },
      };
      return knobs.parts?.(honest) ?? honest;
    };
    const decode = (state: State): Decoded<Choice> => {
      if (state.kind !== "plain") return reject("wrong-state", "no bits", null);
      const chosen = [...state.values.keys()].filter((i) => state.values[i] === 1);
      const honest: Decoded<Choice> =
        chosen.length === 1
          ? { solution: { item: chosen[0] }, violations: [] }
          : reject("not-one", `${chosen.length} items are chosen`, chosen);
      return knobs.decode?.(state.values, honest) ?? honest;
    };
    return {
      model: { n, domain: "bit", ...core, structure: [], integer: isIntegerModel(core) },
      parts,
      penalty: {
        mode: options.penalty,
        weights: [{ name: "A", weight: knobs.claimed ?? A, threshold: threshold(costs) }],
        inequality: "A > min c",
        witness: "the cheapest item",
        guaranteed: options.penalty === "exact",
      },
      decode,
      embed: (choice) =>
        knobs.embed?.(choice, n) ?? {
          kind: "plain",
          values: Int8Array.from(costs, (_, i) => (i === choice.item ? 1 : 0)),
        },
    };
  }
  return defineProblem<Items, Choice, Options>({
    id: "choose-one",
    title: "Choose one",
    summary: "Choose the cheapest item.",
    sources: ["folklore"],
    sense: "min",
    objective: "cost",
    instanceSchema: Type.Object(
      { costs: Type.Array(Type.Number(), { minItems: 1, description: "Cost of each item." }) },
      knobs.open === true ? {} : closed,
    ),
    solutionSchema: Type.Object({ item: Type.Integer({ description: "The item." }) }, closed),
    optionsSchema: Type.Object(
      {
        penalty: Type.Enum(["exact", "tight"], { description: "Mode." }),
        margin: Type.Number({ description: "Factor over the threshold." }),
        tightness: Type.Number({ description: "Factor below it." }),
      },
      closed,
    ),
    defaults: { penalty: "exact", margin: 2, tightness: 0.5 },
    check: ({ costs }) => (costs.some((c) => c > 1e6) ? [{ path: "costs", found: "too much", expected: "less" }] : []),
    describe: ({ costs }) => `${costs.length} items`,
    encode,
    cost: ({ costs }, { item }) => costs[item],
    verify:
      knobs.verify ??
      (({ costs }, { item }) =>
        costs[item] === undefined ? [{ code: "no-item", message: `there is no item ${item}` }] : []),
    *bounds({ costs }) {
      yield null;
      for (const value of (knobs.bounds ?? honestBounds)(costs)) yield { value, proof: "a look at all items" };
    },
    sample: (random, size) => ({
      costs: Array.from({ length: Math.max(1, size) }, () => knobs.sampleCost?.() ?? 1 + random.below(50)),
    }),
    formats: [
      {
        kind: "json",
        primary: false,
        fromInstance: (instance) => ({ kind: "json", document: instance }),
        toInstance(record) {
          const { costs } = (record as { document: Items }).document;
          return { costs: knobs.readBack?.(costs) ?? costs };
        },
        fromSolution: (_instance, solution) => ({ kind: "json", document: solution }),
        toSolution: (record) => (record as { document: Choice }).document,
      },
    ],
    decides: () => knobs.decides === true,
    draw: ({ costs }, solution) =>
      solution === null && knobs.drawsOnlySolutions === true
        ? null
        : { title: "items", points: costs.map((y, x) => ({ x, y })), lines: [] },
  }) as unknown as AnyProblem;
}

const honestBounds = (costs: readonly number[]) => [0, Math.min(...costs)];

function reject(code: string, message: string, partial: unknown): Decoded<Choice> {
  return { solution: null, violations: [{ code, message }], partial };
}

const list = function* ({ costs }: Items) {
  for (const item of costs.keys()) yield { item };
};

/** Every law, over a dozen samples and all options. */
function allLaws(problem: AnyProblem): void {
  documentLaw(problem);
  for (let seed = 0; seed < 12; seed++) {
    const instance = sampleLaw(problem, seed, 2 + (seed % 4));
    for (const options of optionVariants(problem.optionsSchema, problem.defaults)) {
      const example = encodeCase(problem, instance, options) as Case;
      const random = createRandom(seed);
      penaltyLaw(example);
      const solutions = validSolutions(example, random);
      for (const solution of solutions) {
        solutionLaw(problem, example, solution);
        for (let k = 0; k < 5; k++) refereeLaw(problem, example, solution, random);
      }
      for (let k = 0; k < 20; k++) decodeLaw(problem, example, randomState(example.encoding.model, random));
      groundStateLaw(problem, example, list(instance as Items));
      partsLaw(problem, example, random);
      boundLaw(problem, instance, list(instance as Items), seed % 2 === 0);
      adapterLaw(problem, instance, solutions);
      drawLaw(problem, instance, solutions[0]);
    }
  }
  tightnessLaw(
    problem,
    Array.from({ length: 40 }, (_, seed) => problem.sample(createRandom(seed), 3)),
  );
}

describe("the laws of problems", () => {
  it("hold for an honest problem", () => allLaws(chooseOne()));

  const mutants: Record<string, [Knobs, RegExp]> = {
    "an objective that is halved": [{ objectiveScale: 0.5 }, /energy|costs/],
    "a yes or no that has a price": [{ decides: true }, /yes-or-no question costs/],
    "a drawing of solutions alone": [{ drawsOnlySolutions: true }, /none without/],
    "a bound above the optimum": [{ bounds: (costs) => [Math.min(...costs) + 1] }, /is beaten by/],
    "a bound that gets worse": [{ bounds: (costs) => [Math.min(...costs), 0] }, /falls back/],
    "an objective that is left out": [{ objectiveScale: 0 }, /energy/],
    "a penalty that does not know the costs": [{ weight: () => 3, claimed: 1000 }, /ground state/],
    "a penalty weight of zero": [{ weight: () => 0, claimed: 1000 }, /ground state/],
    "a penalty below its own threshold": [{ weight: (costs) => Math.min(...costs) / 2 }, /not above its threshold/],
    "a threshold that half of it would meet": [
      { weight: (costs, { penalty }) => (penalty === "exact" ? 1e4 : 1e3) + costs[0] },
      /half the threshold was enough/,
    ],
    "a decoder that repairs": [
      { decode: (values) => ({ solution: { item: Math.max(0, values.indexOf(1)) }, violations: [] }) },
      /below its cost|ground state|invert|energy/,
    ],
    "a decoder that throws": [
      {
        decode: (values, honest) => {
          if (values.every((v) => v === 0)) throw new Error("nothing chosen");
          return honest;
        },
      },
      /nothing chosen/,
    ],
    "a decoder that accepts what does not exist": [
      { decode: (values, honest) => (values[0] === 1 ? { solution: { item: 99 }, violations: [] } : honest) },
      /referee rejects/,
    ],
    "a decoder that is off by one": [
      {
        decode: (values, honest) =>
          honest.violations.length > 0
            ? honest
            : { solution: { item: (values.indexOf(1) + 1) % values.length }, violations: [] },
      },
      /does not invert/,
    ],
    "an embedding of nothing": [{ embed: (_c, n) => ({ kind: "plain", values: new Int8Array(n) }) }, /energy/],
    "an embedding of the wrong shape": [
      { embed: (_c, n) => ({ kind: "plain", values: new Int8Array(n + 1) }) },
      /values/,
    ],
    "a referee that lets everything pass": [{ verify: () => [] }, /energy|NaN/],
    "a referee that throws": [
      {
        verify: ({ costs }, { item }) => {
          if (costs[item] === undefined) throw new Error("no such item");
          return [];
        },
      },
      /no such item/,
    ],
    "a sample against the rules": [{ sampleCost: () => 1e7 }, /breaks a rule/],
    "a sample against the schema": [{ sampleCost: () => Number.NaN }, /schema/],
    "a sample that ignores its seed": [{ sampleCost: () => performance.now() }, /another sample/],
    "an adapter that loses a digit": [{ readBack: (costs) => costs.map((c) => c + 0.01) }, /round trip/],
    "an adapter that breaks the rules": [{ readBack: (costs) => costs.map(() => 1e7) }, /breaks a rule/],
    "parts that are more than the whole": [
      {
        parts: (honest) => ({
          ...honest,
          constraints: { ...honest.constraints, offset: honest.constraints.offset + 1 },
        }),
      },
      /the sum of the parts/,
    ],
    "constraints that stand in the objective": [
      { parts: ({ objective, constraints }) => ({ objective: constraints, constraints: objective }) },
      /reward a state|valid solution|decode rejects/,
    ],
    "a constant that is in the wrong part": [
      {
        parts: ({ objective, constraints }) => ({
          objective: { ...objective, offset: objective.offset - 1 },
          constraints: { ...constraints, offset: constraints.offset + 1 },
        }),
      },
      /valid solution is/,
    ],
    "constraints that forbid nothing": [
      {
        parts: ({ objective, constraints }) => ({
          objective: {
            ...objective,
            couplings: constraints.couplings,
            offset: constraints.offset,
            biases: {
              kind: "sum",
              n: objective.n,
              parts: [objective, constraints].map(({ biases }) => ({ scale: 1, start: 0, biases })),
            },
          },
          constraints: {
            ...constraints,
            couplings: objective.couplings,
            offset: 0,
            biases: { kind: "constant", n: objective.n, value: 0 },
          },
        }),
      },
      /decode rejects/,
    ],
    "a schema that takes unknown fields": [{ open: true }, /unknown fields/],
  };
  for (const [name, [knobs, reason]] of Object.entries(mutants)) {
    it(`fail on ${name}`, () => expect(() => allLaws(chooseOne(knobs))).toThrow(reason));
  }
});
