/**
 * Jobs onto machines to begin with: the longest jobs first, each on the machine that is free first (LPT, Graham 1969: within 4/3), and
 * Multifit (Coffman, Garey & Johnson 1978): the earliest end found by halving at which first fit decreasing needs no more machines
 * than there are (within 13/11). O(n log n) a halving.
 */
import { binsUsed, fallingOrder, firstFitDecreasing } from "../../src/modelling/packing/fits.ts";
import { earliestEnd } from "./bounds.ts";
import { makespan } from "./referee.ts";
import type { JobSequencingInstance, JobSequencingSolution } from "./schema.ts";

/** Null when the better of the two misses the deadline. */
export function quickSequencing(instance: JobSequencingInstance): JobSequencingSolution | null {
  let best = longestFirst(instance);
  let end = makespan(instance, best);
  const { lengths: sizes, machines, deadline } = instance;
  for (let low = earliestEnd(instance).value; low < end; ) {
    const middle = Math.floor((low + end) / 2);
    const bin = firstFitDecreasing({ sizes, capacity: middle });
    if (binsUsed(bin) > machines) {
      low = middle + 1;
      continue;
    }
    best = { machine: bin };
    end = makespan(instance, best);
  }
  return deadline === undefined || end <= deadline ? best : null;
}

function longestFirst({ lengths, machines }: JobSequencingInstance): JobSequencingSolution {
  const loads = new Array<number>(machines).fill(0);
  const machine = new Array<number>(lengths.length).fill(0);
  for (const job of fallingOrder(lengths)) {
    const free = loads.indexOf(loads.reduce((least, load) => Math.min(least, load), loads[0]));
    machine[job] = free;
    loads[free] += lengths[job];
  }
  return { machine };
}
