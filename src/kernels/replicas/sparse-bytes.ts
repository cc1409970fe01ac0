/** Sparse replicas whose fields fit a byte: 16 of them in one vector (assembly/sparse-bytes.ts). */
import { sparseBytesModule } from "../generated/sparse-bytes.ts";
import type { SpinSystem } from "../system.ts";
import { createArena, type Instance, instantiate, type Region } from "../wasm/arena.ts";
import { acceptanceTable, TABLE_BYTES } from "./acceptance.ts";
import { BYTE_REACH, type Form, LANES, thresholds } from "./form.ts";
import { createHubs } from "./hubs.ts";
import { type LaneBatch, lanePattern, laneReplicas } from "./lane-kernel.ts";
import { groupedRows } from "./rows.ts";
import type { Replicas, ReplicasRequest } from "./types.ts";

type Sweep = (
  spins: number,
  fields: number,
  hubs: number,
  starts: number,
  couplings: number,
  table: number,
  rows: number,
  generator: number,
  from: number,
  to: number,
) => number;

interface Exports {
  descend: Sweep;
  sweepCold: Sweep;
  sweepHot: Sweep;
  sweepHubs(
    spins: number,
    fields: number,
    hubs: number,
    starts: number,
    couplings: number,
    flips: number,
    generator: number,
    scale: number,
    hopeless: number,
    first: number,
    from: number,
    to: number,
  ): number;
  refresh(
    spins: number,
    fields: number,
    starts: number,
    couplings: number,
    biases: number,
    hubSpins: number,
    nobody: number,
    from: number,
    to: number,
  ): void;
  addEnergies(spins: number, fields: number, biases: number, sums: number, from: number, to: number): void;
  exchange(one: number, other: number, mask: number, bytes: number): void;
}

/** @throws {MemoryError} */
export function createByteReplicas(system: SpinSystem, form: Form, request: ReplicasRequest): readonly Replicas[] {
  const { n } = system;
  const { order, hubs } = form;
  const rows = groupedRows(system, form);
  const count = request.batches ?? 1;
  const arena = createArena();
  const shared = {
    starts: arena.reserve(Uint32Array, n + 1),
    entries: arena.reserve(Int32Array, rows.entries.length),
    biases: arena.reserve(Int8Array, n),
    sums: arena.reserve(Int32Array, LANES),
    scratch: arena.reserve(Int8Array, 64),
  };
  // One variable more, which takes the changes that fill groups up.
  const size = Math.ceil((n + 1) / 4) * 4 * LANES;
  const batches = Array.from({ length: count }, () => ({
    spins: arena.reserve(Int8Array, size),
    fields: arena.reserve(Int8Array, size),
    hubs: arena.reserve(Int32Array, hubs * LANES),
    table: arena.reserve(Uint8Array, TABLE_BYTES),
    generator: arena.reserve(Int32Array, 16),
  }));
  const what = `annealing ${LANES * count} replicas of ${n} spins`;
  const instance = instantiate<Exports>(sparseBytesModule, arena, what, request.memoryLimit);
  instance.view(shared.starts).set(rows.starts);
  instance.view(shared.entries).set(rows.entries);
  // Those of hubs do not fit and are not read.
  instance.view(shared.biases).set(order.map((i) => system.bias[i]));
  return batches.map((regions) => {
    const batch = createBatch(system, form, instance, shared, regions);
    return laneReplicas(system, { form: "sparse-bytes", unit: system.unit, order }, batch, request.random);
  });
}

interface Shared {
  readonly starts: Region<Uint32Array>;
  readonly entries: Region<Int32Array>;
  readonly biases: Region<Int8Array>;
  readonly sums: Region<Int32Array>;
  readonly scratch: Region<Int8Array>;
}

interface Regions {
  readonly spins: Region<Int8Array>;
  readonly fields: Region<Int8Array>;
  readonly hubs: Region<Int32Array>;
  readonly table: Region<Uint8Array>;
  readonly generator: Region<Int32Array>;
}

function createBatch(
  system: SpinSystem,
  form: Form,
  instance: Instance<Exports>,
  { starts, entries, biases, sums, scratch }: Shared,
  regions: Regions,
): LaneBatch {
  const { exports } = instance;
  const { n, unit } = system;
  const firstHub = n - form.hubs;
  const address = { spins: regions.spins.offset, fields: regions.fields.offset, hubs: regions.hubs.offset };
  const state = [address.spins, address.fields, address.hubs, starts.offset, entries.offset] as const;
  const generator = regions.generator.offset;
  const spins = instance.view(regions.spins);
  const fields = instance.view(regions.fields);
  const tableView = instance.view(regions.table);
  const sumView = instance.view(sums);
  const hubs = createHubs(system, form, spins, instance.view(regions.hubs));
  let tableBeta = Number.NaN;
  let rows = 0;

  function sweepBytes(beta: number, from: number, to: number): number {
    if (beta !== tableBeta && beta !== Number.POSITIVE_INFINITY) {
      const made = acceptanceTable(2 * beta * unit, BYTE_REACH);
      tableView.set(made.bytes);
      rows = made.rows;
      tableBeta = beta;
    }
    const { descend, sweepCold, sweepHot } = exports;
    const run = beta === Number.POSITIVE_INFINITY ? descend : rows === 1 ? sweepCold : sweepHot;
    return run(...state, regions.table.offset, rows, generator, from, to);
  }
  function sweepHubs(beta: number, from: number, to: number): number {
    const { scale, hopeless } = thresholds(beta, unit, true);
    return exports.sweepHubs(...state, scratch.offset, generator, scale, hopeless, firstHub, from, to);
  }
  return {
    address,
    spins,
    generator: instance.view(regions.generator),
    sweep(beta, from, to) {
      const flips = from < firstHub ? sweepBytes(beta, from, Math.min(to, firstHub)) : 0;
      return to <= firstHub ? flips : flips + sweepHubs(beta, Math.max(0, from - firstHub), to - firstHub);
    },
    refresh(from, to) {
      const hubSpins = address.spins + LANES * firstHub;
      const [, , , rowStarts, couplings] = state;
      const end = Math.min(to, firstHub);
      exports.refresh(
        address.spins,
        address.fields,
        rowStarts,
        couplings,
        biases.offset,
        hubSpins,
        LANES * n,
        from,
        end,
      );
      for (let position = Math.max(from, firstHub); position < to; position++) hubs.refresh(position);
    },
    addEnergies(into, from, to) {
      sumView.fill(0);
      exports.addEnergies(address.spins, address.fields, biases.offset, sums.offset, from, Math.min(to, firstHub));
      for (let lane = 0; lane < LANES; lane++) into[lane] += sumView[lane];
      for (let position = Math.max(from, firstHub); position < to; position++) hubs.addEnergies(into, position);
    },
    exchange({ address: other }, mask) {
      const pattern = instance.view(scratch);
      pattern.set(lanePattern(mask, 1));
      exports.exchange(address.spins, other.spins, scratch.offset, spins.length);
      exports.exchange(address.fields, other.fields, scratch.offset, fields.length);
      pattern.set(lanePattern(mask, 4));
      exports.exchange(address.hubs, other.hubs, scratch.offset, 4 * LANES * form.hubs);
    },
  };
}
