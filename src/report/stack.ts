/** Several figures in one SVG file, one below the other. */
import { frame, px } from "./canvas.ts";
import type { Figure } from "./page.ts";

const GAP = 16;

/** Several figures as one picture, from top to bottom. @param title name of the whole; a single figure stays as it is */
export function stackSvgs(title: string, figures: readonly Figure[]): string {
  if (figures.length === 1) return figures[0].svg;
  let [width, height] = [1, 0];
  const parts: string[] = [];
  for (const { svg } of figures) {
    const size = sizeOf(svg);
    if (height > 0) height += GAP;
    parts.push(svg.trim().replace(/^<svg /, `<svg y="${px(height)}" `));
    width = Math.max(width, size.width);
    height += size.height;
  }
  return [...frame(title, width, Math.max(1, height)), ...parts, "</svg>\n"].join("");
}

/** Of the root element, as `frame` writes it. */
function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /^<svg [^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  return { width: Number(width ?? 0), height: Number(height ?? 0) };
}
