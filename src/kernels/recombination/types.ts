/**
 * Recombination of two states of one Ising model. Where they differ, the sites fall into connected components that share no
 * coupling, so each can be taken from either state on its own: of c components the best of 2^c offspring is found in
 * O(spins + rows of the differing sites) (partition crossover, Whitley, Hains & Howe 2009; cluster moves of two replicas,
 * Houdayer 2001). Strong on sparse models, most of all in two dimensions. With `bonds` only those pairs hold components together:
 * they are then taken one after the other, each by its exact change of energy. @see bonds.ts
 */
export interface Recombiner {
  /**
   * Improves spins `a` in place by every component in which they differ from `b` and whose flip lowers the energy; on models
   * without biases from -b when that is nearer. Components that leave the energy alone are flipped too when `drift` (they carry a towards
   * b at no cost). Returns the change of energy in units of the system, 0 or less.
   */
  combine(a: Int8Array, b: ArrayLike<number>, drift: boolean): number;
}
