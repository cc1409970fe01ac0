/** Which numbers below 2^53 are prime (Miller 1976, Rabin 1980), in exact arithmetic. O(log^3) for each of twelve bases. */

/** No composite number below 3.3 x 10^24 passes all of these (Sorenson & Webster 2017). */
const BASES = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n];

export function isPrime(number: number): boolean {
  const n = BigInt(number);
  if (n < 2n) return false;
  for (const base of BASES) if (n % base === 0n) return n === base;
  let odd = n - 1n;
  let halvings = 0;
  for (; odd % 2n === 0n; odd /= 2n) halvings++;
  return BASES.every((base) => passes(power(base, odd, n), halvings, n));
}

/** Whether x, or one of its repeated squares, is -1, or x is 1. */
function passes(first: bigint, halvings: number, n: bigint): boolean {
  let x = first;
  if (x === 1n) return true;
  for (let k = 0; k < halvings; k++) {
    if (x === n - 1n) return true;
    x = (x * x) % n;
  }
  return false;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest /= 2n) {
    if (rest % 2n === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
