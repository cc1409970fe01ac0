/**
 * Random models for property tests: couplings of every kind (nested sums with starts and scales, every legal pair of
 * Kronecker factors), biases of every kind, both domains, integer and real weights, plain states.
 * Real numbers are k / 997, so no case hinges on denormals; the arithmetic still rounds.
 */
import fc from "fast-check";
import { csrFromEdges, isIntegerModel, kronecker } from "../../src/model/index.ts";
import {
  type Biases,
  type Couplings,
  type Domain,
  type EnergyModel,
  type Factor,
  METRICS,
  type State,
  type Term,
  type Values,
} from "../../src/model/types.ts";

/** Records with the ordinary prototype, as a parser or a structured clone makes them. */
export const record = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(shape, { noNullPrototype: true }) as fc.Arbitrary<T>;

export type Numbers = "integer" | "real";

/** One weight: small integers with many zeros, or fractions. */
export const weight = (numbers: Numbers): fc.Arbitrary<number> =>
  numbers === "integer"
    ? fc.integer({ min: -9, max: 9 })
    : fc.oneof(
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: -9999, max: 9999 }).map((k) => k / 997),
      );

/** Stored values in every array type that can hold them. */
export function stored(length: number, numbers: Numbers): fc.Arbitrary<Values> {
  const values = fc.array(weight(numbers), { minLength: length, maxLength: length });
  const types =
    numbers === "integer"
      ? [Float64Array, Float32Array, Int32Array, Int16Array, Int8Array]
      : [Float64Array, Float32Array];
  return fc.tuple(values, fc.constantFrom(...types)).map(([list, type]) => type.from(list));
}

/** Coordinates that every metric accepts: degrees within +-85 and +-170. */
export const coordinates = (n: number, dimensions: 2 | 3): fc.Arbitrary<Float64Array> =>
  fc
    .array(fc.integer({ min: -8500, max: 8500 }), { minLength: n * dimensions, maxLength: n * dimensions })
    .map((list) => Float64Array.from(list, (k) => k / 100));

const metricPart = (n: number, numbers: Numbers) =>
  fc
    .constantFrom(...METRICS.filter((metric) => numbers === "real" || metric === metric.toUpperCase()))
    .chain((metric) =>
      fc
        .constantFrom<2 | 3>(...(metric === "GEO" || metric === "great-circle" ? ([2] as const) : ([2, 3] as const)))
        .chain((dimensions) =>
          coordinates(n, dimensions).map((points) => ({
            kind: "metric" as const,
            n,
            metric,
            coordinates: points,
            dimensions,
          })),
        ),
    );

/** Square matrix as dense or compressed rows; symmetric or not, with a diagonal or not. */
function matrixFactor(n: number, numbers: Numbers, diagonal: boolean): fc.Arbitrary<Factor> {
  return record({ values: stored(n * n, numbers), symmetric: fc.boolean(), sparse: fc.boolean() }).map(
    ({ values, symmetric, sparse }): Factor => {
      for (let i = 0; i < n; i++) {
        if (!diagonal) values[i * n + i] = 0;
        if (symmetric) for (let j = 0; j < i; j++) values[i * n + j] = values[j * n + i];
      }
      if (!sparse) return { kind: "dense", n, values, symmetric };
      const rowStart = new Int32Array(n + 1);
      const kept: number[] = [];
      const column: number[] = [];
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          if (values[i * n + j] === 0) continue;
          kept.push(values[i * n + j]);
          column.push(j);
        }
        rowStart[i + 1] = kept.length;
      }
      return { kind: "csr", n, rowStart, column: Int32Array.from(column), values: Float64Array.from(kept), symmetric };
    },
  );
}

export function factor(n: number, numbers: Numbers, diagonal: boolean): fc.Arbitrary<Factor> {
  const plain: fc.Arbitrary<Factor>[] = [
    fc.constant({ kind: "all-but-diagonal", n }),
    fc.constant({ kind: "path", n }),
    matrixFactor(n, numbers, false),
    metricPart(n, numbers),
  ];
  if (n > 1) plain.push(fc.constant({ kind: "cycle", n }));
  if (diagonal)
    plain.push(fc.constant({ kind: "identity", n }), fc.constant({ kind: "cycle", n }), matrixFactor(n, numbers, true));
  return fc.oneof(...plain);
}

