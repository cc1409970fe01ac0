/**
 * The continuous-time Hopfield network (Hopfield 1984; Hopfield & Tank 1985): analogue activities follow an ordinary differential
 * equation down a Lyapunov function, are rounded, and come to rest by single flips.
 * O(product W v) per evaluation of the derivative, O(n) memory besides the model.
 */
import { GroundstateError, MemoryError } from "../../src/errors.ts";
import type { Responses } from "../../src/kernels/responses/types.ts";
import type { Fields } from "../../src/kernels/types.ts";
import { estimate, expandState, type Product } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import type { Random } from "../../src/random.ts";
import { defineSolver, refuseSingleFlips, type SearchContext, type Step, type Verdict } from "../../src/solver.ts";
import { type Champion, createChampion, isLocalMinimum, watched } from "../hopfield/champion.ts";
import { descend } from "../hopfield/descent.ts";
import { newTally } from "../hopfield/flipper.ts";
import { createActivation } from "./activation.ts";
import { createFlow } from "./flow.ts";
import { type Nearest, nearestInside, nearestValues } from "./nearest.ts";
import { defaults, type HopfieldOdeOptions, optionsSchema } from "./options.ts";
import { createRounding, type Rounding } from "./rounding.ts";
import { fieldScale } from "./scale.ts";
import { type FlowTally, follow } from "./trajectory.ts";

export type { HopfieldOdeOptions } from "./options.ts";

/** Multiplications between two yields: about a millisecond. */
const SLICE = 300_000;
/** A rounded energy costs a product, so it is computed at most once in so many steps. */
const STEPS_PER_ROUNDING = 4;
/** Arrays of n doubles: two points, stages, rounding, signs. */
const ARRAYS = 24;
/** In units of 1 / field scale: v = 0 of a random symmetric network loses its stability at about 1/2 (tanh). */
const DEFAULT_GAIN = 10;
/** A ramp begins where the network is still undecided, and ends where tours of 30 cities are decided too; 10 times less left them open. */
const RAMP_FROM = 0.1;
const RAMP_TO = 100;
/** Time constants allowed per gain. Without a leak fields that almost cancel integrate slowly (tours of 5 to 8 cities: 200 to 700). */
const RESTING_TIME = 200;
const LEAKLESS_TIME = 1e5;
/** A given start becomes activities at this share of the range, or one minus it. */
const STARTING_SHARE = 0.9;

/** What the trajectories of one search share. */
interface Network {
  readonly model: EnergyModel;
  readonly options: HopfieldOdeOptions;
  readonly context: SearchContext;
  readonly product: Product;
  readonly responses: Responses;
  readonly scale: number;
  readonly rounding: Rounding;
  readonly nearest: Nearest;
  readonly tally: FlowTally;
  readonly champion: Champion;
}

function* search(
  model: EnergyModel,
  options: HopfieldOdeOptions,
  context: SearchContext,
): Generator<Step, Verdict, void> {
  checkCentre(model, options);
  requireDoubles(model, context.memoryLimit);
  const product = context.kernels.product(model.couplings, context.memoryLimit - memoryOf(model));
  const tally: FlowTally = { work: 0, steps: 0, rejectedSteps: 0, uphillSteps: 0, time: 0 };
  const responses = context.kernels.responses(model.n, context.memoryLimit);
  const rounding = createRounding(model, product);
  const scale = fieldScale(model, product);
  const champion = createChampion(model.n);
  const nearest = options.rounding === "structure" ? nearestInside(model) : nearestValues(model);
  const network: Network = { model, options, context, product, responses, scale, rounding, nearest, tally, champion };
  const flips = newTally();
  let fields: Fields | null = null;
  let converged = 0;
  let last: Outcome | null = null;
  for (let run = 0; run < options.starts; run++) {
    last = yield* flowToRest(network, run);
    if (last.converged) converged++;
    if (!options.descent) continue;
    if (fields === null) fields = context.kernels.fields(model, rounding.values);
    else fields.assign(rounding.values);
    if (context.monitor !== null) context.monitor.started({ kind: "plain", values: fields.values }, fields.energy);
    const before = tally.work - flips.work;
    const rule = { order: "permutation", ties: "keep" } as const;
    const descent = descend(model, fields, rule, context.random, context.monitor, flips);
    for (const step of watched(champion, descent, fields.values)) {
      yield { ...step, work: before + step.work };
    }
    tally.work = before + flips.work;
  }
  return {
    // A rounded state on the way may be lower than every end of a descent, and no minimum.
    status: fields !== null && isLocalMinimum(model, fields, champion) ? "local-minimum" : "exhausted",
    findings: {
      ...counts(tally),
      ...last,
      starts: options.starts,
      converged: converged === options.starts,
      flips: flips.flips,
    },
  };
}

