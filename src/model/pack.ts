/**
 * A model in one transferable ArrayBuffer, and back: magic, length of a JSON skeleton, the skeleton (typed arrays replaced
 * by type, offset and length), then the arrays, each aligned to 8 bytes. Unpacked models are views into the buffer: no copy.
 */
import { GroundstateError } from "../errors.ts";
import type { EnergyModel } from "./types.ts";

const MAGIC = 0x31534747; // "GGS1", little endian
const HEADER = 8;

const ARRAY_TYPES = { Float64Array, Float32Array, Int32Array, Int16Array, Int8Array } as const;
type ArrayName = keyof typeof ARRAY_TYPES;
interface Slot {
  readonly $array: ArrayName;
  readonly at: number;
  readonly length: number;
}

/**
 * Copies everything once; the buffer belongs to the caller and may be transferred.
 * @param allocate where to, for example memory that several threads share
 */
export function packModel<B extends ArrayBuffer | SharedArrayBuffer = ArrayBuffer>(
  model: EnergyModel,
  allocate: (bytes: number) => B = (bytes) => new ArrayBuffer(bytes) as B,
): B {
  const arrays: { array: ArrayBufferView; at: number }[] = [];
  let size = 0;
  const skeleton = JSON.stringify(model, (_key, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value;
    const array = value as InstanceType<(typeof ARRAY_TYPES)[ArrayName]>;
    const slot: Slot = { $array: array.constructor.name as ArrayName, at: size, length: array.length };
    arrays.push({ array, at: size });
    size += Math.ceil(array.byteLength / 8) * 8;
    return slot;
  });
  const text = new TextEncoder().encode(skeleton);
  const base = align(HEADER + text.length);
  const buffer = allocate(base + size);
  const header = new DataView(buffer);
  header.setUint32(0, MAGIC, true);
  header.setUint32(4, text.length, true);
  new Uint8Array(buffer, HEADER, text.length).set(text);
  for (const { array, at } of arrays) {
    new Uint8Array(buffer, base + at, array.byteLength).set(
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
    );
  }
  return buffer;
}

/** The model that packModel wrote. @throws {GroundstateError} "model" when the buffer was not made by packModel. */
export function unpackModel(buffer: ArrayBuffer | SharedArrayBuffer): EnergyModel {
  const header = new DataView(buffer);
  if (buffer.byteLength < HEADER || header.getUint32(0, true) !== MAGIC) {
    throw new GroundstateError("model", "the buffer does not hold a packed model");
  }
  const length = header.getUint32(4, true);
  const base = align(HEADER + length);
  if (base > buffer.byteLength) throw new GroundstateError("model", "the buffer holds only a part of a packed model");
  const text = new TextDecoder().decode(new Uint8Array(buffer, HEADER, length).slice()); // browsers decode no shared memory
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== "object" || value === null || !("$array" in value)) return value;
    const slot = value as Slot;
    return new ARRAY_TYPES[slot.$array](buffer as ArrayBuffer, base + slot.at, slot.length);
  }) as EnergyModel;
}

const align = (bytes: number) => Math.ceil(bytes / 8) * 8;
