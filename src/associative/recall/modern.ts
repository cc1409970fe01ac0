/**
 * The modern Hopfield network (Ramsauer et al. 2020): xi <- X' softmax(beta X xi), patterns as rows of X, in one step or until rest. By the
 * concave-convex procedure no step raises
 *   E(xi) = -lse(beta, X xi) + xi'xi / 2 + ln(P) / beta + M^2 / 2,  lse(beta, z) = ln(sum exp(beta z_mu)) / beta,  M = the longest pattern, sqrt(n):
 * -lse is concave, so it lies below its tangent at xi, and the update minimises that tangent plus xi'xi / 2.
 *
 * One step recalls the nearest pattern when beta > ln(P - 1) / 2, and that is maximum likelihood for flips of any rate below 1/2 and for
 * erasures. Proof: scores X xi of one cue with known spins -1, +1 are whole numbers of one parity (that of the number of known spins), so the nearest
 * pattern, when there is one, leads all others by 2 at least. Its softmax share p then exceeds the shares of all others together: they have at most
 * (P - 1) e^(-2 beta) p < p. In each place the nearest pattern's sign therefore outweighs the rest. The default beta = ln(100 P) / 2 leaves them a
 * hundredth of p at worst. A step costs O(P n).
 */
import { type Static, Type } from "typebox";
import type { AttentionSession } from "../../kernels/attention/types.ts";
import { logarithm } from "../../kernels/elementary.ts";
import { exponential } from "../../kernels/exponential.ts";
import { nullable } from "../../schema.ts";
import { type Patterns, patternAt } from "../patterns.ts";
import { requireBytes } from "./bytes.ts";
import { numberOf, signsOf } from "./cues.ts";
import { stepLimit } from "./options.ts";
import { attend } from "./retrieve.ts";
import type { Cues, Dynamics, Memory, RecallContext, Recalled, Trajectory } from "./types.ts";
import { createVerifier, type Recomputed } from "./verification.ts";

const optionsSchema = Type.Object(
  {
    beta: nullable(Type.Number({ exclusiveMinimum: 0, description: "a positive number" }), {
      description:
        "Inverse temperature: small ones average many patterns, large ones choose the nearest. Default null: ln(100 P) / 2 for P patterns, with which one step recalls the nearest.",
    }),
    tolerance: Type.Number({
      exclusiveMinimum: 0,
      description: "At rest when no component moves by more in a step. Default 1e-9.",
    }),
    maxSteps: stepLimit("Steps at most; 1 is attention.", 100),
  },
  { additionalProperties: false },
);
type ModernOptions = Static<typeof optionsSchema>;

export const modern: Dynamics<ModernOptions> = {
  id: "modern",
  title: "Modern Hopfield network: softmax attention",
  summary:
    "The state becomes the average of the stored patterns, each weighted by softmax(beta times its overlap with the state): the update of attention in transformers. E = -lse + xi'xi/2 + const never rises. It works on the patterns themselves, whose number may be exponential in n, and cues may have gaps. " +
    "With the default beta one step recalls the nearest pattern. Choose it for capacity and speed, for correlated patterns, and for error correction.",
  sources: [
    "Ramsauer et al. 2020, Hopfield networks is all you need, arXiv 2008.02217",
    "Yuille & Rangarajan 2003, The concave-convex procedure, Neural Computation 15",
  ],
  needs: "patterns",
  optionsSchema,
  defaults: { beta: null, tolerance: 1e-9, maxSteps: 100 },
  recall,
};

/** With it one step recalls the nearest of `count` patterns, and the others together weigh at most a hundredth. */
export function nearestBeta(count: number): number {
  return logarithm(100 * count) / 2;
}

/** Cues in a batch: enough to keep the kernel busy, few enough that their doubles stay small. */
const BATCH = 256;

