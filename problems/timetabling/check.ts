/** What a schema cannot say about an instance: indices in range, a place for every event, slots enough for every teacher, group and room. */
import { checkLabels } from "../../src/modelling/document.ts";
import type { Complaint } from "../../src/problem.ts";
import { countOf, placesOf } from "./places.ts";
import { eventName, slotsOf, type TimetableEvent, type TimetablingInstance, type Wish } from "./schema.ts";

const MOST_COMPLAINTS = 20;
const MOST_SLOTS = 10_000;

export function checkInstance(instance: TimetablingInstance): readonly Complaint[] {
  const { days = 1, periods, slotNames, slotPrices, events, conflicts = [], wishes = [] } = instance;
  const slots = slotsOf(instance);
  if (slots > MOST_SLOTS) {
    return [{ path: "periods", found: `${days} days of ${periods} periods`, expected: `at most ${MOST_SLOTS} slots` }];
  }
  const complaints: Complaint[] = [...checkLabels(slots, slotNames, "slotNames")];
  if (slotPrices !== undefined && slotPrices.length !== slots) {
    complaints.push({ path: "slotPrices", found: `${slotPrices.length} prices`, expected: `${slots}, one a slot` });
  }
  for (const [e, event] of events.entries())
    complaints.push(...checkEvent(event, `events[${e}]`, slots, instance.rooms.length));
  for (const [c, [i, j]] of conflicts.entries())
    complaints.push(...checkEvents([i, j], `conflicts[${c}]`, events.length));
  for (const [w, wish] of wishes.entries()) complaints.push(...checkWish(wish, `wishes[${w}]`, events));
  if (complaints.length > 0) return complaints.slice(0, MOST_COMPLAINTS);
  return [...homeless(instance), ...crowded(instance, slots)].slice(0, MOST_COMPLAINTS);
}

const rangeOf = (what: string, count: number) => `a ${what} from 0 to ${count - 1}`;

function checkEvent(
  { slots, rooms, prices = [] }: TimetableEvent,
  path: string,
  slotCount: number,
  roomCount: number,
): Complaint[] {
  const complaints: Complaint[] = [];
  const beyond = (list: readonly number[], count: number, what: string, at: string) => {
    const k = list.findIndex((value) => !(Number.isInteger(value) && value < count));
    if (k >= 0)
      complaints.push({ path: `${path}.${at}[${k}]`, found: String(list[k]), expected: rangeOf(what, count) });
  };
  beyond(slots ?? [], slotCount, "slot", "slots");
  beyond(rooms ?? [], roomCount, "room", "rooms");
  beyond(
    prices.map(([slot]) => slot),
    slotCount,
    "slot",
    "prices",
  );
  return complaints;
}

/** Two events or more, all different. */
function checkEvents(list: readonly number[], path: string, count: number): Complaint[] {
  const high = list.findIndex((e) => e >= count);
  if (high >= 0) return [{ path: `${path}[${high}]`, found: String(list[high]), expected: rangeOf("event", count) }];
  const twice = list.findIndex((e, k) => list.indexOf(e) < k);
  if (twice >= 0)
    return [{ path: `${path}[${twice}]`, found: `event ${list[twice]} again`, expected: "different events" }];
  return list.length >= 2 ? [] : [{ path, found: `${list.length} events`, expected: "two or more" }];
}

function checkWish({ events: listed, group }: Wish, path: string, events: readonly TimetableEvent[]): Complaint[] {
  if ((listed === undefined) === (group === undefined)) {
    const found = listed === undefined ? "neither events nor a group" : "both events and a group";
    return [{ path, found, expected: "one of the two" }];
  }
  if (listed !== undefined) return checkEvents(listed, `${path}.events`, events.length);
  if (events.some(({ groups = [] }) => groups.includes(group as string))) return [];
  return [{ path: `${path}.group`, found: `"${group}"`, expected: "a group of some event" }];
}

/** Events that have no place at all. */
function homeless(instance: TimetablingInstance): Complaint[] {
  return placesOf(instance).flatMap((own, e) => {
    if (countOf(own) > 0) return [];
    const lacks = own.slots.length === 0 ? "no slot" : "no room that is large enough, has what it needs and is allowed";
    const hint = "No timetable exists: give it a slot, or a room that suits it.";
    return [
      { path: `events[${e}]`, found: `${eventName(instance, e)} with ${lacks}`, expected: "a slot and a room", hint },
    ];
  });
}

/** Whoever is needed more often than there are slots. */
function crowded({ events, rooms }: TimetablingInstance, slots: number): Complaint[] {
  const hint = "No timetable exists: add slots or rooms, or leave out events.";
  const needs = new Map<string, number>();
  for (const { teacher, groups = [] } of events) {
    const persons = [...(teacher === undefined ? [] : [`teacher ${teacher}`]), ...groups.map((g) => `group ${g}`)];
    for (const person of new Set(persons)) needs.set(person, (needs.get(person) ?? 0) + 1);
  }
  const complaints = [...needs].flatMap(([person, count]) =>
    count <= slots
      ? []
      : [{ path: "events", found: `${count} events of ${person}`, expected: `at most ${slots}, one a slot`, hint }],
  );
  const places = slots * rooms.length;
  if (events.length <= places) return complaints;
  return [
    { path: "events", found: `${events.length} events`, expected: `at most ${places}, one a slot and room`, hint },
    ...complaints,
  ];
}
