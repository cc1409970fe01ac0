/** Bin packing and job sequencing: bounds, constructions, exact decimals, the searches that tighten, and answers. */
import { describe, expect, it } from "vitest";
import moving from "../../examples/bin-packing/moving.json" with { type: "json" };
import bakery from "../../examples/job-sequencing/bakery.json" with { type: "json" };
import { binPacking } from "../../problems/bin-packing/index.ts";
import type { BinPackingInstance } from "../../problems/bin-packing/schema.ts";
import { earliestEnd, endBounds } from "../../problems/job-sequencing/bounds.ts";
import { jobSequencing } from "../../problems/job-sequencing/index.ts";
import type { JobSequencingInstance } from "../../problems/job-sequencing/schema.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { structureOf } from "../../src/model/index.ts";
import { wholeNumbers } from "../../src/modelling/decimals.ts";
import { dualFeasibleBounds, sizeBound } from "../../src/modelling/packing/bounds.ts";
import { binsUsed, firstFitDecreasing, inOrderOfItems, type Packing } from "../../src/modelling/packing/fits.ts";
import { minimumBinSlack } from "../../src/modelling/packing/minimum-bin-slack.ts";
import { createRandom } from "../../src/random.ts";
import { solveSync } from "../../src/run/solve.ts";
import { requireSchema } from "../../src/validate.ts";
import { triplets } from "../support/packing.ts";

const boxes = moving as BinPackingInstance;
const ovens = bakery as JobSequencingInstance;

/** Fewest bins by trying all, items in order: an oracle that knows no energy. */
function fewestBins({ sizes, capacity }: Packing): number {
  let best = sizes.length;
  const loads: number[] = [];
  const place = (item: number): void => {
    if (loads.length >= best) return;
    if (item === sizes.length) {
      best = loads.length;
      return;
    }
    for (let b = 0; b <= loads.length; b++) {
      const fresh = b === loads.length;
      if (!fresh && loads[b] + sizes[item] > capacity) continue;
      if (fresh) loads.push(sizes[item]);
      else loads[b] += sizes[item];
      place(item + 1);
      if (fresh) loads.pop();
      else loads[b] -= sizes[item];
    }
  };
  place(0);
  return best;
}

function randomPacking(seed: number): Packing {
  const random = createRandom(seed);
  const capacity = 10 + random.below(90);
  const most = 1 + random.below(capacity);
  return { sizes: Array.from({ length: 9 }, () => random.below(most + 1)), capacity };
}

const loadsOf = ({ sizes }: Packing, bin: readonly number[]): number[] => {
  const loads: number[] = [];
  for (const [item, own] of bin.entries()) loads[own] = (loads[own] ?? 0) + sizes[item];
  return loads;
};

describe("packings", () => {
  it("are made by one pass and by minimum bin slack, keep the capacity, and are never below the bounds", () => {
    let sharper = 0;
    for (let seed = 0; seed < 200; seed++) {
      const packing = randomPacking(seed);
      const fewest = fewestBins(packing);
      for (const bin of [firstFitDecreasing(packing), minimumBinSlack(packing)]) {
        expect(Math.max(...loadsOf(packing, bin))).toBeLessThanOrEqual(packing.capacity);
        expect(binsUsed(bin)).toBeGreaterThanOrEqual(fewest);
      }
      let bins = 0;
      for (const bound of dualFeasibleBounds(packing)) {
        expect(bound.bins).toBeGreaterThanOrEqual(bins);
        bins = bound.bins;
      }
      expect(bins).toBeLessThanOrEqual(fewest);
      if (bins > sizeBound(packing).bins) sharper++;
    }
    expect(sharper).toBeGreaterThan(10);
  });

  it("of first fit decreasing take the first bin that has room, at most 11/9 of the fewest and 6/9", () => {
    expect(firstFitDecreasing({ sizes: [2, 6, 4, 3, 5], capacity: 10 })).toEqual([1, 0, 0, 1, 1]);
    for (let seed = 0; seed < 100; seed++) {
      const packing = randomPacking(seed);
      expect(binsUsed(firstFitDecreasing(packing))).toBeLessThanOrEqual((11 * fewestBins(packing) + 6) / 9);
    }
  });

  it("are numbered in the order of their first items", () => {
    expect(inOrderOfItems([7, 7, 2, 9, 2])).toEqual([0, 0, 1, 2, 1]);
  });
});

describe("decimals", () => {
  it("become whole numbers as they are written", () => {
    expect(wholeNumbers([0.1, 0.25, 3, 1e-3])).toEqual({ values: [100, 250, 3000, 1], multiplier: 1000 });
    expect(wholeNumbers([1e-7, 2.5e3])?.values).toEqual([1, 2.5e10]);
    expect(wholeNumbers([0.1 + 0.2, 1e3])).toBeNull();
  });
});

