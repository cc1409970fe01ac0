/** The annealing over layouts in plain TypeScript. @see types.ts */
import { MemoryError } from "../../errors.ts";
import { fromWords } from "../../random.ts";
import { exponentialVariates } from "../tours/tables.ts";
import { NEAR_PLACE, NEAR_TARGET, VARIATES } from "./settings.ts";
import type { LayoutRequest, LayoutSession } from "./types.ts";

export function createReferenceLayout(request: LayoutRequest): LayoutSession {
  const { size: n, rowStart, column, weight, prices, memoryLimit } = request;
  const bytes = 40 * n + 8 * VARIATES;
  if (bytes > memoryLimit)
    throw new MemoryError(`a layout of ${n} vertices`, bytes, memoryLimit, "Raise the memory limit.");
  const words = Int32Array.from(request.seed, (word) => word | 0);
  if (words.every((word) => word === 0)) words[0] = 1;
  const { uint32 } = fromWords(words);
  const below = (bound: number) => Math.floor((uint32() * bound) / 2 ** 32);
  const variates = exponentialVariates(VARIATES);
  const order = new Int32Array(n);
  const place = new Int32Array(n);
  const cuts = new Float64Array(n); // cuts[n - 1] = 0
  const mark = new Float64Array(n);

  const neighbourPlace = (u: number) => place[column[rowStart[u] + below(rowStart[u + 1] - rowStart[u])]];

  function target(u: number, p: number): number {
    const word = uint32();
    const shift = word >>> 2;
    if (word % 4 === 0 || rowStart[u] === rowStart[u + 1]) {
      return p + (shift % (2 * NEAR_PLACE + 1)) - NEAR_PLACE;
    }
    const [a, b, c] = [neighbourPlace(u), neighbourPlace(u), neighbourPlace(u)];
    const median = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    return median + (shift % (2 * NEAR_TARGET + 1)) - NEAR_TARGET;
  }

  /** Change when u goes from p to q and those between close up. */
  function insertionChange(u: number, p: number, q: number): number {
    let change = q > p ? cuts[q] - cuts[p] : (q > 0 ? cuts[q - 1] : 0) - cuts[p - 1];
    const distance = Math.abs(q - p);
    for (let k = rowStart[u]; k < rowStart[u + 1]; k++) {
      // Steps towards this neighbour less steps away from it, those between one place nearer.
      const ahead = q > p ? place[column[k]] - p : p - place[column[k]];
      change += weight[k] * (ahead < 0 ? distance : ahead > distance ? -distance : distance - 2 * ahead + 2);
    }
    return change;
  }

  function insert(u: number, p: number, q: number): void {
    const step = q > p ? 1 : -1;
    let balance = 0; // weight of the edges of u to vertices behind it, less that of its others
    for (let k = rowStart[u]; k < rowStart[u + 1]; k++) {
      mark[column[k]] = weight[k];
      balance += (place[column[k]] - p) * step < 0 ? weight[k] : -weight[k];
    }
    for (let k = p; k !== q; k += step) {
      const passed = order[k + step];
      balance += 2 * mark[passed];
      if (step > 0) cuts[k] = cuts[k + 1] + balance;
      else cuts[k - 1] = (k > 1 ? cuts[k - 2] : 0) + balance;
      order[k] = passed;
      place[passed] = k;
    }
    for (let k = rowStart[u]; k < rowStart[u + 1]; k++) mark[column[k]] = 0;
    order[q] = u;
    place[u] = q;
  }

  /** Change of the edges of u to others than v when u goes from p to q. */
  function priceChange(u: number, v: number, p: number, q: number, price: Float64Array): number {
    let change = 0;
    for (let k = rowStart[u]; k < rowStart[u + 1]; k++) {
      if (column[k] === v) continue;
      const x = place[column[k]];
      change += weight[k] * (price[Math.abs(x - q)] - price[Math.abs(x - p)]);
    }
    return change;
  }

  function exchange(u: number, p: number, q: number): void {
    const v = order[q];
    order[p] = v;
    order[q] = u;
    place[u] = q;
    place[v] = p;
  }

  /** Change of cost, 0 where the move was refused. */
  function propose(temperature: number): number {
    const u = below(n);
    const p = place[u];
    const q = Math.max(0, Math.min(n - 1, target(u, p)));
    if (q === p) return 0;
    const change =
      prices === null
        ? insertionChange(u, p, q)
        : priceChange(u, order[q], p, q, prices) + priceChange(order[q], u, q, p, prices);
    if (change > 0 && (temperature === 0 || change > temperature * variates[below(VARIATES)])) return 0;
    if (prices === null) insert(u, p, q);
    else exchange(u, p, q);
    return change;
  }

  /** The cost, and cuts where they are kept. */
  function begin(): number {
    for (let k = 0; k < n; k++) place[order[k]] = k;
    cuts.fill(0);
    let cost = 0;
    for (let k = 0; k < n; k++) {
      const u = order[k];
      let crossing = k > 0 ? cuts[k - 1] : 0;
      for (let e = rowStart[u]; e < rowStart[u + 1]; e++) {
        const length = place[column[e]] - k;
        crossing += length > 0 ? weight[e] : -weight[e];
        if (prices !== null && length > 0) cost += weight[e] * prices[length];
      }
      cuts[k] = crossing;
      if (prices === null) cost += crossing;
    }
    return cost;
  }
  return {
    order,
    begin,
    anneal(moves, temperature) {
      let change = 0;
      for (let k = 0; k < moves; k++) change += propose(temperature);
      return change;
    },
  };
}
