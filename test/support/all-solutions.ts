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

/** All ways to share `length` things out among at most `most` groups, groups numbered as they first occur. */
function* groupings(length: number, most: number): Generator<number[], void, void> {
  if (length === 0) {
    yield [];
    return;
  }
  for (const rest of groupings(length - 1, most)) {
    const used = new Set(rest).size;
    for (let group = 0; group < Math.min(used + 1, most); group++) yield [...rest, group];
  }
}

export function* orders(items: readonly number[]): Generator<number[], void, void> {
  if (items.length === 0) yield [];
  for (const first of items) {
    for (const rest of orders(items.filter((item) => item !== first))) yield [first, ...rest];
  }
}

/** All ways to deal turns, so many to each. */
function* turnOrders(counts: readonly number[]): Generator<number[], void, void> {
  if (counts.every((count) => count === 0)) yield [];
  for (const [k, count] of counts.entries()) {
    if (count === 0) continue;
    for (const rest of turnOrders(counts.map((other, l) => (l === k ? count - 1 : other)))) yield [k, ...rest];
  }
}

/** Fillings of the cells that are 0 with no number twice in a row or column. */
function* latinSquares(grid: readonly (readonly number[])[]): Generator<number[][], void, void> {
  const r = grid.findIndex((row) => row.includes(0));
  if (r < 0) {
    yield grid.map((row) => [...row]);
    return;
  }
  const c = grid[r].indexOf(0);
  for (let digit = 1; digit <= grid.length; digit++) {
    if (grid[r].includes(digit) || grid.some((row) => row[c] === digit)) continue;
    yield* latinSquares(grid.map((row, k) => (k === r ? row.map((old, l) => (l === c ? digit : old)) : row)));
  }
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

/** A document of the modelling language, as far as it matters which values there are. */
interface Declared {
  sets?: Record<string, string[] | number>;
  variables: Record<
    string,
    { type: string; over?: string[]; from?: number; to?: number; options?: string; items?: string }
  >;
}

/** Every way to give one of `values` to each element, inside objects one level a set. */
function* nested(sets: readonly string[][], values: readonly unknown[]): Generator<unknown, void, void> {
  const [labels, ...inner] = sets;
  if (labels === undefined) {
    yield* values;
    return;
  }
  const parts = [...nested(inner, values)];
  for (const chosen of assignments(labels.length, upTo(parts.length))) {
    yield Object.fromEntries(labels.map((label, k) => [label, parts[chosen[k]]]));
  }
}

interface Timetable {
  readonly days?: number;
  readonly periods: number;
  readonly rooms: readonly unknown[];
  readonly events: readonly { readonly slots?: number[]; readonly rooms?: number[] }[];
}

/** All ways to take one value from each list. */
function* choicesOf(lists: readonly (readonly number[])[]): Generator<number[], void, void> {
  if (lists.length === 0) {
    yield [];
    return;
  }
  for (const rest of choicesOf(lists.slice(1))) for (const first of lists[0]) yield [first, ...rest];
}

export const allSolutions: Readonly<Record<string, Lister>> = {
  *tsp({ coordinates, distances }: { coordinates?: unknown[]; distances?: unknown[] }) {
    for (const tour of orders(upTo((coordinates ?? distances ?? []).length))) yield { tour };
  },
  *qap({ flows }: { flows: unknown[] }) {
    for (const location of orders(upTo(flows.length))) yield { location };
  },
  *assignment({ costs }: { costs: unknown[][] }) {
    const seen = new Set<string>();
    for (const order of orders(upTo(costs[0].length))) {
      const task = order.slice(0, costs.length);
      if (seen.has(task.join())) continue;
      seen.add(task.join());
      yield { task };
    }
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
  *colouring({ vertices, edges, colours }: { vertices: number; edges: [number, number][]; colours?: number }) {
    const degree = upTo(vertices).map((v) => edges.filter((edge) => edge.includes(v)).length);
    for (const colour of assignments(vertices, upTo(colours ?? Math.max(...degree) + 1))) yield { colour };
  },
  *"clique-cover"({ vertices, edges, cliques }: { vertices: number; edges: [number, number][]; cliques?: number }) {
    const degree = upTo(vertices).map((v) => edges.filter((edge) => edge.includes(v)).length);
    for (const clique of groupings(vertices, cliques ?? vertices - Math.min(...degree))) yield { clique };
  },
  *"maximal-matching"({ edges }: { edges: unknown[] }) {
    for (const choose of assignments(edges.length, [0, 1])) yield { choose };
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
  *timetabling({ days = 1, periods, rooms, events }: Timetable) {
    const cells = upTo(days * periods * rooms.length);
    const windows = events.map(({ slots, rooms: own }) =>
      cells.filter((cell) => {
        const [slot, room] = [Math.floor(cell / rooms.length), cell % rooms.length];
        return (slots?.includes(slot) ?? true) && (own?.includes(room) ?? true);
      }),
    );
    for (const cell of choicesOf(windows)) {
      yield { slot: cell.map((c) => Math.floor(c / rooms.length)), room: cell.map((c) => c % rooms.length) };
    }
  },
  *"portfolio-selection"({ most, units }: { most: number[]; units: number }) {
    for (const own of choicesOf(most.map((limit) => upTo(Math.min(limit, units) + 1)))) yield { units: own };
  },
  *"job-shop"({ jobs }: { jobs: [number, number][][] }) {
    // Every order in which operations can be begun, each as soon as it can: some best schedule is among these.
    for (const turns of turnOrders(jobs.map((job) => job.length))) {
      const start: number[][] = jobs.map(() => []);
      const free = jobs.map(() => 0);
      const idle = new Map<number, number>();
      for (const j of turns) {
        const [machine, duration] = jobs[j][start[j].length];
        const from = duration === 0 ? free[j] : Math.max(free[j], idle.get(machine) ?? 0);
        start[j].push(from);
        free[j] = from + duration;
        if (duration > 0) idle.set(machine, free[j]);
      }
      yield { start };
    }
  },
  *qubo({ variables }: { variables: number }) {
    for (const bits of assignments(variables, [0, 1])) yield { bits };
  },
  *"hamiltonian-cycle"({ vertices }: { vertices: number }) {
    for (const order of orders(upTo(vertices))) yield { order };
  },
  *model({ sets = {}, variables }: Declared) {
    const elements = (set: string) => {
      const given = sets[set];
      return typeof given === "number" ? upTo(given).map(String) : given;
    };
    let solutions: Record<string, unknown>[] = [{}];
    for (const [name, { type, over = [], from = 0, to = 0, options = "", items = "" }] of Object.entries(variables)) {
      const values = {
        bit: () => [0, 1],
        spin: () => [-1, 1],
        integer: () => upTo(to - from + 1).map((k) => from + k),
        choice: () => elements(options),
        order: () => [...orders(upTo(elements(items).length))].map((order) => order.map((k) => elements(items)[k])),
      }[type]!();
      const all = [...nested(over.map(elements), values)];
      solutions = solutions.flatMap((solution) => all.map((value) => ({ ...solution, [name]: value })));
    }
    yield* solutions;
  },
  *knapsack({ values }: { values: unknown[] }) {
    for (const take of assignments(values.length, [0, 1])) yield { take };
  },
  *"set-cover"({ sets }: { sets: unknown[] }) {
    for (const choose of assignments(sets.length, [0, 1])) yield { choose };
  },
  *"number-partitioning"({ numbers }: { numbers: unknown[] }) {
    for (const side of assignments(numbers.length, [0, 1])) yield { side };
  },
  *autocorrelation({ length }: { length: number }) {
    for (const sequence of assignments(length, [-1, 1])) yield { sequence };
  },
  *"paint-shop"({ cars }: { cars: unknown[] }) {
    const first = cars.map((model) => cars.indexOf(model));
    const models = [...new Set(first)];
    for (const own of assignments(models.length, [0, 1])) {
      const ofModel = (k: number) => own[models.indexOf(first[k])];
      yield { colour: cars.map((_, k) => (first[k] === k ? ofModel(k) : 1 - ofModel(k))) };
    }
  },
  *factoring({ number }: { number: number }) {
    for (let a = 2; a <= number; a++) for (let b = a; b <= number; b++) yield { factors: [a, b] };
  },
  *"n-queens"({ size }: { size: number }) {
    for (const column of orders(upTo(size))) yield { column };
  },
  *"integer-programming"({ variables }: { variables: { from?: number; to?: number }[] }) {
    let lists: number[][] = [[]];
    for (const { from = 0, to = 1 } of variables) {
      const values = upTo(to - from + 1).map((k) => from + k);
      lists = lists.flatMap((list) => values.map((value) => [...list, value]));
    }
    for (const values of lists) yield { values };
  },
  *"magic-square"({ grid }: { grid: number[][] }) {
    const given = new Set(grid.flat());
    const missing = upTo(grid.length ** 2)
      .map((k) => k + 1)
      .filter((value) => !given.has(value));
    for (const order of orders(missing)) {
      const rest = order.values();
      yield { grid: grid.map((row) => row.map((value) => (value === 0 ? rest.next().value : value))) };
    }
  },
  *sudoku({ grid }: { grid: number[][] }) {
    for (const filled of latinSquares(grid)) yield { grid: filled };
  },
  *"multidimensional-knapsack"({ values }: { values: unknown[] }) {
    for (const take of assignments(values.length, [0, 1])) yield { take };
  },
  *"quadratic-knapsack"({ values }: { values: unknown[] }) {
    for (const take of assignments(values.length, [0, 1])) yield { take };
  },
  *"bin-packing"({ sizes }: { sizes: unknown[] }) {
    for (const bin of groupings(sizes.length, sizes.length)) yield { bin };
  },
  *"job-sequencing"({ lengths, machines }: { lengths: unknown[]; machines: number }) {
    for (const machine of assignments(lengths.length, upTo(machines))) yield { machine };
  },
  *"set-packing"({ sets }: { sets: unknown[] }) {
    for (const choose of assignments(sets.length, [0, 1])) yield { choose };
  },
  *"exact-cover"({ sets }: { sets: unknown[] }) {
    for (const choose of assignments(sets.length, [0, 1])) yield { choose };
  },
  *satisfiability({ variables }: { variables: number }) {
    for (const values of assignments(variables, [0, 1])) yield { values };
  },
  *clique({ vertices }: { vertices: number }) {
    for (const choose of assignments(vertices, [0, 1])) yield { choose };
  },
  *"independent-set"({ vertices }: { vertices: number }) {
    for (const choose of assignments(vertices, [0, 1])) yield { choose };
  },
  *"vertex-cover"({ vertices }: { vertices: number }) {
    for (const choose of assignments(vertices, [0, 1])) yield { choose };
  },
  *"feedback-vertex-set"({ vertices }: { vertices: number }) {
    for (const remove of assignments(vertices, [0, 1])) yield { remove };
  },
  *"graph-isomorphism"({ vertices }: { vertices: number }) {
    for (const image of orders(upTo(vertices))) yield { image };
  },
  *"feedback-edge-set"({ vertices }: { vertices: number }) {
    for (const level of assignments(vertices, upTo(vertices))) yield { level };
  },
  *"spin-glass"(instance: { spins: number }) {
    for (const spins of assignments(instance.spins, [-1, 1])) yield { spins };
  },
  *"community-detection"({ vertices, communities }: { vertices: number; communities: number }) {
    for (const community of assignments(vertices, upTo(communities))) yield { community };
  },
  *"hamiltonian-path"({ vertices }: { vertices: number }) {
    for (const order of orders(upTo(vertices))) yield { order };
  },
  *"steiner-tree"({ edges }: { edges: unknown[] }) {
    for (const choose of assignments(edges.length, [0, 1])) yield { choose };
  },
  *"spanning-tree"({ edges }: { edges: unknown[] }) {
    for (const choose of assignments(edges.length, [0, 1])) yield { choose };
  },
};
