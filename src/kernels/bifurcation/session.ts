/**
 * A run of bifurcation in pieces: positions are drawn, the dynamics followed, spins read off and let descend by single flips.
 * Discrete: agent after agent, each with its fields in the first-level cache. Ballistic: all agents step by step, so that a row
 * serves all.
 */
import type { SpinSystem } from "../system.ts";
import type { Engine, EngineMaker, Pace } from "./engine.ts";
import { bifurcationForm, type Form } from "./form.ts";
import type { Bifurcation, BifurcationRequest, BifurcationRun } from "./types.ts";

/** Positions and momenta begin within this of 0 (Goto et al. 2021). */
const SPREAD = 0.1;
/** Nanoseconds, about, on a machine of 2024: of one spin's step, and of one entry of a row added or multiplied. */
const COST = { move: 0.7, bits: 0.015, signs: 0.03, small: 0.05, narrow: 0.12, wide: 0.25, scattered: 1.2 };

type Phase = "load" | "steps" | "settle" | "ended";

export function createSession(system: SpinSystem, request: BifurcationRequest, make: EngineMaker): Bifurcation {
  const form = bifurcationForm(system, request);
  const engine = make(form, request.memoryLimit);
  const walk = createWalk(form, engine);
  return {
    n: form.n,
    agents: form.agents,
    force: (0.5 * form.unit) / form.strength,
    form: form.storage,
    exact: form.whole,
    get steps() {
      return walk.steps;
    },
    get finished() {
      return walk.finished;
    },
    begin: walk.begin,
    advance: walk.advance,
    energy(agent) {
      let sum = 0;
      for (let i = 0; i < form.n; i++) {
        const both = engine.field(agent, i) + form.bias[i];
        sum += spinOf(engine, agent * form.length + i) === 1 ? both : -both;
      }
      return form.offset - (form.unit * sum) / 2;
    },
    read(agent, spins) {
      for (let i = 0; i < form.n; i++) spins[i] = spinOf(engine, agent * form.length + i);
    },
  };
}

const spinOf = ({ position }: Engine, at: number): -1 | 1 => (position[at] < 0 ? -1 : 1);

interface Walk {
  readonly steps: number;
  readonly finished: number;
  begin(run: BifurcationRun, random: { uint32(): number }, start?: ArrayLike<number> | null): void;
  advance(budget: number): boolean;
}

