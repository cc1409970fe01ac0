/** Timetabling: give every event a slot and a room, nobody and no room being needed twice in a slot, at the least price of slots and wishes. */
import { type Bound, defineProblem } from "../../src/problem.ts";
import { checkInstance } from "./check.ts";
import { constructTimetable } from "./construct.ts";
import { drawTimetable } from "./draw.ts";
import { encodeTimetable } from "./encode.ts";
import { formats } from "./formats.ts";
import { placesOf } from "./places.ts";
import { priceOf, verifyTimetable } from "./referee.ts";
import { generateTimetabling, sampleTimetabling } from "./sample.ts";
import {
  defaults,
  eventName,
  instanceSchema,
  optionsSchema,
  roomName,
  slotName,
  slotsOf,
  solutionSchema,
  type TimetablingInstance,
  type TimetablingOptions,
  type TimetablingSolution,
} from "./schema.ts";

const SHOWN = 40;
const ROUNDING = 1e-12; // of sums of prices: downwards, so that the bound stays one

export const timetabling = defineProblem<TimetablingInstance, TimetablingSolution, TimetablingOptions>({
  id: "timetabling",
  title: "Timetabling",
  summary:
    "Give every event a slot and a room that is free, large enough and equipped, so that nobody is in two places at once; slots may cost, and pairs of events may be wished side by side, apart, on one day or on different ones, at a price. One bit an event and place, a place being a slot and a room that suit the event (as many bits for each event as the one with the most places needs); pairs of places that exclude each other cost, and so does every event without a place of its own or with several.",
  sources: [
    "de Werra 1985, An introduction to timetabling",
    "Lewis 2008, A survey of metaheuristic-based techniques for university timetabling problems",
    "Paechter, Gambardella & Rossi-Doria 2002, International Timetabling Competition",
  ],
  sense: "min",
  objective: "price",
  instanceSchema,
  solutionSchema,
  optionsSchema,
  defaults,
  check: checkInstance,
  describe: (instance) =>
    `${instance.events.length} events, ${slotsOf(instance)} slots, ${instance.rooms.length} rooms`,
  encode: encodeTimetable,
  cost: priceOf,
  verify: verifyTimetable,
  construct: constructTimetable,
  bound: cheapestSlots,
  sample: sampleTimetabling,
  generate: generateTimetabling,
  tell(instance, { slot, room }) {
    const turn = slot.map((_, e) => e).sort((a, b) => slot[a] - slot[b] || room[a] - room[b]);
    const shown = turn
      .slice(0, SHOWN)
      .map((e) => `${slotName(instance, slot[e])}: ${eventName(instance, e)}, ${roomName(instance, room[e])}`);
    return shown.join("; ") + (turn.length > SHOWN ? "; ..." : "");
  },
  formats,
  draw: drawTimetable,
});

/** Every event in its cheapest slot, every wish come true. */
function cheapestSlots(instance: TimetablingInstance): Bound {
  let value = 0;
  for (const { price } of placesOf(instance)) value += price.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  if (!Number.isInteger(value)) value *= 1 - ROUNDING;
  return { value, proof: "every event in its cheapest slot" };
}
