/** Dense replicas: the kernels against their reference draw by draw, energies against the rows, and the distribution they sample. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { denseForm, isDense } from "../../src/kernels/replicas/dense.ts";
import { createDenseReference } from "../../src/kernels/replicas/dense-reference.ts";
import { createDenseReplicas } from "../../src/kernels/replicas/dense-wasm.ts";
import type { Replicas } from "../../src/kernels/replicas/types.ts";
import { type SpinSystem, spinSystem, systemEnergy } from "../../src/kernels/system.ts";
import { isIntegerModel } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

/** Weights and biases by `draw`, each there with probability `share`. */
function denseSystem(n: number, seed: number, share: number, draw: (u: number) => number): SpinSystem {
  const random = createRandom(seed);
  const values = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      values[i * n + j] = values[j * n + i] = random.uniform() < share ? draw(random.uniform()) : 0;
    }
  }
  const biases = Float64Array.from({ length: n }, () => (random.uniform() < share ? draw(random.uniform()) : 0));
  const core = {
    couplings: { kind: "dense", n, values },
    biases: { kind: "dense", n, values: biases },
    offset: 3,
  } as const;
  const model: EnergyModel = { n, domain: "spin", ...core, structure: [], integer: isIntegerModel(core) };
  return spinSystem(model);
}

const whole = (most: number) => (u: number) => Math.round((2 * u - 1) * most);
const DRAWS = {
  signs: (u: number) => (u < 0.5 ? -1 : 1),
  ones: () => 3,
  mostly: (u: number) => (u < 0.02 ? -1 : 1),
  bytes: whole(100),
  shorts: whole(30_000),
  words: whole(3_000_000),
  real: (u: number) => 2 * u - 1,
};
const MEMORY = { memoryLimit: 1e9 };

const spinsOf = (replicas: Replicas, r: number): Int8Array => {
  const spins = new Int8Array(replicas.n);
  replicas.read(r, spins);
  return spins;
};
const statesOf = (replicas: Replicas) => Array.from({ length: replicas.width }, (_, r) => [...spinsOf(replicas, r)]);

/** Running energies are those of the states. */
function checkEnergies(system: SpinSystem, replicas: Replicas, slack = 0): void {
  const energies = replicas.energies().slice();
  for (let r = 0; r < replicas.width; r++) {
    const actual = systemEnergy(system, spinsOf(replicas, r));
    expect(Math.abs(energies[r] - actual)).toBeLessThanOrEqual(slack * system.reach * system.n);
  }
}

/** Inverse temperatures around those at which a system of this reach freezes, and the ends. Fields are about reach / sqrt(n). */
const betas = ({ n, reach, unit }: SpinSystem) => [
  0,
  1 / (8 * unit * reach),
  1 / (unit * reach),
  ...[0.5, 1.3, 1.6, 2.5, 5].map((times) => (times * Math.sqrt(n)) / (unit * reach)),
  50 / unit,
];

