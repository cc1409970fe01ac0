/**
 * The Held-Karp bound on symmetric tours, better and better: half the two cheapest edges of every node, then minimum 1-trees along
 * an ascent (ascent.ts), then branch and bound where there are few nodes (tour-branching.ts). All sums are exact, in
 * the units of scaled-costs.ts.
 * O(edges log n) a step of some 300 to 1,000; O(n^2) a proof. Memory: about 1.6 kB a node, 16 n^2 where costs are tabulated.
 */
import { MemoryError } from "../errors.ts";
import { wholeCost } from "../kernels/one-trees/reference.ts";
import type { OneTrees } from "../kernels/one-trees/types.ts";
import { whileYielding } from "../kernels/pauses.ts";
import type { Bound, BoundContext } from "../problem.ts";
import { type Ascent, type Climb, createAscent } from "./ascent.ts";
import { addCandidates, MOST_CANDIDATES } from "./candidate-edges.ts";
import { createEdgeSet, type EdgeSet } from "./edge-set.ts";
import { refuseLarge, type ScaledCosts, type SymmetricCosts, scaleCosts, WEIGHT_RANGE } from "./scaled-costs.ts";
import { branchTours } from "./tour-branching.ts";

/** Tours, and how their weights climb. */
export interface SymmetricTours extends SymmetricCosts {
  readonly pace: Pace;
}

/** How the weights climb. */
export interface Pace {
  readonly climbs: readonly Climb[];
  /** Moat of a single node, in average edges: see createMoats. */
  readonly leastMoat: number;
}

/**
 * For distances. The first climb, some 270 steps, ends within 0.01 % of where 900 do on 10 instances of 175 to 2,100 cities (steps from
 * 0.05 to 0.5, 10 to 30 a look, shrunk by 0.5 or 0.7 were tried); the second gains the last hundredths.
 */
export const DISTANCE_PACE: Pace = {
  climbs: [
    { from: 0.1, to: 0.001, patience: 10, shrink: 0.7 },
    { from: 0.03, to: 0.0003, patience: 30, shrink: 0.7 },
  ],
  leastMoat: 0.1,
};

/**
 * For costs of any kind: nodes by themselves, in long steps. On 8 one-way instances the mean gap is 1.1 %, against 12 % with a leastMoat
 * of 1 and first steps of 0.1 and 0.03; a leastMoat of 3 lags where few arcs are dear, first steps ten times longer change nothing.
 */
export const COST_PACE: Pace = {
  climbs: [
    { from: 1, to: 0.001, patience: 10, shrink: 0.7 },
    { from: 0.3, to: 0.0003, patience: 30, shrink: 0.7 },
  ],
  leastMoat: 20,
};

/** Up to here the first tree is one over the complete graph: about 0.3 s. */
const DENSE_START = 20_000;

/** Edges that proofs may add to the lists, for each node. */
const LATER_EDGES = 4;

/** Branch and bound is tried for so many nodes, where the incumbent is near: within this share, or few nodes. */
const MOST_BRANCHING = 400;
const NEAR = 0.05;
const FEW = 24;

/** While it is not, the weights climb on, so often. */
const WAITS = 30;
const WAIT: Climb = { from: 0.02, to: 0.0005, patience: 20, shrink: 0.7 };

const PROOF = "Held-Karp 1-tree";
const BRANCHING = "branch and bound over 1-trees";

/** Arrays over nodes; lists of edges three times over. */
const BYTES_PER_NODE = 400 + 72 * (MOST_CANDIDATES + LATER_EDGES);

/** Bounds of symmetric tours, better and better, at last by branching where the incumbent is near. @yields null where nothing is proved yet, or memory is short */
export function* heldKarpBounds(tours: SymmetricTours, context: BoundContext): Generator<Bound | null, void, void> {
  try {
    yield* proofs(tours, context);
  } catch (error) {
    if (!(error instanceof MemoryError)) throw error;
    yield null;
  }
}

/** What both parts of the proof work on. */
interface Setting {
  readonly tours: SymmetricTours;
  readonly scaled: ScaledCosts;
  readonly trees: OneTrees;
  readonly edges: EdgeSet;
  /** Most entries of the trees' lists. */
  readonly entries: number;
  readonly ascent: Ascent;
  readonly context: BoundContext;
  /** The best bound so far, given one more. */
  tell(units: number, proof: string): Bound | null;
  /** Whether the incumbent is proved optimal. */
  done(): boolean;
}

