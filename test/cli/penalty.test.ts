/** `penalty`: the study of penalty weights, run by run the same, its threshold where the proof has it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { problemById } from "../../src/registry.ts";
import type { PenaltyPoint } from "../../src/run/penalty-study.ts";
import { penaltyStudy } from "../../src/run/penalty-study.ts";

const EXAMPLES = join(import.meta.dirname, "..", "..", "examples");
const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(EXAMPLES, ...path), "utf8"));

async function study(
  id: string,
  instance: unknown,
  fractions: readonly number[],
  signal?: AbortSignal,
): Promise<PenaltyPoint[]> {
  const problem = problemById(id);
  const search = { solver: "exhaustive", ...(signal === undefined ? {} : { signal }) };
  const points: PenaltyPoint[] = [];
  for await (const point of penaltyStudy(problem, instance, { fractions, runs: 2, seed: 1, search }))
    points.push(point);
  return points;
}

describe("a study of penalty weights", () => {
  it.each([
    ["model", read("models", "facilities.json"), 31],
    ["tsp", read("tsp", "mackay-four.json"), 14],
    ["model", read("models", "knapsack.json"), 112],
  ])(
    "of %s: lowest states are invalid far below the threshold, and optimal above it",
    async (id, instance, optimum) => {
      const points = await study(id, instance, [0.1, 1.05, 2]);
      expect(points.map(({ valid }) => valid)).toEqual([0, 2, 2]);
      expect(points.map(({ best }) => best)).toEqual([null, optimum, optimum]);
      expect(points.map(({ guaranteed }) => guaranteed)).toEqual([false, true, true]);
      expect(points[2].actual).toBeGreaterThanOrEqual(points[1].actual!);
    },
  );

  it("gives the same again", async () => {
    const instance = read("models", "team.json");
    expect(await study("model", instance, [0.5, 1])).toEqual(await study("model", instance, [0.5, 1]));
  });

  it("keeps whole points only when it is stopped", async () => {
    const controller = new AbortController();
    controller.abort();
    expect(await study("model", read("models", "team.json"), [0.5, 1], controller.signal)).toEqual([]);
  });

  it("refuses problems without such weights", async () => {
    await expect(study("max-cut", read("max-cut", "petersen.json"), [1])).rejects.toMatchObject({
      code: "invalid-options",
    });
  });
});
