/** Orders that any search over permutations may begin with. O(n). */
import type { Random } from "../../src/random.ts";

export function identityOrder(n: number): Int32Array {
  return Int32Array.from({ length: n }, (_, node) => node);
}

export function randomOrder(n: number, random: Random): Int32Array {
  const order = identityOrder(n);
  random.shuffle(order);
  return order;
}
