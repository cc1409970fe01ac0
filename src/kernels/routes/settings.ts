/**
 * Constants of slack induction by string removals, as its authors tuned them (Christiaens & Vanden Berghe, Slack induction by string
 * removals for vehicle routing problems, Transportation Science 54, 2020), and tables that both twins read.
 */
import { exponentialVariates } from "../tours/tables.ts";

/** Customers removed in a step, on average. */
export const REMOVED = 10;

/** Customers in the longest string. */
export const LONGEST = 10;

/** Share of strings that leave some customers in their middle where they are, and of those that leave one more. */
export const SPLIT = 0.5;
export const DEEPER = 0.01;

/** Share of places that an insertion passes over. */
export const BLINK = 0.01;

/** Orders of insertion: random, largest demand, farthest from the depot, nearest; chances 4 : 4 : 2 : 1 as cumulated. */
export const ORDERS = [4, 8, 10, 11] as const;

export const VARIATES = 4096;

/** -ln u for evenly spread u. Length VARIATES. */
export const exponentials = (): Float64Array => exponentialVariates(VARIATES);

/** Places until the next that is passed over: geometric variates. -ln(1 - BLINK) is BLINK + BLINK^2 / 2 within a part in 10^4. */
export const blinks = (): Int32Array =>
  Int32Array.from(exponentials(), (variate) => Math.floor(variate / (BLINK + BLINK ** 2 / 2)));
