/** Network files with terminals, and solutions as one number an edge. */

import { GroundstateError } from "../../src/errors.ts";
import type { FileRecord } from "../../src/formats/records.ts";
import { asRecord, listFormat } from "../../src/modelling/document.ts";
import { edgesOf } from "../../src/modelling/graph.ts";
import { networkOf } from "../../src/modelling/trees/schema.ts";
import type { FormatAdapter } from "../../src/problem.ts";
import type { SteinerInstance, SteinerSolution } from "./schema.ts";

function refuses(record: FileRecord): string | null {
  if (record.kind !== "network") return null;
  const negative = record.cost.find((cost) => cost < 0);
  if (negative !== undefined) return `costs of edges must be 0 or more, found ${negative}.`;
  return record.terminals.length === 0 ? "the file names no terminals, expected one at least." : null;
}

export const formats: readonly FormatAdapter<SteinerInstance, SteinerSolution>[] = [
  {
    kind: "network",
    primary: true,
    refuses,
    toInstance(record, { name }) {
      const network = asRecord(record, "network");
      const reason = refuses(network);
      if (reason !== null) throw new GroundstateError("format", reason);
      const title = name ?? network.name;
      const { n, from, to, cost, terminals, coordinates } = network;
      return {
        problem: "steiner-tree",
        ...(title === null ? {} : { name: title }),
        vertices: n,
        edges: edgesOf({ from, to, weight: cost }),
        terminals: [...terminals],
        ...(coordinates === null ? {} : { coordinates: coordinates.map((point) => [...point]) }),
      };
    },
    fromInstance(instance) {
      const { name = null, terminals, coordinates = null } = instance;
      return { kind: "network", name, ...networkOf(instance), terminals, coordinates };
    },
  },
  listFormat("choose"),
];
