/** One state at a time, exactly: what becomes of the candidates that a filter in rounded numbers lets through. */
import type { EnumerationTask } from "./types.ts";

/** Level of the state with this code: O(set bits squared). */
export function levelOf({ n, weights, biases }: EnumerationTask, code: number): number {
  const set = bitsOf(n, code);
  let level = 0;
  for (let a = 0; a < set.length; a++) {
    level -= biases[set[a]];
    for (let b = 0; b < a; b++) level -= weights[set[a] * n + set[b]];
  }
  return level;
}

/** The least change of level by one flip from the state with this code, Infinity for n = 0. O(n set bits). */
export function leastGainOf({ n, weights, biases }: EnumerationTask, code: number): number {
  const set = bitsOf(n, code);
  const gains = biases.map((bias) => -bias);
  for (const i of set) for (let j = 0; j < n; j++) gains[j] -= weights[i * n + j];
  for (const i of set) gains[i] = -gains[i];
  return gains.reduce((least, gain) => Math.min(least, gain), Number.POSITIVE_INFINITY);
}

function bitsOf(n: number, code: number): number[] {
  const set: number[] = [];
  let rest = code;
  for (let i = 0; i < n && rest > 0; i++) {
    if (rest % 2 === 1) set.push(i);
    rest = Math.floor(rest / 2);
  }
  return set;
}
