/** The passes of a round over all spins, in slices: they yield when the session says so. */
import { FALL, LEVEL, LOWEST, SCALE } from "../../src/kernels/rank-two/types.ts";
import type { Step } from "../../src/solver.ts";
import { STRIDE, VISIT } from "./graph.ts";
import { sideAndOrder } from "./rounding.ts";
import type { Session } from "./session.ts";

type Pass = Generator<Step, void, void>;

/**
 * Each vector goes past its minimiser by this share of the way to it, like successive over-relaxation: on G22, to a tolerance of 1e-4,
 * relaxations took 58 sweeps without it, 36 with 0.5, 30 with 0.7 and ended lower (means of five); more gave nothing on five Gset graphs.
 */
const OVERSHOOT = 0.8;

function* overAll(session: Session, visit: (from: number, to: number) => void): Pass {
  const { rowStart, slices } = session.graph;
  for (let slice = 1; slice < slices.length; slice++) {
    const from = slices[slice - 1];
    const to = slices[slice];
    visit(from, to);
    session.spend(to - from, rowStart[to] - rowStart[from]);
    if (session.due()) yield session.view();
  }
}

/** Sweeps until one lowers the relaxation by less than `tolerance` of itself. */
export function* relax(session: Session, tolerance: number): Pass {
  const { plane } = session;
  const { sums } = plane;
  do {
    sums[FALL] = 0;
    sums[SCALE] = 0;
    yield* overAll(session, (from, to) => plane.mix(OVERSHOOT, from, to));
  } while (2 * sums[FALL] > tolerance * sums[SCALE]);
}

/** The fields and the level of the cut, from its spins. */
export function* recompute(session: Session): Pass {
  const { plane } = session;
  plane.sums[LEVEL] = 0;
  yield* overAll(session, (from, to) => plane.refresh(from, to));
}

/** Replaces the cut by the lowest of all that a line makes of the vectors. */
export function* roundByLines(session: Session): Pass {
  const { plane } = session;
  const { rowStart, size } = session.graph;
  const { order, spins, sums } = plane;
  sideAndOrder(plane, session.sorting);
  yield* recompute(session);
  sums[LOWEST] = sums[LEVEL];
  let turned = 0;
  const stride = Math.max(1, Math.floor((STRIDE * size) / (rowStart[size] + VISIT * size)));
  for (let rank = 0; rank < size; rank += stride) {
    const to = Math.min(size, rank + stride);
    turned = plane.turn(rank, to) || turned;
    session.spend(to - rank, ((to - rank) / size) * rowStart[size]);
    if (session.due()) yield session.view();
  }
  for (let rank = turned; rank < size; rank++) spins[order[rank]] *= -1;
  yield* recompute(session);
}

/** Flips of single spins and of coupled pairs until none lowers the level; the session takes note of the result. */
export function* descend(session: Session): Pass {
  const { graph, plane, slack } = session;
  let flips: number;
  do {
    do {
      flips = 0;
      yield* overAll(session, (from, to) => {
        flips += plane.descendSpins(slack, from, to);
      });
    } while (flips > 0);
    yield* overAll(session, (from, to) => {
      flips += plane.descendPairs(slack, from, to);
    });
  } while (flips > 0);
  if (!graph.integer) yield* recompute(session);
  session.note();
}
