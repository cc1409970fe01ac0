/**
 * The tour search in WebAssembly: one memory holds costs, neighbour lists, the tour, its journal and the population; whole
 * stretches of the search run inside. Memory: 16 n + 12 n width + 200 n + 8 n population bytes, 8 n^2 for a table
 * of costs in place of the first; for arcs twice as much but for the table.
 */
import { tourSearchModule } from "../generated/tour-search.ts";
import { createArena, type Instance, instantiate } from "../wasm/arena.ts";
import { doubleLists, doubleTour, foldTour } from "./doubling.ts";
import { entropies, exponentialVariates } from "./tables.ts";
import { PLANAR_METRICS, type TourRequest, type TourSession } from "./types.ts";

interface Exports {
  placeNodes(n: number, rule: number, costs: number): void;
  placeNeighbours(width: number, nodes: number, costs: number): void;
  placeTour(order: number, position: number): void;
  placeArrays(small: number, scratch: number, journal: number, room: number, largest: number): void;
  placeExchanges(
    depth: number,
    margin: number,
    breadths: number,
    branches: number,
    queue: number,
    queued: number,
  ): void;
  placeChain(saved: number, logarithms: number, heat: number, margin: number): void;
  placePopulation(links: number, counts: number, entropies: number): void;
  placeCycles(work: number): void;
  placeChild(work: number): void;
  placeCrossover(work: number): void;
  placeStart(work: number): void;
  seed(a: number, b: number, c: number, d: number): void;
  begin(): void;
  descend(budget: number): number;
  chain(budget: number, most: number): void;
  settle(): void;
  wander(): void;
  keepTour(slot: number): void;
  takeTour(slot: number): void;
  countTour(): void;
  forgetCounts(): void;
  cross(a: number, b: number, children: number, margin: number): number;
  effortSpent(): number;
  work(): number;
  kickCount(): number;
  bestLength(): number;
  isAtBest(): number;
  tourLength(): number;
}

/** The rule numbers of tables of costs follow those of the metrics. */
const TABLE = PLANAR_METRICS.length;
const DIRECTED = TABLE + 1;

/**
 * Continuations followed at depth 1, 2, ...: 8 5 against 5 3 gave better tours for crossover on 4 of 6 instances of 650 to 1,700
 * cities; a third wide level costs more than it gives.
 */
const BREADTH = [8, 5, 1, 1, 1, 1];

/** Exchanges that would write more positions are passed over, so that one exchange stays below a millisecond. Not tuned. */
const LARGEST_EXCHANGE = 25_000;

const VARIATES = 4096;

/** Most bytes of a work array of the kernel, in 32-bit words a node. */
const WORDS = { cycles: 16, child: 10, crossover: 6 };
const SPARE = 64;

/** Nodes in the kernel: one-way tours are doubled. */
function kernelNodes({ nodes, costs }: TourRequest): number {
  return costs.kind === "arcs" ? 2 * nodes : nodes;
}

function layOut(request: TourRequest) {
  const { costs, neighbours, population } = request;
  const n = kernelNodes(request);
  const arena = createArena();
  const room = 8 * n + 4096;
  const regions = {
    costs: arena.reserve(Float64Array, costs.kind === "points" ? 2 * n : request.nodes ** 2),
    near: arena.reserve(Int32Array, n * neighbours.width),
    nearCost: arena.reserve(Float64Array, n * neighbours.width),
    order: arena.reserve(Int32Array, n),
    position: arena.reserve(Int32Array, n),
    saved: arena.reserve(Int32Array, n),
    small: arena.reserve(Int32Array, 128),
    scratch: arena.reserve(Int32Array, n),
    journal: arena.reserve(Int32Array, room),
    breadths: arena.reserve(Int32Array, 16),
    branches: arena.reserve(Float64Array, 256),
    queue: arena.reserve(Int32Array, n),
    queued: arena.reserve(Uint8Array, n),
    variates: arena.reserve(Float64Array, VARIATES),
    links: arena.reserve(Int32Array, 2 * n * population),
    counts: arena.reserve(Int32Array, n * neighbours.width),
    entropies: arena.reserve(Float64Array, population + 2),
    cycles: arena.reserve(Int32Array, WORDS.cycles * n + SPARE),
    child: arena.reserve(Int32Array, WORDS.child * n + SPARE),
    crossover: arena.reserve(Int32Array, WORDS.crossover * n + SPARE),
    free: arena.reserve(Int32Array, n),
  };
  return { arena, regions, room };
}

