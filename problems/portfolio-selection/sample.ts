/** Random portfolios: covariances of a few common factors (so that none is impossible), and indefinite ones; limits that some portfolio keeps. */
import { refuseLargeMatrix } from "../../src/modelling/sample-matrix.ts";
import type { Random } from "../../src/random.ts";
import type { PortfolioInstance } from "./schema.ts";

/** max(1, size) assets, two or three units. */
export function samplePortfolio(random: Random, size: number): PortfolioInstance {
  const n = Math.max(1, Math.floor(size));
  const units = n > 3 ? 2 : 2 + random.below(2);
  const number = random.below(3) === 0 ? () => random.below(17) / 4 - 2 : () => random.below(9) - 4;
  const most = Array.from({ length: n }, () => (n > 4 && random.below(3) > 0 ? 1 : 1 + random.below(units)));
  for (let i = 0, total = most.reduce((a, b) => a + b, 0); total < units; i = (i + 1) % n) {
    if (most[i] === units) continue;
    most[i]++;
    total++;
  }
  const least = most.map((own) => (random.below(4) === 0 && n < 4 ? own : 1));
  const even = least.every((own) => own === 1);
  const limited = even && most.every((own) => own > 1) && random.below(2) === 0;
  const covariance = random.below(5) === 0 ? anySymmetric(n, number) : factorCovariance(n, number);
  return {
    problem: "portfolio-selection",
    ...(random.below(4) === 0 ? { assets: most.map((_, i) => `fund ${i + 1}`) } : {}),
    expected: Array.from({ length: n }, () => 2 * number()),
    covariance,
    riskAversion: [0, 0.5, 1, 3][random.below(4)],
    units: even ? units : unitsOf(random, least, most),
    ...(even ? {} : { least }),
    most,
    ...(limited ? { holdings: { to: 1 + random.below(n) } } : {}),
    ...(even && n > 1 && n < 4 && random.below(3) === 0
      ? { sectors: [{ assets: [0], most: 1 }], most: most.map(() => units) }
      : {}),
  };
}

/** What some assets hold together. */
function unitsOf(random: Random, least: readonly number[], most: readonly number[]): number {
  const own = least.map((low, i) => (random.below(2) === 0 ? 0 : low + random.below(most[i] - low + 1)));
  return own.reduce((a, b) => a + b, 0) || least[0];
}

function anySymmetric(n: number, number: () => number): number[][] {
  const rows = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) rows[i][j] = rows[j][i] = j === i ? Math.abs(number()) : number();
  return rows;
}

/** F F' of two factors, and a variance of its own for each asset. */
function factorCovariance(n: number, number: () => number): number[][] {
  const factors = Array.from({ length: n }, () => [number(), number()]);
  const own = Array.from({ length: n }, () => Math.abs(number()));
  return factors.map(([a, b], i) => factors.map(([c, d], j) => a * c + b * d + (i === j ? own[i] : 0)));
}

const FACTORS = 3;
const UNITS = 20;
const HOLDINGS = 10;
const RISK_AVERSION = 2;
const DECIMALS = 1e6;

/** A market and two styles drive `size` assets; twenty units in at most ten of them. Numbers of a month. */
export function generatePortfolio(random: Random, size: number): PortfolioInstance {
  refuseLargeMatrix(size);
  const factors = Array.from({ length: size }, () =>
    Array.from({ length: FACTORS }, (_, f) =>
      f === 0 ? 0.02 + 0.04 * random.uniform() : 0.04 * (random.uniform() - 0.5),
    ),
  );
  const own = factors.map(() => (0.02 + 0.06 * random.uniform()) ** 2);
  const round = (value: number) => Math.round(value * DECIMALS) / DECIMALS;
  return {
    problem: "portfolio-selection",
    name: `market-${size}`,
    expected: factors.map(([market]) => round(0.15 * market + 0.004 * (random.uniform() - 0.5))),
    covariance: factors.map((a, i) =>
      factors.map((b, j) => round(a.reduce((sum, load, f) => sum + load * b[f], 0) + (i === j ? own[i] : 0))),
    ),
    riskAversion: RISK_AVERSION,
    units: UNITS,
    holdings: { to: Math.min(size, HOLDINGS) },
  };
}
