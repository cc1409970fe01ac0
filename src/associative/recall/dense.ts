/**
 * Dense associative memory (Krotov & Hopfield 2016): E(s) = -sum_mu F(xi_mu . s), F(z) = z^d, the same for z > 0 only (rectified), or
 * e^z (Demircigil et al. 2017). One spin at a time takes the value of lower energy:
 *   s_i <- sign(sum_mu xi_mu,i g(r_mu)),  r_mu = xi_mu . s without spin i,  g(r) = F(r + 1) - F(r - 1),
 * so E never rises, whatever F. The sum of exponentials of thousands would overflow, so there E is -ln sum_mu e^(xi_mu . s), which rises and
 * falls with it. Overlaps are kept: a try costs O(P), and so does a change.
 *
 * Unknown spins start at 0, outside all overlaps. Where F is convex (all but odd powers) a spin that leaves 0 cannot raise E either:
 * max(F(r + 1), F(r - 1)) >= F(r) holds for the sums over the patterns. For odd powers unknown spins are drawn.
 */
import { type Static, Type } from "typebox";
import { logarithm } from "../../kernels/elementary.ts";
import { exponential } from "../../kernels/exponential.ts";
import type { Random } from "../../random.ts";
import { type Patterns, patternAt } from "../patterns.ts";
import { requireBytes } from "./bytes.ts";
import { cueAt, drawUnknown, numberOf } from "./cues.ts";
import { stepLimit } from "./options.ts";
import { createOverlaps, type Interaction, type Overlaps } from "./overlaps.ts";
import type { Cues, Dynamics, Memory, RecallContext, Recalled, Trajectory } from "./types.ts";
import { createVerifier, type Recomputed, type Verifier } from "./verification.ts";

const optionsSchema = Type.Object(
  {
    interaction: Type.Enum(["exponential", "rectified", "polynomial"], {
      description:
        "F: exponential (default) e^z; polynomial z^degree; rectified the same for z > 0 and 0 below, so that a pattern and its inverse differ.",
    }),
    degree: Type.Integer({
      minimum: 2,
      maximum: 20,
      description:
        "Power of polynomial and rectified: 2 is Hebb's network, d stores about n^(d-1) patterns. Default 3.",
    }),
    order: Type.Enum(["cyclic", "random"], {
      description: "Which spin is next: in index order (default), or in a new random permutation each sweep.",
    }),
    maxSteps: stepLimit("Sweeps at most.", 1000),
  },
  { additionalProperties: false },
);
type DenseOptions = Static<typeof optionsSchema>;

export const dense: Dynamics<DenseOptions> = {
  id: "dense",
  title: "Dense associative memory: E = -sum F(xi . s)",
  summary:
    "Spins fall one at a time in an energy that rewards overlaps by a steep function F instead of their squares: about n^(d-1) patterns for F = z^d, exponentially many for e^z. It works on the patterns themselves; no rule is needed. " +
    "Choose it where Hebb's couplings are overloaded and states shall stay binary.",
  sources: [
    "Krotov & Hopfield 2016, Dense associative memory for pattern recognition, NIPS 29",
    "Demircigil, Heusel, Lowe, Upgang & Vermet 2017, On a model of associative memory with huge storage capacity, Journal of Statistical Physics 168",
  ],
  needs: "patterns",
  optionsSchema,
  defaults: { interaction: "exponential", degree: 3, order: "cyclic", maxSteps: 1000 },
  recall,
};

/** Looks at one overlap between two yields. */
const SLICE = 1_000_000;

function* recall(
  { patterns }: Memory,
  cues: Cues,
  options: DenseOptions,
  { random, memoryLimit, verify }: RecallContext,
): Generator<number, Recalled, void> {
  const { count, size } = patterns;
  requireBytes(count * size + 8 * (count + 4 * size), memoryLimit, `a dense memory of ${count} patterns`);
  const interaction = { kind: options.interaction, degree: options.degree };
  const convex = !(options.interaction === "polynomial" && options.degree % 2 === 1);
  const starts = convex ? cues : { ...cues, values: drawUnknown(cues, random) };
  const overlaps = createOverlaps(patterns, interaction);
  const verifier = verify ? createVerifier() : null;
  const trajectories: Trajectory[] = [];
  for (let k = 0; k < cues.count; k++) {
    const number = numberOf(cues, k);
    const watch = verifier === null ? null : watchedBy(verifier, patterns, interaction);
    const sweeps = descend(overlaps, cueAt(starts, k).slice(), options, random.split(number), watch, number);
    let next = sweeps.next();
    for (; next.done !== true; next = sweeps.next()) yield k;
    trajectories.push(next.value);
    yield k + 1;
  }
  return { trajectories, verification: verifier?.report() ?? null };
}

interface Watch {
  started(cue: number, state: Int8Array, claimed: number): void;
  moved(state: Int8Array, claimed: number): void;
}

export function* descend(
  overlaps: Overlaps,
  state: Int8Array,
  { order, maxSteps }: DenseOptions,
  random: Random,
  watch: Watch | null,
  cue: number,
): Generator<void, Trajectory, void> {
  const places = Int32Array.from(state, (_, i) => i);
  overlaps.assign(state);
  const energies = [overlaps.energy()];
  watch?.started(cue, state, energies[0]);
  const slice = Math.max(1, Math.floor(SLICE / overlaps.count));
  let changed = true;
  while (changed && energies.length <= maxSteps) {
    changed = false;
    if (order === "random") random.shuffle(places);
    for (let from = 0; from < places.length; from += slice) {
      if (tryAll(places.subarray(from, from + slice))) changed = true;
      yield;
    }
    energies.push(overlaps.energy());
  }
  const ending = changed ? "step-limit" : "fixed-point";
  return { state, activity: null, steps: energies.length - 1, ending, energies };

  /** Whether any of these spins changed. */
  function tryAll(spins: Int32Array): boolean {
    let moved = false;
    for (const i of spins) {
      const wish = overlaps.preference(i) || (state[i] === 0 ? random.below(2) * 2 - 1 : state[i]);
      if (wish === state[i]) continue;
      state[i] = wish;
      overlaps.set(i, wish);
      moved = true;
      watch?.moved(state, overlaps.energy());
    }
    return moved;
  }
}

/** Recomputes the energy from the patterns and the state alone. O(P n) a move. */
export function watchedBy(verifier: Verifier, patterns: Patterns, interaction: Interaction): Watch {
  const recomputed = (state: Int8Array) => denseEnergy(patterns, state, interaction);
  return {
    started: (cue, state, claimed) => verifier.started(cue, recomputed(state), claimed),
    moved: (state, claimed) => verifier.moved(recomputed(state), claimed, state),
  };
}

/** E by its definition, from dot products. O(P n). */
export function denseEnergy(patterns: Patterns, state: ArrayLike<number>, { kind, degree }: Interaction): Recomputed {
  const z = Array.from({ length: patterns.count }, (_, mu) =>
    patternAt(patterns, mu).reduce((sum, xi, i) => sum + xi * state[i], 0),
  );
  if (kind === "exponential") {
    const largest = z.reduce((a, b) => Math.max(a, b));
    const value = -largest - logarithm(z.reduce((sum, score) => sum + exponential(score - largest), 0));
    return { value, size: Math.max(1, Math.abs(value)) };
  }
  const rewards = z.map((score) => (kind === "rectified" && score < 0 ? 0 : score ** degree));
  return {
    value: -rewards.reduce((a, b) => a + b, 0),
    size: rewards.reduce((a, b) => a + Math.abs(b), 0),
  };
}
