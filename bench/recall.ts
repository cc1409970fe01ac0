/**
 * Batched recall against plain loops of TypeScript over typed arrays: `npm run bench -- recall`. Ours answers all queries, loading of the memory
 * included; the loops answer a few and are scaled to one query. In turns, A B A B, processor time, medians. Both must agree.
 */
import { createRandom, type Random } from "groundstate";
import { loadKernels } from "../src/kernels/load.ts";

const TURNS = 5;
const QUERIES = 1000;
/** Queries of a plain loop in a turn. */
const SAMPLE = 4;
/** Nanoseconds of work between pauses, as a driver asks for. */
const SLICE = 1e6;

const kernels = loadKernels();

interface Row {
  readonly name: string;
  readonly loop: string;
  /** All answers, one after the other. */
  readonly ours: () => Float64Array | Int8Array;
  readonly plain: (query: number) => Float64Array | Int8Array;
}

function processorMilliseconds(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e3;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

const randomSigns = (length: number, random: Random) =>
  Int8Array.from({ length }, () => (random.uint32() & 1 ? 1 : -1));

/** Stored patterns in turn, each entry turned over with probability `noise`. */
function noisy(patterns: Int8Array, length: number, noise: number, random: Random): Int8Array {
  return Int8Array.from({ length }, (_, k) => {
    const value = patterns[k % patterns.length];
    return random.uniform() < noise ? -value : value;
  });
}

/** Hebb's rule with a strength a pattern: W = (1/n) sum_mu a_mu x_mu x_mu', zero diagonal. */
function learn(patterns: Int8Array, n: number, strength: (mu: number) => number): Float64Array {
  const weights = new Float64Array(n * n);
  for (let mu = 0; mu * n < patterns.length; mu++) {
    const x = patterns.subarray(mu * n, (mu + 1) * n);
    for (let i = 0; i < n; i++) {
      const factor = strength(mu) * x[i];
      for (let j = 0; j < n; j++) if (j !== i) weights[i * n + j] += factor * x[j];
    }
  }
  for (let k = 0; k < weights.length; k++) weights[k] /= n;
  return weights;
}

/** Every decision sums its field. */
function plainRecall(weights: Float64Array, n: number, cue: Int8Array): Int8Array {
  const s = cue.slice();
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 0; i < n; i++) {
      let h = 0;
      for (let j = 0; j < n; j++) h += weights[i * n + j] * s[j];
      if (h * s[i] < 0) {
        s[i] = -s[i];
        changed = true;
      }
    }
  }
  return s;
}

/** Fields are kept, and a change costs a row. */
function keptRecall(weights: Float64Array, n: number, cue: Int8Array): Int8Array {
  const s = cue.slice();
  const h = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += weights[i * n + j] * s[j];
    h[i] = sum;
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 0; i < n; i++) {
      if (h[i] * s[i] >= 0) continue;
      s[i] = -s[i];
      const change = 2 * s[i];
      for (let j = 0; j < n; j++) h[j] += change * weights[i * n + j];
      changed = true;
    }
  }
  return s;
}

function recallRows(): Row[] {
  const [n, count] = [4096, 100];
  const random = createRandom(1);
  const patterns = randomSigns(count * n, random);
  const cues = noisy(patterns, QUERIES * n, 0.1, random);
  const strengths = Float64Array.from({ length: count }, () => 0.8 + 0.4 * random.uniform());
  const kinds: readonly [string, Float64Array][] = [
    ["Hebb, whole weights", learn(patterns, n, () => 1)],
    ["real weights", learn(patterns, n, (mu) => strengths[mu])],
  ];
  const loops = [
    ["summing every field", plainRecall],
    ["keeping fields", keptRecall],
  ] as const;
  return kinds.flatMap(([kind, weights]) =>
    loops.map(([loop, plain]) => ({
      name: `binary recall, cyclic, ${kind}, n = ${n}, ${count} patterns, 10 % noise`,
      loop,
      ours() {
        const session = kernels.recall({ size: n, weights, biases: null });
        session.begin({ count: QUERIES, cues, order: "cyclic", steps: 1000 });
        while (!session.advance(SLICE));
        const states = new Int8Array(QUERIES * n);
        for (const [q, { state }] of session.outcomes.entries()) states.set(state, q * n);
        return states;
      },
      plain: (q: number) => plain(weights, n, cues.subarray(q * n, (q + 1) * n)),
    })),
  );
}