function* recall(
  { patterns }: Memory,
  cues: Cues,
  options: ModernOptions,
  { kernels, memoryLimit, verify }: RecallContext,
): Generator<number, Recalled, void> {
  const { count, size } = patterns;
  const beta = options.beta ?? nearestBeta(count);
  const own = 8 * size * (3 * Math.min(BATCH, cues.count) + cues.count);
  requireBytes(own, memoryLimit, `${cues.count} graded states of ${size} numbers`);
  const session = kernels.attention({ count, size, patterns: patterns.values, memoryLimit: memoryLimit - own });
  const trajectories: Trajectory[] = [];
  const paths: Float64Array[][] = [];
  for (let from = 0; from < cues.count; from += BATCH) {
    const batch = cues.values.subarray(from * size, Math.min(cues.count, from + BATCH) * size);
    const watch = verify ? paths : null;
    for (const ticks = settle(session, batch, beta, options, trajectories, watch); ; yield from) {
      if (ticks.next().done === true) break;
    }
  }
  yield cues.count;
  const findings = { beta };
  if (!verify) return { trajectories, verification: null, findings };
  const verifier = createVerifier();
  for (const [k, path] of paths.entries()) {
    const { energies } = trajectories[k];
    verifier.started(numberOf(cues, k), modernEnergy(patterns, path[0], beta), energies[0]);
    for (let t = 1; t < path.length; t++) verifier.moved(modernEnergy(patterns, path[t], beta), energies[t], path[t]);
    yield k;
  }
  return { trajectories, verification: verifier.report(), findings };
}

/** One cue on its way. */
interface Walker {
  readonly state: Float64Array;
  readonly energies: number[];
  readonly path: Float64Array[] | null;
  ending: Trajectory["ending"] | null;
}

/** All cues of a batch to rest, those still moving together. Appends to `trajectories`, and states to `paths` when given. */
function* settle(
  session: AttentionSession,
  batch: Int8Array,
  beta: number,
  { tolerance, maxSteps }: ModernOptions,
  trajectories: Trajectory[],
  paths: Float64Array[][] | null,
): Generator<void, void, void> {
  const { size } = session;
  const walkers: Walker[] = Array.from({ length: batch.length / size }, (_, k) => {
    const state = Float64Array.from(batch.subarray(k * size, (k + 1) * size));
    return { state, energies: [], path: paths === null ? null : [state.slice()], ending: null };
  });
  const queries = new Float64Array(batch.length);
  const out = new Float64Array(batch.length);
  const lse = new Float64Array(walkers.length);
  const constant = logarithm(session.count) / beta + size / 2;
  for (let moving = walkers, step = 0; moving.length > 0; step++) {
    moving.forEach(({ state }, k) => {
      queries.set(state, k * size);
    });
    const asked = step === 0 ? batch : queries.subarray(0, moving.length * size); // signs are answered faster
    const answers = { out: out.subarray(0, asked.length), lse: lse.subarray(0, moving.length) };
    yield* attend(session, { count: moving.length, queries: asked, beta, ...answers });
    moving.forEach((walker, k) => {
      const { state, energies, path } = walker;
      energies.push(constant - lse[k] + squared(state) / 2);
      const next = out.subarray(k * size, (k + 1) * size);
      if (state.every((value, i) => Math.abs(next[i] - value) <= tolerance)) walker.ending = "fixed-point";
      else if (step >= maxSteps) walker.ending = "step-limit";
      else {
        state.set(next);
        path?.push(state.slice());
      }
    });
    moving = moving.filter(({ ending }) => ending === null);
  }
  for (const { state, energies, path, ending } of walkers) {
    const steps = energies.length - 1;
    trajectories.push({ state: signsOf(state), activity: state, steps, ending: ending ?? "step-limit", energies });
    if (path !== null) paths?.push(path);
  }
}

function squared(x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * x[i];
  return sum;
}

/** E by its definition, pattern by pattern. O(P n). */
export function modernEnergy(patterns: Patterns, xi: ArrayLike<number>, beta: number): Recomputed {
  const scores = Array.from({ length: patterns.count }, (_, mu) =>
    patternAt(patterns, mu).reduce((sum, value, i) => sum + beta * value * xi[i], 0),
  );
  const largest = scores.reduce((a, b) => Math.max(a, b));
  const sum = scores.reduce((total, score) => total + exponential(score - largest), 0);
  const lse = (largest + logarithm(sum)) / beta;
  const rest = squared(xi) / 2 + logarithm(patterns.count) / beta + patterns.size / 2;
  return { value: rest - lse, size: rest + Math.abs(lse) };
}
