/**
 * What encoding and construction know of an instance: where each event may be, what it costs there, who cannot be beside whom. The
 * places of an event are its slots times its rooms, place p in slot slots[floor(p / rooms.length)], room rooms[p mod rooms.length].
 */
import { slotsOf, type TimetablingInstance } from "./schema.ts";

export interface Places {
  readonly slots: Int32Array;
  readonly rooms: Int32Array;
  /** Price of each slot, `slots` long. */
  readonly price: Float64Array;
}

/** Where each event may be. O(events (slots + rooms)). */
export function placesOf(instance: TimetablingInstance): Places[] {
  const all = Int32Array.from({ length: slotsOf(instance) }, (_, s) => s);
  const rooms = instance.rooms.map(({ capacity = Number.POSITIVE_INFINITY, features = [] }) => {
    return { capacity, features: new Set(features) };
  });
  return instance.events.map(({ slots, rooms: wanted, size = 0, features = [], prices = [] }) => {
    const own = slots === undefined ? all : Int32Array.from(new Set(slots)).sort();
    const fits = rooms.flatMap(({ capacity, features: has }, r) =>
      capacity >= size && features.every((feature) => has.has(feature)) && (wanted?.includes(r) ?? true) ? [r] : [],
    );
    const price = Float64Array.from(own, (s) =>
      prices.reduce((sum, [at, extra]) => (at === s ? sum + extra : sum), instance.slotPrices?.[s] ?? 0),
    );
    return { slots: own, rooms: Int32Array.from(fits), price };
  });
}

export const countOf = ({ slots, rooms }: Places): number => slots.length * rooms.length;

/** Events of which no two may be in one slot: those of each teacher and group, and each listed pair; two or more in each. */
export function partiesOf({ events, conflicts = [] }: TimetablingInstance): number[][] {
  const busy = new Map<string, number[]>();
  for (const [e, { teacher, groups = [] }] of events.entries()) {
    const persons = [...(teacher === undefined ? [] : [`teacher ${teacher}`]), ...groups.map((g) => `group ${g}`)];
    for (const person of new Set(persons)) {
      const own = busy.get(person);
      if (own === undefined) busy.set(person, [e]);
      else own.push(e);
    }
  }
  return [...[...busy.values()].filter((own) => own.length > 1), ...conflicts];
}

/** By event: those that must not be in its slot, ascending. O(events of each party squared). */
export function conflictsOf(instance: TimetablingInstance): Int32Array[] {
  const rows = instance.events.map(() => new Set<number>());
  for (const party of partiesOf(instance)) {
    for (const i of party) for (const j of party) if (i !== j) rows[i].add(j);
  }
  return rows.map((row) => Int32Array.from(row).sort());
}

/** What a pair of events costs by their slots. */
export interface WishedPair {
  readonly i: number;
  readonly j: number;
  readonly price: number;
  /** Whether the wish fails with i in slot s and j in slot t. */
  fails(s: number, t: number): boolean;
}

export function wishedPairs({ events, wishes = [], periods }: TimetablingInstance): WishedPair[] {
  const dayOf = (slot: number) => Math.floor(slot / periods);
  const near = (s: number, t: number) => Math.abs(s - t) === 1 && dayOf(s) === dayOf(t);
  const failure = {
    adjacent: (s: number, t: number) => !near(s, t),
    apart: near,
    "same-day": (s: number, t: number) => dayOf(s) !== dayOf(t),
    "different-days": (s: number, t: number) => dayOf(s) === dayOf(t),
  };
  return wishes.flatMap(({ relation, price, events: listed, group }) => {
    const own =
      listed ?? events.flatMap(({ groups = [] }, e) => (group !== undefined && groups.includes(group) ? [e] : []));
    if (price === 0) return [];
    return own.flatMap((j, k) => own.slice(0, k).map((i) => ({ i, j, price, fails: failure[relation] })));
  });
}
