/**
 * Tours of the cheapest edges alone, sought beside another search where costs have two values, as when a tour asks for a Hamiltonian
 * cycle: branching with propagation in the graph of the cheap edges, begun anew with other numbers of the nodes after so many
 * steps, 1 2 1 4 1 2 1 8 ... (Luby, Sinclair & Zuckerman 1993). Such a tour is optimal. One-way costs take two nodes for one.
 */
import { type CycleSearch, createCycleSearch } from "../../../src/kernels/hamiltonian/exhaustion.ts";
import { type EnergyModel, energy, type State } from "../../../src/model/index.ts";
import type { Random } from "../../../src/random.ts";
import type { SearchContext, Step, Verdict } from "../../../src/solver.ts";
import type { TourForm } from "../form.ts";
import { readTour } from "./kicks.ts";

/** Costs looked at between yields, and steps of the search: about a millisecond each. */
const SLICE = 60_000;

/**
 * Steps before the first new beginning, for each node and each end of an edge. Searches that succeed take 20 to 130, and a few far
 * more: 50 was slower than 200 by half on dense graphs, and faster by as much on generalized Petersen graphs.
 */
const STRETCH = 50;

/** Stretches, of 8 times the first in all, before the other search goes on beside them. */
const ALONE = 4;

const BYTES_AN_EDGE = 80;

