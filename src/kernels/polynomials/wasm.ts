/** Search over a polynomial in WebAssembly: one memory holds the terms, both ways, and what is kept of the state. */
import { polynomialModule } from "../generated/polynomial.ts";
import { drawSeed } from "../tabu/words.ts";
import { exponentialVariates } from "../tours/tables.ts";
import { createArena, instantiate } from "../wasm/arena.ts";
import { CHANCES, VARIATES } from "./reference.ts";
import { settle, type TermState } from "./state.ts";
import type { TermSystem } from "./system.ts";
import type { TermsRequest, TermsSession } from "./types.ts";

interface Exports {
  search(state: number, iterations: number): number;
  walk(state: number, flips: number): number;
  anneal(state: number, proposals: number): number;
}

/** The 32-bit fields of the kernel's record, in its order, after the doubles `energy`, `bestEnergy`, `temperature` and `scale`. */
const FIELDS = [
  ...["items", "signs", "termStart", "literal", "coefficient", "occurrenceStart", "occurrence", "values", "best"],
  ...["change", "up", "missing", "sum", "list", "place", "product", "freeAt", "words", "variates", "chances"],
  ...["active", "time", "quiet", "patience", "tenure", "spread", "proposed", "pending", "flips"],
] as const;
type Field = (typeof FIELDS)[number];
const DOUBLES = 4;
const FOR_EVER = 0x7fffffff;

function layOut({ items, terms, literal, factors }: TermSystem) {
  const arena = createArena();
  const words = (length: number) => arena.reserve(Int32Array, length);
  const doubles = (length: number) => arena.reserve(Float64Array, length);
  const overBits = factors === "bit" ? terms : 0;
  const record = doubles(DOUBLES + Math.ceil(FIELDS.length / 2));
  const regions = {
    termStart: words(terms + 1),
    literal: words(literal.length),
    coefficient: doubles(terms),
    occurrenceStart: words(items + 1),
    occurrence: words(literal.length),
    values: arena.reserve(Int8Array, items),
    best: arena.reserve(Int8Array, items),
    change: doubles(items),
    up: doubles(items),
    missing: words(overBits),
    sum: words(overBits),
    list: words(overBits),
    place: words(overBits),
    product: doubles(terms - overBits),
    freeAt: words(items),
    words: words(4),
    variates: doubles(VARIATES),
    chances: doubles(CHANCES),
  };
  return { arena, record, regions };
}

/** @throws {MemoryError} above the request's memory limit */
export function createTerms(system: TermSystem, { random, memoryLimit }: TermsRequest): TermsSession {
  const { items, terms } = system;
  const { arena, record, regions } = layOut(system);
  const what = `search over a polynomial of ${terms} terms`;
  const { exports, view, memory } = instantiate<Exports>(polynomialModule, arena, what, memoryLimit);
  const address = record.offset;
  const doubles = view(record);
  const fields = new Int32Array(memory.buffer, address + 8 * DOUBLES, FIELDS.length);
  const at = (name: Field) => FIELDS.indexOf(name);
  for (const [name, { offset }] of Object.entries(regions)) fields[at(name as Field)] = offset;
  const [active, time, quiet, patience] = [at("active"), at("time"), at("quiet"), at("patience")];
  const [tenure, spread, pending, flips] = [at("tenure"), at("spread"), at("pending"), at("flips")];
  fields[at("items")] = items;
  fields[at("signs")] = system.factors === "sign" ? 1 : 0;

  const state: TermState = {
    values: view(regions.values),
    change: view(regions.change),
    up: view(regions.up),
    missing: view(regions.missing),
    sum: view(regions.sum),
    list: view(regions.list),
    place: view(regions.place),
    product: view(regions.product),
  };
  const best = view(regions.best);
  const freeAt = view(regions.freeAt);
  const table = view(regions.chances);
  for (const name of ["termStart", "literal", "occurrenceStart", "occurrence"] as const) {
    view(regions[name]).set(system[name]);
  }
  view(regions.coefficient).set(system.coefficient);
  view(regions.words).set(drawSeed(random));
  view(regions.variates).set(exponentialVariates(VARIATES));

  function begin(): void {
    freeAt.fill(0);
    fields[time] = fields[quiet] = fields[pending] = 0;
    doubles[1] = doubles[0];
    best.set(state.values);
  }
  function settleAll(): void {
    const settled = settle(system, state);
    doubles[0] = settled.energy;
    fields[active] = settled.active;
    begin();
  }
  settleAll();
  return {
    system,
    get energy() {
      return doubles[0];
    },
    get bestEnergy() {
      return doubles[1];
    },
    get active() {
      return fields[active];
    },
    get flips() {
      return fields[flips] >>> 0;
    },
    read: (into) => into.set(state.values),
    readBest: (into) => into.set(best),
    assign(given) {
      state.values.set(given);
      settleAll();
    },
    begin,
    search(iterations, most, own) {
      fields[patience] = Math.min(most, FOR_EVER);
      fields[tenure] = own.tenure;
      fields[spread] = own.spread;
      return exports.search(address, iterations);
    },
    walk(most, idle, { chances, scale }) {
      fields[patience] = Math.min(idle, FOR_EVER);
      table.set(chances);
      doubles[3] = scale;
      return exports.walk(address, most);
    },
    anneal(proposals, temperature) {
      doubles[2] = temperature;
      return items === 0 ? 0 : exports.anneal(address, proposals);
    },
  };
}
