/**
 * Which customers share a vehicle, by their demands alone: best fit, largest demand first (Johnson et al. 1974), and where that takes
 * too many vehicles, depth-first search over all ways to pack, cut off after some nodes. O(n vehicles) and O(nodes).
 */

/** Nodes of the search: complete for a dozen customers, a few milliseconds otherwise. */
const MOST_NODES = 50_000;

/** Customers of each vehicle (indices into demands), or as many as the methods manage: the rest stands in `left`. */
export interface Packing {
  readonly vehicles: readonly (readonly number[])[];
  readonly left: readonly number[];
}

export function packDemands(demands: ArrayLike<number>, vehicles: number, capacity: number): Packing {
  const order = Array.from({ length: demands.length }, (_, c) => c).sort((a, b) => demands[b] - demands[a] || a - b);
  const greedy = bestFit(order, demands, vehicles, capacity);
  if (greedy.left.length === 0) return greedy;
  return searchPacking(order, demands, vehicles, capacity) ?? greedy;
}

function bestFit(order: readonly number[], demands: ArrayLike<number>, most: number, capacity: number): Packing {
  const vehicles: number[][] = [];
  const room: number[] = [];
  const left: number[] = [];
  for (const customer of order) {
    let fullest = -1;
    for (let v = 0; v < vehicles.length; v++) {
      if (room[v] >= demands[customer] && (fullest < 0 || room[v] < room[fullest])) fullest = v;
    }
    if (fullest >= 0) {
      vehicles[fullest].push(customer);
      room[fullest] -= demands[customer];
    } else if (vehicles.length < most && demands[customer] <= capacity) {
      vehicles.push([customer]);
      room.push(capacity - demands[customer]);
    } else left.push(customer);
  }
  return { vehicles, left };
}

/** The customers in this order, each to every vehicle that has room; of empty vehicles, and of equally full ones, to the first. */
function searchPacking(
  order: readonly number[],
  demands: ArrayLike<number>,
  most: number,
  capacity: number,
): Packing | null {
  const room = new Float64Array(most).fill(capacity);
  const vehicles: number[][] = Array.from({ length: most }, () => []);
  let nodes = 0;
  const place = (k: number): boolean => {
    if (k === order.length) return true;
    if (++nodes > MOST_NODES) return false;
    const customer = order[k];
    const tried = new Set<number>();
    for (let v = 0; v < most; v++) {
      if (room[v] < demands[customer] || tried.has(room[v])) continue;
      tried.add(room[v]);
      room[v] -= demands[customer];
      vehicles[v].push(customer);
      if (place(k + 1)) return true;
      vehicles[v].pop();
      room[v] += demands[customer];
    }
    return false;
  };
  // A stack of thousands of calls would overflow; so many customers are best fit's business, or the search's.
  if (order.length > 1000 || !place(0)) return null;
  return { vehicles: vehicles.filter((customers) => customers.length > 0), left: [] };
}
