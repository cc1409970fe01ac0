/** Drawings of problems and their solutions as SVG text. */
import * as Plot from "@observablehq/plot";
import type { Drawing } from "../problem.ts";
import { boardToSvg } from "./board.ts";
import { colour, HALO, type Mark, render, texts } from "./canvas.ts";
import { type Named, placeLabels } from "./label-places.ts";
import { isFree, layOutGraph } from "./layout.ts";
import { matricesToSvg } from "./matrices.ts";
import { timelineToSvg } from "./timeline.ts";
import { shorten, textWidth } from "./words.ts";

/** Above this many points dots and labels would only blur the lines. */
const DOTTED = 3000;
/** Up to here every point keeps its label; of more points, labels stay where nearly all find room of their own. */
const LABELLED = 80;
const NEARLY_ALL = 0.9;
/** Of the picture that labels may cover: with more of them there is no need to try. */
const CROWDED = 0.4;
/** Lines from which they become thinner. */
const MANY = 800;
const MARGIN = 32;
const FONT = 11;

export interface PlotSize {
  readonly width: number;
}

/** SVG `width` pixels wide, height by the drawing's own proportions. */
export function drawingToSvg(given: Drawing, { width }: PlotSize = { width: 800 }): string {
  if (given.timeline !== undefined) return timelineToSvg(given.title, given.timeline, width);
  if (given.board !== undefined) return boardToSvg(given, given.board, lineMarks(given), width);
  if (given.points.length === 0 && given.matrices !== undefined)
    return matricesToSvg(given.title, given.matrices, width);
  const drawing = isFree(given) ? layOutGraph(given) : given;
  const { points } = drawing;
  const labels = labelsOf(drawing, width);
  const margin = labelMargin(drawing, labels, width);
  const height = Math.round((width - 2 * margin) * proportion(drawing)) + 2 * MARGIN;
  const [x, y] = [extent(points.map((point) => point.x)), extent(points.map((point) => point.y))];
  const across = pixelsOf(x, margin, width - margin);
  const down = pixelsOf(y, height - MARGIN, MARGIN);
  const placed = readable(
    labels.map((label) => ({ x: across(label.x), y: down(label.y), text: label.label })),
    points.map((point) => ({ x: across(point.x), y: down(point.y) })),
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
      ...axisNames(drawing, width, height),
    ],
  });
}

/** Below and on the left, with arrows to where there is more. */
function axisNames({ axes }: Drawing, width: number, height: number): Mark[] {
  if (axes === undefined) return [];
  return [
    ...texts([{ x: width / 2, y: height - FONT, text: `${axes.x} →` }], { ...HALO, fontSize: FONT }),
    ...texts([{ x: FONT, y: height / 2, text: `${axes.y} →` }], { ...HALO, fontSize: FONT, rotate: -90 }),
  ];
}

function dots({ points }: Drawing): Mark {
  return Plot.dot(points, {
    x: "x",
    y: "y",
    r: points.length > 1000 ? 1.5 : points.length > 300 ? 2.2 : 3.5,
    fill: (point) => colour(point.group),
  });
}

/** As Plot's linear scales: the middle where there is no range. */
function pixelsOf([low, high]: readonly [number, number], first: number, last: number): (value: number) => number {
  return (value) => first + (high > low ? (value - low) / (high - low) : 0.5) * (last - first);
}

type Labelled = Drawing["points"][number] & { readonly label: string };

/** None where many would cover too much of the picture. */
function labelsOf(drawing: Drawing, width: number): Labelled[] {
  const { points } = drawing;
  const labels = points.flatMap((point) =>
    point.label === undefined ? [] : [{ ...point, label: shorten(point.label, width / 3, FONT) }],
  );
  const covered = labels.reduce((sum, { label }) => sum + textWidth(label, FONT) * FONT, 0);
  const crowded = points.length > LABELLED && covered > CROWDED * proportion(drawing) * width ** 2;
  return crowded ? [] : labels;
}

/** Labels where they can be read: all of few; of many those with room of their own, none where too many have none. */
function readable(
  labels: readonly Named[],
  points: readonly { readonly x: number; readonly y: number }[],
  room: { readonly width: number; readonly height: number },
): Named[] {
  if (labels.length === 0) return [];
  const placed = placeLabels(labels, points, FONT, room);
  if (points.length <= LABELLED) return placed;
  const free = placed.filter(({ clear }) => clear);
  return free.length >= NEARLY_ALL * labels.length ? free : [];
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
  // Thousands of crossing lines are thin and let each other through: where there are more, it is darker.
  const thinner = lines.length <= MANY ? 1 : Math.sqrt(MANY / lines.length);
  const many = thinner < 1 ? { strokeOpacity: Math.max(0.25, thinner) } : {};
  const roles = {
    edge: { stroke: "#bbbbbb", strokeWidth: 0.8, ...many },
    cut: { stroke: "#d55e00", strokeWidth: Math.max(0.5, 1.2 * thinner), strokeDasharray: "4 3", ...many },
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
