/** Matrices side by side in one picture: cells of one size for all, titles above, names of rows and columns, notes below, wrapped into rows. */
import { type Blocks, blocksOf, type Matrix, type Merge, unknownPaths } from "./blocks.ts";
import { type Mark, path, px, texts } from "./canvas.ts";
import { formatValue, shorten, textWidth, wrap } from "./words.ts";

export interface Panel extends Matrix {
  readonly title: string;
  readonly rowLabels?: readonly string[];
  readonly columnLabels?: readonly string[];
  readonly note?: string;
}

export interface PanelSize {
  /** Pixels at most; a picture of few cells is narrower. */
  readonly width?: number;
  /** Panels side by side; by default as many as fit well. */
  readonly perRow?: number;
}

/** Where a panel lies: cells of `cell` pixels from (left, top). */
export interface PlacedPanel {
  readonly index: number;
  readonly blocks: Blocks;
  readonly left: number;
  readonly top: number;
  readonly cell: number;
}

const MARGIN = 20;
const GAP = 22;
const TITLE = 16;
const HEADING = 12;
const SMALL = 10.5;
const LINE = 15;
/** Pixels: cells are neither larger than is of use, nor is a panel wider while others wait. */
const LARGEST_CELL = 26;
const TYPICAL_CELL = 11;
const LONGEST_LABEL = 96;
const NARROWEST = 84;

export interface Layout {
  readonly width: number;
  /** Where the panels end: what follows goes below. */
  readonly bottom: number;
  readonly panels: readonly PlacedPanel[];
  /** Titles, names, notes, frames and unknown cells. */
  readonly marks: readonly Mark[];
  readonly unknown: boolean;
}

interface Sizes {
  readonly blocks: Blocks;
  readonly labelWidth: number;
  readonly labelHeight: number;
}

export function layOut(title: string, panels: readonly Panel[], merge: Merge, size: PanelSize): Layout {
  const widest = Math.max(320, size.width ?? 800);
  const sizes = panels.map((panel) => measure(panel, merge));
  const room = widest - 2 * MARGIN;
  const least = Math.max(0, ...sizes.map(({ blocks, labelWidth }) => labelWidth + blocks.columns));
  const fit = Math.floor((room + GAP) / (least + GAP));
  const perRow = Math.max(1, Math.min(panels.length, fit, size.perRow ?? suitable(panels, sizes, room)));
  const share = (room - (perRow - 1) * GAP) / perRow;
  const cell = cellSize(sizes, share);
  const widthOf = ({ blocks, labelWidth }: Sizes, { title: heading }: Panel) =>
    Math.min(
      share,
      Math.max(labelWidth + blocks.columns * cell, Math.min(textWidth(heading, HEADING) + 2, 170), NARROWEST),
    );
  const column = panels.length === 0 ? 0 : Math.max(...panels.map((panel, i) => widthOf(sizes[i], panel)));
  const used = Math.max(perRow * column + (perRow - 1) * GAP, Math.min(room, textWidth(title, TITLE) + 4), 160);
  const marks: Mark[] = [];
  const placed: PlacedPanel[] = [];
  const heading = wrap(title, used, TITLE, 2);
  marks.push(
    ...texts(
      heading.map((text, i) => ({ x: MARGIN, y: MARGIN + 8 + i * 20, text })),
      { fontSize: TITLE, fontWeight: 600, textAnchor: "start" },
    ),
  );
  let y = MARGIN + heading.length * 20 + (heading.length > 0 ? 8 : 0);
  for (let first = 0; first < panels.length; first += perRow) {
    const row = panels.slice(first, first + perRow).map((panel, i) => ({ panel, sizes: sizes[first + i] }));
    y = placeRow(row, first, { y, column, cell, merge }, placed, marks);
  }
  const unknown = placed.some(({ blocks }) => blocks.values.some(Number.isNaN));
  return { width: Math.ceil(used + 2 * MARGIN), bottom: y, panels: placed, marks, unknown };
}

function measure(panel: Panel, merge: Merge): Sizes {
  const longest = (labels: readonly string[] | undefined) =>
    (labels ?? []).reduce((most, label) => Math.max(most, textWidth(shorten(label, LONGEST_LABEL, SMALL), SMALL)), 0);
  const [wide, tall] = [longest(panel.rowLabels), longest(panel.columnLabels)];
  return {
    blocks: blocksOf(panel, merge),
    labelWidth: wide === 0 ? 0 : wide + 6,
    labelHeight: tall === 0 ? 0 : tall + 6,
  };
}

/** Panels side by side, about as many in each row. */
function suitable(panels: readonly Panel[], sizes: readonly Sizes[], room: number): number {
  if (panels.length === 0) return 1;
  const wanted = Math.max(
    ...sizes.map(({ blocks, labelWidth }, i) =>
      Math.max(
        labelWidth + Math.min(340, blocks.columns * TYPICAL_CELL),
        Math.min(150, textWidth(panels[i].title, HEADING) + 4),
        NARROWEST,
      ),
    ),
  );
  const fit = Math.max(1, Math.floor((room + GAP) / (wanted + GAP)));
  return Math.ceil(panels.length / Math.ceil(panels.length / fit));
}

/** Whole pixels where cells are large enough, so that all look the same. */
function cellSize(sizes: readonly Sizes[], share: number): number {
  let cell = LARGEST_CELL;
  for (const { blocks, labelWidth } of sizes) {
    cell = Math.min(cell, (share - labelWidth) / Math.max(1, blocks.columns), 640 / Math.max(1, blocks.rows));
  }
  return cell >= 3 ? Math.floor(cell) : Math.max(0.25, Math.floor(cell * 4) / 4);
}

