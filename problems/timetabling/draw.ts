/** Slots from left to right, rooms from top to bottom, and the events where they are; events of one teacher are of one colour. */
import type { Drawing } from "../../src/problem.ts";
import { eventName, slotsOf, type TimetablingInstance, type TimetablingSolution } from "./schema.ts";

const MOST_POINTS = 500; // more names would cover each other

/** Without a timetable the empty places; null for more than 500 events or places. */
export function drawTimetable(instance: TimetablingInstance, solution: TimetablingSolution | null): Drawing | null {
  const { events, periods, rooms, name } = instance;
  const slots = slotsOf(instance);
  const title = name ?? `${events.length} events`;
  if (Math.max(events.length, slots * rooms.length) > MOST_POINTS) return null;
  const persons = [...new Set(events.map(({ teacher, groups }) => teacher ?? groups?.[0]))];
  // A gap between days.
  const column = (slot: number) => slot + Math.floor(slot / periods) / 2;
  if (solution === null) {
    const empty = rooms.flatMap((_, r) => Array.from({ length: slots }, (__, s) => ({ x: column(s), y: -r })));
    return { title, points: empty, lines: [] };
  }
  return {
    title,
    points: events.map(({ teacher, groups }, e) => ({
      x: column(solution.slot[e]),
      y: -solution.room[e],
      label: eventName(instance, e),
      group: persons.indexOf(teacher ?? groups?.[0]),
    })),
    lines: [],
  };
}
