/** Where a search over plain states begins. */
import { expandState } from "../../src/model/index.ts";
import type { EnergyModel, State } from "../../src/model/types.ts";
import type { Random } from "../../src/random.ts";

export type StartRule = "random" | "down" | "up";

/** `given` expanded, or all variables low, high, or drawn with probability 1/2. Length n, owned by the caller. */
export function initialValues(model: EnergyModel, given: State | null, rule: StartRule, random: Random): Int8Array {
  if (given !== null) return expandState(model, given);
  const low = model.domain === "spin" ? -1 : 0;
  const values = new Int8Array(model.n).fill(rule === "up" ? 1 : low);
  if (rule === "random") for (let i = 0; i < model.n; i++) values[i] = random.uniform() < 0.5 ? low : 1;
  return values;
}
