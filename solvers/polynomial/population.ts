/** A population of states whose children are searched from (memetic tabu search: Gallardo, Cotta & Fernandez 2009, for low autocorrelation). */
import type { Random } from "../../src/random.ts";

export interface Member {
  readonly items: Int8Array;
  readonly energy: number;
}

/** Share of children that have two parents. */
const CROSSED = 0.9;

export interface Population {
  readonly full: boolean;
  /** A state of two good ones, each item from either, and one item in n flipped on average. */
  child(): Int8Array;
  /** Takes a state in, for a random one once the population is full. */
  offer(items: Int8Array, energy: number): void;
}

export function createPopulation(size: number, items: number, random: Random): Population {
  const members: Member[] = [];
  const pick = () => members[random.below(members.length)];
  /** The better of two. */
  function parent(): Member {
    const [a, b] = [pick(), pick()];
    return b.energy < a.energy ? b : a;
  }
  return {
    get full() {
      return members.length >= size;
    },
    child() {
      const result = parent().items.slice();
      const other = random.uniform() < CROSSED ? parent().items : result;
      for (let i = 0; i < items; i++) {
        if (random.below(2) === 1) result[i] = other[i];
        if (random.below(items) === 0) result[i] = 1 - result[i];
      }
      return result;
    },
    offer(found, energy) {
      const member = { items: found.slice(), energy };
      if (members.length < size) members.push(member);
      else members[random.below(size)] = member;
    },
  };
}
