/**
 * Random timetables around a planted one, so that each has a solution. Samples are tiny and differ in everything an encoding could get
 * wrong: windows, seats, features, teachers, groups, listed conflicts, prices and wishes; generated ones are a school's week.
 */
import type { Random } from "../../src/random.ts";
import type { TimetableEvent, TimetablingInstance, Wish } from "./schema.ts";

/** max(1, size) events, few places each. */
export function sampleTimetabling(random: Random, size: number): TimetablingInstance {
  const count = Math.max(1, Math.floor(size));
  const rooms = count < 5 ? 1 + random.below(2) : 1;
  const periods = Math.max(1, Math.ceil(count / rooms / 2) + random.below(2));
  const days = count > rooms * periods ? 2 : 1 + random.below(2);
  const slots = days * periods;
  const planted = plantedCells(random, count, slots, rooms);
  const window = count <= 2 ? 3 : 2;
  const price = random.below(3) === 0 ? () => random.below(12) / 4 : () => random.below(10);
  const events = planted.map(({ slot, room }, e): TimetableEvent => {
    const own = new Set([slot]);
    while (own.size < Math.min(slots, window)) own.add(random.below(slots));
    const needs = random.below(3);
    return {
      ...(random.below(4) === 0 ? { name: `lesson ${e + 1}` } : {}),
      ...(own.size < slots || random.below(2) === 0 ? { slots: [...own] } : {}),
      ...(needs === 0 ? { rooms: [room] } : needs === 1 ? { size: 10 + room } : {}),
      ...(random.below(3) === 0 ? { features: ["board"] } : {}),
      ...(random.below(2) === 0 ? { prices: [[random.below(slots), price()]] } : {}),
    };
  });
  const attended = attend(random, events, planted, Math.ceil(count / 2));
  const wishes = count > 1 && random.below(2) === 0 ? sampleWishes(random, attended, price) : [];
  return {
    problem: "timetabling",
    ...(days === 1 ? {} : { days }),
    periods,
    rooms: Array.from({ length: rooms }, (_, r) => ({ capacity: 10 + r, features: ["board"] })),
    events: attended,
    ...(random.below(2) === 0 ? { slotPrices: Array.from({ length: slots }, price) } : {}),
    ...listedConflicts(random, planted),
    ...(wishes.length === 0 ? {} : { wishes }),
  };
}

interface Cell {
  readonly slot: number;
  readonly room: number;
}

/** Different cells, one an event. */
function plantedCells(random: Random, count: number, slots: number, rooms: number): Cell[] {
  const cells = Int32Array.from({ length: slots * rooms }, (_, cell) => cell);
  random.shuffle(cells);
  return Array.from(cells.subarray(0, count), (cell) => ({ slot: Math.floor(cell / rooms), room: cell % rooms }));
}

/** Gives events a teacher and a group each, of so many, where the planted timetable allows it. */
function attend(
  random: Random,
  events: readonly TimetableEvent[],
  planted: readonly Cell[],
  persons: number,
): TimetableEvent[] {
  const busy = new Set<string>();
  const free = (kind: string, slot: number): string | null => {
    const person = `${kind} ${1 + random.below(persons)}`;
    const key = `${slot} ${person}`;
    if (busy.has(key)) return null;
    busy.add(key);
    return person;
  };
  return events.map((event, e) => {
    const teacher = free("teacher", planted[e].slot);
    const group = free("class", planted[e].slot);
    return { ...event, ...(teacher === null ? {} : { teacher }), ...(group === null ? {} : { groups: [group] }) };
  });
}

function listedConflicts(random: Random, planted: readonly Cell[]): Pick<TimetablingInstance, "conflicts"> {
  const conflicts: [number, number][] = [];
  for (const [j, { slot }] of planted.entries()) {
    for (let i = 0; i < j; i++) if (planted[i].slot !== slot && random.below(4) === 0) conflicts.push([i, j]);
  }
  return conflicts.length === 0 ? {} : { conflicts };
}

const RELATIONS: readonly Wish["relation"][] = ["adjacent", "apart", "same-day", "different-days"];

function sampleWishes(random: Random, events: readonly TimetableEvent[], price: () => number): Wish[] {
  const relation = RELATIONS[random.below(RELATIONS.length)];
  const group = events[random.below(events.length)].groups?.[0];
  if (group !== undefined && random.below(2) === 0) return [{ relation, group, price: price() }];
  const first = random.below(events.length);
  const second = (first + 1 + random.below(events.length - 1)) % events.length;
  return [{ relation, events: [first, second], price: price() }];
}

const DAYS = 5;
const PERIODS = 5;
const FILLED = 0.8; // of all rooms and slots
const LOAD = 12; // events a class and a teacher: half a week
const LATE = 2;
const UNLOVED = 1;
const TWICE_A_DAY = 3;

/**
 * A week of 25 slots in rooms of several sizes, four fifths filled: late slots cost, each teacher would like one day off, and the events of a class
 * come in pairs that are wished on different days.
 */
export function generateTimetabling(random: Random, size: number): TimetablingInstance {
  const slots = DAYS * PERIODS;
  const rooms = Math.max(1, Math.ceil(size / slots / FILLED));
  const capacities = Array.from({ length: rooms }, (_, r) => 20 + 10 * (r % 4));
  const planted = plantedCells(random, size, slots, rooms);
  const plain = planted.map(({ room }) => ({ size: Math.min(capacities[room], 15 + random.below(25)) }));
  const persons = Math.max(1, Math.ceil(size / LOAD));
  const off = Array.from({ length: persons + 1 }, () => random.below(DAYS));
  const events = attend(random, plain, planted, persons).map((event) => {
    if (event.teacher === undefined) return event;
    const day = off[Number(event.teacher.split(" ")[1])];
    const prices = Array.from({ length: PERIODS }, (_, p): [number, number] => [day * PERIODS + p, UNLOVED]);
    return { ...event, prices };
  });
  const wishes = pairsOfClasses(events).map((pair): Wish => {
    return { relation: "different-days", events: pair, price: TWICE_A_DAY };
  });
  return {
    problem: "timetabling",
    name: `week-${size}`,
    days: DAYS,
    periods: PERIODS,
    slotPrices: Array.from({ length: slots }, (_, s) => (s % PERIODS === PERIODS - 1 ? LATE : 0)),
    rooms: capacities.map((capacity) => ({ capacity })),
    events,
    ...(wishes.length === 0 ? {} : { wishes }),
  };
}

/** Each class's first event with its second, its third with its fourth, ... */
function pairsOfClasses(events: readonly TimetableEvent[]): [number, number][] {
  const waiting = new Map<string, number>();
  const pairs: [number, number][] = [];
  for (const [e, { groups = [] }] of events.entries()) {
    for (const group of groups) {
      const first = waiting.get(group);
      if (first === undefined) waiting.set(group, e);
      else {
        pairs.push([first, e]);
        waiting.delete(group);
      }
    }
  }
  return pairs;
}
