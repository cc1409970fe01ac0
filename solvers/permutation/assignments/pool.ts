/**
 * A few good assignments of different cost, and where to search next: from random orders until there are enough, then from uniform
 * crossovers of two (Tate & Smith, A genetic approach to the quadratic assignment problem, Computers & Operations Research 22,
 * 1995): what both have at a place stays, at others either of the two items where it is left. O(size) each.
 */
import type { Random } from "../../../src/random.ts";
import { randomOrder } from "../orders.ts";

/** Members. 8 and 15 ended lower than 5 on a uniform instance of 60 places, 8 lowest on a real-like one of 80 (8 s each, one seed). */
const MEMBERS = 8;

/** Offers in a row that changed nothing, a member, before all but the best make room for new ones. */
const PATIENCE = 2;

export interface Elite {
  readonly cost: number;
  readonly order: Int32Array;
}

export interface AssignmentPool {
  /** An order of its own to search from. */
  next(): Int32Array;
  /** Takes the order over. */
  offer(elite: Elite): void;
}

export function createAssignmentPool(size: number, random: Random): AssignmentPool {
  let members: Elite[] = [];
  let refused = 0;
  return {
    next() {
      if (members.length < MEMBERS) return randomOrder(size, random);
      const one = random.below(MEMBERS);
      const other = (one + 1 + random.below(MEMBERS - 1)) % MEMBERS;
      return cross(members[one].order, members[other].order, random);
    },
    offer(elite) {
      const twin = members.some(({ cost }) => cost === elite.cost);
      if (!twin) members = [...members, elite].sort((a, b) => a.cost - b.cost);
      const surplus = members.length > MEMBERS ? members.pop() : null;
      refused = twin || surplus === elite ? refused + 1 : 0;
      if (refused <= PATIENCE * MEMBERS) return;
      refused = 0;
      members.length = 1;
    },
  };
}

function cross(one: Int32Array, other: Int32Array, random: Random): Int32Array {
  const size = one.length;
  const child = new Int32Array(size).fill(-1);
  const used = new Uint8Array(size);
  const give = (place: number, item: number) => {
    child[place] = item;
    used[item] = 1;
  };
  for (let k = 0; k < size; k++) if (one[k] === other[k]) give(k, one[k]);
  const empty: number[] = [];
  for (const k of randomOrder(size, random)) {
    if (child[k] >= 0) continue;
    const [first, second] = random.below(2) === 0 ? [one[k], other[k]] : [other[k], one[k]];
    if (used[first] === 0) give(k, first);
    else if (used[second] === 0) give(k, second);
    else empty.push(k);
  }
  let item = 0;
  for (const k of empty) {
    while (used[item] === 1) item++;
    give(k, item);
  }
  return child;
}
