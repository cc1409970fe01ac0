/** Curves over one pair of axes: told apart by colour and by dashes, with a key above, bands for ranges, lines at marked places. */
import * as Plot from "@observablehq/plot";
import { type Axis, linearAxis, logAxis, rangeOf } from "./axes.ts";
import { colour, HALO, type Mark, pixels, render, texts } from "./canvas.ts";
import { type CurvePoint, thin } from "./thinning.ts";
import { plain, shorten, textWidth, wrap } from "./words.ts";

/** `low` and `high` bound a band around the curve; a point whose y is not finite breaks the line. `steps`: y holds until the next x. */
export interface Curve {
  readonly label: string;
  readonly points: readonly CurvePoint[];
  readonly steps?: boolean;
}

/** Curves over common axes. */
export interface Chart {
  readonly title: string;
  /** Units belong into the labels: "time (s)". */
  readonly x: { readonly label: string; readonly log?: boolean };
  /** Values outside of `domain` are drawn at its ends. */
  readonly y: { readonly label: string; readonly log?: boolean; readonly domain?: readonly [number, number] };
  readonly curves: readonly Curve[];
  /** Lines across the chart, e.g. at a threshold. */
  readonly marks?: readonly { readonly axis: "x" | "y"; readonly at: number; readonly label: string }[];
}

const DASHES = ["none", "7 3", "2 3", "9 3 2 3", "12 4", "4 2 1 2 1 2"];
/** With more points than these, dots hide the line. */
const DOTTED = 60;
/** A key of more curves would be longer than the chart. */
const NAMED = 24;
const TITLE = 16;
const FONT = 12;
const SMALL = 11;
/** Margins, in pixels. */
const RIGHT = 24;
const BOTTOM = 50;

/** Draws a chart. */
export function chartToSvg(chart: Chart, size: { readonly width?: number; readonly height?: number } = {}): string {
  const width = Math.max(240, size.width ?? 720);
  const wanted = Math.max(180, size.height ?? 420);
  const x = xAxis(chart, Math.max(2, Math.round(width / 100)));
  const y = yAxis(chart, Math.max(2, Math.round(wanted / 60)));
  const left = Math.ceil(Math.max(...y.labels.map((label) => textWidth(label, FONT)), 20)) + 40;
  const head = header(chart, width, left, x);
  const height = Math.max(wanted, head.height + BOTTOM + 120);
  const frame = { left, right: width - RIGHT, top: head.height, bottom: height - BOTTOM };
  const curves = chart.curves.map((curve) => ({ ...curve, points: thinned(curve.points, x, frame) }));
  return render(chart.title, {
    width,
    height,
    marginLeft: left,
    marginRight: RIGHT,
    marginTop: head.height,
    marginBottom: BOTTOM,
    x: { type: x.type, domain: [...x.domain], clamp: true },
    y: { type: y.type, domain: [...y.domain], clamp: true },
    marks: [
      ...axisMarks(chart, x, y, frame),
      ...curves.flatMap(bandMarks),
      ...ruleMarks(chart),
      ...curves.flatMap(curveMarks),
      ...levelLabels(chart, frame),
      ...head.marks,
      ...(curves.some(({ points }) => points.length > 0) ? [] : noData(frame)),
    ],
  });
}

function noData({ left, right, top, bottom }: Frame): Mark[] {
  return texts([{ x: (left + right) / 2, y: (top + bottom) / 2, text: "no data" }], { fontSize: 14 });
}

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const marked = ({ marks = [] }: Chart, axis: "x" | "y") =>
  marks.filter((mark) => mark.axis === axis).map(({ at }) => at);

function xAxis(chart: Chart, count: number): Axis {
  const log = chart.x.log === true;
  const values = [...chart.curves.flatMap(({ points }) => points.map(({ x }) => x)), ...marked(chart, "x")];
  const range = rangeOf(values, log);
  return log ? logAxis(range, count) : linearAxis(range, count, false);
}

