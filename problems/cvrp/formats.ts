/** CVRPLIB instances and routes, and back. The depot comes first in instances, wherever it stands in a file. */
import type { RoutingRecord } from "../../src/formats/records.ts";
import { asRecord } from "../../src/modelling/document.ts";
import { placesRecord } from "../../src/modelling/places-record.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import { routesLength } from "./referee.ts";
import { type CvrpInstance, type CvrpSolution, customerCount } from "./schema.ts";

const LARGEST_LOAD = 1e9; // of the schema

type Rows = readonly (readonly number[])[];

export const formats: readonly FormatAdapter<CvrpInstance, CvrpSolution>[] = [
  {
    kind: "routing",
    primary: true,
    refuses(record) {
      return record.kind === "routing" ? refuses(record) : `a file of kind ${record.kind}, expected routing`;
    },
    toInstance: (record, { name }) => fromRouting(asRecord(record, "routing"), name),
    fromInstance: toRouting,
  },
  {
    kind: "routes",
    primary: true,
    refuses: (record) => (record.kind === "routes" ? null : `a file of kind ${record.kind}, expected routes`),
    toSolution: (record) => {
      const { routes } = asRecord(record, "routes");
      return { routes: routes.filter((route) => route.length > 0).map((route) => [...route]) };
    },
    fromSolution: (instance, solution) => {
      return { kind: "routes", routes: solution.routes, cost: routesLength(instance, solution) };
    },
  },
];

function refuses({ n, asymmetric, coordinates, demands, capacity }: RoutingRecord): string | null {
  if (n < 2) return `${n} places, expected a depot and at least 1 customer`;
  if (asymmetric && coordinates !== null) return "one-way distances (ACVRP) from coordinates, expected a matrix";
  if (capacity > LARGEST_LOAD || demands.some((demand) => demand > LARGEST_LOAD))
    return `loads above ${LARGEST_LOAD}: divide demands and capacity by a common factor`;
  return null;
}

function fromRouting(record: RoutingRecord, otherName: string | undefined): CvrpInstance {
  const { depot, n, vehicles, capacity, metric } = record;
  const name = otherName ?? record.name;
  const order = [depot, ...Array.from({ length: n }, (_, place) => place).filter((place) => place !== depot)];
  const rows = (table: Rows | null) => order.map((place) => [...(table ?? [])[place]]);
  const matrix = () => order.map((i) => order.map((j) => (record.distances ?? [])[i][j]));
  return {
    problem: "cvrp",
    ...(name === null ? {} : { name }),
    ...(record.comment === null ? {} : { comment: record.comment }),
    ...(record.asymmetric ? { symmetric: false } : {}),
    ...(metric === null ? { distances: matrix() } : { metric, coordinates: rows(record.coordinates) }),
    ...(record.display === null ? {} : { display: rows(record.display) }),
    demands: order.slice(1).map((place) => record.demands[place]),
    capacity,
    ...(vehicles === null ? {} : { vehicles }),
  };
}

function toRouting(instance: CvrpInstance): RoutingRecord {
  return {
    kind: "routing",
    name: instance.name ?? null,
    comment: instance.comment ?? null,
    asymmetric: instance.symmetric === false,
    n: customerCount(instance) + 1,
    ...placesRecord(instance, customerCount(instance) + 1, "CVRPLIB"),
    demands: [0, ...instance.demands],
    capacity: instance.capacity,
    depot: 0,
    vehicles: instance.vehicles ?? null,
  };
}
