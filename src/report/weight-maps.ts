/** The couplings of an encoding as maps beside each other: what keeps the constraints, what is the objective. */
import { DEFAULT_MEMORY_LIMIT } from "../model/index.ts";
import type { Encoding } from "../problem.ts";
import { heatMapsToSvg } from "./heat-maps.ts";
import { type Block, figureBlock, paragraph } from "./page.ts";
import { matrixMap, readWeights, type WeightTable, weightColours, weightParts } from "./weights.ts";

/** Variables whose weights are read, all n^2: 16 million take a tenth of a second. */
const MOST_READ = 4000;

export function weightBlocks({ model, parts }: Encoding<unknown>): Block[] {
  if (model.n > MOST_READ) {
    return [paragraph(`${model.n} variables: too many for a picture of all weights. One unit's: groundstate weights.`)];
  }
  const maps = weightParts(model, parts?.()).map(({ name, model: own }) => {
    const table = drained(own);
    const map = matrixMap(name, own, table);
    return table.couplings.count === 0 ? { ...map, note: "no couplings: linear in the variables" } : map;
  });
  if (maps.length === 0 || model.n === 0) return [];
  const caption = `All weights, a row and a column for each of the ${model.n} variables. ${weightColours(model)}`;
  return [figureBlock({ caption, svg: heatMapsToSvg("Couplings", maps) })];
}

function drained(model: Encoding<unknown>["model"]): WeightTable {
  const reading = readWeights(model, DEFAULT_MEMORY_LIMIT);
  for (;;) {
    const next = reading.next();
    if (next.done === true) return next.value;
  }
}
