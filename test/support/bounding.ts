/** Running a problem's generator of bounds to its end, and the best of a list of all solutions. */
import { referenceKernels } from "../../src/kernels/reference.ts";
import type { Bound, BoundContext, Problem } from "../../src/problem.ts";
import { allSolutions } from "./all-solutions.ts";

export const boundContext = (changes: Partial<BoundContext> = {}): BoundContext => ({
  kernels: referenceKernels,
  memoryLimit: 1e9,
  incumbent: () => null,
  ...changes,
});

/** Every bound that is yielded, `bound` first; at most so many steps. */
export function allBounds<I>(
  problem: Pick<Problem<I, never>, "bound" | "bounds">,
  instance: I,
  context: BoundContext = boundContext(),
  steps = 1e6,
): Bound[] {
  const found: Bound[] = [];
  if (problem.bound !== undefined) found.push(problem.bound(instance));
  let left = steps;
  for (const bound of problem.bounds?.(instance, context) ?? []) {
    if (bound !== null) found.push(bound);
    if (--left <= 0) break;
  }
  return found;
}

/** The best cost over all listed solutions. */
export function bestListed<I, S>(problem: Pick<Problem<I, S>, "id" | "cost" | "sense">, instance: I): number {
  let best = Number.NaN;
  for (const solution of allSolutions[problem.id](instance as never)) {
    const cost = problem.cost(instance, solution as S);
    if (!(problem.sense === "min" ? cost >= best : cost <= best)) best = cost;
  }
  return best;
}
