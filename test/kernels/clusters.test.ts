/** Cluster exchange: the kernel against its reference, what it keeps, and that both temperatures stay in equilibrium. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createReferenceClusters } from "../../src/kernels/clusters/reference.ts";
import type { Clusters } from "../../src/kernels/clusters/types.ts";
import { createClusters } from "../../src/kernels/clusters/wasm.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { type SpinSystem, spinSystem, systemEnergy } from "../../src/kernels/system.ts";
import { csrFromEdges, isIntegerModel } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import { createRandom, type Random } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

const MAKERS = [createClusters, createReferenceClusters];
const MEMORY = { memoryLimit: 1e9 };

/** A random graph of mean degree 3. */
function sparseSystem(n: number, seed: number, whole: boolean, biased: boolean): SpinSystem {
  const random = createRandom(seed);
  const draw = () => (whole ? random.below(7) - 3 : 2 * random.uniform() - 1);
  const pairs: [number, number][] = [];
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) if (random.uniform() * n < 3) pairs.push([i, j]);
  const couplings = csrFromEdges(
    n,
    pairs.map(([i]) => i),
    pairs.map(([, j]) => j),
    pairs.map(draw),
  );
  const values = Float64Array.from({ length: n }, () => (biased ? draw() : 0));
  const core = { couplings, biases: { kind: "dense", n, values }, offset: 1 } as const;
  const model: EnergyModel = { n, domain: "spin", ...core, structure: [], integer: isIntegerModel(core) };
  return spinSystem(model);
}

const randomSpins = (n: number, random: Random) =>
  Int8Array.from({ length: n }, () => (random.below(2) === 1 ? 1 : -1));

function fill(clusters: Clusters, random: Random): void {
  clusters.first.set(randomSpins(clusters.first.length, random));
  clusters.second.set(randomSpins(clusters.second.length, random));
}

const total = (system: SpinSystem, { first, second }: Clusters) =>
  systemEnergy(system, first) + systemEnergy(system, second);

describe("cluster exchange", () => {
  prop(
    "twins agree bit for bit, and the energies of both states keep their sum",
    [
      fc.integer({ min: 1, max: 80 }),
      fc.integer(),
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom(0, 0.1, 1, Number.POSITIVE_INFINITY),
    ],
    (n, seed, whole, biased, rate) => {
      const system = sparseSystem(n, seed, whole, biased);
      const [fast, slow] = MAKERS.map((make) => make(system, { random: createRandom(seed), ...MEMORY }));
      const random = createRandom(seed, 1);
      for (let round = 0; round < 5; round++) {
        fill(fast, random);
        slow.first.set(fast.first);
        slow.second.set(fast.second);
        const before = total(system, fast);
        const cold = systemEnergy(system, fast.second);
        expect({ ...fast.exchange(rate) }).toEqual({ ...slow.exchange(rate) });
        expect([...fast.first]).toEqual([...slow.first]);
        expect([...fast.second]).toEqual([...slow.second]);
        expect(Math.abs(total(system, fast) - before)).toBeLessThan(system.integer ? 1e-300 : 1e-9);
        if (rate === Number.POSITIVE_INFINITY) {
          expect(systemEnergy(system, fast.second)).toBeLessThanOrEqual(cold + (system.integer ? 0 : 1e-9));
        }
      }
    },
  );

  it("counts the components in which states differ", () => {
    // A path of seven: the states differ at its ends and in the middle.
    const couplings = csrFromEdges(7, [0, 1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 1]);
    const core = { couplings, biases: { kind: "constant", n: 7, value: 0 }, offset: 0 } as const;
    const system = spinSystem({ n: 7, domain: "spin", ...core, structure: [], integer: true });
    for (const make of MAKERS) {
      const clusters = make(system, { random: createRandom(1), ...MEMORY });
      clusters.first.fill(1);
      clusters.second.set([-1, 1, 1, -1, 1, 1, -1]);
      expect({ ...clusters.exchange(Number.POSITIVE_INFINITY) }).toEqual({ components: 3, moved: 3 });
      expect([...clusters.second]).toEqual([1, 1, 1, 1, 1, 1, 1]);
      expect([...clusters.first]).toEqual([-1, 1, 1, -1, 1, 1, -1]);
    }
  });

  it.each([true, false])("leaves both temperatures in equilibrium (biases: %s)", (biased) => {
    const system = sparseSystem(6, 12, true, biased);
    const betas = [0.15, 0.5];
    const states = 2 ** system.n;
    for (const make of MAKERS) {
      const clusters = make(system, { random: createRandom(5), ...MEMORY });
      const random = createRandom(6);
      fill(clusters, random);
      const counts = [new Float64Array(states), new Float64Array(states)];
      const rounds = 60_000;
      for (let round = 0; round < rounds; round++) {
        [clusters.first, clusters.second].forEach((spins, which) => {
          metropolis(system, spins, betas[which], random);
        });
        clusters.exchange(betas[1] - betas[0]);
        [clusters.first, clusters.second].forEach((spins, which) => {
          counts[which][spins.reduce((code, spin, i) => code | (spin === 1 ? 1 << i : 0), 0)]++;
        });
      }
      betas.forEach((beta, which) => {
        const weights = Array.from({ length: states }, (_, code) => {
          const spins = Int8Array.from({ length: system.n }, (_s, i) => ((code >> i) & 1 ? 1 : -1));
          return Math.exp(-beta * systemEnergy(system, spins));
        });
        const sum = weights.reduce((part, weight) => part + weight, 0);
        weights.forEach((weight, code) => {
          const expected = (rounds * weight) / sum;
          const margin = 8 * Math.sqrt(expected) + 0.002 * rounds;
          expect(Math.abs(counts[which][code] - expected), `state ${code} at ${beta}`).toBeLessThan(margin);
        });
      });
    }
  });

  it("belongs to both sets of kernels and keeps to its memory", () => {
    const system = sparseSystem(20, 1, true, false);
    expect(referenceKernels.clusters).toBe(createReferenceClusters);
    for (const make of MAKERS) {
      expect(() => make(system, { random: createRandom(1), memoryLimit: 10 })).toThrowError(
        expect.objectContaining({ code: "memory" }),
      );
    }
  });
});

/** One sweep of the plainest sort. */
function metropolis(
  { n, rowStart, column, weight, bias, unit }: SpinSystem,
  spins: Int8Array,
  beta: number,
  random: Random,
) {
  for (let i = 0; i < n; i++) {
    let field = bias[i];
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) field += weight[k] * spins[column[k]];
    if (random.uniform() < 0.9 * Math.min(1, Math.exp(-2 * beta * unit * spins[i] * field))) spins[i] = -spins[i];
  }
}
