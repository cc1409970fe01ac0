/** Pictures for programs: the same SVG and pages as `--plot` writes, as text. Sub-path `groundstate/report`. */
export { type Box, type BoxChart, boxesToSvg } from "./boxes.ts";
export { type Chart, type Curve, chartToSvg } from "./charts.ts";
export { comparisonPage } from "./comparison-page.ts";
export { type GridPanel, gridsToSvg } from "./grids.ts";
export { type HeatMap, heatMapsToSvg } from "./heat-maps.ts";
export { type Interval, type IntervalChart, intervalsToSvg } from "./intervals.ts";
export { mergeTreeToSvg, transitionsToSvg } from "./landscape.ts";
export {
  type Block,
  type Facts,
  type Figure,
  figuresToHtml,
  type Page,
  type PageTable,
  pageToHtml,
  type Section,
} from "./page.ts";
export { solutionPage } from "./solution-page.ts";
export { stackSvgs } from "./stack.ts";
export { statePanel } from "./state-grid.ts";
export { drawingToSvg } from "./svg.ts";
export { unitName, unitNamed } from "./units.ts";
export { matrixMap, readWeights, type Spread, unitMap, unitWeights, type WeightTable } from "./weights.ts";
