/** Black and white pictures of states and patterns: a grid of cells from white (0) over grey to black (1). */
import { cellPaths } from "./blocks.ts";
import { type Mark, path, renderPixels, texts } from "./canvas.ts";
import { layOut, type Panel, type PanelSize } from "./panels.ts";

/** `values` row-major, rows x columns: 0 white .. 1 black, NaN unknown. */
export type GridPanel = Panel;

const GREYS = 32;
/** Fill of unknown cells, under a diagonal: no grey, so that it cannot be mistaken for a value. */
export const UNKNOWN = "#f6d9a8";

/** SVG of all panels with cells of one size. A panel of more than 160 rows or columns is drawn in blocks, each the mean of its cells. */
export function gridsToSvg(title: string, panels: readonly GridPanel[], size: PanelSize = {}): string {
  const layout = layOut(title, panels, "mean", size);
  const cells = layout.panels.flatMap(({ blocks, left, top, cell }) =>
    [...cellPaths(blocks, left, top, cell, greyLevel)].map(([level, d]) =>
      path(d, { fill: level < 0 ? UNKNOWN : grey(level), "shape-rendering": "crispEdges" }),
    ),
  );
  const key = layout.unknown ? unknownKey(20, layout.bottom) : [];
  const height = Math.ceil(layout.bottom + (layout.unknown ? 26 : 4));
  return renderPixels(title, layout.width, height, [...cells, ...layout.marks, ...key]);
}

const greyLevel = (value: number): number =>
  Number.isNaN(value) ? -1 : Math.round(GREYS * Math.min(1, Math.max(0, value)));

function grey(level: number): string {
  const part = Math.round(255 * (1 - level / GREYS))
    .toString(16)
    .padStart(2, "0");
  return `#${part}${part}${part}`;
}

/** What a cell with a diagonal means. */
export function unknownKey(x: number, y: number): Mark[] {
  return [
    path(`M${x},${y}h12v12h-12z`, { fill: UNKNOWN, stroke: "#7a7a7a" }),
    path(`M${x},${y + 12}l12,-12`, { fill: "none", stroke: "#7a7a7a", "stroke-width": 0.8 }),
    ...texts([{ x: x + 18, y: y + 6, text: "unknown" }], { fontSize: 10.5, textAnchor: "start" }),
  ];
}
