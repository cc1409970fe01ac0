/**
 * One HTML file for facts, words, tables and figures: no network, no script, light and dark, for screens and paper. All texts are
 * escaped; only figures come as they are drawn.
 */
import { unreachable } from "../errors.ts";
import { escapeXml } from "./canvas.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { plain } from "./words.ts";

/** A picture with what it shows in words. */
export interface Figure {
  readonly caption: string;
  /** Well-formed SVG as this folder draws it; it is not escaped. */
  readonly svg: string;
}

/** Names and values, in order. */
export type Facts = readonly (readonly [name: string, value: string])[];

/** Every row is as long as the head; the first column names the rows. */
export interface PageTable {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of words, beside the first: the others hold numbers and stand to the right. */
  readonly words?: readonly number[];
}

/** What a section holds, in order. A command keeps its blanks. */
export type Block =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "facts"; readonly facts: Facts }
  | { readonly kind: "table"; readonly table: PageTable }
  | { readonly kind: "figure"; readonly figure: Figure }
  | { readonly kind: "command"; readonly text: string };

/** A heading and what stands below it. */
export interface Section {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** A page to read: what comes first, then sections. */
export interface Page {
  readonly title: string;
  /** Before the first heading. */
  readonly opening: readonly Block[];
  readonly sections: readonly Section[];
}

export const paragraph = (text: string): Block => ({ kind: "paragraph", text });
export const figureBlock = (figure: Figure): Block => ({ kind: "figure", figure });
export const tableBlock = (table: PageTable): Block => ({ kind: "table", table });

/** All figures of a page, in order. */
export function figuresOf({ opening, sections }: Page): Figure[] {
  const blocks = [opening, ...sections.map((section) => section.blocks)].flat();
  return blocks.flatMap((block) => (block.kind === "figure" ? [block.figure] : []));
}

/** A whole document. Sections without blocks are left out. */
export function pageToHtml({ title, opening, sections }: Page): string {
  const name = text(title) || "Figures";
  const parts = sections.filter(({ blocks }) => blocks.length > 0);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${name}</title>
<style>
${PAGE_STYLE}
</style>
</head>
<body>
<main>
<h1>${name}</h1>
${opening.map(html).join("")}${parts.map(sectionHtml).join("")}</main>
</body>
</html>
`;
}

/** Figures below each other, after a list of facts. */
export const figuresPage = (title: string, figures: readonly Figure[], facts: Facts = []): Page => ({
  title,
  opening: [{ kind: "facts", facts }, ...figures.map(figureBlock)],
  sections: [],
});

/** One page with the figures, without script or network. */
export const figuresToHtml = (title: string, figures: readonly Figure[], facts: Facts = []): string =>
  pageToHtml(figuresPage(title, figures, facts));

const sectionHtml = ({ heading, blocks }: Section): string =>
  `<section>\n<h2>${text(heading)}</h2>\n${blocks.map(html).join("")}</section>\n`;

function html(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return `<p>${text(block.text)}</p>\n`;
    case "list":
      return `<ul>\n${block.items.map((item) => `<li>${text(item)}</li>\n`).join("")}</ul>\n`;
    case "facts":
      return factsHtml(block.facts);
    case "table":
      return tableHtml(block.table);
    case "figure":
      return `<figure>\n${block.figure.svg.trim()}\n<figcaption>${text(block.figure.caption)}</figcaption>\n</figure>\n`;
    case "command":
      return `<pre><code>${escapeXml(block.text)}</code></pre>\n`;
    default:
      return unreachable(block);
  }
}

function factsHtml(facts: Facts): string {
  if (facts.length === 0) return "";
  return `<dl>\n${facts.map(([term, value]) => `<dt>${text(term)}</dt><dd>${text(value)}</dd>\n`).join("")}</dl>\n`;
}

/** Wide tables scroll in a box of their own, which the keyboard reaches too. */
function tableHtml({ caption, head, rows, words = [] }: PageTable): string {
  const name = text(caption);
  const kind = head.map((_name, column) => (words.includes(column) ? ' class="words"' : ""));
  const heads = head.map((cell, column) => `<th scope="col"${kind[column]}>${text(cell)}</th>`).join("");
  const body = rows.map(([first, ...cells]) => {
    const rest = cells.map((cell, column) => `<td${kind[column + 1]}>${text(cell)}</td>`).join("");
    return `<tr><th scope="row">${text(first)}</th>${rest}</tr>\n`;
  });
  return `<div class="table" tabindex="0" role="region" aria-label="${name}">
<table>
<caption>${name}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${body.join("")}</tbody>
</table>
</div>
`;
}

const text = (value: string): string => escapeXml(plain(value));
