/**
 * Where tabu searches start. Path relinking (Wang, Lu, Glover & Hao 2012; the memetic search of Lu, Glover & Hao 2010 with random paths): all
 * pairs of an elite set are linked, a search starts from a state between them, and what it finds may join the set; when
 * all pairs are done, the best stays and the others are found anew. Multistart (Palubeckis 2004, MST2): the state found last is disturbed by
 * the best flips among a random part of the variables.
 */
import { randomSpins } from "../../src/kernels/spins.ts";
import type { Random } from "../../src/random.ts";
import type { Step } from "../../src/solver.ts";
import { createElites, type Elite, type Elites } from "./elites.ts";
import type { Hunt } from "./hunt.ts";

/** Everything that a strategy needs. `search` runs one tabu search from the current state; false when there are to be no more. */
export interface Campaign {
  readonly hunt: Hunt;
  readonly random: Random;
  /** States to begin with before random ones. */
  readonly starts: Int8Array[];
  search(): Generator<Step, boolean, void>;
}

/** Elites differ in at least this share of the variables. 0.01 and 0.05 did alike on graphs and QUBOs of 800 to 2500; 1/n clogs the set with twins on plateaus. */
const APART = 0.01;

export function* relinking(campaign: Campaign, size: number): Generator<Step, void, void> {
  const { hunt } = campaign;
  const elites = createElites(size, hunt.symmetric, Math.max(1, Math.floor(APART * hunt.n)));
  for (;;) {
    if (!(yield* gather(campaign, elites, size))) return;
    if (!(yield* linkAll(campaign, elites))) return;
    elites.thin();
  }
}

/** Fills the set with what searches from the given or random states find. Small models may have too few states. */
function* gather(
  { hunt, random, starts, search }: Campaign,
  elites: Elites,
  size: number,
): Generator<Step, boolean, void> {
  for (let trial = 0; trial < 2 * size && elites.members.length < size; trial++) {
    yield* hunt.moveTo(starts.shift() ?? randomSpins(hunt.n, random));
    if (!(yield* search())) return false;
    elites.offer(hunt.found, hunt.foundEnergy);
  }
  return true;
}

/** Links all pairs, in random order, and new members with all others, until no pair is left. */
function* linkAll(campaign: Campaign, elites: Elites): Generator<Step, boolean, void> {
  const { hunt, random, search } = campaign;
  const pairs: [Elite, Elite][] = [];
  const pair = (elite: Elite, others: readonly Elite[]) => {
    for (const other of others) if (other !== elite) pairs.push([elite, other], [other, elite]);
  };
  for (const [k, elite] of elites.members.entries()) pair(elite, elites.members.slice(0, k));
  while (pairs.length > 0) {
    const k = random.below(pairs.length);
    const [from, to] = pairs[k];
    pairs[k] = pairs[pairs.length - 1];
    pairs.pop();
    if (!elites.members.includes(from) || !elites.members.includes(to)) continue;
    yield* between(campaign, from.spins, to.spins);
    if (!(yield* search())) return false;
    const found = elites.offer(hunt.found, hunt.foundEnergy);
    if (found !== null) pair(found, elites.members);
  }
  return true;
}

/** Goes to a state between two: the middle third of a greedy path, or each difference from either at random. */
function* between({ hunt, random }: Campaign, from: Int8Array, to: Int8Array): Generator<Step, void, void> {
  const { n } = hunt;
  const differs = Uint8Array.from({ length: n }, (_, i) => (from[i] === to[i] ? 0 : 1));
  let distance = differs.reduce((sum, bit) => sum + bit, 0);
  if (hunt.symmetric && 2 * distance > n) {
    for (let i = 0; i < n; i++) differs[i] ^= 1;
    distance = n - distance;
  }
  if (random.below(2) === 0) {
    yield* hunt.moveTo(from.map((spin, i) => (differs[i] === 1 && random.below(2) === 0 ? -spin : spin)));
    return;
  }
  const third = Math.floor(distance / 3);
  yield* hunt.moveTo(from);
  yield* hunt.walk(differs, third + random.below(distance - 2 * third + 1));
}

/** A disturbance flips up to this share of the variables, or so many, the best of five times as many. */
const DISTURBED = 0.2;
const LEAST_DISTURBED = 10;
const CANDIDATES = 5;
/** Every so manyth search starts from a random state, so that no corner is for ever. */
const ANEW = 8;

export function* multistart({ hunt, random, starts, search }: Campaign): Generator<Step, void, void> {
  const { n } = hunt;
  yield* hunt.moveTo(starts.shift() ?? randomSpins(n, random));
  const most = Math.max(Math.min(n, LEAST_DISTURBED), Math.floor(DISTURBED * n));
  while (yield* search()) {
    const start = starts.shift() ?? (random.below(ANEW) === 0 ? randomSpins(n, random) : null);
    yield* hunt.moveTo(start ?? hunt.found);
    if (start !== null) continue;
    const flips = 1 + random.below(Math.max(1, most));
    const allowed = Uint8Array.from({ length: n }, () => (random.below(n) < CANDIDATES * flips ? 1 : 0));
    yield* hunt.walk(allowed, flips);
  }
}
