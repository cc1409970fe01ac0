/** Drawings as SVG text, by Observable Plot on a DOM without a browser. The same drawing gives the same bytes. */
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { Drawing } from "../problem.ts";

/** Okabe & Ito (2008): told apart also by colour-blind readers, on light and dark grounds. */
const PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442", "#999999"];
/** Above this many points dots and labels would only blur the lines. */
const DOTTED = 3000;
const LABELLED = 80;

export interface PlotSize {
  readonly width: number;
}

/** SVG with white ground, `width` pixels wide, height by the drawing's own proportions. */
export function drawingToSvg(drawing: Drawing, { width }: PlotSize = { width: 800 }): string {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const { points } = drawing;
  const labels = points.length <= LABELLED ? points.filter((point) => point.label !== undefined) : [];
  const marks: Plot.Markish[] = [
    ...lineMarks(drawing),
    ...(points.length > DOTTED
      ? []
      : [
          Plot.dot(points, {
            x: "x",
            y: "y",
            r: points.length > 300 ? 1.5 : 3.5,
            fill: (point) => colour(point.group),
          }),
        ]),
    ...(labels.length === 0 ? [] : [Plot.text(labels, { x: "x", y: "y", text: "label", dy: -9, fontSize: 10 })]),
  ];
  const figure = Plot.plot({
    document,
    width,
    height: Math.round(width * proportion(drawing)),
    margin: 32,
    axis: null,
    style: { background: "white", color: "#222222", fontFamily: "sans-serif" },
    marks,
  });
  figure.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  figure.setAttribute("role", "img");
  figure.setAttribute("aria-label", drawing.title);
  return `${figure.outerHTML}\n`;
}

const colour = (group: number | undefined): string => PALETTE[(group ?? 0) % PALETTE.length];

/** One path per role and group: thousands of edges stay one SVG element. */
function lineMarks({ points, lines }: Drawing): Plot.Markish[] {
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
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const point of points) {
      low = Math.min(low, point[key]);
      high = Math.max(high, point[key]);
    }
    return high - low || 1;
  };
  return Math.min(1.6, Math.max(0.4, range("y") / (xScale * range("x"))));
}
