/** One chain by colours in plain TypeScript: decides 16 variables together, flips them one after the other. */
import { MemoryError } from "../../errors.ts";
import type { SpinSystem } from "../system.ts";
import { colouredReplicas } from "./coloured.ts";
import { BLOCK, type Colouring, colourVariables } from "./colouring.ts";
import { decideBytes } from "./decide.ts";
import type { LaneGenerator } from "./generator.ts";
import type { Replicas, ReplicasRequest } from "./types.ts";

/** Spin, field, mark. */
const BYTES = 6;

/** @throws {MemoryError} */
export function createColouredReference(system: SpinSystem, request: ReplicasRequest): readonly Replicas[] {
  const colouring = colourVariables(system);
  const count = request.batches ?? 1;
  const bytes = colouring.order.length * BYTES * count;
  if (bytes > request.memoryLimit) {
    const what = `annealing ${count} states of ${system.n} spins`;
    throw new MemoryError(what, bytes, request.memoryLimit, "Raise the memory limit.");
  }
  return Array.from({ length: count }, () => {
    const chain = createChain(system, colouring);
    return colouredReplicas(system, colouring, chain, request.random);
  });
}

function createChain({ rowStart, column, weight, unit }: SpinSystem, { order, place }: Colouring) {
  const spins = new Int8Array(order.length);
  const fields = new Int32Array(order.length);
  const live = new Int8Array(order.length);
  let generator: LaneGenerator;
  function flip(position: number): void {
    const i = order[position];
    spins[position] = -spins[position];
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) fields[place[column[k]]] += 2 * spins[position] * weight[k];
  }
  return {
    ...({ form: "reference-coloured", up: 1, spins, fields, live } as const),
    seed(made: LaneGenerator) {
      generator = made;
    },
    sweep(beta: number, from: number, to: number) {
      const rule = decideBytes(beta * unit);
      let flips = 0;
      for (let block = from; block < to; block += BLOCK) {
        if (!rule.decide(spins, fields, block, generator)) continue;
        for (let lane = 0; lane < BLOCK; lane++) {
          if (rule.flip[lane] === 0 || live[block + lane] === 0) continue;
          flip(block + lane);
          flips++;
        }
      }
      return flips;
    },
  };
}
