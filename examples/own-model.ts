/** A model and a solver of your own: minimise a bare energy, watch every move, restart a solver that you wrote. */
import assert from "node:assert/strict";
import { csrFromEdges, defineSolver, type EnergyModel, isIntegerModel, minimise, noBiases } from "groundstate";
import { Type } from "typebox";

// An antiferromagnetic ring of 12 spins with one frustrated bond: E = sum of s_i s_(i+1), the last bond reversed.
const n = 12;
const sites = Array.from({ length: n }, (_, i) => i);
const couplings = csrFromEdges(
  n,
  sites,
  sites.map((i) => (i + 1) % n),
  sites.map((i) => (i === n - 1 ? 1 : -1)),
);
const energy = { couplings, biases: noBiases(n), offset: 0 };
const model: EnergyModel = { n, domain: "spin", structure: [], ...energy, integer: isIntegerModel(energy) };

const proved = await minimise(model, { solver: "exhaustive" });
assert.deepEqual([proved.status, proved.energy], ["optimal", 2 - n]);

/** Flips random spins and keeps what is not worse. */
const randomFlips = defineSolver<{ flips: number }>({
  id: "random-flips",
  title: "Random flips",
  summary: "Proposes random single flips and keeps those that do not raise the energy.",
  sources: [],
  optionsSchema: Type.Object({ flips: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
  defaults: { flips: 2000 },
  guarantees: new Set(["descent"] as const),
  refuses: () => null,
  *search({ n: size, ...rest }, { flips }, { random, kernels, monitor }) {
    const fields = kernels.fields({ n: size, ...rest }, new Int8Array(size).fill(1));
    const state = { kind: "plain", values: fields.values } as const;
    monitor?.started(state, fields.energy);
    for (let work = 1; work <= flips; work++) {
      const i = random.below(size);
      if (fields.gain(i) <= 0) {
        fields.flip(i);
        monitor?.moved(state, fields.energy);
      }
      if (work % 100 === 0) yield { work, energy: fields.energy, state };
    }
    return { status: "exhausted" };
  },
});

const found = await minimise(model, { solver: randomFlips, verify: true });
console.log(
  `random flips: energy ${found.energy}, ${found.verification?.rises} rises in ${found.verification?.moves} moves`,
);
assert.equal(found.energy, proved.energy);
assert.equal(found.verification?.first, null);
