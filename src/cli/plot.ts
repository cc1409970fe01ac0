/** `--plot FILE.svg|html`: pictures of a result. The drawing library is loaded when a picture is made, not before the work. */
import { GroundstateError } from "../errors.ts";
import type { Problem } from "../problem.ts";
import type { Facts, Figure, Page } from "../report/page.ts";
import type { Result } from "../run/result.ts";
import { UsageError } from "./failure.ts";
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

/** Writes a page, or its pictures alone: several figures one below the other. The file is whole or not there. */
export async function writePage(path: string, page: Page): Promise<void> {
  const { figuresOf, pageToHtml } = await import("../report/page.ts");
  if (isPage(path)) return writeWhole(path, [pageToHtml(page)]);
  const { stackSvgs } = await import("../report/stack.ts");
  await writeWhole(path, [stackSvgs(page.title, figuresOf(page))]);
}

/** Figures with captions after facts, which a picture leaves out. */
export async function writeFigures(
  path: string,
  title: string,
  figures: readonly Figure[],
  facts: Facts = [],
): Promise<void> {
  const { figuresPage } = await import("../report/page.ts");
  await writePage(path, figuresPage(title, figures, facts));
}

/** Asked before the search begins; pages always have the energy. @throws {GroundstateError} "invalid-options" when there is no picture */
export function checkDrawable(path: string, problem: Problem, instance: unknown): void {
  if (isPage(path) || problem.draw(instance, null) !== null) return;
  const { properties = {} } = problem.instanceSchema as { properties?: object };
  const page = "a file name ending in .html for state, energy and key facts";
  throw new GroundstateError("invalid-options", `--plot: this ${problem.id} instance has nothing to draw`, {
    hint: "coordinates" in properties ? `Give coordinates in the instance, or ${page}.` : `Give ${page}.`,
  });
}

/** The solution drawn; on a page also its state, the search, what is proved, the weights, and the command that gives it again. */
export async function plotSolution(
  path: string,
  problem: Problem,
  instance: unknown,
  result: Result,
  command: string,
): Promise<void> {
  if (isPage(path)) {
    const { solutionPage } = await import("../report/solution-page.ts");
    return writePage(path, solutionPage(problem, instance, result, command));
  }
  const drawing = problem.draw(instance, result.valid ? result.solution : null);
  const { drawingToSvg } = await import("../report/svg.ts");
  const figures = drawing === null ? [] : [{ caption: drawing.title, svg: drawingToSvg(drawing) }];
  await writeFigures(path, drawing?.title ?? problem.title, figures);
}