function yAxis(chart: Chart, count: number): Axis {
  const log = chart.y.log === true;
  const values = chart.curves.flatMap(({ points }) => points.flatMap(({ y, low, high }) => [y, low, high]));
  const { domain } = chart.y;
  const range = rangeOf(domain ?? [...values, ...marked(chart, "y")], log);
  return log ? logAxis(range, count) : linearAxis(range, count, domain === undefined);
}

function thinned(points: readonly CurvePoint[], axis: Axis, frame: Frame): CurvePoint[] {
  const scale = axis.type === "log" ? Math.log10 : (value: number) => value;
  const [low, high] = axis.domain.map(scale);
  const columnOf = (x: number) => Math.floor(((scale(x) - low) / (high - low)) * (frame.right - frame.left));
  const shown = points.filter(({ x }) => Number.isFinite(axis.type === "log" ? Math.log10(x) : x));
  return thin(shown, columnOf);
}

/** Title, the key to the curves and the names of upright lines; the frame of the chart begins below. */
function header(
  chart: Chart,
  width: number,
  left: number,
  axis: Axis,
): { readonly height: number; readonly marks: Mark[] } {
  const title = wrap(chart.title, width - 40, TITLE, 2).map((text, i) => ({ x: 20, y: 26 + i * 20, text }));
  const marks: Mark[] = texts(title, { fontSize: TITLE, fontWeight: 600, textAnchor: "start" });
  let y = 20 + title.length * 20 + 10;
  if (chart.curves.length > 1 || plain(chart.curves[0]?.label ?? "") !== "") {
    let x = left;
    const labels: { x: number; y: number; text: string }[] = [];
    chart.curves.slice(0, NAMED).forEach((curve, i) => {
      const more = chart.curves.length - NAMED;
      const others = i === NAMED - 1 && more > 0 ? ` and ${more} more` : "";
      const text = shorten(curve.label + others, width - left - 80, FONT);
      const wide = 34 + textWidth(text, FONT) + 18;
      if (x > left && x + wide > width - 16) [x, y] = [left, y + 19];
      marks.push(...swatch(x, y, i, isDotted(curve.points)));
      labels.push({ x: x + 34, y, text });
      x += wide;
    });
    marks.push(...texts(labels, { fontSize: FONT, textAnchor: "start" }));
    y += 16;
  }
  const upright = uprightLabels(chart, left, width - RIGHT, axis);
  const height = y + 18 + 15 * upright.reduce((rows, { row }) => Math.max(rows, row + 1), 0);
  const above = upright.map(({ x, row, text }) => ({ x, y: height - 9 - 15 * row, text }));
  return { height, marks: [...marks, ...texts(above, { fontSize: SMALL })] };
}

function swatch(x: number, y: number, index: number, dotted: boolean): Mark[] {
  const line = Plot.line([0, 28], { x: pixels([x, x + 28]), y: pixels([y, y]), ...strokeOf(index) });
  if (!dotted) return [line];
  return [line, Plot.dot([0], { x: pixels([x + 14]), y: pixels([y]), r: 3, fill: colour(index) })];
}

const isDotted = (points: readonly unknown[]): boolean => points.length <= DOTTED;

const strokeOf = (index: number) => ({
  stroke: colour(index),
  strokeWidth: 2,
  strokeDasharray: DASHES[index % DASHES.length],
  strokeLinejoin: "round" as const,
});

