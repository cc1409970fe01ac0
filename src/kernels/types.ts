/**
 * The seam between solvers and the code that does the arithmetic. `reference` (plain TypeScript) is the oracle and the
 * fallback; faster twins implement the same interface and must agree with it bit for bit on integer models.
 */
import type { Product } from "../model/index.ts";
import type { Couplings, EnergyModel } from "../model/types.ts";
import type { Random } from "../random.ts";
import type { AssignmentRequest, AssignmentSession } from "./assignments/types.ts";
import type { AttentionRequest, AttentionSession } from "./attention/types.ts";
import type { Bifurcation, BifurcationRequest } from "./bifurcation/types.ts";
import type { Clusters, ClustersRequest } from "./clusters/types.ts";
import type { Enumeration, EnumerationTask } from "./enumeration/types.ts";
import type { LabelSystem } from "./labels/system.ts";
import type { LabelsRequest, LabelsSession } from "./labels/types.ts";
import type { LayoutRequest, LayoutSession } from "./layouts/types.ts";
import type { MatrixProduct, MatrixShape } from "./matrix-products/types.ts";
import type { OneTreeRequest, OneTrees } from "./one-trees/types.ts";
import type { OrderingRequest, OrderingSession } from "./orderings/types.ts";
import type { TermSystem } from "./polynomials/system.ts";
import type { TermsRequest, TermsSession } from "./polynomials/types.ts";
import type { PairGraph, Plane } from "./rank-two/types.ts";
import type { RecallRequest, RecallSession } from "./recall/types.ts";
import type { Bonds } from "./recombination/bonds.ts";
import type { Recombiner } from "./recombination/types.ts";
import type { Replicas, ReplicasRequest } from "./replicas/types.ts";
import type { Responses } from "./responses/types.ts";
import type { RouteRequest, RouteSession } from "./routes/types.ts";
import type { RowSystem } from "./rows/system.ts";
import type { RowRequest, RowSession } from "./rows/types.ts";
import type { SpinSystem } from "./system.ts";
import type { TabuRequest, TabuSession } from "./tabu/types.ts";
import type { TourRequest, TourSession } from "./tours/types.ts";

/**
 * A plain state with its local fields, kept current under flips. Owns `values`.
 * Cost of a flip: O(stored couplings of the variable) for sparse and dense terms, O(groups) for rank-one and one-hot terms,
 * whose sums are kept and turned into fields when read.
 */
export interface Fields {
  readonly n: number;
  readonly values: Int8Array;
  /** Running energy: exact on integer models, else within rounding of recomputation (see `refresh`). */
  readonly energy: number;
  /** Local field h_i = (Wz)_i + b_i. */
  field(i: number): number;
  /** Change of energy if i flipped: -step_i h_i. */
  gain(i: number): number;
  /** Flips i and returns the change of energy. */
  flip(i: number): number;
  /** Recomputes fields and energy from the values: O(stored couplings). Removes rounding drift on real-valued models. */
  refresh(): void;
  /** Replaces all values and refreshes. */
  assign(values: ArrayLike<number>): void;
}

/** The arithmetic behind solvers. All sets of kernels give the same bits on integer models. */
export interface Kernels {
  readonly id: "reference" | "wasm";
  fields(model: EnergyModel, values: ArrayLike<number>): Fields;
  /**
   * Metropolis proposals in index order, variables `from` (default 0) to `to` - 1 (default n), at inverse temperature beta.
   * Flip i when gain < 0; with probability 15/16 when gain = 0; with probability exp(-beta gain) when gain > 0. One random word for each
   * proposal with 0 <= beta * gain < 32 ln 2; beyond, it is refused without a draw, so beta = Infinity is a sweep of strict descent.
   * Returns the number of flips. `accepted` is called after each, if given.
   */
  metropolisSweep(
    fields: Fields,
    beta: number,
    random: Random,
    accepted: ((i: number) => void) | null,
    from?: number,
    to?: number,
  ): number;
  enumerate(task: EnumerationTask): Enumeration;
  /** Batches of replicas in the form that suits the system. @throws {MemoryError} */
  replicas(system: SpinSystem, request: ReplicasRequest): readonly Replicas[];
  /** Exchange of connected components between two states. @throws {MemoryError} */
  clusters(system: SpinSystem, request: ClustersRequest): Clusters;
  /** Products W x in doubles again and again. The same bits from all kernels. Without a copy of the weights where that exceeds `memoryLimit` bytes. */
  product(couplings: Couplings, memoryLimit: number): Product;
  /** Products of matrices of one shape. The same bits from all kernels. @throws {MemoryError} */
  matrixProduct(shape: MatrixShape, memoryLimit: number): MatrixProduct;
  /** Responses of n graded neurons again and again. The same bits from all kernels. @throws {MemoryError} */
  responses(n: number, memoryLimit: number): Responses;
  /** Agents of simulated bifurcation. @throws {MemoryError} */
  bifurcation(system: SpinSystem, request: BifurcationRequest): Bifurcation;
  /** Mixes states component by component; components of `bonds`, all couplings when left out. @throws {MemoryError} */
  recombiner(system: SpinSystem, memoryLimit: number, bonds?: Bonds): Recombiner;
  /** Spins as vectors of the plane, and a cut of them. @throws {MemoryError} */
  plane(graph: PairGraph, memoryLimit: number): Plane;
  /** One-flip tabu search, at all spins -1 to begin with. @throws {MemoryError} */
  tabu(system: SpinSystem, request: TabuRequest): TabuSession;
  /** Minimum 1-trees under weights of the nodes. @throws {MemoryError} */
  oneTrees(request: OneTreeRequest): OneTrees;
  /** Tabu search over assignments by swaps; null where there is none, and solvers use their plain search. @throws {MemoryError} */
  readonly assignments: ((request: AssignmentRequest) => AssignmentSession) | null;
  /** Search over tours; null as with `assignments`. @throws {MemoryError} */
  readonly tours: ((request: TourRequest) => TourSession) | null;
  /** Annealing over layouts of a graph on a line. @throws {MemoryError} */
  layouts(request: LayoutRequest): LayoutSession;
  /** Descent over orders by insertions. @throws {MemoryError} */
  orderings(request: OrderingRequest): OrderingSession;
  /** Search over vehicle routes. @throws {MemoryError} */
  routes(request: RouteRequest): RouteSession;
  /** Search over items under inequalities, with no values until a restart. @throws {MemoryError} */
  rows(system: RowSystem, request: RowRequest): RowSession;
  /** Tabu and Metropolis search over the labels of one-hot groups. @throws {MemoryError} */
  labels(system: LabelSystem, request: LabelsRequest): LabelsSession;
  /** Tabu search, walks and Metropolis search over a polynomial of any degree. @throws {MemoryError} */
  terms(system: TermSystem, request: TermsRequest): TermsSession;
  /** Binary recall of batches of cues on one dense network. @throws {GroundstateError} "model" for asymmetric weights; {MemoryError} */
  recall(request: RecallRequest): RecallSession;
  /** Softmax retrieval of batches of queries on one set of patterns. @throws {MemoryError} */
  attention(request: AttentionRequest): AttentionSession;
}
