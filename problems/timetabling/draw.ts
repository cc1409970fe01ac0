/** A table of slots, from top to bottom, and rooms, with the events where they are; events of one teacher are of one colour. */
import type { Drawing } from "../../src/problem.ts";
import {
  eventName,
  roomName,
  slotName,
  slotsOf,
  type TimetablingInstance,
  type TimetablingSolution,
} from "./schema.ts";

/** More rows are no picture, and more columns have no room for a name. */
const MOST_SLOTS = 200;
const MOST_ROOMS = 40;

/** Without a timetable the empty table; null for more than 200 slots or 40 rooms. */
export function drawTimetable(instance: TimetablingInstance, solution: TimetablingSolution | null): Drawing | null {
  const { events, periods, rooms, name } = instance;
  const slots = slotsOf(instance);
  if (slots > MOST_SLOTS || rooms.length > MOST_ROOMS) return null;
  const persons = [...new Set(events.map(({ teacher, groups }) => teacher ?? groups?.[0]))];
  const board = {
    rows: slots,
    columns: rooms.length,
    block: { rows: periods, columns: rooms.length },
    rowNames: Array.from({ length: slots }, (_, slot) => slotName(instance, slot)),
    columnNames: rooms.map((_, room) => roomName(instance, room)),
  };
  const points = (solution?.slot ?? []).map((slot, e) => ({
    x: solution!.room[e],
    y: -slot,
    label: eventName(instance, e),
    group: persons.indexOf(events[e].teacher ?? events[e].groups?.[0]),
  }));
  return { title: name ?? `${events.length} events`, points, lines: [], board };
}