describe("dense replicas", () => {
  prop(
    "twins agree bit for bit on whole systems",
    [
      fc.oneof(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 250, max: 300 })),
      fc.integer(),
      fc.constantFrom(
        "signs" as const,
        "ones" as const,
        "mostly" as const,
        "bytes" as const,
        "shorts" as const,
        "words" as const,
      ),
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom(0.2, 1),
    ],
    (n, seed, draw, width, share) => {
      const system = denseSystem(n, seed, share, DRAWS[draw]);
      const [fast] = createDenseReplicas(system, { random: createRandom(seed), width, ...MEMORY });
      const [slow] = createDenseReference(system, { random: createRandom(seed), width, ...MEMORY });
      for (const beta of [...betas(system), Number.POSITIVE_INFINITY]) {
        for (const [from, to] of [
          [0, undefined],
          [135, n],
          [0, 140],
        ] as const) {
          expect(fast.sweep(beta, from, to)).toBe(slow.sweep(beta, from, to));
        }
        expect(statesOf(fast)).toEqual(statesOf(slow));
      }
      checkEnergies(system, fast);
      expect([...fast.energies()]).toEqual([...slow.energies()]);
    },
    { numRuns: 25 },
  );

  it.each(Object.keys(DRAWS) as (keyof typeof DRAWS)[])(
    "keep exact energies through thousands of flips: %s",
    (draw) => {
      const system = denseSystem(130, 4, 1, DRAWS[draw]);
      const replicas = createDenseReplicas(system, { random: createRandom(2), width: 3, batches: 2, ...MEMORY });
      const slack = system.integer ? 0 : 1e-6;
      for (const beta of betas(system)) {
        for (const batch of replicas) {
          // The same part again and again: the logs run full before the other blocks have a turn.
          for (let k = 0; k < 40; k++) batch.sweep(beta, 0, 128);
          for (let k = 0; k < 20; k++) batch.sweep(beta);
          checkEnergies(system, batch, slack);
        }
      }
    },
  );

  it("draw nothing more for the places that fill a block up", () => {
    const system = denseSystem(265, 3, 1, DRAWS.bytes);
    const [fast, slow] = [createDenseReplicas, createDenseReference].map((create) => {
      const [replicas] = create(system, { random: createRandom(1), width: 2, ...MEMORY });
      return replicas;
    });
    const cold = 2 / (system.unit * denseForm(system).hot);
    for (let k = 0; k < 40; k++) expect(fast.sweep(cold)).toBe(slow.sweep(cold));
  });

  it("exchange and take whole states", () => {
    const system = denseSystem(70, 5, 1, DRAWS.signs);
    for (const create of [createDenseReplicas, createDenseReference]) {
      const [one, other] = create(system, { random: createRandom(3), width: 4, batches: 2, ...MEMORY });
      one.sweep(0.1);
      other.energies();
      const [before, theirs] = [statesOf(one), statesOf(other)];
      one.exchange(other, 0b0101);
      expect(statesOf(one)).toEqual([theirs[0], before[1], theirs[2], before[3]]);
      expect(statesOf(other)).toEqual([before[0], theirs[1], before[2], theirs[3]]);
      checkEnergies(system, one);
      one.write(1, before[0]);
      one.sweep(Number.POSITIVE_INFINITY);
      checkEnergies(system, one);
      checkEnergies(system, other);
    }
  });

  it("descend to states that no flip lowers", () => {
    for (const draw of ["signs", "shorts", "real"] as const) {
      const system = denseSystem(100, 6, 1, DRAWS[draw]);
      const [replicas] = createDenseReplicas(system, { random: createRandom(4), width: 2, ...MEMORY });
      while (replicas.sweep(Number.POSITIVE_INFINITY) > 0);
      for (const spins of statesOf(replicas)) {
        for (let i = 0; i < system.n; i++) {
          let field = system.bias[i];
          for (let k = system.rowStart[i]; k < system.rowStart[i + 1]; k++)
            field += system.weight[k] * spins[system.column[k]];
          expect(field * spins[i]).toBeGreaterThanOrEqual(system.integer ? 0 : -1e-3);
        }
      }
    }
  });

  // In 16-bit fields numbers are drawn whole at the first inverse temperature, in two looks at the second.
  it.each([
    ["signs", 1.5],
    ["signs", 4],
    ["bytes", 1.5],
    ["bytes", 4],
    ["shorts", 1.5],
    ["real", 1.5],
  ] as const)("sample the Boltzmann distribution: %s, beta %d / reach", (draw, beta) => {
    const system = denseSystem(5, 8, 1, DRAWS[draw]);
    const exact = beta / (system.unit * system.reach);
    const form = denseForm(system);
    if (form.hot > 0) expect(1 / (2 * exact * form.unit) >= form.hot).toBe(beta < 2);
    const states = 2 ** system.n;
    const chances = Array.from({ length: states }, (_, code) => {
      const spins = Int8Array.from({ length: system.n }, (_, i) => (((code >> i) & 1) === 1 ? 1 : -1));
      return Math.exp(-exact * systemEnergy(system, spins));
    });
    const total = chances.reduce((sum, chance) => sum + chance, 0);
    const width = 32;
    const [replicas] = createDenseReplicas(system, { random: createRandom(9), width, ...MEMORY });
    const counts = new Float64Array(states);
    const rounds = 2000;
    for (let k = 0; k < 20; k++) replicas.sweep(exact);
    for (let round = 0; round < rounds; round++) {
      // Several sweeps apart the samples are nearly independent.
      for (let k = 0; k < (beta > 2 ? 15 : 5); k++) replicas.sweep(exact);
      for (const spins of statesOf(replicas))
        counts[spins.reduce((code, spin, i) => code | (spin === 1 ? 1 << i : 0), 0)]++;
    }
    let distance = 0;
    // States that are rarer than this count as one.
    const rest = { expected: 1, seen: 0 };
    chances.forEach((chance, code) => {
      const expected = (chance / total) * rounds * width;
      if (expected >= 10) distance += (counts[code] - expected) ** 2 / expected;
      else [rest.expected, rest.seen] = [rest.expected + expected, rest.seen + counts[code]];
    });
    distance += (rest.seen - rest.expected) ** 2 / rest.expected;
    // 31 degrees of freedom: mean 31, deviation 7.9; twice the mean allows for what correlation is left.
    expect(distance).toBeLessThan(75);
  });

  it("take the narrowest numbers that hold every field", () => {
    const kindOf = (n: number, draw: (u: number) => number) => denseForm(denseSystem(n, 1, 1, draw)).kind;
    expect(kindOf(65, DRAWS.signs)).toBe("bits");
    expect(kindOf(65, DRAWS.ones)).toBe("bits");
    expect(denseForm(denseSystem(65, 1, 0.5, DRAWS.ones)).kind).toBe("bits");
    expect(denseForm(denseSystem(65, 1, 0.5, DRAWS.signs)).kind).toBe("short");
    expect(kindOf(64, DRAWS.signs)).toBe("short");
    expect(kindOf(64, DRAWS.bytes)).toBe("short");
    expect(kindOf(800, DRAWS.bytes)).toBe("whole-short");
    expect(kindOf(64, DRAWS.shorts)).toBe("whole-short");
    expect(kindOf(64, DRAWS.words)).toBe("whole");
    expect(kindOf(64, DRAWS.real)).toBe("real");
    expect(isDense(denseSystem(64, 1, 1, DRAWS.signs))).toBe(true);
    expect(isDense(denseSystem(64, 1, 0.02, DRAWS.signs))).toBe(false);
  });

  it("refuse more memory than allowed", () => {
    const system = denseSystem(64, 1, 1, DRAWS.signs);
    for (const create of [createDenseReplicas, createDenseReference]) {
      expect(() => create(system, { random: createRandom(1), memoryLimit: 100 })).toThrowError(
        expect.objectContaining({ code: "memory" }),
      );
    }
  });
});
