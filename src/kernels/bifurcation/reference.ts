/**
 * Bifurcation in plain TypeScript. Every operation on positions, momenta and real fields is rounded to f32 in the order in which the
 * vector twin does it, so both give the same bits.
 */
import type { SpinSystem } from "../system.ts";
import { constants, type Engine, leakAt, type Pace } from "./engine.ts";
import type { Form } from "./form.ts";
import { createSession } from "./session.ts";
import type { Bifurcation, BifurcationRequest } from "./types.ts";

const { fround } = Math;

export function createBifurcation(system: SpinSystem, request: BifurcationRequest): Bifurcation {
  return createSession(system, request, createEngine);
}

function createEngine(form: Form): Engine {
  const { n, length, agents, whole, dense, bits, rowStart, column, weight, bias } = form;
  const position = new Float32Array(agents * length);
  const momentum = new Float32Array(agents * length);
  const constant = constants(form);
  const fields = whole ? new Int32Array(agents * length) : new Float32Array(agents * length);
  const forces = new Float32Array(agents * length);
  const sideBySide = !(dense && whole);
  const signs = new Int32Array(position.buffer);
  const realWeight = Float32Array.from(weight);
  const realBias = Float32Array.from(bias, (value) => value + 0);

  function addRow(agent: number, j: number, sign: 1 | -1): void {
    const start = agent * length;
    for (let k = rowStart[j]; k < rowStart[j + 1]; k++) fields[start + column[k]] += sign * weight[k];
  }
  /** In the order of the vector twin: dense rows two up and two down at a time. */
  function addRows(agent: number, up: readonly number[], down: readonly number[]): void {
    const group = dense && !whole ? 2 : Math.max(up.length, down.length);
    for (let k = 0; k < Math.max(up.length, down.length); k += group) {
      for (const j of up.slice(k, k + group)) addRow(agent, j, 1);
      for (const j of down.slice(k, k + group)) addRow(agent, j, -1);
    }
  }
  const field = (agent: number, i: number): number => {
    const f = fields[agent * length + i];
    return whole ? 2 * f + constant[i] : fround(fround(f + f) + constant[i]);
  };
  /** Moves one position under its force. */
  function move(at: number, force: number, leak: number, { push, step, heat }: Pace): void {
    const x = position[at];
    const y = momentum[at];
    const kicked = fround(y + fround(fround(leak * x) + fround(push * force)));
    const drifted = fround(x + fround(fround(step) * kicked));
    position[at] = drifted > 1 ? 1 : drifted < -1 ? -1 : drifted;
    momentum[at] = (drifted > 1 || drifted < -1 ? 0 : kicked) + fround(heat * y);
  }
  return {
    position,
    momentum,
    clear: (agent) => fields.fill(0, agent * length, (agent + 1) * length),
    raise(agent, from, to) {
      const up: number[] = [];
      for (let i = from; i < Math.min(n, to); i++) if (position[agent * length + i] >= 0) up.push(i);
      addRows(agent, up, []);
    },
    discreteSteps(agent, from, to, pace) {
      let turned = 0;
      for (let t = from; t < to; t++) {
        const leak = leakAt(t, pace);
        const up: number[] = [];
        const down: number[] = [];
        for (let i = 0; i < n; i++) {
          const at = agent * length + i;
          const before = signs[at];
          move(at, fround(field(agent, i)), leak, pace);
          if ((before ^ signs[at]) < 0) (signs[at] < 0 ? down : up).push(i);
        }
        addRows(agent, up, down);
        turned += up.length + down.length;
      }
      return turned;
    },
    round: () => undefined,
    ballisticFields(from, to) {
      for (let a = 0; a < agents; a++) {
        for (let i = from; i < Math.min(n, to); i++) {
          if (sideBySide) {
            let sum = realBias[i];
            for (let k = rowStart[i]; k < rowStart[i + 1]; k++) {
              sum = fround(sum + fround(realWeight[k] * position[column[k] * agents + a]));
            }
            forces[i * agents + a] = sum;
          } else {
            let sum = bias[i] * 2 ** bits;
            for (let k = rowStart[i]; k < rowStart[i + 1]; k++) {
              sum += weight[k] * Math.trunc(position[a * length + column[k]] * 2 ** bits);
            }
            forces[a * length + i] = sum;
          }
        }
      }
    },
    ballisticMove(t, pace) {
      const leak = leakAt(t, pace);
      const scaled = sideBySide ? pace : { ...pace, push: fround(pace.push * 2 ** -bits) };
      for (let at = 0; at < position.length; at++) move(at, forces[at], leak, scaled);
    },
    opposed(agent, from) {
      for (let i = from; i < n; i++) {
        const h = field(agent, i);
        const margin = fround(form.margin);
        if (position[agent * length + i] < 0 ? h > margin : h < -margin) return i;
      }
      return length;
    },
    turn(agent, i) {
      const at = agent * length + i;
      const up = position[at] < 0;
      position[at] = up ? 1 : -1;
      addRow(agent, i, up ? 1 : -1);
    },
    field,
  };
}
