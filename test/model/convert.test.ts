/** Bits to spins and back: the energy of every state stays the same. */
import { describe, expect, it } from "vitest";
import { energy, magnitudeBound, stateToDomain, toDomain } from "../../src/model/index.ts";
import type { Domain, EnergyModel } from "../../src/model/types.ts";
import { models } from "../support/arbitraries.ts";
import { allStates, close, denseEnergy, denseModel } from "../support/oracle.ts";
import { prop } from "../support/prop.ts";

const other = (domain: Domain): Domain => (domain === "spin" ? "bit" : "spin");

function expectSameEnergies(model: EnergyModel, converted: EnergyModel, exact: boolean): void {
  const dense = denseModel(converted);
  for (const values of allStates(model.n, model.domain === "spin" ? -1 : 0)) {
    const before = energy(model, { kind: "plain", values });
    const state = stateToDomain({ kind: "plain", values }, converted.domain);
    if (state.kind !== "plain") throw new Error("a plain state became compact");
    for (const after of [energy(converted, state), denseEnergy(dense, state.values)]) {
      if (exact) expect(after + 0).toBe(before + 0);
      else expect(close(after, before, magnitudeBound(model))).toBe(true);
    }
  }
}

describe("domain conversion", () => {
  prop("keeps the energy of all states, exactly for integers", [models({ max: 8 })], (model) =>
    expectSameEnergies(model, toDomain(model, other(model.domain)), model.integer),
  );

  prop("and back keeps it too", [models({ max: 6 })], (model) => {
    const back = toDomain(toDomain(model, other(model.domain)), model.domain);
    expect(back.domain).toBe(model.domain);
    expectSameEnergies(model, back, model.integer);
  });

  prop(
    "claims exactness only where every weight is a multiple of one half",
    [models({ numbers: "integer" })],
    (model) => {
      const converted = toDomain(model, other(model.domain));
      if (!converted.integer) return;
      const { W, b, c } = denseModel(converted);
      expect([...W.flat(), ...b, c].every((value) => Number.isInteger(2 * value))).toBe(true);
    },
  );

  prop("to its own domain is the model itself", [models()], (model) => {
    expect(toDomain(model, model.domain)).toBe(model);
  });

  it("of a compact state is refused", () => {
    const labels = { kind: "labels", label: Int32Array.of(0) } as const;
    expect(() => stateToDomain(labels, "spin")).toThrow(expect.objectContaining({ code: "model" }));
  });
});
