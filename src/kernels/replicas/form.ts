/** What the reference and its twins must agree on: the number type of a system, its scale, and the beginning states. */
import type { Random } from "../../random.ts";
import type { SpinSystem } from "../system.ts";
import { LARGEST_LOG } from "./logarithm.ts";

/** Replicas in a sparse batch: the bytes of a vector. */
export const LANES = 16;

/** bytes: whole numbers, fields within a byte but for few hubs. whole: 32-bit integers. real: single precision. */
export type NumberForm = "bytes" | "whole" | "real";

export interface Form {
  readonly numbers: NumberForm;
  /** Position -> variable: by index, hubs last. */
  readonly order: Int32Array;
  /** Variables whose fields exceed a byte, only in the form `bytes`. */
  readonly hubs: number;
}

/** Largest local field of a byte. */
export const BYTE_REACH = 127;
/** Hubs are slow: at most one variable in so many. */
const HUB_SHARE = 16;

/** O(couplings). */
export function formOf(system: SpinSystem): Form {
  const { n } = system;
  const order = Int32Array.from({ length: n }, (_, i) => i);
  if (!system.integer) return { numbers: "real", order, hubs: 0 };
  if (system.reach <= BYTE_REACH) return { numbers: "bytes", order, hubs: 0 };
  const isHub = Uint8Array.from(order, (i) => (reachOf(system, i) > BYTE_REACH ? 1 : 0));
  const hubs = isHub.reduce((sum, hub) => sum + hub, 0);
  if (hubs * HUB_SHARE > n) return { numbers: "whole", order, hubs: 0 };
  const sorted = [...order.filter((i) => isHub[i] === 0), ...order.filter((i) => isHub[i] === 1)];
  return { numbers: "bytes", order: Int32Array.from(sorted), hubs };
}

function reachOf({ rowStart, weight, bias }: SpinSystem, i: number): number {
  let sum = Math.abs(bias[i]);
  for (let k = rowStart[i]; k < rowStart[i + 1]; k++) sum += Math.abs(weight[k]);
  return sum;
}

/** The inverse of an order: variable -> position. */
export function placesOf(order: Int32Array): Int32Array {
  const place = new Int32Array(order.length);
  order.forEach((i, position) => {
    place[i] = position;
  });
  return place;
}

/** Energy of 1 in the kernel's numbers: the unit of integer systems, else the power of two above the reach, so that single precision cannot overflow. */
export function kernelUnit(system: SpinSystem): number {
  if (system.integer) return system.unit;
  let unit = 1;
  while (unit < system.reach) unit *= 2;
  while (unit / 2 >= system.reach && unit > 2 ** -1000) unit /= 2;
  return unit;
}

/** Sweeps after which fields in single precision are recomputed. */
export const REFRESH = 256;

/** Calls `set` with the variable and 16 random bits, one a replica. */
export function randomLanes(n: number, random: Random, set: (i: number, bits: number) => void): void {
  for (let i = 0; i < n; i += 2) {
    const word = random.uint32();
    set(i, word & 0xffff);
    if (i + 1 < n) set(i + 1, word >>> 16);
  }
}

/** The kernels take 0 for a descent, so the coldest temperatures must not round to it. */
const LEAST_SCALE = 2 ** -126;

/** scale and hopeless bound of a sweep by logarithms: x is accepted below scale * (-ln u), never from `hopeless` on. */
export function thresholds(beta: number, unit: number, whole: boolean) {
  const least = beta === Number.POSITIVE_INFINITY ? 0 : LEAST_SCALE;
  const scale = Math.max(least, Math.min(1e30, 1 / (2 * beta * unit)));
  const bound = LARGEST_LOG * scale;
  return { scale: Math.fround(scale), hopeless: whole ? Math.min(2 ** 30, Math.ceil(bound)) : Math.fround(bound) };
}
