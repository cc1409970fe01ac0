/**
 * Names beside points so that they cover neither each other nor points: each takes the best of eight places around its point, the
 * crowded ones first come, first served (Christensen, Marks & Shieber 1995 compare better and dearer ways). O(names x points).
 */
import { textWidth } from "./words.ts";

export interface Named {
  /** Pixels. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Above first, as on maps of few points; then the others. Half widths and heights off the point. */
const PLACES = [
  [0, -1],
  [0, 1],
  [1, 0],
  [-1, 0],
  [1, -1],
  [-1, -1],
  [1, 1],
  [-1, 1],
] as const;
const RADIUS = 5;

/** Where a text's middle is; `clear` when it covers nothing and is inside. */
interface PlacedName extends Named {
  readonly clear: boolean;
}

/** Middles of the texts, in pixels, in order. `room` is what they should stay inside. */
export function placeLabels(
  labels: readonly Named[],
  points: readonly { readonly x: number; readonly y: number }[],
  fontSize: number,
  room: { readonly width: number; readonly height: number },
): PlacedName[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 }));
  return labels.map(({ x, y, text }) => {
    const half = textWidth(text, fontSize) / 2;
    const tall = fontSize / 2 + 1;
    let best: { readonly cost: number; readonly box: Box } | null = null;
    for (const [right, down] of PLACES) {
      const middle = { x: x + right * (half + RADIUS), y: y + down * (tall + RADIUS) };
      const box = { left: middle.x - half, right: middle.x + half, top: middle.y - tall, bottom: middle.y + tall };
      const cost = taken.reduce((sum, other) => sum + overlap(box, other), outside(box, room));
      if (best === null || cost < best.cost) best = { cost, box };
      if (cost === 0) break;
    }
    const { box, cost } = best!;
    taken.push(box);
    return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, text, clear: cost === 0 };
  });
}

function overlap(a: Box, b: Box): number {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return wide > 0 && tall > 0 ? wide * tall : 0;
}

/** Worse than any overlap: what is cut cannot be read. */
function outside({ left, right, top, bottom }: Box, { width, height }: { width: number; height: number }): number {
  return 1000 * Math.max(0, 2 - left, right - width + 2, 2 - top, bottom - height + 2);
}
