/** Small models with the structure `inequalities`: rows of any signs, linear or quadratic objectives, slack bits that cost their square. */
import fc from "fast-check";
import {
  clippedBinary,
  csrFromEdges,
  type EnergyModel,
  isIntegerModel,
  type RowSlack,
  type Term,
} from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";

export interface RowsSpec {
  readonly cost: readonly number[];
  /** i < j, and the weight of both being 1. */
  readonly pairs: readonly (readonly [number, number, number])[];
  readonly rows: readonly { readonly a: readonly number[]; readonly b: number }[];
}

const WEIGHT = 50;

/** E = objective + WEIGHT * sum_r (b_r - a_r x - slack_r)^2, with the hint. */
export function rowModel({ cost, pairs, rows }: RowsSpec): EnergyModel {
  const items = cost.length;
  const slack: RowSlack[] = [];
  let n = items;
  for (const [row, { a, b }] of rows.entries()) {
    const reach = b - a.reduce((sum, value) => sum + Math.min(0, value), 0);
    const coefficients = clippedBinary(Math.max(0, reach));
    slack.push({ row, first: n, coefficients });
    n += coefficients.length;
  }
  const biases = new Float64Array(n);
  cost.forEach((value, j) => {
    biases[j] = -value;
  });
  const columns = [pairs.map(([i]) => i), pairs.map(([, j]) => j), pairs.map(([, , w]) => -w)] as const;
  const own = pairs.length === 0 ? ({ kind: "none", n } as const) : csrFromEdges(n, ...columns);
  const objective = { couplings: own, biases: { kind: "dense", n, values: biases.slice() }, offset: 0 } as const;
  const terms: Term[] = pairs.length === 0 ? [] : [{ scale: 1, start: 0, couplings: own }];
  let offset = 0;
  for (const { row, first, coefficients } of slack) {
    const { a, b } = rows[row];
    const vector = new Float64Array(n);
    vector.set(a);
    vector.set(coefficients, first);
    terms.push({ scale: -2 * WEIGHT, start: 0, couplings: { kind: "rank-one", n, vector } });
    for (let i = 0; i < n; i++) biases[i] -= WEIGHT * (vector[i] ** 2 - 2 * b * vector[i]);
    offset += WEIGHT * b * b;
  }
  const entries = rows.map(({ a }) => a.flatMap((value, j) => (value === 0 ? [] : [[j, value] as const])));
  const rowStart = Int32Array.from({ length: rows.length + 1 }, (_, r) => entries.slice(0, r).flat().length);
  const energy = {
    couplings: { kind: "sum", n, terms },
    biases: { kind: "dense", n, values: biases },
    offset,
  } as const;
  const compressed = {
    rowStart,
    column: Int32Array.from(entries.flat(), ([j]) => j),
    coefficient: Float64Array.from(entries.flat(), ([, value]) => value),
    bound: Float64Array.from(rows, ({ b }) => b),
  };
  const hint = {
    kind: "inequalities",
    items,
    ...compressed,
    objective,
    slack,
    products: [],
    penalised: true,
    proved: true,
  } as const;
  return { n, domain: "bit", ...energy, structure: [hint], integer: isIntegerModel(energy) };
}

/** Cover `rows` elements by some of `sets` sets, each element in three of them or more. */
export function coverModel(sets: number, rows: number, seed: number): EnergyModel {
  const random = createRandom(seed);
  const element = () => {
    const a = Array.from({ length: sets }, () => (random.below(4) === 0 ? -1 : 0));
    for (let k = 0; k < 3; k++) a[random.below(sets)] = -1;
    return { a, b: -1 };
  };
  const cost = Array.from({ length: sets }, () => 1 + random.below(20));
  return rowModel({ cost, pairs: [], rows: Array.from({ length: rows }, element) });
}

/** Up to 7 items; every row holds in some state of its own, and has at least one item. */
export function rowSpecs({ rows: most = 3, pairs = true } = {}): fc.Arbitrary<RowsSpec> {
  const sized = fc.integer({ min: 1, max: 7 });
  return sized.chain((n) => {
    const row = fc
      .tuple(fc.array(fc.integer({ min: -5, max: 9 }), { minLength: n, maxLength: n }), fc.nat(20))
      .map(([a, room]) =>
        a.every((value) => value === 0) ? { a: a.map(() => 1), b: 1 } : { a, b: lightest(a) + room },
      );
    const index = fc.nat(n - 1);
    const pair = fc
      .tuple(index, index, fc.integer({ min: -6, max: 6 }))
      .map(([i, j, w]) => [Math.min(i, j), Math.max(i, j), w] as const);
    const several = fc.uniqueArray(pair, { maxLength: pairs ? 6 : 0, selector: ([i, j]) => `${i},${j}` });
    return fc.record({
      cost: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n, maxLength: n }),
      pairs: several.map((list) => list.filter(([i, j, w]) => i !== j && w !== 0)),
      rows: fc.array(row, { minLength: 1, maxLength: most }),
    });
  });
}

const lightest = (a: readonly number[]): number => a.reduce((sum, value) => sum + Math.min(0, value), 0);

/** Objective of items, and the weighted violation with all weights 1, by the definition. */
export function countRows({ cost, pairs, rows }: RowsSpec, items: ArrayLike<number>) {
  let objective = 0;
  for (let j = 0; j < cost.length; j++) if (items[j] === 1) objective += cost[j];
  for (const [i, j, w] of pairs) if (items[i] === 1 && items[j] === 1) objective += w;
  let violation = 0;
  let broken = 0;
  for (const { a, b } of rows) {
    const load = a.reduce((sum, value, j) => sum + value * items[j], 0);
    const used = a.filter((value) => value !== 0);
    const unit = used.length / used.reduce((sum, value) => sum + Math.abs(value), 0);
    if (load > b) violation += unit * (load - b);
    if (load > b) broken++;
  }
  return { objective, violation, broken };
}

/** Lowest objective among items that keep all rows, or Infinity. */
export function lowestOfRows(spec: RowsSpec): number {
  const n = spec.cost.length;
  let best = Number.POSITIVE_INFINITY;
  for (let code = 0; code < 2 ** n; code++) {
    const items = Array.from({ length: n }, (_, j) => (code >> j) & 1);
    const { objective, broken } = countRows(spec, items);
    if (broken === 0) best = Math.min(best, objective);
  }
  return best;
}
