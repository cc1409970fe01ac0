import fc from "fast-check";
import { describe, expect, it } from "vitest";
import school from "../../examples/timetabling/music-school.json" with { type: "json" };
import { timetabling } from "../../problems/timetabling/index.ts";
import type { TimetablingInstance } from "../../problems/timetabling/schema.ts";
import { formatById } from "../../src/formats/index.ts";
import { solveSync } from "../../src/index.ts";
import { leaves } from "../../src/model/index.ts";
import { createRandom } from "../../src/random.ts";
import { requireSchema } from "../../src/validate.ts";
import { allSolutions } from "../support/all-solutions.ts";
import { prop } from "../support/prop.ts";

const { check, verify, cost, encode, defaults, construct, formats } = timetabling;

/** Two lessons of one class, two slots, one room. */
const pair: TimetablingInstance = {
  problem: "timetabling",
  periods: 2,
  rooms: [{ capacity: 30, features: ["board"] }],
  events: [
    { groups: ["3b"], size: 30 },
    { groups: ["3b"], features: ["board"] },
  ],
};

/** Full: as many events as slots and rooms, in classes and with teachers that a planted timetable keeps apart. */
function fullWeek(seed: number, slots: number, rooms: number, persons: number): TimetablingInstance {
  const random = createRandom(seed);
  const events = Array.from({ length: slots * rooms }, (_, e) => {
    const turn = Math.floor(e / rooms);
    const place = e % rooms;
    return { teacher: `t${(place + 3 * turn + random.below(2) * rooms) % persons}`, groups: [`g${place}`] };
  });
  const busy = new Set<string>();
  const kept = events.map(({ teacher, groups }, e) => {
    const key = `${Math.floor(e / rooms)} ${teacher}`;
    if (busy.has(key)) return { groups };
    busy.add(key);
    return { teacher, groups };
  });
  return { problem: "timetabling", periods: slots, rooms: Array.from({ length: rooms }, () => ({})), events: kept };
}

