/** Job shops: makespans and messages by hand, the size and memory of the encoding, states that the structure tells from others, bounds. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jobShop } from "../../problems/job-shop/index.ts";
import type { JobShopInstance } from "../../problems/job-shop/schema.ts";
import {
  energy,
  estimate,
  expandState,
  flipGain,
  localFields,
  obeysStructure,
  packModel,
  type State,
  structureOf,
  unpackModel,
} from "../../src/model/index.ts";
import { isRejected } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import { solveSync } from "../../src/run/solve.ts";
import { bestListed } from "../support/bounding.ts";
import { denseEnergy, denseModel } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";
import { shop } from "../support/shops.ts";

const { defaults } = jobShop;

/** Both jobs need the saw for 2; job b drills for 3 before, job a paints for 1 afterwards, and b in no time. */
const workshop: JobShopInstance = {
  problem: "job-shop",
  names: ["a", "b"],
  machines: ["saw", "drill", "brush"],
  jobs: [
    [
      [0, 2],
      [2, 1],
    ],
    [
      [1, 3],
      [0, 2],
      [2, 0],
    ],
  ],
};
const schedule = {
  start: [
    [0, 2],
    [0, 3, 5],
  ],
};

/** Labels at random, small ones more often, and an end that may be too early. */
function randomLabels(instance: JobShopInstance, seed: number): State {
  const random = createRandom(seed);
  const { groups, size } = structureOf(jobShop.encode(instance, defaults).model, "one-hot")!;
  return { kind: "labels", label: Int32Array.from({ length: groups }, () => random.below(1 + random.below(size))) };
}

