/** Random instances: whole, real, with ties, with and without initial setups and processing times; and typical ones for users. O(n^2). */
import { refuseLargeMatrix } from "../../src/modelling/sample-matrix.ts";
import type { Random } from "../../src/random.ts";
import type { SequencingInstance } from "./schema.ts";

export function sampleSequencing(random: Random, size: number): SequencingInstance {
  const n = Math.max(1, Math.floor(size));
  const draw = [() => random.below(4), () => random.below(1000), () => 5 * random.uniform()][random.below(3)];
  const list = () => Array.from({ length: n }, draw);
  return {
    problem: "sequencing",
    ...(random.below(3) === 0 ? { names: list().map((_, job) => `batch ${job + 1}`) } : {}),
    setups: Array.from({ length: n }, list),
    ...(random.below(2) === 0 ? { initial: list() } : {}),
    ...(random.below(2) === 0 ? { processing: list() } : {}),
  };
}

/** Processing times from 50 to 150 and setup times from 5 to 45 minutes, say, both uniform. */
export function generateSequencing(random: Random, size: number): SequencingInstance {
  refuseLargeMatrix(size);
  const setup = () => 5 + random.below(41);
  const setups = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? 0 : setup())),
  );
  const initial = Array.from({ length: size }, setup);
  const processing = Array.from({ length: size }, () => 50 + random.below(101));
  return { problem: "sequencing", name: `uniform-${size}`, setups, initial, processing };
}
