/**
 * Search over vehicle routes of bounded load: slack induction by string removals (Christiaens & Vanden Berghe 2020) by the kernel, in
 * rounds of annealing that grow longer and hotter, each from the best routes so far, which are then polished route by route. The first
 * routes are those of Clarke & Wright. A monitor is told of every state that is shown. A kick is one removal and repair.
 */
import { MemoryError } from "../../../src/errors.ts";
import { whileYielding } from "../../../src/kernels/pauses.ts";
import type { RouteSession } from "../../../src/kernels/routes/types.ts";
import { type EnergyModel, energy, type State } from "../../../src/model/index.ts";
import type { SearchContext, Step, Verdict } from "../../../src/solver.ts";
import type { PermutationOptions } from "../options.ts";
import { selectRows } from "../tours/neighbours.ts";
import type { RouteForm } from "./form.ts";
import { givenRoutes, listOf, orderOf, packedRoutes, type Routes, routesOf } from "./lists.ts";
import { polishRoute } from "./polish.ts";
import { savingsRoutes } from "./start.ts";

/** Near customers of each: strings leave their routes, and places beside them are tried. */
const NEIGHBOURS = 100;

/**
 * Temperatures at which rounds begin, the first and the hottest, and end, as shares of the average cost of a step between nodes. Best of
 * ends at 0.01, 0.02, 0.03, 0.05 and 0.1 with beginnings at 0.1, 0.2, 0.3, 0.6 and 1, on generated instances of 100 to 400 customers.
 */
const FIRST_HEAT = 0.1;
const HOTTEST = 0.6;
const COLDEST = 0.03;

/**
 * Steps of the first round for each customer, and by how much rounds lengthen and begin hotter. Hot rounds of 1,000 steps a customer
 * from the first were as good in the end, and on 1,000 customers a percent behind until then; twofold growth was behind.
 */
const FIRST_ROUND = 200;
const GROWTH = 1.5;

/** Places evaluated between yields: about a millisecond. */
const SLICE = 40_000;

/** Costs computed between yields. */
const TABLE_SLICE = 60_000;

/** Bytes of the two tables of costs, here and in the kernel, for each pair of nodes; one-way costs have a third. */
const BYTES_PER_PAIR = 16;

type Order = State & { kind: "permutation" };

/** What is shown. */
interface Incumbent {
  readonly view: Order;
  energy: number;
  /** Whether its routes take all customers within their loads. */
  valid: boolean;
  /** Best cost of the session when it was last looked at. */
  seen: number;
}

export function* searchRoutes(
  model: EnergyModel,
  form: RouteForm,
  options: PermutationOptions,
  context: SearchContext,
): Generator<Step, Verdict, void> {
  const { customers: n, cost, symmetric, vehicles } = form;
  const given = givenRoutes(model, form, context.start);
  const packed = given ?? packedRoutes(form);
  const view: Order = { kind: "permutation", order: orderOf(form, packed.routes, packed.left) };
  const valid = packed.left.length === 0;
  const incumbent: Incumbent = { view, energy: energy(model, view), valid, seen: Number.POSITIVE_INFINITY };
  const initial: Step = { work: 0, energy: incumbent.energy, state: view };
  context.monitor?.started(view, initial.energy);
  yield initial;
  const bytes = BYTES_PER_PAIR * (n + 1) ** 2;
  if (bytes > context.memoryLimit) {
    throw new MemoryError(
      `a table of costs between ${n} customers`,
      bytes,
      context.memoryLimit,
      "Raise the memory limit.",
    );
  }
  const costs = yield* whileYielding(tableOf(form), initial);
  const between = (from: number, to: number) => costs[from * (n + 1) + to];
  const listing = selectRows(n, Math.min(NEIGHBOURS, n - 1), (i, j) => between(i + 1, j + 1) + between(j + 1, i + 1));
  const neighbours = neighbourRows(n, (yield* whileYielding(listing, initial)).city);
  const demands = Float64Array.from({ length: n + 1 }, (_, node) => (node === 0 ? 0 : form.loads.demands[node - 1]));
  const { capacity } = form.loads;
  const request = { customers: n, cost: between, symmetric, demands, capacity, neighbours };
  const savings =
    given === null ? yield* whileYielding(savingsRoutes(request), initial) : { length: Number.POSITIVE_INFINITY };
  const routes = Array.isArray(savings) && savings.length <= vehicles ? savings : packed.routes;
  const average = averageCost(routes, cost);
  const margin = model.integer ? 0 : 1e-11 * average;
  const { random, kernels, memoryLimit } = context;
  const seed = [random.uint32(), random.uint32(), random.uint32(), random.uint32()] as const;
  const session = kernels.routes({ ...request, costs, vehicles, margin, seed, memoryLimit });
  const annealing: Annealing = { model, form, session, incumbent, between, margin, average, context };
  yield* rounds(annealing, routes, options.kicks ?? Number.POSITIVE_INFINITY);
  return { status: "exhausted", findings: { kicks: options.kicks } };
}

