/** CVRPLIB instances and routes as they are found: tabs, remarks, depots in the middle, several spellings. */
import { describe, expect, it } from "vitest";
import { detectFormat, formatById } from "../../src/formats/index.ts";
import type { RoutesRecord, RoutingRecord } from "../../src/formats/records.ts";
import { samples } from "./samples.ts";

const parse = (text: string) => formatById("cvrplib").parse(text) as RoutingRecord;
const solution = (text: string) => formatById("cvrplib-solution").parse(text) as RoutesRecord;

describe("cvrplib", () => {
  const [usual, oneWay] = samples["cvrplib"];
  it("reads places, demands, capacity and depot", () => {
    expect(parse(usual)).toEqual({
      kind: "routing",
      name: "c",
      comment: "(No of trucks: 2)",
      asymmetric: false,
      n: 3,
      metric: "EUC_2D",
      coordinates: [
        [0, 0],
        [3, 4],
        [6, 8],
      ],
      distances: null,
      display: null,
      demands: [0, 3, 5],
      capacity: 7,
      depot: 0,
      vehicles: null,
    });
  });
  it("takes VEHICLES for a limit, and no remark about trucks", () => {
    expect(parse(oneWay)).toMatchObject({ vehicles: 1, depot: 1, demands: [4, 0], asymmetric: true });
    expect(parse(usual).vehicles).toBeNull();
  });
  it("reads triangles with the distances of the depot first", () => {
    const text = [
      "TYPE : CVRP",
      "DIMENSION : 3",
      "EDGE_WEIGHT_TYPE : EXPLICIT",
      "EDGE_WEIGHT_FORMAT : LOWER_ROW",
      "DISPLAY_DATA_TYPE : NO_DISPLAY",
      "CAPACITY : 6000",
      "EDGE_WEIGHT_SECTION",
      "9 14 21",
      "DEMAND_SECTION",
      "1 0",
      "2 1200",
      "3 1700",
      "DEPOT_SECTION",
      "1",
      "-1",
      "EOF",
    ].join("\n");
    expect(parse(text).distances).toEqual([
      [0, 9, 14],
      [9, 0, 21],
      [14, 21, 0],
    ]);
    expect(detectFormat(text, null).id).toBe("cvrplib");
  });
  it("is told from a round trip by its type or its demands, wherever these stand", () => {
    for (const text of samples["tsplib"]) expect(detectFormat(text, null).id).toBe("tsplib");
    expect(detectFormat("NAME: x\nDEMAND_SECTION\n1 0\n", null).id).toBe("cvrplib");
    expect(detectFormat("something else\n", "x.vrp").id).toBe("cvrplib");
  });
  it("sends a reader of the wrong format to the right one", () => {
    const hintOf = (id: string, text: string): unknown => {
      try {
        formatById(id).parse(text);
      } catch (error) {
        return (error as { hint?: string }).hint;
      }
      return null;
    };
    expect(hintOf("tsplib", usual.replace("CAPACITY : 7\n", ""))).toContain("--format cvrplib");
    expect(hintOf("cvrplib", samples["tsplib"][9])).toContain("--format tsplib");
  });
});

describe("cvrplib-solution", () => {
  it("reads routes and the cost, in either case", () => {
    expect(solution("Route #1: 3 1\nRoute #2: 2\nCost 784\n")).toEqual({
      kind: "routes",
      routes: [[3, 1], [2]],
      cost: 784,
    });
    expect(solution("route #1 : 1\n\nroute #2:\ncost: 12.5")).toEqual({
      kind: "routes",
      routes: [[1], []],
      cost: 12.5,
    });
    expect(solution("Route #1: 4")).toMatchObject({ cost: null });
  });
  it("is found by its first word or its ending", () => {
    expect(detectFormat("Route #1: 3 1\n", null).id).toBe("cvrplib-solution");
    expect(detectFormat("nothing\n", "x.sol").id).toBe("cvrplib-solution");
  });
});
