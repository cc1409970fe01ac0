/** Work that pauses after about a millisecond, so that a driver may stop it, inside other such work. */

/** Yields `step` wherever `work` pauses, and returns its result. Closes it when left on the way. */
export function* whileYielding<Result, Step>(
  work: Generator<unknown, Result, void>,
  step: Step,
): Generator<Step, Result, void> {
  let result: Result | undefined;
  const pauses = (function* () {
    result = yield* work;
  })();
  for (const _ of pauses) yield step;
  return result as Result;
}
