/** Binary recall in random order. @see asynchronous.ts for the law and its proof */
import { walkAll } from "./asynchronous.ts";
import { drawUnknown } from "./cues.ts";
import { type StepOptions, stepOptions } from "./options.ts";
import type { Cues, Dynamics, Memory, RecallContext, Recalled } from "./types.ts";
import { networkOf } from "./weights.ts";

export const random: Dynamics<StepOptions> = {
  id: "random",
  title: "Binary, one spin at a time in random order",
  summary:
    "Like cyclic, but each sweep visits the spins in a new random permutation, so that no spin has a right of way. It comes to rest in a 1-flip minimum too; which one depends on the seed. " +
    "Choose it for statistics of attractors and basins, and to see that an answer does not hang on the order.",
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
  const network = networkOf(memory, "random");
  const values = drawUnknown(cues, context.random);
  const shuffled = Int32Array.from({ length: network.size }, (_, i) => i);
  let shuffler = { cue: -1, random: context.random };
  const order = (cue: number): Int32Array => {
    if (shuffler.cue !== cue) {
      shuffler = { cue, random: context.random.split(cue) };
      shuffled.forEach((_, i) => {
        shuffled[i] = i;
      });
    }
    shuffler.random.shuffle(shuffled);
    return shuffled;
  };
  return walkAll(network, { ...context, cues: { ...cues, values }, order, maxSteps });
}
