/** The energy of a run on its way down, as a figure. */
import type { Result } from "../run/result.ts";
import { chartToSvg } from "./charts.ts";
import type { Figure } from "./page.ts";

/** Best energy so far against work, which unlike time is the same on every machine. */
export function energyFigure({ trace, work, solver }: Pick<Result, "trace" | "work" | "solver">): Figure {
  const points = trace.map((point) => ({ x: Math.max(1, point.work), y: point.energy }));
  const last = points.at(-1);
  if (last !== undefined && work > last.x) points.push({ x: work, y: last.y });
  const svg = chartToSvg({
    title: "Energy of the best state so far",
    x: { label: "work (flips tried)", log: true },
    y: { label: "energy" },
    curves: [{ label: solver, points, steps: true }],
  });
  return { caption: `Energy of the best state that ${solver} had found after so many flips tried.`, svg };
}
