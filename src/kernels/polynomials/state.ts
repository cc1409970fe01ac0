/**
 * What a search keeps of its state, over arrays that it is given.
 *
 * Over bits: a term is active when all its literals are true. `missing` counts its false literals and `sum` adds up their items, so a term that
 * misses one literal names it. `up` of an item is what its flip would activate; `change` is that less what it would put out.
 * Over signs: `product` is the coefficient times the signs, `change` is -2 times the sum of the products that hold the item.
 */
import { holds, type TermSystem } from "./system.ts";

export interface TermState {
  /** Items, 0 or 1. */
  readonly values: Int8Array;
  /** Change of the energy if the item flipped. */
  readonly change: Float64Array;
  /** By item; over bits. */
  readonly up: Float64Array;
  /** By term; over bits. */
  readonly missing: Int32Array;
  readonly sum: Int32Array;
  /** Active terms in no order, and where each stands there; over bits. */
  readonly list: Int32Array;
  readonly place: Int32Array;
  /** By term; over signs. */
  readonly product: Float64Array;
}

export interface Settled {
  readonly energy: number;
  /** Length of the list. */
  readonly active: number;
}

/** Brings everything in line with `values`: the same for all twins. O(literals). */
export function settle(system: TermSystem, state: TermState): Settled {
  state.change.fill(0);
  state.up.fill(0);
  return system.factors === "bit" ? settleBits(system, state) : settleSigns(system, state);
}

function settleBits({ terms, termStart, literal, coefficient }: TermSystem, state: TermState): Settled {
  const { values, change, up, missing, sum, list, place } = state;
  let energy = 0;
  let active = 0;
  for (let t = 0; t < terms; t++) {
    missing[t] = sum[t] = 0;
    for (let k = termStart[t]; k < termStart[t + 1]; k++) {
      if (holds(literal[k], values[literal[k] >> 1])) continue;
      missing[t]++;
      sum[t] += literal[k] >> 1;
    }
    if (missing[t] === 1) {
      change[sum[t]] += coefficient[t];
      up[sum[t]] += coefficient[t];
    }
    if (missing[t] > 0) continue;
    energy += coefficient[t];
    place[t] = active;
    list[active++] = t;
    for (let k = termStart[t]; k < termStart[t + 1]; k++) change[literal[k] >> 1] -= coefficient[t];
  }
  return { energy, active };
}

function settleSigns({ terms, termStart, literal, coefficient }: TermSystem, { values, change, product }: TermState) {
  let energy = 0;
  for (let t = 0; t < terms; t++) {
    product[t] = coefficient[t];
    for (let k = termStart[t]; k < termStart[t + 1]; k++) {
      if (!holds(literal[k], values[literal[k] >> 1])) product[t] = -product[t];
    }
    energy += product[t];
    for (let k = termStart[t]; k < termStart[t + 1]; k++) change[literal[k] >> 1] -= 2 * product[t];
  }
  return { energy, active: 0 };
}

/** Flips item i; returns the new length of the list, `active` before. The energy changes by change[i]. */
export function flip(system: TermSystem, state: TermState, i: number, active: number): number {
  return system.factors === "bit" ? flipBit(system, state, i, active) : flipSign(system, state, i);
}

function flipBit(system: TermSystem, state: TermState, i: number, before: number): number {
  const { termStart, literal, coefficient, occurrenceStart, occurrence } = system;
  const { values, change, up, missing, sum, list, place } = state;
  let active = before;
  const value = values[i];
  values[i] = 1 - value;
  for (let o = occurrenceStart[i]; o < occurrenceStart[i + 1]; o++) {
    const t = occurrence[o] >> 1;
    const weight = coefficient[t];
    const wasTrue = holds(occurrence[o], value);
    const others = missing[t] - (wasTrue ? 0 : 1); // false literals beside that of i
    missing[t] += wasTrue ? 1 : -1;
    const only = sum[t] - (wasTrue ? 0 : i);
    sum[t] += wasTrue ? i : -i;
    if (others === 1) {
      // Only its flip would activate the term while that of i is true.
      up[only] += wasTrue ? -weight : weight;
      change[only] += wasTrue ? -weight : weight;
    } else if (others === 0) {
      const sign = wasTrue ? weight : -weight;
      up[i] += sign;
      change[i] += sign;
      for (let k = termStart[t]; k < termStart[t + 1]; k++) change[literal[k] >> 1] += sign;
      if (wasTrue) {
        const last = list[--active];
        list[place[t]] = last;
        place[last] = place[t];
      } else {
        place[t] = active;
        list[active++] = t;
      }
    }
  }
  return active;
}

function flipSign({ termStart, literal, occurrenceStart, occurrence }: TermSystem, state: TermState, i: number) {
  const { values, change, product } = state;
  values[i] = 1 - values[i];
  for (let o = occurrenceStart[i]; o < occurrenceStart[i + 1]; o++) {
    const t = occurrence[o] >> 1;
    const old = product[t];
    product[t] = -old;
    for (let k = termStart[t]; k < termStart[t + 1]; k++) change[literal[k] >> 1] += 4 * old;
  }
  return 0;
}
