/** Text in pieces of about 64 kB, so that a large file is written without ever being one string. O(characters). */

const PIECE_CHARACTERS = 65_536;

/** Joins small parts into pieces of 64 kB (the last may be shorter); a piece exceeds that by one part at most. */
export function* inPieces(parts: Iterable<string>): Generator<string, void, void> {
  let piece = "";
  for (const part of parts) {
    piece += part;
    if (piece.length >= PIECE_CHARACTERS) {
      yield piece;
      piece = "";
    }
  }
  if (piece.length > 0) yield piece;
}

/** Cuts one text into pieces without parting a surrogate pair, which an encoder would otherwise destroy. */
export function* cut(text: string): Generator<string, void, void> {
  for (let start = 0; start < text.length; ) {
    let end = start + PIECE_CHARACTERS;
    const last = text.charCodeAt(end - 1);
    if (last >= 0xd800 && last <= 0xdbff) end++;
    yield text.slice(start, end);
    start = end;
  }
}

/** Text on one line: line ends and runs of blanks become one blank. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
