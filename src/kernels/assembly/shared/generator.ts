/**
 * Four sfc32 generators (Doty-Humphrey 2010) side by side, 16 bytes a draw: src/kernels/replicas/generator.ts is the twin in plain
 * numbers. The state is a, b, c and counter, 64 bytes in memory; a sweep keeps it in locals, and a draw is
 *
 *   word = wordOf(a, b, counter), counter = nextCounter(counter), a = nextA(b), b = nextB(c), c = nextC(c, word)   in this order.
 */

@inline
export function wordOf(a: v128, b: v128, counter: v128): v128 {
  return i32x4.add(i32x4.add(a, b), counter);
}

@inline
export function nextCounter(counter: v128): v128 {
  return i32x4.add(counter, i32x4.splat(1));
}

@inline
export function nextA(b: v128): v128 {
  return v128.xor(b, i32x4.shr_u(b, 9));
}

@inline
export function nextB(c: v128): v128 {
  return i32x4.add(c, i32x4.shl(c, 3));
}

@inline
export function nextC(c: v128, word: v128): v128 {
  return i32x4.add(v128.or(i32x4.shl(c, 21), i32x4.shr_u(c, 11)), word);
}

@inline
export function saveGenerator(generator: usize, a: v128, b: v128, c: v128, counter: v128): void {
  v128.store(generator, a);
  v128.store(generator, b, 16);
  v128.store(generator, c, 32);
  v128.store(generator, counter, 48);
}
