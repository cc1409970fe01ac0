/** Potts search: minima among labels against lists of all of them, crossover of partitions, greedy states, choices and states. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cross, difference } from "../../solvers/potts/crossover.ts";
import { greedyChoices } from "../../solvers/potts/greedy.ts";
import { potts } from "../../solvers/potts/index.ts";
import { choicesFrom, stateOf } from "../../solvers/potts/states.ts";
import { labelSystem } from "../../src/kernels/labels/system.ts";
import { csrFromEdges, energy, kronecker, noBiases } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import { createRandom } from "../../src/random.ts";
import { chooseSolver } from "../../src/run/auto.ts";
import { minimise } from "../../src/run/search.ts";
import { assignments } from "../support/all-solutions.ts";
import { prop } from "../support/prop.ts";
import { labelModel } from "../support/structured.ts";

/** Conflicts of a graph under `size` colours. */
function conflictModel(groups: number, size: number, pairs: readonly (readonly [number, number])[]): EnergyModel {
  const graph = csrFromEdges(
    groups,
    pairs.map(([i]) => i),
    pairs.map(([, j]) => j),
    pairs.map(() => -1),
  );
  const alike = kronecker({ ...graph, symmetric: true }, { kind: "identity", n: size });
  const n = groups * size;
  const couplings = { kind: "sum", n, terms: [{ scale: 1 / 2, start: 0, couplings: alike }] } as const;
  const structure = [{ kind: "one-hot", groups, size, penalised: false }] as const;
  return { n, domain: "bit", couplings, biases: noBiases(n), offset: 0, structure, integer: true };
}

/** Pairs between the classes of a hidden colouring. */
function planted(groups: number, size: number, density: number, seed: number): [number, number][] {
  const random = createRandom(seed);
  const hidden = Array.from({ length: groups }, () => random.below(size));
  const pairs: [number, number][] = [];
  for (let j = 0; j < groups; j++) {
    for (let i = 0; i < j; i++) if (hidden[i] !== hidden[j] && random.uniform() < density) pairs.push([i, j]);
  }
  return pairs;
}

/** One structure more than groups. */
const arrangement: EnergyModel = {
  ...labelModel(5, 5, 1, true),
  structure: [{ kind: "permutation", size: 5, penalised: true }],
};

describe("potts", () => {
  prop(
    "finds the least energy inside the groups, whatever the penalties are",
    [fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }), fc.nat(), fc.boolean()],
    async (groups, size, seed, penalised) => {
      const model = labelModel(groups, size, seed, penalised);
      let least = Number.POSITIVE_INFINITY;
      for (const label of assignments(
        groups,
        Array.from({ length: size }, (_, k) => k),
      )) {
        least = Math.min(least, energy(model, { kind: "labels", label: Int32Array.from(label) }));
      }
      for (const strategy of ["crossover", "restarts"]) {
        const found = await minimise(model, { solver: "potts", options: { strategy, searches: 6 }, work: 20_000 });
        expect(found.energy).toBe(least);
        expect(found.state!.kind).toBe("labels");
      }
    },
    { numRuns: 25 },
  );

  it.each([
    { groups: 90, size: 3, density: 0.12 },
    { groups: 120, size: 6, density: 0.5 },
    { groups: 60, size: 12, density: 0.9 },
  ])(
    "finds hidden colourings of $groups vertices in $size colours, and ends there",
    async ({ groups, size, density }) => {
      const model = conflictModel(groups, size, planted(groups, size, density, 5));
      const found = await minimise(model, { solver: "potts", work: 3_000_000, time: 30 });
      expect(found).toMatchObject({ energy: 0, status: "exhausted" });
    },
  );

  it("goes on from the state that it is given", async () => {
    const model = conflictModel(30, 3, planted(30, 3, 0.3, 1));
    const { state } = await minimise(model, { solver: "potts", work: 100_000 });
    const again = await minimise(model, { solver: "potts", start: state!, work: 100_000 });
    expect(again).toMatchObject({ energy: 0, work: 1 });
  });

  it("is what auto takes for groups without other structure", () => {
    const takes = (id: string) => id === "potts" || id === "portfolio";
    expect(chooseSolver(labelModel(12, 3, 1, true), takes).solver).toBe("potts");
    expect(chooseSolver(arrangement, takes).solver).not.toBe("potts");
  });

  it("refuses models without groups, and names who takes them", () => {
    expect(potts.refuses(arrangement, potts.defaults)).toMatchObject({ instead: "permutation" });
    const bare = { ...labelModel(4, 3, 1, true), structure: [] };
    expect(potts.refuses(bare, potts.defaults)).toMatchObject({ instead: "annealing" });
  });
});

