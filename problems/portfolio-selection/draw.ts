/** Assets by risk (standard deviation, to the right) and expected return (upwards); those held are of a colour of their own, as is the portfolio. */
import type { Drawing } from "../../src/problem.ts";
import { performance } from "./referee.ts";
import { assetName, type PortfolioInstance, type PortfolioSolution } from "./schema.ts";

const AXES = { x: "risk: standard deviation of the return", y: "expected return" };
const MOST_NAMES = 60; // more would cover each other

export function drawPortfolio(instance: PortfolioInstance, solution: PortfolioSolution | null): Drawing {
  const { expected, covariance, units: budget, name } = instance;
  const percent = (units: number) => `${Math.round((100 * units) / budget)} %`;
  const points = expected.map((y, i) => {
    const own = solution?.units[i] ?? 0;
    const label = own > 0 ? `${assetName(instance, i)} ${percent(own)}` : assetName(instance, i);
    const shown = own > 0 || expected.length <= MOST_NAMES ? { label } : {};
    return { x: Math.sqrt(covariance[i][i]), y, group: own > 0 ? 1 : 0, ...shown };
  });
  if (solution !== null) {
    const { gain, variance } = performance(instance, solution);
    points.push({ x: Math.sqrt(Math.max(0, variance)), y: gain, group: 2, label: "portfolio" });
  }
  const extent = (of: (point: { x: number; y: number }) => number) => {
    const values = points.map(of);
    return values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
  };
  const [width, height] = [extent(({ x }) => x), extent(({ y }) => y)];
  const xScale = width > 0 && height > 0 ? height / width : 1;
  return { title: name ?? `${expected.length} assets`, xScale, axes: AXES, points, lines: [] };
}
