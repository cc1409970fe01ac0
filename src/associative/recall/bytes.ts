/** Asked before memory is taken. */
import { formatBytes, MemoryError } from "../../errors.ts";

/** @throws {MemoryError} when `bytes` exceed the limit */
export function requireBytes(bytes: number, memoryLimit: number, what: string): void {
  if (bytes <= memoryLimit) return;
  const hint = `Raise the memory limit to ${formatBytes(1.1 * bytes)}, or give fewer cues or smaller patterns.`;
  throw new MemoryError(what, bytes, memoryLimit, hint);
}
