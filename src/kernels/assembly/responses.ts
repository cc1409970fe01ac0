/**
 * Responses of graded neurons and their entropies, one neuron after the other in doubles, with the operations of the reference in their
 * order (src/kernels/responses/reference.ts, elementary.ts, exponential.ts): the same bits.
 */

const LN2: f64 = 0.6931471805599453;
const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;

/** 2^k for -1022 <= k <= 1023. */
@inline
function power(k: i64): f64 {
  return reinterpret<f64>((k + 1023) << 52);
}

function exponential(x: f64): f64 {
  if (x < -745.2) return 0;
  if (x > 709.782712893384) return Infinity;
  const k = Math.floor(x * 1.4426950408889634 + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let p: f64 = 1 + r / 13;
  p = 1 + (r * p) / 12;
  p = 1 + (r * p) / 11;
  p = 1 + (r * p) / 10;
  p = 1 + (r * p) / 9;
  p = 1 + (r * p) / 8;
  p = 1 + (r * p) / 7;
  p = 1 + (r * p) / 6;
  p = 1 + (r * p) / 5;
  p = 1 + (r * p) / 4;
  p = 1 + (r * p) / 3;
  p = 1 + (r * p) / 2;
  p = 1 + r * p;
  const whole = <i64>k;
  const part = whole >> 1;
  return p * power(part) * power(whole - part);
}

/** 2 artanh s for |s| <= 0.25. */
function twiceAreaTangent(s: f64): f64 {
  const q = s * s;
  let sum: f64 = q * (1.0 / 29 + 0.0);
  sum = q * (1.0 / 27 + sum);
  sum = q * (1.0 / 25 + sum);
  sum = q * (1.0 / 23 + sum);
  sum = q * (1.0 / 21 + sum);
  sum = q * (1.0 / 19 + sum);
  sum = q * (1.0 / 17 + sum);
  sum = q * (1.0 / 15 + sum);
  sum = q * (1.0 / 13 + sum);
  sum = q * (1.0 / 11 + sum);
  sum = q * (1.0 / 9 + sum);
  sum = q * (1.0 / 7 + sum);
  sum = q * (1.0 / 5 + sum);
  sum = q * (1.0 / 3 + sum);
  return 2 * s * (1 + sum);
}

/** ln x for x > 0. */
function logarithm(given: f64): f64 {
  let x = given;
  let less: f64 = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984;
    less = 54;
  }
  const bits = reinterpret<u64>(x);
  let exponent = <i64>(bits >> 52) - 1023;
  let mantissa = reinterpret<f64>((bits & 0xfffffffffffff) | 0x3ff0000000000000);
  if (mantissa > 1.4142135623730951) {
    mantissa /= 2;
    exponent++;
  }
  const fraction = mantissa - 1;
  const whole = <f64>exponent;
  const sum = whole * LN2_HIGH + (twiceAreaTangent(fraction / (2 + fraction)) + whole * LN2_LOW);
  return less == 0 ? sum : sum - 54 * LN2_HIGH - 54 * LN2_LOW;
}

/** ln(1 + x). */
function logarithmOfNext(x: f64): f64 {
  const size = Math.abs(x);
  if (size < 1e-17) return x;
  return size < 0.4 ? twiceAreaTangent(x / (2 + x)) : logarithm(1 + x);
}

function hyperbolicTangent(x: f64): f64 {
  const z = Math.abs(x);
  if (z < 1e-9) return x;
  if (z > 22) return x < 0 ? -1 : 1;
  if (z > 0.3) {
    const tangent = 1 - 2 / (exponential(2 * z) + 1);
    return x < 0 ? -tangent : tangent;
  }
  const y = 2 * z;
  let sum: f64 = 1;
  for (let d: f64 = 16; d >= 2; d--) sum = 1 + (y * sum) / d;
  const less = y * sum;
  return (x < 0 ? -less : less) / (less + 2);
}

/** 1 / (1 + exp(-z)). */
function share(z: f64): f64 {
  if (z >= 0) return 1 / (1 + exponential(-z));
  const e = exponential(z);
  return e / (1 + e);
}

export function respondAll(spins: bool, steepness: f64, u: usize, out: usize, n: i32): void {
  for (let i: usize = 0; i < (<usize>n) << 3; i += 8) {
    const z = steepness * load<f64>(u + i);
    store<f64>(out + i, spins ? hyperbolicTangent(z / 2) : share(z));
  }
}

/** Sum of the entropy deficits. */
export function entropyOf(spins: bool, v: usize, n: i32): f64 {
  let sum: f64 = 0;
  for (let i: usize = 0; i < (<usize>n) << 3; i += 8) {
    const value = load<f64>(v + i);
    const d = spins ? value : 2 * value - 1;
    const q = d * d;
    if (q < 1.0 / 256) {
      sum +=
        q *
        (1.0 / 2 +
          q * (1.0 / 12 + q * (1.0 / 30 + q * (1.0 / 56 + q * (1.0 / 90 + q * (1.0 / 132 + q / 182))))));
    } else if (q >= 1) {
      sum += LN2;
    } else {
      sum += ((1 + d) * logarithmOfNext(d) + (1 - d) * logarithmOfNext(-d)) / 2;
    }
  }
  return sum;
}

/** (1 + t) ln(1 + t) - t for |t| <= 1/2. */
function excess(t: f64): f64 {
  if (Math.abs(t) < 1e-3) return t * t * (1.0 / 2 - t * (1.0 / 6 - t * (1.0 / 12 - t * (1.0 / 20 - t / 30))));
  return (1 + t) * logarithmOfNext(t) - t;
}

@inline
function plog(p: f64): f64 {
  return p > 0 ? p * logarithm(p) : 0;
}

/** Sum of the Bregman divergences of the values from the responses to u. */
export function divergenceOf(spins: bool, steepness: f64, v: usize, u: usize, n: i32): f64 {
  const low: f64 = spins ? -1 : 0;
  const span = 1 - low;
  const unit = span / steepness;
  let sum: f64 = 0;
  for (let i: usize = 0; i < (<usize>n) << 3; i += 8) {
    const value = load<f64>(v + i);
    const p = (value - low) / span;
    const rest = (1 - value) / span;
    const z = steepness * load<f64>(u + i);
    const e = exponential(-Math.abs(z));
    const larger = 1 / (1 + e);
    const smaller = e / (1 + e);
    const q = z >= 0 ? larger : smaller;
    const restQ = z >= 0 ? smaller : larger;
    const difference = p - q;
    if (q > 1e-12 && restQ > 1e-12 && Math.abs(difference) < 0.5 * Math.min(q, restQ)) {
      sum += unit * (q * excess(difference / q) + restQ * excess(-difference / restQ));
      continue;
    }
    const tail = logarithmOfNext(e);
    const logQ = z >= 0 ? -tail : z - tail;
    const logRestQ = z >= 0 ? -z - tail : -tail;
    sum += unit * (plog(p) - p * logQ + plog(rest) - rest * logRestQ);
  }
  return sum;
}
