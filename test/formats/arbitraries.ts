/** Random records for the laws of the formats: as a parser could have returned them. */
import fc from "fast-check";
import {
  type AssignmentRecord,
  type BinPackingRecord,
  type CitiesRecord,
  type ClausesRecord,
  EDGE_WEIGHT_TYPES,
  type GraphRecord,
  type ImagesRecord,
  type IntegerProgramRecord,
  type JobShopRecord,
  type KnapsackRecord,
  type MatrixRecord,
  type MultidimensionalKnapsackRecord,
  type NetworkRecord,
  type NumbersRecord,
  type PatternsRecord,
  type PlacementsRecord,
  type PseudoBooleanRecord,
  type QuadraticAssignmentRecord,
  type QuadraticKnapsackRecord,
  type QuadraticRecord,
  type ReturnsRecord,
  type RoutesRecord,
  type RoutingRecord,
  type SetSystemRecord,
  type TimetableRecord,
  type TourRecord,
  type ValuedPermutationRecord,
} from "../../src/formats/records.ts";

const integer = fc.integer({ min: -1_000_000, max: 1_000_000 });
// Half of the largest double: Biq Mac files double their entries. Below 1e-300 halving would lose bits.
const real = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: -8e307, max: 8e307 })
  .map((x) => (Math.abs(x) < 1e-300 ? 0 : x));

/** Integers in one run, doubles in another, never -0. */
const weights: fc.Arbitrary<fc.Arbitrary<number>> = fc.constantFrom(
  integer.map((x) => x + 0),
  real.map((x) => x + 0),
);
const distance = fc.constantFrom(
  fc.nat(1_000_000),
  real.map((x) => Math.abs(x) + 0),
);
const word = fc
  .string({ unit: "grapheme-ascii", minLength: 1, maxLength: 20 })
  .map((text) => text.replace(/\s+/g, " ").trim())
  .filter((text) => text !== "");

/** Distinct unordered pairs of different numbers below n. */
function pairs(n: number): fc.Arbitrary<[number, number][]> {
  if (n < 2) return fc.constant([]);
  const pair = fc.tuple(fc.nat(n - 1), fc.nat(n - 1)).filter(([a, b]) => a !== b);
  return fc.uniqueArray(pair, { maxLength: 30, selector: ([a, b]) => Math.min(a, b) * n + Math.max(a, b) });
}

function columns(edges: [number, number][]) {
  return { from: Int32Array.from(edges, (e) => e[0]), to: Int32Array.from(edges, (e) => e[1]) };
}

const numbersOf = (length: number, own: fc.Arbitrary<number>) =>
  fc.array(own, { minLength: length, maxLength: length }).map((values) => Float64Array.from(values));

export const graphs: fc.Arbitrary<GraphRecord> = fc.tuple(fc.integer({ min: 1, max: 12 }), weights).chain(([n, own]) =>
  pairs(n).chain((edges) =>
    numbersOf(edges.length, own).map((weight) => ({
      kind: "graph" as const,
      name: null,
      n,
      ...columns(edges),
      weight,
      vertexWeight: null,
    })),
  ),
);

/** Graphs without weights, as TSPLIB has them. */
export const plainGraphs: fc.Arbitrary<GraphRecord> = fc
  .tuple(graphs, fc.option(word))
  .map(([graph, name]) => ({ ...graph, name, weight: graph.weight.map(() => 1) }));

/** As METIS lists them: from < to, by vertex and then by neighbour. */
export const metisGraphs: fc.Arbitrary<GraphRecord> = fc
  .tuple(fc.integer({ min: 1, max: 12 }), weights, fc.boolean())
  .chain(([n, own, vertexWeighted]) =>
    pairs(n).chain((edges) => {
      const sorted = edges
        .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)])
        .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      return fc
        .tuple(numbersOf(edges.length, own), vertexWeighted ? numbersOf(n, own) : fc.constant(null))
        .map(([weight, vertexWeight]) => ({
          kind: "graph" as const,
          name: null,
          n,
          ...columns(sorted),
          weight,
          vertexWeight,
        }));
    }),
  );