describe("states of potts", () => {
  const model: EnergyModel = { ...labelModel(3, 4, 1, true) };
  const wider: EnergyModel = {
    ...model,
    n: 14,
    couplings: { kind: "none", n: 14 },
    biases: noBiases(14),
  };

  prop("are labels without other bits, plain values with them, and come back", [fc.nat()], (seed) => {
    const random = createRandom(seed);
    for (const one of [model, wider]) {
      const system = labelSystem(one);
      const choices = Int32Array.from({ length: system.units }, (_, u) => random.below(u < 3 ? 4 : 2));
      const state = stateOf(one, system, choices);
      expect(state.kind).toBe(one === model ? "labels" : "plain");
      expect(choicesFrom(one, system, state)).toEqual(choices);
    }
  });

  it("read invalid groups as their first choice", () => {
    const values = Int8Array.from([0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1]);
    expect(Array.from(choicesFrom(model, labelSystem(model), { kind: "plain", values }))).toEqual([0, 1, 3]);
  });
});

describe("crossover of labels", () => {
  const symmetric = labelSystem(conflictModel(12, 4, planted(12, 4, 0.5, 2)));
  const choices = (text: string) => Int32Array.from(text, Number);

  it("hands on the largest classes of both parents in turn", () => {
    const first = choices("000001122233");
    const second = choices("333301111122");
    const child = cross(symmetric, first, second, createRandom(1));
    expect(Array.from(child.subarray(0, 5))).toEqual([0, 0, 0, 0, 0]); // the largest class of the first
    expect(Array.from(child.subarray(5, 10))).toEqual([1, 1, 1, 1, 1]); // then the largest of the second
    expect(Array.from(child.subarray(10))).toEqual([2, 2]); // and what is left of the first
  });

  prop("keeps what both parents agree on together", [fc.nat()], (seed) => {
    const random = createRandom(seed);
    const parent = Int32Array.from({ length: 12 }, () => random.below(4));
    const names = Int32Array.from([2, 3, 0, 1]);
    const renamed = parent.map((choice) => names[choice]);
    expect(difference(symmetric, parent, renamed)).toBe(0);
    const child = cross(symmetric, parent, renamed, random);
    expect(difference(symmetric, parent, child)).toBe(0);
  });

  prop("takes each choice from a parent where choices mean something", [fc.nat()], (seed) => {
    const system = labelSystem(labelModel(12, 4, 3, false));
    const random = createRandom(seed);
    const [a, b] = [0, 1].map(() => Int32Array.from({ length: 12 }, () => random.below(4)));
    const child = cross(system, a, b, random);
    for (let u = 0; u < 12; u++) expect([a[u], b[u]]).toContain(child[u]);
    expect(difference(system, a, b)).toBe(a.filter((choice, u) => choice !== b[u]).length);
  });
});

describe("greedy states", () => {
  prop("leave no unit with a cheaper choice than those before it left", [fc.nat()], (seed) => {
    // Without couplings every unit has its cheapest choice.
    const model = { ...labelModel(6, 4, seed, false), couplings: { kind: "none", n: 24 } as const };
    const system = labelSystem(model);
    const greedy = greedyChoices(system, createRandom(seed));
    for (let u = 0; u < 6; u++) expect(system.bias[system.first[u] + greedy[u]]).toBe(0);
  });

  it("colour a path with three colours, in any order", () => {
    const pairs = Array.from({ length: 9 }, (_, v): [number, number] => [v, v + 1]);
    const system = labelSystem(conflictModel(10, 3, pairs));
    const greedy = greedyChoices(system, createRandom(1));
    for (const [i, j] of pairs) expect(greedy[i]).not.toBe(greedy[j]); // three colours are enough for any order of a path
  });
});
