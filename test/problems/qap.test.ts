/** Quadratic assignment around its energy: schema, check, cost, verify, encoding, files, drawing, search and proof. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { qap } from "../../problems/qap/index.ts";
import { defaults, type QapInstance, type QapSolution } from "../../problems/qap/schema.ts";
import { permutation } from "../../solvers/permutation/index.ts";
import type { FileRecord } from "../../src/formats/records.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { wasmKernels } from "../../src/kernels/wasm/index.ts";
import { energy } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { createMonitor } from "../../src/run/monitor.ts";
import { orders } from "../support/all-solutions.ts";
import { prop } from "../support/prop.ts";

const fitsInstance = new Ajv({ strict: true, allErrors: true }).compile<QapInstance>(qap.instanceSchema);
const structural = { ...defaults, penalty: "structural" as const };

/** Nothing is the same both ways. */
const three = (changes: Partial<QapInstance> = {}): QapInstance => ({
  problem: "qap",
  facilities: ["shop", "store", "dock"],
  locations: ["A", "B", "C"],
  flows: [
    [1, 2, 0],
    [0, 0, 5],
    [3, 0, 0],
  ],
  distances: [
    [10, 1, 7],
    [4, 20, 2],
    [6, 3, 30],
  ],
  ...changes,
});

const best = (instance: QapInstance): number =>
  [...orders(instance.flows.map((_, i) => i))].reduce(
    (least, location) => Math.min(least, qap.cost(instance, { location })),
    Number.POSITIVE_INFINITY,
  );

describe("the cost", () => {
  it("counts both ways, diagonals and single costs", () => {
    // shop at B, store at C, dock at A: 1 d_BB + 2 d_BC + 5 d_CA + 3 d_AB
    const location = [1, 2, 0];
    expect(qap.cost(three(), { location })).toBe(20 + 2 * 2 + 5 * 6 + 3);
    const costs = [
      [0, 100, 0],
      [0, 0, 7],
      [1, 0, 0],
    ];
    expect(qap.cost(three({ costs }), { location })).toBe(57 + 108);
    expect(qap.tell?.(three(), { location })).toBe("shop at B, store at C, dock at A");
  });
  it("is the energy of the same assignment in both modes, negative numbers and all", () => {
    const instance = three({
      flows: [
        [-1, 2, -9],
        [0, 0, 5],
        [3, -4, 0],
      ],
      costs: [
        [0, -50, 0],
        [0, 0, 7],
        [1, 0, 0],
      ],
    });
    for (const options of [defaults, structural]) {
      const { model, embed } = qap.encode(instance, options);
      for (const location of orders([0, 1, 2]))
        expect(energy(model, embed({ location }))).toBe(qap.cost(instance, { location }));
    }
  });
  it("takes 4 bytes a pair at most, never n^4 couplings", () => {
    const { model } = qap.encode(qap.generate!(createRandom(1), 60), structural);
    expect(model.n).toBe(3600);
    expect(JSON.stringify(model.couplings).length).toBeLessThan(100 * 60 * 60);
  });
});

describe("check", () => {
  const paths = (instance: QapInstance) => qap.check(instance).map(({ path }) => path);
  it.each<[string, Partial<QapInstance>, string[]]>([
    ["nothing", {}, []],
    [
      "a ragged row",
      {
        flows: [
          [0, 1, 2],
          [0, 1],
          [1, 2, 0],
        ],
      },
      ["flows[1]"],
    ],
    [
      "matrices of two sizes",
      {
        distances: [
          [0, 1],
          [1, 0],
        ],
      },
      ["distances"],
    ],
    ["costs of another size", { costs: [[0]] }, ["costs"]],
    [
      "a number too large",
      {
        costs: [
          [0, 1, 2],
          [0, 1, 1e101],
          [1, 2, 0],
        ],
      },
      ["costs[1][2]"],
    ],
    ["too few names", { facilities: ["a", "b"] }, ["facilities"]],
    ["a name twice", { locations: ["a", "b", "a"] }, ["locations[2]"]],
    ["too few positions", { display: [[0, 0]] }, ["display"]],
  ])("finds %s", (_, changes, expected) => {
    expect(paths(three(changes))).toEqual(expected);
  });
  it("is behind a closed schema", () => {
    expect(fitsInstance(three())).toBe(true);
    expect(fitsInstance({ ...three(), problem: "tsp" })).toBe(false);
    expect(fitsInstance({ ...three(), flow: [] })).toBe(false);
  });
});

