/**
 * How variables become bits.
 *
 * | variable | bits | value | illegal codes |
 * | bit      | 1 | y | none |
 * | spin     | 1 | 2 y - 1 | none |
 * | integer, binary: range r | floor(log2 r) + 1 | from + 1 y_0 + 2 y_1 + 4 y_2 + ... + rest y_k | none |
 * | integer, unary           | r | from + y_0 + y_1 + ... | none |
 * | integer, domain-wall     | r | the same, ones before zeros | y_k = 0 before y_(k+1) = 1 |
 * | integer, one-hot         | r + 1 | sum v y_v | not exactly one |
 * | choice of k options      | k | the option that is 1 | not exactly one |
 * | order of n items         | n^2 | bit item * n + place | not a permutation |
 *
 * Choices come first, then one-hot integers, orders, and the rest in the order of the program: solvers look for groups at the front.
 */
import { MemoryError } from "../../errors.ts";
import { clippedBinary } from "../../model/index.ts";
import type { Value, Variable } from "./types.ts";

/** The bits of one variable, and its value from them. */
export interface Code {
  /** Bits first .. first + coefficients.length. */
  readonly first: number;
  /** Value = offset + sum of coefficients times bits; for choices the index of the option, for orders all 0. */
  readonly coefficients: readonly number[];
  readonly offset: number;
}

/** Exactly one of the bits first .. first + size is 1. */
export interface Group {
  readonly variable: number;
  readonly first: number;
  readonly size: number;
}

/** Where the bits of each variable are, and which of them must be legal together. */
export interface Layout {
  /** By variable. */
  readonly codes: readonly Code[];
  /** Bits of all variables. */
  readonly bits: number;
  readonly groups: readonly Group[];
  /** Orders: size^2 bits each. */
  readonly orders: readonly Group[];
  /** Domain walls: ones before zeros. */
  readonly walls: readonly Group[];
}

const rank = (variable: Variable): number => {
  if (variable.kind === "choice") return 0;
  if (variable.kind === "integer" && variable.code === "one-hot") return 1;
  return variable.kind === "order" ? 2 : 3;
};

/** Bits of all codes, at most, each with its name, its coefficients and its part in ranges. */
const MOST_BITS = 4_000_000;
const BYTES_PER_BIT = 250;

/** O(bits). @throws {MemoryError} */
export function layoutOf(variables: readonly Variable[]): Layout {
  requireBits(variables);
  const turn = variables.map((_, v) => v).sort((a, b) => rank(variables[a]) - rank(variables[b]) || a - b);
  const codes: Code[] = new Array<Code>(variables.length);
  const groups: Group[] = [];
  const orders: Group[] = [];
  const walls: Group[] = [];
  let bits = 0;
  for (const v of turn) {
    const variable = variables[v];
    const { coefficients, offset } = codeOf(variable);
    codes[v] = { first: bits, coefficients, offset };
    if (variable.kind === "order") orders.push({ variable: v, first: bits, size: variable.items.length });
    else if (rank(variable) < 2) groups.push({ variable: v, first: bits, size: coefficients.length });
    else if (variable.kind === "integer" && variable.code === "domain-wall") {
      walls.push({ variable: v, first: bits, size: coefficients.length });
    }
    bits += coefficients.length;
  }
  return { codes, bits, groups, orders, walls };
}

function requireBits(variables: readonly Variable[]): void {
  let total = 0;
  let largest = { name: "", bits: 0 };
  for (const variable of variables) {
    const bits = bitsOf(variable);
    total += bits;
    if (bits > largest.bits) largest = { name: variable.name, bits };
  }
  if (total <= MOST_BITS) return;
  const hint = `"${largest.name}" alone takes ${largest.bits} bits. Make it smaller: an order of n items takes n^2 bits, a choice one an option.`;
  throw new MemoryError(
    `${total} bits of the variables' codes`,
    total * BYTES_PER_BIT,
    MOST_BITS * BYTES_PER_BIT,
    hint,
  );
}

/** Length of the code, or a little more. */
function bitsOf(variable: Variable): number {
  switch (variable.kind) {
    case "choice":
      return variable.options.length;
    case "order":
      return variable.items.length ** 2;
    case "integer":
      return variable.code === "binary"
        ? Math.ceil(Math.log2(variable.to - variable.from + 1))
        : variable.to - variable.from + 1;
    default:
      return 1;
  }
}

function codeOf(variable: Variable): { readonly coefficients: readonly number[]; readonly offset: number } {
  switch (variable.kind) {
    case "bit":
      return { coefficients: [1], offset: 0 };
    case "spin":
      return { coefficients: [2], offset: -1 };
    case "choice":
      return { coefficients: variable.options.map((_, k) => k), offset: 0 };
    case "order":
      return { coefficients: new Array<number>(variable.items.length ** 2).fill(0), offset: 0 };
    default: {
      const { from, to, code } = variable;
      if (code === "binary") return { coefficients: clippedBinary(to - from), offset: from };
      if (code === "one-hot")
        return { coefficients: Array.from({ length: to - from + 1 }, (_, k) => from + k), offset: 0 };
      return { coefficients: new Array<number>(to - from).fill(1), offset: from };
    }
  }
}

