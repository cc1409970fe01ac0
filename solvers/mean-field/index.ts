/**
 * Mean-field annealing (Peterson & Anderson 1987; Peterson & Soderberg 1989): activities follow the mean-field equations while the temperature
 * falls from the critical one, groups of one-hot variables as Potts spins; the end is rounded inside the structure and descends there.
 * A sweep costs O(stored couplings), less as the groups decide.
 */

import { exponential } from "../../src/kernels/exponential.ts";
import { hasGroups } from "../../src/kernels/groups.ts";
import type { Fields } from "../../src/kernels/types.ts";
import {
  couplingEntries,
  expandState,
  leaves,
  magnitudeBound,
  obeysStructure,
  requireMemory,
} from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import type { Random } from "../../src/random.ts";
import {
  defineSolver,
  type Refusal,
  refuseOpenStructures,
  type SearchContext,
  type Step,
  usualSolver,
  type Verdict,
} from "../../src/solver.ts";
import type { Activities } from "./activities.ts";
import { createActivities } from "./activities.ts";
import { descendInside } from "./descent.ts";
import { type Layout, layoutOf, randomValues, roundActivities } from "./layout.ts";
import { defaults, type MeanFieldOptions, optionsSchema } from "./options.ts";
import { criticalTemperature } from "./temperature.ts";

export type { MeanFieldOptions } from "./options.ts";

/** Couplings touched between two yields: about a millisecond. */
const SLICE = 200_000;
/** Couplings touched by one sweep at most: a tenth of a second and more. */
const LONGEST_SWEEP = 1e8;
/** Temperatures of the first anneal, and how many more each further one has. */
const GROWTH = 40;
/** From somewhat above the critical temperature to where all is decided; most anneals are, and end, long before. */
const HOTTEST = 1.2;
const LOG_RANGE = 5.7; // a factor of 300
const DECIDED = 0.9999;
/** At rest when no share moves by more than this in a sweep. */
const REST = 1e-3;
const REFRESH = 32;
/** A given start leans the activities this far towards itself. */
const LEAN = 0.2;

export const meanField = defineSolver<MeanFieldOptions>({
  id: "mean-field",
  title: "Mean-field annealing",
  summary:
    "Activities instead of states follow the mean-field equations as the temperature falls; one-hot groups and permutations are Potts spins " +
    "that cannot leave their structure. Rounded and let descend at the end. Choose it for labelling and partitioning models, as a smooth and " +
    "nearly deterministic heuristic, and as a baseline for assignment.",
  sources: [
    "Peterson & Anderson 1987, A mean field theory learning algorithm for neural networks, Complex Systems 1",
    "Peterson & Soderberg 1989, A new method for mapping optimization problems onto neural networks, International Journal of Neural Systems 1",
    "Gold & Rangarajan 1996, Softassign versus softmax: benchmarks in combinatorial optimization, NIPS 8",
  ],
  optionsSchema,
  defaults,
  endless: { anneals: null },
  guarantees: new Set(),
  refuses,
  search,
});

function refuses(model: EnergyModel): Refusal | null {
  const instead = usualSolver(model);
  const open = refuseOpenStructures(model, isGrouped);
  if (open !== null) return open;
  // Sums over groups cost nothing by themselves.
  const rest = leaves(model.couplings).filter((leaf) => !hasGroups(leaf));
  const entries = couplingEntries({ kind: "sum", n: model.n, terms: rest });
  if (entries <= LONGEST_SWEEP || instead === "annealing") return null;
  const reason = `with ${model.n} variables one sweep touches ${entries.toPrecision(2)} couplings`;
  return { reason, instead };
}

/** What the anneals of one search share. */
interface Annealer {
  readonly model: EnergyModel;
  readonly layout: Layout;
  readonly activities: Activities;
  readonly fields: Fields;
  readonly best: { readonly kind: "plain"; readonly values: Int8Array };
  energy: number;
  work: number;
}

