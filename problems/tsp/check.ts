/** What a schema cannot say about an instance. */
import { checkPlaces } from "../../src/modelling/places-check.ts";
import type { Complaint } from "../../src/problem.ts";
import { cityName, type TspInstance } from "./schema.ts";

export function checkInstance(instance: TspInstance): readonly Complaint[] {
  const words = { one: "city", many: "cities", nameOf: (city: number) => cityName(instance, city) };
  return checkPlaces(instance, 3, words, instance.cities);
}
