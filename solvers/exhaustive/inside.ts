/**
 * Enumeration of all states inside a structure, in two passes: the first finds the lowest level (and the spectrum), the second lists
 * and counts the states that have it. Work counts the states of both. A structure that no state fits ends "exhausted".
 */

import { wholeModel } from "../../src/kernels/enumeration/whole.ts";
import { copyState, type EnergyModel, energy, expandState } from "../../src/model/index.ts";
import type { SearchContext, Step, Verdict } from "../../src/solver.ts";
import { type ExhaustiveOptions, SPECTRUM_LEVELS } from "./options.ts";
import { mergedSpectrum } from "./spectrum.ts";
import { contains, structuredSpace, walk } from "./structured.ts";

/** Nodes between two yields: about a millisecond. */
const SLICE = 2 ** 14;

/** Slices without any state, after which one outside the structure is shown, so that limits are kept; it may hide the optimum. */
const PATIENCE = 64;

export function* searchStructured(
  model: EnergyModel,
  options: ExhaustiveOptions,
  { memoryLimit, start }: SearchContext,
): Generator<Step, Verdict, void> {
  const whole = wholeModel(model, memoryLimit);
  const space = structuredSpace(model);
  const levels = options.spectrum ? new Map<number, number>() : null;
  let work = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let values = valuesOfSet(model, new Int32Array(0), 0);
  let improved = false;
  const survey = (level: number, set: Int32Array, count: number): void => {
    work++;
    if (levels !== null && levels.size <= SPECTRUM_LEVELS) levels.set(level, (levels.get(level) ?? 0) + 1);
    if (level >= lowest) return;
    lowest = level;
    improved = true;
    values = valuesOfSet(model, set, count);
  };
  let best = Number.POSITIVE_INFINITY;
  const step = (): Step => {
    const state = { kind: "plain", values } as const;
    if (improved) best = energy(model, state);
    improved = false;
    return { work, energy: best, state };
  };
  if (start !== null && contains(space, expandState(model, start))) {
    yield { work, energy: energy(model, start), state: copyState(start) };
  }
  let slices = 0;
  for (const _ of walk(space, whole, survey, SLICE)) {
    slices++;
    if (work > 0) yield step();
    else if (slices >= PATIENCE) yield outside(model, values);
  }
  if (work === 0) {
    yield outside(model, values);
    return { status: "exhausted", findings: { groundStates: [], groundStateCount: 0 } };
  }
  yield step();

  const groundStates: number[][] = [];
  let groundStateCount = 0;
  const collect = (level: number, set: Int32Array, count: number): void => {
    work++;
    if (level > lowest + whole.band) return;
    groundStateCount++;
    if (groundStates.length < options.groundStates) groundStates.push(Array.from(valuesOfSet(model, set, count)));
  };
  for (const _ of walk(space, whole, collect, SLICE)) yield step();
  return {
    status: "optimal",
    proof: `enumeration of all ${work / 2} ${space.what}`,
    findings: {
      groundStates,
      groundStateCount,
      groundStateEnergy: best,
      tolerance: whole.band / whole.scale,
      ...(levels === null ? {} : mergedSpectrum(sorted(levels), whole, 1)),
    },
  };
}

/** Nothing found: a state that is not in the structure. */
function outside(model: EnergyModel, values: Int8Array): Step {
  const state = { kind: "plain", values } as const;
  return { work: 0, energy: energy(model, state), state };
}

function sorted(levels: ReadonlyMap<number, number>): { level: number; count: number }[] | null {
  if (levels.size > SPECTRUM_LEVELS) return null;
  return [...levels].map(([level, count]) => ({ level, count })).sort((a, b) => a.level - b.level);
}

function valuesOfSet(model: EnergyModel, set: Int32Array, count: number): Int8Array {
  const values = new Int8Array(model.n).fill(model.domain === "spin" ? -1 : 0);
  for (let k = 0; k < count; k++) values[set[k]] = 1;
  return values;
}
