/**
 * All candidate solutions of small instances, by problem id, listed from the instance alone: oracles that never see an
 * encoding. The referee sorts out the invalid ones.
 */
type Lister = (instance: never) => Generator<unknown, void, void>;

/** All lists of `length` values out of `values`. */
export function* assignments(length: number, values: readonly number[]): Generator<number[], void, void> {
  if (length === 0) {
    yield [];
    return;
  }
  for (const rest of assignments(length - 1, values)) for (const value of values) yield [...rest, value];
}

export function* orders(items: readonly number[]): Generator<number[], void, void> {
  if (items.length === 0) yield [];
  for (const first of items) {
    for (const rest of orders(items.filter((item) => item !== first))) yield [first, ...rest];
  }
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

export const allSolutions: Readonly<Record<string, Lister>> = {
  *tsp({ coordinates, distances }: { coordinates?: unknown[]; distances?: unknown[] }) {
    for (const tour of orders(upTo((coordinates ?? distances ?? []).length))) yield { tour };
  },
  *"graph-partitioning"({ vertices, parts = 2 }: { vertices: number; parts?: number }) {
    for (const part of assignments(vertices, upTo(parts))) yield { part };
  },
  *"max-cut"({ vertices }: { vertices: number }) {
    for (const side of assignments(vertices, [0, 1])) yield { side };
  },
  *ising(instance: { spins: number }) {
    for (const spins of assignments(instance.spins, [-1, 1])) yield { spins };
  },
  *qubo({ variables }: { variables: number }) {
    for (const bits of assignments(variables, [0, 1])) yield { bits };
  },
};