type Layout = ReturnType<typeof layOut>;

/** @throws {MemoryError} above the request's memory limit */
export function createTourSession(request: TourRequest): TourSession {
  const layout = layOut(request);
  const what = `a tour search over ${request.nodes} nodes`;
  const instance = instantiate<Exports>(tourSearchModule, layout.arena, what, request.memoryLimit);
  prepare(request, layout, instance);
  return sessionOf(request, layout, instance);
}

function prepare(request: TourRequest, { regions, room }: Layout, { exports, view }: Instance<Exports>): void {
  const { costs, neighbours, depth, margin, temperature, seed } = request;
  const { width, outgoing, incoming } = neighbours;
  const lists = costs.kind === "arcs" ? doubleLists(outgoing, incoming, width) : outgoing;
  view(regions.costs).set(costs.kind === "points" ? costs.coordinates : costs.values);
  view(regions.near).set(lists.city);
  view(regions.nearCost).set(lists.cost);
  for (const [k, breadth] of BREADTH.entries()) view(regions.breadths)[k + 1] = breadth;
  view(regions.variates).set(exponentialVariates(VARIATES));
  const rule =
    costs.kind === "points" ? PLANAR_METRICS.indexOf(costs.metric) : costs.kind === "arcs" ? DIRECTED : TABLE;
  const at = (region: { readonly offset: number }) => region.offset;
  exports.placeNodes(kernelNodes(request), rule, at(regions.costs));
  exports.placeNeighbours(width, at(regions.near), at(regions.nearCost));
  exports.placeTour(at(regions.order), at(regions.position));
  exports.placeArrays(at(regions.small), at(regions.scratch), at(regions.journal), room, LARGEST_EXCHANGE);
  const work = [at(regions.breadths), at(regions.branches), at(regions.queue), at(regions.queued)] as const;
  exports.placeExchanges(depth, margin, ...work);
  exports.placeChain(at(regions.saved), at(regions.variates), temperature, margin);
  exports.placePopulation(at(regions.links), at(regions.counts), at(regions.entropies));
  exports.placeCycles(at(regions.cycles));
  exports.placeChild(at(regions.child));
  exports.placeCrossover(at(regions.crossover));
  exports.placeStart(at(regions.free));
  exports.seed(...seed);
}

function sessionOf(request: TourRequest, { regions }: Layout, { exports, view }: Instance<Exports>): TourSession {
  const order = view(regions.order);
  const position = view(regions.position);
  const saved = view(regions.saved);
  const folded = request.costs.kind === "arcs" ? new Int32Array(request.nodes) : null;
  const shown = (nodes: Int32Array) => {
    if (folded === null) return nodes;
    foldTour(nodes, folded);
    return folded;
  };
  return {
    get order() {
      return shown(order);
    },
    assign(given) {
      order.set(folded === null ? given : doubleTour(given));
      for (let p = 0; p < order.length; p++) position[order[p]] = p;
    },
    wander: exports.wander,
    begin: exports.begin,
    descend: (budget) => exports.descend(budget) > 0,
    chain(budget, kicks) {
      const before = exports.kickCount();
      exports.chain(budget, kicks);
      return exports.kickCount() - before;
    },
    settle: exports.settle,
    get best() {
      return exports.bestLength();
    },
    bestOrder: () => shown(exports.isAtBest() ? order : saved),
    measure: exports.tourLength,
    keep(slot) {
      exports.keepTour(slot);
      exports.countTour();
    },
    take: exports.takeTour,
    clear(size) {
      view(regions.entropies).set(entropies(size));
      exports.forgetCounts();
    },
    cross: (a, b, children) => exports.cross(a, b, children, request.margin),
    get work() {
      return exports.work();
    },
    get effort() {
      return exports.effortSpent();
    },
  };
}
