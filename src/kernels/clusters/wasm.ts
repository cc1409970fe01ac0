/** Cluster exchange in WebAssembly: assembly/cluster-exchange. About 12 bytes a stored coupling and 23 a spin. */
import { clusterExchangeModule } from "../generated/cluster-exchange.ts";
import { createLaneGenerator } from "../replicas/generator.ts";
import type { SpinSystem } from "../system.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import { nearerSign } from "./reference.ts";
import type { Clusters, ClustersRequest } from "./types.ts";

interface Exports {
  exchangeClusters(n: number, ...rest: number[]): void;
}

/** @throws {MemoryError} */
export function createClusters(system: SpinSystem, { random, memoryLimit }: ClustersRequest): Clusters {
  const { n, unit } = system;
  const entries = system.rowStart[n];
  const arena = createArena();
  const rowStart = arena.reserve(Int32Array, n + 1);
  const column = arena.reserve(Int32Array, entries);
  const weight = arena.reserve(Float64Array, entries);
  const bias = arena.reserve(Float64Array, n);
  // Marked in whole vectors.
  const padded = Math.ceil(n / 16) * 16;
  const [firstRegion, secondRegion, mark] = [1, 2, 3].map(() => arena.reserve(Int8Array, padded));
  const stack = arena.reserve(Int32Array, n);
  const generator = arena.reserve(Int32Array, 16);
  const found = arena.reserve(Uint32Array, 2);
  const { exports, view } = instantiate<Exports>(
    clusterExchangeModule,
    arena,
    `exchanging clusters of ${n} spins`,
    memoryLimit,
  );
  view(rowStart).set(system.rowStart);
  view(column).set(system.column.subarray(0, entries));
  view(weight).set(system.weight);
  view(bias).set(system.bias);
  view(generator).set(createLaneGenerator(random).state);
  const biased = system.bias.some((value) => value !== 0);
  const [first, second] = [view(firstRegion).subarray(0, n), view(secondRegion).subarray(0, n)];
  const counts = view(found);
  const count = { components: 0, moved: 0 };
  const places = [rowStart, column, weight, bias, firstRegion, secondRegion, mark, stack, generator].map(
    ({ offset }) => offset,
  );
  return {
    first,
    second,
    exchange(rate) {
      exports.exchangeClusters(n, ...places, rate * unit, nearerSign(first, second, biased), found.offset);
      [count.components, count.moved] = counts;
      return count;
    },
  };
}
