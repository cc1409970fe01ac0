/**
 * Weighted pairs `[i, j]` or `[i, j, weight]` as instances state them: 0-based, each unordered pair once, no loops.
 * The schema, the rules that a schema cannot say, and the ways to columns, degrees, couplings and file records. O(n + m).
 */
import { Type } from "typebox";
import { MemoryError } from "../errors.ts";
import { areDistinct } from "../formats/distinct.ts";
import type { GraphRecord } from "../formats/records.ts";
import { DEFAULT_MEMORY_LIMIT } from "../model/index.ts";
import { createTwinFinder } from "./twin-pairs.ts";

/** Joins vertices i and j; from i to j where edges have directions. */
export type Pair = [i: number, j: number];
/** Joins vertices i and j with weight 1 unless given. */
export type Edge = Pair | [i: number, j: number, weight: number];
/** Couples variables i and j with a value that is always given. */
export type Coupling = [i: number, j: number, value: number];

/** One thing wrong with a list of pairs; fits `Complaint` of a problem. */
export interface PairComplaint {
  readonly path: string;
  readonly found: string;
  readonly expected: string;
  readonly hint?: string;
}

const LARGEST_ORDER = 1e8; // one byte of state and four of row starts a vertex stay below 2 GB
const LARGEST_TOTAL = 1e150; // a penalty above it times a squared load below 2^106 is still finite
const MOST_COMPLAINTS = 20;

const COUNT_FROM_0 = "Indices count from 0.";

/** `n` of an instance: how many vertices or variables. */
export const orderSchema = (description: string) =>
  Type.Integer({ minimum: 1, maximum: LARGEST_ORDER, description: `${description} They are numbered from 0.` });

/** How often a pair may be stated: edges without a direction, arcs, or what the instance says in `directed`. */
const ONCE = {
  undirected: "every unordered pair once",
  directed: "every pair once a direction",
  either: "every pair once, or once a direction if directed",
};

/** One array schema instead of a choice of tuples: `checkPairs` says more, and validates 10^6 pairs quickly. */
export const edgesSchema = (description: string, ways: keyof typeof ONCE = "undirected") =>
  Type.Unsafe<Edge[]>(
    Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 3, description: "[i, j] or [i, j, weight]." }), {
      description: `${description} Each is [i, j] or [i, j, weight], 0-based, weight 1 unless given; ${ONCE[ways]}, no loops.`,
    }),
  );

/** Edges that have no weights. */
export const pairsSchema = (description: string, ways: keyof typeof ONCE = "undirected") =>
  Type.Unsafe<Pair[]>(
    Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: "[i, j]." }), {
      description: `${description} Each is [i, j], 0-based; ${ONCE[ways]}, no loops.`,
    }),
  );

export const couplingsSchema = (description: string) =>
  Type.Unsafe<Coupling[]>(
    Type.Array(Type.Array(Type.Number(), { minItems: 3, maxItems: 3, description: "[i, j, value]." }), {
      description: `${description} Each is [i, j, value], 0-based; every unordered pair once, i and j different.`,
    }),
  );

/** `directed` of an instance that may be either. */
export const directedSchema = Type.Optional(
  Type.Boolean({ description: "Whether [i, j] leads from i to j only. Default: false, both ways." }),
);

/** `names` of an instance. @param unnamed what vertices without names are called */
export const vertexNames = (unnamed = "their numbers.") =>
  Type.Optional(
    Type.Array(Type.String(), { description: `Names of the vertices, all different. Default: ${unnamed}` }),
  );

/** `coordinates` of an instance, which change nothing but drawings; `checkCoordinates` counts them. */
export const vertexPositions = Type.Optional(
  Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), {
    description: "Positions x, y of the vertices, y upwards, for drawing only. Default: on a circle.",
  }),
);

/** The name of a vertex, or its number. */
export const vertexName = ({ names }: { readonly names?: readonly string[] }, vertex: number): string =>
  names?.[vertex] ?? String(vertex);

/** Pair e joins from[e] and to[e] with weight[e]. */
export interface PairColumns {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float64Array;
}

/** 16 bytes a pair. */
export function pairColumns(pairs: readonly Edge[]): PairColumns {
  const m = pairs.length;
  const columns = { from: new Int32Array(m), to: new Int32Array(m), weight: new Float64Array(m) };
  for (let e = 0; e < m; e++) {
    const pair = pairs[e];
    columns.from[e] = pair[0];
    columns.to[e] = pair[1];
    columns.weight[e] = pair.length === 2 ? 1 : (pair[2] ?? 1); // no iterator a pair
  }
  return columns;
}

/** Sum of the weights of all pairs. */
export function totalWeight({ weight }: PairColumns): number {
  let sum = 0;
  for (let e = 0; e < weight.length; e++) sum += weight[e];
  return sum;
}

/** Sum of the weights of the edges at each vertex, length n. */
export function weightedDegrees(n: number, { from, to, weight }: PairColumns): Float64Array {
  const degrees = new Float64Array(n);
  for (let e = 0; e < weight.length; e++) {
    degrees[from[e]] += weight[e];
    degrees[to[e]] += weight[e];
  }
  return degrees;
}

/**
 * What the schema cannot say about pairs of 0..n-1: indices in range, no loop, no pair twice, a total that stays finite.
 * `path` is the property that holds them. At most 20 complaints. O(n + m), 12 bytes a pair and 8 a vertex.
 */
