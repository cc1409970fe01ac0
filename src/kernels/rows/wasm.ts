/** Row search in WebAssembly: one memory holds rows, columns, scores and lists. */
import { rowSearchModule } from "../generated/row-search.ts";
import { drawSeed } from "../tabu/words.ts";
import { createArena, instantiate, type Region } from "../wasm/arena.ts";
import { type RowSystem, weightsOfItems } from "./system.ts";
import type { RowRequest, RowSession } from "./types.ts";

interface Exports {
  search(state: number, flips: number, looks: number, patience: number): number;
  prepare(state: number, from: number, to: number): void;
  assign(state: number, values: number, from: number, to: number): void;
  begin(state: number): void;
}

/** The kernel's record, in its order: doubles, then 32-bit fields. */
const DOUBLES = ["objective", "bestObjective", "looked", "quiet", "now"] as const;
const FIELDS = [
  ...["items", "rows", "rowStart", "column", "coefficient", "bound", "reach", "unit", "clause", "holder", "load"],
  ...["weight", "columnStart", "rowOf", "rowValue", "hasPairs", "pairStart", "pairColumn", "pairValue", "value"],
  ...["best", "score", "delta", "price", "restsUntil", "flippedAt", "open", "place", "count", "violated"],
  ...["violatedPlace", "violations", "words", "improved"],
] as const;

function layOut({ items, rows, column, pairs }: RowSystem) {
  const arena = createArena();
  const entries = column.length;
  const words = (length: number) => arena.reserve(Int32Array, length);
  const reals = (length: number) => arena.reserve(Float64Array, length);
  const record = reals(DOUBLES.length + Math.ceil(FIELDS.length / 2));
  const fixed = {
    rowStart: words(rows + 1),
    column: words(entries),
    coefficient: reals(entries),
    bound: reals(rows),
    reach: reals(rows),
    unit: reals(rows),
    clause: arena.reserve(Uint8Array, rows),
    columnStart: words(items + 1),
    rowOf: words(entries),
    rowValue: reals(entries),
  };
  const own = {
    holder: words(rows),
    load: reals(rows),
    weight: reals(rows),
    value: arena.reserve(Int8Array, items),
    best: arena.reserve(Int8Array, items),
    score: reals(items),
    delta: reals(items),
    price: reals(items),
    restsUntil: reals(items),
    flippedAt: reals(items),
    open: words(items),
    place: words(items),
    violated: words(rows),
    violatedPlace: words(rows),
    words: words(4),
  };
  const pairing = {
    pairStart: words(pairs === null ? 0 : items + 1),
    pairColumn: words(pairs?.column.length ?? 0),
    pairValue: reals(pairs?.values.length ?? 0),
  };
  return { arena, record, fixed, own, pairing, given: arena.reserve(Uint8Array, items) };
}

const MOST_FLIPS = 2 ** 30;
/** Entries that one call looks at: about a millisecond. */
const SLICE = 200_000;

/** @throws {MemoryError} above the request's memory limit */
export function createRows(system: RowSystem, { random, memoryLimit, rowPrices }: RowRequest): RowSession {
  const { items, rows, rowStart, columnStart, pairs } = system;
  const { arena, record, fixed, own, pairing, given } = layOut(system);
  const { exports, view, memory } = instantiate<Exports>(
    rowSearchModule,
    arena,
    `search over ${items} items`,
    memoryLimit,
  );
  const state = record.offset;
  const doubles = view(record);
  const fields = new Int32Array(memory.buffer, state + 8 * DOUBLES.length, FIELDS.length);
  const at = (name: string) => (FIELDS as readonly string[]).indexOf(name);
  for (const [name, { offset }] of Object.entries({ ...fixed, ...own, ...pairing })) fields[at(name)] = offset;
  fields[at("items")] = items;
  fields[at("rows")] = rows;
  fields[at("count")] = items;
  fields[at("hasPairs")] = pairs === null ? 0 : 1;
  for (const name of Object.keys(fixed) as (keyof typeof fixed)[]) {
    view<Int32Array | Float64Array | Uint8Array>(fixed[name] as Region<Float64Array>).set(system[name]);
  }
  if (pairs !== null) {
    view(pairing.pairStart).set(pairs.rowStart.subarray(0, items + 1));
    view(pairing.pairColumn).set(pairs.column);
    view(pairing.pairValue).set(pairs.values);
  }
  const [value, best, start] = [view(own.value), view(own.best), view(given)];
  const [open, place] = [view(own.open), view(own.place)];
  for (let j = 0; j < items; j++) open[j] = place[j] = j;
  view(own.price).set(weightsOfItems(system, rowPrices ?? null));
  view(own.words).set(drawSeed(random));
  const [objective, bestObjective, looked, quiet] = [0, 1, 2, 3];
  const [violations, improved, count] = [at("violations"), at("improved"), at("count")];
  doubles[bestObjective] = Number.POSITIVE_INFINITY;
  /** In calls of about so many entries: long ones stay in slow code. */
  function sliced(starts: Int32Array, total: number, call: (from: number, to: number) => void): void {
    for (let from = 0; from < total; ) {
      let to = from + 1;
      while (to < total && starts[to] - starts[from] < SLICE) to++;
      call(from, to);
      from = to;
    }
  }
  return {
    system,
    value,
    get violations() {
      return fields[violations];
    },
    get objective() {
      return doubles[objective];
    },
    get bestObjective() {
      return doubles[bestObjective];
    },
    get improved() {
      return fields[improved] === 1;
    },
    get looked() {
      return doubles[looked];
    },
    get quiet() {
      return doubles[quiet];
    },
    get ideal() {
      return pairs === null && fields[count] === 0 && fields[violations] === 0;
    },
    restart(values) {
      for (const region of [own.score, own.load]) view(region).fill(0);
      value.fill(0);
      view(own.weight).fill(1);
      view(own.violatedPlace).fill(-1);
      fields[violations] = 0;
      doubles[objective] = 0;
      view(own.delta).set(system.cost);
      for (let j = 0; j < items; j++) start[j] = values[j] === 1 ? 1 : 0;
      sliced(rowStart, rows, (from, to) => exports.prepare(state, from, to));
      sliced(columnStart, items, (from, to) => exports.assign(state, given.offset, from, to));
      exports.begin(state);
    },
    aim(value) {
      doubles[bestObjective] = value;
      fields[improved] = 0;
    },
    search: (flips, looks, patience) => exports.search(state, Math.min(flips, MOST_FLIPS), looks, patience),
    readBest: (into) => into.set(best),
  };
}
