/** A drawing as figures with captions, and in words what was too much to draw. */
import type { Drawing } from "../problem.ts";
import { isFree, tooManyLines } from "./layout.ts";
import { matricesToSvg } from "./matrices.ts";
import { type Block, figureBlock, paragraph } from "./page.ts";
import { drawingToSvg } from "./svg.ts";

/** @param said what is seen: "tour length 7542" */
export function drawnFigures(drawing: Drawing, said: string): Block[] {
  const caption = `${said[0].toUpperCase()}${said.slice(1)}`;
  const { title, points, lines, matrices = [], timeline, board } = drawing;
  if (tooManyLines(drawing)) {
    const many = `${points.length} points and ${lines.length} lines without places of their own`;
    return [paragraph(`${many} would be one dark patch: see the weights below.`)];
  }
  const drawn = timeline !== undefined || board !== undefined || points.length > 0;
  const beside = points.length === 0 ? "" : "Matrices in the order of the places. ";
  return [
    ...(drawn ? [figureBlock({ caption: `${caption}${key(drawing)}.`, svg: drawingToSvg(drawing) })] : []),
    ...(matrices.length > 0
      ? [figureBlock({ caption: `${beside}${caption}.`, svg: matricesToSvg(title, matrices) })]
      : []),
  ];
}

/** What lines and places mean. */
function key(drawing: Drawing): string {
  const cut = drawing.lines.some(({ role }) => role === "cut");
  const dashes = cut ? ", dashed: lines between different groups, or broken" : "";
  return `${dashes}${isFree(drawing) ? "; places by springs along the edges" : ""}`;
}
