/** Replicas: every vector kernel against its plain twin draw by draw, exact energies, the Boltzmann law, quality against a scalar anneal. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { metropolisSweep } from "../../src/kernels/metropolis.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import { createColouredReference } from "../../src/kernels/replicas/coloured-reference.ts";
import { createColouredReplicas } from "../../src/kernels/replicas/coloured-wasm.ts";
import { BLOCK, colourVariables } from "../../src/kernels/replicas/colouring.ts";
import { formOf } from "../../src/kernels/replicas/form.ts";
import { createSparseReference } from "../../src/kernels/replicas/sparse-reference.ts";
import type { Replicas, ReplicasRequest } from "../../src/kernels/replicas/types.ts";
import { createSparseReplicas } from "../../src/kernels/replicas/wasm.ts";
import { type SpinSystem, spinSystem, systemEnergy } from "../../src/kernels/system.ts";
import { csrFromEdges, type EnergyModel } from "../../src/model/index.ts";
import { createRandom, type Random } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

type Kind = "signs" | "small" | "hubs" | "large" | "real";
const KINDS: readonly Kind[] = ["signs", "small", "hubs", "large", "real"];

function weightOf(kind: Kind, random: Random): number {
  if (kind === "real") return random.normal();
  if (kind === "signs") return 2 * random.below(2) - 1;
  const bound = kind === "large" ? 10_000 : 4;
  return random.below(2 * bound + 1) - bound;
}

/** A random graph of about `degree` neighbours; with hubs, variables 3 and 5 know everyone. */
function graph(kind: Kind, n: number, degree: number, biased: boolean, seed: number): EnergyModel {
  const random = createRandom(seed);
  const [from, to, value]: [number[], number[], number[]] = [[], [], []];
  const connect = (i: number, j: number) => {
    from.push(i);
    to.push(j);
    value.push(weightOf(kind, random));
  };
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) if (random.below(n) < degree) connect(i, j);
  if (kind === "hubs" && n > 5) for (const hub of [3, 5]) for (let i = 0; i < n; i++) if (i !== hub) connect(hub, i);
  const values = Float64Array.from({ length: n }, () => (biased ? weightOf(kind, random) : 0));
  return {
    n,
    domain: "spin",
    couplings: csrFromEdges(n, from, to, value),
    biases: { kind: "dense", n, values },
    offset: 2,
    structure: [],
    integer: kind !== "real",
  };
}

const FIELD: Record<Kind, number> = { signs: 1, small: 2, hubs: 2, large: 5000, real: 1 };
const TEMPERATURES = [0, 0.002, 0.03, 0.2, 0.7, 2.5, Number.POSITIVE_INFINITY];

type Maker = (system: SpinSystem, request: ReplicasRequest) => readonly Replicas[];
const make = (maker: Maker, system: SpinSystem, seed: number, batches = 1) =>
  maker(system, { random: createRandom(seed), memoryLimit: 1e9, batches });

function stateOf(replicas: Replicas): string {
  const spins = new Int8Array(replicas.n);
  return Array.from({ length: replicas.width }, (_, replica) => {
    replicas.read(replica, spins);
    return spins.join("");
  }).join(" ");
}

function expectEnergies(system: SpinSystem, replicas: Replicas): void {
  const spins = new Int8Array(system.n);
  const energies = replicas.energies();
  expect(energies.length).toBe(replicas.width);
  energies.forEach((energy, replica) => {
    replicas.read(replica, spins);
    const exact = systemEnergy(system, spins);
    if (system.integer) expect(energy).toBe(exact);
    else expect(Math.abs(energy - exact)).toBeLessThan(1e-5 * (system.n + system.column.length));
  });
}

const cases = fc.record({
  kind: fc.constantFrom(...KINDS),
  n: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 60, max: 200 })),
  degree: fc.integer({ min: 0, max: 12 }),
  biased: fc.boolean(),
  seed: fc.nat(),
});

