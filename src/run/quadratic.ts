/** An energy model as the plain quadratic record that file formats print: minimise, each pair once. */
import { formatBytes, GroundstateError, MemoryError } from "../errors.ts";
import type { PairBlock, QuadraticRecord } from "../formats/records.ts";
import { addBiases, couplingEntries, type RowReader, rowReader, toBiasArray, toCsr, toDomain } from "../model/index.ts";
import type { Domain, EnergyModel, Labels } from "../model/types.ts";

/**
 * E = offset + sum linear_i z_i + sum value z_i z_j over bits or spins. O(stored couplings) memory.
 * @throws {MemoryError} with the figure before anything is materialised
 */
export function quadraticRecord(
  model: EnergyModel,
  domain: Domain,
  name: string,
  memoryLimit: number,
): QuadraticRecord {
  const converted = toDomain(model, domain);
  const csr = toCsr(converted, memoryLimit);
  const linear = toBiasArray(converted, memoryLimit);
  for (let i = 0; i < linear.length; i++) linear[i] = linear[i] === 0 ? 0 : -linear[i];
  const pairs = csr.column.length / 2;
  const from = new Int32Array(pairs);
  const to = new Int32Array(pairs);
  const value = new Float64Array(pairs);
  let used = 0;
  for (let i = 0; i < csr.n; i++) {
    for (let k = csr.rowStart[i]; k < csr.rowStart[i + 1]; k++) {
      if (csr.column[k] <= i) continue;
      from[used] = i;
      to[used] = csr.column[k];
      value[used++] = -csr.values[k];
    }
  }
  return {
    kind: "quadratic",
    name,
    domain,
    sense: "min",
    n: model.n,
    linear,
    from,
    to,
    value,
    offset: converted.offset,
    labels: labelList(model.labels),
  };
}

/** Pairs that a file may hold: 20 GB of text and more beyond. */
const MOST_PAIRS = 1e9;
/** Pairs of a block, about. */
const BLOCK = 4096;

/**
 * The same record with pairs that are made row by row while they are printed: O(n) memory, so that models print that could not be held.
 * @throws {MemoryError} when n variables take more than `memoryLimit` bytes
 * @throws {GroundstateError} "invalid-options" with the figure when there are more pairs than a file can sensibly hold
 */
export function quadraticStream(
  model: EnergyModel,
  domain: Domain,
  name: string,
  memoryLimit: number,
): QuadraticRecord {
  const bytes = (48 + 64) * model.n; // biases, a row, names
  if (bytes > memoryLimit) {
    const what = `writing a model of ${model.n} variables as ${domain}s`;
    throw new MemoryError(what, bytes, memoryLimit, "Raise the memory limit.");
  }
  const most = couplingEntries(model.couplings) / 2;
  if (most > MOST_PAIRS) {
    throw new GroundstateError(
      "invalid-options",
      `a model of ${model.n} variables with about ${most.toPrecision(2)} pairs would make a file of about ${formatBytes(20 * most)}, above ${MOST_PAIRS.toPrecision(1)} pairs`,
      { hint: "Encode a smaller instance; groundstate solve takes this one as it is." },
    );
  }
  const converted = toDomain(model, domain);
  const linear = new Float64Array(model.n);
  addBiases(converted.biases, -1, linear);
  const reader = rowReader(converted.couplings);
  let count = 0;
  for (let i = 0; i < model.n; i++) count += reader.count(i);
  return {
    kind: "quadratic",
    name,
    domain,
    sense: "min",
    n: model.n,
    linear,
    from: new Int32Array(0),
    to: new Int32Array(0),
    value: new Float64Array(0),
    offset: converted.offset,
    labels: labelList(model.labels),
    stream: { count, blocks: () => rowBlocks(model.n, reader) },
  };
}

function* rowBlocks(n: number, reader: RowReader): Generator<PairBlock, void, void> {
  const room = BLOCK + n;
  const [from, to, value] = [new Int32Array(room), new Int32Array(room), new Float64Array(room)];
  let used = 0;
  for (let i = 0; i < n; i++) {
    const length = reader.read(i);
    from.fill(i, used, used + length);
    to.set(reader.column.subarray(0, length), used);
    for (let k = 0; k < length; k++) value[used + k] = -reader.values[k];
    used += length;
    if (used < BLOCK && i + 1 < n) continue;
    yield { from: from.subarray(0, used), to: to.subarray(0, used), value: value.subarray(0, used) };
    used = 0;
  }
}

function labelList(labels: Labels | undefined): readonly string[] | null {
  if (labels === undefined) return null;
  if (labels.kind === "list") return labels.names;
  return labels.rows.flatMap((row) => labels.columns.map((column) => `${row},${column}`));
}
