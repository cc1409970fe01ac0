/**
 * Bounds of quadratic assignment, better and better: Gilmore-Lawler; then dual ascent over pairs, in cycles that give part of the gain
 * back, less and less of it, so that the next ascent ends higher; then branch and bound by the same ascent, depth first.
 *
 * The ascent works on integers: costs times a power of two, rounded down unless they are integers already. Its bound, divided
 * again, is rounded up to a multiple of what all costs are multiples of.
 */
import { whileYielding } from "../kernels/pauses.ts";
import type { Bound, BoundContext } from "../problem.ts";
import { createRandom, type Random } from "../random.ts";
import { gilmoreLawler, isSymmetric, type QuadraticAssignment } from "./gilmore-lawler.ts";
import { ascend, fix, normalise, type PairRelaxation } from "./pair-relaxation.ts";

/** Bits of the largest scaled cost of a pair: n^2 of them stay below 2^45 up to n = 90. */
const BITS = 32;

/** Bytes of the pairs beyond which a round takes seconds (64 places). */
const MOST_BYTES = 2 ** 27;

/** Rounds of the first cycle; each further one has twice as many. */
const FIRST_CYCLE = 20;

/** Rounds of the last cycle before branching: by then it gains 0.3 % in a cycle on instances of 14 to 18 places. */
const LAST_CYCLE = 320;

/** Share of the gain that a cycle gives back at first; 0.03 and 0.3 ended lower on most of six instances of 14 to 18 places. */
const BACK = 0.1;
/** Share of a cycle in which it gives back. */
const GIVING = 0.9;

/** Rounds at a node of the tree, while each closes this share of what is missing. */
const NODE_ROUNDS = 30;
const NODE_SHARE = 0.05;

interface Scaled {
  readonly relaxation: PairRelaxation;
  /** Costs were multiplied by this power of two. */
  readonly scale: number;
  /** All costs of permutations are multiples of this, or 0 where they are no integers. */
  readonly unit: number;
}

/** @yields the best bound so far after about a millisecond of work */
export function* quadraticAssignmentBounds(
  problem: QuadraticAssignment,
  context: BoundContext,
): Generator<Bound | null, void, void> {
  const { n } = problem;
  const unit = commonUnit(problem);
  let best: Bound | null = { value: roundUp(yield* gilmoreLawler(problem), unit), proof: "Gilmore-Lawler" };
  yield best;
  if (8 * n ** 4 > Math.min(MOST_BYTES, context.memoryLimit / 2)) return;
  const scaled = yield* whileYielding(scaling(problem, unit), best);
  const { relaxation } = scaled;
  yield* whileYielding(normalise(relaxation), best);
  const random = createRandom(n);
  const base = relaxation.bound;
  for (let rounds = FIRST_CYCLE; rounds <= LAST_CYCLE; rounds *= 2) {
    for (let round = 0; round < rounds; round++) {
      const share = rounds === FIRST_CYCLE ? 0 : BACK * Math.max(0, 1 - round / (GIVING * rounds));
      const ascent = ascend(
        relaxation,
        cutoffOf(scaled, context),
        Math.max(0, share * (relaxation.bound - base)),
        random,
      );
      const exact = yield* whileYielding(ascent, best);
      best = better(best, proved(scaled, relaxation.bound, context), "dual ascent over pairs (Hahn & Grant)");
      yield best;
      if (isMet(best, context)) return;
      if (!exact) return;
    }
  }
  const closed = yield* branch(scaled, context, random, best);
  if (closed !== null) yield better(best, closed, "branch and bound");
}

function better(best: Bound | null, value: number, proof: string): Bound {
  return best !== null && best.value >= value ? best : { value, proof };
}

function isMet(bound: Bound | null, { incumbent }: BoundContext): boolean {
  const known = incumbent();
  return bound !== null && known !== null && bound.value >= known;
}

function roundUp(value: number, unit: number): number {
  return unit === 0 ? value : Math.ceil(value / unit) * unit;
}

/** A bound of the relaxation in the user's units; where it leaves nothing below the incumbent, the incumbent is optimal. */
function proved({ scale, unit }: Scaled, bound: number, { incumbent }: BoundContext): number {
  const value = bound === Number.POSITIVE_INFINITY ? bound : roundUp(bound / scale, unit);
  return Math.min(value, incumbent() ?? value);
}

/** What scaled costs must stay below to beat the incumbent. */
function cutoffOf({ scale, unit }: Scaled, { incumbent }: BoundContext): number {
  const known = incumbent();
  if (known === null) return Number.POSITIVE_INFINITY;
  return unit === 0 ? Math.ceil(known * scale) : Math.floor((Math.ceil(known / unit) - 1) * unit * scale) + 1;
}