export function checkPairs(n: number, pairs: readonly Edge[], path: string): PairComplaint[] {
  return areProperPairs(n, pairs) ? [] : complaintsOf(n, pairs, path);
}

/** Whether there is nothing to complain about: what holds for nearly all instances, told without looking anything up. */
function areProperPairs(n: number, pairs: readonly Edge[]): boolean {
  const m = pairs.length;
  const from = new Int32Array(m);
  const to = new Int32Array(m);
  let total = 0;
  for (let e = 0; e < m; e++) {
    const pair = pairs[e];
    const i = pair[0];
    const j = pair[1];
    const ends = Number.isInteger(i) && Number.isInteger(j) && i >= 0 && j >= 0 && i < n && j < n && i !== j;
    if (!ends) return false;
    from[e] = i;
    to[e] = j;
    total += pair.length === 2 ? 1 : Math.abs(pair[2] ?? 1);
  }
  return total <= LARGEST_TOTAL && areDistinct(n, from, to);
}

/** Pair by pair, in words. */
function complaintsOf(n: number, pairs: readonly Edge[], path: string): PairComplaint[] {
  const complaints: PairComplaint[] = [];
  const earlierTwin = createTwinFinder(pairs);
  let total = 0;
  for (let e = 0; e < pairs.length && complaints.length < MOST_COMPLAINTS; e++) {
    const [i, j, weight = 1] = pairs[e];
    const complaint = checkEnds(n, i, j, `${path}[${e}]`);
    if (complaint !== null) {
      complaints.push(complaint);
      continue;
    }
    const twin = earlierTwin(e);
    if (twin !== null) {
      complaints.push({
        path: `${path}[${e}]`,
        found: `the pair ${i}, ${j} again, as in ${path}[${twin}]`,
        expected: "each pair once (in either direction)",
        hint: "Keep one entry, with the sum of the weights if both are meant.",
      });
    }
    total += Math.abs(weight);
  }
  return [...complaints, ...checkTotal(total, path)].slice(0, MOST_COMPLAINTS);
}

/** A complaint when magnitudes under `path` add up to more than products of them can bear. */
export function checkTotal(total: number, path: string): PairComplaint[] {
  if (total <= LARGEST_TOTAL) return [];
  const expected = `a sum of magnitudes of at most ${LARGEST_TOTAL}`;
  return [{ path, found: `numbers that add up to ${total}`, expected, hint: "Scale all of them down." }];
}

function checkEnds(n: number, i: number, j: number, place: string): PairComplaint | null {
  for (const [end, index] of [i, j].entries()) {
    if (Number.isInteger(index) && index >= 0 && index < n) continue;
    const complaint = { path: `${place}[${end}]`, found: String(index), expected: `an integer from 0 to ${n - 1}` };
    return index === n ? { ...complaint, hint: COUNT_FROM_0 } : complaint;
  }
  if (i !== j) return null;
  return { path: place, found: `the loop ${i}, ${j}`, expected: "two different indices" };
}

/**
 * Refuses before anything is made: models over n vertices and m pairs take about bytesPerVertex * n + 64 m bytes at their peak.
 * @throws {MemoryError} above DEFAULT_MEMORY_LIMIT
 */
export function requireGraphMemory(n: number, m: number, bytesPerVertex: number): void {
  const bytes = bytesPerVertex * n + 64 * m; // columns 16, sorting 16, compressed rows 24, and their growth
  if (bytes <= DEFAULT_MEMORY_LIMIT) return;
  const isolated = n > 4 * m ? " Most of them touch no pair: leave those out and number the rest from 0." : "";
  throw new MemoryError(
    `a model of ${n} vertices and ${m} pairs`,
    bytes,
    DEFAULT_MEMORY_LIMIT,
    `Split or coarsen the instance.${isolated}`,
  );
}

/** Pairs of a file record; weight 1 is left out. */
export function edgesOf({ from, to, weight }: Pick<GraphRecord, "from" | "to" | "weight">): Edge[] {
  const edges: Edge[] = new Array(from.length);
  for (let e = 0; e < from.length; e++) {
    edges[e] = weight[e] === 1 ? [from[e], to[e]] : [from[e], to[e], weight[e]];
  }
  return edges;
}

/** The record that graph formats write. */
export function graphRecord(
  name: string | undefined,
  n: number,
  edges: readonly Edge[],
  vertexWeights: readonly number[] | undefined,
): GraphRecord {
  const vertexWeight = vertexWeights === undefined ? null : Float64Array.from(vertexWeights);
  return { kind: "graph", name: name ?? null, n, ...pairColumns(edges), vertexWeight };
}

/** Every pair of 0..n-1 with that probability. `uniform` draws from [0, 1). O(n^2): for samples. */
export function randomPairs(n: number, probability: number, uniform: () => number): Pair[] {
  const pairs: Pair[] = [];
  for (let j = 1; j < n; j++) for (let i = 0; i < j; i++) if (uniform() < probability) pairs.push([i, j]);
  return pairs;
}

/** Paths of `length` vertices next to each other in number, a fifth of their links left out. `below` draws from 0 to less than its bound. */
export function randomChains(n: number, length: number, below: (bound: number) => number): Pair[] {
  const links: Pair[] = [];
  for (let v = 1; v < n; v++) if (v % length !== 0 && below(5) > 0) links.push([v - 1, v]);
  return links;
}
