/** What all checks of a model share: how they refuse, and rows in compressed form. */
import { GroundstateError } from "../errors.ts";

export const fail = (message: string, hint?: string): never => {
  throw new GroundstateError("model", message, hint === undefined ? {} : { hint });
};

/** Starts of `count` rows that hold `total` entries: from 0, never falling, up to total. */
export function checkStarts(start: Int32Array, count: number, total: number, place: string): void {
  if (count < 0 || start.length !== count + 1) fail(`${place} has ${start.length} values, expected ${count + 1}`);
  if (start[0] !== 0 || start[count] !== total) {
    fail(`${place} runs from ${start[0]} to ${start[count]}, expected 0 to ${total}`);
  }
  for (let i = 0; i < count; i++) {
    if (start[i + 1] < start[i]) fail(`${place}[${i + 1}] is ${start[i + 1]}, below its neighbour ${start[i]}`);
  }
}
