/**
 * Tabu search in plain TypeScript: the oracle and the fallback. An iteration looks at all variables for the best flip and updates the
 * gains of the neighbours: O(n + degree). @see types.ts for the law.
 */
import type { SpinSystem } from "../system.ts";
import type { TabuRequest, TabuSession } from "./types.ts";
import { gainsDown, wholeSystem } from "./whole.ts";
import { createWords } from "./words.ts";

const BLOCK = 64;
/** Tabu until the restriction ends. */
const FOR_EVER = Number.POSITIVE_INFINITY;

export function createTabu(given: SpinSystem, request: TabuRequest): TabuSession {
  const system = wholeSystem(given);
  const { n, rowStart, column, weight, unit, offset } = system;
  const { gains, energy: down } = gainsDown(system);
  let { tenure, spread } = request;
  const next = createWords(request.random);
  const spins = new Int8Array(n).fill(-1);
  const best = spins.slice();
  const blocks = Math.ceil(n / BLOCK);
  /** First iteration in which the variable is free again. */
  const freeAt = new Float64Array(n);
  let energy = down;
  let bestEnergy = down;
  let time = 0;
  let quiet = 0;
  let walking = false;

  function flip(i: number): void {
    energy += 2 * gains[i];
    gains[i] = -gains[i];
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) {
      gains[column[k]] -= 2 * weight[k] * spins[i] * spins[column[k]];
    }
    spins[i] = -spins[i];
  }

  /** The free variable to flip, or -1. */
  function chooseFree(word: number): number {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < n; i++) if (freeAt[i] <= time && gains[i] < least) least = gains[i];
    const firstBlock = ((word >>> 16) * blocks) >>> 16;
    for (let b = 0; b < blocks; b++) {
      const block = (firstBlock + b) % blocks;
      for (let p = 0; p < BLOCK; p++) {
        const i = block * BLOCK + ((word + p) & (BLOCK - 1));
        if (i < n && freeAt[i] <= time && gains[i] === least) return i;
      }
    }
    return -1;
  }

  /** The tabu variable that goes before `free`, or `free`. */
  function aspire(free: number): number {
    if (walking) return free;
    let chosen = free;
    let least = free < 0 ? Number.POSITIVE_INFINITY : gains[free];
    for (let i = 0; i < n; i++) {
      if (freeAt[i] <= time || gains[i] >= least || energy + 2 * gains[i] >= bestEnergy) continue;
      chosen = i;
      least = gains[i];
    }
    return chosen;
  }

  function iterate(): boolean {
    const word = next();
    const i = aspire(chooseFree(word));
    if (i < 0 && walking) return false;
    if (i >= 0) {
      flip(i);
      freeAt[i] = walking ? FOR_EVER : time + 1 + tenure + ((((word >>> 6) & 1023) * spread) >>> 10);
    }
    time++;
    quiet++;
    if (energy < bestEnergy) {
      bestEnergy = energy;
      best.set(spins);
      quiet = 0;
    }
    return true;
  }

  return {
    n,
    get energy() {
      return energy * unit + offset;
    },
    get bestEnergy() {
      return bestEnergy * unit + offset;
    },
    read: (into) => into.set(spins),
    readBest: (into) => into.set(best),
    moveTo(target, most) {
      let moved = 0;
      for (let i = 0; i < n && moved < most; i++) {
        if (spins[i] === target[i]) continue;
        flip(i);
        moved++;
      }
      return moved;
    },
    begin(asked) {
      if (asked !== undefined) ({ tenure, spread } = asked);
      freeAt.fill(time);
      walking = false;
      bestEnergy = energy;
      best.set(spins);
      quiet = 0;
    },
    restrict(allowed) {
      walking = true;
      for (let i = 0; i < n; i++) freeAt[i] = allowed[i] === 1 ? time : FOR_EVER;
    },
    search(iterations, patience) {
      let done = 0;
      while (done < iterations && quiet < patience && iterate()) done++;
      return done;
    },
  };
}