describe("job-shop", () => {
  it("ends with the last operation", () => {
    expect(jobShop.verify(workshop, schedule)).toEqual([]);
    expect(jobShop.cost(workshop, schedule)).toBe(5);
    expect(jobShop.tell!(workshop, schedule)).toBe("saw: a at 0, b at 3; drill: b at 0; brush: a at 2");
    expect(bestListed(jobShop, workshop)).toBe(5);
  });

  it.each([
    [
      "out-of-order",
      [
        [0, 1],
        [0, 3, 5],
      ],
      "operation 1 of a begins at 1, expected 2 or later, after operation 0 ends",
    ],
    [
      "overlap",
      [
        [2, 4],
        [0, 3, 5],
      ],
      "operation 1 of b begins on saw at 3, while operation 0 of a is on it until 4",
    ],
    [
      "too-late",
      [
        [0, 2],
        [0, 3, 9],
      ],
      "operation 2 of b ends at 9, after 8, when all must be done",
    ],
    [
      "wrong-length",
      [
        [0, 2],
        [0, 3],
      ],
      "start[1] has 2 times, expected 3, one an operation of b",
    ],
    ["wrong-length", [[0, 2]], "start has 1 lists, expected 2, one a job"],
  ])("calls %s by its names and numbers", (code, start, message) => {
    expect(jobShop.verify(workshop, { start })).toEqual([expect.objectContaining({ code, message })]);
  });

  it("lets operations of no duration be done anywhere in their order, machines busy or not", () => {
    const nothing: JobShopInstance = {
      problem: "job-shop",
      jobs: [
        [[0, 4]],
        [
          [0, 0],
          [1, 2],
          [0, 0],
        ],
      ],
    };
    expect(jobShop.verify(nothing, { start: [[0], [1, 1, 3]] })).toEqual([]);
    expect(jobShop.cost(nothing, jobShop.construct!(nothing)!)).toBe(4);
  });

  it("complains about deadlines that a job or a machine cannot keep, and about names", () => {
    const paths = (more: object) =>
      jobShop.check({ ...workshop, ...more }).map(({ path, expected }) => [path, expected]);
    expect(paths({})).toEqual([]);
    expect(paths({ deadline: 4 })).toEqual([["deadline", "at least 5: b takes that long by itself"]]);
    const together = { jobs: [[[0, 3]], [[0, 3]]], names: undefined, machines: ["saw"], deadline: 5 };
    expect(paths(together)).toEqual([["deadline", "at least 6: all work on saw takes that long by itself"]]);
    expect(paths({ names: ["a"] })).toEqual([["names", "2, one each"]]);
    expect(paths({ machines: ["saw", "drill"] })).toEqual([["machines", "3, one each"]]);
    expect(paths({ jobs: [[[0, 2 ** 31]]], names: ["a"] })[0][0]).toBe("jobs");
    expect(paths({ jobs: [[[2e6, 1]]], names: ["a"] })[0][0]).toBe("jobs[0][0][0]");
  });

  it("has (operations + 1) (deadline - shortest job + 1) bits", () => {
    const bits = (instance: JobShopInstance) => jobShop.encode(instance, defaults).model.n;
    expect(bits(workshop)).toBe((5 + 1) * (8 - 3 + 1));
    expect(bits({ ...workshop, deadline: 5 })).toBe((5 + 1) * (5 - 3 + 1));
  });

  it("keeps memory by pairs of operations, not by pairs of times", () => {
    const { model } = jobShop.encode(shop(15, 10, 2000, 1), defaults);
    expect(model.n).toBeGreaterThan(1e7);
    expect(estimate(model, "model")).toBeLessThan(2.5e6);
  });

  prop(
    "has the energy and the local fields of its matrix",
    [fc.nat(1e6), fc.integer({ min: 1, max: 5 })],
    (seed, size) => {
      const instance = jobShop.sample(createRandom(seed), size);
      const { model } = jobShop.encode(instance, defaults);
      if (model.n > 60) return;
      const dense = denseModel(model);
      const state = randomLabels(instance, seed);
      const values = expandState(model, state);
      const exact = denseEnergy(dense, values);
      expect(energy(model, state)).toBe(exact);
      expect(energy(model, { kind: "plain", values })).toBe(exact);
      const field = localFields(model, values);
      for (let i = 0; i < model.n; i += 1 + (seed % 5)) {
        expect(field[i]).toBe(dense.W[i].reduce((sum, w, j) => sum + w * values[j], dense.b[i]));
        values[i] = 1 - values[i];
        const flipped = denseEnergy(dense, values);
        values[i] = 1 - values[i];
        expect(flipGain(model, values, i)).toBe(flipped - exact);
      }
    },
  );

  prop(
    "has a structure that holds exactly where a state is a schedule",
    [fc.nat(1e6), fc.integer({ min: 1, max: 5 })],
    (seed, size) => {
      const instance = jobShop.sample(createRandom(seed), size);
      const { model, decode, embed } = jobShop.encode(instance, defaults);
      const constructed = jobShop.construct!(instance);
      const states = [randomLabels(instance, seed), ...(constructed === null ? [] : [embed(constructed)])];
      const back = unpackModel(packModel(model));
      for (const state of states) expect(obeysStructure(back, state)).toBe(!isRejected(decode(state)));
      if (constructed !== null) expect(obeysStructure(model, states[1])).toBe(true);
    },
  );

  it("tells an end before the last operation from a schedule", () => {
    const { decode, embed } = jobShop.encode(workshop, defaults);
    const state = embed(schedule) as State & { kind: "labels" };
    state.label[5]--;
    expect(decode(state).violations).toEqual([
      { code: "early-end", message: "the end is told as 4, but the last operation ends at 5", amount: 1 },
    ]);
  });

  it("is bounded by jobs alone and by machines with what comes before and after", () => {
    expect(jobShop.bound!(workshop).value).toBe(5);
    // 3 on machine 0 after 2 each, and 4 behind the last: 2 + 3 + 3 + 4.
    const waiting: JobShopInstance = {
      problem: "job-shop",
      jobs: [
        [
          [1, 2],
          [0, 3],
          [2, 4],
        ],
        [
          [3, 2],
          [0, 3],
          [4, 4],
        ],
      ],
    };
    expect(jobShop.bound!(waiting)).toMatchObject({ value: 12, proof: expect.stringContaining("machine 0") });
  });

  it("is solved by solvers of the plain energy too", () => {
    const small = { ...shop(2, 3, 2, 5), deadline: 8 };
    const best = bestListed(jobShop, small);
    for (const solver of ["annealing", "potts"]) {
      expect(solveSync(jobShop, small, { solver, work: 300_000, prove: false })).toMatchObject({
        valid: true,
        objective: best,
      });
    }
  });

  it("cannot write a deadline into a file", () => {
    const [adapter] = jobShop.formats;
    expect(adapter.fromInstance!(workshop)).toEqual({ kind: "job-shop", name: null, jobs: workshop.jobs });
    expect(() => adapter.fromInstance!({ ...workshop, deadline: 9 })).toThrow(
      expect.objectContaining({ code: "format" }),
    );
  });

  it("draws a row a machine, and a row a job without a solution", () => {
    const drawn = jobShop.draw(workshop, schedule)!.timeline!;
    expect(drawn.rows).toEqual(["saw", "drill", "brush"]);
    expect(drawn.bars).toContainEqual({ row: 0, from: 3, to: 5, group: 1, label: "b" });
    expect(drawn.bars).toHaveLength(4);
    expect(jobShop.draw(workshop, null)!.timeline).toMatchObject({ rows: ["a", "b"] });
  });
});
