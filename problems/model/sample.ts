/** Random documents: every kind of variable and constraint, indexed and plain, prices, dyadic numbers; and knapsacks with conflicts for users. */
import type { Random } from "../../src/random.ts";
import type { ModelInstance, VariableDocument } from "./schema.ts";

const pick = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)];

/** A document of about `size` bits: each kind of variable in turn. */
export function sampleModel(random: Random, size: number): ModelInstance {
  const n = Math.max(1, Math.min(size, 40));
  return pick(random, [packing, colouring, integers, arrangement, logical, spins])(random, n);
}

const number = (random: Random): number => pick(random, [random.below(20), random.below(11) - 5, random.below(40) / 4]);

function numbers(random: Random, n: number): number[] {
  return Array.from({ length: n }, () => number(random));
}

/** Bits with pairs that exclude each other, and at most one of some. */
function packing(random: Random, n: number): ModelInstance {
  const conflict = Array.from({ length: n }, () => Array.from({ length: n }, () => random.below(3) >> 1));
  const names = Array.from({ length: n }, (_, k) => `thing ${k}`);
  const plain = random.below(2) === 0;
  const apart = "i in items, j in items, i < j, conflict[i, j] == 1";
  return {
    problem: "model",
    sets: { items: plain ? n : names },
    parameters: { value: numbers(random, n), conflict },
    variables: { x: { type: "bit", over: ["items"] } },
    maximize: "sum(value[i] * x[i], i in items)",
    "subject to": [
      { name: "apart", constraint: "x[i] + x[j] <= 1", for: apart },
      ...(random.below(2) === 0 ? [] : [`atMostOne(x[i], i in items, i != ${plain ? "0" : '"thing 0"'})`]),
    ],
  };
}

/** Colours of a path, with one forbidden and one wished for. */
function colouring(random: Random, n: number): ModelInstance {
  const vertices = Math.max(1, Math.floor(n / 2));
  const cost = Array.from({ length: vertices }, () => ({
    red: number(random),
    blue: number(random),
    green: number(random),
  }));
  return {
    problem: "model",
    sets: { vertices, colours: ["red", "blue", "green"] },
    parameters: { cost },
    variables: { colour: { type: "choice", over: ["vertices"], options: "colours" } },
    minimize: "sum(cost[v, c] * colour[v, c], v in vertices, c in colours)",
    "subject to": [
      { constraint: "colour[v] != colour[v + 1]", for: `v in vertices, v + 1 < ${vertices}` },
      ...(random.below(2) === 0 ? ["not (colour[0] == red)"] : []),
      ...(random.below(2) === 0 ? [{ name: "wish", constraint: "colour[0] == blue", price: 1 + random.below(4) }] : []),
    ],
  };
}

/** Two integers and a bit under a range, one in each code. */
function integers(random: Random, n: number): ModelInstance {
  const to = 1 + random.below(Math.min(n, 3));
  const code = pick(random, ["binary", "unary", "one-hot", "domain-wall"] as const);
  const variable = (from: number): VariableDocument => ({ type: "integer", from, to: from + to, code });
  return {
    problem: "model",
    variables: { a: variable(0), b: variable(random.below(3) - 2), x: { type: "bit" } },
    [pick(random, [
      "minimize",
      "maximize",
    ])]: `${number(random)} * a - ${random.below(9)} * b * x + (a - b)^2 + ${random.below(5)}`,
    "subject to": [
      `0 <= a + b <= ${to}`,
      ...(random.below(2) === 0 ? ["a >= x"] : []),
      ...(random.below(3) === 0 ? [pick(random, ["implies(x, a != b)", "a + b >= 1 or not x"])] : []),
    ],
  };
}

/** Three or fewer items in a row. */
function arrangement(random: Random, n: number): ModelInstance {
  const items = ["a", "b", "c"].slice(0, Math.min(3, Math.max(1, n - 2)));
  const distance = items.map(() => items.map(() => random.below(9)));
  return {
    problem: "model",
    sets: { items, places: items.length },
    parameters: { distance },
    variables: { row: { type: "order", items: "items" } },
    minimize: `sum(distance[i, j] * row[i, p] * row[j, p + 1], i in items, j in items, p in places, i != j, p + 1 < ${items.length})`,
    ...(items.length > 1 && random.below(3) === 0 ? { "subject to": ["not row[a, 0]"] } : {}),
  };
}

/** Bits under logic, and a product of three. */
function logical(random: Random, n: number): ModelInstance {
  const rules = [
    "x[0] or x[1] or not x[2]",
    "implies(x[0], x[1] and x[2])",
    "x[0] xor x[1]",
    "exactlyOne(x[i], i in bits)",
  ];
  const chosen = rules.filter(() => random.below(2) === 0);
  const bits = Math.max(3, Math.min(n, 5));
  return {
    problem: "model",
    sets: { bits },
    parameters: { c: numbers(random, bits) },
    variables: { x: { type: "bit", over: ["bits"] } },
    minimize: `sum(c[i] * x[i], i in bits) + ${number(random)} * x[0] * x[1] * x[2]`,
    "subject to": chosen.length === 4 ? chosen.slice(0, 3) : chosen,
  };
}

/** Spins on a ring, in terms, their sum held. */
function spins(random: Random, n: number): ModelInstance {
  const terms = Array.from({ length: n }, (_, k): [number, ...string[]] => [
    number(random),
    `s[${k}]`,
    `s[${(k + 1) % n}]`,
  ]);
  return {
    problem: "model",
    sets: { ring: n },
    variables: { s: { type: "spin", over: ["ring"] } },
    maximize: { terms },
    ...(random.below(2) === 0 ? { "subject to": [`sum(s[i], i in ring) == ${n % 2}`] } : {}),
  };
}

/** `size` items with values and weights, room for half, and a hundredth of all pairs excluded. */
export function generateModel(random: Random, size: number): ModelInstance {
  const conflicts = new Set<string>();
  for (let k = 0; k < size; k++) {
    const [i, j] = [random.below(size), random.below(size)];
    if (i !== j) conflicts.add(`x[${i}] + x[${j}] <= 1`);
  }
  const weight = Array.from({ length: size }, () => 1 + random.below(100));
  return {
    problem: "model",
    name: `knapsack-with-conflicts-${size}`,
    sets: { items: size },
    parameters: { value: weight.map((w) => w + random.below(20)), weight },
    variables: { x: { type: "bit", over: ["items"] } },
    maximize: "sum(value[i] * x[i], i in items)",
    "subject to": [
      `sum(weight[i] * x[i], i in items) <= ${Math.floor(weight.reduce((a, b) => a + b, 0) / 2)}`,
      ...conflicts,
    ],
  };
}
