/**
 * Graph partitioning inside the balanced subspace: multilevel Kernighan-Lin / Fiduccia-Mattheyses search with a small
 * population of partitions that later cycles refine and combine. Works on the model's structure `balance` alone.
 */
import { type Static, Type } from "typebox";
import { nullable } from "../../src/schema.ts";
import { defineSolver, type SearchContext, type Step, type Verdict } from "../../src/solver.ts";
import { type Board, createBoard, excessOf, fromState } from "./board.ts";
import { cycle, finish } from "./multilevel.ts";
import { isRefusal, readModel } from "./reading.ts";
import { begin, better, openSession, type Partition, type Session, sliced, stepOf } from "./session.ts";
import { repair, spread } from "./start.ts";
import { descend, randomStart } from "./swap.ts";

const Options = Type.Object(
  {
    moves: Type.Enum(["multilevel", "swap"], {
      description:
        "multilevel: coarsen, partition, refine by passes. swap: textbook pair swaps from random starts. Default multilevel.",
    }),
    starts: Type.Integer({
      minimum: 1,
      description: "Independent partitions made first: the population that cycles improve and combine. Default 6.",
    }),
    cycles: nullable(Type.Integer({ minimum: 0, description: "a number of cycles" }), {
      description:
        "Cycles after the starts (moves swap: further random starts); null goes on until a limit stops the run. Default 20, null in runs with a limit.",
    }),
    coarsenTo: Type.Integer({
      minimum: 2,
      description: "Items of the coarsest graph; at least 20 a part are kept. Default 400.",
    }),
    passes: Type.Integer({
      minimum: 1,
      description: "Most rounds of passes on a level (moves swap: sweeps over all items). Default 12.",
    }),
  },
  { additionalProperties: false },
);
type Options = Static<typeof Options>;

/** Share of the cycles that combine two partitions; the others go over one. */
const COMBINE = 0.5;
/** After so many cycles per partition without a new best, the worst gives way to a fresh start. */
const PATIENCE = 2;

export const kernighanLin = defineSolver<Options>({
  id: "kernighan-lin",
  title: "Multilevel Kernighan-Lin partitioning",
  summary:
    "Cuts the graph of couplings into balanced parts: coarsening by heavy edges, greedy growing, and refinement by " +
    "Fiduccia-Mattheyses passes that move items through uphill states and keep the best balanced prefix. Further cycles " +
    "refine and combine a few partitions. Choose it for every model with a balance structure.",
  sources: [
    "B. W. Kernighan and S. Lin, An efficient heuristic procedure for partitioning graphs, Bell System Technical Journal 49 (1970) 291-307",
    "C. M. Fiduccia and R. M. Mattheyses, A linear-time heuristic for improving network partitions, 19th Design Automation Conference (1982) 175-181",
    "G. Karypis and V. Kumar, A fast and high quality multilevel scheme for partitioning irregular graphs, SIAM Journal on Scientific Computing 20 (1998) 359-392",
    "C. Walshaw, Multilevel refinement for combinatorial optimisation problems, Annals of Operations Research 131 (2004) 325-372",
    "P. Sanders and C. Schulz, Distributed evolutionary graph partitioning, ALENEX (2012) 16-29",
  ],
  optionsSchema: Options,
  defaults: { moves: "multilevel", starts: 6, cycles: 20, coarsenTo: 400, passes: 12 },
  endless: { cycles: null },
  guarantees: new Set(["descent"] as const),
  refuses(model) {
    const reading = readModel(model);
    return isRefusal(reading) ? reading : null;
  },
  *search(model, options, context) {
    const board = createBoard(model, context.memoryLimit);
    const session = openSession(board, firstLabels(board, context), context.random, context.monitor);
    yield stepOf(session);
    if (options.moves === "swap") return yield* swapSearch(session, options, context);
    return yield* multilevelSearch(session, options, context);
  },
});

/** The given start, or the items in index order; balanced as far as `spread` goes. */
function firstLabels(board: Board, context: SearchContext): Int32Array {
  const given = context.start === null ? null : fromState(board, context.start);
  if (given !== null && excessOf(board, given) === 0) return given;
  const order = Int32Array.from({ length: board.graph.n }, (_, v) => v);
  return spread(board.graph, order, board.capacity);
}

function startOf(session: Session, context: SearchContext): Int32Array | null {
  return context.start === null ? null : fromState(session.board, session.best.state);
}

function* swapSearch(session: Session, options: Options, context: SearchContext): Generator<Step, Verdict, void> {
  const descents = options.cycles === null ? Number.POSITIVE_INFINITY : options.starts + options.cycles;
  const first = startOf(session, context);
  for (let run = 0; run < descents; run++) {
    const given = run === 0 && first !== null;
    const partition = given ? begin(session, first) : yield* sliced(session, randomStart(session));
    yield* sliced(session, descend(session, partition, options.passes));
    yield stepOf(session);
  }
  return { status: "exhausted" };
}

function* multilevelSearch(session: Session, options: Options, context: SearchContext): Generator<Step, Verdict, void> {
  const { board, random, meter, space } = session;
  const population: Partition[] = [];
  const first = fromState(board, session.best.state)!;
  if (context.start !== null) population.push(yield* sliced(session, finish(session, first, options)));
  else if (session.best.excess > 0) yield* sliced(session, repair(board.graph, first, board.capacity, space, meter));
  while (population.length < options.starts) {
    population.push(yield* sliced(session, cycle(session, [], options)));
    yield stepOf(session);
  }
  let idle = 0;
  for (let round = 0; round < (options.cycles ?? Number.POSITIVE_INFINITY); round++) {
    const energyBefore = session.best.energy;
    if (idle > PATIENCE * population.length) {
      population.sort((a, b) => (better(a, b) ? -1 : 1));
      population[population.length - 1] = yield* sliced(session, cycle(session, [], options));
      idle = 0;
    } else {
      const at = random.below(population.length);
      const mates = population.filter((_, i) => i !== at);
      const mate = mates.length > 0 && random.uniform() < COMBINE ? [mates[random.below(mates.length)]] : [];
      const child = yield* sliced(session, cycle(session, [population[at], ...mate], options));
      if (!better(population[at], child)) population[at] = child;
    }
    idle = session.best.energy < energyBefore ? 0 : idle + 1;
    yield stepOf(session);
  }
  return { status: "exhausted" };
}