describe("the vector kernels", () => {
  prop(
    "take the same way as the plain ones, draw by draw",
    [cases],
    ({ kind, n, degree, biased, seed }) => {
      const system = spinSystem(graph(kind, n, degree, biased, seed));
      const [plain, vector] = [createSparseReference, createSparseReplicas].map((maker) =>
        make(maker, system, seed, 2),
      );
      const middle = n >> 1;
      for (const temperature of TEMPERATURES) {
        const beta = temperature / FIELD[kind];
        for (const [from, to] of [
          [0, n],
          [0, middle],
          [middle, n],
        ]) {
          for (const b of [0, 1]) expect(vector[b].sweep(beta, from, to)).toBe(plain[b].sweep(beta, from, to));
        }
        plain[0].exchange(plain[1], 0x9c35);
        vector[0].exchange(vector[1], 0x9c35);
        for (const b of [0, 1]) {
          expect(stateOf(vector[b])).toBe(stateOf(plain[b]));
          expect(Array.from(vector[b].energies())).toEqual(Array.from(plain[b].energies()));
          expectEnergies(system, vector[b]);
        }
      }
    },
    { numRuns: 25 },
  );

  prop(
    "take the same way as the plain ones in one chain by colours",
    [cases],
    ({ n, degree, biased, seed }) => {
      const system = spinSystem(graph("small", n, Math.min(degree, 8), biased, seed));
      fc.pre(system.reach <= 127);
      const [plain, vector] = [createColouredReference, createColouredReplicas].map((maker) =>
        make(maker, system, seed, 2),
      );
      expect(vector[0].width).toBe(1);
      const middle = Math.floor(vector[0].positions / 2);
      for (const temperature of TEMPERATURES) {
        for (const range of [[], [0, middle], [middle]]) {
          for (const b of [0, 1]) {
            expect(vector[b].sweep(temperature / 2, ...range)).toBe(plain[b].sweep(temperature / 2, ...range));
          }
        }
        vector[0].exchange(vector[1], 1);
        plain[0].exchange(plain[1], 1);
        for (const b of [0, 1]) {
          expect(stateOf(vector[b])).toBe(stateOf(plain[b]));
          expectEnergies(system, vector[b]);
        }
      }
    },
    { numRuns: 60 },
  );

  prop("order variables so that blocks share no coupling", [cases], ({ kind, n, degree, seed }) => {
    const system = spinSystem(graph(kind, n, degree, false, seed));
    const { order, place } = colourVariables(system);
    expect(order.length % BLOCK).toBe(0);
    place.forEach((position, i) => {
      expect(order[position]).toBe(i);
      for (let k = system.rowStart[i]; k < system.rowStart[i + 1]; k++) {
        expect(Math.floor(place[system.column[k]] / BLOCK)).not.toBe(Math.floor(position / BLOCK));
      }
    });
    expect(order.filter((i) => i >= 0).length).toBe(n);
  });

  it.each(["signs", "hubs", "large"] as const)("move level spins at the coldest temperatures too (%s)", (kind) => {
    const system = spinSystem(graph(kind, 64, 3, false, 3));
    const [[plain], [vector]] = [createSparseReference, createSparseReplicas].map((maker) => make(maker, system, 5));
    for (const beta of [1e30, 1e50, 1e300, Number.MAX_VALUE]) {
      for (let round = 0; round < 3; round++) expect(vector.sweep(beta)).toBe(plain.sweep(beta));
      expect(vector.sweep(beta)).toBeGreaterThan(0);
      plain.sweep(beta);
      expect(stateOf(vector)).toBe(stateOf(plain));
    }
  });

  it("break ties by all 24 bits of a probability", () => {
    const system = spinSystem(graph("small", 64, 4, true, 2));
    const [[plain], [vector]] = [createSparseReference, createSparseReplicas].map((maker) => make(maker, system, 5));
    // 3 million decisions, one in 2^16 of them by the last byte.
    for (let sweep = 0; sweep < 3000; sweep++) expect(vector.sweep(0.1)).toBe(plain.sweep(0.1));
    expect(stateOf(vector)).toBe(stateOf(plain));
  });

  it("take the forms that these tests are about", () => {
    const forms = KINDS.map((kind) => formOf(spinSystem(graph(kind, 200, 6, false, 1))));
    expect(forms.map(({ numbers }) => numbers)).toEqual(["bytes", "bytes", "bytes", "whole", "real"]);
    expect(forms.map(({ hubs }) => hubs)).toEqual([0, 0, 2, 0, 0]);
  });
});

