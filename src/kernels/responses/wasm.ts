/** Responses in WebAssembly: where a call that gives a double costs no memory. Same bits as the reference. */
import { responsesModule } from "../generated/responses.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import { createResponses } from "./reference.ts";
import type { Responses } from "./types.ts";

interface Exports {
  respondAll(spins: number, steepness: number, u: number, out: number, n: number): void;
  entropyOf(spins: number, v: number, n: number): number;
  divergenceOf(spins: number, steepness: number, v: number, u: number, n: number): number;
}

/** Neurons below which making a memory takes longer than the work. */
const FEWEST = 64;

/** @throws {MemoryError} */
export function createWasmResponses(n: number, memoryLimit: number): Responses {
  if (n < FEWEST) return createResponses(n);
  const arena = createArena();
  const valueRegion = arena.reserve(Float64Array, n);
  const inputRegion = arena.reserve(Float64Array, n);
  const { exports, view } = instantiate<Exports>(responsesModule, arena, `responses of ${n} neurons`, memoryLimit);
  const [values, inputs] = [view(valueRegion), view(inputRegion)];
  const spins = (low: -1 | 0) => (low === -1 ? 1 : 0);
  return {
    respond({ low, steepness }, u, out) {
      inputs.set(u);
      exports.respondAll(spins(low), steepness, inputRegion.offset, valueRegion.offset, n);
      out.set(values);
    },
    entropy({ low }, v) {
      values.set(v);
      return exports.entropyOf(spins(low), valueRegion.offset, n);
    },
    divergence({ low, steepness }, v, u) {
      values.set(v);
      inputs.set(u);
      return exports.divergenceOf(spins(low), steepness, valueRegion.offset, inputRegion.offset, n);
    },
  };
}