export const quadratics = (options: {
  domain: "bit" | "spin";
  sense: "min" | "max";
  offset: boolean;
  /** qbsolv states the smaller index first. */
  ordered?: boolean;
}): fc.Arbitrary<QuadraticRecord> =>
  fc.tuple(fc.integer({ min: 1, max: 12 }), weights).chain(([n, own]) =>
    pairs(n).chain((edges) => {
      const ordered = options.ordered
        ? edges.map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)])
        : edges;
      return fc
        .tuple(numbersOf(n, own), numbersOf(edges.length, own), options.offset ? own : fc.constant(0))
        .map(([linear, value, offset]) => ({
          kind: "quadratic" as const,
          name: null,
          domain: options.domain,
          sense: options.sense,
          n,
          linear,
          ...columns(ordered),
          value,
          offset,
          labels: null,
        }));
    }),
  );

export const labelled: fc.Arbitrary<QuadraticRecord> = fc
  .constantFrom<"bit" | "spin">("bit", "spin")
  .chain((domain) => quadratics({ domain, sense: "min", offset: true }))
  .chain((record) =>
    fc
      .tuple(
        fc.option(fc.uniqueArray(fc.string({ unit: "binary" }), { minLength: record.n, maxLength: record.n })),
        fc.option(fc.string({ unit: "grapheme" })),
      )
      .map(([labels, name]) => ({ ...record, labels, name })),
  );

export const assignments: fc.Arbitrary<AssignmentRecord> = fc
  .array(fc.maxSafeInteger(), { minLength: 1, maxLength: 40 })
  .map((values) => ({ kind: "assignment", values: values.map((value) => value + 0) }));

export const tours: fc.Arbitrary<TourRecord> = fc
  .tuple(fc.option(word), fc.integer({ min: 1, max: 20 }))
  .chain(([name, n]) =>
    fc
      .shuffledSubarray(
        Array.from({ length: n }, (_, i) => i),
        { minLength: n, maxLength: n },
      )
      .map((order) => ({ kind: "tour" as const, name, order })),
  );

export const quadraticAssignments: fc.Arbitrary<QuadraticAssignmentRecord> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), weights)
  .chain(([n, own]) =>
    fc
      .tuple(numbersOf(n * n, own), numbersOf(n * n, own))
      .map(([first, second]) => ({ kind: "quadratic-assignment" as const, n, first, second })),
  );

/** Two rows at least: one number below another is a list of blocks. */
export const matrices: fc.Arbitrary<MatrixRecord> = fc
  .tuple(fc.integer({ min: 2, max: 6 }), weights, fc.option(word))
  .filter(([, , comment]) => comment === null || !/^[\s\d.eE+-]*$/.test(comment))
  .chain(([n, own, comment]) =>
    fc
      .array(fc.array(own, { minLength: n, maxLength: n }), { minLength: n, maxLength: n })
      .map((rows) => ({ kind: "matrix" as const, comment, rows })),
  );

/** Graphs with costs, terminals and, at times, places. */
export const networks: fc.Arbitrary<NetworkRecord> = fc
  .tuple(graphs, fc.option(word))
  .chain(([{ n, from, to, weight }, name]) =>
    fc
      .tuple(
        fc.uniqueArray(fc.nat(n - 1), { minLength: 1 }),
        fc.option(fc.array(fc.tuple(real, real), { minLength: n, maxLength: n })),
      )
      .map(([terminals, places]) => ({
        kind: "network" as const,
        name,
        n,
        from,
        to,
        cost: weight.map(Math.abs),
        terminals,
        coordinates: places?.map(([x, y]) => [x + 0, y + 0]) ?? null,
      })),
  );

export const knapsacks: fc.Arbitrary<KnapsackRecord> = fc
  .tuple(fc.integer({ min: 1, max: 9 }), weights, distance)
  .chain(([n, own, room]) =>
    fc
      .tuple(
        room,
        fc.array(own, { minLength: n, maxLength: n }),
        fc.array(room, { minLength: n, maxLength: n }),
        fc.option(fc.array(fc.nat(1), { minLength: n, maxLength: n })),
      )
      .map(([capacity, values, items, selection]) => ({
        kind: "knapsack" as const,
        capacity,
        values,
        weights: items,
        selection,
      })),
  );

/** Every job takes all machines once: other shops may be read as something else. */
export const shops: fc.Arbitrary<JobShopRecord> = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 5 }), fc.option(word))
  .chain(([count, machines, name]) => {
    const all = Array.from({ length: machines }, (_, m) => m);
    const order = fc.shuffledSubarray(all, { minLength: machines, maxLength: machines });
    const job = fc
      .tuple(order, fc.array(fc.nat(99), { minLength: machines, maxLength: machines }))
      .map(([turns, durations]) => turns.map((machine, k) => [machine, durations[k]] as const));
    return fc
      .array(job, { minLength: count, maxLength: count })
      .map((jobs) => ({ kind: "job-shop" as const, name, jobs }));
  });