function axisMarks(chart: Chart, x: Axis, y: Axis, { left, right, top, bottom }: Frame): Mark[] {
  const labelled = ({ ticks, labels }: Axis) => {
    const words = new Map(ticks.map((tick, i) => [tick, labels[i]]));
    return (tick: number) => words.get(tick) ?? "";
  };
  const options = { fontSize: FONT, label: null } as const;
  const middle = (top + bottom) / 2;
  const tall = 2 * Math.min(middle, bottom + BOTTOM - middle) - 12;
  return [
    Plot.gridX(x.ticks, { strokeOpacity: 0.12 }),
    Plot.gridY(y.ticks, { strokeOpacity: 0.12 }),
    // As text, not as format: formats of logarithmic scales leave out labels as D3 sees fit.
    Plot.axisX(x.ticks, { ...options, text: labelled(x) }),
    Plot.axisY(y.ticks, { ...options, text: labelled(y) }),
    Plot.ruleY([y.domain[0]], { strokeOpacity: 0.7 }),
    ...texts([{ x: (left + right) / 2, y: bottom + 38, text: shorten(chart.x.label, right - left, FONT) }]),
    ...texts([{ x: 16, y: middle, text: shorten(chart.y.label, tall, FONT) }], { rotate: -90 }),
  ];
}

function bandMarks(curve: Curve, index: number): Mark[] {
  const points = curve.points.filter(({ low, high }) => low !== undefined && high !== undefined);
  if (points.length === 0) return [];
  const shape = { x: "x", y1: "low", y2: "high" } as const;
  if (points.length === 1) return [Plot.ruleX(points, { ...shape, stroke: colour(index), strokeWidth: 1.5 })];
  return [Plot.areaY(points, { ...shape, fill: colour(index), fillOpacity: 0.16, ...curveOf(curve) })];
}

const curveOf = ({ steps }: Curve) => (steps === true ? ({ curve: "step-after" } as const) : {});

function curveMarks(curve: Curve, index: number): Mark[] {
  if (curve.points.length === 0) return [];
  const line = Plot.line(curve.points, { x: "x", y: "y", ...strokeOf(index), ...curveOf(curve) });
  if (!isDotted(curve.points)) return [line];
  return [line, Plot.dot(curve.points, { x: "x", y: "y", r: 2.8, fill: colour(index) })];
}

/** Marked places that the axes can show. */
function placesOf({ marks = [], ...axes }: Chart, axis: "x" | "y") {
  return marks.filter(
    (mark) => mark.axis === axis && Number.isFinite(mark.at) && (axes[axis].log !== true || mark.at > 0),
  );
}

function ruleMarks(chart: Chart): Mark[] {
  const stroke = { strokeDasharray: "5 4", strokeOpacity: 0.75 };
  return [
    Plot.ruleX(placesOf(chart, "x"), { x: "at", ...stroke }),
    Plot.ruleY(placesOf(chart, "y"), { y: "at", ...stroke }),
  ];
}

/** Names of upright lines in rows above the frame so that they do not touch: middle in pixels, and the row, counted upwards. */
function uprightLabels(chart: Chart, left: number, right: number, x: Axis) {
  const place = placeOf(x, left, right);
  const ends: number[] = [];
  return [...placesOf(chart, "x")]
    .sort((a, b) => a.at - b.at)
    .map(({ at, label }) => {
      const text = shorten(label, (right - left) / 2, SMALL);
      const wide = textWidth(text, SMALL);
      const start = Math.min(Math.max(left, place(at) - wide / 2), right - wide);
      const free = ends.findIndex((end) => end <= start);
      const row = free >= 0 ? free : ends.length;
      ends[row] = start + wide + 8;
      return { x: start + wide / 2, row, text };
    });
}

/** Names of level lines, at their right ends. */
function levelLabels(chart: Chart, frame: Frame): Mark[] {
  const level = placesOf(chart, "y");
  if (level.length === 0) return [];
  const text = ({ label }: { readonly label: string }) => shorten(label, (frame.right - frame.left) / 2, SMALL);
  const place = { frameAnchor: "right", textAnchor: "end", dy: -9 } as const;
  return [Plot.text(level, { y: "at", text, ...place, ...HALO, fontSize: SMALL })];
}

function placeOf({ type, domain }: Axis, left: number, right: number): (value: number) => number {
  const scale = type === "log" ? Math.log10 : (value: number) => value;
  const [low, high] = domain.map(scale);
  return (value) => left + ((scale(value) - low) / (high - low)) * (right - left);
}
