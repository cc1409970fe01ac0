/**
 * A timetable event by event, the one with the fewest places left first (Brelaz 1979 for colourings), of equal ones the one with most
 * conflicts; it takes its cheapest place, of equal ones the place that is free to the fewest others still waiting for a room there. An event
 * that finds no place is blamed, and in the next attempt comes before those that are blamed less (Joslin & Clements 1999, squeaky wheels).
 * O(events^2 slots rooms) an attempt at worst.
 */
import { conflictsOf, countOf, type Places, placesOf, type WishedPair, wishedPairs } from "./places.ts";
import { slotsOf, type TimetablingInstance, type TimetablingSolution } from "./schema.ts";

const ATTEMPTS = 30;

/** Null where no attempt finds a place for every event. */
export function constructTimetable(instance: TimetablingInstance): TimetablingSolution | null {
  const places = placesOf(instance);
  const given: Given = {
    instance,
    places,
    conflicts: conflictsOf(instance),
    wishes: wishesByEvent(instance, places.length),
    blame: new Int32Array(places.length),
  };
  for (let k = 0; k < ATTEMPTS; k++) {
    const made = attempt(given);
    if (made !== null) return made;
  }
  return null;
}

interface Given {
  readonly instance: TimetablingInstance;
  readonly places: readonly Places[];
  readonly conflicts: readonly Int32Array[];
  readonly wishes: readonly (readonly WishedPair[])[];
  /** Attempts in which each event found no place. */
  readonly blame: Int32Array;
}

/** Null, with one event blamed, where it finds no place. */
function attempt({ instance, places, conflicts, wishes, blame }: Given): TimetablingSolution | null {
  const slots = slotsOf(instance);
  const cells = slots * instance.rooms.length;
  const free = places.map((own) => new Uint8Array(countOf(own)).fill(1));
  const left = places.map(countOf);
  const wanted = new Int32Array(cells); // events that wait and could take this cell
  const slot = new Array<number>(places.length).fill(-1);
  const room = new Array<number>(places.length).fill(-1);
  const cellOf = ({ slots: own, rooms }: Places, p: number) =>
    own[Math.floor(p / rooms.length)] * instance.rooms.length + rooms[p % rooms.length];
  const block = (e: number, p: number) => {
    if (free[e][p] === 0) return;
    free[e][p] = 0;
    left[e]--;
    wanted[cellOf(places[e], p)]--;
  };
  for (const own of places) for (let p = 0; p < countOf(own); p++) wanted[cellOf(own, p)]++;
  for (let placed = 0; placed < places.length; placed++) {
    const e = tightest(slot, left, conflicts, blame);
    if (left[e] === 0) {
      blame[e]++;
      return null;
    }
    const p = cheapest(e, slot, places[e], free[e], wishes[e], (q) => wanted[cellOf(places[e], q)]);
    const { rooms, slots: own } = places[e];
    slot[e] = own[Math.floor(p / rooms.length)];
    room[e] = rooms[p % rooms.length];
    for (let q = 0; q < countOf(places[e]); q++) block(e, q);
    for (let f = 0; f < places.length; f++) {
      if (slot[f] < 0) blockCell(places[f], slot[e], room[e], conflicts[e].includes(f), (q) => block(f, q));
    }
  }
  return { slot, room };
}

/** The places of an event in a slot, all of them or those in one room. */
function blockCell(
  { slots, rooms }: Places,
  slot: number,
  room: number,
  all: boolean,
  block: (p: number) => void,
): void {
  const s = slots.indexOf(slot);
  if (s < 0) return;
  for (let r = 0; r < rooms.length; r++) if (all || rooms[r] === room) block(s * rooms.length + r);
}

function tightest(
  slot: readonly number[],
  left: readonly number[],
  conflicts: readonly Int32Array[],
  blame: Int32Array,
): number {
  let best = -1;
  for (let e = 0; e < slot.length; e++) {
    if (slot[e] >= 0) continue;
    const less =
      best < 0 ? -1 : blame[best] - blame[e] || left[e] - left[best] || conflicts[best].length - conflicts[e].length;
    if (less < 0) best = e;
  }
  return best;
}

function cheapest(
  e: number,
  slot: readonly number[],
  { slots, rooms, price }: Places,
  free: Uint8Array,
  wishes: readonly WishedPair[],
  waiting: (place: number) => number,
): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let s = 0; s < slots.length; s++) {
    let cost = price[s];
    for (const { i, j, price: wished, fails } of wishes) {
      const other = slot[i === e ? j : i];
      if (other >= 0 && (i === e ? fails(slots[s], other) : fails(other, slots[s]))) cost += wished;
    }
    for (let p = s * rooms.length; p < (s + 1) * rooms.length; p++) {
      if (free[p] === 0 || cost > least || (cost === least && waiting(p) >= waiting(best))) continue;
      best = p;
      least = cost;
    }
  }
  return best;
}

function wishesByEvent(instance: TimetablingInstance, events: number): WishedPair[][] {
  const rows: WishedPair[][] = Array.from({ length: events }, () => []);
  for (const pair of wishedPairs(instance)) {
    rows[pair.i].push(pair);
    rows[pair.j].push(pair);
  }
  return rows;
}
