/**
 * What all pictures share: Observable Plot on a DOM without a browser, and its result written as well-formed SVG text. The same
 * picture gives the same bytes. Ink is `currentColor`; marks of class `paper` (filled) and `halo` (stroked) have the colour of the
 * ground: both turn round where the reader prefers dark.
 */
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { plain } from "./words.ts";

/**
 * After Okabe & Ito (2008), told apart also by colour-blind readers; darkened where needed so that each has a contrast of 3 to 1 with
 * white and with the dark ground.
 */
export const PALETTE = ["#0072b2", "#d55e00", "#009e73", "#c46c9c", "#a67c00", "#9a62c7", "#2b8fd0", "#7a7a7a"];
export const PAPER = "#ffffff";
const INK = "#1f2328";
const DARK_STYLE =
  "@media screen and (prefers-color-scheme:dark){.groundstate-figure{color:#e6e6e6}" +
  ".groundstate-figure .paper{fill:#16181d}.groundstate-figure .halo{stroke:#16181d}}";

export const colour = (group: number | undefined): string => PALETTE[(group ?? 0) % PALETTE.length];

export type Mark = Plot.Markish;

export type Options = Omit<Plot.PlotOptions, "document" | "title" | "width" | "height"> & {
  readonly width: number;
  readonly height: number;
};

/** SVG text of one plot, `title` as its name for readers who listen. */
export function render(title: string, options: Options): string {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const figure = Plot.plot({ ...options, document });
  const pieces = frame(title, options.width, options.height);
  for (const child of figure.childNodes) if (child.nodeName.toLowerCase() !== "style") write(child, pieces);
  return [...pieces, "</svg>\n"].join("");
}

/** The beginning of a picture: root, style and ground. */
export function frame(title: string, width: number, height: number): string[] {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="groundstate-figure" viewBox="0 0 ${width} ${height}" width="${width}"`,
    ` height="${height}" role="img" aria-label="${escapeXml(plain(title))}" color="${INK}" fill="currentColor"`,
    ` font-family="Helvetica, Arial, sans-serif" font-size="12" text-anchor="middle"><style>${DARK_STYLE}</style>`,
    `<rect class="paper" width="${width}" height="${height}" fill="${PAPER}"/>`,
  ];
}

/** A plot in pixels from the top left corner, without axes and margins. */
export function renderPixels(title: string, width: number, height: number, marks: Mark[]): string {
  const pixels = { type: "identity" } as const;
  return render(title, { width, height, margin: 0, axis: null, x: pixels, y: pixels, marks });
}

export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Texts at pixels, whatever the scales. */
export function texts(list: readonly Placed[], options: Plot.TextOptions = {}): Mark[] {
  if (list.length === 0) return [];
  const x = pixels(list.map((each) => each.x));
  const y = pixels(list.map((each) => each.y));
  return [Plot.text(list, { x, y, text: (each: Placed) => plain(each.text), fontSize: 12, ...options })];
}

/** Text that stays readable over lines. */
export const HALO = { fill: "currentColor", stroke: PAPER, strokeWidth: 3.5, className: "halo" } as const;

/** Values of a channel that are pixels already. */
export const pixels = (value: readonly number[]) => ({ value: [...value], scale: null });

/** One path in pixels: many cells, edges or ticks cost one element. */
export function path(d: string, attributes: Readonly<Record<string, string | number>>): Mark {
  return (_index, _scales, _values, _dimensions, context) => {
    const element = context.document.createElementNS("http://www.w3.org/2000/svg", "path") as SVGElement;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    element.setAttribute("d", d);
    return element;
  };
}

/** Pixels for path data: two decimals. */
export const px = (value: number): string => String(Math.round(value * 100) / 100);

export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

const GEOMETRY = new Set("d transform x y x1 x2 y1 y2 dx dy cx cy r rx ry width height".split(" "));

/** A DOM node as XML. linkedom writes HTML, which leaves & and < in attributes as they are. Descriptions of parts are left out. */
function write(node: ChildNode, pieces: string[]): void {
  if (node.nodeType === 3) {
    pieces.push(escapeXml(plain(node.textContent ?? "")));
    return;
  }
  const element = node as SVGElement;
  pieces.push(`<${element.localName}`);
  for (const { name, value } of element.attributes) {
    if (name.startsWith("aria-")) continue;
    const short = GEOMETRY.has(name) ? value.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (long) => px(Number(long))) : value;
    pieces.push(` ${name}="${escapeXml(short)}"`);
  }
  if (element.childNodes.length === 0) pieces.push("/>");
  else {
    pieces.push(">");
    for (const child of element.childNodes) write(child, pieces);
    pieces.push(`</${element.localName}>`);
  }
}
