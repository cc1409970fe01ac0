/** `--plot FILE.svg`: the solution as a picture. The drawing library is loaded when a picture is made, not before the search. */
import { GroundstateError } from "../errors.ts";
import type { Problem } from "../problem.ts";
import type { Result } from "../run/result.ts";
import { writeWhole } from "./output.ts";

/** Asked before the search begins. @throws {GroundstateError} "invalid-options" when this instance has no picture */
export function checkDrawable(problem: Problem, instance: unknown): void {
  if (problem.draw(instance, null) !== null) return;
  throw new GroundstateError("invalid-options", `--plot: this ${problem.id} instance has nothing to draw`, {
    hint: "Give coordinates in the instance, or leave --plot out.",
  });
}

export async function plotSolution(path: string, problem: Problem, instance: unknown, result: Result): Promise<void> {
  const drawing = problem.draw(instance, result.valid ? result.solution : null);
  if (drawing === null) return;
  const { drawingToSvg } = await import("../report/svg.ts");
  await writeWhole(path, [drawingToSvg(drawing)]);
}
