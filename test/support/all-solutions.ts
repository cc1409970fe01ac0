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
  *qap({ flows }: { flows: unknown[] }) {
    for (const location of orders(upTo(flows.length))) yield { location };
  },
  *cvrp({ demands }: { demands: number[] }) {
    for (const tour of orders(upTo(demands.length))) {
      // Every way to cut the order into routes, the first stop of each ascending, so that none is listed twice.
      for (let cuts = 0; cuts < 2 ** (tour.length - 1); cuts++) {
        const routes: number[][] = [[]];
        tour.forEach((customer, k) => {
          if (k > 0 && (cuts >> (k - 1)) & 1) routes.push([]);
          routes[routes.length - 1].push(customer + 1);
        });
        if (routes.every((route, r) => r === 0 || routes[r - 1][0] < route[0])) yield { routes };
      }
    }
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
  *"linear-ordering"({ weights }: { weights: unknown[] }) {
    for (const order of orders(upTo(weights.length))) yield { order };
  },
  *"linear-arrangement"({ vertices }: { vertices: number }) {
    for (const order of orders(upTo(vertices))) yield { order };
  },
  *bandwidth({ vertices }: { vertices: number }) {
    for (const order of orders(upTo(vertices))) yield { order };
  },
  *sequencing({ setups }: { setups: unknown[] }) {
    for (const order of orders(upTo(setups.length))) yield { order };
  },
  *qubo({ variables }: { variables: number }) {
    for (const bits of assignments(variables, [0, 1])) yield { bits };
  },
  *"hamiltonian-cycle"({ vertices }: { vertices: number }) {
    for (const order of orders(upTo(vertices))) yield { order };
  },
  *"hamiltonian-path"({ vertices }: { vertices: number }) {
    for (const order of orders(upTo(vertices))) yield { order };
  },
};