const divisors = (n: number) => Array.from({ length: n }, (_, k) => k + 1).filter((d) => n % d === 0);

export function kroneckerCouplings(n: number, numbers: Numbers): fc.Arbitrary<Couplings> {
  return fc
    .tuple(fc.constantFrom(...divisors(n)), fc.boolean())
    .chain(([rows, diagonalLeft]) =>
      fc
        .tuple(factor(rows, numbers, diagonalLeft), factor(n / rows, numbers, !diagonalLeft))
        .map(([left, right]) => kronecker(left, right)),
    );
}

function cliques(n: number, numbers: Numbers): fc.Arbitrary<Couplings> {
  const variables = Array.from({ length: n }, (_, i) => i);
  return fc.array(fc.shuffledSubarray(variables), { maxLength: 4 }).chain((groups) => {
    const member = Int32Array.from(groups.flat());
    const groupStart = Int32Array.from([0, ...groups.map((_, g) => groups.slice(0, g + 1).flat().length)]);
    return fc
      .option(stored(member.length, numbers))
      .map((coefficient): Couplings => ({ kind: "cliques", n, groupStart, member, coefficient }));
  });
}

/** Bands between random groups, several between two of them, some empty and some wider than there are choices. */
function bands(n: number, numbers: Numbers): fc.Arbitrary<Couplings> {
  return fc.constantFrom(...divisors(n)).chain((size) => {
    const groups = n / size;
    const group = fc.nat({ max: groups - 1 });
    const reach = fc.integer({ min: -size - 1, max: size + 1 });
    const several = fc.array(fc.tuple(group, group, reach, reach), { maxLength: groups > 1 ? 5 : 0 });
    return several.chain((drawn) => {
      const list = drawn.filter(([a, b]) => a !== b);
      const column = (k: 0 | 1 | 2 | 3) => Int32Array.from(list, (band) => band[k]);
      const [from, to, low, high] = [column(0), column(1), column(2), column(3)];
      return stored(list.length, numbers).map(
        (weights): Couplings => ({ kind: "bands", n, size, from, to, low, high, weight: weights }),
      );
    });
  });
}

/** Symmetric couplings with the values at random, as a matrix or as compressed rows. */
function matrixCouplings(n: number, numbers: Numbers): fc.Arbitrary<Couplings> {
  return fc.tuple(stored(n * n, numbers), fc.boolean(), fc.boolean()).map(([values, sparse, repeated]): Couplings => {
    for (let i = 0; i < n; i++) {
      values[i * n + i] = 0;
      for (let j = 0; j < i; j++) values[i * n + j] = values[j * n + i];
    }
    if (!sparse) return { kind: "dense", n, values };
    const edges: [number, number, number][] = [];
    for (let i = 0; i < n; i++)
      for (let j = 0; j < i; j++) if (values[i * n + j] !== 0) edges.push([i, j, values[i * n + j]]);
    if (repeated && edges.length > 0) edges.push([edges[0][1], edges[0][0], 1]);
    return csrFromEdges(
      n,
      edges.map(([i]) => i),
      edges.map(([, j]) => j),
      edges.map(([, , w]) => w),
    );
  });
}

/** Couplings of order n, any kind; sums nest `depth` deep. */
export function couplings(n: number, numbers: Numbers, depth = 2): fc.Arbitrary<Couplings> {
  const kinds: fc.Arbitrary<Couplings>[] = [
    fc.constant({ kind: "none", n }),
    matrixCouplings(n, numbers),
    stored(n, numbers).map((vector): Couplings => ({ kind: "rank-one", n, vector })),
    cliques(n, numbers),
    bands(n, numbers),
    metricPart(n, numbers),
    kroneckerCouplings(n, numbers),
  ];
  if (n >= 3) kinds.push(fc.constant({ kind: "ring", n }));
  if (depth > 0) {
    const terms = fc.array(couplingTerm(n, numbers, depth - 1), { maxLength: 3 });
    kinds.push(terms.map((list): Couplings => ({ kind: "sum", n, terms: list })));
  }
  return fc.oneof(...kinds);
}

