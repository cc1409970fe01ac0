/** Compact states, slack, digests. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cells,
  checkState,
  clippedBinary,
  compactState,
  completeSlack,
  copyState,
  expandState,
  isPermutation,
  noBiases,
  sameState,
  stateDigest,
  structureOf,
} from "../../src/model/index.ts";
import type { Domain, EnergyModel, Slack, State } from "../../src/model/types.ts";
import { allStates } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";
import { labelModels, permutationModels } from "../support/structured.ts";

const compact = fc.oneof(permutationModels, labelModels);

describe("compact states", () => {
  prop("come back from their expansion", [compact], ([model, state]) => {
    const values = expandState(model, state);
    expect(values).toHaveLength(model.n);
    checkState(model, { kind: "plain", values });
    const back = compactState(model, values);
    expect(back !== null && sameState(back, state)).toBe(true);
  });

  prop("do not exist for values that break the structure", [compact, fc.nat()], ([model, state], pick) => {
    const values = expandState(model, state);
    const one = structureOf(model, "one-hot");
    const covered = one === null ? structureOf(model, "permutation")!.size ** 2 : one.groups * one.size;
    const i = pick % covered;
    values[i] = 1 - values[i];
    expect(compactState(model, values)).toBeNull();
  });

  prop("are copied deeply and compared by value", [compact], ([, state]) => {
    const copy = copyState(state);
    expect(sameState(copy, state)).toBe(true);
    expect(stateDigest(copy)).toBe(stateDigest(state));
    cells(copy)[0] += 1;
    expect(sameState(copy, state)).toBe(false);
    expect(stateDigest(copy)).not.toBe(stateDigest(state));
  });

  prop(
    "are permutations exactly when every number occurs once",
    [fc.array(fc.integer({ min: -1, max: 5 }), { maxLength: 5 })],
    (list) => {
      const expected = [...list].sort((a, b) => a - b).every((value, i) => value === i);
      expect(isPermutation(list)).toBe(expected);
    },
  );

  it("of the wrong shape are refused, and so are values outside the domain", () => {
    const model: EnergyModel = {
      n: 4,
      domain: "bit",
      couplings: { kind: "none", n: 4 },
      biases: noBiases(4),
      offset: 0,
      structure: [{ kind: "permutation", size: 2, penalised: true }],
      integer: true,
    };
    const wrong: State[] = [
      { kind: "plain", values: new Int8Array(3) },
      { kind: "plain", values: Int8Array.of(0, 1, -1, 0) },
      { kind: "permutation", order: Int32Array.of(0) },
      { kind: "permutation", order: Int32Array.of(1, 1) },
      { kind: "permutation", order: Int32Array.of(0, 2) },
      { kind: "labels", label: Int32Array.of(0, 0) },
    ];
    for (const state of wrong) {
      expect(() => checkState(model, state)).toThrow(expect.objectContaining({ code: "model" }));
      expect(() => expandState(model, state)).toThrow(expect.objectContaining({ code: "model" }));
    }
  });
});

describe("clipped binary codes", () => {
  prop("reach every integer up to their sum, and nothing else", [fc.integer({ min: 0, max: 300 })], (range) => {
    const coefficients = clippedBinary(range);
    expect(coefficients.reduce((sum, a) => sum + a, 0)).toBe(range);
    expect(coefficients.length).toBe(range === 0 ? 0 : Math.floor(Math.log2(range)) + 1);
    const reached = new Set<number>();
    for (let code = 0; code < 2 ** coefficients.length; code++) {
      reached.add(coefficients.reduce((sum, a, k) => sum + ((code >> k) & 1) * a, 0));
    }
    expect(reached.size).toBe(range + 1);
  });
});

describe("slack", () => {
  const balance = (domain: Domain, items: number, parts: number, weights: number[], capacity: number, slack: Slack) => {
    const n = slack.first + (domain === "spin" ? 1 : parts) * slack.coefficients.length;
    const model: EnergyModel = {
      n,
      domain,
      couplings: { kind: "none", n },
      biases: noBiases(n),
      offset: 0,
      structure: [
        { kind: "balance", items, parts, weights: Float64Array.from(weights), capacity, penalised: true, slack },
      ],
      integer: true,
    };
    return model;
  };
  const weights = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 4, maxLength: 4 });
  const range = fc.integer({ min: 1, max: 12 });

  prop("over spins minimises (load + slack)^2", [weights, range, fc.integer({ min: 0, max: 15 })], (w, r, code) => {
    const coefficients = clippedBinary(r);
    const model = balance("spin", 4, 2, w, 0, { first: 4, coefficients });
    const values = new Int8Array(model.n).fill(1);
    for (let i = 0; i < 4; i++) values[i] = (code >> i) & 1 ? 1 : -1;
    const load = w.reduce((sum, weight, i) => sum + weight * values[i], 0);
    const penalty = (slack: ArrayLike<number>) =>
      (load + coefficients.reduce((sum, a, k) => sum + a * slack[k], 0)) ** 2;
    completeSlack(model, values);
    const best = Math.min(...Array.from(allStates(coefficients.length, -1), penalty));
    expect(penalty(values.subarray(4))).toBe(best);
    checkState(model, { kind: "plain", values });
  });

  prop(
    "over bits minimises (load + slack - capacity)^2 in every part",
    [weights, range, fc.integer({ min: 0, max: 14 }), fc.array(fc.nat(2), { minLength: 4, maxLength: 4 })],
    (w, r, capacity, label) => {
      const coefficients = clippedBinary(r);
      const model = balance("bit", 4, 3, w, capacity, { first: 12, coefficients });
      const values = new Int8Array(model.n);
      label.forEach((part, i) => {
        values[3 * i + part] = 1;
      });
      completeSlack(model, values);
      for (let part = 0; part < 3; part++) {
        const load = w.reduce((sum, weight, i) => sum + weight * values[3 * i + part], 0);
        const penalty = (slack: ArrayLike<number>) =>
          (load + coefficients.reduce((sum, a, k) => sum + a * slack[k], 0) - capacity) ** 2;
        const first = 12 + part * coefficients.length;
        const best = Math.min(...Array.from(allStates(coefficients.length, 0), penalty));
        expect(penalty(values.subarray(first, first + coefficients.length))).toBe(best);
      }
    },
  );
});

describe("digests", () => {
  it("of all states of ten bits differ", () => {
    const digests = new Set(Array.from(allStates(10, 0), (values) => stateDigest({ kind: "plain", values })));
    expect(digests.size).toBe(1024);
  });
  it("are eight hex digits, also for an empty state", () => {
    expect(stateDigest({ kind: "plain", values: new Int8Array(0) })).toMatch(/^[0-9a-f]{8}$/);
  });
});
