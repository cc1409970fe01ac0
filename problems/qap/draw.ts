/** The locations with who is there, and lines between facilities that exchange most. */
import type { Drawing } from "../../src/problem.ts";
import { facilityName, locationName, type QapInstance, type QapSolution } from "./schema.ts";

/** Flows drawn, the largest ones: more would hide the locations. */
const LINES_PER_FACILITY = 2;

/** Null without positions. */
export function drawAssignment(instance: QapInstance, solution: QapSolution | null): Drawing | null {
  const { display, flows, name } = instance;
  if (display === undefined) return null;
  const facilityAt = new Map(solution?.location.map((place, facility) => [place, facility]));
  const label = (place: number) => {
    const facility = facilityAt.get(place);
    return facility === undefined ? locationName(instance, place) : facilityName(instance, facility);
  };
  return {
    title: name ?? `${flows.length} facilities`,
    points: display.map(([x, y], place) => ({ x, y, label: label(place) })),
    lines: solution === null ? [] : largestFlows(flows).map(({ from, to }) => lineOf(solution, from, to)),
  };
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
