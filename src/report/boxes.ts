/** Quantiles as boxes (Tukey 1977): the quartiles as a box, the median as a bar across it, whiskers to least and greatest. */
import * as Plot from "@observablehq/plot";
import { linearAxis, rangeOf } from "./axes.ts";
import { colour, type Mark, path, pixels, px, texts } from "./canvas.ts";
import { type RowFrame, renderRows, rowFrame } from "./row-frame.ts";

/** Least, quartiles and greatest in ascending order; null: beyond every number. */
export interface Box {
  readonly label: string;
  readonly quantiles: readonly (number | null)[];
}

/** Boxes of quantiles over a common axis, a row each. */
export interface BoxChart {
  readonly title: string;
  readonly x: { readonly label: string };
  readonly rows: readonly Box[];
  /** What is said where the median itself is beyond every number. */
  readonly beyond: string;
}

const HALF = 8;
const CAP = 5;
const FONT = 11;

/** Row k has colour k, as curve k of a chart has. What is beyond every number ends in an arrow at the right edge. */
export function boxesToSvg({ title, x, rows, beyond }: BoxChart, width = 720): string {
  const values = rows.flatMap(({ quantiles }) => quantiles.filter((value) => value !== null));
  const axis = linearAxis(rangeOf([0, ...values], false), Math.round(width / 110), true);
  const frame = rowFrame(title, x.label, axis, rows, width);
  return renderRows(
    title,
    frame,
    rows.flatMap(({ quantiles }, k) => boxMarks(frame, quantiles, k, beyond)),
  );
}

function boxMarks(frame: RowFrame, quantiles: Box["quantiles"], row: number, beyond: string): Mark[] {
  const y = frame.middle(row);
  const [least, lower, median, upper, greatest] = quantiles;
  const word = { x: frame.right - 14, y, text: beyond };
  if (least === null) return texts([word], { fontSize: FONT, textAnchor: "end" });
  const at = (value: number | null) => (value === null ? frame.right : frame.place(value));
  const [from, to] = [at(lower), at(upper)];
  const stroke = { stroke: colour(row), strokeWidth: 2 };
  const line = (x1: number, y1: number, x2: number, y2: number, width = 2) =>
    Plot.line([0, 1], { x: pixels([x1, x2]), y: pixels([y1, y2]), ...stroke, strokeWidth: width });
  const box = `M${px(from)},${px(y - HALF)}H${px(to)}V${px(y + HALF)}H${px(from)}z`;
  const end = at(greatest);
  return [
    line(at(least), y, from, y),
    line(at(least), y - CAP, at(least), y + CAP),
    ...(lower === null ? [] : [path(box, { fill: colour(row), "fill-opacity": 0.2, stroke: colour(row) })]),
    ...(median === null ? [] : [line(at(median), y - HALF, at(median), y + HALF, 3.5)]),
    ...(upper === null ? [] : [line(to, y, end, y)]),
    ...(greatest === null
      ? [path(`M${px(end - 8)},${y - 5}L${px(end)},${y}L${px(end - 8)},${y + 5}`, { ...arrow, stroke: colour(row) })]
      : [line(end, y - CAP, end, y + CAP)]),
  ];
}

const arrow = { fill: "none", "stroke-width": 2 };
