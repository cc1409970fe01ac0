/**
 * The graph of asynchronous dynamics: a mark for each state, its energy upwards, arrows for the flips between them, attractors filled.
 * States stand over the attractor that they reach most likely, those of about one energy side by side.
 */
import * as Plot from "@observablehq/plot";
import type { TransitionGraph } from "../landscape/types.ts";
import { arrow, type Node } from "./arrows.ts";
import { linearAxis, rangeOf } from "./axes.ts";
import { colour, HALO, type Mark, PAPER, path, px, renderPixels, texts } from "./canvas.ts";
import { axisWidth, energyAxis, type Frame, heading, onAxis } from "./energy-axis.ts";
import { bandsOf, placeStates } from "./state-layout.ts";
import { formatValue, shorten, textWidth } from "./words.ts";

const FONT = 11;
const MOST_STATES = 1200;
const MOST_FLIPS = 6000;
/** Up to so many states have their names inside; of more only the attractors are named. */
const NAMED = 40;
/** Up to so many arrows say which variable flips. */
const EXPLAINED = 30;

interface Dot extends Node {
  readonly attractor: boolean;
  readonly basin: number;
  readonly name: string;
}

type Edges = TransitionGraph["edges"];

/** Of more than 1,200 states the lowest are drawn, of more than 6,000 flips the likeliest of each state, and the picture says so. */
export function transitionsToSvg(
  title: string,
  graph: TransitionGraph,
  size: { readonly width?: number; readonly height?: number } = {},
): string {
  const { nodes, edges, notes } = lowest(graph);
  const width = Math.max(320, size.width ?? 900);
  const height = Math.max(260, size.height ?? (nodes.length > 100 ? 660 : 480));
  const explained = edges.length > 0 && edges.length <= EXPLAINED;
  const head = heading(title, [...notes, keyText(explained)], width);
  const axis = linearAxis(
    rangeOf(
      nodes.map(({ energy }) => energy),
      false,
    ),
    Math.max(3, Math.round(height / 70)),
    true,
  );
  const frame: Frame = { left: axisWidth(axis), right: width - 16, top: head.height + 24, bottom: height - 36 };
  const y = nodes.map(({ energy }) => onAxis(axis, frame)(energy));
  const names = nodes.map(({ label }) => shorten(label, 120, FONT));
  const boxes = boxLayout(nodes, names, y, frame.right - frame.left);
  const radius = nodes.length > 300 ? 3.5 : 5;
  const layout = boxes ?? bandsOf(nodes, y, 2 * radius + 1);
  const x = placeStates(layout, edges, y, frame, boxes === null ? 2 * radius + 1 : BOX_APART);
  const dots = nodes.map(({ attractor, basin }, i): Dot => {
    const half = boxes === null ? ([radius, radius] as const) : ([boxWidth(names[i]) / 2, 9.5] as const);
    return { x: x[i], y: y[i], half, attractor, basin, name: names[i] };
  });
  return renderPixels(title, width, height, [
    ...head.marks,
    ...energyAxis(axis, frame),
    ...arrowMarks(dots, edges),
    ...(boxes === null ? dotMarks(dots, frame) : boxMarks(dots)),
    ...(explained ? flipMarks(dots, edges) : []),
  ]);
}

const keyText = (explained: boolean): string =>
  `Filled: attractors; colours: the attractor that is reached most likely; stronger arrows: likelier flips${
    explained ? "; at the arrows: which variable flips, counted from 1" : ""
  }.`;

function lowest({ nodes, edges }: TransitionGraph): Omit<TransitionGraph, "n"> & { readonly notes: readonly string[] } {
  const notes: string[] = [];
  const order = nodes.map((_node, i) => i).sort((a, b) => nodes[a].energy - nodes[b].energy || a - b);
  const kept = order.slice(0, MOST_STATES).sort((a, b) => a - b);
  if (kept.length < nodes.length) {
    notes.push(`The ${formatValue(kept.length)} lowest of ${formatValue(nodes.length)} states.`);
  }
  const numbers = new Map(kept.map((node, i) => [node, i]));
  let left = edges.flatMap((edge) => {
    const [from, to] = [numbers.get(edge.from), numbers.get(edge.to)];
    return from === undefined || to === undefined ? [] : [{ ...edge, from, to }];
  });
  if (left.length > MOST_FLIPS) {
    const best = new Map<number, (typeof left)[number]>();
    for (const edge of left) {
      if (edge.probability > (best.get(edge.from)?.probability ?? -1)) best.set(edge.from, edge);
    }
    left = [...best.values()].slice(0, MOST_FLIPS);
    notes.push("Of the flips of a state only the likeliest is drawn.");
  }
  return { nodes: kept.map((i) => nodes[i]), edges: left, notes };
}

const BOX_APART = 26;
const boxWidth = (name: string): number => Math.max(24, textWidth(name, FONT) + 12);

