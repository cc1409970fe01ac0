/** TSPLIB cities and tours to instances and solutions, and back. Distances that TSPLIB has no rule for become a matrix. */
import { GroundstateError } from "../../src/errors.ts";
import {
  type CitiesRecord,
  EDGE_WEIGHT_TYPES,
  type EdgeWeightType,
  type FileRecord,
} from "../../src/formats/records.ts";
import { distanceRule } from "../../src/modelling/distance-rules.ts";
import { drawnPositions } from "../../src/modelling/places-drawing.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import { cityCount, type TspInstance, type TspSolution } from "./schema.ts";

const MOST_CITIES_AS_MATRIX = 5000; // 25 million numbers, about 400 MB of text

export const formats: readonly FormatAdapter<TspInstance, TspSolution>[] = [
  {
    kind: "cities",
    primary: true,
    refuses: (record) => (record.kind === "cities" ? refuses(record) : notOf("cities", record)),
    toInstance: (record, { name }) => fromCities(expectKind(record, "cities"), name),
    fromInstance: toCities,
  },
  {
    kind: "tour",
    primary: false,
    refuses: (record) => (record.kind === "tour" ? null : notOf("tour", record)),
    toSolution: (record) => ({ tour: [...expectKind(record, "tour").order] }),
    fromSolution: (instance, { tour }) => ({ kind: "tour", name: instance.name ?? null, order: tour }),
  },
];

function notOf(kind: string, record: FileRecord): string {
  return `a file of kind ${record.kind}, expected ${kind}`;
}

function expectKind<K extends FileRecord["kind"]>(record: FileRecord, kind: K): Extract<FileRecord, { kind: K }> {
  if (record.kind !== kind) throw new GroundstateError("format", notOf(kind, record));
  return record as Extract<FileRecord, { kind: K }>;
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
  const metric = EDGE_WEIGHT_TYPES.find((type) => type === instance.metric) ?? null;
  const written = metric === null ? asMatrix(instance, n) : asCoordinates(instance, metric);
  return {
    kind: "cities",
    name: instance.name ?? null,
    comment: instance.comment ?? null,
    asymmetric: instance.symmetric === false,
    n,
    ...written,
  };
}

type Written = Pick<CitiesRecord, "metric" | "coordinates" | "distances" | "display">;

function asCoordinates(instance: TspInstance, metric: EdgeWeightType): Written {
  return { metric, coordinates: instance.coordinates ?? [], distances: null, display: instance.display ?? null };
}

function asMatrix(instance: TspInstance, n: number): Written {
  const drawn = drawnPositions(instance);
  const display = drawn === null ? null : drawn.map(({ x, y }) => [x, y]);
  if (instance.distances !== undefined) {
    return { metric: null, coordinates: null, distances: instance.distances, display };
  }
  if (n > MOST_CITIES_AS_MATRIX) {
    throw new GroundstateError(
      "format",
      `TSPLIB has no rule for metric ${instance.metric}, and a matrix of ${n} cities is too large`,
      { hint: "Write JSON, or use a metric of TSPLIB such as EUC_2D." },
    );
  }
  const distance = distanceRule(instance);
  const row = (i: number) => Array.from({ length: n }, (_, j) => (i === j ? 0 : distance(i, j)));
  return { metric: null, coordinates: null, distances: Array.from({ length: n }, (_, i) => row(i)), display };
}
