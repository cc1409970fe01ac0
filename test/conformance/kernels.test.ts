import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Enumeration } from "../../src/kernels/enumeration/types.ts";
import { loadKernels } from "../../src/kernels/load.ts";
import { referenceKernels } from "../../src/kernels/reference.ts";
import type { Fields, Kernels } from "../../src/kernels/types.ts";
import { noBiases } from "../../src/model/index.ts";
import type { Couplings, EnergyModel } from "../../src/model/types.ts";
import { models, modelsWithValues, plainValues } from "../support/arbitraries.ts";
import { prop } from "../support/prop.ts";
import { labelModels, permutationModels } from "../support/structured.ts";
import { enumerationLaw, fieldsLaw, metropolisLaw, ownershipLaw, twinLaw } from "./kernels.ts";

const implementations: readonly Kernels[] = [...new Set([referenceKernels, loadKernels()])];

const structured = fc
  .oneof(permutationModels, labelModels)
  .chain(([model]) => fc.tuple(fc.constant(model), plainValues(model)));
const cases = fc.oneof(modelsWithValues(), structured);
const flips = fc.array(fc.nat(1000), { maxLength: 8 });

describe.each(implementations.map((kernels) => [kernels.id, kernels] as const))("kernels %s", (_id, kernels) => {
  prop(
    "keep fields and energy current under flips",
    [cases, flips],
    ([model, values], list) => fieldsLaw(kernels, model, values, list),
    { numRuns: 200 },
  );
  prop("copy the values they start from", [cases], ([model, values]) => ownershipLaw(kernels, model, values));
  prop(
    "sweep as Metropolis prescribes",
    [cases, fc.constantFrom(0, 0.01, 0.3, 5, Number.POSITIVE_INFINITY), fc.nat()],
    ([model, values], beta, seed) => metropolisLaw(kernels, model, values, beta, seed),
  );
  prop("agree with the reference", [cases, flips], ([model, values], list) =>
    twinLaw(kernels, referenceKernels, model, values, list),
  );

  prop("enumerate all states", [models({ numbers: "integer", domain: "bit", max: 8 })], (model) => {
    enumerationLaw(kernels, model);
    enumerationLaw(kernels, model, true);
  });

  prop(
    "enumerate several blocks",
    [models({ numbers: "integer", domain: "bit", min: 10, max: 11 })],
    (model) => {
      enumerationLaw(kernels, model);
      enumerationLaw(kernels, model, true);
    },
    { numRuns: 10 },
  );

  it("enumerate more states than one block holds", () => {
    const [model] = fc.sample(models({ numbers: "integer", domain: "bit", min: 13, max: 13 }), { numRuns: 1, seed: 5 });
    enumerationLaw(kernels, model);
    enumerationLaw(kernels, model, true);
  });

  it("take a column of pair penalties over a single column", () => {
    const part: Couplings = {
      kind: "kronecker",
      n: 3,
      left: { kind: "all-but-diagonal", n: 3 },
      right: { kind: "identity", n: 1 },
    };
    fieldsLaw(kernels, bits(part), Int8Array.of(1, 0, 1), [0, 1, 2, 1]);
  });
});

const bits = (couplings: Couplings): EnergyModel => ({
  n: couplings.n,
  domain: "bit",
  couplings,
  biases: noBiases(couplings.n),
  offset: 0,
  structure: [],
  integer: true,
});

describe("the laws can fail", () => {
  const ring = bits({ kind: "ring", n: 5 });
  const start = Int8Array.of(1, 0, 1, 1, 0);
  const spoilt = (change: (fields: Fields) => Partial<Fields>): Kernels => ({
    ...referenceKernels,
    fields(model, values) {
      const fields = referenceKernels.fields(model, values);
      return Object.create(fields, Object.getOwnPropertyDescriptors(change(fields))) as Fields;
    },
  });

  it("on a stale local field", () => {
    const stale = spoilt((fields) => {
      const old = Float64Array.from(fields.values, (_, i) => fields.field(i));
      return { field: (i) => old[i] };
    });
    expect(() => fieldsLaw(stale, ring, start, [0, 1])).toThrow();
  });
  it("on a halved gain", () => {
    const halved = spoilt((fields) => ({ gain: (i) => fields.gain(i) / 2 }));
    expect(() => fieldsLaw(halved, ring, start, [0])).toThrow();
  });
  it("on an energy that is not kept", () => {
    const frozen = spoilt((fields) => ({ energy: fields.energy }));
    expect(() => fieldsLaw(frozen, ring, start, [0, 1, 2])).toThrow();
  });
  it("on a refresh that drifts", () => {
    let drift = 0;
    const drifting = spoilt((fields) => ({ refresh: () => void drift++, field: (i) => fields.field(i) + drift }));
    expect(() => fieldsLaw(drifting, ring, start, [])).toThrow();
  });
  it("on values that are not copied", () => {
    const sharing: Kernels = {
      ...referenceKernels,
      fields(model, values) {
        const fields = referenceKernels.fields(model, values);
        return Object.create(fields, { flip: { value: (i: number) => ((values as Int8Array)[i] ^= 1) } }) as Fields;
      },
    };
    expect(() => ownershipLaw(sharing, ring, start)).toThrow();
  });
  it("on a sweep that updates all variables at once and calls itself asynchronous", () => {
    const together: Kernels = {
      ...referenceKernels,
      metropolisSweep(fields, beta, random, accepted) {
        const gains = Array.from({ length: fields.n }, (_, i) => fields.gain(i));
        const chosen = gains.flatMap((gain, i) =>
          gain < 0 || random.uint32() < Math.exp(-beta * gain) * 2 ** 32 ? [i] : [],
        );
        for (const i of chosen) {
          fields.flip(i);
          accepted?.(i);
        }
        return chosen.length;
      },
    };
    expect(() => metropolisLaw(together, ring, start, 0.3, 1)).toThrow();
  });
  it("on an enumeration that misses a state", () => {
    const blind: Kernels = {
      ...referenceKernels,
      enumerate(task) {
        const whole = referenceKernels.enumerate(task);
        return Object.create(whole, { groundStates: { value: () => ({ count: 0, codes: [] }) } }) as Enumeration;
      },
    };
    expect(() => enumerationLaw(blind, ring)).toThrow();
  });
  it("on a sweep that ignores the temperature", () => {
    const hot: Kernels = {
      ...referenceKernels,
      metropolisSweep: (fields, _beta, random, accepted) =>
        referenceKernels.metropolisSweep(fields, 0, random, accepted),
    };
    expect(() => metropolisLaw(hot, ring, start, 5, 1)).toThrow();
  });
});
