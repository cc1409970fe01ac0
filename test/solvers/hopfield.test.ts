import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type HopfieldOptions, hopfield } from "../../solvers/hopfield/index.ts";
import { fieldBounds } from "../../solvers/hopfield/magnitude.ts";
import {
  biasAt,
  type Couplings,
  couplingOperator,
  csrFromEdges,
  type EnergyModel,
  energy,
  flipGain,
  kronecker,
  noBiases,
  toDense,
} from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import type { Monitor } from "../../src/solver.ts";
import { prop } from "../support/prop.ts";
import {
  context,
  finish,
  type ModelShape,
  modelShape,
  randomModel,
  randomState,
  silent,
  threeNeurons,
} from "./hopfield-support.ts";

const ASYNCHRONOUS = ["cyclic", "random", "permutation", "greedy"] as const;
const asynchronous = fc.constantFrom(...ASYNCHRONOUS);
const ties = fc.constantFrom("keep" as const, "up" as const);

function everyState(n: number, low: number): Int8Array[] {
  return Array.from({ length: 2 ** n }, (_, code) =>
    Int8Array.from({ length: n }, (_, i) => ((code >> i) & 1 ? 1 : low)),
  );
}

/** L2(t) = -z(t)'W z(t-1) - b'(z(t) + z(t-1)), from the dense matrix. */
function orbitEnergy(model: EnergyModel, now: Int8Array, before: Int8Array): number {
  const { n } = model;
  const weights = toDense(model);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += biasAt(model.biases, i) * (now[i] + before[i]);
    for (let j = 0; j < n; j++) sum += weights[i * n + j] * now[i] * before[j];
  }
  return -sum;
}

