/** Bifurcation in WebAssembly, see assembly/bifurcation.ts. */
import { bifurcationModule } from "../generated/bifurcation.ts";
import type { SpinSystem } from "../system.ts";
import { createArena, instantiate, type Region } from "../wasm/arena.ts";
import { constants, type Engine, leakAt } from "./engine.ts";
import type { Form } from "./form.ts";
import { createSession } from "./session.ts";
import type { Bifurcation, BifurcationRequest } from "./types.ts";

type Numbers = (...numbers: number[]) => number;
type Exports = Readonly<
  Record<
    | "denseSteps"
    | "sparseSteps"
    | "addDense"
    | "addSparse"
    | "opposed"
    | "denseInteger"
    | "denseReal"
    | "sparseReal"
    | "signFields"
    | "tabulate"
    | "moveInteger"
    | "moveReal",
    Numbers
  >
>;

/** Kinds of rows and of fields, as the modules number them. */
const KINDS = {
  "dense-signs": 4,
  "dense-small": 0,
  "dense-i8": 1,
  "dense-i16": 2,
  "dense-f32": 3,
  "sparse-i32": 0,
  "sparse-f32": 1,
};
const FIELDS = {
  "dense-signs": 0,
  "dense-small": 0,
  "dense-i8": 0,
  "dense-i16": 1,
  "dense-f32": 2,
  "sparse-i32": 1,
  "sparse-f32": 2,
};
const ROWS = [Int8Array, Int8Array, Int16Array, Float32Array, Int8Array] as const;
const FIELD_ARRAYS = [Int16Array, Int32Array, Float32Array] as const;
type Typed = Int8Array | Int16Array | Int32Array | Float32Array;

export function createWasmBifurcation(system: SpinSystem, request: BifurcationRequest): Bifurcation {
  return createSession(system, request, createEngine);
}

/**
 * Where everything lies. Dense rows end with one of zeros, rows of signs with one of zeros and one of ones; lists hold indices of rows.
 */
function layOut({ storage, dense, whole, n, length, agents, column }: Form) {
  const arena = createArena();
  const kind = KINDS[storage];
  const type = FIELDS[storage];
  const reserve = <T>(make: unknown, count: number) =>
    arena.reserve(make as typeof Int8Array, count) as unknown as Region<T>;
  const numbers = whole ? Int32Array : Float32Array;
  const entries = dense ? 0 : column.length;
  const isSigns = storage === "dense-signs";
  const groups = isSigns ? Math.ceil(n / 3) : 0;
  const all = agents * length;
  const regions = {
    position: arena.reserve(Float32Array, all),
    momentum: arena.reserve(Float32Array, all),
    field: reserve<Typed>(FIELD_ARRAYS[type], all),
    constant: reserve<Typed>(FIELD_ARRAYS[type], length),
    bias: reserve<Typed>(dense ? numbers : Float32Array, length),
    force: reserve<Typed>(dense ? numbers : Float32Array, all),
    rounded: arena.reserve(Int16Array, dense && whole ? all : 0),
    rows: reserve<Typed>(ROWS[kind], dense && !isSigns ? length * (length + 1) : 0),
    signs: arena.reserve(Uint8Array, isSigns ? (length >> 3) * (length + 1) : 0),
    patterns: arena.reserve(Uint8Array, 2 * length * groups),
    tables: arena.reserve(Int16Array, 8 * agents * groups),
    rowStart: arena.reserve(Int32Array, dense ? 0 : length + 1),
    column: arena.reserve(Int32Array, entries),
    weight: reserve<Typed>(numbers, entries),
    realWeight: arena.reserve(Float32Array, whole ? entries : 0),
    risen: arena.reserve(Int32Array, length + 16),
    fallen: arena.reserve(Int32Array, length + 16),
  };
  return { arena, regions, kind, type, groups };
}

