/**
 * The discrete Hopfield network (Hopfield 1982), asynchronous in several orders or synchronous (Goles 1985).
 * Asynchronous: E falls at every flip, ends in a 1-flip minimum. Synchronous: ends in a fixed point or a 2-cycle.
 * O(1) a try, O(degree) an accepted flip; synchronous O(stored couplings) a step.
 */
import { type Static, Type } from "typebox";
import { estimate, requireMemory } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import {
  defineSolver,
  type Findings,
  refuseSingleFlips,
  type SearchContext,
  type Step,
  type Verdict,
} from "../../src/solver.ts";
import { createChampion, isLocalMinimum, watched } from "./champion.ts";
import { type AsynchronousOrder, descend } from "./descent.ts";
import { newTally } from "./flipper.ts";
import { initialValues } from "./start.ts";
import { followOrbit, type Orbit } from "./synchronous.ts";

const optionsSchema = Type.Object(
  {
    order: Type.Enum(["cyclic", "random", "permutation", "greedy", "synchronous"], {
      description:
        "Which variable is updated next: in index order, drawn at random, in a new random permutation each sweep (default), the one that lowers the energy most, or all at once (synchronous).",
    }),
    ties: Type.Enum(["keep", "up"], {
      description:
        "What a variable does when its local field is zero: keep its value (default), or rise to +1 (the rule h(a) = +1 for a >= 0).",
    }),
    start: Type.Enum(["random", "down", "up"], {
      description:
        "The first start when none is given: random (default), all variables low (-1 or 0), or all high. Later starts are random.",
    }),
    starts: Type.Integer({ minimum: 1, description: "How many times the network is started. Default 1." }),
    maxSteps: Type.Integer({
      minimum: 1,
      description: "Synchronous order only: give up an orbit after this many steps. Default 100000.",
    }),
  },
  { additionalProperties: false },
);
export type HopfieldOptions = Static<typeof optionsSchema>;

const defaults: HopfieldOptions = { order: "permutation", ties: "keep", start: "random", starts: 1, maxSteps: 100_000 };

function search(model: EnergyModel, options: HopfieldOptions, context: SearchContext): Generator<Step, Verdict, void> {
  requireMemory(model, "fields", context.memoryLimit, "Use a solver that keeps the structure of the model.");
  return options.order === "synchronous"
    ? searchSynchronous(model, options, context)
    : searchAsynchronous(model, options, options.order, context);
}

function* searchAsynchronous(
  model: EnergyModel,
  options: HopfieldOptions,
  order: AsynchronousOrder,
  { random, kernels, monitor, start }: SearchContext,
): Generator<Step, Verdict, void> {
  const tally = newTally();
  const fields = kernels.fields(model, initialValues(model, start, options.start, random));
  const state = { kind: "plain" as const, values: fields.values };
  const champion = createChampion(model.n);
  for (let run = 0; run < options.starts; run++) {
    if (run > 0) fields.assign(initialValues(model, null, "random", random));
    if (monitor !== null) monitor.started(state, fields.energy);
    champion.show(fields.energy, fields.values);
    yield { work: tally.work, energy: fields.energy, state };
    const descent = descend(model, fields, { order, ties: options.ties }, random, monitor, tally);
    yield* watched(champion, descent, fields.values);
  }
  const { flips, tieFlips } = tally;
  // Flips on ties pass through states as low as the end that are no minima.
  const status = isLocalMinimum(model, fields, champion) ? "local-minimum" : "exhausted";
  return { status, findings: { starts: options.starts, flips, tieFlips, lowestEnergy: champion.energy } };
}

function* searchSynchronous(
  model: EnergyModel,
  options: HopfieldOptions,
  { random, kernels, monitor, start, memoryLimit }: SearchContext,
): Generator<Step, Verdict, void> {
  const tally = newTally();
  const product = kernels.product(model.couplings, memoryLimit - estimate(model, "fields"));
  const orbits: Orbit[] = [];
  const champion = createChampion(model.n);
  for (let run = 0; run < options.starts; run++) {
    const values = initialValues(model, run === 0 ? start : null, run === 0 ? options.start : "random", random);
    orbits.push(yield* followOrbit(model, product, values, options, champion, monitor, tally));
  }
  // A fixed point is a 1-flip minimum; a state on the way to it, or in a 2-cycle, may be lower and none.
  const fixed = orbits.some(({ period }) => period === 1);
  const resting = fixed && isLocalMinimum(model, kernels.fields(model, champion.values), champion);
  return { status: resting ? "local-minimum" : "exhausted", findings: orbitFindings(orbits, champion.energy) };
}

function orbitFindings(orbits: readonly Orbit[], lowestEnergy: number): Findings {
  const last = orbits[orbits.length - 1];
  return {
    starts: orbits.length,
    /** Of the last start; null when its steps ran out. */
    period: last.period,
    steps: last.steps,
    lyapunov: last.lyapunov,
    fixedPoints: orbits.filter(({ period }) => period === 1).length,
    twoCycles: orbits.filter(({ period }) => period === 2).length,
    lowestEnergy,
  };
}

export const hopfield = defineSolver<HopfieldOptions>({
  id: "hopfield",
  title: "Hopfield network",
  summary:
    "The classical binary network: variables take the sign of their local field one at a time until nothing changes, which is a 1-flip descent of the energy; or all at once (synchronous), which ends in a fixed point or a 2-cycle. " +
    "Choose it to recall stored patterns, to teach, as a fast first answer and as a baseline; it stops in the first local minimum, so use more starts or another solver for quality.",
  sources: [
    "Hopfield 1982, Neural networks and physical systems with emergent collective computational abilities, PNAS 79",
    "Goles, Fogelman & Pellegrin 1985, Decreasing energy functions as a tool for studying threshold networks, Discrete Applied Mathematics 12",
  ],
  optionsSchema,
  defaults,
  guarantees: new Set(["descent"] as const),
  refuses: refuseSingleFlips,
  search,
});
