/** Points in the squares of a board, by what stands there: puzzles by their numbers, tables with names by filled fields. */
import * as Plot from "@observablehq/plot";
import type { Board, Drawing } from "../problem.ts";
import { colour, type Mark, path, pixels, px, render, texts } from "./canvas.ts";
import { shorten, textWidth } from "./words.ts";

type Point = Drawing["points"][number];

const MARGIN = 14;
/** Pixels: squares without names at most, rows of a table, and the least at which lines between squares can be told apart. */
const LARGEST = 48;
const ROW = 26;
const LEAST = 5;
/** Names and labels in a table; of the width, the names of the rows at most. */
const FONT = 11;
const NAMES = 0.25;
/** Of a square's side, and the smallest that can be read. */
const FILLING = 0.6;
const SMALLEST = 7;

/** Where the squares are, in pixels. */
interface Frame {
  readonly left: number;
  readonly top: number;
  readonly wide: number;
  readonly tall: number;
}

/** SVG `width` pixels wide. @param lines between the middles of squares, by the drawing's own coordinates */
export function boardToSvg({ title, points }: Drawing, board: Board, lines: Mark[], width: number): string {
  const { rows, columns } = board;
  const frame = frameOf(board, width);
  const { left, top, wide, tall } = frame;
  const height = Math.ceil(top + rows * tall + MARGIN);
  return render(title, {
    width,
    height,
    marginLeft: left,
    marginRight: width - left - columns * wide,
    marginTop: top,
    marginBottom: height - top - rows * tall,
    axis: null,
    x: { domain: [-0.5, columns - 0.5] },
    y: { domain: [0.5 - rows, 0.5] },
    marks: [
      ...(board.rowNames === undefined ? [] : fields(points, frame)),
      ...(Math.min(wide, tall) < LEAST ? [] : [ruled(board, frame, 1, 1, 0.25)]),
      ruled(board, frame, board.block?.rows ?? rows, board.block?.columns ?? columns, 0.9),
      ...lines,
      ...(board.rowNames === undefined ? signs(points, frame) : inside(points, frame)),
      ...names(board, frame),
    ],
  });
}

function frameOf({ rows, columns, rowNames, columnNames }: Board, width: number): Frame {
  const longest = (rowNames ?? []).reduce((most, name) => Math.max(most, textWidth(name, FONT)), 0);
  const beside = rowNames === undefined ? MARGIN : MARGIN + Math.ceil(Math.min(longest, width * NAMES)) + 6;
  const top = columnNames === undefined ? MARGIN : MARGIN + 18;
  const room = width - beside - MARGIN;
  if (rowNames !== undefined) return { left: beside, top, wide: room / columns, tall: ROW };
  const side = Math.min(LARGEST, room / Math.max(rows, columns));
  return { left: (width - columns * side) / 2, top, wide: side, tall: side };
}

/** Lines after so many rows and columns, and around the board. */
function ruled({ rows, columns }: Board, frame: Frame, down: number, across: number, opacity: number): Mark {
  const { left, top, wide, tall } = frame;
  const [right, bottom] = [left + columns * wide, top + rows * tall].map(px);
  let d = `M${px(left)},${bottom}H${right}M${right},${px(top)}V${bottom}`;
  for (let row = 0; row < rows; row += down) d += `M${px(left)},${px(top + row * tall)}H${right}`;
  for (let column = 0; column < columns; column += across) d += `M${px(left + column * wide)},${px(top)}V${bottom}`;
  return path(d, { fill: "none", stroke: "currentColor", "stroke-opacity": opacity });
}

const middle = ({ left, top, wide, tall }: Frame, { x, y }: Point) => ({
  x: left + (x + 0.5) * wide,
  y: top + (0.5 - y) * tall,
});

/** Labels as large as the longest of them can be; dots where that cannot be read. */
function signs(points: readonly Point[], frame: Frame): Mark[] {
  const longest = points.reduce((most, { label = "" }) => Math.max(most, textWidth(label, 1)), 0.5);
  const size = Math.floor(Math.min(FILLING * frame.tall, (frame.wide - 3) / longest));
  const own = [...new Set(points.map(({ group }) => group))];
  if (size < SMALLEST) {
    const places = points.map((point) => middle(frame, point));
    const r = Math.max(1, Math.min(3.5, frame.wide / 3));
    const fill = points.map(({ group }) => colour(group));
    const [x, y] = [pixels(places.map((place) => place.x)), pixels(places.map((place) => place.y))];
    return [Plot.dot(points, { x, y, r, fill: { value: fill, scale: null } })];
  }
  return own.flatMap((group) => {
    const members = points.filter((point) => point.group === group);
    const placed = members.map((point) => ({ ...middle(frame, point), text: point.label ?? "•" }));
    return texts(placed, { fontSize: size, fill: colour(group) });
  });
}

/** The squares of a table that hold something. */
function fields(points: readonly Point[], { left, top, wide, tall }: Frame): Mark[] {
  return points.map(({ x, y, group }) => {
    const [from, above] = [left + x * wide + 0.5, top - y * tall + 0.5];
    const d = `M${px(from)},${px(above)}h${px(wide - 1)}v${px(tall - 1)}h${px(1 - wide)}z`;
    return path(d, { fill: colour(group) });
  });
}

/** What the squares of a table hold, as far as there is room. */
function inside(points: readonly Point[], frame: Frame): Mark[] {
  const placed = points.flatMap((point) => {
    const text = shorten(point.label ?? "", frame.wide - 4, FONT);
    return text.length > 1 || text === point.label ? [{ ...middle(frame, point), text }] : [];
  });
  return texts(placed, { fontSize: FONT, fill: "#ffffff" });
}

function names({ rowNames = [], columnNames = [] }: Board, { left, top, wide, tall }: Frame): Mark[] {
  const beside = rowNames.map((name, row) => {
    return { x: left - 6, y: top + (row + 0.5) * tall, text: shorten(name, left - MARGIN - 6, FONT) };
  });
  const above = columnNames.map((name, column) => {
    return { x: left + (column + 0.5) * wide, y: top - 10, text: shorten(name, wide - 4, FONT) };
  });
  return [...texts(beside, { fontSize: FONT, textAnchor: "end" }), ...texts(above, { fontSize: FONT })];
}
