/** The work behind `landscape`: the whole energy landscape of a small instance, in the words of its problem. */
import { type Landscape, type LandscapeDynamics, plainLabel, surveying, valuesAt } from "../landscape/index.ts";
import { DEFAULT_MEMORY_LIMIT } from "../model/index.ts";
import type { EnergyModel, State } from "../model/types.ts";
import type { Decoded } from "../problem.ts";
import type { Figure } from "../report/page.ts";
import { mergeOptions } from "../run/options.ts";
import { UsageError } from "./failure.ts";
import { type InputArguments, type LoadedInstance, loadInstance } from "./input.ts";
import { type Interrupts, watchInterrupts } from "./interrupts.ts";
import { type Attractor, landscapeRows, landscapeText } from "./landscape-text.ts";
import { printJson } from "./output.ts";
import { checkPlotPath, writeFigures } from "./plot.ts";
import { progressLine, runWork } from "./work.ts";

export interface LandscapeArguments extends InputArguments {
  readonly file: string;
  readonly encoding?: Record<string, unknown> | undefined;
  /** Bytes. */
  readonly memory?: number | undefined;
  readonly dynamics: LandscapeDynamics;
  readonly from?: string | undefined;
  readonly tolerance?: number | undefined;
  readonly keep: number;
  readonly prefer: "lowest" | "deepest";
  readonly states?: number | undefined;
  readonly limit: number;
  readonly json?: boolean | undefined;
  readonly plot?: string | undefined;
  readonly view: "tree" | "transitions" | "both";
}

/** States drawn unless the user says otherwise: all of up to 10 variables. */
const DRAWN_STATES = 1024;

export async function landscape(args: LandscapeArguments): Promise<number> {
  if (args.plot !== undefined) await checkPlotPath(args.plot, [args.file]);
  const loaded = await loadInstance(args.file, args);
  const { problem, instance, source } = loaded;
  const terrain = encode(loaded, args);
  const interrupts = watchInterrupts();
  try {
    const found = await survey(terrain, args, interrupts);
    if (found === null) {
      process.stderr.write("interrupted before the landscape was complete: nothing is known about its basins\n");
      return interrupts.code();
    }
    const title = `${source} (${problem.id}, ${problem.describe(instance)})`;
    const rows = landscapeRows(terrain.model, found);
    const attractors = found.tree.basins.map((_basin, k) => attractorAt(terrain, found, k));
    if (args.plot !== undefined)
      await writeFigures(args.plot, `Landscape of ${title}`, await figuresOf(title, terrain, found, args), rows);
    if (args.json === true) printJson(document(loaded, terrain, found, attractors));
    else process.stdout.write(landscapeText(title, rows, found, attractors, args));
    return 0;
  } finally {
    interrupts.release();
  }
}

/** A model, and what its states mean. */
interface Terrain {
  readonly model: EnergyModel;
  readonly from: State | null;
  /** The solution that a state stands for, in words; null for invalid states and where the values say as much. */
  readonly tell: (values: Int8Array) => string | null;
  readonly decode: (values: Int8Array) => Decoded<unknown>;
}

function encode({ problem, instance }: LoadedInstance, args: LandscapeArguments): Terrain {
  const options = mergeOptions(problem.defaults, args.encoding, problem.optionsSchema, `${problem.id} encoding`);
  const { model, decode } = problem.encode(instance, options);
  const plain = model.structure.length === 0 && model.labels === undefined;
  const decodeValues = (values: Int8Array) => decode({ kind: "plain", values });
  const tell = (values: Int8Array): string | null => {
    const { solution } = decodeValues(values);
    return plain || solution === null ? null : (problem.tell?.(instance, solution) ?? JSON.stringify(solution));
  };
  return { model, from: args.from === undefined ? null : parseState(model, args.from), tell, decode: decodeValues };
}

