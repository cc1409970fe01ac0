/** Search over labels in WebAssembly: one memory holds costs, couplings, tabu marks and the list of discontent units. */
import { labelsModule } from "../generated/labels.ts";
import { drawSeed } from "../tabu/words.ts";
import { exponentialVariates } from "../tours/tables.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import { LOGARITHMS, settleCosts } from "./session.ts";
import { choicesOf, type LabelSystem, PADDING, type WholeLinks } from "./system.ts";
import type { LabelsRequest, LabelsSession } from "./types.ts";

interface Exports {
  search(state: number, iterations: number): number;
  anneal(state: number, proposals: number): number;
  relist(state: number): void;
}

/** The 32-bit fields of the kernel's record, in its order, after the doubles `energy`, `bestEnergy` and `temperature`. */
const FIELDS = [
  ...["units", "first", "choices", "unitOf", "cost", "freeAt", "current", "best", "floor", "list", "place", "count"],
  ...["edgeStart", "edges", "pairStart", "pairs", "words", "variates", "time", "quiet", "patience"],
  ...["spread", "share", "cap", "proposed", "pending"],
] as const;
type Field = (typeof FIELDS)[number];
const DOUBLES = 3;
const FOR_EVER = 0x7fffffff;

function layOut({ units, cells, edges, pairs }: LabelSystem) {
  const arena = createArena();
  const words = (length: number) => arena.reserve(Int32Array, length);
  const record = arena.reserve(Float64Array, DOUBLES + Math.ceil(FIELDS.length / 2));
  const byUnit = { choices: words(units), current: words(units), best: words(units), floor: words(units) };
  const lists = { first: words(units + 1), list: words(units), place: words(units) };
  const byCell = { unitOf: words(cells), cost: words(cells), freeAt: words(cells) };
  const links = {
    edgeStart: words(units + 1),
    edges: words(2 * edges.to.length),
    pairStart: words(cells + 1),
    pairs: words(2 * pairs.to.length),
  };
  const regions = { ...byUnit, ...lists, ...byCell, ...links, words: words(4) };
  return { arena, record, regions, variates: arena.reserve(Float64Array, LOGARITHMS) };
}

/** Targets and weights side by side. */
function interleave({ to, weight }: WholeLinks, into: Int32Array): void {
  for (let k = 0; k < to.length; k++) {
    into[2 * k] = to[k];
    into[2 * k + 1] = weight[k];
  }
}

/** @throws {MemoryError} above the request's memory limit */
export function createLabels(system: LabelSystem, { random, memoryLimit }: LabelsRequest): LabelsSession {
  const { units, cells, first } = system;
  const { arena, record, regions, variates } = layOut(system);
  const what = `labels of ${units} units, ${cells} choices`;
  const { exports, view, memory } = instantiate<Exports>(labelsModule, arena, what, memoryLimit);
  const state = record.offset;
  const doubles = view(record);
  const fields = new Int32Array(memory.buffer, state + 8 * DOUBLES, FIELDS.length);
  const at = (name: Field) => FIELDS.indexOf(name);
  for (const [name, { offset }] of Object.entries({ ...regions, variates })) fields[at(name as Field)] = offset;
  const [time, quiet, patience, count] = [at("time"), at("quiet"), at("patience"), at("count")];
  const [spread, share, cap] = [at("spread"), at("share"), at("cap")];
  const pending = at("pending");
  fields[at("units")] = units;

  view(regions.first).set(first);
  view(regions.choices).set(Int32Array.from({ length: units }, (_, u) => choicesOf(system, u)));
  view(regions.unitOf).set(system.unitOf);
  view(regions.floor).set(system.floor);
  view(regions.edgeStart).set(system.edges.start);
  view(regions.pairStart).set(system.pairs.start);
  interleave(system.edges, view(regions.edges));
  interleave(system.pairs, view(regions.pairs));
  view(regions.words).set(drawSeed(random));
  view(variates).set(exponentialVariates(LOGARITHMS));
  const cost = view(regions.cost);
  const freeAt = view(regions.freeAt);
  const current = view(regions.current);
  const best = view(regions.best);
  current.set(first.subarray(0, units));

  function begin(): void {
    for (let cell = 0; cell < cells; cell++) freeAt[cell] = cost[cell] >= PADDING ? FOR_EVER : 0;
    for (let u = 0; u < units; u++) freeAt[current[u]] = FOR_EVER;
    fields[time] = fields[quiet] = fields[pending] = 0;
    doubles[1] = doubles[0];
    best.set(current);
  }
  function settle(): void {
    doubles[0] = settleCosts(system, current, cost);
    exports.relist(state);
    begin();
  }
  const choices = (from: Int32Array, into: Int32Array) => {
    for (let u = 0; u < units; u++) into[u] = from[u] - first[u];
  };
  settle();
  return {
    system,
    get energy() {
      return doubles[0];
    },
    get bestEnergy() {
      return doubles[1];
    },
    get discontent() {
      return fields[count];
    },
    read: (into) => choices(current, into),
    readBest: (into) => choices(best, into),
    assign(given) {
      for (let u = 0; u < units; u++) current[u] = first[u] + given[u];
      settle();
    },
    begin,
    search(iterations, most, tenure) {
      fields[patience] = Math.min(most, FOR_EVER);
      fields[spread] = tenure.spread;
      fields[share] = tenure.share;
      fields[cap] = tenure.cap;
      return exports.search(state, iterations);
    },
    anneal(proposals, temperature) {
      doubles[2] = temperature;
      return units === 0 ? 0 : exports.anneal(state, proposals);
    },
  };
}
