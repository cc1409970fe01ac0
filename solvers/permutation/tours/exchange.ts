/**
 * Sequential k-exchanges by depth-first search with the positive gain criterion (Lin & Kernighan 1973; neighbour lists and
 * the queue of cities to look at after Johnson & McGeoch 1997): edges out and in alternate along a path from a first city.
 * Nothing is changed before a whole exchange is known to close to one tour and to shorten it (Helsgaun 2000). At each depth
 * the continuations with the largest open gain come first. Directed tours use the exchanges that reverse no piece.
 */
import type { Cost } from "../form.ts";
import type { Neighbours } from "./neighbours.ts";
import { MOST_EDGES, type Tour } from "./tour.ts";

/**
 * Continuations followed at depth 1, 2, ...; one at every deeper level. 8 5 against 5 3 on 5 instances of 1,000 to
 * 1,700 cities, 3 seeds: better on three, worse on one.
 */
const BREADTH = [8, 5, 1];

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
  /** Exchanges evaluated and cities looked at since the start: it grows even where no exchange is worth a try. */
  evaluated(): number;
}

/** What the search for exchanges works on. */
export interface ExchangeSetting {
  readonly tour: Tour;
  readonly cost: Cost;
  readonly symmetric: boolean;
  readonly neighbours: Neighbours;
  /** Most edges that one exchange replaces, 2 to MOST_EDGES. */
  readonly depth: number;
  /** Smallest gain worth taking: 0 where costs are exact. */
  readonly margin: number;
}

/** O(n) memory. */
export function createExchanges({ tour, cost, symmetric, neighbours, depth, margin }: ExchangeSetting): Exchanges {
  const { n, order, position, ends } = tour;
  const { width } = neighbours;
  const queue = new Int32Array(n);
  const queued = new Uint8Array(n);
  let head = 0;
  let waiting = 0;
  let evaluations = 0;
  let gained = 0;
  // The best continuations of each depth, largest open gain first.
  const most = Int32Array.from({ length: MOST_EDGES }, (_, k) => BREADTH[Math.min(k, BREADTH.length - 1)]);
  const rows = Math.max(...BREADTH);
  const nearCity = new Int32Array(MOST_EDGES * rows);
  const farCity = new Int32Array(MOST_EDGES * rows);
  const openGain = new Float64Array(MOST_EDGES * rows);

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

  /** Keeps a continuation if it is among the best of its depth. Returns how many are kept. */
  function offer(edges: number, kept: number, near: number, far: number, total: number): number {
    const base = (edges - 1) * rows;
    const limit = most[edges - 1];
    if (kept === limit && total <= openGain[base + limit - 1]) return kept;
    let r = base + (kept < limit ? kept : limit - 1);
    while (r > base && openGain[r - 1] < total) {
      openGain[r] = openGain[r - 1];
      nearCity[r] = nearCity[r - 1];
      farCity[r] = farCity[r - 1];
      r--;
    }
    openGain[r] = total;
    nearCity[r] = near;
    farCity[r] = far;
    return kept < limit ? kept + 1 : kept;
  }

  /** Continuations of the path ends[0 .. 2 edges) in an undirected tour. */
  function collect(edges: number, gain: number): number {
    const end = ends[2 * edges - 1];
    const row = end * width;
    const { city: near, cost: nearCost } = neighbours.outgoing;
    const before = previous(end);
    const after = next(end);
    let kept = 0;
    for (let k = row; k < row + width; k++) {
      const open = gain - nearCost[k];
      if (open <= margin) break;
      const city = near[k];
      if (city === before || city === after) continue;
      const p = position[city];
      const left = order[p > 0 ? p - 1 : n - 1];
      const right = order[p + 1 < n ? p + 1 : 0];
      if (!isOut(edges, city, right)) kept = offer(edges, kept, city, right, open + cost(city, right));
      if (!isOut(edges, city, left)) kept = offer(edges, kept, city, left, open + cost(city, left));
      evaluations += 2;
    }
    return kept;
  }

  /** The same in a directed tour; `forward` when ends[1] follows ends[0], so that the edge put in leads to the path's end. */
  function collectDirected(edges: number, gain: number, forward: boolean): number {
    const end = ends[2 * edges - 1];
    const row = end * width;
    const { city: near, cost: nearCost } = forward ? neighbours.incoming : neighbours.outgoing;
    const present = forward ? previous(end) : next(end);
    let kept = 0;
    for (let k = row; k < row + width; k++) {
      const open = gain - nearCost[k];
      if (open <= margin) break;
      const city = near[k];
      if (city === present) continue;
      const far = forward ? next(city) : previous(city);
      if (isOut(edges, city, far)) continue;
      kept = offer(edges, kept, city, far, open + (forward ? cost(city, far) : cost(far, city)));
      evaluations++;
    }
    return kept;
  }

  /** Extends the path of `edges` edges taken out, open gain `gain`; true when an exchange was performed. */
  function extend(edges: number, gain: number, forward: boolean): boolean {
    const kept = symmetric ? collect(edges, gain) : collectDirected(edges, gain, forward);
    const base = (edges - 1) * rows;
    const first = ends[0];
    for (let r = base; r < base + kept; r++) {
      const far = farCity[r];
      const total = openGain[r];
      const closed = total - (symmetric || !forward ? cost(far, first) : cost(first, far));
      ends[2 * edges] = nearCity[r];
      ends[2 * edges + 1] = far;
      if (closed > margin && (symmetric || edges > 1) && tour.closes(edges + 1)) {
        tour.exchange(edges + 1);
        gained = closed;
        for (let e = 0; e < 2 * edges + 2; e++) look(ends[e]);
        return true;
      }
      if (edges + 1 < depth && extend(edges + 1, total, forward)) return true;
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
    evaluations++;
    for (let side = 0; side < 2; side++) {
      const forward = side === 0;
      ends[0] = first;
      ends[1] = forward ? next(first) : previous(first);
      const out = symmetric || forward ? cost(first, ends[1]) : cost(ends[1], first);
      if (extend(1, out, forward)) return gained;
    }
    return 0;
  }

  return { look, pending: () => waiting, step, evaluated: () => evaluations };
}
