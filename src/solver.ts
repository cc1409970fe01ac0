/**
 * What a solver is to the rest of the system: a synchronous generator that owns no clock, signal, console, file or thread.
 * It yields a live view after each slice of work (at most about a millisecond for the driver's limits to be kept); the driver
 * copies what it wants to keep. A solver lives in solvers/<id>/ and is registered by one line in solvers/index.ts.
 */
import type { TSchema } from "typebox";
import type { Kernels } from "./kernels/types.ts";
import { productCost, squaredSum, structureOf } from "./model/index.ts";
import type { EnergyModel, State, Structure } from "./model/types.ts";
import type { Random } from "./random.ts";

/**
 * A live view: `state` may be overwritten after the generator resumes. `energy` is the energy of `state` in this model.
 */
export interface Step {
  /** Flips tried since the start, or the stated equivalent. Never falls. */
  readonly work: number;
  readonly energy: number;
  readonly state: State;
  /** What the verdict would report as findings if the search ended here; asked for when a limit ends it. */
  readonly findings?: () => Findings;
}

/**
 * How a search ended by itself.
 * optimal: a certificate that no state has lower energy (`proof` says which).
 * local-minimum: no move of the solver's neighbourhood lowers the energy.
 * exhausted: the schedule, the restarts or the iteration budget given by the options ran out.
 */
export interface Verdict {
  readonly status: "optimal" | "local-minimum" | "exhausted";
  readonly proof?: string;
  /** What the solver found besides the best state: all ground states, spectrum, k best states, rejected steps ... JSON-ready. */
  readonly findings?: Findings;
}

/** What a solver found besides the best state, ready for JSON. */
export type Findings = { readonly [name: string]: unknown };

/** Told of every accepted move when the run asks for verification. Costs nothing when null. */
export interface Monitor {
  /** A flip or compound flip was accepted: the state after it and the energy that the solver believes it has. */
  moved(state: State, energy: number): void;
  /** A search starts anew from this state (restart, perturbation): the chain of moves begins again. */
  started(state: State, energy: number): void;
  /** An integrator accepted a step of a flow: activities v (length n), and the Lyapunov value the solver believes. */
  flowed(activity: Float64Array, lyapunov: number, law: FlowLaw): void;
}

/**
 * Which Lyapunov function belongs to a flow (MATH: dynamics), the model's offset left out:
 * L = -1/2 v'Wv - b'v + (1 / (resistance * gain)) sum_i G(v_i), with G(v) = ((1 - low) / k) (p ln p + (1 - p) ln(1 - p) + ln 2),
 * p = (v - low) / (1 - low), low = -1 for spins and 0 for bits, k = 2 for tanh and 1 for logistic. Resistance 1 for the lecture
 * form, Infinity for a circuit without leak.
 */
export interface FlowLaw {
  readonly activation: "tanh" | "logistic";
  readonly gain: number;
  readonly resistance: number;
  /** False from the first step of a new trajectory or after the gain changed: no descent is claimed across the change. */
  readonly continues: boolean;
}

/** What a search may use: it has no other randomness, memory or way to speak. */
export interface SearchContext {
  readonly random: Random;
  readonly kernels: Kernels;
  readonly monitor: Monitor | null;
  /** Where to start, or null for the solver's own choice. The solver copies it. */
  readonly start: State | null;
  /** Activities to start from (length n, inside the closed range), for solvers of graded variables: goes before `start`. The solver copies them. */
  readonly activity?: Float64Array;
  /** Good states found by others, best first; for solvers that combine some. The solver copies them. */
  readonly elites?: readonly State[];
  /** Bytes that the solver may allocate. @see MemoryError */
  readonly memoryLimit: number;
}

/** Why a solver cannot take a model, and the id of one that can. */
export interface Refusal {
  readonly reason: string;
  readonly instead: string;
}

/** A way to minimise energies, with options O. */
export interface Solver<O extends object = object> {
  readonly id: string;
  readonly title: string;
  /** One paragraph: how it works, when to choose it. */
  readonly summary: string;
  readonly sources: readonly string[];
  readonly optionsSchema: TSchema;
  readonly defaults: O;
  /** Options that make it go on until it is stopped, for runs with a limit. The defaults alone always end. */
  readonly endless?: Partial<O>;
  /** Promises, checked by the laws. descent: no accepted move raises the energy. exact: ends `optimal` when let run. */
  readonly guarantees: ReadonlySet<"descent" | "exact">;
  refuses(model: EnergyModel, options: O): Refusal | null;
  search(model: EnergyModel, options: O, context: SearchContext): Generator<Step, Verdict, void>;
  /** For solvers that are themselves a sequence of episodes: how to run it on several threads. `search` gives the same bits. */
  plan?(model: EnergyModel, options: O, seed: number, start: State | null): EpisodePlan;
}

