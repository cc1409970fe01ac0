/** ITC 2002 files: students imply conflicts, seats and features rooms; nothing is priced. Solutions as a slot and a room an event. */
import { GroundstateError } from "../../src/errors.ts";
import type { TimetableRecord } from "../../src/formats/records.ts";
import { asRecord } from "../../src/modelling/document.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { TimetableEvent, TimetablingInstance, TimetablingSolution } from "./schema.ts";

/** Every instance of the competition: Monday to Friday, nine hours each. */
const DAYS = 5;
const PERIODS = 9;

export const formats: readonly FormatAdapter<TimetablingInstance, TimetablingSolution>[] = [
  {
    kind: "timetable",
    primary: true,
    toInstance: (record, { name }) => fromRecord(asRecord(record, "timetable"), name),
    fromInstance: toRecord,
  },
  {
    kind: "placements",
    primary: false,
    toSolution(record) {
      const { slots, rooms } = asRecord(record, "placements");
      return { slot: [...slots], room: [...rooms] };
    },
    fromSolution: (_instance, { slot, room }) => ({ kind: "placements", slots: slot, rooms: room }),
  },
];

function fromRecord(record: TimetableRecord, name: string | undefined): TimetablingInstance {
  const features = (of: readonly number[]) => (of.length === 0 ? {} : { features: of.map((f) => `feature ${f}`) });
  const groups: string[][] = record.eventFeatures.map(() => []);
  for (const [s, attended] of record.students.entries()) for (const e of attended) groups[e].push(`student ${s}`);
  return {
    problem: "timetabling",
    ...(name === undefined ? {} : { name }),
    days: DAYS,
    periods: PERIODS,
    rooms: record.capacities.map((capacity, r) => ({ capacity, ...features(record.roomFeatures[r]) })),
    events: groups.map((own, e) => ({
      ...(own.length === 0 ? {} : { groups: own, size: own.length }),
      ...features(record.eventFeatures[e]),
    })),
  };
}

/** @throws {GroundstateError} "format" for what such files have no place for */
function toRecord(instance: TimetablingInstance): TimetableRecord {
  const { days = 1, periods, slotPrices, rooms, events, conflicts, wishes } = instance;
  const plain = events.every(
    ({ teacher, slots, rooms: own, prices, groups = [], size = 0 }) =>
      [teacher, slots, own, prices].every((part) => part === undefined) && size === new Set(groups).size,
  );
  const seated = rooms.every(({ capacity }) => capacity !== undefined && Number.isInteger(capacity));
  if (
    !plain ||
    !seated ||
    days !== DAYS ||
    periods !== PERIODS ||
    [slotPrices, conflicts, wishes].some((part) => part !== undefined)
  ) {
    const message =
      "such a file holds 5 days of 9 periods, rooms with seats, and events of students alone: no teachers, windows, prices, listed conflicts or wishes, as many seats as students";
    throw new GroundstateError("format", message, { hint: "Write JSON." });
  }
  const features = [...new Set([...rooms, ...events].flatMap(({ features: own = [] }) => own))];
  const numbers = ({ features: own = [] }: Pick<TimetableEvent, "features">) =>
    features.flatMap((feature, f) => (own.includes(feature) ? [f] : []));
  const attended = new Map<string, number[]>();
  for (const [e, { groups = [] }] of events.entries()) {
    for (const group of new Set(groups)) attended.set(group, [...(attended.get(group) ?? []), e]);
  }
  return {
    kind: "timetable",
    capacities: rooms.map(({ capacity }) => capacity as number),
    students: [...attended.values()],
    features: features.length,
    roomFeatures: rooms.map(numbers),
    eventFeatures: events.map(numbers),
  };
}
