/** Random models that carry structure hints (permutation, one-hot, balance with slack) together with compact states of them. */
import fc from "fast-check";
import { clippedBinary, isIntegerModel, kronecker } from "../../src/model/index.ts";
import type { Couplings, EnergyModel, State, Structure, Term } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";
import { biases, couplings, type Numbers, permutations, record, weight } from "./arbitraries.ts";

export const identity = (n: number) => ({ kind: "identity", n }) as const;
export const others = (n: number) => ({ kind: "all-but-diagonal", n }) as const;

/** Pair penalty P on every two bits of a row (groups of `columns`), as MATH writes it: -P sum of x_i x_j. */
export const rowPenalty = (rows: number, columns: number, penalty: number): Term => ({
  scale: -penalty / 2,
  start: 0,
  couplings: kronecker(identity(rows), others(columns)),
});

export const columnPenalty = (rows: number, columns: number, penalty: number): Term => ({
  scale: -penalty / 2,
  start: 0,
  couplings: kronecker(others(rows), identity(columns)),
});

const numbersOf = fc.constantFrom<Numbers>("integer", "real");

/** A bit model over `n` variables: random couplings and biases, with extra terms and hints. */
function bitModel(
  n: number,
  numbers: Numbers,
  extra: readonly Term[],
  structure: readonly Structure[],
): fc.Arbitrary<EnergyModel> {
  return record({ rest: couplings(n, numbers), biases: biases(n, numbers), offset: weight(numbers) }).map((parts) => {
    const sum: Couplings = { kind: "sum", n, terms: [...extra, { scale: 1, start: 0, couplings: parts.rest }] };
    const core = { couplings: sum, biases: parts.biases, offset: parts.offset };
    return { n, domain: "bit", ...core, structure, integer: isIntegerModel(core) };
  });
}

/** size^2 bits with a permutation structure, and one permutation. */
export const permutationModels: fc.Arbitrary<[EnergyModel, State]> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), numbersOf, fc.boolean())
  .chain(([size, numbers, penalised]) => {
    const extra = penalised ? [rowPenalty(size, size, 50), columnPenalty(size, size, 50)] : [];
    return fc.tuple(
      bitModel(size * size, numbers, extra, [{ kind: "permutation", size, penalised }]),
      permutations(size).map((order): State => ({ kind: "permutation", order })),
    );
  });

/** groups x size bits, perhaps followed by the slack of a balance structure, and one labelling. */
export const labelModels: fc.Arbitrary<[EnergyModel, State]> = record({
  groups: fc.integer({ min: 1, max: 4 }),
  size: fc.integer({ min: 1, max: 3 }),
  numbers: numbersOf,
  balance: fc.boolean(),
  range: fc.integer({ min: 0, max: 6 }),
  weights: fc.option(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 })),
  capacity: fc.integer({ min: 0, max: 6 }),
}).chain(({ groups, size, numbers, balance, range, weights, capacity }) => {
  const coefficients = clippedBinary(range);
  const first = groups * size;
  const slack = balance && coefficients.length > 0 ? { first, coefficients } : null;
  const n = first + (slack === null ? 0 : size * coefficients.length);
  const structure: Structure[] = [{ kind: "one-hot", groups, size, penalised: true }];
  if (balance) {
    const loads = weights === null ? null : Float64Array.from(weights.slice(0, groups));
    structure.push({ kind: "balance", items: groups, parts: size, weights: loads, capacity, penalised: true, slack });
  }
  return fc.tuple(
    bitModel(n, numbers, [rowPenalty(groups, size, 20)], structure),
    fc
      .array(fc.integer({ min: 0, max: size - 1 }), { minLength: groups, maxLength: groups })
      .map((label): State => ({ kind: "labels", label: Int32Array.from(label) })),
  );
});

/** A random graph whose vertices take one label each: equal labels at the ends of an edge cost its weight; some labels are dearer. */
export function labelModel(groups: number, size: number, seed: number, penalised: boolean): EnergyModel {
  const random = createRandom(seed);
  const values = new Float64Array(groups * groups);
  for (let i = 0; i < groups; i++) {
    for (let j = 0; j < i; j++) values[i * groups + j] = values[j * groups + i] = random.below(4);
  }
  const alike = kronecker({ kind: "dense", n: groups, values, symmetric: true }, { kind: "identity", n: size });
  const n = groups * size;
  const reward = penalised ? 100 : 0;
  const terms: Term[] = [{ scale: -1 / 2, start: 0, couplings: alike }];
  if (penalised) terms.push(rowPenalty(groups, size, 120));
  const own = {
    kind: "dense",
    n,
    values: Float64Array.from({ length: n }, () => reward - random.below(3)),
  } as const;
  const sum = { kind: "sum", n, terms } as const;
  const structure = [{ kind: "one-hot", groups, size, penalised }] as const;
  return { n, domain: "bit", couplings: sum, biases: own, offset: reward * groups, structure, integer: true };
}

/** The square of a sum of n numbers below 10^(2 digits), over spins: no structure, couplings of rank one. */
export function splitModel(n: number, digits: number, seed: number): EnergyModel {
  const random = createRandom(seed);
  const half = 10 ** digits;
  const vector = Float64Array.from({ length: n }, () => random.below(half) * half + random.below(half));
  const terms = [{ scale: -2, start: 0, couplings: { kind: "rank-one", n, vector } }] as const;
  const offset = vector.reduce((sum, value) => sum + value * value, 0);
  const biases = { kind: "constant", n, value: 0 } as const;
  const core = { couplings: { kind: "sum", n, terms }, biases, offset } as const;
  return { n, domain: "spin", ...core, structure: [], integer: isIntegerModel(core) };
}
