/**
 * One fast chain over variables ordered by colour: what the vector kernel and its plain twin share, all but the sweep. Whole weights
 * whose fields fit a byte.
 */
import type { Random } from "../../random.ts";
import { randomise } from "../spins.ts";
import type { SpinSystem } from "../system.ts";
import { BLOCK, type Colouring } from "./colouring.ts";
import { BYTE_REACH } from "./form.ts";
import { createLaneGenerator, type LaneGenerator } from "./generator.ts";
import type { Replicas } from "./types.ts";

/** Positions take 24 bits of a coupling word. */
const MOST_POSITIONS = 2 ** 24;

export function suitsColouring(system: SpinSystem): boolean {
  return system.integer && system.reach <= BYTE_REACH && system.n + BLOCK * (system.degree + 1) <= MOST_POSITIONS;
}

/** By position. Spins are 0 for +1 and -1 for -1 in the kernel, +1 and -1 in the reference. */
export interface ColouredState {
  readonly spins: Int8Array;
  readonly fields: Int8Array | Int32Array;
  /** -1, and 0 at positions that fill a colour up. */
  readonly live: Int8Array;
}

export interface ColouredChain extends ColouredState {
  readonly form: string;
  /** How +1 is written: the kernel's masks have 0. */
  readonly up: 0 | 1;
  seed(generator: LaneGenerator): void;
  sweep(beta: number, from: number, to: number): number;
}

const stateOf = new WeakMap<Replicas, ColouredState>();

export function colouredReplicas(
  system: SpinSystem,
  { order, place }: Colouring,
  chain: ColouredChain,
  random: Random,
): Replicas {
  const { n, rowStart, column, weight, bias, unit, offset } = system;
  const { spins, fields, live, up } = chain;
  const positions = order.length;
  const energy = new Float64Array(1);
  const signOf = (position: number) => (spins[position] === up ? 1 : -1);
  const round = (position: number) => (position >= positions ? positions : Math.floor(position / BLOCK) * BLOCK);

  function assign(signs: ArrayLike<number>): void {
    for (let position = 0; position < positions; position++) {
      const i = order[position];
      live[position] = i < 0 ? 0 : -1;
      spins[position] = i < 0 || signs[i] === 1 ? up : -1;
      fields[position] = BYTE_REACH;
      if (i < 0) continue;
      let field = bias[i];
      for (let k = rowStart[i]; k < rowStart[i + 1]; k++) field += weight[k] * signs[column[k]];
      fields[position] = field;
    }
  }
  const replicas: Replicas = {
    n,
    width: 1,
    form: chain.form,
    positions,
    restart(source) {
      const signs = new Int8Array(n);
      randomise(signs, -1, source);
      assign(signs);
      chain.seed(createLaneGenerator(source));
    },
    sweep: (beta, from = 0, to = positions) => chain.sweep(beta, round(from), round(to)),
    energies() {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += signOf(place[i]) * (fields[place[i]] + bias[i]);
      energy[0] = offset - (unit * sum) / 2;
      return energy;
    },
    read(_replica, into) {
      for (let i = 0; i < n; i++) into[i] = signOf(place[i]);
    },
    write: (_replica, from) => assign(from),
    exchange(other, mask) {
      const theirs = stateOf.get(other);
      if (theirs === undefined) throw new TypeError("exchange takes a batch of the same request");
      if ((mask & 1) === 0) return;
      for (const [mine, its] of [
        [spins, theirs.spins],
        [fields, theirs.fields],
      ]) {
        const kept = mine.slice();
        mine.set(its);
        its.set(kept);
      }
    },
  };
  stateOf.set(replicas, chain);
  replicas.restart(random);
  return replicas;
}
