/** The search over permutations that are no tours: scale of the costs, and what is shown on the way. */
import { describe, expect, it } from "vitest";
import { createAssignmentPool } from "../../solvers/permutation/assignments/pool.ts";
import { permutation } from "../../solvers/permutation/index.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { type EnergyModel, energy, type Factor, isIntegerModel, kronecker, noBiases } from "../../src/model/index.ts";
import { createRandom, type Random } from "../../src/random.ts";

/** Quadratic assignment with random flows and distances, all distances `scale` times a number up to 1. */
function assignment(size: number, scale: number, offset: number, whole = false): EnergyModel {
  const random = createRandom(5);
  const n = size * size;
  const factor = (unit: (random: Random) => number): Factor => {
    const values = Float64Array.from({ length: n }, (_, k) => (k % (size + 1) === 0 ? 0 : unit(random)));
    return { kind: "dense", n: size, values, symmetric: false };
  };
  const flows = factor((source) => source.below(10));
  const distances = factor((source) => (whole ? source.below(50) : scale * source.uniform()));
  const couplings = {
    kind: "sum" as const,
    n,
    terms: [{ scale: -1, start: 0, couplings: kronecker(flows, distances) }],
  };
  const core = { couplings, biases: noBiases(n), offset };
  return {
    n,
    domain: "bit",
    ...core,
    structure: [{ kind: "permutation", size, penalised: false }],
    integer: isIntegerModel(core),
  };
}

function energies(model: EnergyModel, kicks: number): number[] {
  const context = { random: createRandom(1), kernels: referenceKernels, monitor: null, start: null, memoryLimit: 1e9 };
  const found: number[] = [];
  for (const step of permutation.search(model, { ...permutation.defaults, kicks }, context)) {
    expect(step.energy).toBe(energy(model, step.state));
    found.push(step.energy);
  }
  return found;
}

describe("the search over assignments", () => {
  it("improves costs as small as 1e-12 and as large as 1e12 as well as others", () => {
    const share = (scale: number) => {
      const found = energies(assignment(12, scale, 0), 5);
      return found[found.length - 1] / found[0];
    };
    const usual = share(1);
    expect(usual).toBeLessThan(0.95);
    for (const scale of [1e-12, 1e-6, 1e12]) expect(share(scale)).toBeCloseTo(usual, 9);
  });

  it("shows lower states while the first descent is under way", () => {
    const found = energies(assignment(60, 1, 0, true), 0);
    expect(new Set(found).size).toBeGreaterThan(3);
  });
});

describe("the pool of assignments", () => {
  const size = 30;
  const sorted = (order: Int32Array) => [...order].sort((a, b) => a - b);
  const all = Array.from({ length: size }, (_, k) => k);

  it("gives orders at random, then crossovers that keep what good ones share", () => {
    const random = createRandom(4);
    const pool = createAssignmentPool(size, random);
    const shared = new Set([0, 3, 4, 17, 29]);
    const base = pool.next();
    expect(sorted(base)).toEqual(all);
    for (let cost = 20; cost > 0; cost--) {
      const others = Int32Array.from(all.filter((k) => !shared.has(k)));
      const moved = others.slice();
      random.shuffle(moved);
      const order = base.slice();
      for (const [at, place] of others.entries()) order[place] = base[moved[at]];
      pool.offer({ cost, order });
    }
    for (let child = 0; child < 50; child++) {
      const order = pool.next();
      expect(sorted(order)).toEqual(all);
      for (const place of shared) expect(order[place]).toBe(base[place]);
    }
  });

  it("makes room for new orders when offers bring nothing", () => {
    const pool = createAssignmentPool(size, createRandom(4));
    const order = Int32Array.from(all);
    for (let cost = 1; cost <= 20; cost++) pool.offer({ cost, order });
    expect(pool.next()).toEqual(order); // all are the same
    for (let offer = 0; offer < 100; offer++) pool.offer({ cost: 1, order });
    expect(pool.next()).not.toEqual(order);
  });
});
