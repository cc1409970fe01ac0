/** Risk, return and limits of a portfolio, straight from the instance: no encoding, no model. */
import type { Violation } from "../../src/problem.ts";
import { assetName, leastOf, mostOf, type PortfolioInstance, type PortfolioSolution } from "./schema.ts";

const MOST_VIOLATIONS = 20;

/** Of the whole portfolio: expected return and variance. O(assets^2). */
export function performance({ expected, covariance, units: budget }: PortfolioInstance, { units }: PortfolioSolution) {
  let gain = 0;
  let variance = 0;
  for (let i = 0; i < expected.length; i++) {
    if (units[i] === 0) continue;
    gain += expected[i] * (units[i] / budget);
    for (let j = 0; j < expected.length; j++) variance += covariance[i][j] * (units[i] / budget) * (units[j] / budget);
  }
  return { gain, variance };
}

/** Every broken limit, at most 20. Never throws. */
export function verifyPortfolio(instance: PortfolioInstance, { units }: PortfolioSolution): readonly Violation[] {
  const { expected, units: budget, holdings, sectors = [] } = instance;
  if (units.length !== expected.length) {
    const message = `units has ${units.length} entries, expected ${expected.length}, one for each asset`;
    return [{ code: "wrong-length", message, amount: Math.abs(units.length - expected.length) }];
  }
  const violations: Violation[] = [];
  const report = (code: string, message: string, amount: number) => {
    if (violations.length < MOST_VIOLATIONS) violations.push({ code, message, amount });
  };
  const total = units.reduce((sum, own) => sum + own, 0);
  if (total !== budget) report("wrong-budget", `${total} units are held, expected ${budget}`, Math.abs(total - budget));
  for (const [i, own] of units.entries()) {
    const [least, most] = [leastOf(instance, i), mostOf(instance, i)];
    if (own > most) report("too-much", `${assetName(instance, i)} has ${own} units, at most ${most}`, own - most);
    if (own > 0 && own < least) {
      report(
        "too-little",
        `${assetName(instance, i)} has ${own} units, at least ${least} where it is held`,
        least - own,
      );
    }
  }
  const held = units.filter((own) => own > 0).length;
  const { from = 0, to = expected.length } = holdings ?? {};
  if (held < from) report("too-few-assets", `${held} assets are held, at least ${from}`, from - held);
  if (held > to) report("too-many-assets", `${held} assets are held, at most ${to}`, held - to);
  for (const [s, { name = `sector ${s}`, assets, most }] of sectors.entries()) {
    const load = assets.reduce((sum, asset) => sum + units[asset], 0);
    if (load > most) report("sector-above-limit", `${name} has ${load} units, at most ${most}`, load - most);
  }
  return violations;
}
