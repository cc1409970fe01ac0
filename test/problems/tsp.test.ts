/** The travelling-salesman problem around its energy: schema, check, verify, decode, formats, drawing, samples, examples. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tsp } from "../../problems/tsp/index.ts";
import { cityCount, defaults, type TspInstance, type TspSolution } from "../../problems/tsp/schema.ts";
import type { CitiesRecord } from "../../src/formats/records.ts";
import type { State } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

const ajv = new Ajv({ strict: true, allErrors: true });
const fitsInstance = ajv.compile<TspInstance>(tsp.instanceSchema);
const fitsSolution = ajv.compile<TspSolution>(tsp.solutionSchema);
const fitsOptions = ajv.compile(tsp.optionsSchema);

const square = [
  [0, 0],
  [0, 4],
  [4, 4],
  [4, 0],
];
const named: TspInstance = {
  problem: "tsp",
  cities: ["Ulm", "Bonn", "Trier", "Köln"],
  metric: "EUC_2D",
  coordinates: square,
};
const three = (changes: Partial<TspInstance> = {}): TspInstance => ({
  problem: "tsp",
  distances: [
    [0, 1, 2],
    [1, 0, 3],
    [2, 3, 0],
  ],
  ...changes,
});

describe("schemas", () => {
  it("accept the defaults and refuse unknown fields", () => {
    expect(fitsOptions(defaults)).toBe(true);
    expect(fitsOptions({ penalty: "exact", weight: 3 })).toBe(false);
    expect(fitsOptions({ margin: 1 })).toBe(false);
    expect(fitsInstance({ ...named, colour: "red" })).toBe(false);
    expect(fitsInstance({ ...named, problem: "qap" })).toBe(false);
    expect(fitsSolution({ tour: [0, 1.5] })).toBe(false);
  });
  it("say what every property is for", () => {
    for (const schema of [tsp.instanceSchema, tsp.solutionSchema, tsp.optionsSchema]) {
      const { properties } = schema as unknown as { properties: Record<string, { description?: string }> };
      for (const [name, property] of Object.entries(properties))
        expect([name, typeof property.description]).toEqual([name, "string"]);
    }
  });
});

describe("check", () => {
  const paths = (instance: TspInstance): string[] => tsp.check(instance).map(({ path }) => path);
  const nan = Number.NaN;
  const cases: readonly [string, TspInstance, string[]][] = [
    ["neither coordinates nor distances", { problem: "tsp" }, ["coordinates"]],
    ["both", three({ coordinates: square, metric: "EUC_2D" }), ["distances"]],
    ["no metric", { problem: "tsp", coordinates: square }, ["metric"]],
    ["a metric beside distances", three({ metric: "EUC_2D" }), ["metric"]],
    ["symmetric: false beside coordinates", { ...named, symmetric: false }, ["symmetric"]],
    [
      "two cities",
      {
        problem: "tsp",
        distances: [
          [0, 1],
          [1, 0],
        ],
      },
      [""],
    ],
    ["too few names", three({ cities: ["Ulm", "Bonn"] }), ["cities"]],
    [
      "a ragged row",
      three({
        distances: [
          [0, 1, 2],
          [1, 0],
          [2, 3, 0],
        ],
      }),
      ["distances[1]"],
    ],
    [
      "an asymmetric matrix called symmetric",
      three({
        distances: [
          [0, 1, 2],
          [1, 0, 3],
          [2, 4, 0],
        ],
      }),
      ["distances[2][1]"],
    ],
    [
      "a negative distance",
      three({
        symmetric: false,
        distances: [
          [0, -1, 2],
          [1, 0, 3],
          [2, 3, 0],
        ],
      }),
      ["distances[0][1]"],
    ],
    [
      "a diagonal that is not 0",
      three({
        distances: [
          [0, 1, 2],
          [1, 7, 3],
          [2, 3, 0],
        ],
      }),
      ["distances[1][1]"],
    ],
    [
      "a distance that is not a number",
      three({
        symmetric: false,
        distances: [
          [0, nan, 2],
          [1, 0, 3],
          [2, 3, 0],
        ],
      }),
      ["distances[0][1]"],
    ],
    [
      "an infinite distance",
      three({
        symmetric: false,
        distances: [
          [0, 1, 2],
          [1, 0, 3],
          [Number.POSITIVE_INFINITY, 3, 0],
        ],
      }),
      ["distances[2][0]"],
    ],
    [
      "an infinite coordinate",
      {
        ...named,
        coordinates: [
          [0, 0],
          [0, Number.NEGATIVE_INFINITY],
          [1, 1],
          [2, 2],
        ],
      },
      ["coordinates[1][1]"],
    ],
    [
      "a point in space under a plane metric",
      {
        ...named,
        coordinates: [
          [0, 0],
          [0, 1, 2],
          [1, 1],
          [2, 2],
        ],
      },
      ["coordinates[1]"],
    ],
    [
      "plane points under a metric in space",
      {
        problem: "tsp",
        metric: "EUC_3D",
        coordinates: [
          [0, 0, 0],
          [1, 1, 1],
          [2, 2],
        ],
      },
      ["coordinates[2]"],
    ],
    [
      "mixed dimensions under euclidean",
      {
        problem: "tsp",
        metric: "euclidean",
        coordinates: [
          [0, 0, 0],
          [1, 1, 1],
          [2, 2],
        ],
      },
      ["coordinates[2]"],
    ],
    [
      "GEO in space",
      {
        problem: "tsp",
        metric: "GEO",
        coordinates: [
          [0, 0, 0],
          [1, 1],
          [2, 2],
        ],
      },
      ["coordinates[0]"],
    ],
    [
      "a latitude above 90",
      {
        problem: "tsp",
        metric: "great-circle",
        coordinates: [
          [0, 0],
          [91, 1],
          [2, 179],
        ],
      },
      ["coordinates[1][0]"],
    ],
    [
      "positions for drawing that do not fit",
      three({
        display: [
          [0, 0],
          [1, 1],
        ],
      }),
      ["display"],
    ],
  ];
  it.each(cases)("reports %s", (_what, instance, expected) => {
    expect(paths(instance)).toEqual(expected);
  });
  it("names both entries of an asymmetric pair, and the way out", () => {
    const [complaint] = tsp.check(
      three({
        cities: ["Ulm", "Bonn", "Köln"],
        distances: [
          [0, 1, 2],
          [1, 0, 3],
          [9, 3, 0],
        ],
      }),
    );
    expect(complaint).toEqual({
      path: "distances[2][0]",
      found: "9 from Köln to Ulm",
      expected: "2 as in distances[0][2]",
      hint: 'Set "symmetric": false for one-way distances.',
    });
  });
  it("stops at 20 complaints", () => {
    const distances = Array.from({ length: 9 }, () => new Array<number>(9).fill(-1));
    expect(tsp.check({ problem: "tsp", distances })).toHaveLength(20);
  });
});

describe("verify", () => {
  const codes = (tour: number[]): string[] => tsp.verify(named, { tour }).map(({ code }) => code);
  it("accepts every order of all cities", () => {
    expect(codes([2, 0, 3, 1])).toEqual([]);
  });
  it("reports wrong lengths, repeats, strangers and missing cities by name", () => {
    expect(codes([0, 1, 2])).toEqual(["wrong-length", "missing-city"]);
    expect(codes([0, 1, 2, 2])).toEqual(["repeated-city", "missing-city"]);
    expect(codes([0, 1, 2, 4])).toEqual(["unknown-city", "missing-city"]);
    expect(codes([])).toEqual(["wrong-length", "missing-city", "missing-city", "missing-city", "missing-city"]);
    expect(
      tsp
        .verify(named, { tour: [0, 1, 2, 2] })
        .map(({ message }) => message)
        .join(),
    ).toMatch(/Trier again.*Köln is not/);
  });
  it("stops at 20 violations", () => {
    expect(tsp.verify(named, { tour: new Array<number>(50).fill(7) })).toHaveLength(20);
  });
  prop(
    "never throws for any solution that fits the schema",
    [fc.array(fc.nat({ max: 6 }), { maxLength: 8 })],
    (tour) => {
      expect(tsp.verify(named, { tour }).length === 0).toBe(
        tour.length === 4 && new Set(tour).size === 4 && Math.max(...tour) < 4,
      );
    },
  );
});

describe("decode", () => {
  const { decode } = tsp.encode(named, defaults);
  const plain = (...rows: string[]): State => ({
    kind: "plain",
    values: Int8Array.from([...rows.join("")].map(Number)),
  });
  it("names cities and places that break the rules, and keeps what is assigned", () => {
    expect(decode(plain("1010", "0000", "0100", "0100"))).toEqual({
      solution: null,
      partial: { tour: [0, null, 0, null] },
      violations: [
        { code: "city-with-several-places", message: "Ulm has 2 places", amount: 1 },
        { code: "city-without-place", message: "Bonn has no place" },
        { code: "place-with-several-cities", message: "place 1 has 2 cities", amount: 1 },
        { code: "place-without-city", message: "place 3 has no city" },
      ],
    });
  });
  it("puts city 0 first when it is fixed", () => {
    const fixed = tsp.encode(named, { ...defaults, fixFirst: true });
    expect(fixed.decode(plain("010", "100", "001"))).toEqual({ solution: { tour: [0, 2, 1, 3] }, violations: [] });
    expect(fixed.decode(plain("000", "100", "001"))).toMatchObject({ partial: { tour: [0, 2, null, 3] } });
    expect(fixed.embed({ tour: [1, 3, 0, 2] })).toEqual({ kind: "permutation", order: Int32Array.of(1, 0, 2) });
  });
  it("reports orders that are no permutation and states of another shape", () => {
    expect(decode({ kind: "permutation", order: Int32Array.of(0, 1, 1, 2) })).toMatchObject({
      solution: null,
      partial: { tour: [0, 1, 1, 2] },
    });
    for (const order of [
      [0, 1, 2],
      [0, 1, 2, 4],
      [0, 1, 2, -1],
    ]) {
      expect(decode({ kind: "permutation", order: Int32Array.from(order) }).violations[0]?.code).toBe("wrong-state");
    }
    expect(decode({ kind: "labels", label: Int32Array.of(0, 1, 2, 3) }).violations[0]?.code).toBe("wrong-state");
  });
  prop(
    "is total, and what it accepts passes verify",
    [fc.array(fc.constantFrom(0, 0, 0, 1), { minLength: 16, maxLength: 16 })],
    (values) => {
      const { solution, violations } = decode({ kind: "plain", values: Int8Array.from(values) });
      expect(solution === null).toBe(violations.length > 0);
      if (solution !== null) expect(tsp.verify(named, solution)).toEqual([]);
    },
  );
  it("embed refuses what is no tour", () => {
    const embed = () => tsp.encode(named, defaults).embed({ tour: [0, 1, 2, 2] });
    expect(embed).toThrow(expect.objectContaining({ code: "invalid-solution" }));
  });
});

describe("formats", () => {
  const [cities, tours] = tsp.formats;
  prop(
    "a record and back gives the same distances, direction and drawing",
    [fc.integer({ min: 0, max: 1e6 })],
    (seed) => {
      const instance = tsp.sample(createRandom(seed), 6);
      const record = cities.fromInstance!(instance);
      expect(cities.refuses!(record)).toBeNull();
      const again = cities.toInstance!(record, {});
      expect(tsp.check(again)).toEqual([]);
      expect(cities.fromInstance!(again)).toEqual(record);
      const tour = [3, 0, 5, 1, 2, 4];
      expect(tsp.cost(again, { tour })).toBe(tsp.cost(instance, { tour }));
      expect(tsp.draw(again, null)?.points.map(({ x, y }) => [x, y])).toEqual(
        tsp.draw(instance, null)?.points.map(({ x, y }) => [x, y]),
      );
    },
  );
  it("keep name, comment and one-way distances of a file", () => {
    const record: CitiesRecord = {
      kind: "cities",
      name: "one",
      comment: "way",
      asymmetric: true,
      n: 3,
      metric: null,
      coordinates: null,
      distances: [
        [0, 1, 2],
        [3, 0, 4],
        [5, 6, 0],
      ],
      display: [
        [0, 0],
        [1, 0],
        [0, 1],
      ],
    };
    const instance = cities.toInstance!(record, {});
    expect(instance).toMatchObject({ name: "one", comment: "way", symmetric: false });
    expect(cities.fromInstance!(instance)).toEqual(record);
    expect(cities.toInstance!(record, { name: "other" }).name).toBe("other");
    expect(cities.refuses!({ ...record, n: 2 })).toMatch(/at least 3/);
    expect(
      cities.refuses!({
        ...record,
        coordinates: [
          [0, 0],
          [1, 0],
          [0, 1],
        ],
        distances: null,
        metric: "EUC_2D",
      }),
    ).toMatch(/one-way/);
    expect(cities.refuses!({ kind: "tour", name: null, order: [] })).toMatch(/kind tour/);
  });
  it("carry tours both ways", () => {
    const record = tours.fromSolution!(named, { tour: [2, 0, 3, 1] });
    expect(record).toEqual({ kind: "tour", name: null, order: [2, 0, 3, 1] });
    expect(tours.toSolution!(record, named)).toEqual({ tour: [2, 0, 3, 1] });
    expect(() => tours.toSolution!({ kind: "json", document: 1 }, named)).toThrow(
      expect.objectContaining({ code: "format" }),
    );
  });
  it("refuse to write a huge matrix for a metric that TSPLIB has not", () => {
    const coordinates = Array.from({ length: 5001 }, (_, i) => [i, i]);
    const write = () => cities.fromInstance!({ problem: "tsp", metric: "euclidean", coordinates });
    expect(write).toThrow(expect.objectContaining({ code: "format" }));
  });
});

describe("draw", () => {
  it("closes the tour and labels the cities", () => {
    const drawing = tsp.draw(named, { tour: [0, 1, 2, 3] });
    expect(drawing?.points[1]).toEqual({ x: 0, y: 4, label: "Bonn" });
    expect(drawing?.lines.map(({ from, to }) => `${from}${to}`)).toEqual(["01", "12", "23", "30"]);
    expect(drawing?.lines.every(({ role }) => role === "tour")).toBe(true);
  });
  it("turns latitude and longitude into a map, degrees and minutes into degrees", () => {
    const coordinates = [
      [16.3, 96.15],
      [-0.3, -10.45],
      [1, 2],
    ];
    const geo = tsp.draw({ problem: "tsp", metric: "GEO", coordinates }, null);
    expect(geo?.points[0].x).toBeCloseTo(96.25, 9);
    expect(geo?.points[1].y).toBeCloseTo(-0.5, 9);
    expect(tsp.draw({ problem: "tsp", metric: "great-circle", coordinates }, null)?.points[0]).toMatchObject({
      x: 96.15,
      y: 16.3,
    });
  });
  it("drops z, uses display positions, and has nothing to show for a bare matrix", () => {
    const space: TspInstance = {
      problem: "tsp",
      metric: "EUC_3D",
      coordinates: [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 10],
      ],
    };
    expect(tsp.draw(space, null)?.points[2]).toEqual({ x: 7, y: 8, label: "city 2" });
    expect(tsp.draw(three(), null)).toBeNull();
    expect(
      tsp.draw(
        three({
          display: [
            [1, 1],
            [2, 2],
            [3, 0],
          ],
        }),
        null,
      )?.points[2],
    ).toMatchObject({ x: 3, y: 0 });
  });
});

describe("samples", () => {
  prop(
    "fit the schema, pass check and have the size asked for",
    [fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 30 })],
    (seed, size) => {
      const instance = tsp.sample(createRandom(seed), size);
      expect(fitsInstance(instance)).toBe(true);
      expect(tsp.check(instance)).toEqual([]);
      expect(cityCount(instance)).toBe(Math.max(3, size));
      expect(tsp.sample(createRandom(seed), size)).toEqual(instance);
    },
  );
  it("vary in direction, metric and names", () => {
    const instances = Array.from({ length: 600 }, (_, seed) => tsp.sample(createRandom(seed), 5));
    expect(new Set(instances.map(({ metric, symmetric }) => `${metric} ${symmetric}`)).size).toBe(15);
    expect(new Set(instances.map(({ cities }) => cities === undefined)).size).toBe(2);
  });
});

describe("examples", () => {
  const folder = join(import.meta.dirname, "..", "..", "examples", "tsp");
  const read = (file: string): TspInstance => JSON.parse(readFileSync(join(folder, file), "utf8"));
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  it.each(files)("%s fits the schema and passes check", (file) => {
    expect([fitsInstance(read(file)), fitsInstance.errors ?? []]).toEqual([true, []]);
    expect(tsp.check(read(file))).toEqual([]);
    expect(read(file).$schema).toBe("../../schemas/tsp.instance.schema.json");
  });
  it("european capitals lie where they should", () => {
    const { cities, coordinates } = read("european-capitals.json");
    expect(cities).toHaveLength(43);
    const [paris, berlin] = ["Paris", "Berlin"].map((city) => cities!.indexOf(city));
    const there = {
      problem: "tsp",
      metric: "great-circle",
      coordinates: [coordinates![paris], coordinates![berlin], coordinates![berlin]],
    } as const;
    expect(
      tsp.cost({ ...there, coordinates: there.coordinates.map((row) => [...row]) }, { tour: [0, 1, 2] }) / 2,
    ).toBeCloseTo(878, -1);
  });
  it("four cities have one best tour, and one-way streets one best direction", () => {
    const four = read("mackay-four.json");
    expect(
      [
        [0, 2, 1, 3],
        [0, 1, 3, 2],
        [0, 1, 2, 3],
      ].map((tour) => tsp.cost(four, { tour })),
    ).toEqual([14, 16, 18]);
    const streets = read("one-way-streets.json");
    expect(tsp.cost(streets, { tour: [0, 1, 2, 3, 4] })).toBe(16);
    expect(tsp.cost(streets, { tour: [4, 3, 2, 1, 0] })).toBeGreaterThan(30);
  });
});
