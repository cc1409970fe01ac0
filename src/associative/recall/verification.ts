/**
 * What `verify` keeps: every accepted move, or step of all variables at once, with a Lyapunov function recomputed by somebody who knows
 * only the memory and the state. Counts moves, rises and false claims, and words the first of them.
 */
import { stateDigest } from "../../model/index.ts";
import type { MonitorReport } from "../../run/monitor.ts";
import type { RecallVerification } from "./types.ts";

/** Relative rounding allowed between two ways of summing the same energy. */
const ROUNDING = 1e-9;

/** A recomputed Lyapunov function. */
export interface Recomputed {
  readonly value: number;
  /** Sum of the magnitudes that make it up, against which rounding is measured; 0 where all of them are whole numbers. */
  readonly size: number;
}

export interface Verifier {
  /** A cue begins. `claimed` is what the dynamics believes. */
  started(cue: number, recomputed: Recomputed, claimed: number): void;
  /** A move was accepted; `state` is the state after it. */
  moved(recomputed: Recomputed, claimed: number, state: ArrayLike<number>): void;
  /** Takes over what the run's own monitor found on one cue. */
  absorb(cue: number, report: MonitorReport): void;
  report(): RecallVerification;
}

export function createVerifier(): Verifier {
  const counts = { moves: 0, rises: 0, mismatches: 0 };
  let first: string | null = null;
  let cueNow = 0;
  let moveNow = 0;
  let previous = Number.NaN;
  const say = (what: string, state: ArrayLike<number>): void => {
    first ??= `cue ${cueNow + 1}, move ${moveNow}: ${what} (state ${signsDigest(state)})`;
  };
  const compare = ({ value, size }: Recomputed, claimed: number, state: ArrayLike<number>): void => {
    if (Math.abs(value - claimed) <= ROUNDING * size) return;
    counts.mismatches++;
    say(`the dynamics reports ${claimed}, recomputed ${value}`, state);
  };
  return {
    started(cue, recomputed, claimed) {
      cueNow = cue;
      moveNow = 0;
      compare(recomputed, claimed, []);
      previous = recomputed.value;
    },
    moved(recomputed, claimed, state) {
      counts.moves++;
      moveNow++;
      const { value, size } = recomputed;
      if (!(value <= previous + ROUNDING * size)) {
        counts.rises++;
        say(`the Lyapunov function rose by ${value - previous} to ${value}`, state);
      }
      compare(recomputed, claimed, state);
      previous = value;
    },
    absorb(cue, report) {
      counts.moves += report.moves + report.flowSteps;
      counts.rises += report.rises + report.flowRises;
      counts.mismatches += report.mismatches;
      if (report.first !== null) first ??= `cue ${cue + 1}, ${report.first}`;
    },
    report: () => ({ ...counts, first }),
  };
}

/** Digest of the signs of a state, graded or not; zeros count as they are. */
function signsDigest(state: ArrayLike<number>): string {
  return stateDigest({ kind: "plain", values: Int8Array.from(state, (value) => Math.sign(value)) });
}
