/** What charts with a row for each name share: title, names on the left, an axis with ticks below, faint lines across. */
import type { Axis } from "./axes.ts";
import { type Mark, path, px, renderPixels, texts } from "./canvas.ts";
import { shorten, textWidth, wrap } from "./words.ts";

export interface RowFrame {
  readonly width: number;
  readonly height: number;
  readonly right: number;
  /** Pixel of a value on the axis. */
  place(value: number): number;
  /** Pixel of the middle of row k. */
  middle(k: number): number;
  /** Title, names and axis. */
  readonly marks: readonly Mark[];
}

const ROW = 30;
const TITLE = 16;
const FONT = 12;
const RIGHT = 24;
const BOTTOM = 50;

/** @param axis linear @param rows their labels, from the top */
export function rowFrame(
  title: string,
  label: string,
  axis: Axis,
  rows: readonly { readonly label: string }[],
  width: number,
): RowFrame {
  const names = rows.map((row) => shorten(row.label, width / 3, FONT));
  const left = Math.ceil(Math.max(20, ...names.map((name) => textWidth(name, FONT)))) + 24;
  const lines = wrap(title, width - 40, TITLE, 2);
  const top = 20 + lines.length * 20 + 10;
  const bottom = top + ROW * Math.max(1, rows.length);
  const widest = Math.max(0, ...axis.labels.map((tick) => textWidth(tick, FONT)));
  const right = width - Math.ceil(Math.max(RIGHT, widest / 2 + 8));
  const [low, high] = axis.domain;
  const place = (value: number) => left + ((value - low) / (high - low)) * (right - left);
  const middle = (k: number) => top + (k + 0.5) * ROW;
  const grid = axis.ticks.map((tick) => `M${px(place(tick))},${top}V${bottom}`).join("");
  const marks: Mark[] = [
    ...texts(
      lines.map((text, i) => ({ x: 20, y: 26 + i * 20, text })),
      { fontSize: TITLE, fontWeight: 600, textAnchor: "start" },
    ),
    path(grid, { fill: "none", stroke: "currentColor", "stroke-opacity": 0.14 }),
    path(`M${left},${bottom}H${right}`, { fill: "none", stroke: "currentColor", "stroke-opacity": 0.5 }),
    ...texts(
      names.map((text, k) => ({ x: left - 12, y: middle(k), text })),
      { fontSize: FONT, textAnchor: "end" },
    ),
    ...texts(
      axis.ticks.map((tick, k) => ({ x: place(tick), y: bottom + 14, text: axis.labels[k] })),
      { fontSize: FONT },
    ),
    ...texts([{ x: (left + right) / 2, y: bottom + 36, text: label }], { fontSize: FONT }),
  ];
  return { width, height: bottom + BOTTOM, right, place, middle, marks };
}

export const renderRows = (title: string, { width, height, marks }: RowFrame, rows: readonly Mark[]): string =>
  renderPixels(title, width, height, [...marks, ...rows]);
