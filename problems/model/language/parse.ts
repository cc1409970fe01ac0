/**
 * Text to tree. mathjs parses, once the tokens have passed; its tree is walked by a whitelist, and nothing is ever evaluated. The parser
 * keeps no places: its leaves come in the order of the names and numbers of the text, which know theirs. O(length).
 */
import { GroundstateError } from "../../../src/errors.ts";
import { refuseAt, type Source } from "./complaints.ts";
import { CALLS, type CallName, type Generator, type Relation, type Syntax, type SyntaxOf } from "./syntax.ts";
import { isOperator, type Token, tokensOf } from "./tokens.ts";

/** What is used of a node of mathjs: plain fields, checked before they are believed. */
interface Node {
  readonly type: string;
  readonly op?: string;
  readonly implicit?: boolean;
  readonly args?: readonly Node[];
  readonly params?: readonly Node[];
  readonly conditionals?: readonly string[];
  readonly fn?: Node;
  readonly object?: Node;
  readonly index?: { readonly dimensions: readonly Node[] };
  readonly content?: Node;
  readonly name?: string;
  readonly value?: unknown;
}

let parser: ((text: string) => Node) | null = null;

/** Loads the parser, which takes a tenth of a second or more: only who reads a text needs it. */
export async function loadParser(): Promise<void> {
  if (parser !== null) return;
  const { create, parseDependencies } = await import("mathjs/number");
  const { parse } = create({ parseDependencies });
  parser = (text) => parse(text) as unknown as Node;
}

/** @throws {StatementError} for a text outside the language, with its place; {GroundstateError} before `loadParser` */
export function parseText(source: Source): Syntax {
  return parseTokens(source, source.text, 0);
}

/** The generators and conditions of `i in items, j in items, i < j`. */
export function parseGenerators(source: Source): { over: readonly Generator[]; when: readonly Syntax[] } {
  const opening = "sum(0,";
  const call = parseTokens(source, `${opening}${source.text})`, opening.length);
  if (call.kind !== "call" || call.of.length !== 1) refuseAt(source, 0, "no list", "i in items, j in items, i < j");
  return call;
}

/** @param text the text of the source, with `shift` characters before it that are not the user's, and what closes them */
function parseTokens(source: Source, text: string, shift: number): Syntax {
  if (parser === null) {
    throw new GroundstateError("invalid-instance", "the parser of texts is not loaded", {
      hint: "Await problem.ready() before solveSync, check or encode.",
    });
  }
  const own = tokensOf(source);
  const moved = own.map((token) => ({ ...token, at: token.at + shift }));
  const tokens = shift === 0 ? own : [...tokensOf({ ...source, text: "sum(0)" }).slice(0, 3), ...moved];
  const place = (at: number) => Math.min(Math.max(0, at - shift), Math.max(0, source.text.length - 1));
  let root: Node;
  try {
    root = parser(text.replace(/[\t\r\n]/g, " "));
  } catch (error) {
    const { char } = error as { char?: number };
    const why = (error as Error).message.replace(/ \(char \d+\)$/, "");
    return refuseAt(source, place((char ?? 1) - 1), "no expression", `one that can be read (${why.toLowerCase()})`);
  }
  return createReader(source, placesOf(root, tokens), place).read(root, 0);
}

/** Children in the order of the text. */
function childrenOf(node: Node): readonly Node[] {
  const { fn, args = [], params = [], object, index, content } = node;
  const first =
    typeof fn === "object" ? [fn] : object !== undefined ? [object] : content !== undefined ? [content] : [];
  return [...first, ...args, ...params, ...(index?.dimensions ?? [])];
}

/** The place of each leaf, and of inner nodes the place of their first leaf. Iterative: sums may be 100,000 deep. */
function placesOf(root: Node, tokens: readonly Token[]): Map<Node, number> {
  const leaves = tokens.filter((token) => token.kind !== "sign" && !isOperator(token));
  const places = new Map<Node, number>();
  const open: Node[] = [root];
  let next = 0;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const at = leaves[Math.min(next, leaves.length - 1)]?.at ?? 0;
    places.set(node, at);
    const children = childrenOf(node);
    if (children.length === 0) next++;
    for (let k = children.length - 1; k >= 0; k--) open.push(children[k]);
  }
  return places;
}

const LARGEST_POWER = 8;
const DEEPEST = 400;
const RELATIONS: Readonly<Record<string, Relation>> = {
  equal: "==",
  unequal: "!=",
  smallerEq: "<=",
  largerEq: ">=",
  smaller: "<",
  larger: ">",
};
const SIGNS: readonly string[] = Object.values(RELATIONS);