describe.each([
  ["plain", createSparseReference],
  ["vector", createSparseReplicas],
] as [string, Maker][])("%s replicas", (_name, maker) => {
  prop(
    "read what was written, with its energy, and swap whole replicas",
    [cases],
    ({ kind, n, degree, biased, seed }) => {
      const system = spinSystem(graph(kind, n, degree, biased, seed));
      const [one, other] = make(maker, system, seed, 2);
      const random = createRandom(seed + 1);
      const spins = Int8Array.from({ length: n }, () => 2 * random.below(2) - 1);
      one.write(11, spins);
      const before = stateOf(other).split(" ");
      one.exchange(other, 1 << 11);
      const read = new Int8Array(n);
      other.read(11, read);
      expect(read).toEqual(spins);
      one.read(11, read);
      expect(read.join("")).toBe(before[11]);
      for (const replicas of [one, other]) {
        expectEnergies(system, replicas);
        replicas.sweep(0.5 / FIELD[kind]);
        expectEnergies(system, replicas);
      }
    },
    { numRuns: 30 },
  );

  it.each(KINDS)("descend to states that no flip lowers (%s)", (kind) => {
    const system = spinSystem(graph(kind, 120, 6, true, 3));
    const [replicas] = make(maker, system, 1);
    for (let round = 0; round < 1000 && replicas.sweep(Number.POSITIVE_INFINITY) > 0; round++);
    const spins = new Int8Array(system.n);
    for (let replica = 0; replica < replicas.width; replica++) {
      replicas.read(replica, spins);
      const energy = systemEnergy(system, spins);
      for (let i = 0; i < system.n; i++) {
        spins[i] = -spins[i];
        expect(systemEnergy(system, spins)).toBeGreaterThanOrEqual(energy - (system.integer ? 0 : 1e-4));
        spins[i] = -spins[i];
      }
    }
  });

  it("refuse what exceeds the memory limit", () => {
    const system = spinSystem(graph("signs", 50, 4, false, 1));
    const request = { random: createRandom(1), memoryLimit: 1000 };
    expect(() => maker(system, request)).toThrow(expect.objectContaining({ code: "memory" }));
  });
});

