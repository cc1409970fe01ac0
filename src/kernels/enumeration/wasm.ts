/**
 * Enumeration in WebAssembly: a pass for ground states, or one for local minima that finds them too, and one for the spectrum. All
 * follow one Gray code, so that they have visited the same states after every call. Small tasks, and spectra too wide for counters,
 * are left to the reference.
 */
import { createGroundPass, GROUP_BITS } from "./ground.ts";
import { createLevelsPass } from "./levels.ts";
import { createLowestStates } from "./lowest-states.ts";
import { createMinimaPass } from "./minima.ts";
import { createEnumeration } from "./reference.ts";
import { type Unit, unitOf } from "./tables.ts";
import type { Enumeration, EnumerationTask, LevelCount } from "./types.ts";

/** States in about a millisecond. */
const PACE = 2 ** 22;
const PACE_MINIMA = 2 ** 20;
const PACE_SPECTRUM = 2 ** 19;

/** What looks for ground states. */
type GroundSearch = Pick<Enumeration, "lowestLevel" | "lowestCode" | "pace" | "groundStates" | "localMinima"> & {
  /** @param visited states visited then, whole groups */
  advance(visited: number): void;
};

export function createWasmEnumeration(task: EnumerationTask): Enumeration {
  const free = task.fixLast ? task.n - 1 : task.n;
  if (free < GROUP_BITS) return createEnumeration(task);
  const unit = unitOf(task);
  const search =
    task.listLocalMinima === null ? groundOnly(task, free, unit) : withMinima(task, free, unit, task.listLocalMinima);
  const spectrum = createSpectrum(task, free, unit);
  const total = 2 ** free;
  let visited = 0;
  return {
    total,
    pace: Math.min(search.pace, spectrum?.pace ?? PACE),
    get visited() {
      return visited;
    },
    get lowestLevel() {
      return search.lowestLevel;
    },
    get lowestCode() {
      return search.lowestCode;
    },
    advance(states) {
      const goal = Math.min(total, visited + 2 ** GROUP_BITS * Math.ceil(states / 2 ** GROUP_BITS));
      search.advance(goal);
      spectrum?.advance(goal - visited);
      visited = goal;
    },
    groundStates: search.groundStates,
    localMinima: search.localMinima,
    spectrum: () => spectrum?.result() ?? null,
  };
}

function groundOnly(task: EnumerationTask, free: number, unit: Unit): GroundSearch {
  const lowest = createLowestStates(task.band, task.listGroundStates);
  const pass = createGroundPass(task, free, unit, lowest);
  return {
    pace: PACE,
    get lowestLevel() {
      return lowest.lowest;
    },
    get lowestCode() {
      return lowest.code;
    },
    advance: pass.advance,
    groundStates() {
      const { count, codes } = lowest.result();
      return { count: pass.count() ?? count, codes };
    },
    localMinima: () => null,
  };
}

/**
 * Ground states are local minima, unless the half with the last bit 0 is no mirror image of the other. Until a local minimum is met,
 * the lowest state of the first group stands in.
 */
function withMinima(task: EnumerationTask, free: number, unit: Unit, limit: number): GroundSearch {
  const whole = !task.fixLast || isSymmetric(task);
  const ground = whole
    ? groundOnly({ ...task, band: 0, listGroundStates: 0 }, free, unit)
    : groundOnly(task, free, unit);
  const pass = createMinimaPass(task, free, unit, limit);
  const lowest = () => pass.ground.lowest;
  return {
    pace: PACE_MINIMA,
    get lowestLevel() {
      return Math.min(ground.lowestLevel, lowest());
    },
    get lowestCode() {
      return !whole || ground.lowestLevel < lowest() ? ground.lowestCode : pass.ground.code;
    },
    advance(visited) {
      ground.advance(whole ? 2 ** GROUP_BITS : visited);
      pass.advance(visited);
    },
    groundStates: whole ? pass.groundStates : ground.groundStates,
    localMinima: pass.localMinima,
  };
}

/** Whether every state has the level of its mirror image: 2 b = -W1. */
function isSymmetric({ n, weights, biases }: EnumerationTask): boolean {
  return biases.every((bias, i) => {
    let sum = 2 * bias;
    for (let j = 0; j < n; j++) sum += weights[i * n + j];
    return sum === 0;
  });
}

interface Spectrum {
  readonly pace: number;
  advance(states: number): void;
  result(): readonly LevelCount[] | null;
}

function createSpectrum(task: EnumerationTask, free: number, unit: Unit): Spectrum | null {
  const limit = task.spectrumLevels;
  if (limit === null) return null;
  const pass = createLevelsPass(task, free, unit);
  if (pass !== null) return { pace: PACE_SPECTRUM, advance: pass.advance, result: () => pass.result(limit) };
  const plain = createEnumeration({ ...task, listGroundStates: 0, listLocalMinima: null });
  return { pace: plain.pace, advance: plain.advance, result: plain.spectrum };
}
