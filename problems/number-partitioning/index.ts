/**
 * Number partitioning: split whole numbers into two lists whose sums differ as little as possible.
 * E = (sum_i a_i s_i)^2, one spin a number, s_i = -1 in list 0 and +1 in list 1: couplings -2 a a' of rank one, n numbers in memory.
 * Every state is a split, so there is no penalty. The objective is the squared difference. O(n). Lucas 2014, section 2.1.
 */
import { type EnergyModel, isIntegerModel, noBiases } from "../../src/model/index.ts";
import { asRecord, checkAssignment, checkLabels, listFormat } from "../../src/modelling/document.ts";
import { freeEncoding, sidesOf, spinsOf } from "../../src/modelling/parts.ts";
import { defineProblem, type Encoding, type FormatAdapter } from "../../src/problem.ts";
import { leastDifference, sumsOf } from "./referee.ts";
import { kinds, sampleNumberPartitioning } from "./sample.ts";
import {
  instanceSchema,
  type NumberPartitioningInstance,
  type NumberPartitioningSolution,
  optionsSchema,
  solutionSchema,
} from "./schema.ts";

function squareModel({ numbers, names }: NumberPartitioningInstance): EnergyModel {
  const n = numbers.length;
  const vector = Float64Array.from(numbers);
  const energy = {
    couplings: { kind: "sum", n, terms: [{ scale: -2, start: 0, couplings: { kind: "rank-one", n, vector } }] },
    biases: noBiases(n),
    offset: numbers.reduce((sum, value) => sum + value * value, 0),
  } as const;
  const labels = names === undefined ? {} : { labels: { kind: "list", names } as const };
  return { n, domain: "spin", ...energy, ...labels, structure: [], integer: isIntegerModel(energy) };
}

const encode = (instance: NumberPartitioningInstance): Encoding<NumberPartitioningSolution> =>
  freeEncoding(
    squareModel(instance),
    "a split needs one spin a number",
    (values) => ({ side: sidesOf(values) }),
    ({ side }) => spinsOf(side),
  );

function differenceOf(instance: NumberPartitioningInstance, { side }: NumberPartitioningSolution): number {
  const [left, right] = sumsOf(instance, side);
  return Math.abs(left - right);
}

const formats: readonly FormatAdapter<NumberPartitioningInstance, NumberPartitioningSolution>[] = [
  {
    kind: "numbers",
    primary: true,
    toInstance(record, { name }) {
      const { values } = asRecord(record, "numbers");
      return { problem: "number-partitioning", ...(name === undefined ? {} : { name }), numbers: [...values] };
    },
    fromInstance: ({ numbers }) => ({ kind: "numbers", values: numbers }),
  },
  listFormat("side"),
];

export const numberPartitioning = defineProblem<
  NumberPartitioningInstance,
  NumberPartitioningSolution,
  Record<string, never>
>({
  id: "number-partitioning",
  title: "Number partitioning",
  summary:
    "Split whole numbers into two lists whose sums differ as little as possible. One spin a number; the energy is the squared difference of the sums, a square of rank one that takes n numbers of memory, and every state is a split. Up to about 50 numbers are split optimally, with proof, by differencing and meeting in the middle in seconds; many numbers of few digits are split evenly at once.",
  sources: [
    "Karmarkar & Karp 1982, The differencing method of set partitioning",
    "Mertens 1998, Phase transition in the number partitioning problem",
    "Lucas 2014, Ising formulations of many NP problems, section 2.1",
  ],
  sense: "min",
  objective: "squared difference of the sums",
  instanceSchema,
  solutionSchema,
  optionsSchema,
  defaults: {},
  check({ numbers, names }) {
    const total = numbers.reduce((sum, value) => sum + value, 0);
    if (total <= Number.MAX_SAFE_INTEGER) return checkLabels(numbers.length, names, "names");
    const hint =
      "Larger sums are not exact in double precision: divide the numbers by a common divisor, or round them.";
    return [
      { path: "numbers", found: `numbers that add up to about ${total}`, expected: "at most 2^53 - 1 in all", hint },
    ];
  },
  describe: ({ numbers }) => `${numbers.length} numbers`,
  encode,
  cost: (instance, solution) => differenceOf(instance, solution) ** 2,
  verify: ({ numbers }, { side }) => checkAssignment(side, numbers.length, [0, 1], "side"),
  bound: (instance) => ({ value: leastDifference(instance) ** 2, proof: "common divisor and largest number" }),
  answer(_instance, objective, bound) {
    if (objective === 0) return "the numbers can be split evenly";
    if (bound !== null && bound.value > 0) return `no even split: the sums differ by ${Math.sqrt(bound.value)} or more`;
    return "no even split found, and none ruled out";
  },
  sample: sampleNumberPartitioning,
  generate: kinds[0].generate,
  kinds,
  tell(instance, solution) {
    const [left, right] = sumsOf(instance, solution.side);
    return `sums ${left} and ${right}, difference ${differenceOf(instance, solution)}`;
  },
  formats,
  draw: () => null,
});
