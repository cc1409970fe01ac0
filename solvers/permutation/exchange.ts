/**
 * Sequential k-exchanges by depth-first search with the positive gain criterion (Lin & Kernighan 1973; neighbour lists and
 * don't-look queue after Johnson & McGeoch 1997): edges out and in alternate along a path from a first city; nothing is
 * changed before a whole exchange is known to close to one tour and to shorten it (Helsgaun 2000). Directed tours use the
 * exchanges that reverse no piece. O(breadth^depth) cost evaluations per city at worst, pruned by the gain criterion.
 */
import type { Cost } from "./form.ts";
import type { Neighbours } from "./neighbours.ts";
import { MOST_EDGES, type Tour } from "./tour.ts";

/** Candidates tried for the first, second, ... edge put in. The last value holds for all deeper ones. */
const BREADTH = [8, 5, 3, 2, 1];

export interface Exchanges {
  /** Puts a city into the queue of cities to look at. */
  look(city: number): void;
  /** Cities still to look at. */
  pending(): number;
  /**
   * Looks at the next city of the queue: performs the first improving exchange found and queues its ends.
   * Returns the gain, > 0, or 0 when nothing improved.
   */
  step(): number;
  /** Exchanges evaluated since the start. */
  evaluated(): number;
}

/** `margin` is the smallest gain worth taking: 0 where costs are exact. */
export function createExchanges(
  tour: Tour,
  cost: Cost,
  symmetric: boolean,
  neighbours: Neighbours,
  depth: number,
  margin: number,
): Exchanges {
  const { n, order, position, ends } = tour;
  const { width, incoming, outgoing } = neighbours;
  const queue = new Int32Array(n);
  const queued = new Uint8Array(n);
  let head = 0;
  let waiting = 0;
  let evaluations = 0;
  let gained = 0;
  const breadth = Int32Array.from({ length: MOST_EDGES }, (_, k) =>
    Math.min(width, BREADTH[Math.min(k, BREADTH.length - 1)]),
  );

  function next(city: number): number {
    const p = position[city] + 1;
    return order[p < n ? p : 0];
  }
  function previous(city: number): number {
    const p = position[city];
    return order[p > 0 ? p - 1 : n - 1];
  }

  /** Whether the edge between two cities is among the first `edges` taken out. */
  function isOut(edges: number, a: number, b: number): boolean {
    for (let e = 0; e < edges; e++) {
      const x = ends[2 * e];
      const y = ends[2 * e + 1];
      if ((x === a && y === b) || (x === b && y === a)) return true;
    }
    return false;
  }

  /** Extends the path ends[0 .. 2 edges) of open gain `gain`; true when an exchange was performed. */
  function extend(edges: number, gain: number): boolean {
    const end = ends[2 * edges - 1];
    const row = end * width;
    const { city: near, cost: nearCost } = outgoing;
    const before = previous(end);
    const after = next(end);
    for (let k = 0; k < breadth[edges - 1]; k++) {
      const open = gain - nearCost[row + k];
      if (open <= margin) break;
      const city = near[row + k];
      if (city === before || city === after) continue;
      for (let side = 0; side < 2; side++) {
        const other = side === 0 ? next(city) : previous(city);
        if (isOut(edges, city, other)) continue;
        evaluations++;
        const total = open + cost(city, other);
        const closed = total - cost(other, ends[0]);
        ends[2 * edges] = city;
        ends[2 * edges + 1] = other;
        if (closed > margin && tour.closes(edges + 1)) {
          tour.exchange(edges + 1);
          gained = closed;
          for (let e = 0; e < 2 * edges + 2; e++) look(ends[e]);
          return true;
        }
        if (edges + 1 < depth && extend(edges + 1, total)) return true;
      }
    }
    return false;
  }

  /** The same for directed tours: `forward` when ends[1] follows ends[0], so that the edges put in lead to the path's end. */
  function extendDirected(edges: number, gain: number, forward: boolean): boolean {
    const end = ends[2 * edges - 1];
    const row = end * width;
    const { city: near, cost: nearCost } = forward ? incoming : outgoing;
    const present = forward ? previous(end) : next(end);
    for (let k = 0; k < breadth[edges - 1]; k++) {
      const open = gain - nearCost[row + k];
      if (open <= margin) break;
      const city = near[row + k];
      if (city === present) continue;
      const other = forward ? next(city) : previous(city);
      if (isOut(edges, city, other)) continue;
      evaluations++;
      const total = open + (forward ? cost(city, other) : cost(other, city));
      const closed = total - (forward ? cost(ends[0], other) : cost(other, ends[0]));
      ends[2 * edges] = city;
      ends[2 * edges + 1] = other;
      if (edges > 1 && closed > margin && tour.closes(edges + 1)) {
        tour.exchange(edges + 1);
        gained = closed;
        for (let e = 0; e < 2 * edges + 2; e++) look(ends[e]);
        return true;
      }
      if (edges + 1 < depth && extendDirected(edges + 1, total, forward)) return true;
    }
    return false;
  }

  function look(city: number): void {
    if (queued[city] === 1) return;
    queued[city] = 1;
    const at = head + waiting;
    queue[at < n ? at : at - n] = city;
    waiting++;
  }

  function step(): number {
    const first = queue[head];
    head = head + 1 < n ? head + 1 : 0;
    waiting--;
    queued[first] = 0;
    for (let side = 0; side < 2; side++) {
      const other = side === 0 ? next(first) : previous(first);
      ends[0] = first;
      ends[1] = other;
      const open = symmetric || side === 0 ? cost(first, other) : cost(other, first);
      const improved = symmetric ? extend(1, open) : extendDirected(1, open, side === 0);
      if (improved) return gained;
    }
    return 0;
  }

  return { look, pending: () => waiting, step, evaluated: () => evaluations };
}
