/** Comparisons of 10,000 runs are read and analysed while one waits. */
import { expect, it } from "vitest";
import { analyse, parseLog, recordLine } from "../../src/compare/index.ts";
import { createRandom } from "../../src/random.ts";
import { madeUpRuns } from "./support.ts";

/** Seconds; a few on an idle core, more where tests share it. */
const PATIENCE = 30;

it("reads and analyses 10,000 runs of 40 entrants, 780 pairs, in seconds", () => {
  const entrants = Array.from({ length: 40 }, (_entrant, k) => ({ entrant: `tabu tenure=${k}`, slowness: 1 + k / 40 }));
  const text = madeUpRuns(createRandom(1), entrants, 25, 10).map(recordLine).join("");
  const start = performance.now();
  const { records } = parseLog([text]);
  const { runs, pairs } = analyse(records);
  expect({ runs, pairs: pairs.length }).toEqual({ runs: 10_000, pairs: 780 });
  expect((performance.now() - start) / 1000).toBeLessThan(PATIENCE);
}, 60_000);
