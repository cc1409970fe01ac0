/** Learning: patterns and a rule in, a memory out, whose couplings are an energy like any other. */
import { GroundstateError } from "../errors.ts";
import { loadKernels } from "../kernels/load.ts";
import { DEFAULT_MEMORY_LIMIT, isIntegerModel, noBiases } from "../model/index.ts";
import type { EnergyModel } from "../model/types.ts";
import { mergeOptions } from "../run/options.ts";
import { finish, runSlices } from "../run/slices.ts";
import type { Findings } from "../solver.ts";
import { ruleById } from "./learning/index.ts";
import type { LearningContext, LearningProgress, LearningRule } from "./learning/types.ts";
import type { Patterns } from "./patterns.ts";
import type { Memory } from "./recall/types.ts";

/** A memory whose couplings a rule has learned. */
export interface LearnedMemory extends Memory {
  readonly weights: Float64Array;
  readonly model: EnergyModel;
  /** Id of the rule. */
  readonly rule: string;
  /** The rule's options in force. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly findings: Findings;
}

/** What learning may use, and a signal to stop it. */
export interface LearnContext extends Partial<LearningContext> {
  readonly signal?: AbortSignal;
}

/** The energy -1/2 s'Ws over spins of learned couplings. Shares `weights`. */
export function learnedModel(weights: Float64Array, size: number): EnergyModel {
  const parts = {
    couplings: { kind: "dense", n: size, values: weights } as const,
    biases: noBiases(size),
    offset: 0,
  };
  return { n: size, domain: "spin", ...parts, structure: [], integer: isIntegerModel(parts) };
}

/** A memory that works on the patterns themselves, without couplings. */
export function memoryOf(patterns: Patterns): Memory {
  return { patterns, weights: null, model: null };
}

/**
 * Learning in slices: yields its progress after a few milliseconds of work at most.
 * @throws {GroundstateError} unknown-name, invalid-options; {MemoryError}
 */
export function learning(
  patterns: Patterns,
  rule: string | LearningRule = "hebb",
  options: Readonly<Record<string, unknown>> = {},
  context: Partial<LearningContext> = {},
): Generator<LearningProgress, LearnedMemory, void> {
  const chosen = typeof rule === "string" ? ruleById(rule) : rule;
  const merged = mergeOptions(chosen.defaults, options, chosen.optionsSchema, `${chosen.id} options`);
  return learned(patterns, chosen, merged, {
    kernels: context.kernels ?? loadKernels(),
    memoryLimit: context.memoryLimit ?? DEFAULT_MEMORY_LIMIT,
  });
}

function* learned(
  patterns: Patterns,
  rule: LearningRule,
  options: Record<string, unknown>,
  context: LearningContext,
): Generator<LearningProgress, LearnedMemory, void> {
  const { weights, findings } = yield* rule.learn(patterns, options, context);
  return { patterns, weights, model: learnedModel(weights, patterns.size), rule: rule.id, options, findings };
}

/**
 * The memory that a rule makes of patterns: `learn(patterns, "storkey")`. Lets the host breathe while it learns.
 * @throws {GroundstateError} unknown-name, invalid-options; {MemoryError}; the signal's reason when it aborts
 */
export async function learn(
  patterns: Patterns,
  rule: string | LearningRule = "hebb",
  options: Readonly<Record<string, unknown>> = {},
  { signal, ...context }: LearnContext = {},
): Promise<LearnedMemory> {
  const ended = await runSlices(learning(patterns, rule, options, context), signal === undefined ? {} : { signal });
  if ("value" in ended) return ended.value;
  throw signal?.reason ?? new GroundstateError("invalid-options", "the signal aborted the learning");
}

/** The same in one stretch. */
export function learnSync(
  patterns: Patterns,
  rule: string | LearningRule = "hebb",
  options: Readonly<Record<string, unknown>> = {},
  context: Partial<LearningContext> = {},
): LearnedMemory {
  return finish(learning(patterns, rule, options, context));
}
