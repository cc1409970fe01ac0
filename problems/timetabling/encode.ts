/**
 * One bit an event and place, x_ep = 1 when event e is at its place p (a slot and a room that suit it), k bits an event, k the most places
 * of any event; bits beyond an event's own places stand for no place.
 *
 *     E = sum_e u_e + sum_ep (c_ep - u_e) x_ep + sum_wishes q x_ep x_fq  +  W (pairs of events of a teacher, a group or a listed
 *         conflict in one slot, pairs in one slot and room, and bits for no place)  +  sum_e [R (1 - sum_p x_ep) + P sum_{p<q} x_ep x_eq]
 *
 * c_ep the price of the slot, u_e its least for e. Nothing but the reward is below 0, and an event with d bits adds R for d = 0 and P - R
 * or more for d > 1. So with W, R and P - R above U every state that breaks a rule costs more than sum u + U. U: what a constructed
 * timetable costs above sum u; where none is found, the most that prices and wishes can add up to.
 */
import {
  type Biases,
  type Couplings,
  csrFromEdges,
  type EnergyModel,
  expandState,
  isIntegerModel,
  kronecker,
  noBiases,
  type State,
  type Term,
} from "../../src/model/index.ts";
import { judged, wrongState } from "../../src/modelling/decoding.ts";
import { requireGraphMemory } from "../../src/modelling/graph.ts";
import type { Decoded, Encoding, Violation } from "../../src/problem.ts";
import { constructTimetable } from "./construct.ts";
import { exclusions, type PairList, wishPairs } from "./pairs.ts";
import { countOf, type Places, placesOf, wishedPairs } from "./places.ts";
import { priceOf, verifyTimetable } from "./referee.ts";
import { eventName, type TimetablingInstance, type TimetablingOptions, type TimetablingSolution } from "./schema.ts";
import { type TimetableWeights, timetableWeights } from "./weights.ts";

const BYTES_PER_VARIABLE = 24; // fields and state of a search
const MOST_VIOLATIONS = 20;

/** @throws {MemoryError} before pairs are written that would not fit; {GroundstateError} "invalid-options" */
export function encodeTimetable(
  instance: TimetablingInstance,
  options: TimetablingOptions,
): Encoding<TimetablingSolution> {
  const places = placesOf(instance);
  const size = places.reduce((most, own) => Math.max(most, countOf(own)), 1);
  const memory = (pairs: number) => requireGraphMemory(places.length * size, pairs, BYTES_PER_VARIABLE);
  memory(0);
  const excluding = exclusions(instance, places, size);
  const wished = wishPairs(instance, places, size, memory);
  const least = cheapestPlaces(places);
  const weights = timetableWeights(dearest(instance, places, least), isIntegral(places, wished), options);
  const layout: Layout = { places, size, least };
  const pieces = { objective: true, constraints: true };
  const make = (wanted: typeof pieces) => modelOf(layout, { excluding, wished }, weights, wanted);
  const model = make(pieces);
  return {
    model,
    parts: () => ({
      objective: make({ ...pieces, constraints: false }),
      constraints: make({ ...pieces, objective: false }),
    }),
    penalty: weights.proof,
    decode: (state) => decode(instance, layout, model, state),
    embed: ({ slot, room }) => {
      const label = places.map((own, e) => own.slots.indexOf(slot[e]) * own.rooms.length + own.rooms.indexOf(room[e]));
      return { kind: "labels", label: Int32Array.from(label) };
    },
  };
}

interface Layout {
  readonly places: readonly Places[];
  /** Bits an event. */
  readonly size: number;
  /** u_e. */
  readonly least: Float64Array;
}

const cheapestPlaces = (places: readonly Places[]): Float64Array =>
  Float64Array.from(places, ({ price }) => price.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY));

function isIntegral(places: readonly Places[], wished: PairList): boolean {
  return wished.weight.every(Number.isInteger) && places.every(({ price }) => price.every(Number.isInteger));
}

