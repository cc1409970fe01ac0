/** Bounds of trees: never above the best tree, exact ones at it, and better where a tree is known. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { steinerTree } from "../../problems/steiner-tree/index.ts";
import { exactTree } from "../../src/bounds/trees/dreyfus-wagner.ts";
import { dualAscent, usefulEdges } from "../../src/bounds/trees/dual-ascent.ts";
import { spanningBounds } from "../../src/bounds/trees/spanning.ts";
import { steinerBounds } from "../../src/bounds/trees/steiner.ts";
import { inUnits } from "../../src/bounds/trees/units.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { linked } from "../../src/networks/network.ts";
import type { Bound } from "../../src/problem.ts";
import { createRandom } from "../../src/random.ts";
import { bestTree, networkOf } from "../support/networks.ts";
import { prop } from "../support/prop.ts";

const all = (n: number) => Array.from({ length: n }, (_, v) => v);

function result<T>(work: Generator<unknown, T, void>): T {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}

function last(bounds: Generator<Bound | null, void, void>): Bound | null {
  let best: Bound | null = null;
  for (const bound of bounds) best = bound;
  return best;
}

const context = (known: number | null, memoryLimit = 1e9) => ({
  kernels: referenceKernels,
  memoryLimit,
  incumbent: () => known,
});

const withTerminals = (costs?: fc.Arbitrary<number>) =>
  networkOf(7, costs).chain((network) =>
    fc.uniqueArray(fc.nat(network.n - 1), { minLength: 1 }).map((terminals) => {
      return { network, terminals, required: Uint8Array.from(all(network.n), (v) => +terminals.includes(v)) };
    }),
  );

describe("bounds of trees", () => {
  prop("exact Steiner trees cost as little as any", [withTerminals()], ({ network, terminals }) => {
    expect(result(exactTree(linked(network), terminals))).toBe(bestTree(network, terminals, null));
  });

  prop("dual ascent stays below, and keeps the edges of better trees", [withTerminals()], (given) => {
    const { network, terminals, required } = given;
    const best = bestTree(network, terminals, null);
    for (const root of terminals) {
      const ascended = result(dualAscent(linked(network), required, root));
      expect(ascended.bound).toBeLessThanOrEqual(best);
      const useful = usefulEdges(linked(network), required, ascended, best + 1);
      const pick = <A extends Int32Array | Float64Array>(values: A) => values.filter((_, e) => useful[e] === 1) as A;
      const rest = { n: network.n, from: pick(network.from), to: pick(network.to), cost: pick(network.cost) };
      expect(bestTree(rest, terminals, null)).toBe(best);
    }
  });

  prop(
    "bounds of Steiner trees end at or below the best, also where few bytes are there and a tree is known",
    [withTerminals(), fc.boolean(), fc.nat(3)],
    ({ network, terminals, required }, small, more) => {
      const best = bestTree(network, terminals, null);
      const bound = last(steinerBounds(network, required, context(small ? best + more : null, small ? 1 : 1e9)))!;
      if (small) expect(bound.value).toBeLessThanOrEqual(best);
      else expect(bound.value).toBe(best);
    },
  );

  prop(
    "real costs are rounded to the safe side",
    [withTerminals(fc.double({ min: 0, max: 10, noNaN: true }))],
    (given) => {
      const { network, terminals, required } = given;
      const best = bestTree(network, terminals, null);
      const bound = last(steinerBounds(network, required, context(null)))!;
      expect(bound.value).toBeLessThanOrEqual(best * (1 + 1e-12));
      expect(bound.value).toBeGreaterThanOrEqual(best * (1 - 1e-6) - 1e-9);
    },
  );

  const bounded = networkOf(7).chain((network) =>
    fc.tuple(
      fc.constant(network),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: network.n, maxLength: network.n }),
    ),
  );
  prop(
    "multipliers for degrees stay below the best tree that keeps them",
    [bounded, fc.boolean()],
    ([network, bounds], known) => {
      const best = bestTree(network, all(network.n), bounds);
      const steps = spanningBounds(network, bounds, context(known && Number.isFinite(best) ? best : null));
      let value = Number.NEGATIVE_INFINITY;
      for (let k = 0; k < 300; k++) {
        const next = steps.next();
        if (next.done === true) break;
        expect(next.value!.value).toBeGreaterThanOrEqual(value);
        value = next.value!.value;
      }
      expect(value).toBeLessThanOrEqual(best);
      expect(last(spanningBounds(network, null, context(null)))!.value).toBe(bestTree(network, all(network.n), null));
    },
  );

  it("a known tree of the best cost is proved best by leaving edges out, without trees over all sets", () => {
    let proved = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const instance = steinerTree.generate!(createRandom(seed), 60);
      const best = last(steinerTree.bounds!(instance, context(null)))!;
      expect(best.proof).toMatch(/Dreyfus/);
      const bound = last(steinerTree.bounds!(instance, context(best.value, 1)))!;
      expect(bound.proof).toMatch(/dual ascent/);
      expect(bound.value).toBeLessThanOrEqual(best.value);
      if (bound.value === best.value) proved++;
    }
    expect(proved).toBeGreaterThan(3);
  });

  it("units are exact for whole costs, and no larger than real ones", () => {
    const network = { n: 2, from: Int32Array.of(0), to: Int32Array.of(1) };
    const whole = inUnits({ ...network, cost: Float64Array.of(7) });
    expect(whole.costOf(whole.network.cost[0])).toBe(7);
    expect(whole.costOf(whole.network.cost[0] + 1)).toBe(8);
    expect(whole.costOf(whole.unitsNoBetter(7))).toBe(7);
    expect(whole.costOf(whole.unitsNoBetter(7) - 1)).toBe(6);
    const real = inUnits({ ...network, cost: Float64Array.of(1 / 3) });
    expect(real.costOf(real.network.cost[0])).toBeLessThanOrEqual(1 / 3);
  });
});
