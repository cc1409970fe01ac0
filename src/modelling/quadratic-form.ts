/**
 * Quadratic functions stated directly, offset + sum_i linear_i z_i + sum_{i<j} q_ij z_i z_j, as an energy model:
 * W = -q, b = -linear, c = offset for a minimum, the other signs for a maximum. Also their file records. O(n + m).
 */
import type { QuadraticRecord } from "../formats/records.ts";
import { csrFromEdges, type Domain, type EnergyModel, isIntegerModel, noBiases } from "../model/index.ts";
import { type Coupling, checkTotal, type PairComplaint, pairColumns, requireGraphMemory } from "./graph.ts";

/** What an instance states; each pair at most once, indices below n. */
export interface QuadraticForm {
  readonly n: number;
  readonly domain: Domain;
  readonly sense: "min" | "max";
  readonly pairs: readonly Coupling[];
  /** Length n, or absent when all are 0. */
  readonly linear: readonly number[] | undefined;
  readonly offset: number;
  readonly labels: readonly string[] | undefined;
}

const BYTES_PER_VARIABLE = 20; // row starts and their copy, biases, state

/** The energy model whose minimum is the optimum. @throws {MemoryError} before anything too large is made */
export function quadraticModel(form: QuadraticForm): EnergyModel {
  const { n, domain, pairs, linear, labels } = form;
  requireGraphMemory(n, pairs.length, BYTES_PER_VARIABLE);
  // Differences from 0 rather than products with -1: JSON has no -0.
  const toField = form.sense === "min" ? (v: number) => 0 - v : (v: number) => v;
  const { from, to, weight } = pairColumns(pairs);
  const energy = {
    couplings: csrFromEdges(n, from, to, weight.map(toField)),
    biases:
      linear === undefined ? noBiases(n) : ({ kind: "dense", n, values: Float64Array.from(linear, toField) } as const),
    offset: form.sense === "min" ? form.offset : 0 - form.offset,
  };
  const named = labels === undefined ? {} : { labels: { kind: "list", names: labels } as const };
  return { n, domain, ...energy, ...named, structure: [], integer: isIntegerModel(energy) };
}

/** Complaints about a list of linear terms: one for each variable, and a total that stays finite. */
export function checkLinear(n: number, linear: readonly number[] | undefined, path: string): PairComplaint[] {
  if (linear === undefined) return [];
  if (linear.length !== n) return [{ path, found: `${linear.length} numbers`, expected: `${n}, one each` }];
  return checkTotal(
    linear.reduce((sum, value) => sum + Math.abs(value), 0),
    path,
  );
}

/** The variables that are 1, by name if they have names, else by index; at most 20, then their number. */
export function tellChosen(values: readonly number[], labels: readonly string[] | undefined): string {
  const chosen: string[] = [];
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== 1) continue;
    if (count++ < 20) chosen.push(labels === undefined ? String(i) : labels[i]);
  }
  if (count === 0) return "no variable is 1";
  const more = count > chosen.length ? `, and ${count - chosen.length} more` : "";
  return `1: ${chosen.join(", ")}${more}`;
}

/** Name, pairs, linear terms (absent when all are 0), offset (absent when 0) and labels of a file record. */
export function formOf(record: QuadraticRecord, name: string | undefined) {
  const pairs: Coupling[] = Array.from(record.from, (i, e) => [i, record.to[e], record.value[e]]);
  const title = name ?? record.name ?? undefined;
  return {
    pairs,
    ...(title === undefined ? {} : { name: title }),
    ...(record.linear.some((value) => value !== 0) ? { linear: Array.from(record.linear) } : {}),
    ...(record.offset === 0 ? {} : { offset: record.offset }),
    ...(record.labels === null ? {} : { labels: [...record.labels] }),
  };
}

/** The record that quadratic formats write. */
export function quadraticRecord(form: QuadraticForm, name: string | undefined): QuadraticRecord {
  const { n, domain, sense, pairs, linear, offset, labels } = form;
  const { from, to, weight } = pairColumns(pairs);
  return {
    kind: "quadratic",
    name: name ?? null,
    domain,
    sense,
    n,
    linear: linear === undefined ? new Float64Array(n) : Float64Array.from(linear),
    from,
    to,
    value: weight,
    offset,
    labels: labels ?? null,
  };
}
