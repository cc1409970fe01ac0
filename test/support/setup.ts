/**
 * Property tests: case count and seed from the environment, so that a failure can be replayed. The default suite always draws the
 * same cases, so that it judges the change and not the draw; the long one draws new ones.
 */
import fc from "fast-check";

const runs = process.env["GROUNDSTATE_TEST_RUNS"];
const fresh = process.env["GROUNDSTATE_LONG"] === undefined ? 20_261_122 : Date.now() % 2 ** 31;
const seed = process.env["GROUNDSTATE_TEST_SEED"];
fc.configureGlobal({
  numRuns: runs === undefined ? 100 : Number(runs),
  seed: seed === undefined ? fresh : Number(seed),
});
