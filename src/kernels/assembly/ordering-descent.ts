// Descent over orders by best insertions: the twin of orderings/reference.ts, with margins in i32 or f64. Addresses are bytes.
// `state` holds three i32 (cursor, fruitless, looked) and, 16 bytes on, the change as f64.

@inline
function moveItem(order: usize, from: i32, to: i32): void {
  const item = load<i32>(order + (<usize>from << 2));
  const at = order + (<usize>from << 2);
  const target = order + (<usize>to << 2);
  if (to < from) memory.copy(target + 4, target, at - target);
  else memory.copy(at, at + 4, target - at);
  store<i32>(target, item);
}

/** The best place of one item, and the change, left in the state. */
@inline
function bestPlace<T>(n: i32, order: usize, margins: usize, place: i32, threshold: T, state: usize): i32 {
  const row = margins + <usize>load<i32>(order + (<usize>place << 2)) * <usize>n * sizeof<T>();
  let least: T = -threshold;
  let to: i32 = place;
  let sum: T = <T>0;
  for (let q = place - 1; q >= 0; q--) {
    sum += load<T>(row + <usize>load<i32>(order + (<usize>q << 2)) * sizeof<T>());
    const better: bool = sum < least;
    least = select<T>(sum, least, better);
    to = select<i32>(q, to, better);
  }
  sum = <T>0;
  for (let q = place + 1; q < n; q++) {
    sum -= load<T>(row + <usize>load<i32>(order + (<usize>q << 2)) * sizeof<T>());
    const better: bool = sum < least;
    least = select<T>(sum, least, better);
    to = select<i32>(q, to, better);
  }
  if (to != place) store<f64>(state, load<f64>(state, 16) + <f64>least, 16);
  return to;
}

@inline
function descend<T>(n: i32, order: usize, margins: usize, threshold: T, items: i32, state: usize): i32 {
  let cursor = load<i32>(state);
  let fruitless = load<i32>(state, 4);
  let left = items;
  for (; left > 0 && fruitless < n; left--) {
    const place = cursor;
    const to = bestPlace<T>(n, order, margins, place, threshold, state);
    fruitless++;
    // An item that goes right leaves another at its place.
    if (to <= place) cursor = place + 1 == n ? 0 : place + 1;
    if (to == place) continue;
    moveItem(order, place, to);
    fruitless = 0;
  }
  store<i32>(state, cursor);
  store<i32>(state, fruitless, 4);
  store<i32>(state, load<i32>(state, 8) + items - left, 8);
  return fruitless >= n ? 1 : 0;
}

export function descendInteger(n: i32, order: usize, margins: usize, items: i32, state: usize): i32 {
  return descend<i32>(n, order, margins, 0, items, state);
}

export function descendReal(n: i32, order: usize, margins: usize, threshold: f64, items: i32, state: usize): i32 {
  return descend<f64>(n, order, margins, threshold, items, state);
}

@inline
function total<T>(n: i32, order: usize, margins: usize): f64 {
  let sum: f64 = 0;
  for (let p = 0; p < n; p++) {
    const row = margins + <usize>load<i32>(order + (<usize>p << 2)) * <usize>n * sizeof<T>();
    for (let q = p + 1; q < n; q++) sum += <f64>load<T>(row + <usize>load<i32>(order + (<usize>q << 2)) * sizeof<T>());
  }
  return sum;
}

export function totalInteger(n: i32, order: usize, margins: usize): f64 {
  return total<i32>(n, order, margins);
}

export function totalReal(n: i32, order: usize, margins: usize): f64 {
  return total<f64>(n, order, margins);
}