/** Writes the bits of a value that the variable can take. */
export function writeValue(variable: Variable, code: Code, value: Value, bits: Int8Array): void {
  const { first, coefficients, offset } = code;
  if (variable.kind === "order") {
    (value as readonly number[]).forEach((item, place) => {
      bits[first + item * variable.items.length + place] = 1;
    });
  } else if (rank(variable) < 2) {
    bits[first + coefficients.indexOf(value as number)] = 1;
  } else if (variable.kind === "spin") {
    bits[first] = value === 1 ? 1 : 0;
  } else {
    writeBinary(coefficients, (value as number) - offset, first, bits);
  }
}

/** Writes a sum of coefficients as bits, largest coefficients first: exact for every whole number from 0 to their total. */
export function writeBinary(coefficients: readonly number[], amount: number, first: number, bits: Int8Array): void {
  let rest = amount;
  // Unary coefficients are equal and come in order; of a clipped binary code only the last may be out of order.
  const turn = coefficients.map((_, k) => k).sort((a, b) => coefficients[b] - coefficients[a] || a - b);
  for (const k of turn) {
    const take = coefficients[k] <= rest;
    if (take) rest -= coefficients[k];
    bits[first + k] = take ? 1 : 0;
  }
}

/** The value that bits stand for, or what is wrong with them. */
export function readValue(
  variable: Variable,
  code: Code,
  bits: ArrayLike<number>,
):
  | { readonly value: Value; readonly wrong: null }
  | { readonly value: null; readonly wrong: string; readonly amount: number } {
  const { first, coefficients, offset } = code;
  if (variable.kind === "order") return readOrder(variable.items, first, bits);
  if (rank(variable) < 2) return readGroup(variable, code, bits);
  let value = offset;
  for (let k = 0; k < coefficients.length; k++) if (bits[first + k] === 1) value += coefficients[k];
  if (variable.kind === "integer" && variable.code === "domain-wall") {
    let walls = 0;
    for (let k = 0; k + 1 < coefficients.length; k++) if (bits[first + k] < bits[first + k + 1]) walls++;
    if (walls > 0) return { value: null, wrong: `${variable.name} has ones behind zeros in its code`, amount: walls };
  }
  return { value, wrong: null };
}

function readGroup(variable: Variable, { first, coefficients }: Code, bits: ArrayLike<number>) {
  let found = -1;
  let count = 0;
  for (let k = 0; k < coefficients.length; k++) {
    if (bits[first + k] !== 1) continue;
    found = k;
    count++;
  }
  if (count === 1) return { value: coefficients[found], wrong: null };
  const what = variable.kind === "choice" ? "option" : "value";
  const wrong = `${variable.name} has ${count === 0 ? `no ${what}` : `${count} ${what}s`}, expected exactly one`;
  return { value: null, wrong, amount: Math.abs(count - 1) };
}

function readOrder(items: readonly string[], first: number, bits: ArrayLike<number>) {
  const n = items.length;
  const itemAt = new Array<number>(n).fill(-1);
  const counts = new Int32Array(2 * n); // places of each item, then items at each place
  for (let item = 0; item < n; item++) {
    for (let place = 0; place < n; place++) {
      if (bits[first + item * n + place] !== 1) continue;
      counts[item]++;
      counts[n + place]++;
      itemAt[place] = item;
    }
  }
  const at = counts.findIndex((count) => count !== 1);
  if (at < 0) return { value: itemAt, wrong: null };
  const amount = counts.reduce((sum, count) => sum + Math.abs(count - 1), 0);
  const wrong =
    at < n
      ? `${items[at]} has ${counts[at]} places, expected one`
      : `place ${at - n} has ${counts[at]} items, expected one`;
  return { value: null, wrong, amount };
}

/** Names of all bits, in order. */
export function bitNames(variables: readonly Variable[], { codes, bits }: Layout): string[] {
  const names = new Array<string>(bits);
  variables.forEach((variable, v) => {
    const { first, coefficients } = codes[v];
    for (let k = 0; k < coefficients.length; k++) names[first + k] = bitName(variable, k, coefficients);
  });
  return names;
}

function bitName(variable: Variable, k: number, coefficients: readonly number[]): string {
  const { name } = variable;
  switch (variable.kind) {
    case "bit":
    case "spin":
      return name;
    case "choice":
      return `${name}=${variable.options[k]}`;
    case "order": {
      const n = variable.items.length;
      return `${name}:${variable.items[Math.floor(k / n)]}@${k % n}`;
    }
    default:
      return variable.code === "one-hot" ? `${name}=${coefficients[k]}` : `${name}.${k}`;
  }
}
