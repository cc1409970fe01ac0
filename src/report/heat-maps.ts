/** Matrices of signed numbers as colours: blue below 0, white at 0, red above, one scale for all maps of a picture. */
import * as Plot from "@observablehq/plot";
import { type Blocks, cellPaths } from "./blocks.ts";
import { type Mark, path, px, renderPixels, texts } from "./canvas.ts";
import { UNKNOWN, unknownKey } from "./grids.ts";
import { layOut, type Panel, type PanelSize, type PlacedPanel } from "./panels.ts";
import { formatValue } from "./words.ts";

/** `values` row-major, rows x columns; NaN unknown. */
export interface HeatMap extends Panel {
  /** Cells with an outline. */
  readonly marked?: readonly (readonly [row: number, column: number])[];
}

/** Steps of colour on each side of white. */
const STEPS = 24;
const KEY_WIDTH = 192;

/**
 * SVG of all maps with cells of one size and a legend. A map of more than 160 rows or columns is drawn in blocks, each as its strongest
 * cell by magnitude: a mean would hide single couplings.
 */
export function heatMapsToSvg(title: string, maps: readonly HeatMap[], size: PanelSize = {}): string {
  const layout = layOut(title, maps, "strongest", size);
  const strongest = strength(layout.panels);
  const levelOf = (value: number) =>
    Number.isNaN(value) ? STEPS + 1 : Math.round(STEPS * Math.min(1, Math.max(-1, value / strongest)));
  const cells = layout.panels.flatMap(({ blocks, left, top, cell }) =>
    [...cellPaths(blocks, left, top, cell, levelOf)].map(([level, d]) =>
      path(d, { fill: level > STEPS ? UNKNOWN : shade(level), "shape-rendering": "crispEdges" }),
    ),
  );
  const outlines = layout.panels.flatMap((place) => outline(place, maps[place.index].marked ?? []));
  const key = [
    ...legend(20, layout.bottom, strongest),
    ...(layout.unknown ? unknownKey(20 + KEY_WIDTH + 36, layout.bottom) : []),
  ];
  const width = Math.max(layout.width, KEY_WIDTH + 60 + (layout.unknown ? 90 : 0));
  return renderPixels(title, width, Math.ceil(layout.bottom + 44), [...cells, ...layout.marks, ...outlines, ...key]);
}

/** Largest finite magnitude, which has the full colour; 1 where there is none but 0. */
function strength(panels: readonly { readonly blocks: Blocks }[]): number {
  let most = 0;
  for (const { blocks } of panels) {
    for (const value of blocks.values) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  }
  return most || 1;
}

const colours = Plot.scale({ color: { type: "diverging", scheme: "RdBu", reverse: true, domain: [-1, 1] } });
const shade = (level: number): string => (level === 0 ? "#ffffff" : String(colours.apply(level / STEPS)));

/** White around black: seen on every colour. */
function outline({ blocks, left, top, cell }: PlacedPanel, marked: readonly (readonly [number, number])[]): Mark[] {
  const seen = new Set<string>();
  for (const [row, column] of marked) {
    const [r, c] = [Math.floor(row / blocks.block), Math.floor(column / blocks.block)];
    if (!(r >= 0 && r < blocks.rows && c >= 0 && c < blocks.columns)) continue;
    seen.add(`M${px(left + c * cell)},${px(top + r * cell)}h${px(cell)}v${px(cell)}h${px(-cell)}z`);
  }
  if (seen.size === 0) return [];
  const d = [...seen].join("");
  return [
    path(d, { fill: "none", stroke: "#ffffff", "stroke-width": 3.2 }),
    path(d, { fill: "none", stroke: "#000000", "stroke-width": 1.4 }),
  ];
}

function legend(x: number, y: number, strongest: number): Mark[] {
  const step = KEY_WIDTH / (2 * STEPS + 1);
  const bar = Array.from({ length: 2 * STEPS + 1 }, (_, i) =>
    path(`M${px(x + i * step)},${px(y)}h${px(step)}v12h${px(-step)}z`, {
      fill: shade(i - STEPS),
      "shape-rendering": "crispEdges",
    }),
  );
  const at = (share: number, text: string) => ({ x: x + share * KEY_WIDTH, y: y + 24, text });
  return [
    ...bar,
    path(`M${x},${y}h${KEY_WIDTH}v12h${-KEY_WIDTH}z`, { fill: "none", stroke: "#7a7a7a" }),
    ...texts([at(0, formatValue(-strongest))], { fontSize: 10.5, textAnchor: "start" }),
    ...texts([at(0.5, "0")], { fontSize: 10.5 }),
    ...texts([at(1, formatValue(strongest))], { fontSize: 10.5, textAnchor: "end" }),
  ];
}
