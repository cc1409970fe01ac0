/** Sparse replicas with 32-bit fields, whole or in single precision: 16 of them in four vectors (assembly/sparse-words.ts). */
import { sparseWordsModule } from "../generated/sparse-words.ts";
import type { SpinSystem } from "../system.ts";
import { createArena, type Instance, instantiate, type Region } from "../wasm/arena.ts";
import { type Form, kernelUnit, LANES, REFRESH, thresholds } from "./form.ts";
import { type LaneBatch, lanePattern, laneReplicas } from "./lane-kernel.ts";
import { pairedRows } from "./rows.ts";
import type { Replicas, ReplicasRequest } from "./types.ts";

type Sweep = (
  spins: number,
  fields: number,
  starts: number,
  couplings: number,
  changes: number,
  generator: number,
  scale: number,
  hopeless: number,
  from: number,
  to: number,
) => number;
type Refresh = (
  spins: number,
  fields: number,
  starts: number,
  couplings: number,
  biases: number,
  from: number,
  to: number,
) => void;
type AddEnergies = (spins: number, fields: number, biases: number, sums: number, from: number, to: number) => void;

interface Exports {
  sweepWhole: Sweep;
  sweepReal: Sweep;
  descendWhole: Sweep;
  descendReal: Sweep;
  refreshWhole: Refresh;
  refreshReal: Refresh;
  addEnergiesWhole: AddEnergies;
  addEnergiesReal: AddEnergies;
  exchange(one: number, other: number, mask: number, bytes: number): void;
}

/** @throws {MemoryError} */
export function createWordReplicas(system: SpinSystem, { order }: Form, request: ReplicasRequest): readonly Replicas[] {
  const { n, integer } = system;
  const unit = kernelUnit(system);
  const rows = pairedRows(system, 4 * LANES, integer ? null : unit);
  const count = request.batches ?? 1;
  const arena = createArena();
  const shared = {
    starts: arena.reserve(Uint32Array, n + 1),
    entries: arena.reserve(Int32Array, rows.entries.length),
    biases: integer ? arena.reserve(Int32Array, n) : arena.reserve(Float32Array, n),
    sums: arena.reserve(Float64Array, LANES),
    scratch: arena.reserve(Int8Array, 64),
  };
  const batches = Array.from({ length: count }, () => ({
    spins: arena.reserve(Int32Array, n * LANES),
    fields: integer ? arena.reserve(Int32Array, n * LANES) : arena.reserve(Float32Array, n * LANES),
    generator: arena.reserve(Int32Array, 16),
  }));
  const what = `annealing ${LANES * count} replicas of ${n} spins`;
  const instance = instantiate<Exports>(sparseWordsModule, arena, what, request.memoryLimit);
  instance.view(shared.starts).set(rows.starts);
  instance.view(shared.entries).set(rows.entries);
  const scale = integer ? 1 : 1 / unit;
  instance.view<Int32Array | Float32Array>(shared.biases).set(Array.from(system.bias, (b) => scale * b));
  return batches.map((regions) => {
    const batch = createBatch(unit, integer, instance, shared, regions);
    return laneReplicas(system, { form: integer ? "sparse-whole" : "sparse-real", unit, order }, batch, request.random);
  });
}

interface Shared {
  readonly starts: Region<Uint32Array>;
  readonly entries: Region<Int32Array>;
  readonly biases: Region<Int32Array> | Region<Float32Array>;
  readonly sums: Region<Float64Array>;
  readonly scratch: Region<Int8Array>;
}

interface Regions {
  readonly spins: Region<Int32Array>;
  readonly fields: Region<Int32Array> | Region<Float32Array>;
  readonly generator: Region<Int32Array>;
}

function createBatch(
  unit: number,
  whole: boolean,
  instance: Instance<Exports>,
  { starts, entries, biases, sums, scratch }: Shared,
  regions: Regions,
): LaneBatch {
  const { exports } = instance;
  const [spins, fields, generator] = [regions.spins.offset, regions.fields.offset, regions.generator.offset];
  const [propose, descend, recompute, add] = whole
    ? [exports.sweepWhole, exports.descendWhole, exports.refreshWhole, exports.addEnergiesWhole]
    : [exports.sweepReal, exports.descendReal, exports.refreshReal, exports.addEnergiesReal];
  const sumView = instance.view(sums);
  let sweeps = 0;
  function refresh(from: number, to: number): void {
    recompute(spins, fields, starts.offset, entries.offset, biases.offset, from, to);
  }
  return {
    address: { spins, fields, hubs: 0 },
    spins: instance.view(regions.spins),
    generator: instance.view(regions.generator),
    sweep(beta, from, to) {
      if (from === 0) sweeps++;
      if (!whole && sweeps % REFRESH === 0) refresh(from, to);
      const { scale, hopeless } = thresholds(beta, unit, whole);
      const run = beta === Number.POSITIVE_INFINITY ? descend : propose;
      return run(
        ...([spins, fields, starts.offset, entries.offset, scratch.offset, generator] as const),
        ...([scale, hopeless, from, to] as const),
      );
    },
    refresh,
    addEnergies(into, from, to) {
      sumView.set(into);
      add(spins, fields, biases.offset, sums.offset, from, to);
      into.set(sumView);
    },
    exchange({ address }, mask) {
      instance.view(scratch).set(lanePattern(mask, 4));
      exports.exchange(spins, address.spins, scratch.offset, 4 * regions.spins.length);
      exports.exchange(fields, address.fields, scratch.offset, 4 * regions.fields.length);
    },
  };
}
