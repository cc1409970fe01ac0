/** Pictures for programs: the same SVG and pages as `--plot` writes, as text. Sub-path `groundstate/report`. */
export { type Chart, type Curve, chartToSvg } from "./charts.ts";
export { type GridPanel, gridsToSvg } from "./grids.ts";
export { type HeatMap, heatMapsToSvg } from "./heat-maps.ts";
export { mergeTreeToSvg, transitionsToSvg } from "./landscape.ts";
export { type Figure, figuresToHtml } from "./page.ts";
export { stackSvgs } from "./stack.ts";
export { statePanel } from "./state-grid.ts";
export { drawingToSvg } from "./svg.ts";
export { unitName, unitNamed } from "./units.ts";
export { matrixMap, readWeights, type Spread, unitMap, unitWeights, type WeightTable } from "./weights.ts";
