/** The work behind `weights`: the parts of an energy, read weight by weight. */
import { GroundstateError } from "../errors.ts";
import { biasAt, DEFAULT_MEMORY_LIMIT } from "../model/index.ts";
import type { EnergyModel } from "../model/types.ts";
import type { EnergyParts } from "../problem.ts";
import type { Figure } from "../report/page.ts";
import { unitName, unitNamed } from "../report/units.ts";
import {
  matrixMap,
  readWeights,
  unitMap,
  unitWeights,
  type WeightPart,
  type WeightTable,
  weightColours,
  weightParts,
} from "../report/weights.ts";
import { mergeOptions } from "../run/options.ts";
import { UsageError } from "./failure.ts";
import { type InputArguments, loadInstance } from "./input.ts";
import { watchInterrupts } from "./interrupts.ts";
import { printJson } from "./output.ts";
import { checkPlotPath, writeFigures } from "./plot.ts";
import { type PartRead, weightsRows, weightsText } from "./weights-text.ts";
import { progressLine, runWork } from "./work.ts";

export interface WeightsArguments extends InputArguments {
  readonly file: string;
  readonly encoding?: Record<string, unknown> | undefined;
  /** Bytes. */
  readonly memory?: number | undefined;
  readonly unit?: string | undefined;
  readonly part?: "constraints" | "objective" | "all" | undefined;
  readonly width?: number | undefined;
  readonly json?: boolean | undefined;
  readonly plot?: string | undefined;
}

/** 4 * 10^8 weights of each part, a few seconds; of larger models a unit's weights alone can be had. */
const MOST_READ = 20_000;
/** The weights of a unit are listed up to here: as JSON they take a few hundred megabytes. */
const MOST_OF_UNIT = 4_000_000;

export async function weights(args: WeightsArguments): Promise<number> {
  if (args.plot !== undefined) await checkPlotPath(args.plot, [args.file]);
  const { problem, instance, source } = await loadInstance(args.file, args);
  const options = mergeOptions(problem.defaults, args.encoding, problem.optionsSchema, `${problem.id} encoding`);
  const encoding = problem.encode(instance, options);
  const { model, penalty } = encoding;
  const parts = chosenParts(model, encoding.parts?.(), args.part);
  const unit = unitOf(model, args);
  const interrupts = watchInterrupts();
  try {
    const read: PartRead[] = [];
    for (const part of parts) {
      const table = model.n > MOST_READ ? null : await readPart(part, args, interrupts);
      if (interrupts.code() !== 0) return interrupts.code();
      const own =
        unit === null ? null : { weights: unitWeights(part.model, unit), bias: biasAt(part.model.biases, unit) };
      read.push({ ...part, table, unit: own });
    }
    const title = `${source} (${problem.id}, ${problem.describe(instance)})`;
    const rows = weightsRows(model, penalty, read);
    if (args.plot !== undefined)
      await writeFigures(args.plot, `Weights of ${title}`, await figuresOf(title, model, read, unit, args.width), rows);
    if (args.json === true) printJson(document(problem.id, source, model, penalty, read, unit));
    else process.stdout.write(weightsText(title, rows, model, read, unit, args.width));
    return 0;
  } finally {
    interrupts.release();
  }
}

async function readPart(
  { name, model }: WeightPart,
  { memory = DEFAULT_MEMORY_LIMIT }: WeightsArguments,
  interrupts: ReturnType<typeof watchInterrupts>,
): Promise<WeightTable | null> {
  const work = readWeights(model, memory);
  interrupts.searching();
  const done = await runWork(work, {
    signal: interrupts.signal,
    progress: (share) => progressLine(`reading ${name}`, share),
  });
  return "value" in done ? done.value : null;
}

/** The parts beside each other unless one is asked for; what has no constraints is all objective. */
function chosenParts(
  model: EnergyModel,
  parts: EnergyParts | undefined,
  asked: WeightsArguments["part"],
): WeightPart[] {
  const all = { name: "all", model };
  if (asked === "all") return [all];
  if (parts === undefined) {
    if (asked === undefined) return [all];
    throw new GroundstateError("invalid-options", `--part is ${asked}, but this energy has no parts`, {
      hint: "Use --part all.",
    });
  }
  if (asked !== undefined) return [{ name: asked, model: parts[asked] }];
  return weightParts(model, parts);
}

/** @throws {UsageError} for a unit that does not exist, and for a model too large to be read without one */
function unitOf(model: EnergyModel, { unit }: WeightsArguments): number | null {
  const { n } = model;
  if (unit === undefined && n > MOST_READ) {
    const hint = `Give one --unit, for example --unit ${JSON.stringify(unitName(model, 0))}.`;
    throw new GroundstateError("invalid-options", `${n} variables, expected at most ${MOST_READ} to read all weights`, {
      hint,
    });
  }
  if (n > MOST_OF_UNIT) {
    throw new GroundstateError("invalid-options", `a unit has ${n - 1} weights, expected at most ${MOST_OF_UNIT}`, {
      hint: "Give a smaller instance.",
    });
  }
  if (unit === undefined) return null;
  const found = unitNamed(model, unit);
  if (found !== null) return found;
  const label = model.labels === undefined ? "" : `, or a label such as ${JSON.stringify(unitName(model, 0))}`;
  throw new UsageError(`--unit is ${JSON.stringify(unit)}, expected an index from 0 to ${n - 1}${label}`);
}

async function figuresOf(
  title: string,
  model: EnergyModel,
  parts: readonly PartRead[],
  unit: number | null,
  width: number | undefined,
): Promise<Figure[]> {
  const { heatMapsToSvg } = await import("../report/heat-maps.ts");
  const meaning = weightColours(model);
  const figures: Figure[] = [];
  const maps = parts.flatMap(({ name, model: own, table }) => (table === null ? [] : [matrixMap(name, own, table)]));
  if (maps.length > 0) {
    const caption = `All weights: a row and a column for each variable. ${meaning}`;
    figures.push({ caption, svg: heatMapsToSvg(`Weights of ${title}`, maps) });
  }
  if (unit !== null) {
    const heading = `Weights between ${unitName(model, unit)} and all others`;
    const ofUnit = parts.flatMap(({ name, unit: own }) =>
      own === null ? [] : [unitMap(name, model, unit, own.weights, width)],
    );
    figures.push({ caption: `${heading}. ${meaning}`, svg: heatMapsToSvg(heading, ofUnit) });
  }
  return figures;
}

function document(
  problem: string,
  instance: string,
  model: EnergyModel,
  penalty: unknown,
  parts: readonly PartRead[],
  unit: number | null,
): object {
  return {
    problem,
    instance,
    variables: model.n,
    domain: model.domain,
    penalty,
    parts: parts.map(({ name, table }) => {
      if (table === null) return { name };
      const { couplings, biases, offset } = table;
      return { name, couplings, biases, offset };
    }),
    unit:
      unit === null
        ? null
        : {
            index: unit,
            label: unitName(model, unit),
            parts: parts.map(({ name, unit: own }) => ({
              name,
              bias: own?.bias,
              weights: Array.from(own?.weights ?? []),
            })),
          },
  };
}
