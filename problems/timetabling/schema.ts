/** Instances, solutions and options of timetabling: JSON Schemas, and the types that follow from them. */
import { type Static, Type } from "typebox";
import { closed, documentHeader } from "../../src/modelling/document.ts";
import { type PenaltyOptions, penaltyDefaults, penaltyOptionsSchema } from "../../src/modelling/penalty-options.ts";

const LARGEST_PRICE = 1e9;
const MOST_SLOTS = 10_000;

const texts = (description: string) => Type.Optional(Type.Array(Type.String({ minLength: 1 }), { description }));
const indices = (description: string) => Type.Optional(Type.Array(Type.Integer({ minimum: 0 }), { description }));
const price = (description: string) => Type.Number({ minimum: 0, maximum: LARGEST_PRICE, description });

const roomSchema = Type.Object(
  {
    name: Type.Optional(Type.String({ description: "Name of the room. Default: room 0, room 1, ..." })),
    capacity: Type.Optional(Type.Number({ minimum: 0, description: "How many it holds. Default: any number." })),
    features: texts("What it has, e.g. projector, laboratory. Default: nothing."),
  },
  { ...closed, description: "A room." },
);

const eventSchema = Type.Object(
  {
    name: Type.Optional(Type.String({ description: "Name of the event. Default: event 0, event 1, ..." })),
    teacher: Type.Optional(Type.String({ minLength: 1, description: "Who teaches. Default: nobody." })),
    groups: texts("Who attends: classes, courses or single students. Default: nobody."),
    size: Type.Optional(Type.Number({ minimum: 0, description: "How many seats it needs. Default: 0." })),
    features: texts("What its room must have. Default: nothing."),
    slots: indices("Slots in which it may be, counted from 0. Default: all."),
    rooms: indices("Rooms in which it may be, counted from 0. Default: all."),
    prices: Type.Optional(
      Type.Array(Type.Array(Type.Number({ minimum: 0 }), { minItems: 2, maxItems: 2, description: "[slot, price]." }), {
        description: "What it costs to have it in a slot, beside the price of the slot. Default: nothing.",
      }),
    ),
  },
  { ...closed, description: "An event that takes one slot." },
);

const wishSchema = Type.Object(
  {
    relation: Type.Unsafe<"adjacent" | "apart" | "same-day" | "different-days">(
      Type.Enum(["adjacent", "apart", "same-day", "different-days"], {
        description: "adjacent: in slots of one day that follow each other. apart: not so. same-day, different-days.",
      }),
    ),
    events: indices("Two or more events, counted from 0: every pair of them is wished so."),
    group: Type.Optional(Type.String({ description: "In place of `events`: all events of this group." })),
    price: price("What each pair costs for which the wish does not come true."),
  },
  { ...closed, description: "How pairs of events should lie." },
);

export const instanceSchema = Type.Object(
  {
    ...documentHeader("timetabling"),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_SLOTS, description: "Number of days. Default: 1." })),
    periods: Type.Integer({
      minimum: 1,
      maximum: MOST_SLOTS,
      description: "Slots a day. Slot s is period s mod periods of day floor(s / periods), counted from 0.",
    }),
    slotNames: texts("Names of the slots, all different. Default: day 1 period 1, ..."),
    slotPrices: Type.Optional(
      Type.Array(price("0 or more."), {
        description: "What any event costs in each slot, e.g. late ones. Default: 0.",
      }),
    ),
    rooms: Type.Array(roomSchema, { minItems: 1, description: "The rooms; each holds one event a slot." }),
    events: Type.Array(eventSchema, { minItems: 1, description: "The events, each to be given a slot and a room." }),
    conflicts: Type.Optional(
      Type.Array(Type.Array(Type.Integer({ minimum: 0 }), { minItems: 2, maxItems: 2, description: "[i, j]." }), {
        description:
          "Pairs of events that must not be in one slot, beside those that share their teacher or a group. Default: none.",
      }),
    ),
    wishes: Type.Optional(Type.Array(wishSchema, { description: "How pairs of events should lie. Default: none." })),
  },
  { ...closed, description: "A timetabling instance: events, slots and rooms." },
);
export type TimetablingInstance = Static<typeof instanceSchema>;
export type TimetableEvent = TimetablingInstance["events"][number];
export type Wish = Static<typeof wishSchema>;

export const solutionSchema = Type.Object(
  {
    slot: Type.Array(Type.Integer({ minimum: 0 }), { description: "The slot of each event, counted from 0." }),
    room: Type.Array(Type.Integer({ minimum: 0 }), { description: "The room of each event, counted from 0." }),
  },
  { ...closed, description: "A slot and a room for every event." },
);
export type TimetablingSolution = Static<typeof solutionSchema>;

export const optionsSchema = penaltyOptionsSchema("How timetables become an energy.");
export type TimetablingOptions = PenaltyOptions;
export const defaults: TimetablingOptions = penaltyDefaults;

export const slotsOf = ({ days = 1, periods }: TimetablingInstance): number => days * periods;

export function slotName({ slotNames, periods, days = 1 }: TimetablingInstance, slot: number): string {
  const period = `period ${(slot % periods) + 1}`;
  return slotNames?.[slot] ?? (days === 1 ? period : `day ${Math.floor(slot / periods) + 1} ${period}`);
}

export const roomName = ({ rooms }: TimetablingInstance, room: number): string => rooms[room]?.name ?? `room ${room}`;

export const eventName = ({ events }: TimetablingInstance, event: number): string =>
  events[event]?.name ?? `event ${event}`;
