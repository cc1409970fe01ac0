/**
 * Synchronous dynamics (Little 1974; Goles, Fogelman & Pellegrin 1985): all variables take the sign of their fields at once.
 * E may rise. What never rises is L2(t) = -z(t)'W z(t-1) - b'(z(t) + z(t-1)), over spins and bits alike: z_i(t+1) maximises
 * z h_i(t) over the domain, so L2(t+1) - L2(t) = -(z(t+1) - z(t-1))' h(t) <= 0. The orbit ends in a fixed point or a 2-cycle.
 * One step costs one product W z.
 */
import { addBiases, type Product, sameState } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import type { Monitor, Step } from "../../src/solver.ts";
import type { Champion } from "./champion.ts";
import type { Tally, Ties } from "./flipper.ts";
import { fieldBounds } from "./magnitude.ts";

export interface Orbit {
  /** 1: fixed point. 2: two states in turn. Null: still moving when the steps ran out. */
  readonly period: 1 | 2 | null;
  readonly steps: number;
  /** L2 of the last two states, energy units, the offset left out. */
  readonly lyapunov: number;
}

/** Follows one orbit from `start` (changed in place). Yields every state, `now` as a live view; n tries of work a step. */
export function* followOrbit(
  model: EnergyModel,
  product: Product,
  start: Int8Array,
  { ties, maxSteps }: { readonly ties: Ties; readonly maxSteps: number },
  champion: Champion,
  monitor: Monitor | null,
  tally: Tally,
): Generator<Step, Orbit, void> {
  const network = createNetwork(model, product, ties);
  const now = { kind: "plain" as const, values: start };
  const before = { kind: "plain" as const, values: start.slice() };
  const next = { kind: "plain" as const, values: start.slice() };
  for (let steps = 0; ; steps++) {
    const energy = network.respond(now.values, next.values);
    champion.show(energy, now.values);
    if (monitor !== null) monitor.started(now, energy); // no descent of E is claimed from one step to the next
    tally.work += model.n;
    yield { work: tally.work, energy, state: now };
    const period = sameState(next, now) ? 1 : steps > 0 && sameState(next, before) ? 2 : null;
    if (period !== null || steps >= maxSteps) {
      return { period, steps, lyapunov: network.lyapunov(next.values, now.values) };
    }
    for (let i = 0; i < model.n; i++) if (next.values[i] !== now.values[i]) tally.flips++;
    before.values.set(now.values);
    now.values.set(next.values);
  }
}

interface Network {
  /** Writes the response of all variables to `values` into `next`; returns the energy of `values`. */
  respond(values: Int8Array, next: Int8Array): number;
  /** L2 of `next` after `values`, from the fields of the last `respond`. */
  lyapunov(next: Int8Array, values: Int8Array): number;
}

function createNetwork(model: EnergyModel, product: Product, ties: Ties): Network {
  const { n } = model;
  const low = model.domain === "spin" ? -1 : 0;
  const bias = new Float64Array(n);
  addBiases(model.biases, 1, bias);
  const field = new Float64Array(n);
  // Fields within rounding of zero are ties; that is the rule of a small self-coupling, which Goles' theorem allows.
  const zero = model.integer ? null : fieldBounds(model);
  const relative = 4 * n * 2 ** -53;
  return {
    respond(values, next) {
      product.apply(values, field);
      let sum = 0;
      for (let i = 0; i < n; i++) {
        sum += values[i] * (field[i] + 2 * bias[i]);
        const h = field[i] + bias[i];
        field[i] = h;
        const tie = zero === null ? h === 0 : Math.abs(h) <= relative * zero[i];
        next[i] = tie ? (ties === "up" ? 1 : values[i]) : h > 0 ? 1 : low;
      }
      return model.offset - sum / 2;
    },
    lyapunov(next, values) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += next[i] * field[i] + bias[i] * values[i];
      return -sum;
    },
  };
}