function* proofs(tours: SymmetricTours, context: BoundContext): Generator<Bound | null, void, void> {
  const { nodes: n, pace } = tours;
  const { kernels, memoryLimit, incumbent } = context;
  refuseLarge(tours, BYTES_PER_NODE, memoryLimit);
  const scaled = yield* whileYielding(scaleCosts(tours), null);
  const { costs, scale, largest } = scaled;
  const most = Math.min((n * (n - 1)) / 2, (MOST_CANDIDATES + LATER_EDGES) * n);
  const trees = kernels.oneTrees({
    nodes: n,
    costs,
    scale: costs.kind === "table" ? 1 : scale,
    entries: 2 * most,
    memoryLimit,
  });
  const edges = createEdgeSet(n, most, wholeCost(costs, n, scale));
  const cheapest = yield* whileYielding(addCandidates(edges, costs, n, scale), null);
  let bound: Bound | null = null;
  const tell = (units: number, proof: string): Bound | null => {
    const value = scaled.lengthOf(units);
    if (value > (bound === null ? Number.NEGATIVE_INFINITY : bound.value)) bound = { value, proof };
    return bound;
  };
  const done = () => bound !== null && bound.value >= (incumbent() ?? Number.POSITIVE_INFINITY);
  if (cheapest !== null) yield tell(cheapest / 2, "two cheapest edges of every node");
  trees.place(edges.lists());
  const { leastMoat, climbs } = pace;
  const largestWeight = WEIGHT_RANGE * largest;
  const ascent = createAscent({ nodes: n, trees, edges, largestWeight, denseStart: n <= DENSE_START, leastMoat });
  for (const part of [ascent.begin(), ...climbs.map(ascent.climb)]) {
    for (const _ of part) yield tell(ascent.best, PROOF);
    yield tell(ascent.best, PROOF);
    if (ascent.closed || done()) return;
  }
  if (!scaled.exact || n > MOST_BRANCHING || ascent.best === Number.NEGATIVE_INFINITY) return;
  yield* branch({ tours, scaled, trees, edges, entries: 2 * most, ascent, context, tell, done });
}

/** Branch and bound as soon as there is a near incumbent; climbs until then. */
function* branch(setting: Setting): Generator<Bound | null, void, void> {
  const { tours, trees, edges, ascent, context, tell, done } = setting;
  let tried = Number.POSITIVE_INFINITY;
  for (let waits = 0; waits < WAITS && !done(); waits++) {
    const best = context.incumbent() ?? Number.POSITIVE_INFINITY;
    const value = tell(ascent.best, PROOF)!.value;
    const near = best < tried && (tours.nodes <= FEW || best - value <= NEAR * Math.abs(best));
    if (near) {
      tried = best;
      if (yield* branchOnce(setting)) return;
      trees.place(edges.lists());
    } else for (const _ of ascent.climb(WAIT)) yield tell(ascent.best, PROOF);
  }
}

/** True when it came to an end. */
function* branchOnce({
  tours,
  scaled,
  trees,
  entries,
  ascent,
  context,
  tell,
}: Setting): Generator<Bound | null, boolean, void> {
  const { costs, scale, largest } = scaled;
  const incumbent = () => context.incumbent()!;
  const search = branchTours({
    nodes: tours.nodes,
    trees,
    entries,
    cost: wholeCost(costs, tours.nodes, scale),
    weights: ascent.weights,
    value: ascent.best,
    largestWeight: WEIGHT_RANGE * largest,
    huge: 5 * WEIGHT_RANGE * largest,
    moats: ascent.moats,
    target: () => scaled.unitsOf(incumbent() - 1),
    grain: scale,
    memory: context.memoryLimit / 4,
  });
  let step = search.next();
  for (; !step.done; step = search.next()) yield tell(step.value, BRANCHING);
  if (step.value === null) return false;
  yield tell(Math.min(step.value, scaled.unitsOf(incumbent())), BRANCHING);
  return true;
}
