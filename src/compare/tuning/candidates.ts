/**
 * Option settings to be tried: at first spread over the whole cube (a Latin hypercube: McKay, Beckman & Conover 1979), then near those that
 * survived, nearer with every iteration (iterated race: Balaprakash, Birattari & Stuetzle 2007).
 */
import type { Random } from "../../random.ts";
import { type Entrant, type PreparedEntrant, prepareEntrant } from "../study.ts";
import type { Axis } from "./parameters.ts";

export interface Candidate {
  readonly entrant: PreparedEntrant;
  /** Coordinates in the unit cube; null where an option is outside what is tuned. */
  readonly place: readonly (number | null)[];
}

/** The solver as it is without tuning. */
export function usualCandidate(base: Entrant, axes: readonly Axis[]): Candidate {
  const entrant = prepareEntrant(base);
  return { entrant, place: axes.map(({ name, placeOf }) => placeOf(entrant.allOptions[name])) };
}

/** Draws that may give what is known before one counts as a sign that there is nothing new. */
const PATIENCE = 50;

export interface CandidateSource {
  /** Up to `count` new ones, one in each of `count` layers of every axis; all there are, where those are not more. */
  spread(count: number): Candidate[];
  /**
   * Up to `count` new ones, each near one of `elites`, the better the likelier.
   * @param width standard deviation in the unit cube
   * @param loyalty probability that a value of a list stays that of the elite
   */
  near(elites: readonly Candidate[], count: number, width: number, loyalty: number): Candidate[];
}

/** @param known is never given out again */
export function candidateSource(
  base: Entrant,
  axes: readonly Axis[],
  random: Random,
  known: Candidate,
): CandidateSource {
  const seen = new Set([nameOf(known.entrant)]);
  /** A candidate at a place, null where it was given out before. */
  const fresh = (place: readonly number[]): Candidate | null => {
    const options = Object.fromEntries(axes.map(({ name, valueAt }, a) => [name, valueAt(place[a])]));
    const entrant = prepareEntrant({ solver: base.solver, options: { ...base.options, ...options } });
    const name = nameOf(entrant);
    if (seen.has(name)) return null;
    seen.add(name);
    return { entrant, place };
  };
  const gather = (count: number, placeFor: (k: number, attempt: number) => number[]): Candidate[] =>
    Array.from({ length: count }, (_none, k) => {
      for (let attempt = 0; attempt < PATIENCE; attempt++) {
        const found = fresh(placeFor(k, attempt));
        if (found !== null) return found;
      }
      return null;
    }).filter((candidate) => candidate !== null);
  return {
    spread(count) {
      if (axes.reduce((product, axis) => product * axis.count, 1) <= count)
        return gridOf(axes)
          .map(fresh)
          .filter((candidate) => candidate !== null);
      const layers = axes.map(() => {
        const order = Int32Array.from({ length: count }, (_layer, k) => k);
        random.shuffle(order);
        return order;
      });
      return gather(count, (k, attempt) =>
        layers.map((order) => (attempt === 0 ? (order[k] + random.uniform()) / count : random.uniform())),
      );
    },
    near: (elites, count, width, loyalty) =>
      gather(count, () => {
        const { place } = elites[byRank(elites.length, random)];
        return axes.map(({ ordered }, a) => {
          const at = place[a];
          if (at === null) return random.uniform();
          if (!ordered) return random.uniform() < loyalty ? at : random.uniform();
          return around(at, width, random);
        });
      }),
  };
}

/** The middle of every piece of every axis. */
function gridOf(axes: readonly Axis[]): number[][] {
  return axes.reduce<number[][]>(
    (grid, { count, pieceAt }) =>
      grid.flatMap((point) => Array.from({ length: count }, (_piece, k) => [...point, pieceAt(k)])),
    [[]],
  );
}

/** Index of one of n with probability (n - index) / (n (n + 1) / 2). */
function byRank(n: number, random: Random): number {
  let left = random.below((n * (n + 1)) / 2);
  let index = 0;
  while (left >= n - index) left -= n - index++;
  return index;
}

/** Normal about a place, drawn again while outside the cube. */
function around(at: number, width: number, random: Random): number {
  for (;;) {
    const u = at + width * random.normal();
    if (u >= 0 && u < 1) return u;
  }
}

const nameOf = ({ allOptions }: PreparedEntrant): string =>
  JSON.stringify(Object.entries(allOptions).sort(([a], [b]) => (a < b ? -1 : 1)));
