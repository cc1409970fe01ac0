/** What the Lyapunov monitor found, in one line: "0 rises in 12 moves, 0 wrong energies". */
import type { Result } from "../run/result.ts";
import { counted, formatNumber } from "./numbers.ts";

type Verification = NonNullable<Result["verification"]>;

export function verificationText(verification: Verification): string {
  const { moves, rises, starts = 0, mismatches, flowSteps, flowRises, unchecked } = verification;
  const seen = [
    ...(moves > 0 ? [`${counted(rises, "rise")} in ${counted(moves, "move")}`] : []),
    ...(flowSteps > 0 ? [`${counted(flowRises, "rise")} in ${counted(flowSteps, "integrator step")}`] : []),
    // Solvers that go through many states at once have no moves to show.
    ...(moves + flowSteps === 0 ? [`0 moves shown by this solver, ${counted(starts, "state")} recomputed`] : []),
    ...firstRise(verification),
    counted(mismatches, "wrong energy", "wrong energies"),
    ...(unchecked === 0 ? [] : [`${counted(unchecked, "move")} after the limit not checked`]),
  ];
  return seen.join(", ");
}

/** A rise that breaks no promise: of annealing, say. Others are told as the first broken promise. */
function firstRise({ firstRise: rise, first }: Verification): string[] {
  if (rise === undefined || rise === null || first !== null) return [];
  const { index, size, energy, state } = rise;
  return [
    `the first by ${formatNumber(size)} to ${formatNumber(energy)} at move ${index} (state ${state}), as the solver may`,
  ];
}