/** Attention as in a textbook, on doubles. */
function plainRetrieval(patterns: Float64Array, n: number, query: Float64Array, beta: number): Float64Array {
  const count = patterns.length / n;
  const scores = new Float64Array(count);
  let largest = Number.NEGATIVE_INFINITY;
  for (let mu = 0; mu < count; mu++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += patterns[mu * n + j] * query[j];
    scores[mu] = beta * sum;
    if (scores[mu] > largest) largest = scores[mu];
  }
  let total = 0;
  for (let mu = 0; mu < count; mu++) {
    scores[mu] = Math.exp(scores[mu] - largest);
    total += scores[mu];
  }
  const out = new Float64Array(n);
  for (let mu = 0; mu < count; mu++) {
    const weight = scores[mu] / total;
    for (let j = 0; j < n; j++) out[j] += weight * patterns[mu * n + j];
  }
  return out;
}

/** Spins with 20 % noise in the queries, or normal numbers with queries of their own. */
function retrievalRow(count: number, n: number, kind: "spins" | "real", beta: number, regime: string): Row {
  const random = createRandom(1);
  const normal = (length: number) => Float64Array.from({ length }, () => random.normal());
  const patterns = kind === "spins" ? randomSigns(count * n, random) : normal(count * n);
  const queries =
    patterns instanceof Int8Array ? Float64Array.from(noisy(patterns, QUERIES * n, 0.2, random)) : normal(QUERIES * n);
  const doubles = Float64Array.from(patterns);
  return {
    name: `softmax retrieval, ${kind}, n = ${n}, ${count} patterns, beta = ${beta} (${regime})`,
    loop: "attention",
    ours() {
      const session = kernels.attention({ count, size: n, patterns });
      const [out, lse] = [new Float64Array(QUERIES * n), new Float64Array(QUERIES)];
      session.begin({ count: QUERIES, queries, beta, out, lse });
      while (!session.advance(SLICE));
      return out;
    },
    plain: (q) => plainRetrieval(doubles, n, queries.subarray(q * n, (q + 1) * n), beta),
  };
}

function measure({ name, loop, ours, plain }: Row): string {
  const answers = ours(); // compiles
  let furthest = 0;
  for (let q = 0; q < SAMPLE; q++) {
    const expected = plain(q);
    for (let j = 0; j < expected.length; j++) {
      furthest = Math.max(furthest, Math.abs(expected[j] - answers[q * expected.length + j]));
    }
  }
  const [mine, theirs]: number[][] = [[], []];
  for (let turn = 0; turn < TURNS; turn++) {
    mine.push(processorMilliseconds(ours) / QUERIES);
    theirs.push(processorMilliseconds(() => Array.from({ length: SAMPLE }, (_, q) => plain(q))) / SAMPLE);
  }
  const [a, b] = [median(mine), median(theirs)];
  return `| ${[name, loop, a.toPrecision(3), b.toPrecision(3), (b / a).toFixed(1), furthest.toExponential(0)].join(" | ")} |`;
}

export function recallTable(only: string): void {
  console.log(
    "| recall | plain loop | ours, ms a query | loop, ms a query | ratio | largest difference |\n| --- | --- | ---: | ---: | ---: | ---: |",
  );
  const rows: readonly (() => Row[])[] = [
    recallRows,
    () => [retrievalRow(1000, 4096, "spins", 0.05, "one pattern counts")],
    () => [retrievalRow(1000, 4096, "real", 1 / 64, "attention, all count")],
    () => [retrievalRow(10_000, 256, "spins", 1, "one pattern counts")],
    () => [retrievalRow(10_000, 256, "real", 1 / 16, "attention, all count")],
  ];
  for (const make of rows) {
    for (const row of make()) if (row.name.includes(only)) console.log(measure(row));
  }
  console.log(`\n${QUERIES} queries in a batch, ${SAMPLE} of the loop; medians of ${TURNS} turns of processor time.`);
}