interface Annealing {
  readonly model: EnergyModel;
  readonly form: RouteForm;
  readonly session: RouteSession;
  readonly incumbent: Incumbent;
  readonly between: (from: number, to: number) => number;
  readonly margin: number;
  /** Cost of a step between nodes. */
  readonly average: number;
  readonly context: SearchContext;
}

/** Rounds until so many steps are made. */
function* rounds(
  annealing: Annealing,
  first: readonly (readonly number[])[],
  kicks: number,
): Generator<Step, void, void> {
  const { form, session, average } = annealing;
  let routes = listOf(first);
  let left = kicks;
  let made = 0;
  let heat = FIRST_HEAT;
  for (let length = FIRST_ROUND * form.customers; ; length = Math.ceil(GROWTH * length)) {
    session.assign(routes);
    yield show(annealing);
    // What is left after this round should make a longer one, or belongs to it.
    const steps = left < (1 + GROWTH) * length ? left : length;
    session.cool(heat * average, COLDEST * average, steps);
    heat = Math.min(HOTTEST, GROWTH * heat);
    for (let done = 0; done < steps; ) {
      const pace = Math.max(10, session.work / made || 10 * form.customers); // places a step
      const slice = Math.min(steps - done, Math.ceil(SLICE / pace));
      session.run(slice);
      done += slice;
      made += slice;
      yield show(annealing);
    }
    left -= steps;
    routes = yield* polish(annealing);
    if (left === 0) return;
  }
}

/** The best routes after polishing; shown when they are better. */
function* polish(annealing: Annealing): Generator<Step, Int32Array, void> {
  const { session, between, form, margin } = annealing;
  if (session.best === Number.POSITIVE_INFINITY) return new Int32Array(0);
  const routes = routesOf(session.bestRoutes());
  let better = false;
  for (const route of routes) {
    if (yield* whileYielding(polishRoute(route, between, form.symmetric, margin), show(annealing))) better = true;
  }
  const list = listOf(routes);
  if (better) {
    session.assign(list);
    yield show(annealing);
  }
  return list;
}

/** Takes the best routes of the session over if they are better. */
function show({ model, form, session, incumbent, context, margin }: Annealing): Step {
  const { view } = incumbent;
  const { best, work } = session;
  if (best < incumbent.seen) {
    incumbent.seen = best;
    const order = orderOf(form, routesOf(session.bestRoutes()), []);
    const found = energy(model, { kind: "permutation", order });
    if (!incumbent.valid || found < incumbent.energy - margin) {
      view.order.set(order);
      incumbent.energy = found;
      incumbent.valid = true;
      context.monitor?.moved(view, found);
    }
  }
  return { work, energy: incumbent.energy, state: view };
}

function* tableOf({ customers: n, cost }: RouteForm): Generator<void, Float64Array, void> {
  const table = new Float64Array((n + 1) ** 2);
  const rows = Math.max(1, Math.floor(TABLE_SLICE / (n + 1)));
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= n; j++) table[i * (n + 1) + j] = cost(i, j);
    if (i % rows === rows - 1) yield;
  }
  return table;
}

/** Neighbours of customers from 0, as rows by customer from 1. */
function neighbourRows(n: number, city: Int32Array): { readonly width: number; readonly node: Int32Array } {
  const width = n > 0 ? city.length / n : 0;
  const node = new Int32Array((n + 1) * width);
  for (let k = 0; k < city.length; k++) node[width + k] = city[k] + 1;
  return { width, node };
}

function averageCost(routes: Routes["routes"], cost: RouteForm["cost"]): number {
  let sum = 0;
  let steps = 0;
  for (const route of routes) {
    let at = 0;
    for (const node of [...route, 0]) {
      sum += cost(at, node);
      at = node;
      steps++;
    }
  }
  return sum > 0 ? sum / steps : 1;
}
