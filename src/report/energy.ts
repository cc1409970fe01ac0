/** The energy of a run on its way down, as a figure. */
import type { Result } from "../run/result.ts";
import { chartToSvg } from "./charts.ts";
import type { Figure } from "./page.ts";

type Trace = Result["trace"];
interface Place {
  readonly x: number;
  readonly y: number;
}

/** Lowest energy so far against work, which unlike time is the same on every machine; and that of valid states where it differs. */
export function energyFigure({ trace, work, solver }: Pick<Result, "trace" | "work" | "solver">): Figure {
  const lowest = descent(trace, work);
  const valid = descent(
    trace.filter((point) => point.valid),
    work,
  );
  const apart = valid.length > 0 && trace.some((point) => !point.valid);
  const curves = apart
    ? [
        { label: "lowest", points: lowest, steps: true },
        { label: "best valid", points: valid, steps: true },
      ]
    : [{ label: solver, points: lowest, steps: true }];
  const svg = chartToSvg({
    title: "Energy of the best state so far",
    x: { label: "work (moves tried)", log: true },
    y: { label: "energy" },
    curves,
  });
  return { caption: `Energy of the best state that ${solver} had found after so many moves tried.`, svg };
}

/** Every point that is lower than all before it, and the last one again where the work ended. */
function descent(trace: Trace, work: number): Place[] {
  const points: Place[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  for (const { work: at, energy } of trace) {
    if (energy >= lowest) continue;
    lowest = energy;
    points.push({ x: Math.max(1, at), y: energy });
  }
  const last = points.at(-1);
  if (last !== undefined && work > last.x) points.push({ x: work, y: last.y });
  return points;
}
