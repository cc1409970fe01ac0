import fc from "fast-check";
import { describe, expect, it } from "vitest";
import savings from "../../examples/portfolio-selection/savings.json" with { type: "json" };
import { constructPortfolio } from "../../problems/portfolio-selection/construct.ts";
import { portfolioSelection } from "../../problems/portfolio-selection/index.ts";
import type { PortfolioInstance } from "../../problems/portfolio-selection/schema.ts";
import { formatById } from "../../src/formats/index.ts";
import { solveSync } from "../../src/index.ts";
import { createRandom } from "../../src/random.ts";
import { requireSchema } from "../../src/validate.ts";
import { assignments } from "../support/all-solutions.ts";
import { prop } from "../support/prop.ts";

const { check, verify, cost, encode, defaults, formats, bounds } = portfolioSelection;

const plain: PortfolioInstance = {
  problem: "portfolio-selection",
  expected: [1, 2],
  covariance: [
    [1, 0],
    [0, 4],
  ],
  riskAversion: 1,
  units: 4,
};

/** The least objective over all holdings of up to `most` units of each asset. */
function bestOf(instance: PortfolioInstance, most: number): number {
  const values = Array.from({ length: most + 1 }, (_, k) => k);
  let best = Number.POSITIVE_INFINITY;
  for (const units of assignments(instance.expected.length, values)) {
    if (verify(instance, { units }).length === 0) best = Math.min(best, cost(instance, { units }));
  }
  return best;
}

/** After so many slices of steps at most. */
const lastBound = (instance: PortfolioInstance, slices = 40): number | null => {
  let last: number | null = null;
  for (const bound of bounds!(instance, null as never)) {
    last = bound?.value ?? last;
    if (slices-- === 0) break;
  }
  return last;
};

describe("portfolio selection", () => {
  it("invests the savings as the best of all portfolios", () => {
    requireSchema(portfolioSelection.instanceSchema, savings, "savings.json", "invalid-instance");
    const instance = savings as PortfolioInstance;
    expect(check(instance)).toEqual([]);
    const best = bestOf(instance, 8);
    const { objective, solution } = solveSync(portfolioSelection, instance, { work: 30_000 });
    expect(objective).toBeCloseTo(best, 12);
    expect(solution!.units.filter((units) => units > 0).length).toBeLessThanOrEqual(4);
  });

  it("balances two independent assets: x of the second at 2 / 5 + 1 / 10, to the nearest unit", () => {
    // (1 - x)^2 + 4 x^2 - (1 - x) - 2 x is least at x = 3 / 10: one unit of four.
    const { solution, objective } = solveSync(portfolioSelection, plain, { work: 2000 });
    expect(solution).toEqual({ units: [3, 1] });
    expect(objective).toBeCloseTo(9 / 16 + 4 / 16 - 3 / 4 - 2 / 4, 12);
    expect(lastBound(plain)).toBeCloseTo(0.49 + 0.36 - 0.7 - 0.6, 4);
  });

  it("takes one bit an asset and a binary code of what may be added, and weighs by what is at hand", () => {
    const { model, penalty } = encode({ ...plain, least: [2, 1], most: [4, 3] }, defaults);
    expect(model.n).toBe(2 + 2 + 2);
    const { threshold, weight } = penalty!.weights[0];
    expect(weight).toBeGreaterThan(threshold);
    expect(threshold).toBeLessThan(1); // the range of the objective over all states is 4
  });

  prop(
    "constructs portfolios that keep all limits, at best as good as the best and no worse than the bound",
    [fc.nat(1e6), fc.integer({ min: 1, max: 5 })],
    (seed, size) => {
      const instance = portfolioSelection.sample(createRandom(seed), size);
      const made = constructPortfolio(instance);
      if (made === null) return;
      expect(verify(instance, made)).toEqual([]);
      const least = bestOf(instance, 3);
      expect(cost(instance, made)).toBeGreaterThanOrEqual(least - 1e-9);
      const bound = lastBound(instance);
      if (bound !== null) expect(bound).toBeLessThanOrEqual(least + 1e-9);
    },
  );

  it("constructs portfolios within a hundredth of the bound", () => {
    for (const seed of [1, 2]) {
      const instance = { ...portfolioSelection.generate!(createRandom(seed), 40), holdings: {} };
      const value = cost(instance, constructPortfolio(instance)!);
      const bound = lastBound(instance)!;
      expect((value - bound) / Math.abs(bound)).toBeLessThan(0.01);
    }
  });

  it("gives no bound where the covariances are indefinite, and says nothing false", () => {
    const odd = {
      ...plain,
      covariance: [
        [0, 3],
        [3, 0],
      ],
    };
    expect(check(odd)).toEqual([]);
    expect(lastBound(odd)).toBeNull();
    expect(solveSync(portfolioSelection, odd, { work: 2000 }).solution).toEqual({ units: [0, 4] });
  });

  it("names every broken limit", () => {
    const limited: PortfolioInstance = {
      ...plain,
      least: [1, 2],
      most: [2, 4],
      holdings: { from: 2, to: 2 },
      sectors: [{ assets: [0], most: 1 }],
    };
    const codes = (units: number[]) => verify(limited, { units }).map(({ code }) => code);
    expect(codes([3, 1])).toEqual(["too-much", "too-little", "sector-above-limit"]);
    expect(codes([0, 4])).toEqual(["too-few-assets"]);
    expect(codes([1, 2])).toEqual(["wrong-budget"]);
    expect(verify({ ...plain, holdings: { to: 1 } }, { units: [2, 2] }).map(({ code }) => code)).toEqual([
      "too-many-assets",
    ]);
  });

  it("says what is wrong with an instance", () => {
    const paths = (changed: object) => check({ ...plain, ...changed } as PortfolioInstance).map(({ path }) => path);
    expect(
      paths({
        covariance: [
          [1, 2],
          [3, 4],
        ],
      }),
    ).toEqual(["covariance[0][1]"]);
    expect(
      paths({
        covariance: [
          [1, 0],
          [0, -4],
        ],
      }),
    ).toEqual(["covariance[1][1]"]);
    expect(paths({ most: [1, 1] })).toEqual(["units"]);
    expect(paths({ least: [3, 3], holdings: { from: 2 } })).toEqual(["units"]);
    expect(paths({ least: [3, 1], most: [2, 4] })).toEqual(["least[0]"]);
    expect(paths({ sectors: [{ assets: [5], most: 1 }], least: [1] })).toEqual(["least", "sectors[0].assets[0]"]);
  });

  it("reads OR-Library files of returns", () => {
    const record = formatById("orlib-portfolio").parse("2\n.001 .2\n.002 .5\n1 1 1\n2 1 -.5\n2 2 1\n");
    const instance = formats[0].toInstance!(record, { name: "port" });
    expect(check(instance)).toEqual([]);
    expect(instance).toMatchObject({ units: 20, holdings: { to: 2 }, expected: [0.001, 0.002] });
    expect(instance.covariance.flat().map((value) => Number(value.toPrecision(12)))).toEqual([
      0.04, -0.05, -0.05, 0.25,
    ]);
  });
});