/** Returns where the next row begins. */
function placeRow(
  row: readonly { readonly panel: Panel; readonly sizes: Sizes }[],
  first: number,
  {
    y,
    column,
    cell,
    merge,
  }: { readonly y: number; readonly column: number; readonly cell: number; readonly merge: Merge },
  placed: PlacedPanel[],
  marks: Mark[],
): number {
  const headings = row.map(({ panel }) => wrap(panel.title, column, HEADING, 2));
  const headed = Math.max(...headings.map((lines) => lines.length)) * LINE;
  const names = Math.max(...row.map(({ panel, sizes }) => columnNameHeight(sizes, panel, cell)));
  const top = Math.round(y + headed + names + (headed > 0 ? 4 : 0));
  let bottom = top;
  row.forEach(({ panel, sizes }, i) => {
    const left = Math.round(MARGIN + i * (column + GAP) + sizes.labelWidth);
    const place = { index: first + i, blocks: sizes.blocks, left, top, cell };
    placed.push(place);
    marks.push(...frameOf(place), ...namesOf(place, panel, sizes));
    const above = headings[i].map((text, line) => ({
      x: left - sizes.labelWidth,
      y: y + LINE / 2 + line * LINE,
      text,
    }));
    marks.push(...texts(above, { fontSize: HEADING, fontWeight: 600, textAnchor: "start" }));
    const notes = notesOf(panel, sizes.blocks, merge, column);
    const end = top + sizes.blocks.rows * cell + 6;
    const below = notes.map((text, line) => ({ x: left - sizes.labelWidth, y: end + LINE / 2 + line * LINE, text }));
    marks.push(...texts(below, { fontSize: SMALL, textAnchor: "start" }));
    bottom = Math.max(bottom, end + notes.length * LINE);
  });
  return bottom + 14;
}

const MERGES: Record<Merge, string> = { mean: "as its mean", strongest: "as its strongest cell" };

function notesOf(panel: Panel, { block }: Blocks, merge: Merge, width: number): string[] {
  const size = `${formatValue(panel.rows)} × ${formatValue(panel.columns)}`;
  const shown =
    block === 1
      ? []
      : wrap(`${size} cells, drawn in blocks of ${block} × ${block}, each ${MERGES[merge]}`, width, SMALL, 3);
  return [...(panel.note === undefined ? [] : wrap(panel.note, width, SMALL, 3)), ...shown];
}

/** Lines around and, where cells are large enough, between the cells; diagonals through unknown cells. */
function frameOf({ blocks, left, top, cell }: PlacedPanel): Mark[] {
  const [wide, tall] = [blocks.columns * cell, blocks.rows * cell];
  const lines: string[] = [];
  if (cell >= 6) {
    for (let i = 1; i < blocks.columns; i++) lines.push(`M${px(left + i * cell)},${px(top)}v${px(tall)}`);
    for (let i = 1; i < blocks.rows; i++) lines.push(`M${px(left)},${px(top + i * cell)}h${px(wide)}`);
  }
  const diagonals = unknownPaths(blocks, left, top, cell);
  const border = `M${px(left)},${px(top)}h${px(wide)}v${px(tall)}h${px(-wide)}z`;
  const stroke = { fill: "none", stroke: "#7a7a7a" };
  return [
    ...(diagonals === "" ? [] : [path(diagonals, { ...stroke, "stroke-width": 0.8 })]),
    ...(lines.length === 0 ? [] : [path(lines.join(""), { ...stroke, "stroke-width": 0.6, "stroke-opacity": 0.55 })]),
    path(border, { ...stroke, "stroke-width": 1 }),
  ];
}

const isFlat = ({ labelHeight, blocks }: Sizes, labels: readonly string[], cell: number): boolean =>
  labelHeight > 0 && blocks.block === 1 && labels.every((label) => textWidth(plainLabel(label), SMALL) <= cell - 1);

const plainLabel = (label: string): string => shorten(label, LONGEST_LABEL, SMALL);

/** Pixels above the cells: a line where every name fits over its column, else as much as the longest upright one takes. */
function columnNameHeight(sizes: Sizes, panel: Panel, cell: number): number {
  if (sizes.labelHeight === 0) return 0;
  return isFlat(sizes, panel.columnLabels ?? [], cell) ? LINE : sizes.labelHeight;
}

/** Names beside rows and above columns; where they are too many, every second, third, ... one. */
function namesOf({ blocks, left, top, cell }: PlacedPanel, panel: Panel, sizes: Sizes): Mark[] {
  const step = Math.max(1, Math.ceil((SMALL + 1) / (cell / blocks.block)));
  const every = (labels: readonly string[] | undefined, count: number) =>
    (labels ?? []).slice(0, count).flatMap((text, at) => (at % step === 0 ? [{ text: plainLabel(text), at }] : []));
  const middle = (at: number) => (Math.floor(at / blocks.block) + 0.5) * cell;
  const rows = every(panel.rowLabels, panel.rows).map(({ text, at }) => ({ x: left - 5, y: top + middle(at), text }));
  const columns = every(panel.columnLabels, panel.columns).map(({ text, at }) => ({
    x: left + middle(at),
    y: top - 5,
    text,
  }));
  const flat = isFlat(sizes, panel.columnLabels ?? [], cell);
  return [
    ...texts(rows, { fontSize: SMALL, textAnchor: "end" }),
    ...(flat
      ? texts(columns, { fontSize: SMALL, lineAnchor: "bottom" })
      : texts(columns, { fontSize: SMALL, rotate: -90, textAnchor: "start" })),
  ];
}
