/** Enumeration of all 2^n states, or of half of them when every state has the energy of its mirror image. */
import type { Enumeration } from "../../src/kernels/enumeration/types.ts";
import { mirrored, valuesOfCode, type WholeModel, wholeModel } from "../../src/kernels/enumeration/whole.ts";
import { copyState, type EnergyModel, energy } from "../../src/model/index.ts";
import type { Findings, SearchContext, Step, Verdict } from "../../src/solver.ts";
import { type ExhaustiveOptions, LISTED_MINIMA, SPECTRUM_LEVELS } from "./options.ts";
import { mergedSpectrum } from "./spectrum.ts";

/** The first slice; each is twice the one before, as code runs slowly until it has been compiled. */
const FIRST_SLICE = 2 ** 12;

export function* searchPlain(
  model: EnergyModel,
  options: ExhaustiveOptions,
  { kernels, memoryLimit, start }: SearchContext,
): Generator<Step, Verdict, void> {
  const whole = wholeModel(model, memoryLimit);
  const { n } = model;
  const halved = whole.symmetric && n > 0;
  const low = model.domain === "spin" ? -1 : 0;
  const wanted = options.localMinima === true ? LISTED_MINIMA : options.localMinima;
  const enumeration = kernels.enumerate({
    n,
    weights: whole.weights,
    biases: whole.biases,
    fixLast: halved,
    band: whole.band,
    listGroundStates: halved ? Math.ceil(options.groundStates / 2) : options.groundStates,
    listLocalMinima: wanted === false ? null : halved ? Math.ceil(wanted / 2) : wanted,
    spectrumLevels: options.spectrum ? SPECTRUM_LEVELS : null,
  });
  /** All that can be said of an enumeration that is not complete. */
  const progress = (): Findings => ({ statesVisited: enumeration.visited, statesToVisit: enumeration.total });
  let slice = FIRST_SLICE;
  let level = Number.POSITIVE_INFINITY;
  let values: Int8Array = new Int8Array(n);
  let best = Number.POSITIVE_INFINITY;
  if (start !== null) yield { work: 0, energy: energy(model, start), state: copyState(start) };
  while (enumeration.visited < enumeration.total) {
    enumeration.advance(slice);
    slice = Math.min(enumeration.pace, 2 * slice);
    if (enumeration.lowestLevel < level) {
      level = enumeration.lowestLevel;
      values = valuesOfCode(n, enumeration.lowestCode, low);
      best = energy(model, { kind: "plain", values });
    }
    yield { work: enumeration.visited, energy: best, state: { kind: "plain", values }, findings: progress };
  }
  const states = halved
    ? `all 2^${n} states (2^${n - 1} visited: every state has the energy of its mirror image)`
    : `all 2^${n} states`;
  return {
    status: "optimal",
    proof: `enumeration of ${states}`,
    findings: findings(model, options, whole, enumeration, halved),
  };
}

function findings(
  model: EnergyModel,
  options: ExhaustiveOptions,
  whole: WholeModel,
  enumeration: Enumeration,
  halved: boolean,
): Findings {
  const { n } = model;
  const low = model.domain === "spin" ? -1 : 0;
  const twice = halved ? 2 : 1;
  const both = (codes: readonly number[], limit: number): number[] => {
    const all = halved ? codes.flatMap((code) => [code, mirrored(n, code)]) : codes;
    return all.slice(0, limit).sort((a, b) => a - b);
  };
  const listed = (code: number) => Array.from(valuesOfCode(n, code, low));
  const energyOf = (code: number) => energy(model, { kind: "plain", values: valuesOfCode(n, code, low) });
  const ground = enumeration.groundStates();
  const minima = enumeration.localMinima();
  const limit = options.localMinima === true ? LISTED_MINIMA : Number(options.localMinima);
  const strictCodes = (minima?.listed ?? []).filter((minimum) => minimum.strict).map((minimum) => minimum.code);
  const strict = new Set(halved ? [...strictCodes, ...strictCodes.map((code) => mirrored(n, code))] : strictCodes);
  return {
    groundStates: both(ground.codes, options.groundStates).map(listed),
    groundStateCount: twice * ground.count,
    groundStateEnergy: energyOf(enumeration.lowestCode),
    // Energies closer than this count as equal: 0 where arithmetic is exact.
    tolerance: whole.band / whole.scale,
    ...(minima === null
      ? {}
      : {
          localMinima: both(
            minima.listed.map((minimum) => minimum.code),
            limit,
          ).map((code) => ({ values: listed(code), energy: energyOf(code), strict: strict.has(code) })),
          localMinimaCount: twice * minima.count,
          strictLocalMinimaCount: twice * minima.strictCount,
        }),
    ...(options.spectrum ? mergedSpectrum(enumeration.spectrum(), whole, twice) : {}),
  };
}
