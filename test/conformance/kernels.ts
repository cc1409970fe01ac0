/** Laws of kernels: kept fields are the fields, kept energy is the energy, whatever was flipped before. */
import type { Enumeration, EnumerationTask } from "../../src/kernels/enumeration/types.ts";
import type { Fields, Kernels } from "../../src/kernels/types.ts";
import { magnitudeBound } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import { createRandom, type Random } from "../../src/random.ts";
import { type DenseModel, denseEnergy, denseModel } from "../support/oracle.ts";
import { same } from "./couplings.ts";

/** Field, gain and energy against recomputation from the dense matrix. */
function expectCurrent(place: string, fields: Fields, model: EnergyModel, dense: DenseModel, magnitude: number): void {
  const { values } = fields;
  const exact = model.integer;
  const energy = denseEnergy(dense, values);
  same(`${place}: energy`, fields.energy, energy, exact, magnitude);
  for (let i = 0; i < model.n; i++) {
    const h = dense.W[i].reduce((sum, w, j) => sum + w * values[j], dense.b[i]);
    same(`${place}: field(${i})`, fields.field(i), h, exact, magnitude);
    const flipped = values.slice();
    flipped[i] = model.domain === "spin" ? -values[i] : 1 - values[i];
    same(`${place}: gain(${i})`, fields.gain(i), denseEnergy(dense, flipped) - energy, exact, magnitude);
  }
}

/** Fields stay current under flips, a flip returns its gain, refresh changes nothing that was current. */
export function fieldsLaw(kernels: Kernels, model: EnergyModel, initial: Int8Array, flips: readonly number[]): void {
  const dense = denseModel(model);
  const magnitude = magnitudeBound(model);
  const fields = kernels.fields(model, initial);
  if (fields.n !== model.n) throw new Error(`n is ${fields.n}, expected ${model.n}`);
  expectCurrent("at the start", fields, model, dense, magnitude);
  const expected = initial.slice();
  for (const pick of flips) {
    const i = pick % model.n;
    const [before, gain] = [fields.energy, fields.gain(i)];
    const change = fields.flip(i);
    expected[i] = model.domain === "spin" ? -expected[i] : 1 - expected[i];
    same(`flip(${i}) against gain(${i})`, change, gain, true);
    same(`energy after flip(${i})`, fields.energy, before + change, model.integer, magnitude);
    expectCurrent(`after flip(${i})`, fields, model, dense, magnitude);
    fields.values.forEach((value, j) => {
      same(`value ${j} after flip(${i})`, value, expected[j], true);
    });
  }
  fields.refresh();
  expectCurrent("after refresh", fields, model, dense, magnitude);
  const snapshot = [fields.energy, ...Array.from(expected, (_, i) => fields.field(i))];
  fields.refresh();
  const again = [fields.energy, ...Array.from(expected, (_, i) => fields.field(i))];
  snapshot.forEach((value, k) => {
    same(`number ${k} after a second refresh`, again[k], value, true);
  });
  fields.assign(initial);
  expectCurrent("after assign", fields, model, dense, magnitude);
  if (fields.values.some((value, i) => value !== initial[i])) throw new Error("assign did not set the values");
}

/** The initial values are copied: flipping must not write to the caller's array. */
export function ownershipLaw(kernels: Kernels, model: EnergyModel, initial: Int8Array): void {
  const mine = initial.slice();
  const fields = kernels.fields(model, mine);
  for (let i = 0; i < model.n; i++) fields.flip(i);
  if (mine.some((value, i) => value !== initial[i])) throw new Error("the initial values were written to");
}

/** Whether a proposal is accepted, and whether it costs a random word: the rule that Kernels.metropolisSweep documents. */
function proposal(gain: number, beta: number, random: Random): boolean {
  if (gain < 0) return true;
  if (!(beta * gain < 32 * Math.LN2)) return false; // Infinity * 0 too
  const word = random.uint32();
  return gain === 0 ? word < (15 / 16) * 2 ** 32 : word < Math.exp(-beta * gain) * 2 ** 32;
}

/** Sweeps replayed from the gains with the same random words: same flips, same draws, same energies; ranges add up to sweeps. */
export function metropolisLaw(
  kernels: Kernels,
  model: EnergyModel,
  initial: Int8Array,
  beta: number,
  seed: number,
): void {
  const fields = kernels.fields(model, initial);
  const twin = kernels.fields(model, initial);
  const [random, replay] = [createRandom(seed), createRandom(seed)];
  const middle = Math.floor(model.n / 2);
  const ranges = [[], [], [0, middle], [middle, model.n]] as const;
  ranges.forEach(([from = 0, to = model.n], sweep) => {
    const expected: number[] = [];
    for (let i = from; i < to; i++) {
      if (!proposal(twin.gain(i), beta, replay)) continue;
      twin.flip(i);
      expected.push(i);
    }
    const accepted: number[] = [];
    const report = sweep === 1 ? null : (i: number) => void accepted.push(i);
    const count =
      sweep < 2
        ? kernels.metropolisSweep(fields, beta, random, report)
        : kernels.metropolisSweep(fields, beta, random, report, from, to);
    same(`flips of sweep ${sweep}`, count, expected.length, true);
    if (report !== null && accepted.join() !== expected.join()) {
      throw new Error(`sweep ${sweep} flipped ${accepted.join()}, expected ${expected.join()}`);
    }
    if (fields.values.some((value, i) => value !== twin.values[i])) throw new Error(`sweep ${sweep} ended elsewhere`);
    same(`energy after sweep ${sweep}`, fields.energy, twin.energy, model.integer, magnitudeBound(model));
    same("random words drawn", random.uint32(), replay.uint32(), true);
  });
}