function createWalk(form: Form, engine: Engine): Walk {
  const { n, length, agents } = form;
  const price = prices(form);
  let run: BifurcationRun = { variant: "discrete", steps: 0, timeStep: 1, heat: 0, strength: 1 };
  let pace: Pace = { steps: 0, step: 1, push: 0, heat: 0 };
  let phase: Phase = "ended";
  let agent = 0;
  /** Spin at which a load, a product or a pass of a descent goes on. */
  let at = 0;
  let step = 0;
  let taken = 0;
  /** Signs that the last slice of steps changed a step; flips of this descent, and of its pass. */
  let turns = 0;
  let flips = 0;
  let passFlips = 0;

  /** Each piece does about `left` nanoseconds of work, at least a little, and returns what it cost. */
  const pieces = {
    load(left: number): number {
      if (at === 0) engine.clear(agent);
      const to = Math.min(length, at + 16 * Math.ceil(left / (8 * price.row) / 16));
      engine.raise(agent, at, to);
      const cost = (price.row * (to - at)) / 2;
      at = to;
      if (at === length) [phase, at, flips, passFlips] = [step < run.steps ? "steps" : "settle", 0, 0, 0];
      return cost;
    },
    steps: (left: number) => (run.variant === "discrete" ? discreteSteps(left) : ballisticRows(left)),
    settle(left: number): number {
      let cost = 0;
      while (cost < left) {
        const i = engine.opposed(agent, at);
        cost += i - at + price.row;
        at = i + 1;
        if (i < length) {
          engine.turn(agent, i);
          flips++;
          passFlips++;
        } else if (passFlips > 0 && (form.whole || flips < 8 * n)) [at, passFlips] = [0, 0];
        else {
          nextAgent();
          break;
        }
      }
      return cost;
    },
    ended: () => Number.POSITIVE_INFINITY,
  };
  function discreteSteps(left: number): number {
    const each = price.move * length + turns * price.row;
    const to = Math.min(run.steps, step + Math.max(1, Math.floor(left / each)));
    const turned = engine.discreteSteps(agent, step, to, pace);
    turns = turned / (to - step);
    taken += to - step;
    const cost = price.move * length * (to - step) + turned * price.row;
    step = to;
    if (step === run.steps) [phase, at, flips, passFlips] = ["load", 0, 0, 0];
    return cost;
  }
  function ballisticRows(left: number): number {
    const to = Math.min(length, at + 16 * Math.ceil(left / (price.product * 16)));
    engine.ballisticFields(at, to);
    let cost = price.product * (to - at);
    at = to;
    if (at < length) return cost;
    engine.ballisticMove(step++, pace);
    cost += price.move * length * agents;
    taken += agents;
    at = 0;
    if (step < run.steps) return cost;
    if (!form.dense || !form.whole) toLines();
    phase = "load";
    return cost;
  }
  /** Positions of agents side by side become one after the other. */
  function toLines(): void {
    const { position, momentum } = engine;
    for (let i = 0; i < length; i++)
      for (let a = 0; a < agents; a++) momentum[a * length + i] = position[i * agents + a];
    position.set(momentum);
  }
  function nextAgent(): void {
    agent++;
    at = 0;
    turns = n / 8;
    if (run.variant === "discrete") step = 0;
    phase = agent === agents ? "ended" : "load";
  }
  return {
    get steps() {
      return taken;
    },
    get finished() {
      return phase === "steps" && run.variant === "ballistic" ? 0 : agent;
    },
    begin(next, random, start = null) {
      run = next;
      const { timeStep, heat, strength } = run;
      const push = Math.fround(timeStep * strength * form.strength);
      pace = { steps: run.steps, step: timeStep, push, heat: Math.fround(timeStep * heat) };
      const sideBySide = run.variant === "ballistic" && !(form.dense && form.whole);
      draw(form, engine, sideBySide, random);
      if (start !== null) {
        const stride = sideBySide ? agents : 1;
        for (let i = 0; i < n; i++) engine.position[i * stride] = Math.abs(engine.position[i * stride]) * start[i];
      }
      [agent, at, step, taken, turns] = [0, 0, 0, 0, n / 8];
      phase = run.variant === "discrete" ? "load" : "steps";
      if (phase === "steps") engine.round();
    },
    advance(budget) {
      let left = budget;
      do left -= pieces[phase](Math.max(1, left));
      while (left > 0 && phase !== "ended");
      return phase === "ended";
    },
  };
}

/** Uniform in [-SPREAD, SPREAD), 0 in the padding. */
function draw(
  { n, length, agents }: Form,
  { position, momentum }: Engine,
  sideBySide: boolean,
  random: { uint32(): number },
): void {
  position.fill(0);
  momentum.fill(0);
  for (let a = 0; a < agents; a++) {
    for (let i = 0; i < n; i++) {
      const at = sideBySide ? i * agents + a : a * length + i;
      position[at] = (random.uint32() - 2 ** 31) * (SPREAD * 2 ** -31);
      momentum[at] = (random.uint32() - 2 ** 31) * (SPREAD * 2 ** -31);
    }
  }
}

/** Nanoseconds of a spin's step, of adding a row, and of a row times all agents' positions. */
function prices({ storage, length, n, column, agents }: Form): { move: number; row: number; product: number } {
  const degree = 1 + column.length / Math.max(1, n);
  switch (storage) {
    case "dense-signs":
      return { move: COST.move, row: COST.bits * length, product: COST.signs * length * agents };
    case "dense-small":
      return { move: COST.move, row: COST.small * length, product: COST.small * length * agents };
    case "dense-i8":
      return { move: COST.move, row: COST.narrow * length, product: COST.small * length * agents };
    case "dense-i16":
      return { move: COST.move, row: COST.wide * length, product: COST.small * length * agents };
    case "dense-f32":
      return { move: COST.move, row: COST.wide * length, product: COST.narrow * length * agents };
    default:
      return { move: COST.move, row: COST.scattered * degree, product: COST.wide * degree * agents };
  }
}
