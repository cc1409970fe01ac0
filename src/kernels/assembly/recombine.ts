// Recombination of two states: the twin of recombination/reference.ts. Weights and biases are doubles, so one kernel serves
// integer systems (exact) and real ones (same order of sums as the reference). Addresses are bytes.

/** Marks the sites where a and b differ; returns their number. */
export function differ(n: i32, a: usize, b: usize, mark: usize): i32 {
  let count = 0;
  for (let i = 0; i < n; i++) {
    const unequal: i32 = load<i8>(a + i) != load<i8>(b + i) ? 1 : 0;
    store<u8>(mark + i, <u8>unequal);
    count += unequal;
  }
  return count;
}

/** Marks the other sites instead. */
export function complement(n: i32, mark: usize): void {
  for (let i = 0; i < n; i++) store<u8>(mark + i, load<u8>(mark + i) ^ 1);
}

/** Takes every marked component whose flip lowers the energy (or leaves it alone, with drift). Clears the marks. Returns the change. */
export function take(
  n: i32, a: usize, mark: usize, stack: usize, bondStart: usize, bond: usize,
  rowStart: usize, column: usize, weight: usize, bias: usize, drift: i32,
): f64 {
  let total: f64 = 0;
  for (let first = 0; first < n; first++) {
    if (load<u8>(mark + first) != 1) continue;
    // collect
    store<i32>(stack, first);
    store<u8>(mark + first, 2);
    let size = 1;
    for (let at = 0; at < size; at++) {
      const i = load<i32>(stack + (<usize>at << 2));
      const end = load<i32>(bondStart + (<usize>i << 2), 4);
      for (let k = load<i32>(bondStart + (<usize>i << 2)); k < end; k++) {
        const j = load<i32>(bond + (<usize>k << 2));
        if (load<u8>(mark + j) != 1) continue;
        store<u8>(mark + j, 2);
        store<i32>(stack + (<usize>size << 2), j);
        size++;
      }
    }
    // energy of the flip: couplings that leave the component
    let sum: f64 = 0;
    for (let at = 0; at < size; at++) {
      const i = load<i32>(stack + (<usize>at << 2));
      let field = load<f64>(bias + (<usize>i << 3));
      const end = load<i32>(rowStart + (<usize>i << 2), 4);
      for (let k = load<i32>(rowStart + (<usize>i << 2)); k < end; k++) {
        const j = load<i32>(column + (<usize>k << 2));
        if (load<u8>(mark + j) != 2) field += load<f64>(weight + (<usize>k << 3)) * <f64>load<i8>(a + j);
      }
      sum += <f64>load<i8>(a + i) * field;
    }
    const change = 2 * sum;
    if (change < 0 || (drift != 0 && change == 0)) {
      for (let at = 0; at < size; at++) {
        const i = load<i32>(stack + (<usize>at << 2));
        store<i8>(a + i, -load<i8>(a + i));
      }
      total += change;
    }
    for (let at = 0; at < size; at++) store<u8>(mark + load<i32>(stack + (<usize>at << 2)), 0);
  }
  return total;
}
