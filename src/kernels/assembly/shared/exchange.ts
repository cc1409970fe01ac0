/** Whole replicas change places between two batches. */

/** Swaps the bits of a 64-byte pattern `mask` between two arrays of `bytes` bytes, a multiple of 64. */
export function exchange(one: usize, other: usize, mask: usize, bytes: usize): void {
  const end = one + bytes;
  for (; one < end; one += 64, other += 64) {
    for (let part: usize = 0; part < 64; part += 16) {
      const x = v128.load(one + part);
      const y = v128.load(other + part);
      const difference = v128.and(v128.xor(x, y), v128.load(mask + part));
      v128.store(one + part, v128.xor(x, difference));
      v128.store(other + part, v128.xor(y, difference));
    }
  }
}
