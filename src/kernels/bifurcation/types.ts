/**
 * Simulated bifurcation (Goto, Tatsumura & Dixon 2019; Goto et al. 2021): every spin is a classical particle with position x and momentum
 * y in a well that splits in two as a pump rises; the signs of the positions are the spins. One step of length dt at time t of T:
 *
 *   y <- y + dt (-(1 - t / T) x + c f),   x <- x + dt y,   walls: where |x| > 1, x <- sign x and y <- 0,   y <- y + dt heat y_before
 *
 * ballistic: f = Wx + b. discrete: f = W sign(x) + b. heat > 0 is the heated variant (Kanao & Goto 2022).
 * For random couplings c = 0.5 sqrt(n - 1) / sqrt(sum of squared couplings), so that the first eigenmode becomes unstable at once.
 */
import type { Random } from "../../random.ts";

export type Variant = "ballistic" | "discrete";

export interface BifurcationRun {
  readonly variant: Variant;
  readonly steps: number;
  /** dt, in units of the well's period / 2 pi. Stable below 2. */
  readonly timeStep: number;
  /** Rate at which momentum is fed back, per unit of time; 0: not heated. */
  readonly heat: number;
  /** c, as a multiple of 0.5 sqrt(n - 1) / sqrt(sum of squared couplings). */
  readonly strength: number;
}

/** Agents that follow the dynamics independently of each other on one spin system. */
export interface Bifurcation {
  readonly n: number;
  readonly agents: number;
  /** Root mean square over the rows of their Euclidean norms, model units: 0.5 / c at strength 1. */
  readonly force: number;
  /** How the couplings are kept: "dense-i8", "sparse-f32" ... For reports. */
  readonly form: string;
  /** Energies are exact: the arithmetic is of whole numbers. */
  readonly exact: boolean;
  /** Steps of agents taken since the last `begin`. */
  readonly steps: number;
  /** Agents that came to their end, in order: 0 to `agents`. */
  readonly finished: number;
  /**
   * Starts all agents anew near the origin; the first one on the side of the spins `start`, if given. Two words from `random` a spin and
   * agent. O(n agents).
   */
  begin(run: BifurcationRun, random: Random, start?: ArrayLike<number> | null): void;
  /**
   * Goes on for about `budget` nanoseconds' worth of arithmetic, counted, not measured: at least one piece. True when all agents came to
   * their end, were rounded and descended by single flips to a local minimum (unless `exact`: up to the precision of f32).
   */
  advance(budget: number): boolean;
  /** Of a finished agent: energy of an agent's spins, model units. Exact if `exact`, else within about 1e-6 of the sum of magnitudes. O(n). */
  energy(agent: number): number;
  /** Of a finished agent: copies the spins (-1, +1) of an agent. O(n). */
  read(agent: number, spins: Int8Array): void;
}

export interface BifurcationRequest {
  readonly agents: number;
  readonly memoryLimit: number;
}