/** U, and what it is. */
function dearest(instance: TimetablingInstance, places: readonly Places[], least: Float64Array) {
  const base = least.reduce((sum, u) => sum + u, 0);
  let most = wishedPairs(instance).reduce((sum, { price }) => sum + price, 0);
  for (const [e, { price }] of places.entries()) most += Math.max(0, ...price) - least[e];
  const found = most > 0 ? constructTimetable(instance) : null;
  if (found === null) return { value: most, witness: "all events at their dearest places, and no wish come true" };
  const value = Math.min(most, Math.max(0, priceOf(instance, found) - base));
  return { value, witness: "a timetable built event by event" };
}

function modelOf(
  { places, size, least }: Layout,
  { excluding, wished }: { excluding: Couplings; wished: PairList },
  { conflict, reward, pair }: TimetableWeights,
  { objective, constraints }: { objective: boolean; constraints: boolean },
): EnergyModel {
  const events = places.length;
  const n = events * size;
  const terms: Term[] = [];
  if (objective && wished.weight.length > 0) {
    terms.push({ scale: -1, start: 0, couplings: csrFromEdges(n, wished.from, wished.to, wished.weight) });
  }
  if (constraints) {
    terms.push({ scale: -conflict, start: 0, couplings: excluding });
    const inside = kronecker({ kind: "identity", n: events }, { kind: "all-but-diagonal", n: size });
    if (size > 1) terms.push({ scale: -pair / 2, start: 0, couplings: inside }); // symmetric factors count twice
  }
  const values = new Float64Array(n);
  for (const [e, own] of places.entries()) {
    for (let p = 0; p < size; p++) {
      const exists = p < countOf(own);
      if (constraints) values[e * size + p] += exists ? reward : reward - conflict;
      if (objective && exists) values[e * size + p] -= own.price[Math.floor(p / own.rooms.length)] - least[e];
    }
  }
  const biases: Biases = { kind: "dense", n, values };
  const offset = (objective ? least.reduce((sum, u) => sum + u, 0) : 0) + (constraints ? reward * events : 0);
  const core = {
    couplings: terms.length === 0 ? ({ kind: "none", n } as const) : ({ kind: "sum", n, terms } as const),
    biases: values.every((value) => value === 0) ? noBiases(n) : biases,
    offset,
  };
  const structure = [{ kind: "one-hot", groups: events, size, penalised: constraints }] as const;
  return { n, domain: "bit", ...core, structure, integer: isIntegerModel(core) };
}

/** Total. `partial` gives the first place of each event, null where it has none. */
function decode(
  instance: TimetablingInstance,
  { places, size }: Layout,
  model: EnergyModel,
  state: State,
): Decoded<TimetablingSolution> {
  if (state.kind === "permutation") return wrongState("timetables need bits or labels, found a permutation state");
  const values = expandState(model, state);
  const violations: Violation[] = [];
  const complain = (code: string, message: string) => {
    if (violations.length < MOST_VIOLATIONS) violations.push({ code, message });
  };
  const read = places.map((own, e) => {
    const set = [...values.subarray(e * size, (e + 1) * size).keys()].filter((p) => values[e * size + p] === 1);
    if (set.length > 1) complain("several-places", `${eventName(instance, e)} has ${set.length} places, expected one`);
    if (set.length === 1 && set[0] < countOf(own)) return set[0];
    if (set.length <= 1) complain("no-place", `${eventName(instance, e)} has no place`);
    return set.find((p) => p < countOf(own)) ?? null;
  });
  const slot = read.map((p, e) => (p === null ? null : places[e].slots[Math.floor(p / places[e].rooms.length)]));
  const room = read.map((p, e) => (p === null ? null : places[e].rooms[p % places[e].rooms.length]));
  const solution = { slot, room } as TimetablingSolution;
  return judged(solution, violations.length > 0 ? violations : verifyTimetable(instance, solution));
}
