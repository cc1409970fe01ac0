/** Acceptance by table: probabilities of x = 0 .. 16 `rows` - 1 as three tables of their leading, middle and last bytes, 0 beyond. */

/** Byte of the probability of each x. Not inlined: one row, the most frequent case, needs but a shuffle. */
export function look(table: usize, x: v128, rows: i32): v128 {
  let found = i8x16.splat(0);
  for (let row = 0; row < rows; row++) {
    const index = i8x16.sub(x, i8x16.splat(<i8>(row << 4)));
    found = v128.or(found, i8x16.swizzle(v128.load(table + (<usize>row << 4)), index));
  }
  return found;
}

/** Where the later two random bytes are below those of the probability. */
@inline
export function laterBelow(middle: v128, last: v128, table: usize, x: v128, rows: i32): v128 {
  const stride = <usize>rows << 4;
  const chance = look(table + stride, x, rows);
  const tie = v128.and(i8x16.eq(middle, chance), i8x16.lt_u(last, look(table + 2 * stride, x, rows)));
  return v128.or(i8x16.lt_u(middle, chance), tie);
}
