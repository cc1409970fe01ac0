/** What decoders say of a state: the solution with what is wrong with it, or that it is no state of theirs. */
import type { Decoded, Violation } from "../problem.ts";

/** @param partial what can be shown of a solution that is not valid, or null */
export function judged<S>(solution: S, violations: readonly Violation[], partial: unknown = solution): Decoded<S> {
  const [first, ...others] = violations;
  if (first === undefined) return { solution, violations: [] };
  return { solution: null, violations: [first, ...others], partial };
}

/** @param message what the encoding needs, and what was found */
export const wrongState = (message: string): Extract<Decoded<never>, { partial: unknown }> => ({
  solution: null,
  violations: [{ code: "wrong-state", message }],
  partial: null,
});