const positive = fc.oneof(
  fc.integer({ min: 1, max: 1_000_000 }),
  fc.integer({ min: 1, max: 4000 }).map((k) => k / 4),
);
const plainName = fc.stringMatching(/^r_[a-z0-9_]{1,8}$/);
const best = fc.option(fc.integer({ min: 1, max: 99 }));

export const multidimensionalKnapsacks: fc.Arbitrary<MultidimensionalKnapsackRecord> = fc
  .array(
    fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }), weights).chain(([n, m, own]) =>
      fc.record({
        name: fc.constant(null),
        best,
        values: fc.array(own, { minLength: n, maxLength: n }),
        weights: fc.array(fc.array(own, { minLength: n, maxLength: n }), { minLength: m, maxLength: m }),
        capacities: fc.array(own, { minLength: m, maxLength: m }),
      }),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((instances) => ({ kind: "multidimensional-knapsack" as const, instances }));

export const quadraticKnapsacks: fc.Arbitrary<QuadraticKnapsackRecord> = fc
  .tuple(fc.integer({ min: 2, max: 6 }), weights, distance)
  .chain(([n, own, room]) =>
    fc.record({
      kind: fc.constant("quadratic-knapsack" as const),
      name: fc.option(plainName),
      values: fc.array(own, { minLength: n, maxLength: n }),
      pairs: fc
        .array(own, { minLength: (n * (n - 1)) / 2, maxLength: (n * (n - 1)) / 2 })
        .map((all) => pairsInOrder(n).map(([i, j], k): [number, number, number] => [i, j, all[k]]))
        .map((all) => all.filter(([, , value]) => value !== 0)),
      weights: fc.array(room, { minLength: n, maxLength: n }),
      capacity: room,
    }),
  );

const pairsInOrder = (n: number) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n - 1 - i }, (_, k) => [i, i + 1 + k] as const)).flat();

/** Six items at least: fewer numbers may well be something else. */
export const binPackings: fc.Arbitrary<BinPackingRecord> = fc
  .array(
    fc
      .tuple(fc.array(positive, { minLength: 6, maxLength: 9 }), fc.nat(50), best, plainName)
      .map(([sizes, more, known, name]) => ({
        name,
        sizes,
        capacity: Math.max(...sizes) + more,
        best: known,
      })),
    { minLength: 1, maxLength: 3 },
  )
  .map((instances) => ({ kind: "bin-packing" as const, instances }));

export const setSystems: fc.Arbitrary<SetSystemRecord> = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }), weights)
  .chain(([elements, count, own]) =>
    fc
      .tuple(
        fc.array(own, { minLength: count, maxLength: count }),
        fc.array(fc.subarray(Array.from({ length: elements }, (_, e) => e)), { minLength: count, maxLength: count }),
      )
      .map(([costs, sets]) => ({ kind: "set-system" as const, elements, costs, sets })),
  );

const lists = (rows: number, columns: number) =>
  fc.array(fc.subarray(Array.from({ length: columns }, (_, k) => k)), { minLength: rows, maxLength: rows });

export const timetables: fc.Arbitrary<TimetableRecord> = fc
  .record({
    events: fc.integer({ min: 1, max: 5 }),
    rooms: fc.integer({ min: 1, max: 3 }),
    features: fc.nat(3),
    students: fc.nat(6),
  })
  .chain(({ events, rooms, features, students }) =>
    fc
      .tuple(
        fc.array(fc.nat(200), { minLength: rooms, maxLength: rooms }),
        lists(students, events),
        lists(rooms, features),
        lists(events, features),
      )
      .map(([capacities, attended, roomFeatures, eventFeatures]) => {
        return { kind: "timetable" as const, capacities, students: attended, features, roomFeatures, eventFeatures };
      }),
  );

export const returns: fc.Arbitrary<ReturnsRecord> = fc.integer({ min: 1, max: 5 }).chain((n) =>
  fc
    .tuple(
      fc.array(real, { minLength: n, maxLength: n }),
      fc.array(real, { minLength: n, maxLength: n }),
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n * n, maxLength: n * n }),
    )
    .map(([mean, deviation, entries]) => ({
      kind: "returns" as const,
      mean: mean.map((value) => value + 0),
      deviation: deviation.map((value) => Math.abs(value) + 0),
      correlation: Float64Array.from(
        entries,
        (_, k) => entries[Math.min(Math.floor(k / n), k % n) * n + Math.max(Math.floor(k / n), k % n)] + 0,
      ),
    })),
);

