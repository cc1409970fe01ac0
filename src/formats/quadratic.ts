/** What the quadratic formats share: entries `i j value` with i = j for linear terms, and the sense when printing. */
import { GroundstateError } from "../errors.ts";
import type { EdgeStore } from "./edges.ts";
import type { PairStream, QuadraticRecord } from "./records.ts";

export interface Terms {
  readonly linear: Float64Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly value: Float64Array;
}

/** Linear terms (i = j, length n) and pairs in reading order, these times `pairFactor`. O(n + m). */
export function termsOf(store: EdgeStore, n: number, pairFactor: 1 | 2): Terms {
  let pairs = 0;
  for (let e = 0; e < store.count; e++) if (store.from[e] !== store.to[e]) pairs++;
  const linear = new Float64Array(n);
  const terms = { linear, from: new Int32Array(pairs), to: new Int32Array(pairs), value: new Float64Array(pairs) };
  let pair = 0;
  for (let e = 0; e < store.count; e++) {
    if (store.from[e] === store.to[e]) {
      linear[store.from[e]] = store.value[e];
    } else {
      terms.from[pair] = store.from[e];
      terms.to[pair] = store.to[e];
      terms.value[pair++] = pairFactor * store.value[e];
    }
  }
  return terms;
}

/** Factor for every number when a format knows one sense only: -1 turns a record of the other sense, same meaning. */
export function senseFactor(record: QuadraticRecord, sense: "min" | "max"): 1 | -1 {
  return record.sense === sense ? 1 : -1;
}

/** @throws {GroundstateError} when the record's domain is not the one that the format can hold */
export function requireDomain(record: QuadraticRecord, domain: "bit" | "spin", id: string): void {
  if (record.domain === domain) return;
  throw new GroundstateError("format", `${id} holds ${domain}s, found a function of ${record.domain}s.`, {
    hint: `Use --format ${record.domain === "bit" ? "qubo-coo" : "ising-coo"} or --format bqm.`,
  });
}

/** The pairs of a record, held or not. */
export function pairsOf(record: QuadraticRecord): PairStream {
  return record.stream ?? { count: record.from.length, blocks: () => [record] };
}

/** One text a pair. */
export function* pairTexts(
  record: QuadraticRecord,
  text: (from: number, to: number, value: number) => string,
): Generator<string, void, void> {
  for (const { from, to, value } of pairsOf(record).blocks()) {
    let lines = "";
    for (let e = 0; e < from.length; e++) {
      lines += text(from[e], to[e], value[e]);
      if (e % 1024 < 1023) continue;
      yield lines;
      lines = "";
    }
    if (lines !== "") yield lines;
  }
}

/** Number of linear terms that are not zero. */
export function countLinear({ linear }: QuadraticRecord): number {
  let count = 0;
  for (const value of linear) if (value !== 0) count++;
  return count;
}

/** Lines `i i v` of the linear terms that are not zero; `base` is what the file counts from. */
export function* linearLines({ linear }: QuadraticRecord, factor: number, base: 0 | 1): Generator<string, void, void> {
  for (let i = 0; i < linear.length; i++) {
    if (linear[i] !== 0) yield `${i + base} ${i + base} ${factor * linear[i]}\n`;
  }
}
