/** The words of LP files: numbers, names, signs and the keywords that open sections, each with its place. O(characters). */
import { type Cursor, fail, quoted } from "./scanner.ts";

export type Section = "min" | "max" | "rules" | "bounds" | "integers" | "binaries" | "end";

export interface Token {
  readonly kind: "number" | "name" | "sign" | "section" | "over";
  /** Sections by their id; relations as <=, >= or =. */
  readonly text: string;
  readonly at: number;
}

const KEYWORDS: readonly (readonly [RegExp, Section])[] = [
  [/^(?:minimi[sz]e|minimum|min)(?![^\s:])/i, "min"],
  [/^(?:maximi[sz]e|maximum|max)(?![^\s:])/i, "max"],
  [/^(?:subject\s+to|such\s+that|s\.t\.?|st\.?)(?![^\s:])/i, "rules"],
  [/^bounds?(?![^\s:])/i, "bounds"],
  [/^(?:generals?|gen|integers?|int)(?![^\s:])/i, "integers"],
  [/^(?:binary|binaries|bin)(?![^\s:])/i, "binaries"],
  [/^end(?![^\s:])/i, "end"],
];
const REFUSED =
  /^(?:semi-continuous|semis?|sos[12]?|lazy\s+constraints|user\s+cuts|pwlobj|general\s+constraints?)(?![^\s:])/i;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[^\s\d.+\-*/^<>=:[\]\\][^\s+\-*/^<>=:[\]\\]*/y;
const RELATION = /<=|=<|>=|=>|<|>|=/y;
const LONGEST_KEYWORD = 24;

/** @throws {FormatError} at the first character that begins no word, or a section that is not supported */
export function* tokensOf(cursor: Cursor): Generator<Token, void, void> {
  const { text } = cursor;
  let at = cursor.at;
  let lineOpens = true;
  for (;;) {
    while (at < text.length && text.charCodeAt(at) <= 32) if (text.charAt(at++) === "\n") lineOpens = true;
    if (at >= text.length) break;
    if (text.charAt(at) === "\\") {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end;
      continue;
    }
    const found: Found = (lineOpens ? keywordAt(cursor, at) : null) ?? wordAt(cursor, at);
    lineOpens = found.token.kind === "section";
    yield found.token;
    at = found.end;
  }
  yield { kind: "over", text: "", at };
}

interface Found {
  readonly token: Token;
  readonly end: number;
}

/** A keyword at the beginning of a line, unless a colon makes it a name. */
function keywordAt(cursor: Cursor, at: number): Found | null {
  const line = cursor.text.slice(at, at + LONGEST_KEYWORD);
  const isName = (word: string) => /^\s*:/.test(line.slice(word.length));
  const refused = REFUSED.exec(line);
  if (refused !== null && !isName(refused[0])) {
    fail(cursor, at, `found the section ${quoted(refused[0])}, which is not supported`, {
      hint: "Objective, constraints, bounds, integers and binaries are read.",
    });
  }
  for (const [pattern, section] of KEYWORDS) {
    const match = pattern.exec(line);
    if (match === null || isName(match[0])) continue;
    return { token: { kind: "section", text: section, at }, end: at + match[0].length };
  }
  return null;
}

function wordAt(cursor: Cursor, at: number): Found {
  const { text } = cursor;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  const relation = match(RELATION);
  if (relation !== null) {
    const plain = relation.includes("<") ? "<=" : relation.includes(">") ? ">=" : "=";
    return { token: { kind: "sign", text: plain, at }, end: at + relation.length };
  }
  for (const [kind, pattern] of [
    ["number", NUMBER],
    ["name", NAME],
  ] as const) {
    const word = match(pattern);
    if (word !== null) return { token: { kind, text: word, at }, end: at + word.length };
  }
  if (!"+-*/^:[]".includes(text.charAt(at)))
    fail(cursor, at, `found ${quoted(text.charAt(at))}, expected a number or a name`);
  return { token: { kind: "sign", text: text.charAt(at), at }, end: at + 1 };
}
