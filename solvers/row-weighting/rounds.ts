/**
 * Rounds of row search: each takes the items whose reduced cost leaves something open (all of them where nothing is known of prices),
 * begins near the best values, and goes on until it finds nothing better for a while. Between rounds the selection changes with the gap
 * between the best values and the Lagrangian bound.
 */
import { type Core, coreOf } from "../../src/kernels/rows/core.ts";
import { createPrices } from "../../src/kernels/rows/prices.ts";
import type { RowSystem } from "../../src/kernels/rows/system.ts";
import type { RowSession } from "../../src/kernels/rows/types.ts";
import type { SearchContext } from "../../src/solver.ts";
import type { Incumbent } from "./incumbent.ts";
import type { RowWeightingOptions } from "./options.ts";
import { selectItems } from "./selection.ts";

/** Numbers looked at in a slice: about a millisecond; the first are shorter, so that early states are seen. */
const SLICE = 200_000;
const FIRST_SLICE = 500;
/** Share of the items that a new beginning flips: 0.3 and 0 were worse on knapsacks of 39 to 100 items and 5 rows. */
const KICK = 0.1;
/** By how much of themselves prices of rows differ from round to round. */
const SPREAD = 1;
const PATIENCE = 100;
const LEAST_PATIENCE = 5000;
/** Steps of the prices at first and later, and entries that they may look at in all. */
const FIRST_STEPS = 20;
const MORE_STEPS = 600;
const MOST_LOOKS = 5e8;
/** Most items of a round, at least and a row: about as many as rows take part in an optimum of the relaxation. */
const LEAST_ITEMS = 4000;
const ITEMS_PER_ROW = 8;
/** Shares of that, by turns. */
const SHARES = [1, 1 / 4, 1 / 2];
/** With fewer items all of them take part where prices leave them open. */
const FEW = 300;

interface Progress {
  /** Numbers looked at, in all. */
  readonly work: number;
  readonly ended: "ideal" | "priced" | "flips" | null;
}

/** Yields after each slice. `ended` tells why it returned: nothing can be better (two ways), or all flips are made. */
export function* searchRounds(
  system: RowSystem,
  incumbent: Incumbent,
  options: RowWeightingOptions,
  { random, kernels, memoryLimit }: SearchContext,
): Generator<Progress, Progress, void> {
  const prices = system.pairs === null && system.rows > 1 ? createPrices(system) : null;
  const selects = prices !== null && system.items > FEW;
  const rest = { flips: options.flips ?? Number.POSITIVE_INFINITY };
  let work = 0;
  let slice = FIRST_SLICE;

  function* price(most: number): Generator<Progress, void, void> {
    const entries = system.column.length + system.items + system.rows;
    const steps = Math.min(most, Math.ceil(MOST_LOOKS / entries));
    let until = work + SLICE;
    for (let k = 0; k < steps && !prices!.converged; k++) {
      prices!.step(incumbent.objective());
      work += entries;
      if (work < until) continue;
      until = work + SLICE;
      yield { work, ended: null };
    }
  }
  function* search(session: RowSession, core: Core | null, patience: number): Generator<Progress, boolean, void> {
    const values = core === null ? session.value.slice() : core.fixed.slice();
    const found = new Int8Array(session.system.items);
    let seen = session.looked;
    while (session.quiet < patience && rest.flips > 0 && !session.ideal) {
      rest.flips -= session.search(rest.flips, slice, patience);
      slice = Math.min(SLICE, 2 * slice);
      work += session.looked - seen;
      seen = session.looked;
      if (session.improved && session.bestObjective + (core?.base ?? 0) < incumbent.objective()) {
        session.readBest(found);
        if (core === null) values.set(found);
        else for (let k = 0; k < found.length; k++) values[core.items[k]] = found[k];
        incumbent.offer(values, session.bestObjective + (core?.base ?? 0));
      }
      yield { work, ended: null };
    }
    return session.ideal;
  }
  function begin(session: RowSession, core: Core | null, kick: number): void {
    const values = new Int8Array(session.system.items);
    for (let k = 0; k < values.length; k++) values[k] = incumbent.items[core === null ? k : core.items[k]];
    if (kick > 0) for (let k = 0; k < values.length; k++) if (random.uniform() < kick) values[k] = 1 - values[k];
    session.restart(values);
  }
  const known = () => Number.isFinite(incumbent.objective());
  const patienceOf = ({ rows, items }: RowSystem) =>
    options.patience ?? Math.max(LEAST_PATIENCE, PATIENCE * (rows + items));

  /** Those of the relaxation, after the first rounds each its own share of them. */
  function pricesOf(round: number): { rowPrices?: Float64Array } {
    if (prices === null || round === 0) return {};
    return { rowPrices: prices.prices.map((price) => price * (1 + SPREAD * (random.uniform() - 0.5))) };
  }

  if (prices !== null) yield* price(FIRST_STEPS);
  const most = Math.max(LEAST_ITEMS, ITEMS_PER_ROW * system.rows);
  for (let round = 0; rest.flips > 0; round++) {
    let core: Core | null = null;
    if (selects) {
      const reach = incumbent.objective() - prices!.bound;
      const kept = selectItems(system, prices!, incumbent.items, reach, most * SHARES[round % SHARES.length]);
      core = coreOf(system, kept, incumbent.items, memoryLimit);
      if (core.system.items === 0) return { work, ended: "priced" };
    }
    const session = kernels.rows(core?.system ?? system, { random, memoryLimit, ...pricesOf(round) });
    session.aim(incumbent.objective() - (core?.base ?? 0));
    begin(session, core, round > 0 && known() ? KICK : 0);
    const patience =
      round === 0 && prices !== null ? session.system.rows + session.system.items : patienceOf(session.system);
    const ideal = yield* search(session, core, known() || round > 0 ? patience : Number.POSITIVE_INFINITY);
    if (ideal && core === null) return { work, ended: "ideal" };
    if (round === 0 && prices !== null) yield* price(MORE_STEPS);
  }
  return { work, ended: "flips" };
}