/** Scales: integers, halves and quarters, and tenths (not exact in binary) for real weights. */
const scale = (numbers: Numbers) =>
  numbers === "integer"
    ? fc.integer({ min: -3, max: 3 })
    : fc.oneof(
        fc.integer({ min: -6, max: 6 }).map((k) => k / 2),
        fc.integer({ min: -20, max: 20 }).map((k) => k / 10),
      );

function couplingTerm(n: number, numbers: Numbers, depth: number): fc.Arbitrary<Term> {
  return fc.integer({ min: 1, max: n }).chain((order) =>
    record({
      scale: scale(numbers),
      start: fc.integer({ min: 0, max: n - order }),
      couplings: couplings(order, numbers, depth),
    }),
  );
}

export function biases(n: number, numbers: Numbers, depth = 2): fc.Arbitrary<Biases> {
  const kinds: fc.Arbitrary<Biases>[] = [
    weight(numbers).map((value): Biases => ({ kind: "constant", n, value })),
    stored(n, numbers).map((values): Biases => ({ kind: "dense", n, values })),
    fc.tuple(fc.constantFrom(...divisors(n)), fc.integer({ min: 0, max: 2 })).chain(([rows, count]) => {
      const vectors = (length: number) =>
        fc.array(
          stored(length, numbers).map((v) => Float64Array.from(v)),
          { minLength: count, maxLength: count },
        );
      return fc
        .tuple(vectors(rows), vectors(n / rows))
        .map(([left, right]): Biases => ({ kind: "outer", n, rows, columns: n / rows, left, right }));
    }),
  ];
  if (depth > 0) {
    const part = fc.integer({ min: 1, max: n }).chain((order) =>
      record({
        scale: scale(numbers),
        start: fc.integer({ min: 0, max: n - order }),
        biases: biases(order, numbers, depth - 1),
      }),
    );
    kinds.push(fc.array(part, { maxLength: 3 }).map((parts): Biases => ({ kind: "sum", n, parts })));
  }
  return fc.oneof(...kinds);
}

export interface ModelChoice {
  readonly numbers?: Numbers;
  readonly domain?: Domain;
  readonly min?: number;
  readonly max?: number;
}

/** A model without structure hints; its `integer` flag is what `isIntegerModel` says. */
export function models({ numbers, domain, min = 1, max = 9 }: ModelChoice = {}): fc.Arbitrary<EnergyModel> {
  const kinds = numbers === undefined ? fc.constantFrom<Numbers>("integer", "real") : fc.constant(numbers);
  const domains = domain === undefined ? fc.constantFrom<Domain>("spin", "bit") : fc.constant(domain);
  return fc.tuple(fc.integer({ min, max }), kinds, domains).chain(([n, kind, over]) =>
    record({ couplings: couplings(n, kind), biases: biases(n, kind), offset: weight(kind) }).map((parts) => ({
      n,
      domain: over,
      ...parts,
      structure: [],
      integer: isIntegerModel(parts),
    })),
  );
}

/** All n values, for the domain of the model. */
export function plainValues(model: Pick<EnergyModel, "n" | "domain">): fc.Arbitrary<Int8Array> {
  const low = model.domain === "spin" ? -1 : 0;
  return fc
    .array(fc.constantFrom(low, 1), { minLength: model.n, maxLength: model.n })
    .map((list) => Int8Array.from(list));
}

export const plainStates = (model: Pick<EnergyModel, "n" | "domain">): fc.Arbitrary<State> =>
  plainValues(model).map((values) => ({ kind: "plain", values }));

/** A model and one of its plain states. */
export const modelsWithValues = (choice: ModelChoice = {}): fc.Arbitrary<[EnergyModel, Int8Array]> =>
  models(choice).chain((model) => fc.tuple(fc.constant(model), plainValues(model)));

export const permutations = (size: number): fc.Arbitrary<Int32Array> => {
  const items = Array.from({ length: size }, (_, i) => i);
  return fc.shuffledSubarray(items, { minLength: size, maxLength: size }).map((list) => Int32Array.from(list));
};
