/**
 * A portfolio (Gomes & Selman 2001): episodes of several solvers, chosen by what the model looks like (features.ts, members.ts) and by how
 * their episodes have done (plan.ts), good states passed on from one to the next. No solver wins everywhere: in the study of Dunning,
 * Gupta & Silberholz (2018) none of 37 is best on more than a quarter of 3,296 instances.
 */
import { Type } from "typebox";
import { runEpisodes } from "../../src/episodes.ts";
import type { EnergyModel, State } from "../../src/model/types.ts";
import { nullable } from "../../src/schema.ts";
import { defineSolver, type Refusal, refuseSingleFlips, type Solver } from "../../src/solver.ts";
import { featuresOf } from "./features.ts";
import { type Member, members } from "./members.ts";
import { createPlan } from "./plan.ts";

export interface PortfolioOptions {
  readonly episodes: number | null;
}

const optionsSchema = Type.Object(
  {
    episodes: nullable(Type.Integer({ minimum: 1, maximum: 1_000_000, description: "a number of episodes" }), {
      description:
        "How many episodes of its members it runs; null goes on until a limit stops the run (default 6, null in runs with a limit)",
    }),
  },
  { additionalProperties: false, description: "Options of the portfolio" },
);

/** @param parts the solvers that members name */
export function portfolio(parts: readonly Solver[]): Solver<PortfolioOptions> {
  const byId = new Map(parts.map((solver) => [solver.id, solver]));
  const find = (id: string): Solver => {
    const found = byId.get(id);
    if (found === undefined) throw new Error(`the portfolio has no part ${id}`);
    return found;
  };
  const suiting = (model: EnergyModel): Member[] => {
    const features = featuresOf(model);
    const takers = members.filter((member) => {
      const solver = find(member.solver);
      return member.weight(features) > 0 && solver.refuses(model, solver.defaults) === null;
    });
    return takers.sort((a, b) => b.weight(features) - a.weight(features));
  };
  const plan = (model: EnergyModel, { episodes }: PortfolioOptions, seed: number, start: State | null) =>
    // Without variables no episode does work, so no limit would end the run.
    createPlan(suiting(model), featuresOf(model), seed, start, model.n === 0 ? 1 : episodes);
  return defineSolver<PortfolioOptions>({
    id: "portfolio",
    title: "Portfolio of solvers",
    summary:
      "Runs episodes of the solvers that suit the model, gives more time to those that do well, and passes good states on. What auto " +
      "takes for spin and bit models without a structure to stay in.",
    sources: [
      "Gomes & Selman 2001, Algorithm portfolios, Artificial Intelligence 126",
      "Dunning, Gupta & Silberholz 2018, What works best when?, INFORMS Journal on Computing 30",
    ],
    optionsSchema,
    defaults: { episodes: 6 },
    endless: { episodes: null },
    guarantees: new Set(),
    refuses(model): Refusal | null {
      return refuseSingleFlips(model) ?? (suiting(model).length > 0 ? null : find("annealing").refuses(model, {}));
    },
    plan,
    search: (model, options, { random, start, ...context }) =>
      runEpisodes(plan(model, options, random.uint32(), start), find, model, context),
  });
}
