/** Numbers that the twins of row search share; assembly/shared/row-state.ts repeats them. */

/** Share of the price of rows that still hold, beside the violation of those that would not. */
export const FORESIGHT = 0.05;
/** Of more items than this a sample stands for all (best from multiple selections: Cai 2015). */
export const SAMPLED = 512;
export const SAMPLE = 100; // 50 of 128 was worse on unit-cost covers of 2,300 and 5,100 sets, all of them slower on the larger one
/** Stands for a cost of 0 or less: such repairs come first. */
export const SMALLEST = 1e-9;
/** Flips that an item rests: 2 or 3. Up to 25 was no better on knapsacks and covers. */
export const REST = 2;
export const SPREAD = 2;
/** So many flips a row and item without any valid state, and broken rows gain weight all the same. */
export const PATIENT = 1;
