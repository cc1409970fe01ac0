/**
 * Repair: from any assignment to a valid one nearby, by changes of single variables in the user's own terms.
 * 1. Descent on the weighted amounts by which hard constraints are broken, ties by the objective; where no change lowers them, every
 *    broken constraint gains weight (breakout: Morris 1993, The breakout method for escaping from local minima).
 * 2. Once valid: descent on the objective among valid assignments.
 * No chance, no clock: it ends after so much work. Null when nothing valid was found by then, which proves nothing.
 */
import type { State } from "../../model/index.ts";
import { isRejected, type Repaired } from "../../problem.ts";
import { evaluate } from "./evaluate.ts";
import { valueAtEnd } from "./incumbent.ts";
import { type Piece, piecesOf } from "./pieces.ts";
import type { Reading } from "./reading.ts";
import type { Assignment, Program, Value, Variable } from "./types.ts";

const MOST_WORK = 30_000_000; // parts looked at: about a second
const LISTED_RANGE = 64; // values of an integer that are all tried
const LISTED_ITEMS = 60; // items of an order of which every pair is tried to be swapped
const ROUNDING = 1e-9; // gains below are none

/** A valid assignment near what an invalid state says. */
export function repairState(program: Program, { decode }: Reading, state: State): Repaired<Assignment> | null {
  const decoded = decode(state);
  if (!isRejected(decoded) || decoded.partial === null) return null;
  const given = decoded.partial as readonly (Value | null)[];
  const solution = repairAssignment(program, given);
  if (solution === null) return null;
  const changes = program.variables.flatMap((variable, v) => changesOf(variable, given[v], solution[v]));
  return { solution, objective: given.includes(null) ? null : evaluate(program, given as Assignment).total, changes };
}

/** In the user's words; of an order place by place. */
function changesOf(variable: Variable, before: Value | null, after: Value): Repaired<Assignment>["changes"] {
  if (variable.kind === "order") {
    const { name, items, places } = variable;
    const was = before as readonly number[] | null;
    return (after as readonly number[]).flatMap((item, place) => {
      if (was?.[place] === item) return [];
      const from = was === null ? null : items[was[place]];
      return [{ variable: places?.[place] ?? `${name}[${place}]`, from, to: items[item] }];
    });
  }
  if (before === after) return [];
  const worded = (value: Value) => (variable.kind === "choice" ? variable.options[value as number] : value);
  return [{ variable: variable.name, from: before === null ? null : worded(before), to: worded(after) }];
}

/** @param given the values that could be read, null elsewhere: those begin at their lowest */
export function repairAssignment(program: Program, given: readonly (Value | null)[]): Assignment | null {
  const values = program.variables.map((variable, v) => given[v] ?? valueAtEnd(variable, "lowest"));
  const search = openSearch(program, values);
  return search.mend() ? search.improve() : null;
}

/** Change of the weighted violation, and of the energy. */
interface Gain {
  readonly violation: number;
  readonly energy: number;
}

function openSearch(program: Program, values: Value[]) {
  const pieces = piecesOf(program);
  const touching = piecesByVariable(pieces, values.length);
  const worth = pieces.map((piece) => piece.value(values));
  const weight = pieces.map(() => 1);
  let work = 0;

  const broken = () => pieces.flatMap((piece, p) => (piece.hard && worth[p] > 0 ? [p] : []));

  function gainOf(v: number, value: Value): Gain {
    const before = values[v];
    values[v] = value;
    let [violation, energy] = [0, 0];
    for (const p of touching[v]) {
      const change = pieces[p].value(values) - worth[p];
      work += pieces[p].size;
      if (pieces[p].hard) violation += weight[p] * change;
      else energy += change;
    }
    values[v] = before;
    return { violation, energy };
  }

  function take(v: number, value: Value): void {
    values[v] = value;
    for (const p of touching[v]) worth[p] = pieces[p].value(values);
  }

  function mend(): boolean {
    for (let wrong = broken(); wrong.length > 0; wrong = broken()) {
      if (work > MOST_WORK) return false;
      let best: { v: number; value: Value; gain: Gain } | null = null;
      for (const v of new Set(wrong.flatMap((p) => pieces[p].variables))) {
        for (const value of changes(program.variables[v], values[v])) {
          const gain = gainOf(v, value);
          if (best === null || isBetter(gain, best.gain)) best = { v, value, gain };
        }
      }
      if (best === null) return false; // what is broken has no variables
      if (best.gain.violation < -ROUNDING) take(best.v, best.value);
      else for (const p of wrong) weight[p]++;
      work += wrong.length;
    }
    return true;
  }

  function improve(): Assignment {
    weight.fill(1);
    for (let idle = 0, v = 0; idle < values.length && work < 2 * MOST_WORK; v = (v + 1) % values.length) {
      let best: { value: Value; gain: Gain } | null = null;
      for (const value of changes(program.variables[v], values[v])) {
        const gain = gainOf(v, value);
        if (gain.violation > 0 || gain.energy >= -ROUNDING) continue;
        if (best === null || gain.energy < best.gain.energy) best = { value, gain };
      }
      idle++;
      if (best === null) continue;
      take(v, best.value);
      idle = 0;
    }
    return values;
  }

  return { mend, improve };
}

function piecesByVariable(pieces: readonly Piece[], variables: number): number[][] {
  const touching = Array.from({ length: variables }, (): number[] => []);
  pieces.forEach((piece, p) => {
    for (const v of piece.variables) touching[v].push(p);
  });
  return touching;
}

const isBetter = (a: Gain, b: Gain): boolean =>
  a.violation < b.violation - ROUNDING || (a.violation < b.violation + ROUNDING && a.energy < b.energy - ROUNDING);

/** The other values that are tried. */
function* changes(variable: Variable, value: Value): Generator<Value, void, void> {
  switch (variable.kind) {
    case "bit":
      yield 1 - (value as number);
      return;
    case "spin":
      yield -(value as number);
      return;
    case "integer": {
      const { from, to } = variable;
      if (to - from < LISTED_RANGE) yield* others(from, to, value as number);
      else {
        for (let step = 1; step <= to - from; step *= 2) {
          if ((value as number) - step >= from) yield (value as number) - step;
          if ((value as number) + step <= to) yield (value as number) + step;
        }
      }
      return;
    }
    case "choice":
      yield* others(0, variable.options.length - 1, value as number);
      return;
    default:
      yield* swaps(value as readonly number[]);
  }
}

function* others(from: number, to: number, value: number): Generator<number, void, void> {
  for (let other = from; other <= to; other++) if (other !== value) yield other;
}

function* swaps(order: readonly number[]): Generator<readonly number[], void, void> {
  const n = order.length;
  const reach = n <= LISTED_ITEMS ? n : 2;
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < Math.min(n, a + reach); b++) {
      const swapped = [...order];
      [swapped[a], swapped[b]] = [order[b], order[a]];
      yield swapped;
    }
  }
}