/** Enumeration against plain loops over all states: lowest level, ground states, local minima, spectrum. n <= 14. `fixLast`: the half with bit n - 1 = 0. */
export function enumerationLaw(kernels: Kernels, model: EnergyModel, fixLast = false): void {
  const { W, b } = denseModel({ ...model, offset: 0 });
  const { n } = model;
  const levels = Array.from({ length: 2 ** n }, (_, code) => {
    let level = 0;
    for (let i = 0; i < n; i++) {
      if (((code >> i) & 1) === 0) continue;
      level -= b[i];
      for (let j = 0; j < i; j++) if ((code >> j) & 1) level -= W[i][j];
    }
    return level;
  });
  const task = { n, weights: Float64Array.from(W.flat()), biases: Float64Array.from(b), fixLast, band: 0 };
  const found = kernels.enumerate({
    ...task,
    listGroundStates: 2 ** n,
    listLocalMinima: 2 ** n,
    spectrumLevels: 2 ** n,
  });
  const half = fixLast ? 2 ** (n - 1) : 2 ** n;
  same("total", found.total, half, true);
  while (found.visited < found.total) {
    const before = found.visited;
    found.advance(7);
    if (found.visited <= before) throw new Error("advance visited nothing");
  }
  const visited = levels.slice(0, half);
  const lowest = visited.reduce((least, level) => Math.min(least, level), Number.POSITIVE_INFINITY);
  same("lowestLevel", found.lowestLevel, lowest, true);
  same("level of lowestCode", levels[found.lowestCode], lowest, true);
  const codes = (list: readonly number[]) => [...list].sort((x, y) => x - y).join();
  const ground = visited.flatMap((level, code) => (level === lowest ? [code] : []));
  const { count, codes: listed } = found.groundStates();
  same("ground states", count, ground.length, true);
  if (codes(listed) !== codes(ground)) throw new Error(`ground states ${codes(listed)}, expected ${codes(ground)}`);
  const neighbours = (code: number) => Array.from({ length: n }, (_, i) => levels[code ^ (1 << i)]);
  const minima = visited.flatMap((level, code) => (neighbours(code).every((other) => other >= level) ? [code] : []));
  const strict = minima.filter((code) => neighbours(code).every((other) => other > levels[code]));
  const local = found.localMinima();
  same("local minima", local?.count ?? -1, minima.length, true);
  same("strict local minima", local?.strictCount ?? -1, strict.length, true);
  if (codes(local!.listed.map(({ code }) => code)) !== codes(minima)) throw new Error("other local minima are listed");
  for (const entry of local!.listed) {
    same(`level of local minimum ${entry.code}`, entry.level, levels[entry.code], true);
    same(`strictness of ${entry.code}`, Number(entry.strict), Number(strict.includes(entry.code)), true);
  }
  const spectrum = new Map<number, number>();
  for (const level of visited) spectrum.set(level + 0, (spectrum.get(level + 0) ?? 0) + 1);
  const expected = [...spectrum].sort(([x], [y]) => x - y).join();
  const given = found.spectrum()?.map(({ level, count: states }) => [level + 0, states]);
  if (given?.join() !== expected) throw new Error(`spectrum ${given?.join()}, expected ${expected}`);
}

/** Two implementations give the same numbers: bit for bit on integer models. */
export function twinLaw(
  a: Kernels,
  b: Kernels,
  model: EnergyModel,
  initial: Int8Array,
  flips: readonly number[],
): void {
  const [x, y] = [a.fields(model, initial), b.fields(model, initial)];
  const magnitude = magnitudeBound(model);
  for (const pick of flips) {
    const i = pick % model.n;
    same(`${a.id} and ${b.id}: flip(${i})`, x.flip(i), y.flip(i), model.integer, magnitude);
    same(`${a.id} and ${b.id}: energy`, x.energy, y.energy, model.integer, magnitude);
    for (let j = 0; j < model.n; j++)
      same(`${a.id} and ${b.id}: field(${j})`, x.field(j), y.field(j), model.integer, magnitude);
  }
}

/**
 * Two enumerations of one task give the same, at every stop: counts, lists, levels, spectrum. Stops at multiples of `stride` states.
 * The lowest state and the ground states may lag behind while local minima are looked for: those are compared at the end.
 */
export function enumerationTwinLaw(a: Kernels, b: Kernels, task: EnumerationTask, stride: number): void {
  const [x, y] = [a.enumerate(task), b.enumerate(task)];
  const report = (found: Enumeration, end: boolean): string => {
    const ground = [found.lowestLevel + 0, found.lowestCode, found.groundStates()];
    const minima = found.localMinima();
    const listed = minima?.listed.map(({ level, code, strict }) => [level + 0, code, strict]);
    const spectrum = found.spectrum()?.map(({ level, count }) => [level + 0, count]);
    return JSON.stringify({
      visited: [found.visited, found.total],
      ground: end || minima === null ? ground : null,
      minima: minima === null ? null : [minima.count, minima.strictCount, listed],
      spectrum: spectrum ?? null,
    });
  };
  for (let end = false; !end; ) {
    x.advance(stride);
    y.advance(stride);
    end = x.visited === x.total;
    const [first, second] = [report(x, end), report(y, end)];
    if (first === second) continue;
    let k = 0;
    while (first[k] === second[k]) k++;
    const part = (text: string) => text.slice(Math.max(0, k - 120), k + 80);
    throw new Error(`${a.id} gives ${part(first)}, ${b.id} ${part(second)} after ${x.visited} states`);
  }
}
