/**
 * Where the states of a transition graph stand from left to right: a band for each basin, as wide as its most crowded energy needs,
 * and inside it, from low to high energy, each state as near as possible above the states that it flips to.
 */
import type { TransitionGraph } from "../landscape/types.ts";

type Nodes = TransitionGraph["nodes"];
type Edges = TransitionGraph["edges"];

interface Band {
  readonly members: readonly number[];
  /** Columns needed so that no two states touch. */
  readonly columns: number;
}

export interface Layout {
  readonly bands: readonly Band[];
  /** Of all bands together. */
  readonly columns: number;
}

/** @param y pixels of each node; @param apart least distance of two states in one column */
export function bandsOf(nodes: Nodes, y: readonly number[], apart: number): Layout {
  const members = new Map<number, number[]>();
  nodes.forEach(({ basin }, i) => {
    const list = members.get(basin) ?? [];
    members.set(basin, list);
    list.push(i);
  });
  const bands = [...members]
    .sort(([a], [b]) => a - b)
    .map(([, list]) => {
      const risen = list.sort((a, b) => y[b] - y[a] || a - b);
      return { members: risen, columns: columnsNeeded(risen, y, apart) };
    });
  return { bands, columns: bands.reduce((sum, { columns }) => sum + columns, 0) };
}

/** Every second level stands that far aside, in columns: an arrow that skips a level does not run through a state on it. */
const STAGGER = -0.25;
/** States closer than this stand in one row. */
const ROW = 0.5;

/** Greatest number of states within `apart` of one height: first fit needs no more columns. */
function columnsNeeded(risen: readonly number[], y: readonly number[], apart: number): number {
  const tops: number[] = [];
  let height = Number.POSITIVE_INFINITY;
  for (const i of risen) {
    if (height - y[i] > ROW) height = y[i];
    const free = tops.findIndex((top) => top - height >= apart);
    if (free >= 0) tops[free] = height;
    else tops.push(height);
  }
  return tops.length;
}

/** Pixels from the left for each node, between `left` and `right`. O(nodes x columns + edges). */
export function placeStates(
  { bands, columns }: Layout,
  edges: Edges,
  y: readonly number[],
  { left, right }: { readonly left: number; readonly right: number },
  apart: number,
): number[] {
  const gap = (right - left) / Math.max(1, columns);
  const x: number[] = new Array(y.length).fill(Number.NaN);
  const successors: { to: number; probability: number }[][] = y.map(() => []);
  for (const { from, to, probability } of edges) successors[from].push({ to, probability });
  const starts: number[] = [];
  let start = left;
  for (const band of bands) {
    starts.push(start);
    start += band.columns * gap;
  }
  const bandOf: number[] = [];
  bands.forEach((band, b) => {
    for (const i of band.members) bandOf[i] = b;
  });
  const rows = rowsOf(bands, y);
  const levels = [...new Set(rows.map((row) => Math.round(y[row[0]] / ROW)))].sort((a, b) => b - a);
  const clearAbove = new Map<readonly number[], boolean>();
  const below: (readonly number[])[] = [];
  for (const row of rows) {
    const band = bandOf[row[0]];
    if (below[band] !== undefined) clearAbove.set(below[band], y[below[band][0]] - y[row[0]] >= apart);
    below[band] = row;
  }
  const tops = bands.map((band) => new Array<number>(band.columns).fill(Number.POSITIVE_INFINITY));
  for (const row of rows) {
    const band = bandOf[row[0]];
    const middle = starts[band] + (bands[band].columns * gap) / 2;
    const wanted = new Map(row.map((i) => [i, wantedPlace(successors[i], x, middle)]));
    const ordered = [...row].sort((a, b) => wanted.get(a)! - wanted.get(b)! || a - b);
    const free = tops[band].flatMap((top, column) => (top - y[row[0]] >= apart ? [column] : []));
    const whole = free.length === bands[band].columns && (clearAbove.get(row) ?? true);
    const chosen = whole ? null : nearest(free, ordered, (i) => (wanted.get(i)! - starts[band]) / gap - 0.5);
    const stagger = levels.indexOf(Math.round(y[row[0]] / ROW)) % 2 === 1 ? STAGGER : 0;
    ordered.forEach((i, k) => {
      const at = chosen?.[k] ?? (bands[band].columns - ordered.length) / 2 + k;
      x[i] = starts[band] + (at + 0.5 + stagger) * gap;
      for (const column of new Set([Math.floor(at), Math.ceil(at)])) tops[band][column] = y[row[0]];
    });
  }
  return x;
}

/** States of one band at one height, from the lowest energy up. */
function rowsOf(bands: readonly Band[], y: readonly number[]): number[][] {
  const rows: number[][] = [];
  for (const { members } of bands) {
    let row: number[] = [];
    for (const i of members) {
      if (row.length > 0 && y[row[0]] - y[i] > ROW) {
        rows.push(row);
        row = [];
      }
      row.push(i);
    }
    if (row.length > 0) rows.push(row);
  }
  return rows.sort((a, b) => y[b[0]] - y[a[0]] || a[0] - b[0]);
}

/** Mean place of the states that follow, by their probability. */
function wantedPlace(
  successors: readonly { readonly to: number; readonly probability: number }[],
  x: readonly number[],
  otherwise: number,
): number {
  let [sum, weight] = [0, 0];
  for (const { to, probability } of successors) {
    if (Number.isNaN(x[to]) || !(probability > 0)) continue;
    sum += probability * x[to];
    weight += probability;
  }
  return weight > 0 ? sum / weight : otherwise;
}

/** Free columns for states in order: each as near to its wish as those before and after it allow. */
function nearest(free: readonly number[], ordered: readonly number[], wish: (i: number) => number): number[] {
  const chosen: number[] = [];
  let next = 0;
  ordered.forEach((i, k) => {
    const last = free.length - (ordered.length - k);
    let best = Math.min(next, free.length - 1);
    while (best < last && Math.abs(free[best + 1] - wish(i)) <= Math.abs(free[best] - wish(i))) best++;
    chosen.push(free[best]);
    next = best + 1;
  });
  return chosen;
}
