/** What a learning rule is: patterns in, symmetric couplings with zero diagonal out. */
import type { TSchema } from "typebox";
import type { Kernels } from "../../kernels/types.ts";
import type { Findings } from "../../solver.ts";
import type { Patterns } from "../patterns.ts";

/** Couplings that a rule has made, and what it found. */
export interface Learned {
  /** W, row-major size x size, symmetric, zero diagonal. */
  readonly weights: Float64Array;
  /** What the rule found besides, JSON-ready: loops, last error, rank ... */
  readonly findings: Findings;
}

/** How far a rule has come. */
export interface LearningProgress {
  /** 0 .. 1. */
  readonly share: number;
  readonly note: string;
}

/** What a rule may use. */
export interface LearningContext {
  readonly kernels: Kernels;
  /** Bytes that the rule may allocate. */
  readonly memoryLimit: number;
}

/** How patterns become couplings: a generator in slices, without a clock. */
export interface LearningRule<O extends object = object> {
  readonly id: string;
  readonly title: string;
  /** One paragraph: the formula, what it can store, when to choose it. */
  readonly summary: string;
  readonly sources: readonly string[];
  readonly optionsSchema: TSchema;
  readonly defaults: O;
  /** Yields after slices of work; deterministic. @throws {MemoryError} */
  learn(patterns: Patterns, options: O, context: LearningContext): Generator<LearningProgress, Learned, void>;
}
