/** The characters that pictures are drawn with, in files of grids and in JSON documents. */
const ON = "#Xx@*1";
const OFF = ".-_0";
const UNKNOWN = "?";

/** +1 on, -1 off, 0 unknown, NaN for any other character. */
export function pixelValue(character: string): number {
  if (character === "") return Number.NaN;
  if (ON.includes(character)) return 1;
  if (OFF.includes(character)) return -1;
  return character === UNKNOWN ? 0 : Number.NaN;
}

export function pixelCharacter(value: number): string {
  if (value === 0) return UNKNOWN;
  return value > 0 ? "#" : ".";
}

/** What messages expect. */
export const PIXELS_EXPECTED = `a pixel: one of ${ON} (on), ${OFF} (off) or ${UNKNOWN} (unknown)`;
