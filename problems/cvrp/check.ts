/** What a schema cannot say about an instance: places, one demand a customer, none above the capacity, room for all. */
import { checkPlaces } from "../../src/modelling/places-check.ts";
import type { Complaint } from "../../src/problem.ts";
import { type CvrpInstance, customerCount, placeName, routeLimit } from "./schema.ts";

const MOST_COMPLAINTS = 20;

export function checkInstance(instance: CvrpInstance): readonly Complaint[] {
  const words = { one: "place", many: "places", nameOf: (place: number) => placeName(instance, place) };
  const complaints = checkPlaces(instance, 2, words, instance.places);
  return [...complaints, ...checkDemands(instance)].slice(0, MOST_COMPLAINTS);
}

function* checkDemands(instance: CvrpInstance): Generator<Complaint, void, void> {
  const { coordinates, distances, demands, capacity } = instance;
  const customers = ((coordinates ?? distances)?.length ?? 1) - 1;
  if (customers > 0 && demands.length !== customers) {
    const expected = `${customers}, one for each customer and none for the depot`;
    yield { path: "demands", found: `${demands.length} demands`, expected };
  }
  for (let k = 0; k < demands.length; k++) {
    if (demands[k] <= capacity) continue;
    const found = `${demands[k]} for ${placeName(instance, k + 1)}`;
    const hint = "Split the customer in two at the same place.";
    yield { path: `demands[${k}]`, found, expected: `at most the capacity, ${capacity}`, hint };
  }
  const total = demands.reduce((sum, demand) => sum + demand, 0);
  const limit = routeLimit(instance);
  if (total > limit * capacity && limit < customerCount(instance)) {
    const expected = `at least ${Math.ceil(total / capacity)}: all demands add up to ${total}, a vehicle carries ${capacity}`;
    yield { path: "vehicles", found: `${limit}`, expected };
  }
}