describe("asynchronous dynamics", () => {
  prop(
    "every accepted flip lowers the recomputed energy, or keeps it on a tie that rises",
    [modelShape(14), asynchronous, ties, fc.integer()],
    (shape, order, tieRule, seed) => {
      const model = randomModel(shape);
      let before = { energy: Number.NaN, values: new Int8Array(0) };
      let tieFlips = 0;
      const monitor: Monitor = {
        ...silent,
        started(state) {
          if (state.kind === "plain") before = { energy: energy(model, state), values: state.values.slice() };
        },
        moved(state, claimed) {
          if (state.kind !== "plain") throw new Error("expected a plain state");
          const after = energy(model, state);
          expect(Math.abs(after - claimed)).toBeLessThanOrEqual(model.integer ? 0 : 1e-12);
          const changed: number[] = [];
          state.values.forEach((value, i) => {
            if (value !== before.values[i]) changed.push(i);
          });
          expect(changed.length).toBe(1);
          if (after === before.energy) {
            expect(state.values[changed[0]]).toBe(1);
            tieFlips++;
          } else expect(after).toBeLessThan(before.energy);
          before = { energy: after, values: state.values.slice() };
        },
      };
      const { verdict } = finish(hopfield, model, { order, ties: tieRule, starts: 2 }, context(seed, { monitor }));
      if (tieRule === "keep") expect(tieFlips).toBe(0);
      expect(verdict.findings?.["tieFlips"]).toBe(tieFlips);
    },
  );

  prop(
    "ends in a 1-flip minimum of the energy it reports",
    [modelShape(14), asynchronous, ties, fc.integer()],
    (shape, order, tieRule, seed) => {
      const model = randomModel(shape);
      const { verdict, last, champion } = finish(hopfield, model, { order, ties: tieRule }, context(seed));
      const resting = champion.every((_value, i) => flipGain(model, champion, i) > -1e-12);
      expect(verdict.status === "local-minimum").toBe(resting);
      if (tieRule === "keep") expect(resting).toBe(true);
      expect(last.energy).toBeCloseTo(energy(model, { kind: "plain", values: last.values }), 10);
      for (let i = 0; i < model.n; i++) {
        const gain = flipGain(model, last.values, i);
        expect(gain).toBeGreaterThanOrEqual(model.integer ? 0 : -1e-12);
        if (model.integer && tieRule === "up" && last.values[i] !== 1) expect(gain).not.toBe(0);
      }
    },
  );

  prop("cyclic order with ties up is the textbook loop", [modelShape(8), fc.integer()], (shape, seed) => {
    const model = randomModel({ ...shape, integer: true });
    const start = randomState(model, createRandom(seed));
    const { last } = finish(hopfield, model, { order: "cyclic", ties: "up" }, context(seed, { start }));
    const [weights, low] = [toDense(model), model.domain === "spin" ? -1 : 0];
    const s = Array.from(start.values);
    for (let changed = true; changed; ) {
      changed = false;
      for (let i = 0; i < s.length; i++) {
        let a = biasAt(model.biases, i);
        for (let j = 0; j < s.length; j++) a += weights[i * s.length + j] * s[j];
        const value = a >= 0 ? 1 : low;
        if (value !== s[i]) changed = true;
        s[i] = value;
      }
    }
    expect(Array.from(last.values)).toEqual(s);
  });

  prop(
    "the heap and the scan take the same steepest descent",
    [fc.integer()],
    (seed) => {
      // Above 256 variables sparse rows use the heap; the same couplings with an empty dense block are scanned.
      const model = randomModel({ seed, n: 300, domain: "spin", integer: true, sparse: true });
      const block: Couplings = { kind: "dense", n: 1, values: new Int8Array(1) };
      const scanned: EnergyModel = {
        ...model,
        couplings: {
          kind: "sum",
          n: model.n,
          terms: [
            { scale: 1, start: 0, couplings: model.couplings },
            { scale: 1, start: 0, couplings: block },
          ],
        },
      };
      const path = (which: EnergyModel): number[] => {
        const energies: number[] = [];
        const monitor = { ...silent, moved: (_: unknown, value: number) => energies.push(value) };
        finish(
          hopfield,
          which,
          { order: "greedy", ties: "up" },
          context(seed, { monitor: { ...monitor, moved: (s, e) => void monitor.moved(s, e) } }),
        );
        return energies;
      };
      expect(path(model)).toEqual(path(scanned));
    },
    { numRuns: 5 },
  );

  it("takes each of the lecture's eight starts to a ground state: neuron 3 has no field once the others agree", () => {
    // E = -2 s0 s1 + s2 (s0 - s1): all four states with s0 = s1 have energy -2, not only the two with s2 equal too.
    const ground = ["-1,-1,-1", "-1,-1,1", "1,1,-1", "1,1,1"];
    for (const order of ASYNCHRONOUS) {
      for (const values of everyState(3, -1)) {
        const where = () => context(1, { start: { kind: "plain", values } });
        const { last } = finish(hopfield, threeNeurons, { order }, where());
        expect(ground).toContain(last.values.join());
        expect(last.energy).toBe(-2);
        if (values[0] === values[1]) expect(last.values).toEqual(values);
        const up = finish(hopfield, threeNeurons, { order, ties: "up" }, where());
        expect(["-1,-1,1", "1,1,1"]).toContain(up.last.values.join());
      }
    }
  });

  it("claims a local minimum only of the state that is reported, which ties may have left at the same energy", () => {
    const statuses = new Set<string>();
    for (let seed = 0; seed < 300; seed++) {
      const random = createRandom(seed);
      const [from, to, weight]: number[][] = [[], [], []];
      for (let i = 0; i < 12; i++) {
        for (let j = 0; j < i; j++) {
          if (random.below(4) > 0) continue;
          from.push(i);
          to.push(j);
          weight.push(2 * random.below(2) - 1);
        }
      }
      const couplings = csrFromEdges(12, from, to, weight);
      const model: EnergyModel = { ...threeNeurons, n: 12, couplings, biases: noBiases(12), integer: true };
      const { verdict, champion } = finish(hopfield, model, { order: "cyclic", ties: "up" }, context(seed));
      const resting = champion.every((_value, i) => flipGain(model, champion, i) >= 0);
      expect(verdict.status === "local-minimum").toBe(resting);
      statuses.add(verdict.status);
    }
    expect(statuses).toEqual(new Set(["local-minimum", "exhausted"]));
  });

  it("ends on real-valued models whose fields cancel to rounding noise", () => {
    const n = 60;
    const vector = Float64Array.from({ length: n }, (_, i) => (i % 3 === 0 ? 0.1 : i % 3 === 1 ? 0.2 : 0.3));
    const couplings: Couplings = {
      kind: "sum",
      n,
      terms: [{ scale: -1, start: 0, couplings: { kind: "rank-one", n, vector } }],
    };
    const model: EnergyModel = { ...threeNeurons, n, couplings, biases: noBiases(n), integer: false };
    for (const order of ASYNCHRONOUS) {
      for (const tieRule of ["keep", "up"] as const) {
        const { verdict } = finish(hopfield, model, { order, ties: tieRule, starts: 50 }, context(3));
        expect(verdict.status).toBe("local-minimum");
      }
    }
  });

  it("does the first start from the given state and later ones at random", () => {
    const start = { kind: "plain", values: Int8Array.of(1, 1, 1) } as const;
    const ends = new Set<string>();
    const { verdict } = finish(hopfield, threeNeurons, { starts: 20 }, context(5, { start }), (step) => {
      if (step.state.kind === "plain") ends.add(step.state.values.join());
    });
    expect(Array.from(start.values)).toEqual([1, 1, 1]);
    expect(ends.has("-1,-1,-1")).toBe(true);
    expect(verdict.findings?.["starts"]).toBe(20);
  });
});

