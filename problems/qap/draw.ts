/** The locations with who is there, and lines between facilities that exchange most; what flows between places beside how far they are. */
import { reordered } from "../../src/modelling/matrix.ts";
import type { Drawing, DrawnMatrix } from "../../src/problem.ts";
import { facilityName, locationName, type QapInstance, type QapSolution } from "./schema.ts";

/** Rows of a matrix that is still drawn. */
const MOST_CELLS = 1000;
/** Flows drawn, the largest ones: more would hide the locations. */
const LINES_PER_FACILITY = 2;

/** Null for large instances without positions. */
export function drawAssignment(instance: QapInstance, solution: QapSolution | null): Drawing | null {
  const { display, flows, name } = instance;
  if (display === undefined && flows.length > MOST_CELLS) return null;
  const matrices = flows.length > MOST_CELLS ? [] : matricesAt(instance, solution?.location ?? null);
  const title = name ?? `${flows.length} facilities`;
  if (display === undefined) return { title, points: [], lines: [], matrices };
  const facilityAt = new Map(solution?.location.map((place, facility) => [place, facility]));
  const label = (place: number) => {
    const facility = facilityAt.get(place);
    return facility === undefined ? locationName(instance, place) : facilityName(instance, facility);
  };
  return {
    title,
    points: display.map(([x, y], place) => ({ x, y, label: label(place) })),
    lines: solution === null ? [] : largestFlows(flows).map(({ from, to }) => lineOf(solution, from, to)),
    matrices,
  };
}

/** Flows with rows and columns in the order of places: a good assignment is dark where the distances are light. */
function matricesAt(instance: QapInstance, location: readonly number[] | null): DrawnMatrix[] {
  const { flows, distances } = instance;
  const n = flows.length;
  const facilityAt = new Array<number>(n).fill(0);
  for (let facility = 0; facility < n; facility++) facilityAt[location?.[facility] ?? facility] = facility;
  const order = { rows: n, columns: n };
  const nameAt = (place: number) => facilityName(instance, facilityAt[place]);
  const facilities = Array.from({ length: n }, (_, place) => nameAt(place));
  const places = Array.from({ length: n }, (_, place) => locationName(instance, place));
  return [
    {
      title: location === null ? "Flows between facilities" : "Flows between places, by who is there",
      ...order,
      values: reordered(flows, facilityAt),
      rowLabels: facilities,
      columnLabels: facilities,
    },
    { title: "Distances between places", ...order, values: distances.flat(), rowLabels: places, columnLabels: places },
  ];
}

function lineOf({ location }: QapSolution, from: number, to: number) {
  return { from: location[from], to: location[to], role: "edge" as const };
}

function largestFlows(flows: QapInstance["flows"]) {
  const pairs: { from: number; to: number; flow: number }[] = [];
  for (let to = 0; to < flows.length; to++) {
    for (let from = 0; from < to; from++) {
      const flow = Math.abs(flows[from][to]) + Math.abs(flows[to][from]);
      if (flow > 0) pairs.push({ from, to, flow });
    }
  }
  return pairs.sort((a, b) => b.flow - a.flow).slice(0, LINES_PER_FACILITY * flows.length);
}