describe("bin packing", () => {
  it("the example fits its schema, and sizes that fill a box exactly in decimals fit", () => {
    requireSchema(binPacking.instanceSchema, boxes, "moving.json", "invalid-instance");
    expect(binPacking.verify(boxes, { bin: [0, 0, 1, 1, 1] })).toEqual([]);
    const tenths: BinPackingInstance = { problem: "bin-packing", sizes: [0.1, 0.2], capacity: 0.3 };
    expect(0.1 + 0.2).toBeGreaterThan(0.3);
    expect(binPacking.verify(tenths, { bin: [4, 4] })).toEqual([]);
  });

  it("says which bin holds too much, and that there are too many", () => {
    const instance: BinPackingInstance = { problem: "bin-packing", sizes: [3, 3, 2], capacity: 5 };
    expect(binPacking.verify(instance, { bin: [0, 0, 1] })).toEqual([
      { code: "overfull-bin", message: "bin 0 holds 6, 1 above the capacity of 5", amount: 1 },
    ]);
    expect(binPacking.verify(instance, { bin: [0, 1, 2] })[0].message).toBe(
      "3 bins are used, and 2 are enough by first fit decreasing",
    );
    expect(binPacking.check({ ...instance, sizes: [6], bins: 1 })[0]).toMatchObject({ path: "sizes[0]" });
    expect(binPacking.check({ ...instance, bins: 1 })[0]).toMatchObject({
      path: "bins",
      found: "1",
      expected: "at least 2",
    });
  });

  it("with bins given is a model with the structure of a packing; without, it has a bit for each bin in doubt", () => {
    const instance: BinPackingInstance = { problem: "bin-packing", sizes: [3, 3, 2, 2], capacity: 4 };
    const { model } = binPacking.encode({ ...instance, bins: 4 }, binPacking.defaults);
    expect(structureOf(model, "packing")).toMatchObject({ groups: 4, size: 4, capacity: 4 });
    expect(model.n).toBe(4 * 4 + 4 * 3);
    const open = binPacking.encode({ ...instance, sizes: [3, 3, 3], capacity: 5 }, binPacking.defaults).model;
    expect(open.labels).toMatchObject({ names: expect.arrayContaining(["open[2]"]) });
    expect(structureOf(open, "packing")).toBeNull();
  });

  it("finds packings with no room to spare by asking for one bin fewer again and again", () => {
    const sizes = triplets(10, 5);
    const result = solveSync(binPacking, { problem: "bin-packing", sizes, capacity: 1000 }, { work: 400_000 });
    expect(result).toMatchObject({ objective: 10, valid: true, status: "optimal", solver: "packing" });
  });

  it("answers no by a bound", () => {
    const large: BinPackingInstance = { problem: "bin-packing", sizes: [3, 3, 3], capacity: 5, bins: 2 };
    const context = { kernels: referenceKernels, memoryLimit: 1e8, incumbent: () => null };
    const bound = [...binPacking.bounds!(large, context)].at(-1)!;
    expect(bound).toMatchObject({ value: 1 });
    expect(binPacking.answer?.(large, null, bound)).toMatch(/^no: 2 bins are too few, 3 bins are needed/);
  });
});

describe("job sequencing", () => {
  it("the example ends at 90, which the mean proves and the longest first would miss", () => {
    requireSchema(jobSequencing.instanceSchema, ovens, "bakery.json", "invalid-instance");
    const result = solveSync(jobSequencing, ovens, { work: 50_000 });
    expect(result).toMatchObject({ objective: 90, status: "optimal", valid: true });
    expect(earliestEnd(ovens)).toEqual({ value: 90, proof: "all jobs shared evenly" });
  });

  it("bounds the end by jobs that share a machine, and by refuting earlier ends", () => {
    const instance: JobSequencingInstance = { problem: "job-sequencing", lengths: [5, 5, 5, 1], machines: 2 };
    expect(earliestEnd(instance)).toEqual({ value: 10, proof: "2 of the 3 longest jobs share a machine" });
    const three: JobSequencingInstance = { problem: "job-sequencing", lengths: [9, 9, 4, 4, 4, 4, 4], machines: 3 };
    expect(earliestEnd(three).value).toBe(13);
    expect([...endBounds(three)].at(-1)?.value).toBeGreaterThanOrEqual(13);
  });

  it("tells when each machine is done, and which one misses the deadline", () => {
    const instance: JobSequencingInstance = { problem: "job-sequencing", lengths: [2, 3], machines: 2, deadline: 4 };
    expect(jobSequencing.tell?.(instance, { machine: [1, 1] })).toBe("0: idle (0); 1: job 0, job 1 (5)");
    expect(jobSequencing.verify(instance, { machine: [1, 1] })).toEqual([
      { code: "late-machine", message: "machine 1 is done at 5, 1 after the deadline 4", amount: 1 },
    ]);
    expect(jobSequencing.verify(instance, { machine: [2, 0] })[0].code).toBe("unknown-machine");
  });
});
