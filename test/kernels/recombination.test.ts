/** Recombination: the best offspring of the components in which two states differ, by exhaustion on small models. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadKernels } from "../../src/kernels/load.ts";
import { type Bonds, strongBonds } from "../../src/kernels/recombination/bonds.ts";
import { createReferenceRecombiner } from "../../src/kernels/recombination/reference.ts";
import { spinSystem, systemEnergy } from "../../src/kernels/system.ts";
import { energy, stateToDomain } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { models, modelsWithValues } from "../support/arbitraries.ts";
import { longRangeChain } from "../support/chains.ts";
import { prop } from "../support/prop.ts";

/** Every state that differs from a only where a and b differ. */
function* between(a: Int8Array, b: Int8Array): Generator<Int8Array> {
  const sites = [...a.keys()].filter((i) => a[i] !== b[i]);
  for (let code = 0; code < 2 ** sites.length; code++) {
    const child = a.slice();
    for (const [k, i] of sites.entries()) if ((code >> k) & 1) child[i] = b[i];
    yield child;
  }
}

const cases = models({ numbers: "integer", domain: "spin", max: 9 }).chain((model) => {
  const spins = fc
    .array(fc.constantFrom(-1, 1), { minLength: model.n, maxLength: model.n })
    .map((values) => Int8Array.from(values));
  return fc.tuple(fc.constant(model), spins, spins);
});

/** Components by flood fill over the dense picture of the couplings: what the fast one may move together. */
function components(system: ReturnType<typeof spinSystem>, sites: ReadonlySet<number>): number[][] {
  const left = new Set(sites);
  const found: number[][] = [];
  for (const first of sites) {
    if (!left.delete(first)) continue;
    const part = [first];
    for (const i of part) {
      for (let k = system.rowStart[i]; k < system.rowStart[i + 1]; k++) {
        if (left.delete(system.column[k])) part.push(system.column[k]);
      }
    }
    found.push(part);
  }
  return found;
}

describe("recombination", () => {
  prop("reports the change of energy and never raises it", [cases, fc.boolean()], ([model, a, b], drift) => {
    const system = spinSystem(model);
    const child = a.slice();
    const change = createReferenceRecombiner(system).combine(child, b, drift);
    expect(change).toBeLessThanOrEqual(0);
    expect(systemEnergy(system, child)).toBeCloseTo(systemEnergy(system, a) + system.unit * change, 9);
  });

  prop("with biases finds the best mixture of components", [cases], ([model, a, b]) => {
    const system = spinSystem(model);
    if (!system.bias.some((value) => value !== 0)) return;
    const differing = new Set([...a.keys()].filter((i) => a[i] !== b[i]));
    const parts = components(system, differing);
    const child = a.slice();
    createReferenceRecombiner(system).combine(child, b, false);
    let least = Number.POSITIVE_INFINITY;
    for (const mixed of between(a, b)) {
      if (parts.every((part) => new Set(part.map((i) => mixed[i] === a[i])).size === 1)) {
        least = Math.min(least, systemEnergy(system, mixed));
      }
    }
    expect(systemEnergy(system, child)).toBeCloseTo(least, 9);
  });
});

prop("twins agree bit for bit", [modelsWithValues(), fc.boolean(), fc.nat()], ([model, values], drift, code) => {
  const system = spinSystem(model);
  const [a, b] = [0, 1].map((k) => Int8Array.from(values, (_, i) => ((code >> ((i + 7 * k) % 30)) & 1 ? 1 : -1)));
  const twin = a.slice();
  const changes = [
    createReferenceRecombiner(system).combine(a, b, drift),
    loadKernels().recombiner(system, 1e9).combine(twin, b, drift),
  ];
  expect(changes[1]).toBe(changes[0]);
  expect(twin).toEqual(a);
});

