/** Words and numbers in pictures: no DOM measures them here, so widths are estimated on the safe side. */

/** Line breaks, tabs and control characters as single spaces; halves of surrogate pairs, which XML refuses, as U+FFFD. */
export function plain(text: string): string {
  return text
    .replace(/\p{Cs}/gu, "\uFFFD")
    .replace(/[\p{Cc}\p{Zl}\p{Zp} \uFFFE\uFFFF]+/gu, " ")
    .trim();
}

/** Widths of a character in units of the font size: those of DejaVu Sans, wider than most, rounded up. */
function characterWidth(character: string): number {
  if (/[ijlI.,:;'|! ()[\]f]/.test(character)) return 0.4;
  if (/[mwMW@%—]/.test(character)) return 0.98;
  if (/[A-Z+−=<>~#·→←↑↓]/.test(character)) return 0.78;
  return character.codePointAt(0)! < 0x1100 ? 0.64 : 1.1;
}

/** Pixels that the text takes, about or less. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width * fontSize;
}

/** The text where it fits, else its beginning and an ellipsis. */
export function shorten(text: string, width: number, fontSize: number): string {
  const whole = plain(text);
  if (textWidth(whole, fontSize) <= width) return whole;
  let kept = "";
  let left = width / fontSize - characterWidth("…");
  for (const character of whole) {
    left -= characterWidth(character);
    if (left < 0) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** At most `most` lines, broken at spaces; the last ends in an ellipsis where words are left. */
export function wrap(text: string, width: number, fontSize: number, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of plain(text).split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer, fontSize) > width && lines.length < most - 1) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].filter((each) => each !== "").map((each) => shorten(each, width, fontSize));
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A number for people, to `digits` significant digits: 12 500, −0.25, 1.5·10⁻⁷. */
export function formatValue(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "unknown" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-4)) {
    const [mantissa, exponent] = value.toExponential(Math.max(0, digits - 1)).split("e");
    const power = [...exponent].map((each) => (each === "+" ? "" : each === "-" ? "⁻" : SUPERSCRIPTS[Number(each)]));
    const factor = String(Number(mantissa));
    return `${factor === "1" ? "" : factor === "-1" ? "−" : `${signed(factor)}·`}10${power.join("")}`;
  }
  const whole = Number.isInteger(value) ? value : Number(value.toPrecision(digits));
  const [integer, fraction] = String(whole === 0 ? 0 : whole).split(".");
  const grouped = Math.abs(whole) >= 1e4 ? integer.replace(/\B(?=(?:\d{3})+$)/g, "\u2009") : integer;
  return signed(fraction === undefined ? grouped : `${grouped}.${fraction}`);
}

const signed = (text: string): string => text.replace("-", "−");

/** Labels of the ticks of one axis: as few digits as tell them apart. */
export function formatTicks(ticks: readonly number[]): string[] {
  for (let digits = 2; ; digits++) {
    const labels = ticks.map((tick) => formatValue(tick, digits));
    const exact = ticks.every((tick) => Math.abs(Number(tick.toPrecision(digits)) - tick) <= 1e-9 * Math.abs(tick));
    if (digits >= 15 || (exact && new Set(labels).size === labels.length)) return labels;
  }
}
