/** An order of the cells that a random word decides: equal moves are chosen between without a list of them. */

/** A number below 2^32, different for different cells; the twin of `mix` in assembly/shared/label-state.ts. */
export function mix(cell: number, word: number): number {
  let x = Math.imul(cell ^ word, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 15), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