describe("verify", () => {
  const codes = (location: number[]) => qap.verify(three(), { location }).map(({ code }) => code);
  it("names what is wrong", () => {
    expect(codes([2, 0, 1])).toEqual([]);
    expect(codes([2, 0])).toEqual(["wrong-length"]);
    expect(codes([2, 0, 2])).toEqual(["shared-location"]);
    expect(codes([2, 0, 3])).toEqual(["unknown-location"]);
    expect(qap.verify(three(), { location: [2, 0, 2] })[0].message).toBe("C is given to shop and dock");
  });
});

describe("files", () => {
  const adapter = (kind: FileRecord["kind"]) => qap.formats.find((candidate) => candidate.kind === kind)!;
  it("take the first matrix for flows", () => {
    const record: FileRecord = {
      kind: "quadratic-assignment",
      n: 2,
      first: Float64Array.of(0, 1, 2, 0),
      second: Float64Array.of(0, 3, 4, 0),
    };
    const instance = adapter("quadratic-assignment").toInstance!(record, {});
    expect(instance).toMatchObject({
      flows: [
        [0, 1],
        [2, 0],
      ],
      distances: [
        [0, 3],
        [4, 0],
      ],
    });
    expect(qap.cost(instance, { location: [0, 1] })).toBe(1 * 3 + 2 * 4);
    expect(qap.cost(instance, { location: [1, 0] })).toBe(1 * 4 + 2 * 3);
  });
  it("have no place for costs", () => {
    const costs = [
      [0, 0, 1],
      [0, 0, 0],
      [0, 0, 0],
    ];
    const write = (instance: QapInstance) => adapter("quadratic-assignment").fromInstance!(instance);
    expect(() => write(three({ costs }))).toThrow(expect.objectContaining({ code: "format" }));
    expect(write(three({ costs: costs.map(() => [0, 0, 0]) }))).toMatchObject({ n: 3 });
  });
  it("of solutions may list the inverse: the value decides", () => {
    const read = (value: number, order: number[]) =>
      adapter("valued-permutation").toSolution!({ kind: "valued-permutation", value, order }, three());
    const location = [1, 2, 0];
    const inverse = [2, 0, 1];
    const value = qap.cost(three(), { location });
    expect(qap.cost(three(), { location: inverse })).not.toBe(value);
    expect(read(value, location)).toEqual({ location });
    expect(read(value, inverse)).toEqual({ location });
    expect(read(-1, inverse)).toEqual({ location: inverse });
    expect(read(value, [0, 1])).toEqual({ location: [0, 1] });
  });
});

describe("the search", () => {
  const sizes = fc.integer({ min: 2, max: 14 });
  const seeds = fc.nat({ max: 1e6 });

  prop(
    "claims the energy of every state it shows, and finds the best of small instances",
    [seeds, sizes, fc.boolean()],
    (seed, size, native) => {
      const instance = qap.sample(createRandom(seed), size);
      const { model } = qap.encode(instance, seed % 2 === 0 ? structural : defaults);
      const { monitor, report } = createMonitor(model, false);
      const kernels = native ? wasmKernels : referenceKernels;
      const context = { random: createRandom(seed, 1), kernels, monitor, start: null, memoryLimit: 1e8 };
      let last = Number.POSITIVE_INFINITY;
      for (const step of permutation.search(model, { ...permutation.defaults, kicks: 40 }, context)) {
        expect(step.energy).toBe(energy(model, step.state));
        expect(step.energy).toBeLessThanOrEqual(last);
        last = step.energy;
      }
      expect(report()).toMatchObject({ mismatches: 0, first: null });
      if (size <= 6) expect(last).toBeCloseTo(best(instance), 6);
    },
    { numRuns: 40 },
  );
});

describe("the example", () => {
  const text = readFileSync(join(import.meta.dirname, "../../examples/qap/hospital.json"), "utf8");
  const instance = JSON.parse(text) as QapInstance;
  it("is legal, drawn, and solved to its proven optimum", () => {
    expect(fitsInstance(instance)).toBe(true);
    expect(qap.check(instance)).toEqual([]);
    const solutions: QapSolution[] = [...orders([0, 1, 2, 3, 4])].map((location) => ({ location }));
    const optimal = solutions.filter((solution) => qap.cost(instance, solution) === best(instance));
    expect(optimal).toHaveLength(1);
    const drawing = qap.draw(instance, optimal[0])!;
    expect(drawing.points.map(({ label }) => label).sort()).toEqual([...instance.facilities!].sort());
    const context = { kernels: referenceKernels, memoryLimit: 1e9, incumbent: () => best(instance) + 100 };
    let value = Number.NEGATIVE_INFINITY;
    for (const bound of qap.bounds!(instance, context)) value = bound?.value ?? value;
    expect(value).toBe(best(instance));
  });
});
