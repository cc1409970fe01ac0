/** All recall dynamics, one line each, and recall itself: a memory and cues in, what became of them out. */
import { GroundstateError } from "../../errors.ts";
import { loadKernels } from "../../kernels/load.ts";
import { DEFAULT_MEMORY_LIMIT } from "../../model/index.ts";
import { didYouMean } from "../../names.ts";
import { createRandom } from "../../random.ts";
import { mergeOptions } from "../../run/options.ts";
import { finish, runSlices } from "../../run/slices.ts";
import { judging, type Outcome } from "../outcome.ts";
import { cyclic } from "./cyclic.ts";
import { dense } from "./dense.ts";
import { graded } from "./graded.ts";
import { modern } from "./modern.ts";
import { ode } from "./ode.ts";
import { random } from "./random.ts";
import { synchronous } from "./synchronous.ts";
import type { Cues, Dynamics, Memory, RecallContext, Recalled } from "./types.ts";

/** All dynamics of recall. */
export const dynamics: readonly Dynamics[] = [
  cyclic,
  random,
  synchronous,
  graded,
  ode,
  modern,
  dense,
] as readonly Dynamics[];

/** The dynamics of that name. @throws {GroundstateError} "unknown-name" with the nearest known name */
export function dynamicsById(id: string): Dynamics {
  const found = dynamics.find((item) => item.id === id);
  if (found !== undefined) return found;
  const known = dynamics.map((item) => item.id);
  throw new GroundstateError("unknown-name", `no recall dynamics is called ${JSON.stringify(id)}`, {
    hint: `Expected ${didYouMean(id, known)}.`,
  });
}

/** How to recall. */
export interface RecallSettings extends Partial<Pick<RecallContext, "kernels" | "memoryLimit">> {
  /** An id or dynamics of your own. Left out: cyclic where the memory has couplings, else modern. */
  readonly dynamics?: string | Dynamics;
  /** Options of the dynamics; unknown names are errors. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Same seed, same bits. Default 1. */
  readonly seed?: number;
  /** Recompute the Lyapunov function after every move and report the first rise: slow. */
  readonly verify?: boolean;
  /** Overlap from which a memory counts as recalled. Default 0.95. */
  readonly threshold?: number;
}

/** Everything about a recall: trajectories, outcomes, and how it was made. */
export interface Recollection extends Recalled {
  /** Id of the dynamics. */
  readonly dynamics: string;
  /** Its options in force. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** One a cue. */
  readonly outcomes: readonly Outcome[];
}

const SETTINGS = ["dynamics", "options", "seed", "verify", "threshold", "kernels", "memoryLimit", "signal"];

/**
 * Recall in slices: yields the number of cues done after a few milliseconds of work.
 * @throws {GroundstateError} unknown-name, invalid-options, invalid-instance (cues that do not fit); {MemoryError}
 */
export function recalling(
  memory: Memory,
  cues: Cues,
  settings: RecallSettings = {},
): Generator<number, Recollection, void> {
  checkSettings(settings);
  checkCues(memory, cues);
  const named = settings.dynamics ?? (memory.weights === null ? "modern" : "cyclic");
  const chosen = typeof named === "string" ? dynamicsById(named) : named;
  const options = mergeOptions(chosen.defaults, settings.options, chosen.optionsSchema, `${chosen.id} options`);
  return recalled(memory, cues, chosen, options, settings);
}

function* recalled(
  memory: Memory,
  cues: Cues,
  chosen: Dynamics,
  options: Record<string, unknown>,
  { seed = 1, verify = false, threshold, kernels, memoryLimit }: RecallSettings,
): Generator<number, Recollection, void> {
  const result = yield* chosen.recall(memory, cues, options, {
    random: createRandom(seed),
    kernels: kernels ?? loadKernels(),
    memoryLimit: memoryLimit ?? DEFAULT_MEMORY_LIMIT,
    verify,
  });
  const outcomes = yield* judging(memory.patterns, cues, result.trajectories, threshold);
  return { dynamics: chosen.id, options, seed, ...result, outcomes };
}

/**
 * What a memory makes of cues: `recall(memory, cues, { dynamics: "synchronous" })`. Lets the host breathe.
 * @throws {GroundstateError} as `recalling`; the signal's reason when it aborts
 */
export async function recall(
  memory: Memory,
  cues: Cues,
  { signal, ...settings }: RecallSettings & { readonly signal?: AbortSignal } = {},
): Promise<Recollection> {
  const ended = await runSlices(recalling(memory, cues, settings), signal === undefined ? {} : { signal });
  if ("value" in ended) return ended.value;
  throw signal?.reason ?? new GroundstateError("invalid-options", "the signal aborted the recall");
}

/** The same in one stretch. */
export function recallSync(memory: Memory, cues: Cues, settings: RecallSettings = {}): Recollection {
  return finish(recalling(memory, cues, settings));
}

function checkSettings(settings: RecallSettings): void {
  const refuse = (name: string, value: unknown, expected: string): never => {
    throw new GroundstateError("invalid-options", `${name} is ${String(value)}, expected ${expected}`);
  };
  for (const name of Object.keys(settings)) {
    if (!SETTINGS.includes(name)) refuse(`option ${name}`, "unknown", didYouMean(name, SETTINGS));
  }
  const { seed = 1, threshold = 1, memoryLimit = 1 } = settings;
  if (!Number.isSafeInteger(seed)) refuse("seed", seed, "an integer");
  if (!(threshold > 0.5 && threshold <= 1)) refuse("threshold", threshold, "an overlap above 0.5, at most 1");
  if (!(memoryLimit > 0)) refuse("memoryLimit", memoryLimit, "a positive number of bytes");
}

function checkCues({ patterns }: Memory, { count, size, values }: Cues): void {
  const refuse = (place: string, found: unknown, expected: string): never => {
    throw new GroundstateError("invalid-instance", `${place} is ${String(found)}, expected ${expected}`);
  };
  if (size !== patterns.size) refuse("cues.size", size, `${patterns.size}, as the stored patterns have`);
  if (values.length !== count * size) refuse("cues.values.length", values.length, `${count} x ${size}`);
  const wrong = values.findIndex((value) => value < -1 || value > 1);
  if (wrong >= 0) refuse(`cues[${Math.floor(wrong / size)}][${wrong % size}]`, values[wrong], "-1, 0 or +1");
}
