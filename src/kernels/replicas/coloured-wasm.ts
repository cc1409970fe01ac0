/** One chain by colours in WebAssembly (assembly/coloured-bytes.ts). The batches of a request share rows and memory. */
import { colouredBytesModule } from "../generated/coloured-bytes.ts";
import type { SpinSystem } from "../system.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import { acceptanceTable, TABLE_BYTES } from "./acceptance.ts";
import { type ColouredChain, colouredReplicas } from "./coloured.ts";
import { type Colouring, colourVariables } from "./colouring.ts";
import { BYTE_REACH } from "./form.ts";
import type { Replicas, ReplicasRequest } from "./types.ts";

/** Positions of one call. */
const SLICE = 2 ** 16;

interface Exports {
  sweep(
    spins: number,
    fields: number,
    live: number,
    starts: number,
    couplings: number,
    table: number,
    rows: number,
    generator: number,
    from: number,
    to: number,
  ): number;
}

/** @throws {MemoryError} */
export function createColouredReplicas(system: SpinSystem, request: ReplicasRequest): readonly Replicas[] {
  const colouring = colourVariables(system);
  const positions = colouring.order.length;
  const count = request.batches ?? 1;
  const arena = createArena();
  const starts = arena.reserve(Uint32Array, positions + 1);
  const entries = arena.reserve(Uint32Array, system.column.length);
  const live = arena.reserve(Int8Array, positions);
  const batches = Array.from({ length: count }, () => ({
    spins: arena.reserve(Int8Array, positions),
    fields: arena.reserve(Int8Array, positions),
    table: arena.reserve(Uint8Array, TABLE_BYTES),
    generator: arena.reserve(Int32Array, 16),
  }));
  const what = `annealing ${count} states of ${system.n} spins`;
  const { exports, view } = instantiate<Exports>(colouredBytesModule, arena, what, request.memoryLimit);
  writeRows(system, colouring, view(starts), view(entries));
  return batches.map(({ spins, fields, table, generator }) => {
    const addresses = [spins.offset, fields.offset, live.offset, starts.offset, entries.offset, table.offset] as const;
    let rows = 0;
    let tableBeta = Number.NaN;
    const chain: ColouredChain = {
      ...({ form: "coloured-bytes", up: 0 } as const),
      ...{ spins: view(spins), fields: view(fields), live: view(live) },
      seed({ state }) {
        view(generator).set(state);
      },
      sweep(beta, from, to) {
        if (beta !== tableBeta) {
          const made = beta === Number.POSITIVE_INFINITY ? null : acceptanceTable(2 * beta * system.unit, BYTE_REACH);
          if (made !== null) view(table).set(made.bytes);
          rows = made?.rows ?? 0;
          tableBeta = beta;
        }
        let flips = 0;
        for (let at = from; at < to; at += SLICE) {
          flips += exports.sweep(...addresses, rows, generator.offset, at, Math.min(to, at + SLICE));
        }
        return flips;
      },
    };
    return colouredReplicas(system, colouring, chain, request.random);
  });
}

/** Rows by position; an entry is position << 8 | weight & 255. */
function writeRows(
  { rowStart, column, weight }: SpinSystem,
  { order, place }: Colouring,
  starts: Uint32Array,
  entries: Uint32Array,
): void {
  let at = 0;
  order.forEach((i, position) => {
    if (i >= 0) {
      for (let k = rowStart[i]; k < rowStart[i + 1]; k++) entries[at++] = (place[column[k]] << 8) | (weight[k] & 255);
    }
    starts[position + 1] = 4 * at;
  });
}
