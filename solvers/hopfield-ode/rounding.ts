/** A binary state near the activities, with its energy, recomputed only when a variable changes sides. */
import { addBiases } from "../../src/model/index.ts";
import type { Product } from "../../src/model/product.ts";
import type { EnergyModel } from "../../src/model/types.ts";
import type { Nearest } from "./nearest.ts";

export interface Rounding {
  readonly values: Int8Array;
  readonly energy: number;
  /** Rounds v. Returns whether that took a product (work n). */
  update(v: Float64Array, nearest: Nearest): boolean;
}

/** Allocates 26 bytes a variable. */
export function createRounding(model: EnergyModel, product: Product): Rounding {
  const { n } = model;
  const values = new Int8Array(n);
  const rounded = new Int8Array(n);
  const real = new Float64Array(n);
  const field = new Float64Array(n);
  const bias = new Float64Array(n);
  addBiases(model.biases, 1, bias);
  let energy = Number.NaN; // nothing rounded yet
  return {
    values,
    get energy() {
      return energy;
    },
    update(v, nearest) {
      nearest(v, rounded);
      if (!Number.isNaN(energy) && rounded.every((value, i) => value === values[i])) return false;
      values.set(rounded);
      real.set(values);
      product.apply(real, field);
      let sum = 0;
      for (let i = 0; i < n; i++) sum += values[i] * (field[i] / 2 + bias[i]);
      energy = model.offset - sum;
      return true;
    },
  };
}
