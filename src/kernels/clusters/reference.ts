/** Cluster exchange in plain TypeScript: the oracle of the kernel, draw by draw, and the fallback. */
import { MemoryError } from "../../errors.ts";
import { createLaneGenerator } from "../replicas/generator.ts";
import { half, minusLog } from "../replicas/logarithm.ts";
import type { SpinSystem } from "../system.ts";
import type { Clusters, ClustersRequest } from "./types.ts";

/** States, marks and a stack. */
const BYTES_PER_SPIN = 7;

/** -1 when the mirror image of `first` is nearer to `second` and as good, else 1. */
export function nearerSign(first: Int8Array, second: Int8Array, biased: boolean): 1 | -1 {
  if (biased) return 1;
  let overlap = 0;
  for (let i = 0; i < first.length; i++) overlap += first[i] * second[i];
  return overlap < 0 ? -1 : 1;
}

/** @throws {MemoryError} */
export function createReferenceClusters(system: SpinSystem, { random, memoryLimit }: ClustersRequest): Clusters {
  const { n, rowStart, column, weight, bias, unit } = system;
  const bytes = BYTES_PER_SPIN * n;
  if (bytes > memoryLimit)
    throw new MemoryError(`exchanging clusters of ${n} spins`, bytes, memoryLimit, "Raise the memory limit.");
  const biased = bias.some((value) => value !== 0);
  const [first, second] = [new Int8Array(n), new Int8Array(n)];
  const mark = new Uint8Array(n);
  const stack = new Int32Array(n);
  const generator = createLaneGenerator(random);
  const count = { components: 0, moved: 0 };

  /** The change of the second state, in units, when the component of `origin` flips; the component is in stack[0 .. size). */
  function collect(origin: number): { change: number; size: number } {
    stack[0] = origin;
    mark[origin] = 2;
    let size = 1;
    let change = 0;
    for (let at = 0; at < size; at++) {
      const site = stack[at];
      let field = bias[site];
      for (let k = rowStart[site]; k < rowStart[site + 1]; k++) {
        const neighbour = column[k];
        if (mark[neighbour] === 0) field += weight[k] * second[neighbour];
        else if (mark[neighbour] === 1) {
          mark[neighbour] = 2;
          stack[size++] = neighbour;
        }
      }
      change += field * second[site];
    }
    return { change, size };
  }
  function accepts(exponent: number): boolean {
    if (exponent < 0) return true;
    generator.next();
    return exponent === 0 ? generator.words[0] < 0 : minusLog(half(generator.words[0])) > exponent;
  }
  return {
    first,
    second,
    exchange(rate) {
      const sign = nearerSign(first, second, biased);
      for (let i = 0; i < n; i++) mark[i] = first[i] === sign * second[i] ? 0 : 1;
      count.components = 0;
      count.moved = 0;
      for (let i = 0; i < n; i++) {
        if (mark[i] !== 1) continue;
        const { change, size } = collect(i);
        count.components++;
        if (!accepts(change === 0 ? 0 : rate * unit * 2 * change)) continue;
        count.moved++;
        for (let k = 0; k < size; k++) {
          first[stack[k]] = -first[stack[k]];
          second[stack[k]] = -second[stack[k]];
        }
      }
      return count;
    },
  };
}
