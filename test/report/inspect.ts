/**
 * What every picture must be: XML that a strict reader takes, no number that is none, everything inside the ground. Throws at the first
 * thing that is not.
 */
import { textWidth } from "../../src/report/words.ts";

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const TOKEN = /<\/([a-z]+)>|<([a-z]+)((?: [a-zA-Z-]+[12]?="[^"<]*")*)(\/?)>|([^<]+)/gy;
const ENTITY = /&(?!(?:amp|lt|gt|quot);)/;

/** A strict reader of the part of XML that pictures use. */
export function parseXml(text: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u.exec(text);
  if (illegal !== null) throw new Error(`character ${illegal[0].codePointAt(0)} at ${illegal.index}`);
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (found === null) throw new Error(`not XML: ${text.slice(at, at + 80)}`);
    const [, closed, name, attributes, empty, words] = found;
    const parent = open[open.length - 1];
    if (closed !== undefined) {
      if (open.pop()!.name !== closed) throw new Error(`</${closed}> closes something else`);
    } else if (name !== undefined) {
      const element: Element = { name, attributes: attributesOf(attributes), children: [], text: "" };
      parent.children.push(element);
      if (empty === "") open.push(element);
    } else {
      if (ENTITY.test(words)) throw new Error(`bare & in ${words}`);
      parent.text += decoded(words);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error("not one element");
  return root.children[0];
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, value] of text.matchAll(/ ([a-z-]+[12]?)="([^"]*)"/gi)) {
    if (ENTITY.test(value)) throw new Error(`bare & in ${name}`);
    if (name in found) throw new Error(`${name} twice`);
    found[name] = decoded(value);
  }
  return found;
}

const decoded = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** Elements of this name, anywhere below. */
export function all({ children }: Element, name: string): Element[] {
  return children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

/** The words of a picture. */
export const words = (root: Element): string[] => all(root, "text").map(({ text }) => text);

/** Checks the whole picture and gives it back as elements. */
export function inspect(svg: string): Element {
  const root = parseXml(svg.trimEnd());
  const { viewBox, role, xmlns } = { viewBox: "", role: "", xmlns: "", ...root.attributes };
  if (role !== "img" || xmlns !== "http://www.w3.org/2000/svg") throw new Error("no picture");
  if ((root.attributes["aria-label"] ?? null) === null) throw new Error("no name");
  const [, , width, height] = viewBox.split(" ").map(Number);
  if (!(width > 0 && height > 0 && width < 5000)) throw new Error(`viewBox ${viewBox}`);
  walk(root, { x: 0, y: 0, anchor: "middle", size: 12 }, { width, height });
  return root;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly anchor: string;
  readonly size: number;
}

const NUMBER = /-?\d+(?:\.\d+)?(?:e-?\d+)?/g;
/** Rounding, and half of a stroke. */
const SLACK = 1.5;

function walk(element: Element, place: Place, size: { readonly width: number; readonly height: number }): void {
  const { attributes, name, children } = element;
  for (const [key, value] of Object.entries(attributes)) {
    if (key !== "aria-label" && /NaN|undefined|Infinity|null|e\+/.test(value))
      throw new Error(`${name} ${key}="${value}"`);
  }
  const [x = 0, y = 0] =
    /translate\(([^)]*)\)/
      .exec(attributes["transform"] ?? "")?.[1]
      .split(",")
      .map(Number) ?? [];
  const here: Place = {
    x: place.x + x,
    y: place.y + y,
    anchor: attributes["text-anchor"] ?? place.anchor,
    size: Number(attributes["font-size"] ?? place.size),
  };
  const within = (px: number, py: number) => {
    if (!(px >= -SLACK && px <= size.width + SLACK && py >= -SLACK && py <= size.height + SLACK))
      throw new Error(`${name} at ${px}, ${py} leaves ${size.width} x ${size.height}: ${element.text}`);
  };
  if (name === "path") for (const [px, py] of points(attributes["d"] ?? "")) within(here.x + px, here.y + py);
  if (name === "circle") within(Number(attributes["cx"]), Number(attributes["cy"]));
  if (name === "text" && element.text !== "") {
    const wide = textWidth(element.text, here.size);
    const start = here.anchor === "start" ? 0 : here.anchor === "end" ? -wide : -wide / 2;
    const turned = (attributes["transform"] ?? "").includes("rotate(-90)");
    for (const along of [start, start + wide]) within(here.x + (turned ? 0 : along), here.y - (turned ? along : 0));
  }
  for (const child of children) walk(child, here, size);
}

/** Corners of path data. @throws {Error} at commands that pictures do not use */
function points(d: string): [number, number][] {
  const found: [number, number][] = [];
  let [x, y] = [0, 0];
  let start: [number, number] = [0, 0];
  for (const [, command, rest] of d.matchAll(/([A-Za-z])([^A-Za-z]*(?:e-?\d[^A-Za-z]*)*)/g)) {
    const numbers = (rest.match(NUMBER) ?? []).map(Number);
    const relative = command === command.toLowerCase();
    const kind = command.toUpperCase();
    if (!"MLHVQACZ".includes(kind)) throw new Error(`path command ${command}`);
    if (kind === "Z") [x, y] = start;
    else if (kind === "H") x = relative ? x + numbers[0] : numbers[0];
    else if (kind === "V") y = relative ? y + numbers[0] : numbers[0];
    else {
      const step = kind === "Q" ? 4 : kind === "C" ? 6 : kind === "A" ? 7 : 2;
      for (let i = step - 2; i < numbers.length; i += step) {
        [x, y] = relative ? [x + numbers[i], y + numbers[i + 1]] : [numbers[i], numbers[i + 1]];
        found.push([x, y]);
      }
    }
    if (kind === "M") start = [x, y];
    found.push([x, y]);
  }
  return found;
}
