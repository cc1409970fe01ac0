/**
 * One bit a vertex and colour, x_vk = 1 when vertex v has colour k; variable v * K + k. With K colours given every valid state costs 0:
 *
 *     E = sum_v [R (1 - sum_k x_vk) + P sum_{k<l} x_vk x_vl] + sum_edges sum_k x_uk x_vk
 *
 * A vertex with d bits contributes R for d = 0, and (d - 1) (P d / 2 - R) for d > 1. With R > 0 and P > R nothing is below 0 and 0 means one
 * colour a vertex and no conflict. R > floor(D / K), D the largest degree, lets an uncoloured vertex always take some
 * colour: its rarest among the neighbours. So 1-flip minima, and the ground states of graphs that K colours do not suffice for,
 * have one colour a vertex too, and count the conflicts.
 *
 * Without colours given K = D + 1, bit y_k says that colour k is used, variable n K + k, and
 *
 *     E = sum_k y_k + A sum_v sum_k x_vk (1 - y_k) + the sums above, the last one times B.
 *
 * Sufficient: R, A, B > 1, P > R. Take any state, drop extra bits of a vertex (which lowers E), and give a colour of its own to each vertex
 * without one, one end of each conflict, and each vertex whose colour is not marked: a colouring with at most sum y + (their
 * number) colours, which costs less than the state unless their number is 0. D + 1 colours suffice for some best colouring.
 *
 * Couplings are a graph (x) identity, the marks being one more vertex of it: O(n + m) memory.
 */
import {
  type Biases,
  csrFromEdges,
  type EnergyModel,
  expandState,
  isIntegerModel,
  kronecker,
  noBiases,
  type State,
  type Term,
} from "../../src/model/index.ts";
import { judged, wrongState } from "../../src/modelling/decoding.ts";
import { requireGraphMemory, vertexName } from "../../src/modelling/graph.ts";
import { nothingLike } from "../../src/modelling/parts.ts";
import type { Decoded, Encoding, Violation } from "../../src/problem.ts";
import { paletteOf } from "./palette.ts";
import { verifyColouring } from "./referee.ts";
import type { ColouringInstance, ColouringOptions, ColouringSolution } from "./schema.ts";
import { type ColouringWeights, colouringWeights } from "./weights.ts";

const BYTES_PER_VARIABLE = 24; // fields and state of a search
const MOST_VIOLATIONS = 20;

export function encodeColouring(instance: ColouringInstance, options: ColouringOptions): Encoding<ColouringSolution> {
  const colours = paletteOf(instance);
  const given = instance.colours !== undefined;
  const { vertices: n, edges } = instance;
  requireGraphMemory((n + 1) * colours, edges.length, BYTES_PER_VARIABLE);
  const weights = colouringWeights(instance, colours, options);
  const model = modelOf(instance, colours, weights, options.penalty !== "structural");
  return {
    model,
    parts: () => ({
      objective: objectiveOf(model, given ? 0 : colours),
      constraints: given ? model : withoutMarks(model, colours),
    }),
    penalty: weights.proof,
    decode: (state) => decode(instance, colours, model, state),
    embed: (solution) => embed(instance, colours, solution),
  };
}

function modelOf(
  { vertices: n, edges, colours: given }: ColouringInstance,
  colours: number,
  { reward, pair, conflict, mark }: ColouringWeights,
  penalised: boolean,
): EnergyModel {
  const marked = given === undefined;
  const cells = n * colours;
  const rows = marked ? n + 1 : n;
  const from = edges.map(([i]) => i);
  const to = edges.map(([, j]) => j);
  const weight = edges.map(() => -conflict);
  for (let v = 0; v < n && marked; v++) {
    from.push(v);
    to.push(n);
    weight.push(mark);
  }
  // Symmetric factors count twice in a Kronecker coupling, hence one half.
  const graph = kronecker(
    { ...csrFromEdges(rows, from, to, weight), symmetric: true },
    { kind: "identity", n: colours },
  );
  const terms: Term[] = [{ scale: 1 / 2, start: 0, couplings: graph }];
  const inside = kronecker({ kind: "identity", n }, { kind: "all-but-diagonal", n: colours });
  if (penalised) terms.push({ scale: -pair / 2, start: 0, couplings: inside });
  const own: Biases = { kind: "constant", n: cells, value: (penalised ? reward : 0) - (marked ? mark : 0) };
  const price: Biases = { kind: "constant", n: colours, value: -1 };
  const biases: Biases = marked
    ? {
        kind: "sum",
        n: cells + colours,
        parts: [
          { scale: 1, start: 0, biases: own },
          { scale: 1, start: cells, biases: price },
        ],
      }
    : own;
  const core = {
    couplings: { kind: "sum", n: rows * colours, terms } as const,
    biases,
    offset: penalised ? n * reward : 0,
  };
  const structure = [{ kind: "one-hot", groups: n, size: colours, penalised }] as const;
  return { n: rows * colours, domain: "bit", ...core, structure, integer: isIntegerModel(core) };
}

