/**
 * Rounds of breeding (Nagata & Kobayashi 2013): a population of short chained searches from random first tours is crossed until
 * nothing gains; then a larger one with the best tour in it, and so on. The first tour is improved by itself before, and with too
 * many nodes or too few kicks for a population it is the only one.
 */
import type { TourSession } from "../../../src/kernels/tours/types.ts";
import type { Random } from "../../../src/random.ts";
import type { Step } from "../../../src/solver.ts";
import type { Publisher } from "./publish.ts";

/** Effort between yields: about a millisecond. */
const SLICE = 10_000;

/** Crossings between yields are so many that they pass over this many nodes, or fewer that evaluate `SLICE` moves: about a millisecond. */
const CROSSED_NODES = 6000;

/** Tours in the first population; each later one is larger by half, up to the most. Not tuned beyond 32 against 50 and 100. */
const FIRST_SIZE = 32;
const GROWTH = 1.5;
const LARGEST_SIZE = 200;

/** Kicks a node: of the first tour, and of each tour of a population. 0.3 against 0, 1 and 3 on 5 instances. */
const FIRST_KICKS = 1;
const KICKS = 0.3;

/** Children of one crossing; 15 and 60 were no better. */
const CHILDREN = 30;

/** Generations without a better best tour before the next population. */
const PATIENCE = 30;

/** More nodes than this take too long for a population. */
const LARGEST_BREED = 12_000;

/** Tours that a session must be able to keep. `memory`: bytes that they may take. */
export function populationOf(nodes: number, kicks: number | null, memory: number): number {
  const most = Math.min(LARGEST_SIZE, Math.floor(memory / (8 * nodes)));
  const affordable = kicks === null || kicks >= (FIRST_KICKS + FIRST_SIZE * KICKS) * nodes;
  return affordable && nodes <= LARGEST_BREED && most >= FIRST_SIZE ? most : 1;
}

export interface Breeding {
  readonly session: TourSession;
  readonly publisher: Publisher;
  readonly nodes: number;
  /** Tours that the session can keep; 1: no crossing. */
  readonly population: number;
  readonly margin: number;
  /** Kicks to spend, or Infinity. */
  readonly kicks: number;
  readonly random: Random;
}

/** The session works on the first tour. Ends when the kicks are spent. @yields about every millisecond */
export function* breed(breeding: Breeding): Generator<Step, void, void> {
  const { session, publisher, nodes, population, kicks } = breeding;
  publisher.note(session.measure(), session.order);
  let left = kicks;
  left -= yield* improve(breeding, population === 1 ? left : Math.min(left, Math.ceil(FIRST_KICKS * nodes)));
  const share = Math.ceil(KICKS * nodes);
  const best = session.order.slice();
  for (let size = FIRST_SIZE; left > 0; size = Math.min(population, Math.ceil(GROWTH * size))) {
    session.clear(size);
    const lengths = new Float64Array(size);
    session.assign(best);
    for (let slot = 0; slot < size; slot++) {
      if (slot > 0) {
        if (left === 0) return;
        session.wander();
        left -= yield* improve(breeding, Math.min(left, share));
      }
      lengths[slot] = session.measure();
      session.keep(slot);
    }
    yield* evolve(breeding, lengths);
    session.take(lengths.indexOf(lengths.reduce((least, length) => Math.min(least, length))));
    best.set(session.order);
  }
}

/** Descends and kicks. Returns the kicks made; the session then works on the best tour that this met. */
function* improve({ session, publisher, nodes }: Breeding, kicks: number): Generator<Step, number, void> {
  const slice = SLICE;
  // Reading a tour takes n steps: not at every yield when there are many nodes.
  let due = 0;
  const show = () => {
    if (session.effort >= due) {
      publisher.note(session.best, session.bestOrder());
      due = session.effort + nodes / 4;
    }
    return publisher.publish(session.work);
  };
  session.begin();
  while (session.descend(slice)) yield show();
  let made = 0;
  while (made < kicks) {
    made += session.chain(slice, kicks - made);
    yield show();
  }
  session.settle();
  publisher.note(session.best, session.order);
  yield publisher.publish(session.work);
  return made;
}

/** Crosses every kept tour with another, generation by generation, until nothing gains. `lengths` of the kept tours. */
function* evolve(breeding: Breeding, lengths: Float64Array): Generator<Step, void, void> {
  const { session, publisher, nodes, random, margin } = breeding;
  const turn = Int32Array.from(lengths, (_, slot) => slot);
  const between = Math.max(1, Math.floor(CROSSED_NODES / nodes));
  let crossings = 0;
  let due = session.work + SLICE;
  for (let fruitless = 0; fruitless < PATIENCE; fruitless++) {
    random.shuffle(turn);
    const before = publisher.length;
    let gained = false;
    for (let k = 0; k < turn.length; k++) {
      const slot = turn[k];
      const gain = session.cross(slot, turn[(k + 1) % turn.length], CHILDREN);
      if (gain > 0) {
        gained = true;
        lengths[slot] -= gain;
        if (lengths[slot] < publisher.length - margin) {
          session.take(slot);
          publisher.note(session.measure(), session.order);
        }
      }
      if (++crossings % between !== 0 && session.work < due) continue;
      due = session.work + SLICE;
      yield publisher.publish(session.work);
    }
    yield publisher.publish(session.work);
    if (!gained) return;
    if (publisher.length < before) fruitless = 0;
  }
}
