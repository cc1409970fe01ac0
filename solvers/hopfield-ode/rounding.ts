/** The binary state nearest to the activities, with its energy, recomputed only when a variable changes sides. */
import { addBiases } from "../../src/model/index.ts";
import type { Product } from "../../src/model/product.ts";
import type { EnergyModel } from "../../src/model/types.ts";

export interface Rounding {
  readonly values: Int8Array;
  readonly energy: number;
  /** Rounds v: the upper value from the middle of the range on. Returns whether that took a product (work n). */
  update(v: Float64Array): boolean;
}

/** Allocates 25 bytes a variable. */
export function createRounding(model: EnergyModel, product: Product): Rounding {
  const { n } = model;
  const low = model.domain === "spin" ? -1 : 0;
  const middle = (1 + low) / 2;
  const values = new Int8Array(n);
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
    update(v) {
      let changed = Number.isNaN(energy);
      for (let i = 0; i < n; i++) {
        const value = v[i] >= middle ? 1 : low;
        if (value !== values[i]) changed = true;
        values[i] = value;
      }
      if (!changed) return false;
      real.set(values);
      product.apply(real, field);
      let sum = 0;
      for (let i = 0; i < n; i++) sum += values[i] * (field[i] / 2 + bias[i]);
      energy = model.offset - sum;
      return true;
    },
  };
}
