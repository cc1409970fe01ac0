/**
 * Search over tours: chained exchanges on one tour, and crossover in a population of such tours. One-way tours have two nodes a
 * city, 2i where it is entered and 2i + 1 where it is left, and the edge between them is fixed. The parts are in shared/tour-*.ts;
 * this module gives them addresses. All arrays belong to the caller.
 */
import { placeArrays } from "./shared/tour-array";
import { atBest, begin, best, chain, current, descend, effortSpent, kicks, placeChain, settle } from "./shared/tour-chain";
import { placeChild, tried } from "./shared/tour-child";
import { applied, cross, placeCrossover } from "./shared/tour-crossover";
import { placeCycles } from "./shared/tour-cycles";
import { evaluated, placeExchanges } from "./shared/tour-exchange";
import { placeNeighbours, placeNodes, placeTour, tourLength } from "./shared/tour-memory";
import { countTour, forgetCounts, keepTour, placePopulation, takeTour } from "./shared/tour-population";
import { seed } from "./shared/tour-random";
import { placeStart, wander } from "./shared/tour-start";

export { placeArrays, placeChain, placeChild, placeCrossover, placeCycles, placeExchanges, placeNeighbours, placeNodes };
export { placePopulation, placeStart, placeTour, seed };
export { begin, chain, countTour, cross, descend, effortSpent, forgetCounts, keepTour, settle, takeTour, tourLength, wander };

export function currentLength(): f64 {
  return current;
}

export function bestLength(): f64 {
  return best;
}

export function isAtBest(): bool {
  return atBest;
}

export function kickCount(): f64 {
  return kicks;
}

/** Moves and pairs of nodes evaluated since the start. */
export function work(): f64 {
  return <f64>(evaluated + tried + applied);
}