/** sum y over the last `marks` bits. */
function objectiveOf(model: EnergyModel, marks: number): EnergyModel {
  const structure = model.structure.map((part) => ({ ...part, penalised: false }));
  const nothing = { ...nothingLike(model), structure };
  return marks === 0 ? nothing : { ...nothing, biases: marksOf(model.n, marks, -1) };
}

function withoutMarks(model: EnergyModel, marks: number): EnergyModel {
  const parts = [
    { scale: 1, start: 0, biases: model.biases },
    { scale: 1, start: 0, biases: marksOf(model.n, marks, 1) },
  ];
  return { ...model, biases: { kind: "sum", n: model.n, parts } };
}

function marksOf(n: number, marks: number, value: number): Biases {
  const parts = [{ scale: 1, start: n - marks, biases: { kind: "constant", n: marks, value } as const }];
  return { kind: "sum", n, parts: [...parts, { scale: 1, start: 0, biases: noBiases(n) }] };
}

function embed(instance: ColouringInstance, colours: number, { colour }: ColouringSolution): State {
  if (instance.colours !== undefined) return { kind: "labels", label: Int32Array.from(colour) };
  const n = instance.vertices;
  const values = new Int8Array((n + 1) * colours);
  for (const [v, k] of colour.entries()) values[v * colours + k] = values[n * colours + k] = 1;
  return { kind: "plain", values };
}

/** Total. `partial` gives the first colour of each vertex, null where it has none. */
function decode(
  instance: ColouringInstance,
  colours: number,
  model: EnergyModel,
  state: State,
): Decoded<ColouringSolution> {
  if (state.kind === "permutation") return wrongState("colours need bits or labels, found a permutation state");
  const given = instance.colours !== undefined;
  if (state.kind === "labels" && given) return judge(instance, Array.from(state.label));
  const values = state.kind === "plain" ? state.values : expandState(model, state);
  const { colour, violations } = readBits(instance, colours, values);
  return violations.length > 0
    ? judged({ colour: colour as number[] }, violations)
    : judge(instance, colour as number[]);
}

function readBits(instance: ColouringInstance, colours: number, values: Int8Array) {
  const { vertices: n } = instance;
  const colour = new Array<number | null>(n).fill(null);
  const violations: Violation[] = [];
  const complain = (code: string, message: string) => {
    if (violations.length < MOST_VIOLATIONS) violations.push({ code, message });
  };
  for (let v = 0; v < n; v++) {
    let count = 0;
    for (let k = 0; k < colours; k++) {
      if (values[v * colours + k] !== 1) continue;
      colour[v] ??= k;
      count++;
    }
    if (count === 0) complain("no-colour", `vertex ${vertexName(instance, v)} has no colour`);
    if (count > 1) complain("several-colours", `vertex ${vertexName(instance, v)} has ${count} colours, expected one`);
  }
  for (let k = 0; k < colours && instance.colours === undefined; k++) {
    if (values[n * colours + k] === 1 || !colour.includes(k)) continue;
    complain("unmarked-colour", `colour ${k} is used, but not marked as used`);
  }
  return { colour, violations };
}

function judge(instance: ColouringInstance, colour: number[]): Decoded<ColouringSolution> {
  return judged({ colour }, verifyColouring(instance, { colour }));
}