export const placements: fc.Arbitrary<PlacementsRecord> = fc
  .array(fc.tuple(fc.nat(44), fc.nat(9)), { minLength: 1, maxLength: 9 })
  .map((places) => {
    return { kind: "placements" as const, slots: places.map(([slot]) => slot), rooms: places.map(([, room]) => room) };
  });

/** Names that LP and MPS files both take. */
const identifier = fc
  .stringMatching(/^[a-df-mo-z][a-z0-9_]{3,7}$/)
  .filter(
    (name) =>
      !/^(?:subject|such|bound|general|integer|binar|minimi|maximi|maximum|minimum|infinity|free|semi|lazy|user|pwlobj)/.test(
        name,
      ),
  );
const distinctNames = (count: number) => fc.uniqueArray(identifier, { minLength: count, maxLength: count });

/** Terms of one sum: by variable, none of them 0. */
const termsOver = (n: number) =>
  fc
    .uniqueArray(
      fc.tuple(
        fc.nat(n - 1),
        integer.filter((q) => q !== 0),
      ),
      { maxLength: 5, selector: ([v]) => v },
    )
    .map((terms) => terms.sort(([a], [b]) => a - b));

export const integerPrograms: fc.Arbitrary<IntegerProgramRecord> = fc
  .record({ n: fc.integer({ min: 1, max: 5 }), m: fc.nat(4), sense: fc.constantFrom("min" as const, "max" as const) })
  .chain(({ n, m, sense }) => {
    const bounds = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.nat(9));
    const ends = fc.oneof(
      integer.map((end) => ({ from: null, to: end })),
      integer.map((end) => ({ from: end, to: null })),
      fc.tuple(integer, fc.nat(1000)).map(([from, more]) => ({ from, to: from + more })),
    );
    const product = fc.tuple(
      fc.nat(n - 1),
      fc.nat(n - 1),
      integer.filter((q) => q !== 0),
    );
    return fc
      .record({
        names: distinctNames(n + m),
        bounds: fc.array(bounds, { minLength: n, maxLength: n }),
        constant: integer,
        linear: termsOver(n),
        quadratic: fc.uniqueArray(product, { maxLength: 4, selector: ([i, j]) => Math.min(i, j) * n + Math.max(i, j) }),
        rules: fc.array(fc.record({ linear: termsOver(n), ends }), { minLength: m, maxLength: m }),
      })
      .map(({ names, bounds: own, constant, linear, quadratic, rules }) => ({
        kind: "integer-program" as const,
        name: null,
        sense,
        variables: own.map(([from, more], v) => ({ name: names[v], from, to: from + more })),
        objective: {
          constant: constant + 0,
          linear,
          quadratic: quadratic
            .map(([i, j, q]) => [Math.min(i, j), Math.max(i, j), q] as const)
            .sort((a, b) => a[0] - b[0] || a[1] - b[1]),
        },
        constraints: rules.map((rule, c) => ({ name: names[n + c], linear: rule.linear, ...rule.ends })),
      }));
  });

export const numberLists: fc.Arbitrary<NumbersRecord> = fc
  .array(fc.maxSafeNat(), { minLength: 1, maxLength: 12 })
  .map((values) => ({ kind: "numbers" as const, values }));

export const formulas: fc.Arbitrary<ClausesRecord> = fc.integer({ min: 1, max: 9 }).chain((variables) => {
  const literal = fc.integer({ min: -variables, max: variables }).filter((value) => value !== 0);
  return fc
    .array(fc.array(literal, { maxLength: 5 }), { maxLength: 8 })
    .map((clauses) => ({ kind: "clauses" as const, variables, clauses }));
});

export const valuedPermutations: fc.Arbitrary<ValuedPermutationRecord> = fc
  .tuple(
    weights.chain((own) => own),
    fc.integer({ min: 1, max: 50 }),
  )
  .chain(([value, n]) =>
    fc
      .shuffledSubarray(
        Array.from({ length: n }, (_, i) => i),
        { minLength: n, maxLength: n },
      )
      .map((order) => ({ kind: "valued-permutation" as const, value, order })),
  );

const rows = (n: number, width: number, own: fc.Arbitrary<number>) =>
  fc.array(fc.array(own, { minLength: width, maxLength: width }), { minLength: n, maxLength: n });