/** The layout with names inside the marks, or null where they do not fit. */
function boxLayout(nodes: TransitionGraph["nodes"], names: readonly string[], y: readonly number[], room: number) {
  if (nodes.length === 0 || nodes.length > NAMED) return null;
  const layout = bandsOf(nodes, y, BOX_APART);
  return layout.columns * (Math.max(...names.map(boxWidth)) + 8) <= room ? layout : null;
}

/** Few paths: one for each colour and class of probability. Flips that leave the basin are grey. */
function arrowMarks(dots: readonly Dot[], edges: Edges): Mark[] {
  const crowded = edges.length > 200;
  const groups = new Map<string, { stroke: string; strength: number; pieces: string[] }>();
  for (const { from, to, probability } of edges) {
    const inside = dots[from].basin === dots[to].basin;
    const stroke = inside ? colour(dots[to].basin) : "#7a7a7a";
    const strength = probability >= 0.5 ? 2 : probability >= 0.2 ? 1 : 0;
    const key = `${strength} ${stroke}`;
    const group = groups.get(key) ?? { stroke, strength, pieces: [] };
    groups.set(key, group);
    group.pieces.push(arrow(dots[from], dots[to], crowded ? 4 : 7));
  }
  return [...groups.values()]
    .sort((a, b) => a.strength - b.strength || (a.stroke < b.stroke ? -1 : 1))
    .map(({ stroke, strength, pieces }) =>
      path(pieces.join(""), {
        fill: "none",
        stroke,
        "stroke-width": (crowded ? [0.5, 0.8, 1.2] : [0.9, 1.3, 1.9])[strength],
        "stroke-opacity": crowded ? [0.35, 0.5, 0.8][strength] : 0.85,
      }),
    );
}

function dotMarks(dots: readonly Dot[], frame: Frame): Mark[] {
  const common = { x: "x", y: "y", strokeWidth: 1.2, stroke: (dot: Dot) => colour(dot.basin) } as const;
  const attractors = dots.filter(({ attractor }) => attractor);
  const labels: { x: number; y: number; text: string }[] = [];
  for (const { x, y, name, half } of [...attractors].sort((a, b) => b.y - a.y)) {
    const text = shorten(name, 140, FONT);
    const wide = textWidth(text, FONT) / 2;
    const place = { x: Math.min(Math.max(x, frame.left + wide), frame.right + 12 - wide), y: y + half[1] + 10, text };
    const free = labels.every((other) => {
      const apart = (textWidth(other.text, FONT) + textWidth(text, FONT)) / 2 + 4;
      return Math.abs(other.x - place.x) >= apart || Math.abs(other.y - place.y) >= FONT + 2;
    });
    if (free) labels.push(place);
  }
  const r = dots[0]?.half[0] ?? 0;
  return [
    Plot.dot(
      dots.filter(({ attractor }) => !attractor),
      { ...common, r: 0.8 * r, fill: PAPER, className: "paper" },
    ),
    Plot.dot(attractors, { ...common, r: 1.15 * r, fill: (dot: Dot) => colour(dot.basin) }),
    ...texts(labels, { fontSize: FONT, fontWeight: 600, ...HALO }),
  ];
}

/** Names inside rounded boxes. */
function boxMarks(dots: readonly Dot[]): Mark[] {
  const marks = dots.map(({ x, y, half: [wide, tall], attractor, basin }) => {
    const d = `M${px(x - wide + 6)},${px(y - tall)}h${px(2 * wide - 12)}q6,0 6,6v${px(2 * tall - 12)}q0,6 -6,6h${px(12 - 2 * wide)}q-6,0 -6,-6v${px(12 - 2 * tall)}q0,-6 6,-6z`;
    const fill: Record<string, string> = attractor ? { fill: colour(basin) } : { fill: PAPER, class: "paper" };
    return path(d, { ...fill, stroke: colour(basin), "stroke-width": 1.6 });
  });
  const named = (attractor: boolean) =>
    dots.filter((dot) => dot.attractor === attractor).map(({ x, y, name }) => ({ x, y, text: name }));
  return [
    ...marks,
    ...texts(named(false), { fontSize: FONT }),
    ...texts(named(true), { fontSize: FONT, fontWeight: 600, fill: "#ffffff" }),
  ];
}

/** A third along each arrow, where those from one state are apart already and those into one state are apart still. */
function flipMarks(dots: readonly Dot[], edges: Edges): Mark[] {
  const labels = edges.map(({ from, to, variable }) => {
    const [a, b] = [dots[from], dots[to]];
    const level = Math.abs(a.y - b.y) < 4;
    const bend = level ? Math.min(40, Math.abs(a.x - b.x) / 4) / 2 : 0;
    return { x: a.x + 0.42 * (b.x - a.x), y: a.y + 0.42 * (b.y - a.y) - bend, text: String(variable + 1) };
  });
  return texts(labels, { fontSize: 10, ...HALO });
}