/** @throws {UsageError} unless there is a value for each variable */
function parseState({ n, domain }: EnergyModel, text: string): State {
  const words = /[,\s]/.test(text.trim()) ? text.split(/[,\s[\]]+/).filter((word) => word !== "") : [...text.trim()];
  const low = domain === "spin" ? -1 : 0;
  const known: Record<string, number> = { "+": 1, "1": 1, "+1": 1, "-": low, "0": low, "-1": low };
  const values = words.map((word) => known[word]);
  if (values.length === n && values.every((value) => value !== undefined))
    return { kind: "plain", values: Int8Array.from(values) };
  const example = Array.from({ length: Math.min(n, 6) }, (_, i) => (domain === "spin" ? "+-" : "10")[i % 2]).join("");
  const shown = n > 6 ? `${example}...` : example;
  throw new UsageError(`--from is ${JSON.stringify(text)}, expected ${n} values such as ${shown}`);
}

/** Null when interrupted. */
async function survey(
  { model, from, tell }: Terrain,
  args: LandscapeArguments,
  interrupts: Interrupts,
): Promise<Landscape | null> {
  const drawn = args.plot !== undefined && args.view !== "tree" ? DRAWN_STATES : 0;
  const work = surveying(model, {
    dynamics: args.dynamics,
    keep: args.keep,
    prefer: args.prefer,
    tolerance: args.tolerance ?? 0,
    transitions: args.states ?? drawn,
    memoryLimit: args.memory ?? DEFAULT_MEMORY_LIMIT,
    label: (values) => tell(values) ?? plainLabel(model.domain, values),
    ...(from === null ? {} : { from }),
  });
  interrupts.searching();
  const done = await runWork(work, {
    signal: interrupts.signal,
    progress: ({ phase, share }) => progressLine(phase, share),
  });
  return "value" in done ? done.value : null;
}

function attractorAt({ model, tell, decode }: Terrain, { basins }: Landscape, basin: number): Attractor {
  const plateau = basins[basin].states.map((state) => valuesAt(model, state));
  return {
    values: plateau.map((values) => Array.from(values)),
    labels: plateau.map((values) => plainLabel(model.domain, values)),
    told: tell(plateau[0]),
    valid: decode(plateau[0]).solution !== null,
  };
}

async function figuresOf(
  title: string,
  terrain: Terrain,
  { tree, basinCount, transitions }: Landscape,
  { view }: LandscapeArguments,
): Promise<Figure[]> {
  const { mergeTreeToSvg, transitionsToSvg } = await import("../report/landscape.ts");
  const figures: Figure[] = [];
  const name = (basin: number) => {
    const values = valuesAt(terrain.model, tree.basins[basin].state);
    const more = tree.basins[basin].size - 1;
    const text = terrain.tell(values) ?? plainLabel(terrain.model.domain, values);
    return more === 0 ? text : `${text} (+${more})`;
  };
  if (view !== "transitions") {
    const left = basinCount - tree.basins.length;
    const caption = `Basins and the saddles over which single flips lead from one to another.${
      left === 0 ? "" : ` ${left} more basins are left out.`
    }`;
    figures.push({ caption, svg: mergeTreeToSvg(`Basins of ${title}`, tree, name) });
  }
  if (view !== "tree" && transitions !== null) {
    const caption = "States and the single flips that asynchronous dynamics may take: all of them downhill.";
    figures.push({ caption, svg: transitionsToSvg(`Transitions of ${title}`, transitions) });
  }
  return figures;
}

function document(
  { problem, source }: LoadedInstance,
  { model }: Terrain,
  { basins, tree, ...found }: Landscape,
  attractors: readonly Attractor[],
): object {
  return {
    problem: problem.id,
    instance: source,
    variables: model.n,
    domain: model.domain,
    ...found,
    basins: tree.basins.map(({ energy, state, size }, k) => ({
      energy,
      state,
      size,
      ...basins[k],
      values: attractors[k].values,
      valid: attractors[k].valid,
      solution: attractors[k].told,
    })),
    saddles: tree.saddles,
  };
}
