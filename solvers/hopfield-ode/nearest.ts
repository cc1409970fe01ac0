/**
 * The state nearest to graded activities. Inside the structure of the model: each group of choices (items at places, labels, parts) takes
 * its largest activity that has room, the most decided groups first; where activities are decided that is what every variable on its
 * own gives, and from there on a network that is still undecided, or cut short, has a valid state too. O(n), and sorting the groups.
 */
import { completeSlack, structureOf } from "../../src/model/index.ts";
import type { EnergyModel } from "../../src/model/types.ts";

/** Writes the nearest state of v to `values`, both of length n. */
export type Nearest = (v: Float64Array, values: Int8Array) => void;

/** Every variable on its own: the upper value from the middle of the range on. */
export function nearestValues({ domain }: EnergyModel): Nearest {
  const low = domain === "spin" ? -1 : 0;
  const middle = (1 + low) / 2;
  return (v, values) => {
    for (let i = 0; i < values.length; i++) values[i] = v[i] >= middle ? 1 : low;
  };
}

/** Inside the structure of the model. Allocates O(groups). */
export function nearestInside(model: EnergyModel): Nearest {
  const each = nearestValues(model);
  const choices = choicesOf(model);
  if (choices === null) return each;
  const { groups, size, weights, capacity, activity, choose } = choices;
  const order = Int32Array.from({ length: groups }, (_, g) => g);
  const certainty = new Float64Array(groups);
  const room = new Float64Array(size);
  return (v, values) => {
    each(v, values);
    room.fill(capacity);
    for (let g = 0; g < groups; g++) {
      let [first, second] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (let c = 0; c < size; c++) {
        const a = activity(v, g, c);
        if (a > first) [first, second] = [a, first];
        else if (a > second) second = a;
      }
      certainty[g] = size > 1 ? first - second : 0;
    }
    order.sort((a, b) => certainty[b] - certainty[a] || a - b);
    for (const g of order) {
      const weight = weights === null ? 1 : weights[g];
      let best = -1;
      let open = -1;
      for (let c = 0; c < size; c++) {
        if (best < 0 || activity(v, g, c) > activity(v, g, best)) best = c;
        if (room[c] >= weight && (open < 0 || activity(v, g, c) > activity(v, g, open))) open = c;
      }
      const chosen = open < 0 ? best : open; // unequal weights may leave no room: the penalty is there for that
      room[chosen] -= weight;
      choose(values, g, chosen);
    }
    completeSlack(model, values);
  };
}

/** Groups of which each takes one of `size` choices, and each choice bears `capacity`. */
interface Choices {
  readonly groups: number;
  readonly size: number;
  /** By group, or null for ones. */
  readonly weights: Float64Array | null;
  readonly capacity: number;
  activity(v: Float64Array, group: number, choice: number): number;
  choose(values: Int8Array, group: number, choice: number): void;
}

function choicesOf(model: EnergyModel): Choices | null {
  const balance = structureOf(model, "balance");
  const permutation = structureOf(model, "permutation");
  const labels = structureOf(model, "one-hot");
  if (permutation !== null) return bits(permutation.size, permutation.size, null, 1);
  if (labels !== null) {
    const { groups, size } = labels;
    const fits = balance !== null && balance.parts === size && balance.items === groups;
    return bits(groups, size, fits ? balance.weights : null, fits ? balance.capacity : Number.POSITIVE_INFINITY);
  }
  if (balance === null || model.domain !== "spin") return null;
  return {
    groups: balance.items,
    size: 2,
    weights: balance.weights,
    capacity: balance.capacity,
    activity: (v, item, part) => (part === 1 ? v[item] : -v[item]),
    choose(values, item, part) {
      values[item] = part === 1 ? 1 : -1;
    },
  };
}

function bits(groups: number, size: number, weights: Float64Array | null, capacity: number): Choices {
  return {
    groups,
    size,
    weights,
    capacity,
    activity: (v, group, choice) => v[group * size + choice],
    choose(values, group, choice) {
      const from = group * size;
      values.fill(0, from, from + size);
      values[from + choice] = 1;
    },
  };
}
