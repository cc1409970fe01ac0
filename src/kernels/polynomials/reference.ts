/** Search over a polynomial in plain TypeScript: the oracle and the fallback. @see types.ts for the law */
import { createWords } from "../tabu/words.ts";
import { exponentialVariates } from "../tours/tables.ts";
import { flip, settle, type TermState } from "./state.ts";
import type { TermSystem } from "./system.ts";
import type { TermsRequest, TermsSession, TermTenure, WalkChances } from "./types.ts";

/** -ln of a word by its upper bits: entries of the table that both twins read. */
export const VARIATES = 4096;
const VARIATE_SHIFT = 20;
const WORDS = 2 ** 32;
/** Entries of the table of chances. */
export const CHANCES = 64;

export function createReferenceTerms(system: TermSystem, { random }: TermsRequest): TermsSession {
  const { items, terms, termStart, literal } = system;
  const next = createWords(random);
  const variates = exponentialVariates(VARIATES);
  const state: TermState = {
    values: new Int8Array(items),
    change: new Float64Array(items),
    up: new Float64Array(items),
    missing: new Int32Array(terms),
    sum: new Int32Array(terms),
    list: new Int32Array(terms),
    place: new Int32Array(terms),
    product: new Float64Array(terms),
  };
  const { values, change, up, list } = state;
  const best = values.slice();
  /** First iteration in which an item is free again. */
  const freeAt = new Float64Array(items);
  let { energy, active } = settle(system, state);
  let bestEnergy = energy;
  let time = 0;
  let quiet = 0;
  let proposed = 0;
  let flips = 0;

  function take(i: number): void {
    energy += change[i];
    active = flip(system, state, i, active);
    flips++;
    if (energy >= bestEnergy) return;
    bestEnergy = energy;
    best.set(values);
    quiet = -1; // 0 when the iteration ends
  }
  /** The item to flip, or -1. */
  function choose(word: number): number {
    const from = Math.floor((word * items) / WORDS);
    let chosen = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let k = 0; k < items; k++) {
      const i = from + k < items ? from + k : from + k - items;
      if (change[i] >= least || (freeAt[i] > time && energy + change[i] >= bestEnergy)) continue;
      least = change[i];
      chosen = i;
    }
    return chosen;
  }
  function iterate({ tenure, spread }: TermTenure): void {
    const word = next();
    const i = choose(word);
    if (i >= 0) {
      take(i);
      freeAt[i] = time + 1 + tenure + ((((word >>> 6) & 1023) * spread) >>> 10);
    }
    time++;
    quiet++;
  }
  /** An item of an active term. */
  function draw({ chances, scale }: WalkChances): number {
    const t = list[Math.floor((next() * active) / WORDS)];
    const chance = (k: number) => chances[Math.min(CHANCES - 1, Math.floor(up[literal[k] >> 1] * scale + 0.5))];
    let total = 0;
    for (let k = termStart[t]; k < termStart[t + 1]; k++) total += chance(k);
    let rest = (next() / WORDS) * total;
    for (let k = termStart[t]; k < termStart[t + 1] - 1; k++) {
      rest -= chance(k);
      if (rest < 0) return literal[k] >> 1;
    }
    return literal[termStart[t + 1] - 1] >> 1;
  }
  function accepts(i: number, temperature: number): boolean {
    if (change[i] < 0) return true;
    const word = next();
    if (change[i] === 0) return (word & 15) !== 0;
    return change[i] < temperature * variates[word >>> VARIATE_SHIFT];
  }
  function begin(): void {
    freeAt.fill(0);
    time = quiet = 0;
    bestEnergy = energy;
    best.set(values);
  }
  return {
    system,
    get energy() {
      return energy;
    },
    get bestEnergy() {
      return bestEnergy;
    },
    get active() {
      return active;
    },
    get flips() {
      return flips;
    },
    read: (into) => into.set(values),
    readBest: (into) => into.set(best),
    assign(given) {
      values.set(given);
      ({ energy, active } = settle(system, state));
      begin();
    },
    begin,
    search(iterations, patience, tenure) {
      let done = 0;
      for (; done < iterations && quiet < patience; done++) iterate(tenure);
      return done;
    },
    walk(most, patience, chances) {
      let done = 0;
      for (; done < most && quiet < patience && active > 0; done++) {
        take(draw(chances));
        quiet++;
      }
      return done;
    },
    anneal(proposals, temperature) {
      let flipped = 0;
      for (let k = 0; k < proposals && items > 0; k++) {
        if (accepts(proposed, temperature)) {
          take(proposed);
          flipped++;
        }
        if (++proposed === items) proposed = 0;
      }
      return flipped;
    },
  };
}
