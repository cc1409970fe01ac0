/** Incumbent against bound: how the best solution and what is proved about all solutions came together. */
import type { Result } from "../run/result.ts";
import { chartToSvg } from "./charts.ts";
import type { Figure } from "./page.ts";

/** Last place by first place from which the axis is logarithmic. */
const LOGARITHMIC = 5;
const BEST = "Best valid solution";

/**
 * Over time; over work where work was limited, so that the same run gives the same picture on every machine. Null where there is
 * neither a valid solution nor a bound. `objective`: what it counts.
 */
export function progressFigure(result: Result, objective: string): Figure | null {
  const axis = result.limits.work === null ? overTime(result) : overWork(result);
  const incumbent = toTheEnd(incumbentOf(result, axis.kind), result.objective, axis);
  const bounds = toTheEnd(axis.bounds, result.bound?.value ?? null, axis);
  if (incumbent.length === 0 && bounds.length === 0) return null;
  const curves = [
    { label: "best valid solution", points: incumbent, steps: true },
    { label: "bound: nothing better exists", points: bounds, steps: true },
  ].filter(({ points }) => points.length > 0);
  const places = curves.flatMap(({ points }) => points.map(({ x }) => x));
  const log = Math.max(...places) >= LOGARITHMIC * Math.min(...places);
  const drawn = incumbent.length === 0 ? "Bound" : bounds.length === 0 ? BEST : `${BEST} and bound`;
  const title = `${drawn} over ${axis.kind}`;
  const svg = chartToSvg({ title, x: { label: axis.label, log }, y: { label: objective }, curves });
  const proof = result.bound === null ? "" : ` The bound at the end is by ${result.bound.proof}.`;
  return { caption: `${axis.caption}${proof}`, svg };
}

interface Point {
  readonly at: number;
  readonly value: number;
}

interface ProgressAxis {
  readonly kind: "time" | "work";
  readonly label: string;
  readonly caption: string;
  readonly bounds: readonly Point[];
  /** What comes sooner is drawn there: a first solution or bound may cost nothing. */
  readonly earliest: number;
  readonly end: number;
}

function overTime({ timing }: Result): ProgressAxis {
  const bounds = (timing.bounds ?? []).map(({ time, value }) => ({ at: time, value }));
  const caption = "Objective over the time of the whole run, encoding included.";
  return { kind: "time", label: "time (s)", caption, bounds, earliest: 1e-3, end: timing.total };
}

/** Bounds are looked for after a search that is limited by work: the best of them is drawn along the whole axis. */
function overWork({ work, bound }: Result): ProgressAxis {
  const bounds = bound === null ? [] : [{ at: 0, value: bound.value }];
  const caption = "Objective over the work of the search; bounds are looked for after it.";
  return { kind: "work", label: "work (flips tried)", caption, bounds, earliest: 1, end: work };
}

/** Energies of valid states are the objective, with the sign of the sense. */
function incumbentOf({ trace, sense }: Result, kind: "time" | "work"): Point[] {
  const sign = sense === "min" ? 1 : -1;
  return trace.filter(({ valid }) => valid).map((point) => ({ at: point[kind], value: sign * point.energy + 0 }));
}

/** @param last as the referee has it; null where there is none */
function toTheEnd(points: readonly Point[], last: number | null, { earliest, end }: ProgressAxis) {
  const places = points.map(({ at, value }) => ({ x: Math.max(earliest, at), y: value }));
  if (last !== null && end >= earliest) places.push({ x: end, y: last });
  return places;
}
