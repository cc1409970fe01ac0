/**
 * Disconnectivity graphs (Becker & Karplus 1997): a line for each basin up from its energy, joined where a path of single flips first
 * connects two of them. Deeper basins stand left of the others below one saddle; lines do not cross.
 */
import * as Plot from "@observablehq/plot";
import type { MergeTree } from "../landscape/types.ts";
import { type Axis, linearAxis, rangeOf } from "./axes.ts";
import { HALO, type Mark, PALETTE, path, px, renderPixels, texts } from "./canvas.ts";
import { axisWidth, energyAxis, heading, onAxis } from "./energy-axis.ts";
import { type Pruned, prune } from "./pruning.ts";
import { formatValue, shorten, textWidth } from "./words.ts";

const MOST_LEAVES = 400;
const FONT = 11;
const LONGEST_LABEL = 130;

/** `labels` names a basin by its index. Of more than 400 basins the most persistent are drawn, and the picture says so. */
export function mergeTreeToSvg(
  title: string,
  tree: MergeTree,
  labels: (basin: number) => string,
  size: { readonly width?: number; readonly height?: number } = {},
): string {
  const pruned = prune(tree, MOST_LEAVES);
  const { leaves } = pruned;
  const width = Math.max(320, size.width ?? Math.min(1000, Math.max(480, 120 + leaves.length * 40)));
  const height = Math.max(260, size.height ?? 460);
  const names = leaves.map(({ basin }) => shorten(labels(basin), LONGEST_LABEL, FONT));
  const head = heading(title, notesOf(tree, leaves.length), width);
  const axis = axisOf(pruned, height);
  const left = axisWidth(axis);
  const slot = (width - left - 20) / Math.max(1, leaves.length);
  const widest = Math.max(0, ...names.map((name) => textWidth(name, FONT)));
  const upright = widest > slot - 6;
  const frame = { left, right: width - 20, top: head.height + 18, bottom: height - 26 - (upright ? widest : FONT) };
  const scales: Scales = { x: (at) => left + (at + 0.5) * slot, y: onAxis(axis, frame), slot, upright };
  const slots = slotsOf(pruned);
  const stroke = { fill: "none", stroke: PALETTE[0], "stroke-width": slot > 4 ? 1.6 : 0.8 };
  return renderPixels(title, width, height, [
    ...head.marks,
    ...energyAxis(axis, frame),
    path(lines(pruned, slots, scales, frame.top - 14), stroke),
    ...ends(pruned, names, slots, scales),
  ]);
}

interface Scales {
  /** Pixels of a slot and of an energy. */
  readonly x: (slot: number) => number;
  readonly y: (energy: number) => number;
  /** Pixels from slot to slot. */
  readonly slot: number;
  /** Names stand upright. */
  readonly upright: boolean;
}

function axisOf({ leaves, joins }: Pruned, height: number): Axis {
  const energies = [...leaves, ...joins].map(({ energy }) => energy);
  return linearAxis(rangeOf(energies, false), Math.max(3, Math.round(height / 70)), true);
}

function notesOf({ basins }: MergeTree, drawn: number): string[] {
  const some =
    drawn < basins.length
      ? `The ${formatValue(drawn)} most persistent of ${formatValue(basins.length, 9)} basins. `
      : "";
  return [
    `${some}Lines end at the energies of the basins and join where single flips first connect them. Orange: lowest.`,
  ];
}

interface Slots {
  /** Position of each leaf, from the left. */
  readonly leaves: readonly number[];
  /** Position of each join: the middle of its children. */
  readonly joins: readonly number[];
}

/** Deepest first. Joins come after their children, so both passes are plain loops however deep the tree. */
function slotsOf({ leaves, joins, roots }: Pruned): Slots {
  const depth: number[] = [];
  const count: number[] = [];
  const depthOf = (node: number) => (node >= 0 ? leaves[node].energy : depth[-node - 1]);
  const countOf = (node: number) => (node >= 0 ? 1 : count[-node - 1]);
  const byDepth = (nodes: readonly number[]) => [...nodes].sort((a, b) => depthOf(a) - depthOf(b));
  joins.forEach(({ children }, k) => {
    depth[k] = children.reduce((least, child) => Math.min(least, depthOf(child)), Number.POSITIVE_INFINITY);
    count[k] = children.reduce((sum, child) => sum + countOf(child), 0);
  });
  const leafSlots: number[] = new Array(leaves.length).fill(0);
  const starts: number[] = new Array(joins.length).fill(0);
  const place = (nodes: readonly number[], from: number) => {
    let next = from;
    for (const node of byDepth(nodes)) {
      if (node >= 0) leafSlots[node] = next;
      else starts[-node - 1] = next;
      next += countOf(node);
    }
  };
  place(roots, 0);
  for (let k = joins.length - 1; k >= 0; k--) place(joins[k].children, starts[k]);
  const middles: number[] = [];
  joins.forEach(({ children }, k) => {
    const at = children.map((child) => (child >= 0 ? leafSlots[child] : middles[-child - 1]));
    middles[k] = (Math.min(...at) + Math.max(...at)) / 2;
  });
  return { leaves: leafSlots, joins: middles };
}

function lines({ leaves, joins, roots }: Pruned, slots: Slots, { x, y }: Scales, top: number): string {
  const at = (node: number) => (node >= 0 ? slots.leaves[node] : slots.joins[-node - 1]);
  const energy = (node: number) => (node >= 0 ? leaves[node].energy : joins[-node - 1].energy);
  const pieces: string[] = [];
  for (const join of joins) {
    const places = join.children.map((child) => x(at(child)));
    pieces.push(`M${px(Math.min(...places))},${px(y(join.energy))}H${px(Math.max(...places))}`);
    for (const child of join.children)
      pieces.push(`M${px(x(at(child)))},${px(y(energy(child)))}V${px(y(join.energy))}`);
  }
  for (const root of roots) pieces.push(`M${px(x(at(root)))},${px(y(energy(root)))}V${px(top)}`);
  return pieces.join("");
}

/** Dots and names at the ends; where names would touch each other or a line, only those of the deepest basins that do not. */
function ends({ leaves }: Pruned, names: readonly string[], slots: Slots, { x, y, slot, upright }: Scales): Mark[] {
  const placed = leaves.map(({ energy }, k) => ({ x: x(slots.leaves[k]), y: y(energy), text: names[k], energy }));
  placed.sort((a, b) => a.energy - b.energy || a.x - b.x);
  const clear = upright ? FONT + 2 : 0;
  const shown = placed.filter(
    (each, k) => slot >= clear || placed.slice(0, k).every((deeper) => Math.abs(deeper.x - each.x) >= clear),
  );
  const least = placed[0]?.energy;
  const radius = slot > 8 ? 3.5 : 1.5;
  const down = upright ? 8 : 14;
  return [
    Plot.dot(placed, { x: "x", y: "y", r: radius, fill: ({ energy }) => (energy === least ? PALETTE[1] : PALETTE[0]) }),
    ...texts(
      shown.map((each) => ({ ...each, y: each.y + down })),
      { ...HALO, fontSize: FONT, ...(upright ? ({ rotate: -90, textAnchor: "end" } as const) : {}) },
    ),
  ];
}
