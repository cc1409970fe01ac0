/** Where the dynamics ends, gathered by basin: what the passes over the states leave behind, as probabilities. */
import { flowDown, type Order, surelyTo } from "./attractors.ts";
import type { Forest } from "./forest.ts";
import type { Ranks } from "./ranks.ts";
import { followOrbits, type Orbits, synchronousStep } from "./synchronous.ts";
import type { LandscapeDynamics, LandscapeStatistics, SynchronousCycle } from "./types.ts";

/** Cycles listed. */
const LISTED_CYCLES = 100;

/** Numbers by basin, beside the totals. */
export interface Gathered {
  readonly totals: LandscapeStatistics;
  readonly probability: Float64Array;
  readonly probabilityFrom: Float64Array | null;
  readonly surely: ArrayLike<number>;
}

/** Ends from a distribution of starts. */
interface Ends {
  readonly byBasin: Float64Array;
  readonly elsewhere: number;
}

const SLICE = 2 ** 14;

/** Yields the share done, 0 to 1. */
export function* gather(
  ranks: Ranks,
  forest: Forest,
  dynamics: LandscapeDynamics,
  from: number | null,
  energyOf: (state: number) => number,
): Generator<number, Gathered, void> {
  if (dynamics === "synchronous") return yield* synchronousEnds(ranks, forest, from, energyOf);
  return yield* asynchronousEnds(ranks, forest, dynamics, from);
}

function* asynchronousEnds(
  ranks: Ranks,
  forest: Forest,
  dynamics: Order,
  from: number | null,
): Generator<number, Gathered, void> {
  const states = 2 ** ranks.n;
  const parts = 1 + (from === null ? 0 : 1) + (dynamics === "random" ? 1 : 0);
  const flow = yield* shareOf(flowDown(ranks, dynamics, null), 0, parts * states);
  const all = yield* endsOf(flow.mass, forest, states);
  let surely: ArrayLike<number> = all.byBasin.map((probability) => probability * states);
  const { basins, basinAt } = forest;
  if (dynamics === "random")
    surely = yield* shareOf(surelyTo(ranks, basins.rank.length, basinAt), states, parts * states);
  const single =
    from === null ? null : yield* shareOf(flowDown(ranks, dynamics, from), (parts - 1) * states, parts * states);
  const one = single === null ? null : yield* endsOf(single.mass, forest, 1);
  const totals: LandscapeStatistics = {
    dynamics,
    fixedPoints: ranks.fixedPoints,
    elsewhere: all.elsewhere,
    expectedFlips: flow.flips,
    from:
      from === null || single === null || one === null
        ? null
        : { state: from, elsewhere: one.elsewhere, expectedFlips: single.flips },
    cycles: null,
  };
  return { totals, probability: all.byBasin, probabilityFrom: one?.byBasin ?? null, surely };
}

function* endsOf(mass: Float64Array, { basins, basinAt }: Forest, starts: number): Generator<number, Ends, void> {
  const byBasin = new Float64Array(basins.rank.length);
  let elsewhere = 0;
  for (let x = 0; x < mass.length; x++) {
    if (mass[x] === 0) continue;
    const basin = basinAt(x);
    if (basin < 0) elsewhere += mass[x];
    else byBasin[basin] += mass[x];
    if (x % SLICE === 0) yield 1;
  }
  for (let b = 0; b < byBasin.length; b++) byBasin[b] /= starts;
  return { byBasin, elsewhere: elsewhere / starts };
}

function* synchronousEnds(
  ranks: Ranks,
  { basins, basinAt }: Forest,
  from: number | null,
  energyOf: (state: number) => number,
): Generator<number, Gathered, void> {
  const states = 2 ** ranks.n;
  const orbits = yield* shareOf(followOrbits(ranks), 0, states);
  const { state, length, reach } = orbits.cycles.columns;
  const probability = new Float64Array(basins.rank.length);
  let [fixedPoints, elsewhere, cycling] = [0, 0, 0];
  const cycles: number[] = [];
  for (let c = 0; c < orbits.cycles.count; c++) {
    const share = reach[c] / states;
    const basin = length[c] === 1 ? basinAt(state[c]) : -1;
    if (basin >= 0) probability[basin] += share;
    if (length[c] === 1) fixedPoints++;
    if (length[c] === 1 && basin < 0) elsewhere += share;
    if (length[c] === 1) continue;
    cycling += share;
    cycles.push(c);
  }
  const listed = cycles
    .sort((a, b) => reach[b] - reach[a] || state[a] - state[b])
    .slice(0, LISTED_CYCLES)
    .map((c) => describeCycle(ranks, orbits, c, energyOf));
  const fate = from === null ? null : fateOf(orbits, basinAt, from);
  const totals: LandscapeStatistics = {
    dynamics: "synchronous",
    fixedPoints,
    elsewhere,
    expectedFlips: orbits.meanSteps,
    from: fate === null ? null : { state: fate.state, elsewhere: fate.elsewhere, expectedFlips: fate.steps },
    cycles: { count: cycles.length, probability: cycling, listed },
  };
  const probabilityFrom = fate === null ? null : probability.map((_p, b) => (b === fate.basin ? 1 : 0));
  return { totals, probability, probabilityFrom, surely: probability.map((share) => share * states) };
}

/** The one end of a state: a basin, another fixed point (`elsewhere` 1), or a cycle (neither). */
function fateOf(orbits: Orbits, basinAt: (state: number) => number, from: number) {
  const { state, length } = orbits.cycles.columns;
  const end = orbits.cycleOf(from);
  const basin = length[end] === 1 ? basinAt(state[end]) : -1;
  const elsewhere = length[end] === 1 && basin < 0 ? 1 : 0;
  return { state: from, basin, elsewhere, steps: orbits.stepsOf(from) };
}

function describeCycle(
  ranks: Ranks,
  { cycles }: Orbits,
  cycle: number,
  energyOf: (state: number) => number,
): SynchronousCycle {
  const { state, length, reach } = cycles.columns;
  const states = [state[cycle]];
  while (states.length < length[cycle]) states.push(synchronousStep(ranks, states[states.length - 1]));
  return { states, energies: states.map(energyOf), probability: reach[cycle] / 2 ** ranks.n };
}

/** States of the plateau of a basin, at most `limit`, ascending: along flips that keep the rank. */
export function plateauStates({ n, rank }: Ranks, state: number, limit: number): number[] {
  const found = new Set([state]);
  for (const x of found) {
    for (let i = 0; i < n && found.size < limit; i++) {
      const y = x ^ (1 << i);
      if (rank[y] === rank[state]) found.add(y);
    }
  }
  return Array.from(found).sort((a, b) => a - b);
}

/** Turns states done in one part of the work into the share done of all. */
function* shareOf<T>(work: Generator<number, T, void>, before: number, total: number): Generator<number, T, void> {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
    yield (before + next.value) / total;
  }
}