/** Edges that cost the least among the nodes, from[e] to to[e], and how they may be used. */
interface CheapEdges {
  /**
   * Both ways; or one way; or both ways but for the fixed node, which then has its ways out as node `size` and its ways in as a
   * further node beside it.
   */
  readonly kind: "both-ways" | "one-way" | "split-node";
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Steps of `search`, until it ends or a tour of cheap edges is found. */
export function* besideCheapestEdges(
  model: EnergyModel,
  form: TourForm,
  context: SearchContext,
  search: Generator<Step, Verdict, void>,
): Generator<Step, Verdict, void> {
  try {
    const first = search.next();
    if (first.done === true) return first.value;
    yield first.value;
    const reading = cheapEdges(form, context.memoryLimit);
    let read = reading.next();
    for (; read.done !== true; read = reading.next()) yield first.value;
    if (read.value === null) return yield* search;
    const hunt = createHunt(form, read.value, context.random.split(1));
    for (let step: Step = first.value; ; ) {
      const tour = hunt.advance();
      const work = step.work + hunt.branches;
      if (tour !== null) return yield* finish(model, form, tour, work, context);
      yield { ...step, work };
      if (hunt.alone) continue;
      const next = search.next();
      if (next.done === true) return next.value;
      step = next.value;
    }
  } finally {
    search.return({ status: "exhausted" });
  }
}

function* finish(
  model: EnergyModel,
  form: TourForm,
  tour: Int32Array,
  work: number,
  { monitor }: SearchContext,
): Generator<Step, Verdict, void> {
  const state = { kind: "permutation" as const, order: new Int32Array(form.size) } satisfies State;
  readTour(form, tour, state.order);
  const least = energy(model, state);
  monitor?.started(state, least);
  yield { work, energy: least, state };
  return { status: "optimal", proof: "every step of the tour costs the least that a step can cost" };
}

/** Null where costs have one value or more than two, or the edges do not fit. @yields after about a millisecond */
function* cheapEdges(form: TourForm, memoryLimit: number): Generator<void, CheapEdges | null, void> {
  const { nodes: n, size, symmetric, cost } = form;
  let low = cost(0, 1);
  let high = low;
  let alike = true; // both ways between nodes with places
  let looked = 0;
  for (let i = 0; i < n; i++) {
    for (let j = symmetric ? i + 1 : 0; j < n; j++) {
      if (i === j) continue;
      const value = cost(i, j);
      if (!symmetric && alike && j < i && i < size && cost(j, i) !== value) alike = false;
      if (value === low || value === high) continue;
      if (low !== high) return null;
      if (value > low) high = value;
      else low = value;
    }
    looked += n - (symmetric ? i : 0);
    if (looked < SLICE) continue;
    looked = 0;
    yield;
  }
  if (low === high) return null;
  const kind = symmetric ? "both-ways" : alike && n > size ? "split-node" : "one-way";
  return yield* collect(form, low, kind, Math.floor(memoryLimit / 4 / BYTES_AN_EDGE));
}

function* collect(
  { nodes: n, size, cost }: TourForm,
  low: number,
  kind: CheapEdges["kind"],
  most: number,
): Generator<void, CheapEdges | null, void> {
  const from: number[] = [];
  const to: number[] = [];
  let looked = 0;
  for (let i = 0; i < n; i++) {
    const fixed = kind === "split-node" && i === size;
    for (let j = kind === "one-way" || fixed ? 0 : i + 1; j < n; j++) {
      if (i === j) continue;
      const split = kind === "split-node" && j === size;
      if (cost(i, j) !== low) continue;
      from.push(i);
      to.push(split ? n : j);
    }
    if (from.length + n > most) return null;
    looked += n;
    if (looked < SLICE) continue;
    looked = 0;
    yield;
  }
  return { kind, from: Int32Array.from(from), to: Int32Array.from(to) };
}

interface Hunt {
  /** Goes on for a slice. A tour over all nodes, or null. */
  advance(): Int32Array | null;
  /** Still in the first stretch, which is short: nothing else needs to run beside it. */
  readonly alone: boolean;
  readonly branches: number;
}

function createHunt(form: TourForm, edges: CheapEdges, random: Random): Hunt {
  const nodes = form.nodes + (edges.kind === "split-node" ? 1 : 0);
  const label = Int32Array.from({ length: nodes }, (_, node) => node);
  const rank = Int32Array.from(edges.from, (_, e) => e); // of ties between edges, the first are chosen
  const stretch = STRETCH * (nodes + 2 * edges.from.length);
  let search: CycleSearch | null = null;
  let stretches = 0;
  let left = 0;
  let before = 0;
  let over = false;
  return {
    advance() {
      if (over) return null;
      if (search === null || left <= 0) {
        before += search?.branches ?? 0;
        random.shuffle(label);
        random.shuffle(rank);
        search = begin(form, edges, label, rank);
        stretches++;
        left = stretch * (stretches & -stretches);
      }
      const outcome = search.advance(SLICE);
      left -= SLICE;
      if (outcome === "none") over = true;
      return outcome === "cycle" ? tourOf(form, edges.kind, search.cycle(), label) : null;
    },
    get alone() {
      return !over && stretches <= ALONE;
    },
    get branches() {
      return before + (search?.branches ?? 0);
    },
  };
}

/**
 * Node v is number label[v], the edges stand in the order of `rank`; with one-way costs the ways in of a node end at its number, and
 * its ways out begin at that number + nodes.
 */
function begin({ nodes: n }: TourForm, edges: CheapEdges, label: Int32Array, rank: Int32Array): CycleSearch {
  const { kind, from, to } = edges;
  const oneWay = kind === "one-way";
  const pairs = oneWay ? n : kind === "split-node" ? 1 : 0;
  const a = new Int32Array(pairs + rank.length);
  const b = new Int32Array(pairs + rank.length);
  for (let v = 0; v < pairs; v++) {
    a[v] = oneWay ? v : label[n - 1];
    b[v] = oneWay ? n + v : label[n];
  }
  for (let e = 0; e < rank.length; e++) {
    a[pairs + e] = label[from[rank[e]]] + (oneWay ? n : 0);
    b[pairs + e] = label[to[rank[e]]];
  }
  const forced = Array.from({ length: pairs }, (_, v) => v);
  return createCycleSearch({ n: oneWay ? 2 * n : n + pairs, a, b, forced });
}

/** The nodes of a cycle in the direction in which its one-way edges lead. */
function tourOf({ nodes: n }: TourForm, kind: CheapEdges["kind"], cycle: Int32Array, label: Int32Array): Int32Array {
  if (kind === "one-way") {
    const tour = originals(
      cycle.filter((v) => v < n),
      label,
    );
    // A cycle that does not pass from the entry of its first node to its exit runs against the ways.
    return cycle[1] === cycle[0] + n ? tour : tour.reverse();
  }
  const tour = originals(cycle, label);
  if (kind === "both-ways") return tour;
  const fixed = tour.indexOf(n - 1);
  const forwards = tour[(fixed + n) % (n + 1)] === n; // its ways in are just before it
  const once = tour.filter((v) => v < n);
  return forwards ? once : once.reverse();
}

/** The nodes with these numbers. */
function originals(numbers: Int32Array, label: Int32Array): Int32Array {
  const nodeOf = new Int32Array(label.length);
  for (let v = 0; v < label.length; v++) nodeOf[label[v]] = v;
  return numbers.map((number) => nodeOf[number]);
}
