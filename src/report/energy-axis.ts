/** What pictures of landscapes share: a title with notes, and energy upwards. */
import type { Axis } from "./axes.ts";
import { type Mark, path, px, texts } from "./canvas.ts";
import { textWidth, wrap } from "./words.ts";

/** Pixels. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function onAxis({ domain: [low, high] }: Axis, { top, bottom }: Frame): (energy: number) => number {
  return (energy) => bottom - ((Math.min(high, Math.max(low, energy)) - low) / (high - low)) * (bottom - top);
}

/** Pixels left of the frame for labels and the name of the axis. */
export function axisWidth({ labels }: Axis): number {
  return Math.ceil(Math.max(...labels.map((label) => textWidth(label, 12)), 20)) + 44;
}

/** Ticks and labels left of the frame, faint lines across it. */
export function energyAxis(axis: Axis, frame: Frame): Mark[] {
  const y = onAxis(axis, frame);
  const grid = axis.ticks.map((tick) => `M${px(frame.left - 6)},${px(y(tick))}H${px(frame.right)}`).join("");
  const labels = axis.ticks.map((tick, i) => ({ x: frame.left - 10, y: y(tick), text: axis.labels[i] }));
  const name = { x: 16, y: (frame.top + frame.bottom) / 2, text: "energy" };
  return [
    path(grid, { fill: "none", stroke: "currentColor", "stroke-opacity": 0.12 }),
    ...texts(labels, { fontSize: 12, textAnchor: "end" }),
    ...texts([name], { fontSize: 12, rotate: -90 }),
  ];
}

/** Title and notes at the top, and the height that they take. */
export function heading(
  title: string,
  notes: readonly string[],
  width: number,
): { readonly height: number; readonly marks: Mark[] } {
  const lines = wrap(title, width - 40, 16, 2).map((text, i) => ({ x: 20, y: 26 + 20 * i, text }));
  const below = 30 + 20 * lines.length;
  const small = notes
    .flatMap((note) => wrap(note, width - 40, 11, 2))
    .map((text, i) => ({ x: 20, y: below + 15 * i, text }));
  return {
    height: below + 15 * small.length,
    marks: [
      ...texts(lines, { fontSize: 16, fontWeight: 600, textAnchor: "start" }),
      ...texts(small, { fontSize: 11, textAnchor: "start" }),
    ],
  };
}
