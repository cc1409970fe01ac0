/**
 * Places for the vertices of graphs that have none: springs along the edges, all vertices repelling each other (Fruchterman & Reingold
 * 1991), by d3-force with Barnes & Hut's approximation. O((n log n + m) rounds): about a second for 2,000 vertices and 20,000 edges.
 * It starts where `pivots.ts` unfolds the graph and draws its jitter from a generator of its own: the same graph, the same picture.
 */
import { forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";
import type { Drawing } from "../problem.ts";
import { pivotPlaces } from "./pivots.ts";

/** Edges beyond which springs show nothing but a ball. */
const MOST_LINES = 20_000;
/** Share of all pairs joined from which a circle shows as much. */
const DENSE = 0.4;
/** Rounds of small graphs; larger ones get as many as there is time for. */
const MOST_ROUNDS = 300;
const LEAST_ROUNDS = 60;
const ROUNDS_TIMES_SIZE = 600_000;
/** Length of a spring, in no unit. */
const SPRING = 30;
/** How cold the simulation is after the last round; 1 at the first. */
const COLD = 0.001;
/** Pull to the middle, so that parts that nothing joins stay near. */
const GRAVITY = 0.06;
/** Pull to the place of a group, and the distance of these places from the middle, times the root of the number of points. */
const GATHERING = 0.15;
const APART = 16;

/** Whether neither a layout nor a circle would show single lines. */
export const tooManyLines = ({ free, lines }: Drawing): boolean => free === true && lines.length > MOST_LINES;

/** Whether a layout would tell more than the places that the points have. */
export function isFree({ free, points, lines }: Drawing): boolean {
  const pairs = (points.length * (points.length - 1)) / 2;
  return free === true && lines.length <= MOST_LINES && lines.length < DENSE * pairs;
}

/** The drawing with its points where springs put them. */
export function layOutGraph(drawing: Drawing): Drawing {
  const nodes = beginning(drawing);
  const links = drawing.lines
    .filter(({ from, to }) => from !== to)
    .map(({ from, to }) => ({ source: from, target: to }));
  const size = nodes.length + links.length;
  const rounds = Math.round(Math.min(MOST_ROUNDS, Math.max(LEAST_ROUNDS, ROUNDS_TIMES_SIZE / size)));
  const places = gatheringPlaces(drawing);
  const pull = places === null ? GRAVITY : GATHERING;
  const simulation = forceSimulation(nodes)
    .stop()
    .force("springs", forceLink(links).distance(SPRING))
    .force("charge", forceManyBody())
    .force("x", forceX((_node, v) => places?.[v][0] ?? 0).strength(pull))
    .force("y", forceY((_node, v) => places?.[v][1] ?? 0).strength(pull))
    .alphaDecay(1 - COLD ** (1 / rounds));
  simulation.tick(rounds);
  const points = drawing.points.map((point, v) => ({ ...point, x: nodes[v].x as number, y: nodes[v].y as number }));
  return { ...drawing, points };
}

/** Groups that lines are cut between gather around places of their own; null where there are none. */
function gatheringPlaces({ points, lines }: Drawing): (readonly [number, number])[] | null {
  const groups = [...new Set(points.map(({ group }) => group ?? -1))].sort((a, b) => a - b);
  if (groups.length < 2 || !lines.some(({ role }) => role === "cut")) return null;
  const radius = APART * Math.sqrt(points.length);
  const place = new Map(
    groups.map((group, k) => {
      const angle = Math.PI * (1 + (2 * k) / groups.length);
      return [group, [radius * Math.cos(angle), radius * Math.sin(angle)] as const];
    }),
  );
  return points.map(({ group = -1 }) => place.get(group) as readonly [number, number]);
}

/** Unfolded, with edges about as long as their springs; on a small spiral around its place each, since many may share one. */
function beginning(drawing: Drawing): SimulationNodeDatum[] {
  const [x, y] = pivotPlaces(drawing);
  const lengths = drawing.lines.map(({ from, to }) => Math.hypot(x[from] - x[to], y[from] - y[to]));
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  const scale = mean > 0 ? SPRING / mean : 0;
  const reach = (SPRING / 2) * (mean > 0 ? 1 : Math.sqrt(x.length));
  return drawing.points.map((_point, v) => {
    const [radius, angle] = [reach * Math.sqrt((v + 0.5) / x.length), v * GOLDEN_ANGLE];
    return { x: scale * x[v] + radius * Math.cos(angle), y: scale * y[v] + radius * Math.sin(angle) };
  });
}

/** Turns by it never come back near to an angle that was there. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
