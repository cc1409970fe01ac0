/**
 * Markdown documents as programs. A fenced block may name its file after its language (```ts first.ts); a block of `text` right after
 * a block that runs is what that prints, where a line of three dots stands for any lines and times are not compared.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "..", "..");

export interface Block {
  readonly language: string;
  /** The file that the block is, or null. */
  readonly file: string | null;
  /** The words after language and file. */
  readonly words: readonly string[];
  readonly code: string;
  /** Of the opening fence, from 1. */
  readonly line: number;
  /** What it prints, as the block of `text` after it says, or null. */
  readonly prints: string | null;
}

const FENCED = /^```(\S+)([^\n]*)\n([\s\S]*?)^```$(?:\n+^```text\n([\s\S]*?)^```$)?/gm;

/** The fenced blocks that have a language, in order. */
export function blocksOf(document: string): Block[] {
  const text = readFileSync(join(ROOT, document), "utf8");
  return Array.from(text.matchAll(FENCED), ({ index, 1: language, 2: info, 3: code, 4: prints }) => {
    const words = info.split(" ").filter((word) => word !== "");
    const named = words[0]?.includes(".") === true;
    return {
      language,
      file: named ? words[0] : null,
      words: named ? words.slice(1) : words,
      code,
      line: text.slice(0, index).split("\n").length,
      prints: prints ?? null,
    };
  });
}

const TIMES = /\b\d+(?:\.\d+)? (?:ms|s)\b/g;
const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
const plain = (text: string): string =>
  text
    .replace(TIMES, "TIME")
    .replace(/[ \t]+$/gm, "")
    .trimEnd();

/** Whether a program printed what its document says. */
export function matches(printed: string, said: string): boolean {
  const lines = plain(said).split("\n");
  const pattern = lines.map((line) => (line.trim() === "..." ? "(?:[^\\n]*\\n)*?" : `${literal(line)}\\n`)).join("");
  return new RegExp(`^${pattern}$`).test(`${plain(printed)}\n`);
}
