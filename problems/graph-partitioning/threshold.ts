/**
 * How large the balance penalty must be. Two proofs; the smaller threshold counts. Notation: capacity K, parts k, room R
 * (balance.ts), vertex weights c, edge weights w >= 0, and g the least amount by which the squared violation falls or exceeds 0.
 *
 * By moving a vertex. A part above K holds at least K + 1. The lightest other part then holds at most
 * q = floor((total - K - 1) / (k - 1)). A vertex with 1 <= c <= min(R + 1, K - q) leaves the heavy part without pulling it
 * below K - R and fits the lightest one, so with the best slack the squared violation falls by g or more, while the cut rises
 * by at most the weighted degree of the vertex. If every set that weighs K + 1 holds such a vertex of weighted degree at most d,
 * then penalty * g > d makes every unbalanced state worse than one with less violation, so no ground state is unbalanced.
 * Unit weights: every vertex qualifies, and d is the (K + 1)-th largest weighted degree, never more than the largest.
 * Vertices heavier than R + 1 may be unable to move one at a time (weights 2, 2, 2, 3, 3): then the degrees prove nothing.
 *
 * By comparing. An unbalanced state costs at least penalty * g, the best partition at most U, the cut of any balanced one:
 * penalty * g > U suffices for all weights, for ground states only.
 */
import { type PairColumns, totalWeight } from "../../src/modelling/graph.ts";
import { type Balance, weightOf } from "./balance.ts";
import { type Adjacency, referencePartition } from "./reference.ts";

export interface Threshold {
  /** penalty * g must be greater than this. */
  readonly value: number;
  readonly witness: string;
  /** An upper bound of the least cut: U. */
  readonly cutBound: number;
  /** Whether a balanced partition is known to exist. */
  readonly feasible: boolean;
}

/** @param degrees weighted degrees, length n */
export function balanceThreshold(
  graph: Adjacency,
  edges: PairColumns,
  degrees: Float64Array,
  balance: Balance,
): Threshold {
  const reference = referencePartition(graph, edges, balance);
  const movable = movableVertex(balance, degrees);
  const cutBound = reference?.cut ?? totalWeight(edges);
  const feasible = reference !== null || movable !== null;
  // Two parts of unit weights keep to the move, however small U is: then every 1-flip local minimum is balanced, too.
  const everyMinimum = balance.parts === 2 && balance.weights === null;
  if (movable !== null && (everyMinimum || degrees[movable] <= cutBound)) {
    const value = degrees[movable];
    const witness = `vertex ${movable}, of weighted degree ${value}: every part above its capacity holds a vertex of at most that degree that can leave`;
    return { value, witness, cutBound, feasible };
  }
  const witness =
    reference === null
      ? `all edges together, of weight ${cutBound}: no balanced partition was found by filling the parts one after the other`
      : `a balanced partition of cut ${cutBound}, made by filling the parts one after the other`;
  return { value: cutBound, witness, cutBound, feasible };
}

/** Largest load of the lightest of the other parts while one is above its capacity: q. */
const lightestOther = ({ parts, total, capacity }: Balance) => Math.floor((total - capacity - 1) / (parts - 1));

/** The vertex whose degree is d: in every set of weight capacity + 1 some movable vertex has at most its degree. Or null. */
function movableVertex(balance: Balance, degrees: Float64Array): number | null {
  const { n, capacity, room, weights } = balance;
  if (weights === null && capacity < n) {
    const ascending = degrees.slice().sort();
    return degrees.indexOf(ascending[n - 1 - capacity]);
  }
  const heaviest = Math.min(room + 1, capacity - lightestOther(balance));
  let need = capacity + 1;
  const movable: number[] = [];
  for (let v = 0; v < n; v++) {
    const weight = weightOf(balance, v);
    if (weight > heaviest) need -= weight;
    else if (weight > 0) movable.push(v);
  }
  if (need <= 0) return null;
  movable.sort((u, v) => degrees[v] - degrees[u] || u - v);
  for (const v of movable) {
    need -= weightOf(balance, v);
    if (need <= 0) return v;
  }
  return null;
}

/**
 * g for loads over bits, in squares of weight: the heavy part falls by 1 or more, and where the lightest other part must lie
 * below capacity - room it gains 1 as well.
 */
export function leastViolation(balance: Balance): 1 | 2 {
  return lightestOther(balance) < balance.capacity - balance.room ? 2 : 1;
}

/**
 * g for the difference D of two loads over spins, which moves in steps of 2: with slack or room 0 an excess of 2 squared;
 * with room 1 and no slack D^2 - 1, at least 3^2 - 1.
 */
export function leastDifference({ room }: Balance): 4 | 8 {
  return room === 1 ? 8 : 4;
}
