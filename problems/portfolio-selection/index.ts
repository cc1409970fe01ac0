/**
 * Portfolio selection (Markowitz): divide a budget in units among assets so that risk and return are balanced best, with limits of single assets, of
 * sectors, and of the number of assets held.
 */
import { programProblem } from "../../src/modelling/program/problem.ts";
import type { Mending } from "../../src/modelling/program/weights.ts";
import { leastOfAll, portfolioBounds } from "./bounds.ts";
import { checkInstance } from "./check.ts";
import { constructPortfolio } from "./construct.ts";
import { drawPortfolio } from "./draw.ts";
import { formats } from "./formats.ts";
import { portfolioProgram, toAssignment, toSolution } from "./program.ts";
import { performance, verifyPortfolio } from "./referee.ts";
import { generatePortfolio, samplePortfolio } from "./sample.ts";
import { assetName, instanceSchema, type PortfolioInstance, type PortfolioSolution, solutionSchema } from "./schema.ts";

export const portfolioSelection = programProblem<PortfolioInstance, PortfolioSolution>({
  id: "portfolio-selection",
  title: "Portfolio selection",
  summary:
    "Divide a budget of equal units among assets so that aversion times variance less expected return is least; holdings may be limited by asset, by sector and in number. 1 + ceil log2(most - least + 1) bits an asset, the first of which says whether it is held, and slack for limits; the budget is an equation weighted just above what a portfolio found at once costs more than the best without a budget.",
  sources: [
    "Markowitz 1952, Portfolio selection",
    "Chang, Meade, Beasley & Sharaiha 2000, Heuristics for cardinality constrained portfolio optimisation",
    "Frank & Wolfe 1956, An algorithm for quadratic programming",
  ],
  sense: "min",
  objective: "aversion times variance, less expected return",
  instanceSchema,
  solutionSchema,
  check: checkInstance,
  describe: ({ expected, units }) => `${expected.length} assets, ${units} units`,
  program: portfolioProgram,
  toSolution,
  toAssignment,
  mending,
  cost,
  verify: verifyPortfolio,
  construct: constructPortfolio,
  bounds: portfolioBounds,
  sample: samplePortfolio,
  generate: generatePortfolio,
  tell(instance, solution) {
    const { gain, variance } = performance(instance, solution);
    const held = solution.units.flatMap((units, i) => (units > 0 ? [`${units} ${assetName(instance, i)}`] : []));
    return `${held.join(", ")}; expected return ${say(gain)}, standard deviation ${say(Math.sqrt(Math.max(0, variance)))}`;
  },
  formats,
  draw: drawPortfolio,
});

function cost(instance: PortfolioInstance, solution: PortfolioSolution): number {
  const { gain, variance } = performance(instance, solution);
  return instance.riskAversion * variance - gain;
}

/** Of the objective, at least: where portfolio and bound meet, penalties must still stand out from rounding. */
const STANDS_OUT = 2 ** -10;

/** No state is better than the best holdings without a budget, and a portfolio is at hand: any penalty above the difference will do. */
function mending(instance: PortfolioInstance): Mending | null {
  const found = constructPortfolio(instance);
  const least = leastOfAll(instance);
  if (found === null || least === null) return null;
  const most = cost(instance, found);
  const words = `U - L = ${say(most)} - ${say(least)}, a portfolio built unit by unit less the best without a budget`;
  const floor = STANDS_OUT * Math.max(Math.abs(most), Math.abs(least));
  return { most: Math.max(floor, most - least), words, witness: "a portfolio built unit by unit" };
}

const say = (value: number): number => Number(value.toPrecision(4));
