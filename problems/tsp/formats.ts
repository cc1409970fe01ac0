/** TSPLIB cities and tours to instances and solutions, and back. Distances that TSPLIB has no rule for become a matrix. */
import type { CitiesRecord, FileRecord } from "../../src/formats/records.ts";
import { asRecord } from "../../src/modelling/document.ts";
import { placesRecord } from "../../src/modelling/places-record.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import { cityCount, type TspInstance, type TspSolution } from "./schema.ts";

export const formats: readonly FormatAdapter<TspInstance, TspSolution>[] = [
  {
    kind: "cities",
    primary: true,
    refuses: (record) => (record.kind === "cities" ? refuses(record) : notOf("cities", record)),
    toInstance: (record, { name }) => fromCities(asRecord(record, "cities"), name),
    fromInstance: toCities,
  },
  {
    kind: "tour",
    primary: false,
    refuses: (record) => (record.kind === "tour" ? null : notOf("tour", record)),
    toSolution: (record) => ({ tour: [...asRecord(record, "tour").order] }),
    fromSolution: (instance, { tour }) => ({ kind: "tour", name: instance.name ?? null, order: tour }),
  },
];

function notOf(kind: string, record: FileRecord): string {
  return `a file of kind ${record.kind}, expected ${kind}`;
}

function refuses({ n, asymmetric, coordinates }: CitiesRecord): string | null {
  if (n < 3) return `${n} cities, expected at least 3`;
  if (asymmetric && coordinates !== null) return "one-way distances (ATSP) from coordinates, expected a matrix";
  return null;
}

function fromCities(record: CitiesRecord, otherName: string | undefined): TspInstance {
  const name = otherName ?? record.name;
  const rows = (table: CitiesRecord["distances"]) => (table ?? []).map((row) => [...row]);
  return {
    problem: "tsp",
    ...(name === null ? {} : { name }),
    ...(record.comment === null ? {} : { comment: record.comment }),
    ...(record.asymmetric ? { symmetric: false } : {}),
    ...(record.metric === null
      ? { distances: rows(record.distances) }
      : { metric: record.metric, coordinates: rows(record.coordinates) }),
    ...(record.display === null ? {} : { display: rows(record.display) }),
  };
}

function toCities(instance: TspInstance): CitiesRecord {
  const n = cityCount(instance);
  return {
    kind: "cities",
    name: instance.name ?? null,
    comment: instance.comment ?? null,
    asymmetric: instance.symmetric === false,
    n,
    ...placesRecord(instance, n, "TSPLIB"),
  };
}
