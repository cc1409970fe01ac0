/** Vehicle routing around its energy: check, verify, decode, formats, words, drawing; optima and bounds against dynamic programming. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cvrp } from "../../problems/cvrp/index.ts";
import type { CvrpInstance } from "../../problems/cvrp/schema.ts";
import { exhaustive } from "../../solvers/exhaustive/index.ts";
import type { RoutingRecord } from "../../src/formats/records.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { obeysStructure, structureOf } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { checkInstance } from "../../src/run/options.ts";
import { prop } from "../support/prop.ts";
import { shortestRoutes } from "../support/route-oracle.ts";

const line: CvrpInstance = {
  problem: "cvrp",
  metric: "EUC_2D",
  coordinates: [
    [0, 0],
    [10, 0],
    [20, 0],
    [-10, 0],
    [-20, 0],
  ],
  demands: [3, 4, 5, 2],
  capacity: 7,
};
const changed = (changes: Partial<CvrpInstance>): CvrpInstance => ({ ...line, ...changes });

describe("check", () => {
  const cases: readonly [string, CvrpInstance, string[]][] = [
    ["nothing wrong", line, []],
    ["a demand too few", changed({ demands: [3, 4, 5] }), ["demands"]],
    ["a demand above the capacity", changed({ demands: [3, 4, 8, 2] }), ["demands[2]"]],
    ["too few vehicles for all demands", changed({ vehicles: 1 }), ["vehicles"]],
    ["too few names", changed({ places: ["depot", "a"] }), ["places"]],
    ["distances beside coordinates", changed({ distances: [[0]] }), ["distances"]],
    ["no metric", (({ metric: _, ...rest }) => rest)(line), ["metric"]],
  ];
  it.each(cases)("reports %s", (_what, instance, paths) => {
    expect(cvrp.check(instance).map(({ path }) => path)).toEqual(paths);
  });
});

describe("verify", () => {
  const codes = (routes: number[][], instance = line) =>
    cvrp.verify(instance, { routes }).map(({ code, amount }) => (amount === undefined ? code : `${code} ${amount}`));
  it("accepts routes that serve everyone once, in any order", () => {
    expect(
      codes([
        [2, 1],
        [4, 3],
      ]),
    ).toEqual([]);
    expect(codes([[1], [2], [3], [4]])).toEqual([]);
  });
  it("names loads, vehicles, repeats, strangers, gaps and empty routes", () => {
    expect(codes([[1, 2, 3], [4]])).toEqual(["overloaded-route 5"]);
    expect(codes([[1, 2], [3], [4]], changed({ vehicles: 2 }))).toEqual(["too-many-routes 1"]);
    expect(codes([[1, 2], [2], [3, 4]])).toEqual(["repeated-customer"]);
    expect(codes([[1, 2], [5], [3, 4]])).toEqual(["unknown-customer"]);
    expect(codes([[1, 2], []])).toEqual(["empty-route", "missing-customer", "missing-customer"]);
    const [overload] = cvrp.verify(line, { routes: [[1, 2, 3], [4]] });
    expect(overload.message).toBe("routes[0] carries 12, 5 above the capacity 7");
  });
});

describe("the energy", () => {
  const { model, decode, embed } = cvrp.encode(line, {});
  it("is the length of all routes, idle vehicles for nothing", () => {
    expect(
      cvrp.cost(line, {
        routes: [
          [2, 1],
          [4, 3],
        ],
      }),
    ).toBe(80);
    expect(structureOf(model, "loads")).toMatchObject({ size: 8, separators: 4, capacity: 7, penalised: false });
    expect(model.n).toBe(64);
  });
  it("has a copy of the depot for each vehicle, and no more than customers", () => {
    expect(cvrp.encode(changed({ vehicles: 2 }), {}).model.n).toBe(36);
    expect(cvrp.encode(changed({ vehicles: 9 }), {}).model.n).toBe(64);
  });
  it("rejects overloaded routes by name, load and capacity", () => {
    const state = { kind: "permutation", order: Int32Array.of(4, 0, 1, 2, 5, 3, 6, 7) } as const;
    expect(obeysStructure(model, state)).toBe(false);
    expect(decode(state)).toMatchObject({
      solution: null,
      violations: [{ code: "overloaded-route", amount: 5 }],
      partial: { routes: [[1, 2, 3], [4]] },
    });
  });
  it("reads routes around the ring, whatever place it begins at", () => {
    const order = [1, 0, 6, 3, 2, 4, 7, 5];
    for (let turn = 0; turn < 8; turn++) {
      const state = {
        kind: "permutation",
        order: Int32Array.from([...order.slice(turn), ...order.slice(0, turn)]),
      } as const;
      expect(obeysStructure(model, state)).toBe(true);
      expect(decode(state).solution).toEqual({
        routes: [
          [2, 1],
          [4, 3],
        ],
      });
    }
  });
  it("is embedded with the depot first", () => {
    expect(embed({ routes: [[3], [2, 1], [4]] })).toEqual({
      kind: "permutation",
      order: Int32Array.of(4, 2, 5, 1, 0, 6, 3, 7),
    });
    expect(() => embed({ routes: [[1, 2, 3, 4]] })).toThrow(expect.objectContaining({ code: "invalid-solution" }));
  });
  it("has no distance between copies of the depot under GEO, which adds 1 to every distance", () => {
    const geo = changed({ metric: "GEO" });
    const { model: other, embed: put } = cvrp.encode(geo, {});
    expect(other.couplings).toMatchObject({ terms: [{ couplings: { left: { kind: "dense" } } }] });
    expect(put({ routes: [[1], [2], [3], [4]] })).toBeDefined();
  });
});

const samples = fc
  .tuple(fc.nat({ max: 1e6 }), fc.integer({ min: 2, max: 8 }))
  .map(([seed, size]) => cvrp.sample(createRandom(seed), size));

describe("bounds", () => {
  prop(
    "are never above the shortest routes, and never fall",
    [samples, fc.boolean()],
    (instance, known) => {
      const best = shortestRoutes(instance);
      const incumbent = () => (known ? best : null);
      const slack = 1e-9 * Math.max(1, best);
      let last = Number.NEGATIVE_INFINITY;
      for (const bound of cvrp.bounds!(instance, { kernels: loadKernels(), memoryLimit: 1e8, incumbent })) {
        if (bound === null) continue;
        expect(bound.value).toBeGreaterThanOrEqual(last);
        expect(bound.value).toBeLessThanOrEqual(best + slack);
        last = bound.value;
      }
      expect(last).toBeGreaterThan(Number.NEGATIVE_INFINITY);
    },
    { numRuns: 40 },
  );
  it("count the vehicles that loads take", () => {
    const values = [...cvrp.bounds!(line, { kernels: loadKernels(), memoryLimit: 1e8, incumbent: () => 80 })];
    expect(values.at(-1)?.value).toBe(80);
  });
});

it("the exhaustive search finds the shortest routes, and counts only those within loads", () => {
  const instance = changed({ vehicles: 2 });
  const { model, decode } = cvrp.encode(instance, {});
  const context = { random: createRandom(1), kernels: loadKernels(), monitor: null, start: null, memoryLimit: 1e9 };
  const search = exhaustive.search(model, exhaustive.defaults, context);
  let next = search.next();
  let last: { energy: number; state: Parameters<typeof decode>[0] } | null = null;
  for (; next.done !== true; next = search.next()) last = { energy: next.value.energy, state: next.value.state };
  expect(next.value).toMatchObject({ status: "optimal", findings: { groundStateEnergy: 80 } });
  expect(last?.energy).toBe(shortestRoutes(instance));
  expect(decode(last!.state).violations).toEqual([]);
});

describe("words, maps and files", () => {
  it("tells each route with its load", () => {
    expect(
      cvrp.tell!(changed({ places: ["yard", "a", "b", "c", "d"] }), {
        routes: [
          [2, 1],
          [4, 3],
        ],
      }),
    ).toBe("yard - b - a - yard (load 7/7)\nyard - d - c - yard (load 7/7)");
  });
  it("draws each route in a group of its own", () => {
    const drawing = cvrp.draw(line, {
      routes: [
        [2, 1],
        [4, 3],
      ],
    });
    expect(drawing?.lines.map(({ from, to, group }) => [from, to, group])).toEqual([
      [0, 2, 0],
      [2, 1, 0],
      [1, 0, 0],
      [0, 4, 1],
      [4, 3, 1],
      [3, 0, 1],
    ]);
    expect(drawing?.points.map(({ group }) => group)).toEqual([undefined, 0, 0, 1, 1]);
  });
  it("puts the depot of a file first", () => {
    const [adapter, routes] = cvrp.formats;
    const record: RoutingRecord = {
      kind: "routing",
      name: "m",
      comment: null,
      asymmetric: true,
      n: 3,
      metric: null,
      coordinates: null,
      distances: [
        [0, 1, 2],
        [3, 0, 4],
        [5, 6, 0],
      ],
      display: null,
      demands: [2, 0, 3],
      capacity: 5,
      depot: 1,
      vehicles: 2,
    };
    const instance = adapter.toInstance!(record, {});
    expect(instance).toMatchObject({ demands: [2, 3], vehicles: 2, symmetric: false });
    expect(instance.distances).toEqual([
      [0, 3, 4],
      [1, 0, 2],
      [6, 5, 0],
    ]);
    expect(cvrp.cost(instance, { routes: [[1, 2]] })).toBe(3 + 2 + 6);
    expect(adapter.refuses!({ ...record, n: 1 })).toMatch(/at least 1 customer/);
    expect(routes.fromSolution!(instance, { routes: [[1, 2]] })).toEqual({
      kind: "routes",
      routes: [[1, 2]],
      cost: 11,
    });
    expect(routes.toSolution!({ kind: "routes", routes: [[2], [], [1]], cost: 1 }, instance)).toEqual({
      routes: [[2], [1]],
    });
  });
});

describe("examples", () => {
  const folder = join(import.meta.dirname, "../../examples/cvrp");
  it.each(readdirSync(folder))("%s fits the schema and passes the checks", (file) => {
    const instance = JSON.parse(readFileSync(join(folder, file), "utf8")) as CvrpInstance;
    checkInstance(cvrp as never, instance);
    expect(cvrp.check(instance)).toEqual([]);
  });
});