function counts({ steps, rejectedSteps, uphillSteps, time }: FlowTally) {
  return { steps, rejectedSteps, uphillSteps, time };
}

/** How a trajectory ended: its last gain, L there, and how binary the activities were (1: all at the ends of the range). */
interface Outcome {
  readonly converged: boolean;
  readonly gain: number;
  readonly lyapunov: number;
  readonly saturation: number;
}

/** One start through all gains. Leaves the rounded end in `rounding`, and yields it last. */
function* flowToRest(network: Network, run: number): Generator<Step, Outcome, void> {
  const { model, options, context, product, responses, scale, rounding, nearest, tally, champion } = network;
  const activity = startingActivity(model, options, context, run);
  const resistance = options.resistance ?? Number.POSITIVE_INFINITY;
  const view = (): Step => {
    champion.show(rounding.energy, rounding.values);
    return { work: tally.work, energy: rounding.energy, state: { kind: "plain", values: rounding.values } };
  };
  const round = (v: Float64Array, how: Nearest = nearest): void => {
    if (rounding.update(v, how)) tally.work += model.n;
  };
  // A given start is shown as it is, inside the structure or not.
  round(activity, run === 0 && context.start !== null ? nearestValues(model) : nearest);
  yield view();
  let outcome: Outcome = { converged: false, gain: 0, lyapunov: 0, saturation: 0 };
  for (const gain of gains(options, scale)) {
    const activation = createActivation(options.activation, gain, model.domain);
    const flow = createFlow(model, product, activation, {
      form: options.form,
      resistance,
      fieldScale: scale,
      responses,
    });
    const start = flow.newPoint();
    if (outcome.gain !== 0) stir(activity, model, options.noise, context.random);
    flow.place(start, activity);
    const patience = options.form === "circuit" && options.resistance === null ? LEAKLESS_TIME : RESTING_TIME;
    const stop = { ...options, maxTime: options.maxTime ?? patience * flow.timeConstant };
    const trajectory = follow(flow, start, options.integrator, stop, context.monitor, tally);
    const cost = product.cost + 30 * model.n; // an exponential is worth tens of multiplications
    let roundedAt = tally.steps;
    let yieldedAt = tally.work;
    let result = trajectory.next();
    try {
      for (; !result.done; result = trajectory.next()) {
        if (((tally.work - yieldedAt) / model.n) * cost < SLICE) continue;
        if (tally.steps - roundedAt >= STEPS_PER_ROUNDING) {
          round(result.value.activity);
          roundedAt = tally.steps;
        }
        yieldedAt = tally.work;
        yield view();
      }
    } finally {
      trajectory.return({ point: start, converged: false });
    }
    const { point, converged } = result.value;
    activity.set(point.activity);
    keepInside(activity, model);
    outcome = {
      converged,
      gain,
      lyapunov: point.lyapunov,
      saturation: model.n === 0 ? 1 : responses.entropy(activation, point.activity) / (Math.LN2 * model.n),
    };
    round(point.activity);
    yield view();
  }
  return outcome;
}

/** The gains in order. Without a gain, the default multiple of 1 / (R * field scale): inputs u settle near R h. */
function gains(options: HopfieldOdeOptions, scale: number): readonly number[] {
  const resistance = options.form === "lecture" ? 1 : (options.resistance ?? 1);
  const gain = options.gain ?? DEFAULT_GAIN / (scale * resistance);
  if (options.ramp === "constant") return [gain];
  const from = options.gainFrom ?? gain * RAMP_FROM;
  const ratio = (options.gainTo ?? gain * RAMP_TO) / from;
  return Array.from({ length: options.stages }, (_, k) => from * ratio ** (k / (options.stages - 1)));
}

