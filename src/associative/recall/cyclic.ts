/** Binary recall in index order. @see asynchronous.ts for the law and its proof */
import { walkAll } from "./asynchronous.ts";
import { recallBatch } from "./batched.ts";
import { drawUnknown } from "./cues.ts";
import { type StepOptions, stepOptions } from "./options.ts";
import type { Cues, Dynamics, Memory, RecallContext, Recalled } from "./types.ts";
import { networkOf } from "./weights.ts";

export const cyclic: Dynamics<StepOptions> = {
  id: "cyclic",
  title: "Binary, one spin at a time in index order",
  summary:
    "s_i takes the sign of its local field h_i, i = 1, 2, ..., n, again and again; a field of zero keeps the value. Each change lowers E = -1/2 s'Ws - b's, so it comes to rest in a 1-flip minimum. Unknown spins are drawn from the seed. " +
    "The usual choice for learned couplings: the fastest, and the same for every seed where nothing is unknown.",
  sources: [
    "Hopfield 1982, Neural networks and physical systems with emergent collective computational abilities, PNAS 79",
  ],
  needs: "weights",
  ...stepOptions("Sweeps at most."),
  recall,
};

function recall(
  memory: Memory,
  cues: Cues,
  { maxSteps }: StepOptions,
  context: RecallContext,
): Generator<number, Recalled, void> {
  const network = networkOf(memory, "cyclic");
  const values = drawUnknown(cues, context.random);
  if (!context.verify) return recallBatch(network, values, "cyclic", maxSteps, context);
  const inOrder = Int32Array.from({ length: network.size }, (_, i) => i);
  return walkAll(network, { ...context, cues: { ...cues, values }, order: () => inOrder, maxSteps });
}
