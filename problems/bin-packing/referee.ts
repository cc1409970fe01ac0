/** Whether every bin holds what is in it, in exact decimals, straight from the instance: no encoding, no model. */
import type { Violation } from "../../src/problem.ts";
import { mostBins, packingOf } from "./bins.ts";
import type { BinPackingInstance, BinPackingSolution } from "./schema.ts";

const MOST_VIOLATIONS = 20;

export function verifyPacking(instance: BinPackingInstance, { bin }: BinPackingSolution): readonly Violation[] {
  const { sizes, capacity } = instance;
  if (bin.length !== sizes.length) {
    const message = `bin has ${bin.length} values, expected ${sizes.length}, one an item`;
    return [{ code: "wrong-length", message, amount: Math.abs(bin.length - sizes.length) }];
  }
  const { sizes: values, capacity: room, multiplier } = packingOf(instance);
  const loads = new Map<number, number>();
  for (const [item, own] of bin.entries()) loads.set(own, (loads.get(own) ?? 0) + values[item]);
  const violations: Violation[] = [];
  const most = mostBins(instance);
  if (loads.size > most) {
    const enough = instance.bins === undefined ? `${most} are enough by first fit decreasing` : `there are ${most}`;
    violations.push({
      code: "too-many-bins",
      message: `${loads.size} bins are used, and ${enough}`,
      amount: loads.size - most,
    });
  }
  for (const [own, load] of loads) {
    if (load <= room) continue;
    const amount = (load - room) / multiplier;
    const message = `bin ${own} holds ${load / multiplier}, ${amount} above the capacity of ${capacity}`;
    violations.push({ code: "overfull-bin", message, amount });
  }
  return violations.slice(0, MOST_VIOLATIONS);
}
