/** Constants that both twins of the annealing over layouts share. */

/** Exponential variates in the table. */
export const VARIATES = 4096;

/** Places around the median of the neighbours, and around the own place, to either side, that a move may go to. */
export const NEAR_TARGET = 4;
export const NEAR_PLACE = 20;