/** One bounded piece of search by one solver. */
export interface Episode {
  /** Id of the solver. */
  readonly solver: string;
  /** Merged over the solver's defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly start: State | null;
  /** Good states, best first, for solvers that combine some. */
  readonly elites: readonly State[];
  /** The episode ends at the first step that reaches so much work; null: when the solver ends. */
  readonly work: number | null;
}

export interface EpisodeReport {
  readonly index: number;
  readonly episode: Episode;
  /** Of the best state that was shown; Infinity and null when none was. */
  readonly energy: number;
  readonly state: State | null;
  /** Work of this episode alone. */
  readonly work: number;
  /** The solver's verdict, or null when the episode's work ended it. */
  readonly verdict: Verdict | null;
}

/** Decides episodes by what is known so far. Deterministic. @see LAG in episodes.ts */
export interface EpisodePlan {
  /** Asked for index 0, 1, 2 ... once each, after the reports 0 .. index - LAG. Null: there are no more. */
  next(index: number): Episode | null;
  /** Called in order of index. */
  commit(report: EpisodeReport): void;
  /** What the plan did and why, of the committed episodes; JSON-ready. */
  findings(): Findings;
}

/** Bits that follow, a bit that others follow from. */
const FOLLOWERS = 0.25;

/** The solver for a model of this structure, for refusals and for `auto`. */
export function usualSolver(
  model: EnergyModel,
):
  | "permutation"
  | "kernighan-lin"
  | "disjunctive"
  | "packing"
  | "potts"
  | "row-weighting"
  | "tree-exchange"
  | "polynomial"
  | "differencing"
  | "annealing" {
  if (structureOf(model, "permutation") !== null) return "permutation";
  if (structureOf(model, "balance") !== null) return "kernighan-lin";
  if (structureOf(model, "packing") !== null) return "packing";
  if (structureOf(model, "tree") !== null) return "tree-exchange";
  if (structureOf(model, "inequalities") !== null) return "row-weighting";
  if (structureOf(model, "schedule") !== null) return "disjunctive";
  const polynomial = structureOf(model, "polynomial");
  // Where few bits follow from others, their couplings are searched faster, by more solvers.
  if (polynomial !== null && model.n >= (1 + FOLLOWERS) * polynomial.items.length) return "polynomial";
  const labels = structureOf(model, "one-hot");
  if (labels === null) return squaredSum(model) === null ? "annealing" : "differencing";
  // Where most variables are on their own, moves over groups say little; where groups have no penalty, single flips would leave them.
  const mostly = 2 * labels.groups * labels.size >= model.n;
  return mostly || !labels.penalised ? "potts" : "annealing";
}

/** Multiplications: a product with the couplings that takes longer than about a tenth of a second would make a search deaf to limits. */
const LONGEST_PRODUCT = 5e7;

/**
 * For solvers of free single flips: they leave a structure, so the energy must punish that, and they need products with all
 * couplings. Null when both are fine.
 */
export function refuseSingleFlips(model: EnergyModel): Refusal | null {
  const instead = usualSolver(model);
  const open = model.structure.find((structure) => !structure.penalised);
  if (open !== undefined) {
    const reason = `single flips leave the ${open.kind} structure of this model, and its energy has no penalty for that`;
    return { reason, instead };
  }
  const cost = productCost(model.couplings);
  if (cost <= LONGEST_PRODUCT || instead === "annealing") return null;
  const reason = `with ${model.n} variables, one look at all couplings takes ${cost.toPrecision(2)} multiplications`;
  return { reason, instead };
}

/**
 * For solvers whose moves stay inside the structures that `keeps` names: of all others they may leave, so the energy must punish that.
 * @param instead for the refusal, the usual solver unless another is meant
 */
export function refuseOpenStructures(
  model: EnergyModel,
  keeps: (structure: Structure) => boolean,
  instead: Refusal["instead"] = usualSolver(model),
): Refusal | null {
  const open = model.structure.find((structure) => !structure.penalised && !keeps(structure));
  if (open === undefined) return null;
  return { reason: `its moves leave the ${open.kind} structure, and this energy has no penalty for that`, instead };
}

/** Keeps the types of a solver's options while giving it to code that handles any solver. */
export function defineSolver<O extends object>(solver: Solver<O>): Solver<O> {
  return solver;
}
