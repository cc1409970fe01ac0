/** The packing search: exchanges against all of them, splits against all subsets, and packings without any room to spare. */
import { describe, expect, it } from "vitest";
import { bestExchange, newExchange } from "../../solvers/packing/exchange.ts";
import { packing } from "../../solvers/packing/index.ts";
import { createPartial, type Partial } from "../../solvers/packing/partial.ts";
import { splitInTwo } from "../../solvers/packing/split.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { energy, obeysStructure, structureOf } from "../../src/model/index.ts";
import type { EnergyModel, State } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";
import type { Step, Verdict } from "../../src/solver.ts";
import { packingModel, triplets } from "../support/packing.ts";
import { labelModel } from "../support/structured.ts";

const FREE = Number.NEGATIVE_INFINITY;

function run(model: EnergyModel, start: State | null = null, exchanges = 20_000): { last: Step; verdict: Verdict } {
  const context = { random: createRandom(3), kernels: referenceKernels, monitor: null, start, memoryLimit: 1e8 };
  const search = packing.search(model, { ...packing.defaults, exchanges }, context);
  let last: Step | null = null;
  for (let next = search.next(); ; next = search.next()) {
    if (next.done === true) return { last: last!, verdict: next.value };
    last = next.value;
  }
}

/** The most that any exchange of up to two for up to two packs, changes of names left out. */
function mostGain({ sizes, bins, room, homeless }: Partial): number {
  const sets = (items: readonly number[]) => [
    ...items.map((a) => [a]),
    ...items.flatMap((a, k) => items.slice(k + 1).map((b) => [a, b])),
  ];
  const total = (items: readonly number[]) => items.reduce((sum, item) => sum + sizes[item], 0);
  const pieces = (items: readonly number[]) =>
    items
      .map((item) => sizes[item])
      .sort()
      .join();
  let most = Number.NEGATIVE_INFINITY;
  for (const [b, members] of bins.entries()) {
    for (const out of [[], ...sets(members)]) {
      for (const into of sets(homeless)) {
        if (total(into) - total(out) > room[b] || pieces(into) === pieces(out)) continue;
        most = Math.max(most, total(into) - total(out));
      }
    }
  }
  return most;
}

describe("exchanges", () => {
  it("pack as much as any of up to two items for up to two", () => {
    let found = 0;
    for (let seed = 0; seed < 200; seed++) {
      const random = createRandom(seed);
      const sizes = Float64Array.from({ length: 14 }, () => 1 + random.below(30));
      const partial = createPartial(sizes, 50, 3);
      for (const item of [...partial.homeless]) {
        const bin = random.below(4);
        if (bin < 3 && partial.room[bin] >= sizes[item]) partial.putIn(bin, item);
      }
      const exchange = newExchange();
      bestExchange(partial, new Float64Array(14).fill(FREE), 0, random, exchange);
      const most = mostGain(partial);
      // An exchange that fills less than another of the same set out is not looked at, so a change of names may hide one that loses.
      if (exchange.bin < 0 || most <= 0) continue;
      expect(exchange.gain).toBe(most);
      found++;
    }
    expect(found).toBeGreaterThan(100);
  });

  it("leave items alone that moved lately", () => {
    const partial = createPartial(Float64Array.of(5, 4), 5, 1);
    partial.putIn(0, 1);
    const exchange = newExchange();
    bestExchange(partial, Float64Array.of(0, 9), 0, createRandom(1), exchange);
    expect(exchange.bin).toBe(-1);
  });
});

describe("splits", () => {
  it("are found whenever there is one, and keep the capacity", () => {
    let found = 0;
    for (let seed = 0; seed < 300; seed++) {
      const random = createRandom(seed);
      const sizes = Float64Array.from({ length: 7 }, () => 1 + random.below(20))
        .sort()
        .reverse();
      const capacity = 30 + random.below(20);
      const sums = Array.from({ length: 128 }, (_, set) => sizes.reduce((sum, s, k) => sum + ((set >> k) & 1) * s, 0));
      const total = sums[127];
      const split = splitInTwo([0, 1, 2, 3, 4, 5, 6], sizes, capacity);
      expect(split !== null).toBe(sums.some((sum) => sum <= capacity && total - sum <= capacity));
      if (split === null) continue;
      found++;
      const own = split.reduce((sum, item) => sum + sizes[item], 0);
      expect(own).toBeLessThanOrEqual(capacity);
      expect(total - own).toBeLessThanOrEqual(capacity);
    }
    expect(found).toBeGreaterThan(30);
  });
});

describe("the packing search", () => {
  it.each([3, 10, 20])("fills %s bins to the brim, and says that nothing is better", (bins) => {
    const model = packingModel(triplets(bins, bins), 1000, bins);
    const { last, verdict } = run(model);
    expect(verdict.status).toBe("optimal");
    expect(last.energy).toBe(energy(model, last.state));
    expect(obeysStructure(model, last.state)).toBe(true);
    expect(last.state.kind).toBe("labels");
  });

  it("claims nothing where the items do not fit, and shows the energy of overfull bins", () => {
    const model = packingModel([3, 3, 3], 5, 2);
    const { last, verdict } = run(model, null, 200);
    expect(verdict.status).toBe("exhausted");
    expect(last.energy).toBe(energy(model, last.state));
    expect(obeysStructure(model, last.state)).toBe(false);
  });

  it("begins where it is told to", () => {
    const model = packingModel([2, 3, 4, 1], 5, 2);
    const start = { kind: "labels", label: Int32Array.of(0, 0, 1, 1) } as const;
    const { last } = run(model, start, 1);
    expect(last).toMatchObject({ work: 0, state: start });
  });

  it("takes packings only: an objective, different capacities or other rows are no packing", () => {
    expect(packing.refuses(labelModel(4, 3, 8, true), packing.defaults)).not.toBeNull();
    expect(structureOf(packingModel([1, 2, 3], 4, 2), "packing")).toMatchObject({ capacity: 4, slack: { first: 6 } });
  });
});
