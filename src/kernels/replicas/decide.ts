/** Which lanes of a variable flip: the two acceptance rules of the vector kernels, draw by draw. Part of the reference. */
import { acceptanceTable } from "./acceptance.ts";
import { BYTE_REACH, LANES, thresholds } from "./form.ts";
import type { LaneGenerator } from "./generator.ts";
import { half, LEVEL, minusLog } from "./logarithm.ts";

export interface LaneRule {
  /** 1 where the last decision was to flip. */
  readonly flip: Uint8Array;
  /** Decides for the lanes first .. first + 15; false when none flips. */
  decide(spins: Int8Array, fields: ArrayLike<number>, first: number, generator: LaneGenerator): boolean;
}

/** Downhill only, and no draws. */
function descent(): LaneRule {
  const flip = new Uint8Array(LANES);
  return {
    flip,
    decide(spins, fields, first) {
      for (let lane = 0; lane < LANES; lane++) flip[lane] = spins[first + lane] * fields[first + lane] < 0 ? 1 : 0;
      return flip.includes(1);
    },
  };
}

/**
 * By table: one draw gives each lane the byte that is compared with the leading byte of its probability; where a lane that is not
 * downhill meets a tie, two more draws give all lanes the other two bytes.
 */
export function decideBytes(scaledBeta: number): LaneRule {
  if (scaledBeta === Number.POSITIVE_INFINITY) return descent();
  const { bytes } = acceptanceTable(2 * scaledBeta, BYTE_REACH);
  const size = bytes.length / 3;
  const chance = (place: number, x: number) => (x < size ? bytes[place * size + x] : 0);
  const flip = new Uint8Array(LANES);
  const leading = new Uint8Array(LANES);
  const middle = new Uint8Array(LANES);
  return {
    flip,
    decide(spins, fields, first, generator) {
      generator.next();
      leading.set(generator.bytes);
      let tied = false;
      for (let lane = 0; lane < LANES; lane++) {
        const x = spins[first + lane] * fields[first + lane];
        flip[lane] = x < 0 || leading[lane] <= chance(0, x) ? 1 : 0;
        if (x >= 0 && leading[lane] === chance(0, x)) tied = true;
      }
      if (!tied) return flip.includes(1);
      generator.next();
      middle.set(generator.bytes);
      generator.next();
      for (let lane = 0; lane < LANES; lane++) {
        const x = spins[first + lane] * fields[first + lane];
        if (x < 0 || leading[lane] !== chance(0, x)) continue;
        const later = middle[lane] * 256 + generator.bytes[lane];
        flip[lane] = later < chance(1, x) * 256 + chance(2, x) ? 1 : 0;
      }
      return flip.includes(1);
    },
  };
}

/** By logarithm: x < scale * (-ln u); no draw for a variable all of whose lanes are hopeless, else four. */
export function decideWords(scaledBeta: number, whole: boolean): LaneRule {
  if (scaledBeta === Number.POSITIVE_INFINITY) return descent();
  const { scale, hopeless } = thresholds(scaledBeta, 1, whole);
  const flip = new Uint8Array(LANES);
  return {
    flip,
    decide(spins, fields, first, generator) {
      let near = false;
      for (let lane = 0; lane < LANES; lane++) if (spins[first + lane] * fields[first + lane] < hopeless) near = true;
      if (!near) return false;
      for (let lane = 0; lane < LANES; lane++) {
        if (lane % 4 === 0) generator.next();
        const x = Math.fround(spins[first + lane] * fields[first + lane]);
        const u = half(generator.words[lane % 4]);
        const accepted = x < 0 || x < Math.fround(minusLog(u) * scale);
        flip[lane] = (x === 0 ? u < LEVEL : accepted) ? 1 : 0;
      }
      return flip.includes(1);
    },
  };
}
