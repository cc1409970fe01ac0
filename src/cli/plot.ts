/** `--plot FILE.svg|html`: pictures of a result. The drawing library is loaded when a picture is made, not before the work. */
import { GroundstateError } from "../errors.ts";
import type { Problem } from "../problem.ts";
import type { Figure } from "../report/page.ts";
import type { Result } from "../run/result.ts";
import { UsageError } from "./failure.ts";
import { formatNumber } from "./numbers.ts";
import { checkWritable, writeWhole } from "./output.ts";

/**
 * Asked before the work begins.
 * @param inputs files that must not be overwritten
 * @throws {UsageError} unless the name ends in .svg or .html
 * @throws {GroundstateError} "file" when it could not be written later
 */
export async function checkPlotPath(path: string, inputs: readonly string[] = []): Promise<void> {
  if (!/\.(svg|html)$/i.test(path)) {
    throw new UsageError(`--plot is ${JSON.stringify(path)}, expected a file name ending in .svg or .html`);
  }
  await checkWritable(path, inputs);
}

const isPage = (path: string): boolean => /\.html$/i.test(path);

/** Writes a page with captions and facts, or a picture: several figures one below the other. The file is whole or not there. */
export async function writeFigures(
  path: string,
  title: string,
  figures: readonly Figure[],
  facts: readonly (readonly [name: string, value: string])[] = [],
): Promise<void> {
  if (isPage(path)) {
    const { figuresToHtml } = await import("../report/page.ts");
    return writeWhole(path, [figuresToHtml(title, figures, facts)]);
  }
  const { stackSvgs } = await import("../report/stack.ts");
  await writeWhole(path, [stackSvgs(title, figures)]);
}

/** Asked before the search begins; pages always have the energy. @throws {GroundstateError} "invalid-options" when there is no picture */
export function checkDrawable(path: string, problem: Problem, instance: unknown): void {
  if (isPage(path) || problem.draw(instance, null) !== null) return;
  throw new GroundstateError("invalid-options", `--plot: this ${problem.id} instance has nothing to draw`, {
    hint: "Give coordinates in the instance, or a file name ending in .html for state, energy and key facts.",
  });
}

/** The solution; on a page also its state, the energy on its way and the key facts. */
export async function plotSolution(path: string, problem: Problem, instance: unknown, result: Result): Promise<void> {
  const drawing = problem.draw(instance, result.valid ? result.solution : null);
  const { drawingToSvg } = await import("../report/svg.ts");
  const drawn =
    drawing === null ? [] : [{ caption: captionOf(drawing.title, problem, result), svg: drawingToSvg(drawing) }];
  const title = result.instance.name ?? drawing?.title ?? problem.title;
  if (!isPage(path)) return writeFigures(path, drawing?.title ?? title, drawn);
  const [{ energyFigure }, { stateFigure }, { resultFacts }] = await Promise.all([
    import("../report/energy.ts"),
    import("../report/state-grid.ts"),
    import("./summary.ts"),
  ]);
  const state = stateFigure(problem, instance, result);
  const figures = [...drawn, ...(state === null ? [] : [state]), energyFigure(result)];
  await writeFigures(path, title, figures, resultFacts(problem, instance, result));
}

function captionOf(title: string, problem: Problem, { objective }: Result): string {
  return objective === null
    ? `${title}, without a valid solution`
    : `${title}, ${problem.objective} ${formatNumber(objective)}`;
}