/** Walks a tree of mathjs by the whitelist. */
function createReader(source: Source, places: ReadonlyMap<Node, number>, place: (at: number) => number) {
  const at = (node: Node): number => place(places.get(node) ?? 0);
  const refuse = (node: Node, found: string, expected: string, hint?: string): never =>
    refuseAt(source, at(node), found, expected, hint);

  function read(node: Node, depth: number): Syntax {
    if (depth > DEEPEST) refuse(node, "an expression inside too many others", `at most ${DEEPEST}`);
    const deeper = depth + 1;
    switch (node.type) {
      case "ParenthesisNode":
        return read(node.content!, deeper);
      case "ConstantNode":
        if (typeof node.value === "string") return { kind: "label", label: node.value, at: at(node) };
        if (!Number.isFinite(node.value)) refuse(node, String(node.value), "a number");
        return { kind: "number", value: node.value as number, at: at(node) };
      case "SymbolNode":
        return { kind: "name", name: node.name!, indices: [], at: at(node) };
      case "AccessorNode": {
        const indices = node.index!.dimensions.map((index) => read(index, deeper));
        return { kind: "name", name: node.object!.name!, indices, at: at(node) };
      }
      case "OperatorNode":
        return readOperator(node, deeper);
      case "RelationalNode": {
        const parts = node.params!.map((part) => read(part, deeper));
        const relations = node.conditionals!.map((name) => RELATIONS[name]);
        return { kind: "compare", parts, relations, at: at(node) };
      }
      case "FunctionNode":
        return readCall(node, deeper);
      default:
        return refuse(node, "something else", "an expression of the language");
    }
  }

  function readOperator(node: Node, depth: number): Syntax {
    const { op = "", args = [] } = node;
    const [left, right] = args;
    if (node.implicit === true) {
      return refuse(right, "a factor without *", "an operator before it", "Products are written with *.");
    }
    if (args.length === 1 && op === "-")
      return { kind: "sum", terms: [{ sign: -1, of: read(left, depth) }], at: at(node) };
    if (args.length === 1 && op === "+") return read(left, depth);
    if (op === "not") return { kind: "not", of: read(left, depth), at: at(node) };
    if (op === "+" || op === "-") return readSum(node, depth);
    if (op === "*" || op === "/") return readProduct(node, depth);
    if (op === "^") return readPower(node, depth);
    if (op === "mod") return { kind: "mod", left: read(left, depth), right: read(right, depth), at: at(node) };
    if (op === "and" || op === "or" || op === "xor") {
      const of = chain(node, (part) => part.op === op).map(({ of: part }) => read(part, depth));
      return { kind: op, of, at: at(node) };
    }
    if (SIGNS.includes(op)) {
      return {
        kind: "compare",
        parts: [read(left, depth), read(right, depth)],
        relations: [op as Relation],
        at: at(node),
      };
    }
    const hint = op === "in" ? "Sets are walked inside a function: sum(x[i], i in items)." : undefined;
    return refuse(node, `the operator ${JSON.stringify(op)}`, "one of the language", hint);
  }

  /** The operands of a left-deep chain, in order, each with the operator before it. */
  function chain(node: Node, belongs: (part: Node) => boolean): { op: string; of: Node }[] {
    const parts: { op: string; of: Node }[] = [];
    let rest = node;
    while (rest.type === "OperatorNode" && rest.args!.length === 2 && rest.implicit !== true && belongs(rest)) {
      parts.push({ op: rest.op!, of: rest.args![1] });
      rest = rest.args![0];
    }
    parts.push({ op: "", of: rest });
    return parts.reverse();
  }

  function readSum(node: Node, depth: number): Syntax {
    const parts = chain(node, ({ op }) => op === "+" || op === "-");
    const terms = parts.map(({ op, of }) => ({ sign: op === "-" ? (-1 as const) : (1 as const), of: read(of, depth) }));
    return { kind: "sum", terms, at: at(node) };
  }

  function readProduct(node: Node, depth: number): Syntax {
    const parts = chain(node, ({ op }) => op === "*" || op === "/");
    return {
      kind: "product",
      factors: parts.map(({ op, of }) => ({ divides: op === "/", of: read(of, depth) })),
      at: at(node),
    };
  }

  function readPower(node: Node, depth: number): Syntax {
    const [base, raised] = node.args!;
    const { type, value } = raised;
    if (
      type !== "ConstantNode" ||
      !Number.isInteger(value) ||
      (value as number) < 0 ||
      (value as number) > LARGEST_POWER
    ) {
      refuse(raised, "this power", `a whole number from 0 to ${LARGEST_POWER}`);
    }
    return { kind: "power", base: read(base, depth), exponent: value as number, at: at(node) };
  }

  /** `sum(EXPRESSION, ..., i in items, ..., CONDITION, ...)`. */
  function readCall(node: Node, depth: number): SyntaxOf<"call"> {
    const name = node.fn!.name ?? "";
    if (!CALLS.includes(name as CallName)) {
      refuse(node, `the function ${name}`, `one of ${CALLS.join(", ")}`, "Indices stand in brackets: x[i].");
    }
    const args = node.args!;
    const first = args.findIndex(isGenerator);
    const end = first < 0 ? args.length : first;
    const of = args.slice(0, end).map((part) => read(part, depth));
    const rest = args.slice(end);
    const over = rest.filter(isGenerator).map((part) => readGenerator(part));
    const when = rest.filter((part) => !isGenerator(part)).map((part) => read(part, depth));
    if (of.length === 0) refuse(node, `${name} of nothing`, "an expression in its parentheses");
    return { kind: "call", name: name as CallName, of, over, when, at: at(node) };
  }

  const isGenerator = ({ type, op }: Node): boolean => type === "OperatorNode" && op === "in";

  function readGenerator(node: Node): Generator {
    const [index, set] = node.args!;
    if (index.type !== "SymbolNode") refuse(index, "no name", 'the name of an index before "in"');
    if (set.type !== "SymbolNode") refuse(set, "no name", 'the name of a set behind "in"');
    return { index: index.name!, set: set.name!, at: at(index), setAt: at(set) };
  }

  return { read };
}
