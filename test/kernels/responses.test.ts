/** Responses of graded neurons in WebAssembly give the bits of the reference, from the middle of the range to its ends. */
import fc from "fast-check";
import { describe, expect } from "vitest";
import { createResponses } from "../../src/kernels/responses/reference.ts";
import { createWasmResponses } from "../../src/kernels/responses/wasm.ts";
import { createRandom } from "../../src/random.ts";
import { prop } from "../support/prop.ts";

const cases = fc.record({
  seed: fc.nat(),
  n: fc.integer({ min: 64, max: 90 }),
  low: fc.constantFrom(-1 as const, 0 as const),
  steepness: fc.constantFrom(1e-3, 0.5, 2, 300),
  spread: fc.constantFrom(1e-12, 1e-3, 1, 40, 1000),
});

describe("responses", () => {
  prop("and their entropies and divergences have the same bits", [cases], ({ seed, n, low, steepness, spread }) => {
    const random = createRandom(seed);
    const curve = { low, steepness };
    const reference = createResponses(n);
    const fast = createWasmResponses(n, 1e9);
    const u = Float64Array.from({ length: n }, () => spread * random.normal());
    const [expected, found] = [new Float64Array(n), new Float64Array(n)];
    reference.respond(curve, u, expected);
    fast.respond(curve, u, found);
    expect(found).toEqual(expected);
    const near = expected.map((v) => Math.min(1, Math.max(low, v + 1e-4 * (random.uniform() - 0.5))));
    const anywhere = near.map(() => low + (1 - low) * random.uniform());
    const ends = near.map((_v, i) => (i % 2 === 0 ? low : 1));
    for (const v of [expected, near, anywhere, ends]) {
      expect(fast.entropy(curve, v)).toBe(reference.entropy(curve, v));
      expect(fast.divergence(curve, v, u)).toBe(reference.divergence(curve, v, u));
    }
    fast.respond(curve, u, u); // in place
    expect(u).toEqual(expected);
  });
});
