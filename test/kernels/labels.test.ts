/** Label kernels: the form that a model takes, and twins that make the same moves on it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createReferenceLabels } from "../../src/kernels/labels/reference.ts";
import { choicesOf, type LabelSystem, labelSystem } from "../../src/kernels/labels/system.ts";
import type { LabelsSession } from "../../src/kernels/labels/types.ts";
import { createLabels } from "../../src/kernels/labels/wasm.ts";
import { csrFromEdges, energy, isIntegerModel, kronecker } from "../../src/model/index.ts";
import type { Couplings, EnergyModel, Term } from "../../src/model/types.ts";
import { createRandom, type Random } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

interface Shape {
  readonly groups: number;
  readonly size: number;
  readonly free: number;
  readonly form: "cells" | "alike" | "written-out" | "both";
  readonly numbers: "integer" | "real";
  /** Largest magnitude of a weight. */
  readonly most: number;
}

const number = (random: Random, { numbers, most }: Shape) =>
  numbers === "real" ? most * (2 * random.uniform() - 1) : random.below(2 * most + 1) - most;

/** Random pairs among n with weights. */
function randomCsr(n: number, density: number, random: Random, shape: Shape): Couplings & { kind: "csr" } {
  const pairs: [number, number, number][] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) if (random.uniform() < density) pairs.push([i, j, number(random, shape)]);
  }
  const part = <K extends 0 | 1 | 2>(k: K) => pairs.map((pair) => pair[k]);
  return csrFromEdges(n, part(0), part(1), part(2));
}

/** A random model over one-hot groups: couplings inside groups, graphs between equal choices, any pairs, free bits. */
function randomModel(shape: Shape, seed: number): EnergyModel {
  const { groups, size, free, form } = shape;
  const random = createRandom(seed);
  const n = groups * size + free;
  const inside = kronecker({ kind: "identity", n: groups }, { kind: "all-but-diagonal", n: size });
  const terms: Term[] = [{ scale: -20, start: 0, couplings: inside }];
  if (form === "cells" || form === "both")
    terms.push({ scale: 1, start: 0, couplings: randomCsr(n, 0.3, random, shape) });
  if (form !== "cells") {
    const graph = randomCsr(groups, 0.5, random, shape);
    const alike = kronecker({ ...graph, symmetric: true }, { kind: "identity", n: size });
    if (form !== "written-out") terms.push({ scale: 0.5, start: 0, couplings: alike });
    else terms.push({ scale: 1, start: 0, couplings: writeOut(graph, size, n) });
  }
  const couplings: Couplings = { kind: "sum", n, terms };
  const uniform = form === "alike" || form === "written-out";
  const values = Float64Array.from({ length: n }, () => (uniform ? 3 : number(random, shape)));
  const core = { couplings, biases: { kind: "dense", n, values } as const, offset: 7 };
  const structure = [{ kind: "one-hot", groups, size, penalised: true }] as const;
  return { n, domain: "bit", ...core, structure, integer: isIntegerModel(core) };
}

function writeOut({ rowStart, column, values, n: groups }: Couplings & { kind: "csr" }, size: number, n: number) {
  const [from, to, weight]: number[][] = [[], [], []];
  for (let g = 0; g < groups; g++) {
    for (let k = rowStart[g]; k < rowStart[g + 1]; k++) {
      for (let c = 0; c < size && column[k] < g; c++) {
        from.push(g * size + c);
        to.push(column[k] * size + c);
        weight.push(values[k]);
      }
    }
  }
  return csrFromEdges(n, from, to, weight);
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  groups: fc.integer({ min: 1, max: 9 }),
  size: fc.integer({ min: 1, max: 6 }),
  free: fc.integer({ min: 0, max: 3 }),
  form: fc.constantFrom("cells", "alike", "written-out", "both"),
  numbers: fc.constantFrom("integer", "real"),
  most: fc.constantFrom(1, 5, 1000),
});

/** The energy that the model gives to choices. */
function energyOf(model: EnergyModel, system: LabelSystem, choices: Int32Array): number {
  const values = new Int8Array(model.n);
  for (let u = 0; u < system.units; u++) {
    if (u < system.groups) values[u * system.size + choices[u]] = 1;
    else values[system.groups * system.size + u - system.groups] = choices[u];
  }
  return energy(model, { kind: "plain", values });
}

const randomChoices = (system: LabelSystem, random: Random) =>
  Int32Array.from({ length: system.units }, (_, u) => random.below(choicesOf(system, u)));

