// Annealing over layouts of a graph on a line: the twin of layouts/reference.ts, see layouts/types.ts. Addresses are bytes.
import { below, draw, seed } from "./shared/tour-random";

export { seed };

let n: i32 = 0;
let order: usize = 0;
let place: usize = 0;
let cuts: usize = 0;
let mark: usize = 0;
let rowStart: usize = 0;
let column: usize = 0;
let weight: usize = 0;
/** 0 where prices are the lengths. */
let prices: usize = 0;
let variates: usize = 0;
let variateCount: i32 = 0;
let nearTarget: i32 = 0;
let nearPlace: i32 = 0;

export function placeGraph(size: i32, rowStartAt: usize, columnAt: usize, weightAt: usize, pricesAt: usize): void {
  n = size;
  rowStart = rowStartAt;
  column = columnAt;
  weight = weightAt;
  prices = pricesAt;
}

export function placeState(orderAt: usize, placeAt: usize, cutsAt: usize, markAt: usize): void {
  order = orderAt;
  place = placeAt;
  cuts = cutsAt;
  mark = markAt;
}

export function placeMoves(variatesAt: usize, count: i32, target: i32, own: i32): void {
  variates = variatesAt;
  variateCount = count;
  nearTarget = target;
  nearPlace = own;
}

@inline
function word(list: usize, i: i32): i32 {
  return load<i32>(list + (<usize>i << 2));
}

@inline
function number(list: usize, i: i32): f64 {
  return load<f64>(list + (<usize>i << 3));
}

@inline
function put(u: i32, p: i32): void {
  store<i32>(order + (<usize>p << 2), u);
  store<i32>(place + (<usize>u << 2), p);
}

@inline
function neighbourPlace(first: i32, degree: i32): i32 {
  return word(place, word(column, first + below(degree)));
}

function target(p: i32, first: i32, degree: i32): i32 {
  const bits = draw();
  const shift = bits >> 2;
  if ((bits & 3) == 0 || degree == 0) return p + <i32>(shift % <u32>(2 * nearPlace + 1)) - nearPlace;
  const a = neighbourPlace(first, degree);
  const b = neighbourPlace(first, degree);
  const c = neighbourPlace(first, degree);
  const median = max(min(a, b), min(max(a, b), c));
  return median + <i32>(shift % <u32>(2 * nearTarget + 1)) - nearTarget;
}

function insertionChange(first: i32, end: i32, p: i32, q: i32): f64 {
  const forward = q > p;
  let change = forward
    ? number(cuts, q) - number(cuts, p)
    : (q > 0 ? number(cuts, q - 1) : 0) - number(cuts, p - 1);
  const distance = forward ? q - p : p - q;
  for (let k = first; k < end; k++) {
    const x = word(place, word(column, k));
    const ahead = forward ? x - p : p - x;
    const steps = ahead < 0 ? distance : ahead > distance ? -distance : distance - 2 * ahead + 2;
    change += number(weight, k) * <f64>steps;
  }
  return change;
}

function insert(u: i32, first: i32, end: i32, p: i32, q: i32): void {
  const step = q > p ? 1 : -1;
  let balance: f64 = 0;
  for (let k = first; k < end; k++) {
    const v = word(column, k);
    store<f64>(mark + (<usize>v << 3), number(weight, k));
    balance += (word(place, v) - p) * step < 0 ? number(weight, k) : -number(weight, k);
  }
  for (let k = p; k != q; k += step) {
    const passed = word(order, k + step);
    balance += 2 * number(mark, passed);
    if (step > 0) store<f64>(cuts + (<usize>k << 3), number(cuts, k + 1) + balance);
    else store<f64>(cuts + (<usize>(k - 1) << 3), (k > 1 ? number(cuts, k - 2) : 0) + balance);
    put(passed, k);
  }
  for (let k = first; k < end; k++) store<f64>(mark + (<usize>word(column, k) << 3), 0);
  put(u, q);
}

function priceChange(u: i32, v: i32, p: i32, q: i32): f64 {
  let change: f64 = 0;
  const end = word(rowStart, u + 1);
  for (let k = word(rowStart, u); k < end; k++) {
    const other = word(column, k);
    if (other == v) continue;
    const x = word(place, other);
    change += number(weight, k) * (number(prices, abs(x - q)) - number(prices, abs(x - p)));
  }
  return change;
}

export function begin(): f64 {
  for (let k = 0; k < n; k++) store<i32>(place + (<usize>word(order, k) << 2), k);
  let cost: f64 = 0;
  let crossing: f64 = 0;
  for (let k = 0; k < n; k++) {
    const u = word(order, k);
    const end = word(rowStart, u + 1);
    for (let e = word(rowStart, u); e < end; e++) {
      const length = word(place, word(column, e)) - k;
      crossing += length > 0 ? number(weight, e) : -number(weight, e);
      if (prices != 0 && length > 0) cost += number(weight, e) * number(prices, length);
    }
    store<f64>(cuts + (<usize>k << 3), crossing);
    if (prices == 0) cost += crossing;
  }
  return cost;
}

export function anneal(moves: i32, temperature: f64): f64 {
  let total: f64 = 0;
  for (let turn = 0; turn < moves; turn++) {
    const u = below(n);
    const p = word(place, u);
    const first = word(rowStart, u);
    const end = word(rowStart, u + 1);
    const q = max(0, min(n - 1, target(p, first, end - first)));
    if (q == p) continue;
    const v = word(order, q);
    const change = prices == 0
      ? insertionChange(first, end, p, q)
      : priceChange(u, v, p, q) + priceChange(v, u, q, p);
    if (change > 0 && (temperature == 0 || change > temperature * number(variates, below(variateCount)))) continue;
    if (prices == 0) insert(u, first, end, p, q);
    else {
      put(v, p);
      put(u, q);
    }
    total += change;
  }
  return total;
}
