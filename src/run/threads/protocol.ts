/**
 * What a run and its threads say to each other. A thread is given a model, then episodes of it, one at a time; it streams the
 * steps that may matter and closes with a report. Everything is plain data, so it survives postMessage.
 */
import type { ErrorCode } from "../../errors.ts";
import type { State } from "../../model/types.ts";
import type { Episode, EpisodeReport } from "../../solver.ts";
import type { MonitorReport } from "../monitor.ts";

/** A buffer of packModel, shared where the host allows that. */
export type PackedModel = ArrayBuffer | SharedArrayBuffer;

/** A step that may become the incumbent: number `at` of its batch. */
export interface FoundStep {
  readonly at: number;
  readonly energy: number;
  readonly state: State;
}

/** Some steps of an episode in their order: the work of each, and the energies and states of those that may matter. */
export interface Batch {
  readonly works: Float64Array;
  readonly found: readonly FoundStep[];
}

/** Energies that a step must go below to matter: of the lowest state known, and of the lowest valid one. */
export interface Floors {
  readonly lowest: number;
  readonly valid: number;
}

export interface Task {
  readonly job: number;
  readonly episode: Episode;
  /** The episode may end at the first step that reaches so much work, because the run then ends. */
  readonly budget: number;
  /** Report the work of every step, not only of those that may matter: a limit of work ends the run at an exact step. */
  readonly everyStep: boolean;
  readonly floors: Floors;
  /** One 32-bit integer that is not 0 once the episode is to stop; null where memory cannot be shared. */
  readonly flag: SharedArrayBuffer | null;
}

export type ToThread =
  | { readonly kind: "model"; readonly packed: PackedModel; readonly memoryLimit: number; readonly verify: boolean }
  | { readonly kind: "forget" }
  | { readonly kind: "run"; readonly task: Task }
  /** Answers a batch. */
  | { readonly kind: "heard"; readonly job: number; readonly floors: Floors }
  | { readonly kind: "stop"; readonly job: number };

export type FromThread =
  | { readonly kind: "batch"; readonly job: number; readonly batch: Batch }
  | { readonly kind: "ended"; readonly job: number; readonly report: ThreadReport }
  | { readonly kind: "failed"; readonly job: number; readonly failure: Failure };

/** The part of an EpisodeReport that the thread knows. */
export interface ThreadReport extends Pick<EpisodeReport, "energy" | "state" | "work" | "verdict"> {
  /** Null unless the run verifies. */
  readonly verification: MonitorReport | null;
}

/** An error of the solver, which would come again. */
export interface Failure {
  readonly message: string;
  /** Null for errors that are not groundstate's own. */
  readonly code: ErrorCode | null;
  readonly hint: string | null;
}