describe("label systems", () => {
  prop("give every state its energy, exactly where all numbers are whole", [shapes, fc.nat()], (shape, seed) => {
    const model = randomModel(shape, seed);
    const system = labelSystem(model);
    expect(system.exact).toBe(model.integer);
    const session = createReferenceLabels(system, { random: createRandom(1) });
    const random = createRandom(seed, 1);
    for (let k = 0; k < 5; k++) {
      const choices = randomChoices(system, random);
      session.assign(choices);
      const found = session.energy * system.unit + system.offset;
      const expected = energyOf(model, system, choices);
      expect(Math.abs(found - expected)).toBeLessThanOrEqual(system.exact ? 0 : 1e-5 * shape.most);
    }
  });

  it("keep couplings between equal choices once, however they are written", () => {
    const shape = { groups: 9, size: 5, free: 0, numbers: "integer", most: 4 } as const;
    const given = labelSystem(randomModel({ ...shape, form: "alike" }, 3));
    const found = labelSystem(randomModel({ ...shape, form: "written-out" }, 3));
    expect(given.pairs.weight.length).toBe(0);
    expect(given.symmetric).toBe(true);
    expect(found).toEqual(given);
  });

  it("are not symmetric where choices differ", () => {
    const shape = { groups: 5, size: 3, free: 0, numbers: "integer", most: 4 } as const;
    expect(labelSystem(randomModel({ ...shape, form: "both" }, 3)).symmetric).toBe(false);
    expect(labelSystem(randomModel({ ...shape, free: 1, form: "alike" }, 3)).symmetric).toBe(false);
  });

  it("refuse what is too large", () => {
    const shape = { groups: 5, size: 3, free: 0, numbers: "integer", most: 4, form: "both" } as const;
    expect(() => labelSystem(randomModel(shape, 3), 100)).toThrow(expect.objectContaining({ code: "memory" }));
  });
});

/** One random operation on a session, the same for equal seeds; returns all that can be seen of it. */
function operate(session: LabelsSession, seed: number): unknown {
  const random = createRandom(seed);
  const { system } = session;
  let count = 0;
  const kind = random.below(8);
  if (kind === 0) session.assign(randomChoices(system, random));
  else if (kind === 1) session.begin();
  else if (kind === 2) {
    count = session.anneal(random.below(6 * system.units), [0.3, 3, 300][random.below(3)]);
    session.begin();
  } else {
    const tenure = { spread: 1 + random.below(12), share: random.below(2000), cap: random.below(20) };
    count = session.search(random.below(60), random.below(4) === 0 ? 10 : Number.POSITIVE_INFINITY, tenure);
  }
  const current = new Int32Array(system.units);
  const best = new Int32Array(system.units);
  session.read(current);
  session.readBest(best);
  const { energy: now, bestEnergy, discontent } = session;
  return { kind, count, current: [...current], best: [...best], now, bestEnergy, discontent };
}

describe("label twins", () => {
  prop("make the same moves", [shapes, fc.nat()], (shape, seed) => {
    const system = labelSystem(randomModel(shape, seed));
    const reference = createReferenceLabels(system, { random: createRandom(seed) });
    const fast = createLabels(system, { random: createRandom(seed) });
    for (let step = 0; step < 12; step++) expect(operate(fast, seed + step)).toEqual(operate(reference, seed + step));
  });

  it.each([
    { groups: 60, size: 7, free: 0, form: "alike", numbers: "integer", most: 1 },
    { groups: 40, size: 9, free: 11, form: "both", numbers: "integer", most: 50 },
    { groups: 30, size: 16, free: 3, form: "cells", numbers: "real", most: 2 },
  ] as const)("make the same moves over $groups groups of $size and $free bits", (shape) => {
    const system = labelSystem(randomModel(shape, 11));
    const reference = createReferenceLabels(system, { random: createRandom(5) });
    const fast = createLabels(system, { random: createRandom(5) });
    for (let step = 0; step < 60; step++) expect(operate(fast, step)).toEqual(operate(reference, step));
  });

  prop("keep the energy of the state that they show", [shapes, fc.nat()], (shape, seed) => {
    const system = labelSystem(randomModel(shape, seed));
    const session = createLabels(system, { random: createRandom(seed) });
    const oracle = createReferenceLabels(system, { random: createRandom(seed) });
    const choices = new Int32Array(system.units);
    for (let step = 0; step < 8; step++) {
      operate(session, seed + step);
      session.readBest(choices);
      oracle.assign(choices);
      expect(oracle.energy).toBe(session.bestEnergy);
      session.read(choices);
      oracle.assign(choices);
      expect(oracle.energy).toBe(session.energy);
      expect(oracle.discontent).toBe(session.discontent);
    }
  });

  it("find the same in slices", () => {
    const shape = { groups: 40, size: 5, free: 2, form: "both", numbers: "integer", most: 9 } as const;
    const system = labelSystem(randomModel(shape, 2));
    const tenure = { spread: 10, share: 600, cap: 10 };
    const [whole, sliced] = [0, 1].map(() => createLabels(system, { random: createRandom(9) }));
    whole.search(500, Number.POSITIVE_INFINITY, tenure);
    for (let k = 0; k < 50; k++) sliced.search(10, Number.POSITIVE_INFINITY, tenure);
    expect(operate(sliced, 7)).toEqual(operate(whole, 7));
  });
});