/** The optimum, as it is proved by exhausting the tree; null when numbers became too large, or nothing is known to compare with. */
function* branch(
  scaled: Scaled,
  context: BoundContext,
  random: Random,
  bound: Bound | null,
): Generator<Bound | null, number | null, void> {
  let found = Number.POSITIVE_INFINITY;
  let exact = true;
  const cutoff = () => Math.min(found, cutoffOf(scaled, context));
  function* visit(node: PairRelaxation): Generator<Bound | null, void, void> {
    let gap = cutoff() - node.bound;
    for (let round = 0; round < NODE_ROUNDS && gap > 0 && exact; round++) {
      exact = yield* whileYielding(ascend(node, cutoff(), 0, random), bound);
      yield bound;
      const left = cutoff() - node.bound;
      if (left > (1 - NODE_SHARE) * gap) break;
      gap = left;
    }
    if (node.bound >= cutoff() || !exact) return;
    if (node.n === 1) {
      found = node.bound + node.leaders[0];
      return;
    }
    for (const { i, k, leader } of narrowest(node)) {
      if (!exact) return;
      if (node.bound + leader < cutoff()) yield* visit(fix(node, i, k));
    }
  }
  if (cutoff() === Number.POSITIVE_INFINITY) return null;
  yield* visit(scaled.relaxation);
  if (!exact) return null;
  return proved(scaled, found, context);
}

/** The open places of the row, or the open items of the column, that has fewest; cheapest first. */
function narrowest({ n, leaders }: PairRelaxation): { i: number; k: number; leader: number }[] {
  const lines = Array.from({ length: 2 * n }, (_, line) =>
    Array.from({ length: n }, (_, other) => {
      const [i, k] = line < n ? [line, other] : [other, line - n];
      return { i, k, leader: leaders[i * n + k] };
    }).filter(({ leader }) => leader < Number.POSITIVE_INFINITY),
  );
  const weight = (line: { leader: number }[]) => line.reduce((sum, { leader }) => sum + leader, 0);
  const [first] = lines.sort((a, b) => a.length - b.length || weight(b) - weight(a));
  return first.sort((a, b) => a.leader - b.leader);
}

/** The costs of single and of paired placements as scaled integers, rounded downward. */
function* scaling(problem: QuadraticAssignment, unit: number): Generator<void, Scaled, void> {
  const { n, flows, distances, costs } = problem;
  const reach = Math.max(2 * largest(flows) * largest(distances), costs === null ? 0 : largest(costs)) || 1;
  const scale = 2 ** Math.floor(BITS - Math.log2(reach));
  // Integers times a power of two from 1 on are exact. Else products and sums are off by 2^-52 of 2^32: one less covers it.
  const less = unit > 0 && scale >= 1 ? 0 : 1;
  const lower = (value: number) => Math.floor(value * scale) - less;
  const leaders = new Float64Array(n * n);
  const pairs = new Float64Array(n ** 4);
  for (let i = 0, at = 0; i < n; i++) {
    for (let k = 0; k < n; k++, at++) {
      leaders[at] = lower(flows[i * n + i] * distances[k * n + k] + (costs === null ? 0 : costs[at]));
      for (let j = i + 1; j < n; j++) {
        const [out, back] = [flows[i * n + j], flows[j * n + i]];
        for (let l = 0; l < n; l++) {
          pairs[(at * n + j) * n + l] = lower(out * distances[k * n + l] + back * distances[l * n + k]);
        }
      }
    }
    if (i % 4 === 3) yield;
  }
  return { relaxation: { n, bound: 0, leaders, pairs }, scale, unit };
}

/**
 * A number that divides the cost of every permutation, 0 where there is none: a pair costs f_ij d_kl + f_ji d_lk, which is
 * f_ij (d_kl + d_lk) where flows are the same both ways, and 2 f_ij d_kl where distances are as well.
 */
function commonUnit({ n, flows, distances, costs }: QuadraticAssignment): number {
  const all = [flows, distances, costs ?? new Float64Array(0)];
  const whole = all.every((values) => values.every((value) => Number.isInteger(value)));
  if (!whole || n * n * largest(flows) * largest(distances) + n * largest(all[2]) >= 2 ** 53) return 0;
  const [f, d] = [isSymmetric(flows, n), isSymmetric(distances, n)];
  const ofFlows = offDiagonal(flows, n, d && !f);
  const ofDistances = offDiagonal(distances, n, f && !d);
  let unit = ofFlows * ofDistances * (f && d ? 2 : 1);
  for (let i = 0, at = 0; i < n; i++) {
    for (let k = 0; k < n; k++, at++) {
      unit = divisor(unit, flows[i * n + i] * distances[k * n + k] + (costs === null ? 0 : costs[at]));
    }
  }
  return unit === 0 ? 1 : unit;
}

/** Greatest common divisor of the entries off the diagonal, or of the sums of both ways. */
function offDiagonal(matrix: Float64Array, n: number, sums: boolean): number {
  let common = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i !== j) common = divisor(common, matrix[i * n + j] + (sums ? matrix[j * n + i] : 0));
    }
  }
  return common;
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function divisor(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y > 0) [x, y] = [y, x % y];
  return x;
}