describe("synchronous dynamics", () => {
  prop("ends with period 1 or 2, and L2 never rises", [modelShape(12), ties, fc.integer()], (shape, tieRule, seed) => {
    const model = randomModel(shape);
    const states: Int8Array[] = [];
    const options = { order: "synchronous", ties: tieRule } as const;
    const { verdict, last, champion } = finish(hopfield, model, options, context(seed), (step) => {
      if (step.state.kind !== "plain") throw new Error("expected a plain state");
      expect(step.energy).toBeCloseTo(energy(model, step.state), 10);
      states.push(step.state.values.slice());
    });
    const period = verdict.findings?.["period"];
    expect([1, 2]).toContain(period);
    const values = states.map((now, t) => (t === 0 ? null : orbitEnergy(model, now, states[t - 1])));
    for (let t = 2; t < values.length; t++) {
      expect(values[t]! - values[t - 1]!).toBeLessThanOrEqual(model.integer ? 0 : 1e-12);
    }
    if (period === 1) for (let i = 0; i < model.n; i++) expect(flipGain(model, last.values, i)).toBeGreaterThan(-1e-12);
    const resting = champion.every((_value, i) => flipGain(model, champion, i) > -1e-12);
    expect(verdict.status === "local-minimum").toBe(period === 1 && resting);
  });

  it("finds the 2-cycle of two neurons that inhibit each other", () => {
    const model: EnergyModel = {
      ...threeNeurons,
      n: 2,
      couplings: csrFromEdges(2, [0], [1], [-1]),
      biases: noBiases(2),
    };
    const start = { kind: "plain", values: Int8Array.of(1, 1) } as const;
    const { verdict } = finish(hopfield, model, { order: "synchronous" }, context(1, { start }));
    expect(verdict).toMatchObject({ status: "exhausted", findings: { period: 2 } });
  });

  it("gives up an orbit when its steps run out", () => {
    const model: EnergyModel = {
      ...threeNeurons,
      n: 2,
      couplings: csrFromEdges(2, [0], [1], [-1]),
      biases: noBiases(2),
    };
    const start = { kind: "plain", values: Int8Array.of(1, 1) } as const;
    const { verdict } = finish(hopfield, model, { order: "synchronous", maxSteps: 1 }, context(1, { start }));
    expect(verdict).toMatchObject({ status: "exhausted" });
  });

  it("claims no descent: every state begins a new chain for the monitor", () => {
    const calls: string[] = [];
    const monitor = { ...silent, moved: () => void calls.push("moved"), started: () => void calls.push("started") };
    const { yields } = finish(hopfield, threeNeurons, { order: "synchronous" }, context(2, { monitor }));
    expect(calls).toEqual(Array(yields).fill("started"));
  });
});

describe("the laws can fail", () => {
  it("with one-way couplings the energy rises and the network runs in circles", () => {
    // w_ij != w_ji: neuron 1 follows neuron 0, neuron 0 flees neuron 1. A plain simulation, since no model can say this.
    const w = [
      [0, -1],
      [1, 0],
    ];
    const s = [1, 1];
    const value = () => -(w[0][1] + w[1][0]) * s[0] * s[1] - 0.5 * s[0];
    let rises = 0;
    let flips = 0;
    for (let t = 0; t < 100; t++) {
      const i = t % 2;
      const wanted = w[i][1 - i] * s[1 - i] > 0 ? 1 : -1;
      const before = value();
      if (wanted !== s[i]) flips++;
      s[i] = wanted;
      if (value() > before) rises++;
    }
    expect(rises).toBeGreaterThan(10);
    expect(flips).toBeGreaterThan(90);
  });

  it("synchronous updates raise the energy of some models", () => {
    let rises = 0;
    for (let seed = 0; seed < 20; seed++) {
      const model = randomModel({ seed, n: 10, domain: "spin", integer: true, sparse: false });
      let before = Number.POSITIVE_INFINITY;
      finish(hopfield, model, { order: "synchronous" }, context(seed), (step) => {
        if (step.energy > before) rises++;
        before = step.energy;
      });
    }
    expect(rises).toBeGreaterThan(0);
  });
});

