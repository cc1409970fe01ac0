/** Estimates with their intervals: one row a name, a dot and whiskers along a common axis. */
import * as Plot from "@observablehq/plot";
import { linearAxis, rangeOf } from "./axes.ts";
import { colour, type Mark, pixels } from "./canvas.ts";
import { renderRows, rowFrame } from "./row-frame.ts";

/** Ends are null where nothing limits them. */
export interface Interval {
  readonly label: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Points with their intervals over a common axis, a row each. */
export interface IntervalChart {
  readonly title: string;
  readonly x: { readonly label: string; readonly domain?: readonly [number, number] };
  readonly rows: readonly Interval[];
}

const CAP = 5;

/** Row k has colour k, as curve k of a chart has. */
export function intervalsToSvg({ title, x, rows }: IntervalChart, width = 720): string {
  const values = rows.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const axis = linearAxis(rangeOf(x.domain ?? values, false), Math.round(width / 110), x.domain === undefined);
  const frame = rowFrame(title, x.label, axis, rows, width);
  const marks = rows.flatMap((row, k): Mark[] => {
    const y = frame.middle(k);
    const [low, high] = [frame.place(row.low ?? axis.domain[0]), frame.place(row.high ?? axis.domain[1])];
    const stroke = { stroke: colour(k), strokeWidth: 2 };
    const line = (x1: number, y1: number, x2: number, y2: number) =>
      Plot.line([0, 1], { x: pixels([x1, x2]), y: pixels([y1, y2]), ...stroke });
    return [
      line(low, y, high, y),
      ...(row.low === null ? [] : [line(low, y - CAP, low, y + CAP)]),
      ...(row.high === null ? [] : [line(high, y - CAP, high, y + CAP)]),
      Plot.dot([0], { x: pixels([frame.place(row.value)]), y: pixels([y]), r: 4.5, fill: colour(k) }),
    ];
  });
  return renderRows(title, frame, marks);
}