function createEngine(form: Form, memoryLimit: number): Engine {
  const { storage, dense, whole, n, length, agents, bits } = form;
  const { arena, regions, kind, type, groups } = layOut(form);
  const what = `bifurcation of ${n} spins (${storage})`;
  const { exports: kernel, view } = instantiate<Exports>(bifurcationModule, arena, what, memoryLimit);
  const position = view(regions.position);
  const momentum = view(regions.momentum);
  const field = view(regions.field);
  const constant = view(regions.constant);
  const risen = view(regions.risen);
  fillForm(form, regions, view);
  const at = Object.fromEntries(Object.entries(regions).map(([name, region]) => [name, region.offset])) as {
    [name in keyof typeof regions]: number;
  };
  const realWeight = whole ? at.realWeight : at.weight;
  const stride = dense ? length * view(regions.rows).BYTES_PER_ELEMENT : 0;
  // The discrete dynamics add rows of bits where there are such.
  const [added, addedStride] = storage === "dense-signs" ? [at.signs, length >> 3] : [at.rows, stride];
  const positionOf = (agent: number) => at.position + 4 * agent * length;
  const momentumOf = (agent: number) => at.momentum + 4 * agent * length;
  const fieldOf = (agent: number) => at.field + field.BYTES_PER_ELEMENT * agent * length;

  const tabulate = () => {
    if (groups > 0) kernel.tabulate(at.rounded, length, agents, groups, at.tables);
  };
  function add(agent: number, up: number, down: number): void {
    const { rowStart, column, weight } = at;
    if (dense) kernel.addDense(kind, fieldOf(agent), added, addedStride, length, n, at.risen, at.fallen, up, down);
    else kernel.addSparse(kind, fieldOf(agent), rowStart, column, weight, at.risen, at.fallen, up, down);
  }
  return {
    position,
    momentum,
    clear: (agent) => field.fill(0, agent * length, (agent + 1) * length),
    raise(agent, from, to) {
      let up = 0;
      for (let i = from; i < Math.min(n, to); i++) if (position[agent * length + i] >= 0) risen[up++] = i;
      add(agent, up, 0);
    },
    discreteSteps(agent, from, to, { steps, step, push, heat }) {
      const mine = [kind, positionOf(agent), momentumOf(agent), fieldOf(agent), at.constant];
      const lists = [at.risen, at.fallen, from, to, steps, step, push, heat];
      return dense
        ? kernel.denseSteps(...mine, added, addedStride, length, n, ...lists)
        : kernel.sparseSteps(...mine, at.rowStart, at.column, at.weight, length, ...lists);
    },
    round() {
      if (!dense || !whole) return;
      const rounded = view(regions.rounded);
      for (let k = 0; k < rounded.length; k++) rounded[k] = Math.trunc(position[k] * 2 ** bits);
      tabulate();
    },
    ballisticFields(from, to) {
      const { rows, rounded, bias, force } = at;
      if (!dense) {
        const last = Math.min(n, to);
        kernel.sparseReal(at.rowStart, at.column, realWeight, at.position, agents, from, last, bias, force);
      } else if (groups > 0) {
        const { patterns, tables } = at;
        kernel.signFields(patterns, tables, rounded, length, agents, groups, from, to, bias, bits, force);
      } else if (whole) {
        const wide = kind === 2 ? 1 : 0;
        kernel.denseInteger(wide, rows, stride, rounded, length, agents, from, to, bias, bits, force);
      } else kernel.denseReal(rows, stride, at.position, length, agents, from, to, bias, force);
    },
    ballisticMove(t, pace) {
      const { step, push, heat } = pace;
      const leak = leakAt(t, pace);
      const count = agents * length;
      if (dense && whole) {
        const scaled = push * 2 ** -bits;
        kernel.moveInteger(at.position, at.momentum, at.force, at.rounded, count, leak, scaled, step, heat, 2 ** bits);
        tabulate();
      } else kernel.moveReal(at.position, at.momentum, at.force, count, leak, push, step, heat);
    },
    opposed: (agent, from) =>
      kernel.opposed(type, positionOf(agent), fieldOf(agent), at.constant, length, from, form.margin),
    turn(agent, i) {
      const up = position[agent * length + i] < 0;
      position[agent * length + i] = up ? 1 : -1;
      (up ? risen : view(regions.fallen))[0] = i;
      add(agent, up ? 1 : 0, up ? 0 : 1);
    },
    field(agent, i) {
      const f = field[agent * length + i];
      return whole ? 2 * f + constant[i] : Math.fround(Math.fround(f + f) + constant[i]);
    },
  };
}

function fillForm(form: Form, regions: ReturnType<typeof layOut>["regions"], view: <T>(region: Region<T>) => T): void {
  const { n, length, dense, whole, rowStart, column, weight, bias } = form;
  view(regions.constant).set(constants(form));
  view(regions.bias).set(Float64Array.from(bias, (value) => value + 0));
  if (form.storage === "dense-signs") return fillSigns(form, view(regions.signs), view(regions.patterns));
  if (dense) {
    const rows = view(regions.rows);
    for (let i = 0; i < n; i++) {
      for (let k = rowStart[i]; k < rowStart[i + 1]; k++) rows[i * length + column[k]] = weight[k];
    }
    return;
  }
  view(regions.rowStart).fill(column.length).set(rowStart);
  view(regions.column).set(column);
  view(regions.weight).set(weight);
  if (whole) view(regions.realWeight).set(weight);
}

/** Which byte numbers look up nothing. */
const NOTHING = 128;

/**
 * signs: in every 128 columns, bit k of byte j is 1 where the weight of column 16 k + j is +1; row `length` is zero. patterns: 16 rows
 * together, 32 bytes for every three columns: 2 c, 2 c + 1 of each row's combination c (assembly/shared/sign-products.ts).
 */
function fillSigns({ n, length, rowStart, column, weight }: Form, signs: Uint8Array, patterns: Uint8Array): void {
  const stride = length >> 3;
  const groups = Math.ceil(n / 3);
  const bits = new Uint8Array(length);
  patterns.fill(NOTHING);
  for (let i = 0; i < n; i++) {
    bits.fill(0);
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) if (weight[k] > 0) bits[column[k]] = 1;
    for (let j = 0; j < n; j++) if (bits[j] === 1) signs[i * stride + 16 * (j >> 7) + (j & 15)] |= 1 << ((j >> 4) & 7);
    for (let g = 0; g < groups; g++) {
      const combination = bits[3 * g] + 2 * (bits[3 * g + 1] ?? 0) + 4 * (bits[3 * g + 2] ?? 0);
      const at = 32 * ((i >> 4) * groups + g) + 2 * (i & 15);
      patterns[at] = 2 * combination;
      patterns[at + 1] = 2 * combination + 1;
    }
  }
}