/** The monitor is told of each better incumbent as of one compound move: activities are no states, so there are no moves in between. */
function* search(
  model: EnergyModel,
  options: MeanFieldOptions,
  context: SearchContext,
): Generator<Step, Verdict, void> {
  const { random, kernels, monitor, start, memoryLimit } = context;
  requireMemory(model, "fields", memoryLimit / 2, "Raise the memory limit.");
  const layout = layoutOf(model);
  const given = start !== null && obeysStructure({ ...model, structure: model.structure.filter(isGrouped) }, start);
  const initial = given ? expandState(model, start) : randomValues(layout, random);
  const fields = kernels.fields(model, initial);
  const best = { kind: "plain", values: initial } as const;
  const activities = createActivities(model, layout);
  const annealer: Annealer = { model, layout, activities, fields, best, energy: fields.energy, work: 0 };
  monitor?.started(best, annealer.energy);
  yield view(annealer);

  const product = kernels.product(model.couplings, memoryLimit / 2);
  const estimate = criticalTemperature(model, layout, product, random);
  let next = estimate.next();
  for (; next.done !== true; next = estimate.next()) {
    annealer.work += model.n;
    yield view(annealer);
  }
  const temperature = next.value;
  const anneals = options.anneals ?? (model.n === 0 ? 1 : Number.POSITIVE_INFINITY);
  for (let run = 0; run < anneals; run++) {
    const stream = random.split(run);
    activities.assign(startingActivities(layout, options.noise, stream, run === 0 && given ? initial : null));
    yield* anneal(annealer, temperature, options, GROWTH * (run + 1), stream);
    yield* settle(annealer);
    if (fields.energy < annealer.energy) {
      annealer.energy = fields.energy;
      best.values.set(fields.values);
      monitor?.moved(best, annealer.energy);
    }
    yield view(annealer);
  }
  return { status: "exhausted", findings: { criticalTemperature: temperature } };
}

const isGrouped = (structure: EnergyModel["structure"][number]) =>
  structure.kind === "permutation" || structure.kind === "one-hot";

const view = ({ work, energy, best }: Annealer): Step => ({ work, energy, state: best });

/** The middle of the range, with a little noise, leaning towards `towards` if given. */
function startingActivities(layout: Layout, noise: number, random: Random, towards: Int8Array | null): Float64Array {
  const { n, low, free, size } = layout;
  const v = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const middle = i < free ? 1 / size : (1 + low) / 2;
    v[i] = middle * (1 + (i < free ? noise * (2 * random.uniform() - 1) : 0));
    if (i >= free) v[i] += ((1 - low) / 2) * noise * (2 * random.uniform() - 1);
    if (towards !== null) v[i] += LEAN * (towards[i] - v[i]);
  }
  return v;
}

/** Temperatures fall geometrically; at each the units are updated in a new random order until they rest. Work: variables updated. */
function* anneal(
  annealer: Annealer,
  critical: number,
  { temperatures, sweeps }: MeanFieldOptions,
  grown: number,
  random: Random,
): Generator<Step, void, void> {
  const { layout, activities } = annealer;
  const count = temperatures ?? grown;
  const order = Int32Array.from({ length: layout.units }, (_, u) => u);
  const each = activities.cost / Math.max(1, layout.units);
  const wide = layout.groups === 0 ? 1 : layout.size;
  let spent = 0;
  let swept = 0;
  for (let k = 0; k < count; k++) {
    const beta = exponential((LOG_RANGE * k) / Math.max(1, count - 1)) / (HOTTEST * critical);
    for (let sweep = 0; sweep < sweeps; sweep++) {
      random.shuffle(order);
      let moved = 0;
      for (const u of order) {
        moved = Math.max(moved, activities.update(u, beta));
        annealer.work += u < layout.groups ? wide : 1;
        spent += each;
        if (spent < SLICE) continue;
        spent = 0;
        yield view(annealer);
      }
      activities.price(beta);
      if (++swept % REFRESH === 0) activities.refresh();
      if (moved < REST) break;
    }
    if (activities.saturation() > DECIDED) return;
  }
}

/** Rounds the activities into `fields` and lets them descend. */
function* settle(annealer: Annealer): Generator<Step, void, void> {
  const { model, layout, activities, fields } = annealer;
  const values = new Int8Array(model.n);
  roundActivities(layout, activities.v, values);
  fields.assign(values);
  const slack = model.integer ? 0 : 1e-13 * magnitudeBound(model);
  for (const tried of descendInside(model, layout, fields, slack)) {
    annealer.work += tried;
    yield view(annealer);
  }
  if (!model.integer) fields.refresh();
}
