/** Quench: lowers a state, whole passes in small slices, to a local minimum if the passes allow. */
import fc from "fast-check";
import { expect } from "vitest";
import { quench } from "../../src/kernels/quench.ts";
import { randomSpins } from "../../src/kernels/spins.ts";
import { spinSystem, systemEnergy } from "../../src/kernels/system.ts";
import { createRandom } from "../../src/random.ts";
import { models } from "../support/arbitraries.ts";
import { prop } from "../support/prop.ts";

prop(
  "a quench never raises the energy, and ends early only in a local minimum",
  [models({ max: 12, min: 1 }), fc.nat()],
  (model, seed) => {
    const system = spinSystem(model);
    const spins = randomSpins(model.n, createRandom(seed));
    const before = systemEnergy(system, spins);
    let tried = 0;
    let change = 0;
    for (const slice of quench(system, spins)) {
      tried += slice.tried;
      change += slice.change;
    }
    const after = systemEnergy(system, spins);
    expect(after).toBeLessThanOrEqual(before + 1e-9 * (1 + Math.abs(before)));
    expect(before + system.unit * change).toBeCloseTo(after, system.integer ? 12 : 6);
    expect(tried % model.n).toBe(0);
    if (tried === 4 * model.n) return;
    for (let i = 0; i < model.n; i++) {
      const flipped = spins.slice();
      flipped[i] = -flipped[i];
      expect(systemEnergy(system, flipped)).toBeGreaterThanOrEqual(after - 1e-9 * (1 + Math.abs(after)));
    }
  },
);