describe("with bonds", () => {
  prop(
    "twins agree bit for bit, and the energy falls by what they say",
    [cases, fc.nat(), fc.boolean()],
    (drawn, code, drift) => {
      const [model, a, b] = drawn;
      const system = spinSystem(model);
      const bonds = someBonds(system, code);
      const twins = [a.slice(), a.slice()];
      const changes = [
        createReferenceRecombiner(system, bonds).combine(twins[0], b, drift),
        loadKernels().recombiner(system, 1e9, bonds).combine(twins[1], b, drift),
      ];
      expect(changes[1]).toBe(changes[0]);
      expect(twins[1]).toEqual(twins[0]);
      expect(systemEnergy(system, twins[0]) - systemEnergy(system, a)).toBe(system.unit * changes[0]);
      expect(changes[0]).toBeLessThanOrEqual(0);
    },
  );

  it("of the strongest couplings, chains fall apart that all couplings hold together", () => {
    const system = spinSystem(longRangeChain(64, 3));
    const bonds = strongBonds(system, 1)!;
    expect(bonds.column.length / 2).toBeGreaterThan(50);
    expect(bonds.column.length / 2).toBeLessThan(80);
    for (let i = 0; i < 64; i++) {
      for (let k = bonds.rowStart[i]; k < bonds.rowStart[i + 1]; k++) {
        expect(Math.abs(system.weight[weightAt(system, i, bonds.column[k])])).toBeGreaterThan(0);
      }
    }
    const a = new Int8Array(64).fill(1);
    const b = a.slice().fill(-1, 10, 20).fill(-1, 40, 50); // two stretches, coupled weakly
    const whole = createReferenceRecombiner(system);
    const parted = createReferenceRecombiner(system, bonds);
    let better = 0;
    for (let seed = 0; seed < 40; seed++) {
      const random = createRandom(seed);
      for (let i = 0; i < 64; i++) a[i] = random.below(2) === 0 ? -1 : 1;
      const mate = b.map((value, i) => value * a[i]);
      const [one, two] = [whole.combine(a.slice(), mate, false), parted.combine(a.slice(), mate, false)];
      if (two < one) better++;
    }
    expect(better).toBeGreaterThan(8);
  });

  it("there are none where couplings are alike", () => {
    expect(strongBonds(spinSystem(longRangeChain(64, 0)), 1)).toBe(null);
  });
});

/** Some of the couplings, both directions alike. */
function someBonds({ n, rowStart, column }: ReturnType<typeof spinSystem>, code: number): Bonds {
  const kept: number[] = [];
  const start = new Int32Array(n + 1);
  for (let i = 0; i < n; i++) {
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) {
      if ((code >> ((i + column[k]) % 30)) & 1) kept.push(column[k]);
    }
    start[i + 1] = kept.length;
  }
  return { rowStart: start, column: Int32Array.from(kept) };
}

function weightAt({ rowStart, column }: ReturnType<typeof spinSystem>, i: number, j: number): number {
  return column.subarray(rowStart[i], rowStart[i + 1]).indexOf(j) + rowStart[i];
}

describe("spin systems", () => {
  prop("have the energy of their model", [modelsWithValues()], ([model, values]) => {
    const system = spinSystem(model);
    const state = { kind: "plain", values } as const;
    const spins = stateToDomain(state, "spin");
    if (spins.kind !== "plain") throw new Error("a plain state became compact");
    const [found, expected] = [systemEnergy(system, spins.values), energy(model, state)];
    if (system.integer) expect(found).toBe(expected);
    else expect(Math.abs(found - expected)).toBeLessThan(1e-9 * (1 + Math.abs(expected) + system.reach * model.n));
  });

  prop("of integer models are integer", [models({ numbers: "integer" })], (model) => {
    const system = spinSystem(model);
    expect(system.integer).toBe(true);
    expect(system.weight).toBeInstanceOf(Int32Array);
    for (let i = 0; i < model.n; i++) {
      let sum = Math.abs(system.bias[i]);
      for (let k = system.rowStart[i]; k < system.rowStart[i + 1]; k++) sum += Math.abs(system.weight[k]);
      expect(sum).toBeLessThanOrEqual(system.reach);
      expect(system.rowStart[i + 1] - system.rowStart[i]).toBeLessThanOrEqual(system.degree);
    }
  });
});
