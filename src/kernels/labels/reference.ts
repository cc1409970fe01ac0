/** Search over labels in plain TypeScript: the oracle and the fallback. An iteration looks at every cell. @see types.ts for the law */
import { MemoryError } from "../../errors.ts";
import { createWords } from "../tabu/words.ts";
import { exponentialVariates } from "../tours/tables.ts";
import { mix } from "./mix.ts";
import { LOGARITHM_SHIFT, LOGARITHMS, settleCosts } from "./session.ts";
import { choicesOf, type LabelSystem } from "./system.ts";
import type { LabelsRequest, LabelsSession, LabelTenure } from "./types.ts";

export function createReferenceLabels(system: LabelSystem, { random, memoryLimit }: LabelsRequest): LabelsSession {
  const { units, cells, first, edges, pairs, floor } = system;
  if (memoryLimit !== undefined && 16 * cells > memoryLimit) {
    throw new MemoryError(`labels of ${units} units`, 16 * cells, memoryLimit, "Raise the memory limit.");
  }
  const next = createWords(random);
  const variates = exponentialVariates(LOGARITHMS);
  const current = first.slice(0, units);
  const best = current.slice();
  const cost = new Int32Array(cells);
  /** First iteration in which a cell may be chosen again. */
  const freeAt = new Float64Array(cells);
  let energy = 0;
  let bestEnergy = 0;
  let time = 0;
  let quiet = 0;
  let proposed = 0;

  const isDiscontent = (u: number) => cost[current[u]] > floor[u];
  function discontent(): number {
    let count = 0;
    for (let u = 0; u < units; u++) if (isDiscontent(u)) count++;
    return count;
  }
  function move(u: number, to: number): void {
    const from = current[u];
    energy += cost[to] - cost[from];
    for (let k = edges.start[u]; k < edges.start[u + 1]; k++) {
      const row = first[edges.to[k]] - first[u];
      cost[row + from] -= edges.weight[k];
      cost[row + to] += edges.weight[k];
    }
    for (let k = pairs.start[from]; k < pairs.start[from + 1]; k++) cost[pairs.to[k]] -= pairs.weight[k];
    for (let k = pairs.start[to]; k < pairs.start[to + 1]; k++) cost[pairs.to[k]] += pairs.weight[k];
    current[u] = to;
  }
  /** The cell to choose, or -1. */
  function choose(word: number): number {
    let chosen = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let u = 0; u < units; u++) {
      if (!isDiscontent(u)) continue;
      for (let c = 0; c < choicesOf(system, u); c++) {
        const cell = first[u] + c;
        const change = cost[cell] - cost[current[u]];
        if (cell === current[u] || change > least) continue;
        if (freeAt[cell] > time && energy + change >= bestEnergy) continue;
        if (change === least && mix(cell, word) >= mix(chosen, word)) continue;
        chosen = cell;
        least = change;
      }
    }
    return chosen;
  }
  function iterate({ spread, share, cap }: LabelTenure): void {
    const word = next();
    const cell = choose(word);
    if (cell >= 0) {
      const u = system.unitOf[cell];
      const left = current[u];
      move(u, cell);
      const random = (((word >>> 6) & 1023) * spread) >>> 10;
      freeAt[left] = time + 1 + random + ((share * Math.min(discontent(), cap)) >>> 10);
    }
    time++;
    quiet++;
    if (energy >= bestEnergy) return;
    bestEnergy = energy;
    best.set(current);
    quiet = 0;
  }
  function begin(): void {
    freeAt.fill(0);
    time = 0;
    bestEnergy = energy;
    best.set(current);
    quiet = 0;
  }
  function propose(temperature: number): boolean {
    const u = proposed++ % units;
    const others = choicesOf(system, u) - 1;
    const word = next();
    if (others < 1) return false;
    const pick = first[u] + (((word >>> 16) * others) >>> 16);
    const to = pick + (pick >= current[u] ? 1 : 0);
    const change = cost[to] - cost[current[u]];
    if (change > 0 && !(change < temperature * variates[next() >>> LOGARITHM_SHIFT])) return false;
    move(u, to);
    return true;
  }
  const choices = (from: Int32Array, into: Int32Array) => {
    for (let u = 0; u < units; u++) into[u] = from[u] - first[u];
  };
  energy = settleCosts(system, current, cost);
  begin();
  return {
    system,
    get energy() {
      return energy;
    },
    get bestEnergy() {
      return bestEnergy;
    },
    get discontent() {
      return discontent();
    },
    read: (into) => choices(current, into),
    readBest: (into) => choices(best, into),
    assign(given) {
      for (let u = 0; u < units; u++) current[u] = first[u] + given[u];
      energy = settleCosts(system, current, cost);
      begin();
    },
    begin,
    search(iterations, patience, tenure) {
      let done = 0;
      for (; done < iterations && quiet < patience && discontent() > 0; done++) iterate(tenure);
      return done;
    },
    anneal(proposals, temperature) {
      let moved = 0;
      if (units > 0) for (let k = 0; k < proposals; k++) if (propose(temperature)) moved++;
      return moved;
    },
  };
}
