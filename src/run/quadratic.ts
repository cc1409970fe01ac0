/** An energy model as the plain quadratic record that file formats print: minimise, each pair once. */
import type { QuadraticRecord } from "../formats/records.ts";
import { toBiasArray, toCsr, toDomain } from "../model/index.ts";
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

function labelList(labels: Labels | undefined): readonly string[] | null {
  if (labels === undefined) return null;
  if (labels.kind === "list") return labels.names;
  return labels.rows.flatMap((row) => labels.columns.map((column) => `${row},${column}`));
}