describe("the contract", () => {
  prop("the same seed gives the same result", [modelShape(12), asynchronous, fc.integer()], (shape, order, seed) => {
    const model = randomModel(shape);
    const run = () => finish(hopfield, model, { order, starts: 3 }, context(seed));
    expect(run()).toEqual(run());
  });

  it("stops cleanly in the middle", () => {
    const model = randomModel({ seed: 1, n: 400, domain: "bit", integer: false, sparse: false });
    for (const order of [...ASYNCHRONOUS, "synchronous"] as const) {
      const search = hopfield.search(model, { ...hopfield.defaults, order, starts: 100 }, context(1));
      search.next();
      search.next();
      expect(search.return({ status: "exhausted" })).toMatchObject({ done: true });
      expect(search.next().done).toBe(true);
    }
  });

  it("yields after a bounded number of tries", () => {
    const model = randomModel({ seed: 2, n: 900, domain: "spin", integer: true, sparse: true });
    for (const order of ["cyclic", "random", "permutation"] as const) {
      let before = 0;
      finish(hopfield, model, { order, starts: 3 }, context(1), (step) => {
        expect(step.work - before).toBeLessThanOrEqual(2000 + model.n);
        before = step.work;
      });
    }
  });

  it("refuses models whose energy does not enforce their structure, and names a solver that can", () => {
    const permutation = { kind: "permutation", size: 2, penalised: false } as const;
    const balance = {
      kind: "balance",
      items: 3,
      parts: 2,
      weights: null,
      capacity: 2,
      penalised: false,
      slack: null,
    } as const;
    const refuse = (structure: EnergyModel["structure"]) =>
      hopfield.refuses({ ...threeNeurons, structure }, hopfield.defaults);
    expect(refuse([permutation])?.instead).toBe("permutation");
    expect(refuse([balance])?.instead).toBe("kernighan-lin");
    expect(refuse([{ ...balance, penalised: true }])).toBeNull();
  });

  it("refuses to allocate above the memory limit", () => {
    const n = 1_000_000_000;
    const model: EnergyModel = { ...threeNeurons, n, couplings: { kind: "ring", n }, biases: noBiases(n) };
    const run = () => finish(hopfield, model, {} satisfies Partial<HopfieldOptions>, context(1));
    expect(run).toThrow(expect.objectContaining({ code: "memory" }));
  });
});

describe("bounds of the local fields", () => {
  const terms = (seed: number): Couplings => {
    const random = createRandom(seed);
    const real = (length: number) => Float64Array.from({ length }, () => 2 * random.uniform() - 1);
    const coordinates = real(24);
    const dense = { kind: "dense", n: 3, values: real(9), symmetric: false } as const;
    return {
      kind: "sum",
      n: 12,
      terms: [
        { scale: -2, start: 0, couplings: { kind: "rank-one", n: 12, vector: real(12) } },
        { scale: 0.5, start: 0, couplings: kronecker(dense, { kind: "cycle", n: 4 }) },
        { scale: -1, start: 0, couplings: { kind: "metric", n: 12, metric: "euclidean", coordinates, dimensions: 2 } },
        { scale: 3, start: 2, couplings: { kind: "ring", n: 5 } },
        {
          scale: -0.5,
          start: 0,
          couplings: {
            ...{ kind: "bands", n: 12, size: 3, from: Int32Array.of(0, 2), to: Int32Array.of(1, 0) },
            ...{ low: Int32Array.of(-2, 0), high: Int32Array.of(0, 5), weight: real(2) },
          },
        },
        { scale: 1, start: 0, couplings: randomModel({ ...shape(seed), n: 12 }).couplings },
        {
          scale: -1,
          start: 1,
          couplings: {
            kind: "cliques",
            n: 6,
            groupStart: Int32Array.of(0, 3, 6),
            member: Int32Array.of(0, 1, 2, 2, 4, 5),
            coefficient: real(6),
          },
        },
      ],
    };
  };
  const shape = (seed: number): ModelShape => ({ seed, n: 12, domain: "spin", integer: false, sparse: true });

  prop("are never below a row's sum of magnitudes, whatever the terms", [fc.integer()], (seed) => {
    const model: EnergyModel = { ...randomModel(shape(seed)), couplings: terms(seed), biases: noBiases(12) };
    const bounds = fieldBounds(model);
    const operator = couplingOperator(model.couplings);
    for (let i = 0; i < 12; i++) {
      let sum = 0;
      for (let j = 0; j < 12; j++) sum += Math.abs(operator.entry(i, j));
      expect(bounds[i]).toBeGreaterThanOrEqual(sum - 1e-12);
    }
  });

  it("are the sums of magnitudes where terms do not overlap", () => {
    const model = { ...randomModel({ ...shape(4), n: 6 }), biases: noBiases(6) };
    const dense = toDense(model);
    const sums = Array.from({ length: 6 }, (_, i) =>
      dense.subarray(6 * i, 6 * i + 6).reduce((sum, w) => sum + Math.abs(w), 0),
    );
    for (const [i, bound] of fieldBounds(model).entries()) expect(bound).toBeCloseTo(sums[i], 12);
  });
});
