/** Property tests: case count and seed from the environment, so that a failure can be replayed and a nightly run can dig deeper. */
import fc from "fast-check";

const runs = process.env["GROUNDSTATE_RUNS"];
const seed = process.env["GROUNDSTATE_SEED"];
fc.configureGlobal({
  numRuns: runs === undefined ? 100 : Number(runs),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
});
