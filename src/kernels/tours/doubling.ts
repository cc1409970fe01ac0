/**
 * One-way tours as tours over twice as many nodes (Jonker & Volgenant, Transforming asymmetric into symmetric traveling salesman
 * problems, Operations Research Letters 2, 1983): city i is entered at node 2i and left at node 2i + 1, the arc from i to j is the
 * edge (2i + 1, 2j), and the edge between the two nodes of a city is fixed. The kernel never takes a fixed edge out, so there are
 * no large costs that would hold it in.
 */
import type { CandidateList } from "./types.ts";

/** Lists of 2 n rows: row 2i of the cities before city i, row 2i + 1 of those after it. O(n width) memory. */
export function doubleLists(outgoing: CandidateList, incoming: CandidateList, width: number): CandidateList {
  const city = new Int32Array(2 * outgoing.city.length);
  const cost = new Float64Array(city.length);
  for (let from = 0, to = 0; from < outgoing.city.length; from += width, to += 2 * width) {
    for (let k = 0; k < width; k++) {
      city[to + k] = 2 * incoming.city[from + k] + 1;
      city[to + width + k] = 2 * outgoing.city[from + k];
    }
    cost.set(incoming.cost.subarray(from, from + width), to);
    cost.set(outgoing.cost.subarray(from, from + width), to + width);
  }
  return { city, cost };
}

/** The nodes of a tour over cities, in order. */
export function doubleTour(cities: Int32Array): Int32Array {
  const nodes = new Int32Array(2 * cities.length);
  for (const [p, city] of cities.entries()) {
    nodes[2 * p] = 2 * city;
    nodes[2 * p + 1] = 2 * city + 1;
  }
  return nodes;
}

/** Writes the cities of a tour over nodes, in the direction in which they are entered first and left then. */
export function foldTour(nodes: Int32Array, cities: Int32Array): void {
  const n = cities.length;
  const first = nodes[0] & 1; // position of the first entrance
  const forward = nodes[first + 1] === nodes[first] + 1;
  for (let p = 0; p < n; p++) cities[forward ? p : n - 1 - p] = nodes[2 * p + first] >> 1;
}