/** Activities strictly inside the range: the given ones or near the given state on the first run, else around the centre, plus noise. */
function startingActivity(
  model: EnergyModel,
  { centre, noise }: HopfieldOdeOptions,
  { start, activity: graded, random }: SearchContext,
  run: number,
): Float64Array {
  const low = model.domain === "spin" ? -1 : 0;
  const span = 1 - low;
  const exact = run === 0 ? graded : undefined;
  const given = run === 0 && start !== null ? expandState(model, start) : null;
  const activity = new Float64Array(model.n);
  for (let i = 0; i < model.n; i++) {
    const near = given === null ? (centre ?? (1 + low) / 2) : low + span * shareOf(given[i]);
    const around = exact === undefined ? near : exact[i];
    activity[i] = around + (noise === 0 ? 0 : (noise * span * (2 * random.uniform() - 1)) / 2);
  }
  keepInside(activity, model);
  return activity;
}

const shareOf = (value: number) => (value === 1 ? STARTING_SHARE : 1 - STARTING_SHARE);

/**
 * Moves each activity a little, in proportion to the distance to both ends: a point at rest that was stable at one gain may be unstable at
 * the next, and is left only if something pushes.
 */
function stir(activity: Float64Array, model: EnergyModel, noise: number, random: Random): void {
  if (noise === 0) return;
  const low = model.domain === "spin" ? -1 : 0;
  for (let i = 0; i < activity.length; i++) {
    const room = ((activity[i] - low) * (1 - activity[i])) / (1 - low);
    activity[i] += noise * room * (2 * random.uniform() - 1);
  }
}

/** Saturated activities come back from the very ends, where the inverse of the activation is infinite. */
function keepInside(activity: Float64Array, model: EnergyModel): void {
  const low = model.domain === "spin" ? -1 : 0;
  const margin = 1e-9 * (1 - low);
  for (let i = 0; i < activity.length; i++) activity[i] = Math.min(1 - margin, Math.max(low + margin, activity[i]));
}

function checkCentre(model: EnergyModel, { centre }: HopfieldOdeOptions): void {
  const low = model.domain === "spin" ? -1 : 0;
  if (centre === null || (centre > low && centre < 1)) return;
  throw new GroundstateError("invalid-options", `centre is ${centre}, expected a number between ${low} and 1`, {
    hint: `Activities of a model over ${model.domain}s lie between ${low} and 1. Use null for the middle.`,
  });
}

/** Bytes, without what a product keeps for speed. */
const memoryOf = (model: EnergyModel) => 8 * ARRAYS * model.n + estimate(model, "fields");

function requireDoubles(model: EnergyModel, limit: number): void {
  const bytes = memoryOf(model);
  if (bytes <= limit) return;
  throw new MemoryError(
    `a continuous network of ${model.n} variables`,
    bytes,
    limit,
    "Use a solver that keeps the structure of the model, or raise the memory limit.",
  );
}

export const hopfieldOde = defineSolver<HopfieldOdeOptions>({
  id: "hopfield-ode",
  title: "Continuous Hopfield network",
  summary:
    "Analogue neurons follow a differential equation (circuit or lecture form) down a Lyapunov function that is checked at every step; the end is rounded and comes to rest by single flips. Work counts n per evaluation of the derivative. " +
    "Choose it to study the dynamics, for Hopfield-Tank style experiments and as a smooth mean-field heuristic; with a geometric ramp of the gain it is deterministic annealing.",
  sources: [
    "Hopfield 1984, Neurons with graded response have collective computational properties like those of two-state neurons, PNAS 81",
    "Hopfield & Tank 1985, Neural computation of decisions in optimization problems, Biological Cybernetics 52",
    "Talavan & Yanez 2002, Parameter setting of the Hopfield network applied to TSP, Neural Networks 15",
    "Dormand & Prince 1980, A family of embedded Runge-Kutta formulae, Journal of Computational and Applied Mathematics 6",
  ],
  optionsSchema,
  defaults,
  guarantees: new Set(["descent"] as const),
  refuses: refuseSingleFlips,
  search,
});
