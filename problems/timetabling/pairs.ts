/**
 * The pairs of bits that cost something. Bit of event e at its place p: e * size + p. Exclusions as cliques, any two bits of which exclude each
 * other: the bits of one slot and room, and for each teacher, group and listed conflict the bits of its events in one slot; memory grows with bits times
 * persons, not with pairs. Wishes as pairs, counted before they are written.
 */
import type { Couplings } from "../../src/model/index.ts";
import { type Places, partiesOf, wishedPairs } from "./places.ts";
import { slotsOf, type TimetablingInstance } from "./schema.ts";

export interface PairList {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float64Array;
}

type Visit = (from: number, to: number, weight: number) => void;
type Walk = (visit: Visit) => void;

/** Ones between bits that exclude each other, as many as there are reasons. O(bits (1 + persons of an event)). */
export function exclusions(instance: TimetablingInstance, places: readonly Places[], size: number): Couplings {
  const slots = slotsOf(instance);
  const width = instance.rooms.length;
  const cells: number[][] = Array.from({ length: slots * width }, () => []);
  const groups: number[][] = [];
  const bitsIn = (e: number, visit: (slot: number, room: number, bit: number) => void) => {
    const { slots: own, rooms } = places[e];
    let bit = e * size;
    for (const s of own) for (const r of rooms) visit(s, r, bit++);
  };
  for (let e = 0; e < places.length; e++) bitsIn(e, (s, r, bit) => cells[s * width + r].push(bit));
  for (const party of partiesOf(instance)) {
    const bySlot: number[][] = Array.from({ length: slots }, () => []);
    for (const e of party) bitsIn(e, (s, _r, bit) => bySlot[s].push(bit));
    groups.push(...bySlot);
  }
  const members = [...cells, ...groups].filter((bits) => bits.length > 1);
  const groupStart = new Int32Array(members.length + 1);
  for (const [g, bits] of members.entries()) groupStart[g + 1] = groupStart[g] + bits.length;
  const member = new Int32Array(groupStart[members.length]);
  for (const [g, bits] of members.entries()) member.set(bits, groupStart[g]);
  return { kind: "cliques", n: places.length * size, groupStart, member, coefficient: null };
}

export function wishPairs(
  instance: TimetablingInstance,
  places: readonly Places[],
  size: number,
  requireMemory: (pairs: number) => void,
): PairList {
  const wishes = wishedPairs(instance);
  return written(requireMemory, (visit) => {
    for (const { i, j, price, fails } of wishes) {
      for (const [s, own] of places[i].slots.entries()) {
        for (const [t, other] of places[j].slots.entries()) {
          if (!fails(own, other)) continue;
          const first = i * size + s * places[i].rooms.length;
          const second = j * size + t * places[j].rooms.length;
          for (let p = first; p < first + places[i].rooms.length; p++) {
            for (let q = second; q < second + places[j].rooms.length; q++) visit(p, q, price);
          }
        }
      }
    }
  });
}

function written(requireMemory: (pairs: number) => void, walk: Walk): PairList {
  let count = 0;
  walk(() => {
    count++;
  });
  requireMemory(count);
  const list = { from: new Int32Array(count), to: new Int32Array(count), weight: new Float64Array(count) };
  let k = 0;
  walk((from, to, weight) => {
    list.from[k] = from;
    list.to[k] = to;
    list.weight[k++] = weight;
  });
  return list;
}
