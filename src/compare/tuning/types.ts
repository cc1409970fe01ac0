/** What a tuning is told, what it asks for on its way, and what comes out. JSON-ready but for the instances. */
import type { Analysis } from "../analysis.ts";
import type { Budget } from "../record.ts";
import type { RunRequest, Study, Subject } from "../study.ts";
import type { Reference } from "../targets.ts";
import type { Parameter } from "./parameters.ts";

export interface TuningStudy extends Pick<Study, "budget" | "encoding" | "prove"> {
  readonly solver: string;
  /** Over the solver's defaults, the same for all: what the tuned options are compared with. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly parameters: readonly Parameter[];
  readonly training: readonly Subject[];
  /** Instances for the test; none: the test is on the training instances with other seeds. */
  readonly test: readonly Subject[];
  /** Of the race. */
  readonly runs: number;
  /** Seeds of the test. */
  readonly testSeeds: number;
  /** Of the draws and of the first run; the test has the seeds after those of the race. */
  readonly seed: number;
  /** What success in the test is measured by. */
  readonly reference?: Reference;
  readonly within?: number;
}

/** Runs wanted before the tuning can go on. */
export interface Batch {
  readonly phase: "race" | "test";
  readonly requests: readonly RunRequest[];
  /** Candidates still in the race, or compared by the test. */
  readonly alive: readonly string[];
  readonly iteration: number;
}

export interface Setting {
  readonly entrant: string;
  /** What is not as by default. */
  readonly options: Readonly<Record<string, unknown>>;
}

export interface RaceReport {
  readonly candidates: number;
  readonly blocks: number;
  readonly runs: number;
  /** Survivors with their mean rank over all blocks of the race, the best first. */
  readonly left: readonly (Setting & { readonly meanRank: number })[];
}

export interface Tuning {
  readonly format: "groundstate-tuning";
  readonly formatVersion: 1;
  readonly version: string;
  readonly solver: string;
  readonly budget: Budget;
  readonly seed: number;
  readonly parameters: readonly Parameter[];
  readonly training: readonly string[];
  readonly test: readonly string[];
  /** What the test runs had that the race did not see. */
  readonly testedOn: "other instances" | "other seeds";
  readonly candidates: number;
  /** Runs of all races. */
  readonly runs: number;
  readonly races: readonly RaceReport[];
  readonly usual: Setting;
  readonly winner: Setting;
  /** Null where the usual options won the race themselves. */
  readonly analysis: Analysis | null;
  /** What the test shows: `better` and `worse` at one thing and not the other way at the other. */
  readonly verdict: "usual won" | "better" | "worse" | "no difference" | "mixed";
  /** The winner where it is better, else the usual options. */
  readonly recommended: Setting;
}
