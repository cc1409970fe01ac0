/** Validity and price of a timetable, straight from the instance: no encoding, no model. O(events (groups + features) + wished pairs). */
import type { Violation } from "../../src/problem.ts";
import {
  eventName,
  roomName,
  slotName,
  slotsOf,
  type TimetableEvent,
  type TimetablingInstance,
  type TimetablingSolution,
  type Wish,
} from "./schema.ts";

const MOST_VIOLATIONS = 20;

/** Prices of slots, and of wishes that did not come true. The solution has passed `verify`. */
export function priceOf(instance: TimetablingInstance, { slot }: TimetablingSolution): number {
  const { events, slotPrices, periods, wishes = [] } = instance;
  let total = 0;
  for (const [e, { prices = [] }] of events.entries()) {
    total += slotPrices?.[slot[e]] ?? 0;
    for (const [at, price] of prices) if (at === slot[e]) total += price;
  }
  for (const { relation, price, ...of } of wishes) {
    const wished = wishedEvents(events, of);
    for (const [k, a] of wished.entries()) {
      for (let l = 0; l < k; l++) if (!comesTrue(relation, slot[a], slot[wished[l]], periods)) total += price;
    }
  }
  return total;
}

function wishedEvents(events: readonly TimetableEvent[], { events: listed, group }: Partial<Wish>): readonly number[] {
  return listed ?? events.flatMap(({ groups = [] }, e) => (groups.includes(group as string) ? [e] : []));
}

function comesTrue(relation: Wish["relation"], s: number, t: number, periods: number): boolean {
  const sameDay = Math.floor(s / periods) === Math.floor(t / periods);
  const adjacent = sameDay && Math.abs(s - t) === 1;
  if (relation === "adjacent") return adjacent;
  if (relation === "apart") return !adjacent;
  return relation === "same-day" ? sameDay : !sameDay;
}

/** Every broken rule, at most 20. Never throws. */
export function verifyTimetable(instance: TimetablingInstance, solution: TimetablingSolution): readonly Violation[] {
  const { slot, room } = solution;
  const n = instance.events.length;
  for (const [what, list] of Object.entries({ slot, room })) {
    if (list.length === n) continue;
    const message = `${what} has ${list.length} entries, expected ${n}, one for each event`;
    return [{ code: "wrong-length", message, amount: Math.abs(list.length - n) }];
  }
  const violations: Violation[] = [];
  const report = (code: string, message: string) => {
    if (violations.length < MOST_VIOLATIONS) violations.push({ code, message });
  };
  for (let e = 0; e < n; e++) verifyPlace(instance, e, slot[e], room[e], report);
  verifyMeetings(instance, solution, report);
  return violations;
}

type Report = (code: string, message: string) => void;

function verifyPlace(instance: TimetablingInstance, e: number, slot: number, room: number, report: Report): void {
  const { slots, rooms, size = 0, features = [] } = instance.events[e];
  const name = eventName(instance, e);
  if (slot >= slotsOf(instance)) {
    report("unknown-slot", `${name} is in slot ${slot}, expected a slot from 0 to ${slotsOf(instance) - 1}`);
  } else if (slots?.includes(slot) === false) {
    report("unavailable-slot", `${name} must not be in ${slotName(instance, slot)}`);
  }
  const place = instance.rooms[room];
  if (place === undefined) {
    report("unknown-room", `${name} is in room ${room}, expected a room from 0 to ${instance.rooms.length - 1}`);
    return;
  }
  const where = roomName(instance, room);
  if (rooms?.includes(room) === false) report("unavailable-room", `${name} must not be in ${where}`);
  const { capacity = Number.POSITIVE_INFINITY, features: has = [] } = place;
  if (capacity < size) report("room-too-small", `${name} needs ${size} seats, ${where} has ${capacity}`);
  const missing = features.filter((feature) => !has.includes(feature));
  if (missing.length > 0) report("room-lacks-feature", `${name} needs ${missing.join(", ")}, which ${where} has not`);
}

/** Two events in one slot that share a room, a teacher or a group, or are listed as conflicting. */
function verifyMeetings(instance: TimetablingInstance, { slot, room }: TimetablingSolution, report: Report): void {
  const seen = new Map<string, number>();
  const meet = (what: string, e: number, code: string, told: string) => {
    const key = `${slot[e]} ${what}`;
    const other = seen.get(key);
    if (other === undefined) seen.set(key, e);
    else {
      const both = `${eventName(instance, other)} and ${eventName(instance, e)}`;
      report(code, `${both} are both in ${slotName(instance, slot[e])}, ${told}`);
    }
  };
  for (const [e, { teacher, groups = [] }] of instance.events.entries()) {
    meet(`room ${room[e]}`, e, "shared-room", `in ${roomName(instance, room[e])}`);
    if (teacher !== undefined) meet(`teacher ${teacher}`, e, "busy-teacher", `with teacher ${teacher}`);
    for (const group of new Set(groups)) meet(`group ${group}`, e, "busy-group", `for group ${group}`);
  }
  for (const [i, j] of instance.conflicts ?? []) {
    if (slot[i] !== slot[j]) continue;
    const both = `${eventName(instance, i)} and ${eventName(instance, j)}`;
    report("conflict", `${both} are both in ${slotName(instance, slot[i])}, but conflict`);
  }
}
