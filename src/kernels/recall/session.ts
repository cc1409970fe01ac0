/** The session around a recall: checks of a batch, and slices of work. */
import { GroundstateError } from "../../errors.ts";
import type { RecallOutcome, RecallRun, RecallSession } from "./types.ts";

/** Does a batch, adding outcomes in order of cues; yields the cost of each small piece of work in nanoseconds. */
type Recall = (run: RecallRun, outcomes: RecallOutcome[]) => Generator<number, void, void>;

export function createRecallSession(size: number, whole: boolean, recall: Recall): RecallSession {
  let outcomes: RecallOutcome[] = [];
  let work: Generator<number, void, void> | null = null;
  return {
    size,
    whole,
    begin(run) {
      checkRun(size, run);
      outcomes = [];
      work = recall(run, outcomes);
    },
    advance(budget) {
      let left = budget;
      while (work !== null) {
        const { done, value } = work.next();
        if (done === true) work = null;
        else left -= value;
        if (left <= 0) break;
      }
      return work === null;
    },
    get outcomes() {
      return outcomes;
    },
  };
}

function checkRun(size: number, { count, cues, steps }: RecallRun): void {
  const refuse = (place: string, found: unknown, expected: string): never => {
    throw new GroundstateError("invalid-options", `${place} is ${String(found)}, expected ${expected}`);
  };
  if (cues.length !== count * size) refuse("cues.length", cues.length, `${count} x ${size}`);
  if (!(steps >= 1)) refuse("steps", steps, "at least 1");
  for (let k = 0; k < cues.length; k++) {
    if (cues[k] !== 1 && cues[k] !== -1) {
      refuse(`cues[${Math.floor(k / size)}][${k % size}]`, cues[k], "-1 or +1");
    }
  }
}
