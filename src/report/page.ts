/** One HTML file for figures and facts: no network, no script, light and dark, for screens and paper. All texts are escaped. */
import { escapeXml } from "./canvas.ts";
import { plain } from "./words.ts";

export interface Figure {
  readonly caption: string;
  /** Well-formed SVG as this folder draws it; it is not escaped. */
  readonly svg: string;
}

const STYLE = `:root{color-scheme:light dark;--ink:#1f2328;--quiet:#59636e;--paper:#fff;--ground:#f4f5f7;--line:#d1d9e0}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e6e6e6;--quiet:#a3abb5;--paper:#16181d;--ground:#0d0f12;--line:#3d444d}}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 Helvetica,Arial,sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.25rem;margin:0 0 1.5rem}
dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
figure{margin:0 0 1.5rem;padding:1rem;background:var(--paper);border:1px solid var(--line);border-radius:6px;break-inside:avoid}
figure svg{display:block;max-width:100%;height:auto;margin:0 auto}
figcaption{margin-top:.75rem;color:var(--quiet);font-size:.9rem;overflow-wrap:anywhere}
@media (max-width:32rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
@media print{body{background:none}main{max-width:none;padding:0}figure{border:0;padding:0}}`;

/** A whole document. `facts`: names and values, in order. */
export function figuresToHtml(
  title: string,
  figures: readonly Figure[],
  facts: readonly (readonly [name: string, value: string])[] = [],
): string {
  const name = text(title) || "Figures";
  const table = facts.map(([term, value]) => `<dt>${text(term)}</dt><dd>${text(value)}</dd>\n`).join("");
  const drawn = figures.map(
    ({ caption, svg }) => `<figure>\n${svg.trim()}\n<figcaption>${text(caption)}</figcaption>\n</figure>\n`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${name}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
<h1>${name}</h1>
${table === "" ? "" : `<dl>\n${table}</dl>\n`}${drawn.join("")}</main>
</body>
</html>
`;
}

const text = (value: string): string => escapeXml(plain(value));
