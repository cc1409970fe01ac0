/**
 * Cluster exchange between two states of one system. The sites where they differ fall into connected components that share no coupling. A
 * component may change sides on its own: what the second state gains the first one loses, so with states at inverse temperatures
 * beta_1 and beta_2 detailed balance asks for min(1, exp(-(beta_2 - beta_1) change of the second)). At equal temperatures this is the
 * isoenergetic cluster move (Houdayer 2001; Zhu, Ochoa & Katzgraber 2015); between temperatures it is replica exchange
 * (Hukushima & Nemoto 1996) piece by piece, whose acceptance does not fall with the size of the system as long as components stay small.
 */
import type { Random } from "../../random.ts";

export interface Clusters {
  /** The two states, -1 or +1, length n: the caller fills them. */
  readonly first: Int8Array;
  readonly second: Int8Array;
  /**
   * Exchanges components. Without biases a state stands for its mirror image where that is nearer. O(n + couplings).
   * @param beta2 minus beta1, 1 / energy; Infinity: every component goes where it lowers the second state
   */
  exchange(rate: number): ClusterCount;
}

/** Overwritten by the next exchange. */
export interface ClusterCount {
  readonly components: number;
  /** Components that changed sides; 0: both states are as before. */
  readonly moved: number;
}

export interface ClustersRequest {
  readonly random: Random;
  /** Bytes that may be allocated. */
  readonly memoryLimit: number;
}