export const cities: fc.Arbitrary<CitiesRecord> = fc
  .record({
    name: fc.option(word),
    comment: fc.option(fc.array(word, { minLength: 1, maxLength: 3 }).map((lines) => lines.join("\n"))),
    asymmetric: fc.boolean(),
    n: fc.integer({ min: 1, max: 9 }),
    metric: fc.option(fc.constantFrom(...EDGE_WEIGHT_TYPES)),
  })
  .chain((head) =>
    fc.tuple(weights, distance, fc.boolean()).chain(([own, ownDistance, drawn]) => {
      const { n, metric, asymmetric } = head;
      const coordinates = metric === null ? fc.constant(null) : rows(n, metric.endsWith("_3D") ? 3 : 2, own);
      const distances =
        metric !== null
          ? fc.constant(null)
          : rows(n, n, ownDistance).map((matrix) =>
              matrix.map((row, i) => row.map((d, j) => (i === j ? 0 : asymmetric || i < j ? d : matrix[j][i]))),
            );
      const display = drawn ? rows(n, 2, own) : fc.constant(null);
      return fc
        .record({ coordinates, distances, display })
        .map((data) => ({ kind: "cities" as const, ...head, ...data }));
    }),
  );

export const routings: fc.Arbitrary<RoutingRecord> = cities.chain(({ kind: _, ...places }) =>
  fc
    .record({
      amounts: fc.array(fc.nat(1000), { minLength: places.n, maxLength: places.n }),
      depot: fc.nat(places.n - 1),
      capacity: fc.integer({ min: 1, max: 1e9 }),
      vehicles: fc.option(fc.integer({ min: 1, max: 50 })),
    })
    .map(({ amounts, depot, capacity, vehicles }) => {
      const demands = amounts.map((amount, place) => (place === depot ? 0 : amount));
      return { kind: "routing" as const, ...places, demands, capacity, depot, vehicles };
    }),
);

export const routeLists: fc.Arbitrary<RoutesRecord> = fc
  .record({
    routes: fc.array(fc.array(fc.integer({ min: 1, max: 1e6 }), { maxLength: 6 }), { minLength: 1, maxLength: 6 }),
    cost: fc.option(weights.chain((own) => own)),
  })
  .map(({ routes, cost }) => ({ kind: "routes" as const, routes, cost }));

export const patternSets: fc.Arbitrary<PatternsRecord> = fc
  .record({ rows: fc.integer({ min: 1, max: 5 }), columns: fc.integer({ min: 2, max: 6 }) })
  .chain(({ rows, columns }) => {
    const values = fc
      .array(fc.constantFrom(-1, 0, 1), { minLength: rows * columns, maxLength: rows * columns })
      .map((pixels) => Int8Array.from(pixels));
    return fc
      .array(fc.record({ label: fc.option(word), values }), { minLength: 1, maxLength: 5 })
      .map((patterns) => ({ kind: "patterns" as const, rows, columns, patterns }));
  });

export const images: fc.Arbitrary<ImagesRecord> = fc
  .array(
    fc.record({
      class: fc.nat(9),
      values: fc.array(fc.nat(16), { minLength: 64, maxLength: 64 }).map((greys) => Uint8Array.from(greys)),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((list) => ({ kind: "images" as const, rows: 8, columns: 8, levels: 16, images: list }));

/** Products of literals, variables of one term in any order, and once each; with a constraint, else the file may pass for opb. */
export const pseudoBooleans: fc.Arbitrary<PseudoBooleanRecord> = fc
  .tuple(fc.integer({ min: 1, max: 9 }), weights)
  .chain(([variables, own]) => {
    const literal = fc.tuple(fc.integer({ min: 1, max: variables }), fc.boolean()).map(([v, no]) => (no ? -v : v));
    const literals = fc.uniqueArray(literal, { minLength: 1, maxLength: 4, selector: Math.abs });
    const terms = fc.array(fc.record({ coefficient: own, literals }), { maxLength: 20 });
    const relation = fc.constantFrom(">=" as const, "=" as const, "<=" as const);
    return fc.record({
      kind: fc.constant("pseudo-boolean" as const),
      name: fc.constant(null),
      variables: fc.constant(variables),
      sense: fc.constantFrom("min" as const, "max" as const),
      objective: fc.record({ constant: own, terms }),
      constraints: fc.array(fc.record({ terms, relation, bound: own }), { minLength: 1, maxLength: 5 }),
    });
  });
