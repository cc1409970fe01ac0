/** What neighbouring rungs of the ladders exchange: whole states (Hukushima & Nemoto 1996), or connected clusters one by one. */
import type { Clusters } from "../../src/kernels/clusters/types.ts";
import { exponential } from "../../src/kernels/exponential.ts";
import type { Replicas } from "../../src/kernels/replicas/types.ts";
import type { Random } from "../../src/random.ts";
import type { Step } from "../../src/solver.ts";
import type { Pace } from "./pace.ts";

/** A batch at its inverse temperature. */
export interface Rung {
  readonly beta: number;
  readonly batch: Replicas;
}

/** Swaps lane by lane with probability min(1, exp((beta' - beta)(E' - E))). Returns how many. O(width), and O(n width) for the swap. */
export function exchangeWhole(hot: Rung, cold: Rung, random: Random): number {
  const hotEnergies = hot.batch.energies().slice();
  const coldEnergies = cold.batch.energies();
  let mask = 0;
  let swapped = 0;
  for (let lane = 0; lane < hot.batch.width; lane++) {
    const x = (cold.beta - hot.beta) * (coldEnergies[lane] - hotEnergies[lane]);
    if (x < 0 && random.uniform() >= exponential(x)) continue;
    mask |= 1 << lane;
    swapped++;
  }
  if (mask !== 0) hot.batch.exchange(cold.batch, mask);
  return swapped;
}

/** Spins read and written for a lane, in proposals' time. */
const SHARE = 4;

/** Component by component, see src/kernels/clusters/types.ts. O(n + couplings) a lane. */
export function* exchangeClusters(hot: Rung, cold: Rung, clusters: Clusters, pace: Pace): Generator<Step, void, void> {
  for (let lane = 0; lane < hot.batch.width; lane++) {
    hot.batch.read(lane, clusters.first);
    cold.batch.read(lane, clusters.second);
    if (clusters.exchange(cold.beta - hot.beta).moved > 0) {
      hot.batch.write(lane, clusters.first);
      cold.batch.write(lane, clusters.second);
    }
    yield* pace.spend(SHARE * hot.batch.n);
  }
}

/** Mean number of components in which pairs of lanes of one batch differ. */
export function meanComponents(batch: Replicas, clusters: Clusters): number {
  let components = 0;
  const pairs = Math.floor(batch.width / 2);
  for (let pair = 0; pair < pairs; pair++) {
    batch.read(2 * pair, clusters.first);
    batch.read(2 * pair + 1, clusters.second);
    components += clusters.exchange(0).components;
  }
  return components / pairs;
}
