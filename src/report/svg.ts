/** Drawings of problems and their solutions as SVG text. */
import * as Plot from "@observablehq/plot";
import type { Drawing } from "../problem.ts";
import { colour, HALO, type Mark, render, texts } from "./canvas.ts";
import { placeLabels } from "./label-places.ts";
import { timelineToSvg } from "./timeline.ts";
import { shorten, textWidth } from "./words.ts";

/** Above this many points dots and labels would only blur the lines. */
const DOTTED = 3000;
const LABELLED = 80;
const MARGIN = 32;
const FONT = 11;

export interface PlotSize {
  readonly width: number;
}

/** SVG `width` pixels wide, height by the drawing's own proportions. */
export function drawingToSvg(drawing: Drawing, { width }: PlotSize = { width: 800 }): string {
  if (drawing.timeline !== undefined) return timelineToSvg(drawing.title, drawing.timeline, width);
  const { points } = drawing;
  const labels = labelsOf(drawing, width);
  const margin = labelMargin(drawing, labels, width);
  const height = Math.round((width - 2 * margin) * proportion(drawing)) + 2 * MARGIN;
  const [x, y] = [extent(points.map((point) => point.x)), extent(points.map((point) => point.y))];
  const across = pixelsOf(x, margin, width - margin);
  const down = pixelsOf(y, height - MARGIN, MARGIN);
  const placed = placeLabels(
    labels.map((label) => ({ x: across(label.x), y: down(label.y), text: label.label })),
    labels.length === 0 ? [] : points.map((point) => ({ x: across(point.x), y: down(point.y) })),
    FONT,
    { width, height },
  );
  return render(drawing.title, {
    width,
    height,
    margin: MARGIN,
    marginLeft: margin,
    marginRight: margin,
    axis: null,
    x: { domain: [...x] },
    y: { domain: [...y] },
    marks: [
      ...lineMarks(drawing),
      ...(points.length > DOTTED ? [] : [dots(drawing)]),
      ...texts(placed, { ...HALO, fontSize: FONT }),
    ],
  });
}

function dots({ points }: Drawing): Mark {
  return Plot.dot(points, {
    x: "x",
    y: "y",
    r: points.length > 300 ? 1.5 : 3.5,
    fill: (point) => colour(point.group),
  });
}

/** As Plot's linear scales: the middle where there is no range. */
function pixelsOf([low, high]: readonly [number, number], first: number, last: number): (value: number) => number {
  return (value) => first + (high > low ? (value - low) / (high - low) : 0.5) * (last - first);
}

type Labelled = Drawing["points"][number] & { readonly label: string };

function labelsOf({ points }: Drawing, width: number): Labelled[] {
  if (points.length > LABELLED) return [];
  return points.flatMap((point) =>
    point.label === undefined ? [] : [{ ...point, label: shorten(point.label, width / 3, FONT) }],
  );
}

/**
 * Margin m left and right such that every centred label stays inside: a point at the share f of the inner width needs
 * m + f (width - 2m) >= half its label.
 */
function labelMargin({ points }: Drawing, labels: readonly Labelled[], width: number): number {
  const [low, high] = extent(points.map(({ x }) => x));
  let margin = MARGIN;
  for (const { x, label } of labels) {
    const share = high === low ? 0.5 : (x - low) / (high - low);
    const edge = Math.min(share, 1 - share);
    if (edge < 0.5) margin = Math.max(margin, (textWidth(label, FONT) / 2 + 4 - edge * width) / (1 - 2 * edge));
  }
  return Math.ceil(Math.min(margin, width / 5));
}

/** One path per role and group: thousands of edges stay one SVG element. */
function lineMarks({ points, lines }: Drawing): Mark[] {
  const roles = {
    edge: { stroke: "#bbbbbb", strokeWidth: 0.8 },
    cut: { stroke: "#d55e00", strokeWidth: 1.2, strokeDasharray: "4 3" },
    tour: { stroke: "#0072b2", strokeWidth: 1.5 },
  };
  return (["edge", "cut", "tour"] as const).flatMap((role) => {
    const byGroup = new Map<number | undefined, (typeof points)[number][]>();
    for (const { from, to, group, role: own } of lines) {
      if (own !== role) continue;
      const path = byGroup.get(group) ?? [];
      byGroup.set(group, path);
      path.push(points[from], points[to], { x: Number.NaN, y: Number.NaN });
    }
    return [...byGroup].map(([group, path]) => {
      const stroke = group === undefined ? {} : { stroke: colour(group) };
      return Plot.line(path, { x: "x", y: "y", ...roles[role], ...stroke });
    });
  });
}

function proportion({ points, xScale = 1 }: Drawing): number {
  const range = (key: "x" | "y") => {
    const [low, high] = extent(points.map((point) => point[key]));
    return high - low || 1;
  };
  return Math.min(1.6, Math.max(0.4, range("y") / (xScale * range("x"))));
}

function extent(values: readonly number[]): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 0];
}
