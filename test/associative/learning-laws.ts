/** Laws of learning rules, and what the formulas of the literature say, term by term. */
import { learnSync } from "../../src/associative/index.ts";
import type { LearningRule } from "../../src/associative/learning/types.ts";
import { type Patterns, patternAt, patternsFrom } from "../../src/associative/patterns.ts";
import { createRandom, type Random } from "../../src/random.ts";

export type Options = Readonly<Record<string, unknown>>;

export const rowsOf = (patterns: Patterns): number[][] =>
  Array.from({ length: patterns.count }, (_, mu) => Array.from(patternAt(patterns, mu)));

/** Largest difference, relative to the largest entry. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [most, scale] = [0, 1e-300];
  for (let k = 0; k < a.length; k++) {
    most = Math.max(most, Math.abs(a[k] - b[k]));
    scale = Math.max(scale, Math.abs(a[k]));
  }
  return a.length === b.length ? most / scale : Number.POSITIVE_INFINITY;
}

/** Throws unless W is finite, symmetric to the bit, and 0 on its diagonal. */
export function symmetryLaw(weights: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    if (!Object.is(weights[i * size + i], 0)) throw new Error(`W[${i}][${i}] is ${weights[i * size + i]}`);
    for (let j = 0; j < i; j++) {
      const [w, across] = [weights[i * size + j], weights[j * size + i]];
      if (!Number.isFinite(w) || w !== across) throw new Error(`W[${i}][${j}] is ${w}, W[${j}][${i}] is ${across}`);
    }
  }
}

/** Renaming the spins renames the couplings. */
export function renamingLaw(rule: LearningRule, options: Options, patterns: Patterns, seed: number): void {
  const { size } = patterns;
  const name = Array.from({ length: size }, (_, i) => i);
  createRandom(seed).shuffle(name);
  const renamed = patternsFrom(rowsOf(patterns).map((row) => row.map((_, i) => row[name[i]])));
  const before = learnSync(patterns, rule, options).weights;
  const after = learnSync(renamed, rule, options).weights;
  const expected = after.map((_, at) => before[name[Math.floor(at / size)] * size + name[at % size]]);
  const off = difference(expected, after);
  if (off > 1e-9) throw new Error(`renamed weights differ by ${off}`);
}

/** A pattern and its negative are stored together, whichever of them is shown. */
export function signLaw(rule: LearningRule, options: Options, patterns: Patterns, random: Random): void {
  const turned = patternsFrom(rowsOf(patterns).map((row) => (random.below(2) === 0 ? row : row.map((spin) => -spin))));
  const off = difference(learnSync(patterns, rule, options).weights, learnSync(turned, rule, options).weights);
  if (off > 1e-9) throw new Error(`weights differ by ${off} after changes of sign`);
}

/** (1/n) sum of xi_i xi_j. */
export function hebbByFormula(patterns: Patterns): Float64Array {
  const { size } = patterns;
  const weights = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      if (i !== j) weights[i * size + j] = rowsOf(patterns).reduce((sum, row) => sum + row[i] * row[j], 0) / size;
    }
  }
  return weights;
}

/** The rule with its local fields h_ij = sum over k other than i, j of W_ik xi_k, each summed anew. */
export function storkeyByFormula(patterns: Patterns): number[][] {
  const n = patterns.size;
  let W = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (const xi of rowsOf(patterns)) {
    const h = (i: number, j: number) => W[i].reduce((sum, w, k) => (k === i || k === j ? sum : sum + w * xi[k]), 0);
    W = W.map((row, i) =>
      row.map((w, j) => (i === j ? 0 : w + (xi[i] * xi[j] - xi[i] * h(j, i) - h(i, j) * xi[j]) / n)),
    );
  }
  return W;
}

/** X' (X X')^-1 X by Gauss-Jordan elimination, for independent rows; the diagonal set to 0. */
export function projectionByInversion(patterns: Patterns): number[][] {
  const rows = rowsOf(patterns);
  const system = rows.map((a, mu) => [
    ...rows.map((b) => a.reduce((sum, value, i) => sum + value * b[i], 0)),
    ...rows.map((_, nu) => (mu === nu ? 1 : 0)),
  ]);
  const P = rows.length;
  for (let k = 0; k < P; k++) {
    const pivot = system.reduce(
      (best, row, r) => (r >= k && Math.abs(row[k]) > Math.abs(system[best][k]) ? r : best),
      k,
    );
    [system[k], system[pivot]] = [system[pivot], system[k]];
    system[k] = system[k].map((value, _c, row) => value / row[k]);
    for (let r = 0; r < P; r++)
      if (r !== k) system[r] = system[r].map((value, c) => value - system[r][k] * system[k][c]);
  }
  const inverse = system.map((row) => row.slice(P));
  return Array.from({ length: patterns.size }, (_, i) =>
    Array.from({ length: patterns.size }, (_, j) =>
      i === j
        ? 0
        : rows.reduce((sum, a, mu) => sum + rows.reduce((s, b, nu) => s + a[i] * inverse[mu][nu] * b[j], 0), 0),
    ),
  );
}

/** MacKay's listing, line by line: x is P x n, t its bits. */
export function mackayListing(patterns: Patterns, eta: number, alpha: number, L: number, scale: number): number[][] {
  const x = rowsOf(patterns);
  const [N, I] = [patterns.count, patterns.size];
  const t = x.map((row) => row.map((value) => (value + 1) / 2));
  const times = (a: number[][], b: number[][]) =>
    a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
  const transpose = (a: number[][]) => a[0].map((_, j) => a.map((row) => row[j]));
  let w = times(transpose(x), x).map((row) => row.map((value) => value * scale)); // w = x' * x
  for (let l = 0; l < L; l++) {
    for (let i = 0; i < I; i++) w[i][i] = 0;
    const a = times(x, w);
    const y = a.map((row) => row.map((value) => 1 / (1 + Math.exp(-value))));
    const e = t.map((row, n) => row.map((value, i) => value - y[n][i]));
    let gw = times(transpose(x), e);
    const turned = transpose(gw);
    gw = gw.map((row, i) => row.map((value, j) => value + turned[i][j]));
    w = w.map((row, i) => row.map((value, j) => value + eta * (gw[i][j] - alpha * value)));
  }
  for (let i = 0; i < I; i++) w[i][i] = 0;
  if (N === 0) throw new Error("no patterns");
  return w;
}