describe("timetabling", () => {
  it("finds a timetable of price 9 for the music school", () => {
    requireSchema(timetabling.instanceSchema, school, "music-school.json", "invalid-instance");
    const instance = school as TimetablingInstance;
    expect(check(instance)).toEqual([]);
    const result = solveSync(timetabling, instance, { work: 400_000, time: 20, target: 9 });
    expect(result).toMatchObject({ valid: true, objective: 9, solver: "potts" });
  });

  prop(
    "reaches the best of all timetables of small instances",
    [fc.nat(1e6), fc.integer({ min: 2, max: 5 })],
    (seed, size) => {
      const instance = timetabling.sample(createRandom(seed), size);
      let best = Number.POSITIVE_INFINITY;
      for (const solution of allSolutions["timetabling"](instance as never) as Generator<{
        slot: number[];
        room: number[];
      }>) {
        if (verify(instance, solution).length === 0) best = Math.min(best, cost(instance, solution));
      }
      const { objective } = solveSync(timetabling, instance, { solver: "potts", work: 4000 });
      expect(objective).toBeCloseTo(best, 9);
    },
    { numRuns: 25 },
  );

  it("fills 25 slots of 5 rooms with 125 events, every place of them", () => {
    const instance = fullWeek(1, 25, 5, 11);
    expect(check(instance)).toEqual([]);
    const { valid, solution } = solveSync(timetabling, instance, { time: 20, target: 0 });
    expect(valid).toBe(true);
    expect(new Set(solution!.slot.map((s, e) => 5 * s + solution!.room[e])).size).toBe(125);
  });

  it("takes for each event as many bits as the one with the most places, and memory by the bit", () => {
    const events = [{ slots: [1] }, { rooms: [0] }, {}];
    const small = { problem: "timetabling", days: 2, periods: 2, rooms: [{}, {}, {}], events } as TimetablingInstance;
    expect(encode(small, defaults).model.n).toBe(3 * 12);
    const { model } = encode(timetabling.generate!(createRandom(1), 120), defaults);
    const cliques = leaves(model.couplings).flatMap(({ couplings }) =>
      couplings.kind === "cliques" ? [couplings] : [],
    );
    expect(cliques.length).toBe(1);
    expect(cliques[0].member.length).toBeLessThan(4 * model.n);
  });

  it("weighs a broken rule just above what the constructed timetable costs beyond the cheapest slots", () => {
    const { penalty } = encode({ ...pair, slotPrices: [1, 6] }, defaults);
    expect(penalty!.weights.map(({ weight, threshold }) => [weight, threshold])).toEqual([
      [6, 5],
      [6, 5],
      [12, 11],
    ]);
  });

  it("names every kind of broken rule", () => {
    const codes = (instance: TimetablingInstance, slot: number[], room: number[]) =>
      verify(instance, { slot, room }).map(({ code }) => code);
    expect(codes(pair, [0, 0], [0, 0])).toEqual(["shared-room", "busy-group"]);
    expect(codes(pair, [0, 2], [0, 1])).toEqual(["unknown-slot", "unknown-room"]);
    expect(codes(pair, [0], [0, 0])).toEqual(["wrong-length"]);
    const strict: TimetablingInstance = {
      ...pair,
      rooms: [{ capacity: 1 }, {}],
      events: [{ teacher: "A", size: 2, features: ["board"], slots: [1], rooms: [1] }, { teacher: "A" }],
      conflicts: [[0, 1]],
    };
    expect(codes(strict, [0, 0], [0, 1])).toEqual([
      ...["unavailable-slot", "unavailable-room", "room-too-small", "room-lacks-feature", "busy-teacher", "conflict"],
    ]);
  });

  it("prices each relation of wishes by day and period", () => {
    const price = (relation: "adjacent" | "apart" | "same-day" | "different-days", slot: number[]) =>
      cost({ ...pair, days: 2, wishes: [{ relation, group: "3b", price: 5 }] }, { slot, room: [0, 0] });
    const told = (["adjacent", "apart", "same-day", "different-days"] as const).map((relation) =>
      [
        [0, 1],
        [1, 2],
        [0, 3],
        [3, 2],
      ].map((slot) => price(relation, slot)),
    );
    expect(told).toEqual([
      [0, 5, 5, 0],
      [5, 0, 0, 5],
      [0, 5, 5, 0],
      [5, 0, 0, 5],
    ]);
  });

  it("says why no timetable can exist, and what else is wrong", () => {
    const paths = (changed: object) =>
      check({ ...pair, ...changed } as TimetablingInstance).map(({ path, found }) => `${path}: ${found}`);
    expect(paths({ periods: 1 })).toEqual(["events: 2 events", "events: 2 events of group 3b"]);
    expect(paths({ events: [{ size: 31, name: "gala" }] })).toEqual([
      "events[0]: gala with no room that is large enough, has what it needs and is allowed",
    ]);
    expect(paths({ events: [{ slots: [] }] })).toEqual(["events[0]: event 0 with no slot"]);
    expect(
      paths({
        slotPrices: [1],
        slotNames: ["a", "a"],
        conflicts: [
          [0, 0],
          [0, 7],
        ],
        wishes: [{ relation: "apart", price: 1 }],
      }),
    ).toEqual([
      'slotNames[1]: "a" again, as in slotNames[0]',
      "slotPrices: 1 prices",
      "conflicts[0][1]: event 0 again",
      "conflicts[1][1]: 7",
      "wishes[0]: neither events nor a group",
    ]);
    expect(paths({ events: [{ slots: [2], rooms: [1], prices: [[0.5, 1]] }] })).toEqual([
      ...["events[0].slots[0]: 2", "events[0].rooms[0]: 1", "events[0].prices[0]: 0.5"],
    ]);
  });

  it("constructs timetables that pass, or none", () => {
    for (let seed = 0; seed < 40; seed++) {
      const instance = timetabling.sample(createRandom(seed), 1 + (seed % 9));
      const made = construct!(instance);
      if (made !== null) expect(verify(instance, made)).toEqual([]);
    }
  });

  it("reads files of the competition: students keep events apart, seats and features choose rooms", () => {
    // 2 events, 2 rooms, 1 feature, 2 students; seats 1 and 5; both students attend event 0, the first also event 1; room 1 has the feature, event 0 needs it.
    const text = "2 2 1 2\n1\n5\n1\n1\n1\n0\n0\n1\n1\n0\n";
    const instance = formats[0].toInstance!(formatById("itc2002").parse(text), {});
    expect(check(instance)).toEqual([]);
    expect(timetabling.describe(instance)).toBe("2 events, 45 slots, 2 rooms");
    expect(instance.events).toEqual([
      { groups: ["student 0", "student 1"], size: 2, features: ["feature 0"] },
      { groups: ["student 0"], size: 1 },
    ]);
    expect(verify(instance, { slot: [3, 3], room: [1, 0] }).map(({ code }) => code)).toEqual(["busy-group"]);
    expect([...formatById("itc2002").print(formats[0].fromInstance!(instance))].join("")).toBe(text);
    expect(() => formats[0].fromInstance!(pair)).toThrow(expect.objectContaining({ code: "format" }));
    const solution = formats[1].toSolution!(formatById("itc2002-solution").parse("3 1\n4 0\n"), instance);
    expect(verify(instance, solution)).toEqual([]);
  });
});
