/**
 * The words of a text, before anything parses it: only the characters of the language pass, and every name and number is known with its
 * place, which the parser does not keep. O(length).
 */
import { refuseAt, type Source } from "./complaints.ts";

export interface Token {
  readonly kind: "number" | "name" | "text" | "sign";
  readonly text: string;
  /** Index of the first character. */
  readonly at: number;
}

/** Words that are operators. */
const OPERATORS = new Set(["and", "or", "xor", "not", "in", "mod"]);
/** Words that mean something else to the parser. */
const REFUSED_WORDS = new Set(["to", "true", "false", "null", "undefined", "NaN", "Infinity"]);

/** Names of sets, parameters and variables. */
export const isName = (name: string): boolean =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !OPERATORS.has(name) && !REFUSED_WORDS.has(name) && !(name in {});

const DEEPEST = 100; // parentheses and brackets: the parser is recursive in them, people are not
const LONGEST_RUN = 100; // of signs without a name or number between them
const PATTERN =
  /[ \t\r\n]+|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([A-Za-z_\u00c0-\u024f\u0370-\u03ff][A-Za-z0-9_\u00c0-\u024f\u0370-\u03ff]*)|("[^"\\\n]*")|(<=|>=|==|!=|[-+*/^()[\],<>])/y;

/** @throws {StatementError} at the first character that the language does not have */
export function tokensOf(source: Source): Token[] {
  const { text } = source;
  const tokens: Token[] = [];
  const open: Token[] = [];
  let run = 0;
  const pattern = new RegExp(PATTERN);
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text) ?? refuseCharacter(source, at);
    const [, number, name, quoted, sign] = match;
    if (number === undefined && name === undefined && quoted === undefined && sign === undefined) continue;
    const kind = number !== undefined ? "number" : name !== undefined ? "name" : quoted !== undefined ? "text" : "sign";
    const token: Token = { kind, text: match[0], at };
    checkToken(source, token, tokens.at(-1));
    if (sign !== undefined) pair(source, token, open);
    run = sign === undefined && !isOperator(token) ? 0 : run + 1;
    if (run > LONGEST_RUN)
      refuseAt(source, at, "another sign", `at most ${LONGEST_RUN} without a name or number between`);
    tokens.push(token);
  }
  const left = open.at(-1);
  if (left !== undefined) refuseAt(source, left.at, `"${left.text}"`, "it to be closed");
  if (tokens.length === 0) refuseAt(source, 0, "an empty text", "an expression");
  return tokens;
}

const HINTS: Readonly<Record<string, string>> = {
  "=": "Equations are written with ==.",
  "!": "Write not x, or x != y.",
  "&": "Write and.",
  "|": "Write or.",
  ".": "Elements of a list are written in brackets: value[i].",
  "'": 'Names that are no words are quoted so: "two words".',
};

function refuseCharacter(source: Source, at: number): never {
  const character = String.fromCodePoint(source.text.codePointAt(at)!);
  const hint = HINTS[character] ?? "The language has + - * / ^ mod, comparisons, and, or, xor, not, and name[index].";
  return refuseAt(source, at, JSON.stringify(character), "a character of the language", hint);
}

export const isOperator = ({ kind, text }: Token): boolean => kind === "name" && OPERATORS.has(text);

function checkToken(source: Source, { kind, text, at }: Token, before: Token | undefined): void {
  if (kind === "name" && REFUSED_WORDS.has(text)) refuseAt(source, at, `"${text}"`, "a number or a name");
  if (kind === "number" && !Number.isFinite(Number(text))) {
    refuseAt(source, at, `the number ${text}`, "a number below 1.8e308");
  }
  const touches = before !== undefined && before.at + before.text.length === at;
  const value = (token: Token) => token.kind !== "sign" && !isOperator(token);
  if (before !== undefined && kind !== "sign" && value({ kind, text, at }) && value(before)) {
    refuseAt(
      source,
      at,
      `"${text}" behind "${before.text}"`,
      "an operator between them",
      "Products are written with *.",
    );
  }
  if (touches && kind !== "sign" && before.kind !== "sign") refuseAt(source, at, `"${text}"`, "a space before it");
  if (text === "[" && (before?.kind !== "name" || isOperator(before))) {
    refuseAt(source, at, '"["', "a name before it", "Brackets hold the indices of a name: x[i, j].");
  }
}

/** Keeps the parentheses and brackets that are open. */
function pair(source: Source, token: Token, open: Token[]): void {
  const { text, at } = token;
  if (text === "(" || text === "[") {
    open.push(token);
    if (open.length > DEEPEST) refuseAt(source, at, `"${text}" inside ${DEEPEST} others`, `at most ${DEEPEST}`);
  }
  if (text !== ")" && text !== "]") return;
  const partner = open.pop();
  if (partner === undefined || partner.text !== (text === ")" ? "(" : "[")) {
    refuseAt(
      source,
      at,
      `"${text}"`,
      partner === undefined ? "nothing to close" : `"${partner.text}" to be closed first`,
    );
  }
}
