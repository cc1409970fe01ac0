/** What the landscape can be asked, and the checks of it. */
import { formatBytes, GroundstateError, MemoryError } from "../errors.ts";
import type { EnergyModel, State } from "../model/types.ts";
import type { LandscapeDynamics } from "./types.ts";

const DYNAMICS = ["random", "cyclic", "greedy", "synchronous"] as const satisfies readonly LandscapeDynamics[];

/** What to survey, and by which dynamics. */
export interface LandscapeOptions {
  /** Default random. */
  readonly dynamics?: LandscapeDynamics;
  /** A state whose fate is asked for. */
  readonly from?: State;
  /** Basins in the tree, default 1000: all are found and counted, those beyond are left out. */
  readonly keep?: number;
  /** Which basins to keep: those of lowest energy (the default), or of the highest escape barrier. */
  readonly prefer?: "lowest" | "deepest";
  /** Energies that differ by at most this much count as equal. Default 0; what rounding makes is always allowed for. */
  readonly tolerance?: number;
  /**
   * States in the transition graph: the lowest ones, or with `from` those downhill from it that are most probably visited. Default 0: no
   * graph; at most 65,536.
   */
  readonly transitions?: number;
  /** What a state is called in the graph. Default: its values, as "+-+" or "101". */
  readonly label?: (values: Int8Array) => string;
  /** Bytes, default 2 GB. */
  readonly memoryLimit?: number;
}

/** All 2^n states are kept: the next variable would need a gigabyte. */
const MOST_VARIABLES = 24;
/** At the highest point with few basins: order, ranks, labels, probabilities (see the passes). */
const BYTES_PER_STATE = 32;

/** @throws {GroundstateError} "invalid-options" */
export function checkLandscapeOptions(options: LandscapeOptions): void {
  const refuse = (name: string, value: unknown, expected: string): never => {
    throw new GroundstateError("invalid-options", `${name} is ${String(value)}, expected ${expected}`);
  };
  const { dynamics = "random", keep = 1, prefer = "lowest", tolerance = 0, transitions = 0, memoryLimit } = options;
  if (!DYNAMICS.includes(dynamics)) refuse("dynamics", dynamics, DYNAMICS.join(", "));
  if (prefer !== "lowest" && prefer !== "deepest") refuse("prefer", prefer, "lowest or deepest");
  if (!(Number.isSafeInteger(keep) && keep >= 1)) refuse("keep", keep, "a positive integer");
  if (!(Number.isSafeInteger(transitions) && transitions >= 0))
    refuse("transitions", transitions, "0 or a number of states");
  if (!(Number.isFinite(tolerance) && tolerance >= 0)) refuse("tolerance", tolerance, "0 or a positive energy");
  if (memoryLimit !== undefined && !(memoryLimit > 0)) refuse("memoryLimit", memoryLimit, "a positive number of bytes");
}

/** @throws {GroundstateError} "unsupported-model"; {MemoryError} */
export function checkLandscapeModel({ n, structure }: EnergyModel, memoryLimit: number): void {
  const hint =
    "groundstate minima lists the minima of up to 40 variables, groundstate solve finds good states of any number.";
  const bytes = BYTES_PER_STATE * 2 ** n;
  if (n > MOST_VARIABLES) {
    const needs = n < 60 ? `, about ${formatBytes(bytes)}` : "";
    const message = `the landscape of ${n} variables has 2^${n} states${needs}; it is limited to ${MOST_VARIABLES} variables`;
    throw new GroundstateError("unsupported-model", message, { hint });
  }
  if (bytes > memoryLimit) throw new MemoryError(`the landscape of ${n} variables`, bytes, memoryLimit, hint);
  const open = structure.find(({ penalised }) => !penalised);
  if (open !== undefined) {
    const message = `a single flip leaves the ${open.kind} structure of this model, and its energy has no penalty for that: its landscape means nothing`;
    throw new GroundstateError("unsupported-model", message, { hint: "Use an encoding with penalties." });
  }
}
