/**
 * The rank-two relaxation of Burer, Monteiro & Zhang (2002) over a graph of pairs, W symmetric with zero diagonal: each spin becomes
 * a unit vector v_i of the plane, and L(v) = -1/2 sum w_ij v_i . v_j is lowered. Beside the vectors a session keeps a cut:
 * spins s with their fields h_i = sum_j w_ij s_j and their level -1/2 sum w_ij s_i s_j. All calls work on a slice of the spins,
 * `from` to `to` - 1, so that the caller sets the pace. Products are added in the order of the row, so twins agree bit for bit.
 */

export interface PairGraph {
  readonly size: number;
  /** Row i holds w_ij at rowStart[i] <= k < rowStart[i + 1], columns ascending, both triangles. */
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly weight: Float64Array;
}

/** The arrays are live: a caller may write vectors, spins and order; fields and level follow by `refresh`. */
export interface Plane {
  /** (x_i, y_i) at 2i and 2i + 1, of unit length within rounding. Length 2 size. */
  readonly vectors: Float64Array;
  /** -1 or +1. */
  readonly spins: Int8Array;
  /** The order in which `turn` flips the spins. */
  readonly order: Int32Array;
  /** Sums over calls, at FALL, SCALE, LEVEL and LOWEST. */
  readonly sums: Float64Array;
  /**
   * Exact minimisation over one vector after the other, overdone: v_i <- u / |u|, u = (1 + a) g / |g| - a v_i, g = sum_j w_ij v_j, a =
   * `overshoot` in 0 .. 1. Never raises L. Adds what L fell by to sums[FALL] and |g_i| to sums[SCALE].
   */
  mix(overshoot: number, from: number, to: number): void;
  /** Computes the fields anew, and adds their part of the level to sums[LEVEL]. */
  refresh(from: number, to: number): void;
  /**
   * Flips the spins order[from] to order[to - 1], keeping fields and sums[LEVEL]. Returns the number of spins, counted from the
   * beginning of `order`, after which the level was lowest, and that level in sums[LOWEST]; 0 when it never fell below the one given there.
   */
  turn(from: number, to: number): number;
  /** Flips each spin that lowers the level by more than `slack`. Returns the number of flips. */
  descendSpins(slack: number, from: number, to: number): number;
  /** Flips each coupled pair (i, j > i) that lowers the level by more than `slack`. Returns the number of flips. */
  descendPairs(slack: number, from: number, to: number): number;
}

export const FALL = 0;
export const SCALE = 1;
export const LEVEL = 2;
export const LOWEST = 3;
export const SUMS = 4;
