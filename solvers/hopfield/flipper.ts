/**
 * The single flip of a Hopfield network: which flips are accepted, and the bookkeeping around one.
 * Integer models are exact. On real-valued models a field that is kept current under flips drifts by rounding, so a flip counts
 * as a descent only when it gains more than the worst drift possible: then every accepted flip lowers the true energy by a
 * positive amount, and a descent cannot go on for ever.
 */
import type { Fields } from "../../src/kernels/types.ts";
import type { EnergyModel, State } from "../../src/model/types.ts";
import type { Monitor } from "../../src/solver.ts";
import { fieldBounds } from "./magnitude.ts";

/** Ties h_i = 0. keep: s_i stays. up: s_i becomes +1, the rule h(a) = +1 for a >= 0. */
export type Ties = "keep" | "up";

/** Running counts of a search, shared by its parts. */
export interface Tally {
  /** Flips tried. */
  work: number;
  /** Flips made, ties included. */
  flips: number;
  /** Flips made at unchanged energy. */
  tieFlips: number;
}

export const newTally = (): Tally => ({ work: 0, flips: 0, tieFlips: 0 });

export interface Flipper {
  readonly fields: Fields;
  /** Counts how often the fields were recomputed. */
  readonly refreshes: number;
  /** Whether flipping i would lower the energy (below rounding on real-valued models). */
  descends(i: number): boolean;
  /** Whether i rises on a tie under the rule `up`. */
  risesOnTie(i: number): boolean;
  /** Flips i if it descends or rises on a tie; returns whether it did. Counts one try. */
  attempt(i: number): boolean;
  /** True when the fields carry no drift; otherwise recomputes them and returns false: look again before believing them. */
  settled(): boolean;
}

/** Adds 8n bytes on real-valued models. */
export function createFlipper(
  model: EnergyModel,
  fields: Fields,
  ties: Ties,
  monitor: Monitor | null,
  tally: Tally,
): Flipper {
  const { n, values } = fields;
  const view: State = { kind: "plain", values };
  const refreshAfter = 4 * n + 1000; // a refresh costs n columns, a flip one: a quarter more at worst
  const thresholds = model.integer ? null : driftBounds(model, refreshAfter);
  // On integer models the tie rule ends by itself: (E, -sum s) falls lexicographically. With rounding that proof is lost,
  // so there a variable rises on a tie once at most.
  const risen = thresholds === null || ties === "keep" ? null : new Uint8Array(n);
  let sinceRefresh = 0;
  let refreshes = 0;

  function refresh(): void {
    fields.refresh();
    sinceRefresh = 0;
    refreshes++;
  }
  function risesOnTie(i: number): boolean {
    return ties === "up" && values[i] !== 1 && fields.gain(i) === 0 && (risen === null || risen[i] === 0);
  }
  function flip(i: number): void {
    fields.flip(i);
    tally.flips++;
    sinceRefresh++;
    if (monitor !== null) monitor.moved(view, fields.energy);
    if (thresholds !== null && sinceRefresh >= refreshAfter) refresh();
  }
  return {
    fields,
    get refreshes() {
      return refreshes;
    },
    descends: (i) => fields.gain(i) < (thresholds === null ? 0 : -thresholds[i]),
    risesOnTie,
    attempt(i) {
      tally.work++;
      const gain = fields.gain(i);
      if (gain >= (thresholds === null ? 0 : -thresholds[i])) {
        if (gain !== 0 || !risesOnTie(i)) return false;
        if (risen !== null) risen[i] = 1;
        tally.tieFlips++;
      }
      flip(i);
      return true;
    },
    settled() {
      if (thresholds === null || sinceRefresh === 0) return true;
      refresh();
      return false;
    },
  };
}

/**
 * What a field h_i may be off by after `flips` incremental updates: each rounds by at most 2^-53 of the largest partial sum, and so
 * does each of the n terms of the product that began it. Doubled for the gain 2 s h of spins, and again to leave room.
 */
function driftBounds(model: EnergyModel, flips: number): Float64Array {
  const bounds = fieldBounds(model);
  const relative = 4 * (flips + model.n) * 2 ** -53;
  for (let i = 0; i < bounds.length; i++) bounds[i] *= relative;
  return bounds;
}
