/**
 * What a second thread brings: flips tried in a second on 1, 2 and 4 threads, beside the search on the thread of the caller (0).
 * Rounds take turns, medians count. On a machine that others use too, look at the flips of a CPU second: how many CPU seconds a
 * second has is then not ours to say.
 */
import { closeThreads, type Problem, solve } from "groundstate";

export interface ThreadTimes {
  readonly threads: number;
  /** Millions of flips in a second of wall clock, and in a second of CPU. */
  readonly rate: number;
  readonly ratePerCpu: number;
}

/** @param time seconds of one run */
export async function measureThreads(
  problem: Problem,
  instance: unknown,
  { time = 1, rounds = 5, counts = [0, 1, 2, 4], solver = "annealing" } = {},
): Promise<ThreadTimes[]> {
  const measured = counts.map((threads) => ({ threads, rates: [] as number[], ratesPerCpu: [] as number[] }));
  for (const { threads } of measured) await solve(problem, instance, { solver, time: 0.2, ...option(threads) });
  for (let seed = 1; seed <= rounds; seed++) {
    for (const { threads, rates, ratesPerCpu } of measured) {
      const before = process.cpuUsage();
      const { work, timing } = await solve(problem, instance, { solver, time, seed, ...option(threads) });
      const { user, system } = process.cpuUsage(before);
      rates.push(work / timing.search / 1e6);
      ratesPerCpu.push(work / (user + system));
    }
  }
  closeThreads();
  return measured.map(({ threads, rates, ratesPerCpu }) => ({
    threads,
    rate: median(rates),
    ratePerCpu: median(ratesPerCpu),
  }));
}

/** A markdown table, each row beside one thread. */
export function threadTable(times: readonly ThreadTimes[]): string {
  const one = times.find(({ threads }) => threads === 1) ?? times[0];
  const rows = times.map(({ threads, rate, ratePerCpu }) => {
    const cells = [rate, rate / one.rate, ratePerCpu, ratePerCpu / one.ratePerCpu].map((value) => value.toFixed(2));
    return `| ${threads === 0 ? "none" : threads} | ${cells.join(" | ")} |`;
  });
  const head = "| threads | Mflips/s | beside 1 | Mflips/CPU s | beside 1 |\n| ---: | ---: | ---: | ---: | ---: |";
  return [head, ...rows].join("\n");
}

const option = (threads: number) => (threads === 0 ? {} : { threads });

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
