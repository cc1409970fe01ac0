/** The structure `loads`: stretches of a ring of places, against a naive count; its checks, its way through packing, who refuses it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { solvers } from "../../solvers/index.ts";
import {
  checkModel,
  estimate,
  expandState,
  kronecker,
  noBiases,
  obeysStructure,
  packModel,
  unpackModel,
} from "../../src/model/index.ts";
import type { EnergyModel, State, Structure } from "../../src/model/types.ts";
import { permutations } from "../support/arbitraries.ts";
import { prop } from "../support/prop.ts";

type Loads = Extract<Structure, { kind: "loads" }>;

function modelOf(loads: Loads): EnergyModel {
  const { size } = loads;
  const left = { kind: "all-but-diagonal", n: size } as const;
  return {
    n: size * size,
    domain: "bit",
    couplings: {
      kind: "sum",
      n: size * size,
      terms: [{ scale: -1, start: 0, couplings: kronecker(left, { kind: "cycle", n: size }) }],
    },
    biases: noBiases(size * size),
    offset: 0,
    structure: [{ kind: "permutation", size, penalised: false }, loads],
    integer: true,
  };
}

const loadsOf = (demands: readonly number[], separators: number, capacity: number): Loads => ({
  kind: "loads",
  size: demands.length,
  demands: Float64Array.from(demands),
  separators,
  capacity,
  penalised: false,
});

/** Loads between separators around the ring, with the ring written twice. */
function naive({ separators, demands, size }: Loads, order: Int32Array): number[] {
  const twice = [...order, ...order];
  const cuts = twice.flatMap((item, place) => (item >= separators ? [place] : [])).filter((place) => place <= 2 * size);
  const sum = (items: readonly number[]) => items.reduce((total, item) => total + demands[item], 0);
  if (cuts.length === 0) return [sum([...order])];
  return cuts.slice(0, cuts.length / 2).map((cut, k) => sum(twice.slice(cut + 1, cuts[k + 1])));
}

const cases = fc
  .integer({ min: 1, max: 7 })
  .chain((size) =>
    fc.tuple(
      fc.integer({ min: 0, max: size }),
      fc.array(fc.nat(9), { minLength: size, maxLength: size }),
      fc.nat(25),
      permutations(size),
    ),
  )
  .map(([separators, amounts, capacity, order]) => {
    const demands = amounts.map((amount, item) => (item < separators ? amount : 0));
    return [loadsOf(demands, separators, capacity), order] as const;
  });

describe("loads", () => {
  prop(
    "are kept where no stretch of the ring is above the capacity, in compact and in plain states",
    [cases],
    ([loads, order]) => {
      const model = modelOf(loads);
      checkModel(model);
      const state: State = { kind: "permutation", order };
      const kept = naive(loads, order).every((load) => load <= loads.capacity);
      expect(obeysStructure(model, state)).toBe(kept);
      expect(obeysStructure(model, { kind: "plain", values: expandState(model, state) })).toBe(kept);
    },
  );
  it("are not kept by bits that are no permutation", () => {
    const model = modelOf(loadsOf([1, 0], 1, 5));
    expect(obeysStructure(model, { kind: "plain", values: Int8Array.of(1, 1, 0, 0) })).toBe(false);
  });
  prop("survive packing, and are counted", [cases], ([loads]) => {
    const model = modelOf(loads);
    const buffer = packModel(model);
    expect(unpackModel(buffer)).toEqual(model);
    expect(estimate(model, "model")).toBeGreaterThanOrEqual(loads.demands.byteLength);
  });
  const good = loadsOf([3, 4, 0], 2, 5);
  const bad: readonly [string, Partial<Loads>, RegExp][] = [
    ["another size than the permutation", { size: 4 }, /over 4 places/],
    ["separators beyond the items", { separators: 4 }, /separators is 4/],
    ["a demand too few", { demands: Float64Array.of(3, 4) }, /2 demands/],
    ["half a unit", { demands: Float64Array.of(3, 0.5, 0) }, /demands\[1\] is 0.5/],
    ["a separator with a demand", { demands: Float64Array.of(3, 4, 1) }, /demands\[2\] is 1, expected 0/],
    ["a negative capacity", { capacity: -1 }, /capacity is -1/],
    ["demands beyond exact sums", { demands: Float64Array.of(2 ** 53, 2 ** 53, 0) }, /add up/],
  ];
  it.each(bad)("with %s are refused", (_what, change, message) => {
    const model = modelOf(good);
    const [permuted] = model.structure;
    expect(() => checkModel({ ...model, structure: [permuted, { ...good, ...change }] })).toThrow(message);
  });
  it("are taken by those solvers alone that keep them, and by the search over routes where separators are one depot", () => {
    const takers = (model: EnergyModel) =>
      solvers.filter((solver) => solver.refuses(model, solver.defaults) === null).map(({ id }) => id);
    expect(takers(modelOf(good)).sort()).toEqual(["exhaustive", "permutation"]);
    expect(takers(modelOf(loadsOf([3, 0, 0], 1, 5)))).toEqual(["exhaustive"]); // separators are 1 from each other
  });
});
