/** Bars along an axis of time, in rows with names: schedules (Gantt charts). */
import * as Plot from "@observablehq/plot";
import type { Drawing, Timeline } from "../problem.ts";
import { colour, type Mark, render, texts } from "./canvas.ts";
import { formatValue, plain, shorten, textWidth } from "./words.ts";

const FONT = 11;
const ROW = 26;
const MARGIN = 14;
const AXIS = 34;
/** Above the rows, where a limit is named. */
const TOP = 24;
/** Of the width: the names of the rows at most. */
const NAMES = 0.25;

/** SVG `width` pixels wide; a row has the same height in all of them. */
export function timelineToSvg(
  title: Drawing["title"],
  { rows, bars, axis = "time", limit }: Timeline,
  width: number,
): string {
  const names = rows.map((name) => shorten(name, width * NAMES, FONT));
  const marginLeft = MARGIN + Math.ceil(names.reduce((most, name) => Math.max(most, textWidth(name, FONT)), 0)) + 6;
  const marginTop = limit === undefined ? MARGIN : TOP;
  const height = rows.length * ROW + marginTop + MARGIN + AXIS;
  const end = bars.reduce((latest, { to }) => Math.max(latest, to), limit?.at ?? 0) || 1;
  const pixels = (width - marginLeft - MARGIN) / end;
  const bottom = ({ row }: { readonly row: number }) => rows.length - row - 0.88;
  const top = ({ row }: { readonly row: number }) => rows.length - row - 0.12;
  const labelled = bars.flatMap((bar) => {
    const text = plain(bar.label ?? "");
    return text !== "" && textWidth(text, FONT) <= (bar.to - bar.from) * pixels - 4 ? [{ ...bar, text }] : [];
  });
  const named = names.map((text, row) => ({ text, row }));
  const middle = ({ row }: { readonly row: number }) => rows.length - row - 0.5;
  return render(title, {
    width,
    height,
    marginLeft,
    marginRight: MARGIN,
    marginTop,
    marginBottom: MARGIN + AXIS,
    x: { domain: [0, end], label: axis, labelAnchor: "center", grid: true },
    y: { domain: [0, rows.length], axis: null },
    marks: [
      Plot.ruleX([end], { stroke: "currentColor", strokeWidth: 1 }),
      ...limitMarks(limit, pixels * (limit?.at ?? 0) + marginLeft, width),
      Plot.rect(bars, {
        x1: "from",
        x2: "to",
        y1: bottom,
        y2: top,
        fill: (bar: { group?: number }) => colour(bar.group),
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      Plot.text(labelled, {
        x: (bar: { from: number; to: number }) => (bar.from + bar.to) / 2,
        y: middle,
        text: "text",
        fontSize: FONT,
        fill: "#ffffff",
      }),
      Plot.text(named, {
        x: 0,
        y: middle,
        text: "text",
        fontSize: FONT,
        textAnchor: "end",
        dx: -6,
        fill: "currentColor",
      }),
    ],
  });
}

/** A dashed line where bars must end, and its name above it. @param at pixels */
function limitMarks(limit: Timeline["limit"], at: number, width: number): Mark[] {
  if (limit === undefined) return [];
  const text = shorten(`${limit.label} ${formatValue(limit.at)}`, width / 2, FONT);
  const half = textWidth(text, FONT) / 2 + 2;
  const x = Math.min(width - half, Math.max(half, at));
  return [
    Plot.ruleX([limit.at], { stroke: "#d55e00", strokeWidth: 2, strokeDasharray: "5 3" }),
    ...texts([{ x, y: TOP / 2, text }], { fontSize: FONT }),
  ];
}
