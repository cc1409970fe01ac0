/**
 * Synchronous binary recall (Little 1974; Goles, Fogelman & Pellegrin 1985): all spins take the signs of their fields at once. E may rise; what
 * never rises is L2(t) = -s(t)'W s(t-1) - b'(s(t) + s(t-1)), because s(t+1) maximises s'h(t): L2(t+1) - L2(t) = -(s(t+1) - s(t-1))'h(t) <= 0 (W
 * symmetric). A field of zero keeps the value, which is the rule of a small self-coupling, for which the theorem holds too. The orbit ends in a fixed
 * point or a cycle of two states.
 */
import { couplingOperator, sameState } from "../../model/index.ts";
import { recallBatch } from "./batched.ts";
import { cueAt, drawUnknown, numberOf } from "./cues.ts";
import { type BinaryFields, binaryFields } from "./fields.ts";
import { type StepOptions, stepOptions } from "./options.ts";
import type { Cues, Dynamics, Memory, RecallContext, Recalled, Trajectory } from "./types.ts";
import { createVerifier, type Recomputed, type Verifier } from "./verification.ts";
import { type Network, networkOf } from "./weights.ts";

export const synchronous: Dynamics<StepOptions> = {
  id: "synchronous",
  title: "Binary, all spins at once",
  summary:
    "All spins take the sign of their fields in the same step; a field of zero keeps the value. E may rise and the end may be a cycle of two states; L2 = -s(t)'Ws(t-1) - b'(s(t) + s(t-1)) never rises, and is the energy that is reported. Unknown spins are drawn from the seed. " +
    "Choose it to compare with asynchronous recall; near stored patterns it needs the fewest steps.",
  sources: [
    "Little 1974, The existence of persistent states in the brain, Mathematical Biosciences 19",
    "Goles, Fogelman & Pellegrin 1985, Decreasing energy functions as a tool for studying threshold networks, Discrete Applied Mathematics 12",
  ],
  needs: "weights",
  ...stepOptions("Steps at most."),
  recall,
};

function* recall(
  memory: Memory,
  cues: Cues,
  { maxSteps }: StepOptions,
  context: RecallContext,
): Generator<number, Recalled, void> {
  const network = networkOf(memory, "synchronous");
  const values = drawUnknown(cues, context.random);
  if (!context.verify) return yield* recallBatch(network, values, "synchronous", maxSteps, context);
  const fields = binaryFields(network, context.memoryLimit);
  const verifier = createVerifier();
  const trajectories: Trajectory[] = [];
  for (let k = 0; k < cues.count; k++) {
    trajectories.push(
      followOrbit(network, fields, cueAt({ ...cues, values }, k), maxSteps, verifier, numberOf(cues, k)),
    );
    yield k + 1;
  }
  return { trajectories, verification: verifier.report() };
}

/** The kernel's orbit, one watched step after the other. */
export function followOrbit(
  network: Network,
  fields: BinaryFields,
  cue: Int8Array,
  maxSteps: number,
  verifier: Verifier,
  index: number,
): Trajectory {
  const { size, biases } = network;
  const pair = pairEnergy(network);
  let [before, now] = [cue.slice(), cue.slice()];
  let steps = 0;
  let ending: Trajectory["ending"] | null = null;
  fields.assign(now);
  const energies = [claimed(now)];
  verifier.started(index, pair(now, before), energies[0]);
  while (ending === null) {
    const next = now.map((value, i) => (fields.field(i) * value < 0 ? -value : value));
    energies.push(claimed(next));
    verifier.moved(pair(next, now), energies[energies.length - 1], next);
    steps++;
    if (same(next, now)) ending = "fixed-point";
    else if (steps > 1 && same(next, before)) ending = "two-cycle";
    else if (steps >= maxSteps) ending = "step-limit";
    [before, now] = [now, next];
    fields.assign(now);
  }
  return { state: now, activity: null, steps, ending, energies };

  /** L2 of `next` after the state that the fields belong to. */
  function claimed(next: Int8Array): number {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += next[i] * fields.unit * fields.field(i) + biases[i] * fields.state[i];
    return 0 - sum; // never -0
  }
}

const same = (a: Int8Array, b: Int8Array) => sameState({ kind: "plain", values: a }, { kind: "plain", values: b });

/** L2 by its definition, from the model alone. */
function pairEnergy({ size, biases, model }: Network): (next: Int8Array, now: Int8Array) => Recomputed {
  const operator = couplingOperator(model.couplings);
  const product = new Float64Array(size);
  return (next, now) => {
    operator.apply(now, product);
    let value = 0;
    let magnitude = 0;
    for (let i = 0; i < size; i++) {
      const term = next[i] * product[i] + biases[i] * (next[i] + now[i]);
      value -= term;
      magnitude += Math.abs(term);
    }
    return { value, size: magnitude };
  };
}