describe("the Boltzmann law", () => {
  // Exact probabilities by enumeration. 16 replicas a sweep; neighbouring sweeps are correlated, which the bound allows for.
  it.each([
    ["signs", 0.05, createSparseReplicas],
    ["signs", 0.35, createSparseReplicas],
    ["small", 0.15, createSparseReplicas],
    ["small", 0.15, createColouredReplicas],
    ["large", 0.00005, createSparseReplicas],
    ["real", 0.6, createSparseReplicas],
  ] as [Kind, number, Maker][])("is sampled by %s at beta %d by %o", (kind, beta, maker) => {
    const n = 6;
    const system = spinSystem(graph(kind, n, 5, true, 8));
    const [replicas] = make(maker, system, 2);
    const counts = new Float64Array(2 ** n);
    const spins = new Int8Array(n);
    const { width } = replicas;
    const sweeps = 192_000 / width;
    for (let sweep = 0; sweep < sweeps; sweep++) {
      replicas.sweep(beta);
      for (let replica = 0; replica < width; replica++) {
        replicas.read(replica, spins);
        counts[spins.reduce((code, spin, i) => code + (spin === 1 ? 1 << i : 0), 0)]++;
      }
    }
    const weights = Array.from(counts, (_, code) =>
      Math.exp(
        -beta *
          systemEnergy(
            system,
            Array.from({ length: n }, (_v, i) => ((code >> i) & 1 ? 1 : -1)),
          ),
      ),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const distance = weights.reduce(
      (sum, weight, code) => sum + Math.abs(weight / total - counts[code] / (width * sweeps)) / 2,
      0,
    );
    expect(distance).toBeLessThan(0.012);
  });

  it("is sampled by hubs, whose acceptance has a rule of its own", () => {
    // A star of weak couplings: the middle's field is a sum of 140 signs, so its mean magnitudes are known by counting.
    const leaves = 140;
    const n = leaves + 1;
    const from = Array.from({ length: leaves }, () => 0);
    const to = Array.from({ length: leaves }, (_, i) => i + 1);
    const couplings = csrFromEdges(n, from, to, new Array<number>(leaves).fill(1));
    const base = { n, domain: "spin", couplings, offset: 0, structure: [], integer: true } as const;
    const values = new Float64Array(n);
    values[0] = 6;
    const system = spinSystem({ ...base, biases: { kind: "dense", n, values } });
    expect(formOf(system).hubs).toBe(1);
    const [replicas] = make(createSparseReplicas, system, 3);
    const beta = 0.02;
    let up = 0;
    const sweeps = 4000;
    const spins = new Int8Array(n);
    for (let sweep = 0; sweep < sweeps; sweep++) {
      replicas.sweep(beta);
      for (let replica = 0; replica < 16; replica++) {
        replicas.read(replica, spins);
        up += spins[0] === 1 ? 1 : 0;
      }
    }
    // The leaves sum out: P(up) = 1 / (1 + exp(-2 beta bias)).
    expect(Math.abs(up / (16 * sweeps) - 1 / (1 + Math.exp(-2 * beta * 6)))).toBeLessThan(0.012);
  });
});

describe("quality at equal sweeps", () => {
  const long = process.env["GROUNDSTATE_LONG"] !== undefined;
  it.each(["signs", "real"] as const)("is that of a scalar anneal (%s)", (kind) => {
    const [n, sweeps, samples] = long ? [1000, 300, 208] : [150, 60, 480];
    const model = graph(kind, n, 12, false, 4);
    const system = spinSystem(model);
    const betas = Array.from({ length: sweeps }, (_, k) => 0.05 + (1.5 * k) / (sweeps - 1));
    const vector: number[] = [];
    const [replicas] = make(createSparseReplicas, system, 5);
    const spins = new Int8Array(n);
    while (vector.length < samples) {
      replicas.restart(createRandom(6, vector.length));
      for (const beta of betas) replicas.sweep(beta);
      for (let replica = 0; replica < 16; replica++) {
        replicas.read(replica, spins);
        vector.push(systemEnergy(system, spins));
      }
    }
    const scalar: number[] = [];
    const random = createRandom(7);
    while (scalar.length < samples) {
      const start = Int8Array.from({ length: n }, () => 2 * random.below(2) - 1);
      const fields = referenceKernels.fields(model, start);
      for (const beta of betas) metropolisSweep(fields, beta, random, null);
      scalar.push(systemEnergy(system, fields.values));
    }
    const mean = (numbers: number[]) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
    const variance = (numbers: number[]) =>
      numbers.reduce((sum, x) => sum + (x - mean(numbers)) ** 2, 0) / (numbers.length - 1);
    const error = Math.sqrt(variance(vector) / vector.length + variance(scalar) / scalar.length);
    // 1.96 standard errors are the 95 % interval; a fixed seed either always passes or never, so no wider one is needed.
    expect(Math.abs(mean(vector) - mean(scalar))).toBeLessThan(1.96 * error);
  });
});
