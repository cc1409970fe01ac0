import { describe, expect, it } from "vitest";
import { FormatError } from "../../src/errors.ts";
import { formatById } from "../../src/formats/index.ts";
import type { CitiesRecord, GraphRecord, QuadraticRecord, TourRecord } from "../../src/formats/records.ts";
import { bqmDocument, matrix, matrixTexts } from "./samples.ts";

const tsp = (...rest: string[]) =>
  ["NAME: x", "TYPE: TSP", "DIMENSION: 3", "EDGE_WEIGHT_TYPE: EUC_2D", ...rest].join("\n");
const vrp = (...rest: string[]) =>
  [
    "TYPE: CVRP",
    "DIMENSION: 3",
    "CAPACITY: 7",
    "EDGE_WEIGHT_TYPE: EUC_2D",
    "NODE_COORD_SECTION",
    "1 0 0",
    "2 1 1",
    "3 2 2",
    ...rest,
  ].join("\n");
const hcp = (...rest: string[]) => ["TYPE: HCP", "DIMENSION: 3", ...rest].join("\n");
const explicit = (format: string, ...rest: string[]) =>
  [
    "TYPE: TSP",
    "DIMENSION: 3",
    "EDGE_WEIGHT_TYPE: EXPLICIT",
    `EDGE_WEIGHT_FORMAT: ${format}`,
    "EDGE_WEIGHT_SECTION",
    ...rest,
  ].join("\n");
const without = (key: string) => Object.fromEntries(Object.entries(bqmDocument).filter(([k]) => k !== key));
const bqmText = (change: object) => JSON.stringify({ ...bqmDocument, ...change }, null, 1);
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split("\n").length;

/** Format, text, line and column of the error; a column of 0 is not checked. */
const malformed: Record<string, readonly [string, number, number][]> = {
  tsplib: [
    [tsp("NODE_COORD_SECTION", "1 0 0", "2 1 1", "EOF"), 8, 1],
    [tsp("NODE_COORD_SECTION", "1 0 0", "2 1 1"), 7, 6],
    [tsp("NODE_COORD_SECTION", "1 0 0", "2 1 1", "3 2 2", "4 3 3"), 9, 1],
    [tsp("NODE_COORD_SECTION", "1 0 0", "1 1 1", "3 2 2"), 7, 1],
    [tsp("NODE_COORD_SECTION", "1 0 0", "4 1 1", "3 2 2"), 7, 1],
    [tsp("NODE_COORD_SECTION", "0 0 0", "1 1 1", "2 2 2"), 6, 1],
    [tsp("NODE_COORD_SECTION", "1 0 0", "2 1", "3 2 2"), 7, 4],
    [tsp("NODE_COORD_SECTION", "1 0 0", "2 1 1 1", "3 2 2"), 7, 7],
    [tsp("NODE_COORD_SECTION", "1 0 0", "2 x 1", "3 2 2"), 7, 3],
    [tsp("NODE_COORD_SECTION", "1 0 0", "2 1 NaN", "3 2 2"), 7, 5],
    [tsp("NODE_COORD_SECTION", "1 0 0", "2 1 Infinity", "3 2 2"), 7, 5],
    [tsp("NODE_COORD_SECTION", "1 0 0", "2 1 1e400", "3 2 2"), 7, 5],
    [tsp("NODE_COORD_SECTION", "1 0 0", "2 1 0x10", "3 2 2"), 7, 5],
    [tsp("NODE_COORD_SECTION", "1 0 0", "2.5 1 0", "3 2 2"), 7, 1],
    [tsp("NODE_COORD_TYPE: THREED_COORDS", "NODE_COORD_SECTION", "1 0 0 0"), 5, 18],
    [tsp("NODE_COORD_SECTION", "1 0 0", "2 1 1", "3 2 2", "NODE_COORD_SECTION", "1 0 0"), 9, 1],
    [tsp("NODE_COORD_SECTION", "1 0 0", "2 1 1", "3 2 2", "FIXED_EDGES_SECTION", "1 2", "-1"), 9, 1],
    [tsp("NODE_COORD_SECTION", "1 0 0", "2 1 1", "3 2 2", "DEMAND_SECTION"), 9, 1],
    [tsp("EDGE_WEIGHT_SECTION", "1 2 3"), 5, 1],
    [tsp("CAPACITY: 3"), 5, 1],
    [tsp("DIMENSION: 3"), 5, 1],
    [tsp("EOF"), 5, 0],
    [tsp("1 0 0"), 5, 1],
    ["TYPE: TSP\nDIMENSION: 0\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n1 0 0\n", 2, 12],
    ["TYPE: TSP\nDIMENSION: 1e3\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n1 0 0\n", 2, 12],
    ["TYPE: TSP\nDIMENSION: 1000000000\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n1 0 0\n", 4, 0],
    [
      "TYPE: TSP\nDIMENSION: 1000000000\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n1\n",
      5,
      0,
    ],
    ["TYPE: TSP\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n1 0 0\n", 3, 1],
    ["TYPE: TSP\nDIMENSION: 1\nNODE_COORD_SECTION\n1 0 0\n", 3, 1],
    ["DIMENSION: 1\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n1 0 0\n", 3, 1],
    ["TYPE: CVRP\nDIMENSION: 1\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n1 0 0\n", 1, 7],
    ["TYPE: TSP\nDIMENSION: 1\nEDGE_WEIGHT_TYPE: XRAY1\nNODE_COORD_SECTION\n1 0 0\n", 3, 19],
    ["TYPE: TSP\nDIMENSION: 1\nEDGE_WEIGHT_TYPE : SPECIAL\nEOF\n", 3, 20],
    [explicit("FULL_MATRIX", "0 1 2", "1 0 3", "2 4 0"), 8, 3],
    [explicit("FULL_MATRIX", "0 1 2", "1 0 3", "2 3"), 8, 4],
    [explicit("FULL_MATRIX", "0 1 2", "1 0 3", "2 3 0 5"), 8, 7],
    [explicit("UPPER_ROW", "1 -2", "3"), 6, 3],
    [explicit("UPPER_ROW", "1 2", "x"), 7, 1],
    [explicit("DIAGONAL", "1 2", "3"), 4, 21],
    [explicit("UPPER_ROW", "1 2", "3").replace("TSP", "ATSP"), 4, 21],
  ],
  "tsplib-hcp": [
    [hcp("EDGE_DATA_SECTION", "1 2", "2 3"), 5, 4],
    [hcp("EDGE_DATA_SECTION", "1 2", "2 -1"), 5, 3],
    [hcp("EDGE_DATA_SECTION", "1 2", "2 4", "-1"), 5, 3],
    [hcp("EDGE_DATA_SECTION", "1 2", "0 1", "-1"), 5, 1],
    [hcp("EDGE_DATA_SECTION", "1 2", "3 3", "-1"), 5, 3],
    [hcp("EDGE_DATA_SECTION", "1 2", "2 1", "-1"), 5, 1],
    [hcp("EDGE_DATA_SECTION", "1 2.5", "-1"), 4, 3],
    [hcp("EDGE_DATA_SECTION", "1 2", "-1", "2 3"), 6, 1],
    [hcp("EDGE_DATA_SECTION", "1 2", "-1", "EDGE_DATA_SECTION", "1 3", "-1"), 6, 1],
    [hcp("EDGE_DATA_SECTION", "1 2", "-1", "FIXED_EDGES_SECTION", "1 2", "-1"), 6, 1],
    [hcp("NODE_COORD_SECTION", "1 0 0"), 3, 1],
    [hcp("EDGE_DATA_FORMAT: MATRIX", "EDGE_DATA_SECTION", "1 2", "-1"), 3, 19],
    [hcp("EDGE_DATA_FORMAT: ADJ_LIST", "EDGE_DATA_SECTION", "1 2 3 -1", "2 1 3", "-1"), 7, 3],
    [hcp("EDGE_DATA_FORMAT: ADJ_LIST", "EDGE_DATA_SECTION", "1 2 3 2 -1", "-1"), 5, 7],
    [hcp("EDGE_DATA_FORMAT: ADJ_LIST", "EDGE_DATA_SECTION", "1 2 -1", "2 1 1 -1", "-1"), 6, 5],
    [hcp("EDGE_DATA_FORMAT: ADJ_LIST", "EDGE_DATA_SECTION", "1 1 -1", "-1"), 5, 3],
    [hcp("CAPACITY: 3"), 3, 1],
    [hcp("EOF"), 3, 0],
    ["TYPE: HCP\nEDGE_DATA_SECTION\n1 2\n-1\n", 2, 1],
    ["TYPE: HCP\nDIMENSION: 1000000000\nEDGE_DATA_SECTION\n1 2\n-1\n", 3, 0],
    ["TYPE: TSP\nDIMENSION: 3\nEDGE_DATA_SECTION\n1 2\n-1\n", 1, 7],
  ],
  cvrplib: [
    [vrp("DEMAND_SECTION", "1 0", "2 3", "DEPOT_SECTION", "1", "-1"), 12, 1],
    [vrp("DEMAND_SECTION", "1 0", "2 3", "2 4", "DEPOT_SECTION", "1", "-1"), 12, 1],
    [vrp("DEMAND_SECTION", "1 0", "2 -3", "3 4"), 11, 3],
    [vrp("DEMAND_SECTION", "1 0", "2 3.5", "3 4"), 11, 3],
    [vrp("DEMAND_SECTION", "1 0", "2 3 1", "3 4"), 11, 5],
    [vrp("DEMAND_SECTION", "1 0", "4 3", "3 4"), 11, 1],
    [vrp("DEMAND_SECTION", "1 2", "2 3", "3 4", "DEPOT_SECTION", "1", "-1", "EOF"), 10, 1],
    [vrp("DEMAND_SECTION", "1 0", "2 3", "3 4", "DEPOT_SECTION", "1", "2", "-1"), 15, 1],
    [vrp("DEMAND_SECTION", "1 0", "2 3", "3 4", "DEPOT_SECTION", "4", "-1"), 14, 1],
    [vrp("DEMAND_SECTION", "1 0", "2 3", "3 4", "DEMAND_SECTION", "1 0"), 13, 1],
    [vrp("DEMAND_SECTION", "1 0", "2 3", "3 4", "EOF"), 13, 0],
    [vrp("DEPOT_SECTION", "1", "-1", "EOF"), 12, 0],
    [vrp("SERVICE_TIME: 10"), 9, 1],
    [vrp("CAPACITY: 10"), 9, 1],
    [vrp("TIME_WINDOW_SECTION", "1 0 10"), 9, 1],
    ["TYPE: TSP\nDIMENSION: 1\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n1 0 0\n", 1, 7],
    ["TYPE: CVRP\nDIMENSION: 1000000000\nCAPACITY: 1\nDEMAND_SECTION\n1 0\n", 2, 12],
  ],
  "cvrplib-solution": [
    ["Route #1: 3 1\nRoute #3: 2\n", 2, 8],
    ["Route 1: 3 1\n", 1, 7],
    ["Route #1: 3 0\n", 1, 13],
    ["Route #1: 3 x\n", 1, 13],
    ["Route #1 3 1\n", 1, 8],
    ["Route #1: 3 1\nCost 5\nCost 6\n", 3, 1],
    ["Route #1: 3 1\nCost\n", 2, 5],
    ["Route #1: 3 1\nCost 5 km\n", 2, 8],
    ["Route #1: 3 1\nBest 5\n", 2, 1],
  ],
  "tsplib-tour": [
    ["TYPE: TOUR\nDIMENSION: 3\nTOUR_SECTION\n1\n2\n-1\nEOF\n", 6, 0],
    ["TYPE: TOUR\nDIMENSION: 3\nTOUR_SECTION\n1\n2\n2\n-1\n", 6, 1],
    ["TYPE: TOUR\nDIMENSION: 3\nTOUR_SECTION\n1\n4\n2\n-1\n", 5, 1],
    ["TYPE: TOUR\nTOUR_SECTION\n1\n5 2\n-1\n", 4, 1],
    ["TYPE: TOUR\nTOUR_SECTION\n1\n0 2\n-1\n", 4, 1],
    ["TYPE: TOUR\nTOUR_SECTION\n1\n2x\n-1\n", 4, 1],
    ["TYPE: TOUR\nTOUR_SECTION\n1 2\n-1\n2 1\n-1\n", 5, 1],
    ["TYPE: TOUR\nTOUR_SECTION\n-1\n", 0, 0],
    ["TYPE: TSP\nTOUR_SECTION\n1\n-1\n", 2, 1],
    ["TYPE: TOUR\nDIMENSION: 1000000000\nTOUR_SECTION\n1\n-1\n", 5, 0],
    ["TYPE: TOUR\nDIMENSION: 3\n", 3, 0],
  ],
  rudy: [
    ["3 2\n1 2 1\n2 2 1\n", 3, 3],
    ["3 2\n1 2 1\n2 1 1\n", 3, 1],
    ["3 2\n1 2 1\n1 2 1\n", 3, 1],
    ["3 2\n1 2 1\n1 4 1\n", 3, 3],
    ["3 2\n0 2 1\n1 3 1\n", 2, 1],
    ["3 2\n1 2 1\n", 3, 1],
    ["3 2\n1 2 1\n2 3 1\n1 3 1\n", 4, 1],
    ["3 2\n1 2 1\n2 3 1\nthe end\n", 4, 1],
    ["3 2\n1 2 1\n2 3 1 9\n", 3, 7],
    ["3 2\n1 2 1\n2 3\n", 3, 4],
    ["3 2\n1 2 1\n2 3 w\n", 3, 5],
    ["3 2\n1 2 1\n2 3 nan\n", 3, 5],
    ["3 2 0 1\n1 2 1\n2 3 1\n", 1, 7],
    ["3\n1 2 1\n", 1, 2],
    ["3 1000000000000\n1 2 1\n", 3, 1],
    ["99999999999 1\n1 2 1\n", 1, 1],
  ],
  "dimacs-clq": [
    ["p edge 3 2\ne 1 2\ne 2 2\n", 3, 5],
    ["p edge 3 2\nn 4 2\n", 2, 3],
  ],
  "dimacs-col": [
    ["p edge 3 2\ne 1 2\ne 2 2\n", 3, 5],
    ["p edge 3 2\ne 1 2\ne 2 4\n", 3, 5],
    ["p edge 3 2\ne 0 2\n", 2, 3],
    ["p edge 3 2\ne 1 2 3\n", 2, 7],
    ["p edge 3 2\ne 1\n", 2, 4],
    ["c only words\n", 2, 1],
    ["e 1 2\np edge 3 1\n", 1, 1],
    ["p edge 3 1\np edge 3 1\n", 2, 1],
    ["p edge 3\n", 1, 9],
    ["p cnf 3 1\n", 1, 3],
    ["p edge 99999999999 1\n", 1, 8],
    ["p edge 3 1\nn 1 x\n", 2, 5],
    ["p edge 3 1\nx 1 2\n", 2, 1],
  ],
  stp: [
    ["SECTION Graph\nNodes 2\nEdges 1\nE 1 3 1\nEND\n", 4, 5],
    ["SECTION Graph\nNodes 2\nEdges 1\nE 1 1 1\nEND\n", 4, 2],
    ["SECTION Graph\nNodes 2\nEdges 2\nE 1 2 1\nEND\n", 3, 1],
    ["SECTION Graph\nNodes 2\nEdges 1\nA 1 2 1\nEND\n", 4, 1],
    ["SECTION Graph\nNodes 2\nEdges 1\nE 1 2 x\nEND\n", 4, 7],
    ["SECTION Graph\nNodes 2\nEdges 1\nE 1 2 1\n", 5, 1],
    ["SECTION Terminals\nT 1\nEND\n", 2, 1],
    ["SECTION Graph\nNodes 2\nEdges 0\nEND\nSECTION Terminals\nTerminals 2\nT 1\nEND\n", 6, 1],
    ["SECTION Graph\nNodes 2\nEdges 0\nEND\nSECTION Terminals\nRoot 1\nEND\n", 6, 1],
    ["SECTION Graph\nNodes 2\nEdges 0\nEND\nSECTION MaximumDegrees\nMD 1\nEND\n", 5, 9],
    ["SECTION Graph\nNodes 2\nEdges 0\nEND\nSECTION Coordinates\nDD 1 0 0\nEND\nEOF\n", 7, 4],
    ["SECTION Graph\nNodes 2\nEdges 0\nEND\nSECTION Coordinates\nDDD 1 0 0 0\nEND\n", 6, 1],
    ["SECTION Graph\nNodes 2\nEdges 0\nEND\nE 1 2 3\n", 5, 1],
    ["SECTION Graph\nNodes 2\nEdges 1\nE 1 2 -3\nEND\n", 4, 7],
    ["SECTION Graph\nNodes 2\nEdges 0\nEND\nSECTION Terminals\nTerminals 0\nEND\n", 6, 1],
  ],
  metis: [
    ["3 2\n2\n1 3\n", 3, 3],
    ["5 2\n2\n1 3\n2\n", 5, 1],
    ["3 2\n2\n1 3\n2\n1\n", 5, 1],
    ["3 3\n2\n1 3\n2\n", 1, 3],
    ["3 2\n2\n1 3\n2 2\n", 4, 3],
    ["3 2\n2 2\n1 3\n2\n", 2, 3],
    ["3 2\n1 2\n1 3\n2\n", 2, 1],
    ["3 2\n2\n1 4\n2\n", 3, 3],
    ["3 2\n2 3\n1\n\n", 2, 3],
    ["3 2 1\n2 5\n1 6 3 1\n2 1\n", 3, 1],
    ["3 2 1\n2 5\n1 5 3\n2 1\n", 3, 6],
    ["3 2 100\n2\n1 3\n2\n", 1, 5],
    ["3 2 2\n2\n1 3\n2\n", 1, 5],
    ["3 2 10 2\n1 1 2\n1 1 1 3\n1 1 2\n", 1, 8],
    ["3 2 10\n1 2\nx 1 3\n1 2\n", 3, 1],
    ["3 2 10 1 7\n1 2\n", 1, 10],
    ["1000000000 2\n2\n1\n", 1, 0],
  ],
  partition: [
    ["0\n1\n1 2\n", 3, 3],
    ["0\n1.5\n", 2, 1],
    ["0\nx\n", 2, 1],
    ["0\n99999999999999999999\n", 2, 1],
    ["% nothing\n", 1, 0],
  ],
  qbsolv: [
    ["p qubo 0 4 2 1\n0 0 1\n0 1 5\n", 1, 1],
    ["p qubo 0 4 1 2\n0 0 1\n0 1 5\n", 1, 1],
    ["p qubo 0 4 1 1\n0 0 1\n0 4 5\n", 3, 3],
    ["p qubo 0 4 1 1\n0 0 1\n1 0 5\n", 3, 3],
    ["p qubo 0 4 1 2\n0 0 1\n0 1 5\nc x\n0 1 6\n", 5, 1],
    ["p qubo 0 4 1 1\n0 0 1\n0 1 5 6\n", 3, 7],
    ["p qubo 0 4 1 1\n0 0 1\n0 1\n", 3, 4],
    ["p qubo 0 4 1\n0 0 1\n", 1, 13],
    ["p qubo 7 4 1 1\n0 0 1\n0 1 1\n", 1, 8],
    ["c x\np cnf 4 1\n0 0 1\n", 2, 1],
    ["c x\n", 2, 0],
    ["p qubo 0 99999999999 0 0\n", 1, 10],
  ],
  "qubo-coo": [
    ["qubo 4 2 0\n0 0 1\n", 1, 1],
    ["qubo 4 1 0\n0 0 1\n0 1 1\n", 1, 1],
    ["qubo 4 1 0\n0 4 1\n", 2, 3],
    ["qubo 4 1 x\n0 1 1\n", 1, 10],
    ["qubo 4 1\n0 1 1\n", 1, 9],
    ["0 1 1\n# c\n1 0 1\n", 3, 1],
    ["0 1 1\n0 0 1\n0 0 2\n", 3, 1],
    ["0 1 1\n-1 0 1\n", 2, 1],
    ["0 1 1\n1 2 Infinity\n", 2, 5],
    ["0 1 1\n1 2 3 4\n", 2, 7],
    ["0 1 1\n1 9999999999 4\n", 2, 3],
    ["ising 2 1 0\n0 1 1\n", 1, 1],
    ["# nothing\n", 2, 0],
  ],
  "ising-coo": [
    ["qubo 2 1 0\n0 1 1\n", 1, 1],
    ["0 1 1\n1 0 1\n", 2, 1],
  ],
  "biqmac-sparse": [
    ["3 2\n1 1 4\n", 3, 1],
    ["3 2\n1 1 4\n1 4 1\n", 3, 3],
    ["3 2\n1 2 4\n2 1 1\n", 3, 1],
    ["3 1\n1 2 1e308\n", 2, 5],
  ],
  "pseudo-boolean": [
    ["min: +1 x1 ;\n+1 x1 ;\n", 2, 7],
    ["min: +1 x1 ;\nx1 >= 1 ;\n", 2, 1],
    ["min: +1 x1 ;\n+1 x1 >= 1\n+1 x2 >= 1 ;\n", 3, 1],
    ["min: +1 x1 ;\n+1 x1 >= x2 ;\n", 2, 10],
    ["min: +1 x1 ;\n+1 y1 >= 1 ;\n", 2, 4],
    ["min: +1 x1 ;\n+1 ~~x1 >= 1 ;\n", 2, 4],
    ["min: +1 x1 ;\n+1 x0 >= 1 ;\n", 2, 4],
    ["* #variable= 2 #constraint= 1\n+1 x3 >= 1 ;\n", 2, 4],
    ["min: +1 x1 ;\nsoft: 3 ;\n", 2, 1],
    ["min: +1 x1 ;\n[2] +1 x1 >= 1 ;\n", 2, 1],
    ["min: +1 x1*x2 ;\n+1 x1 >= 1 ;\n", 1, 9],
    ["min: +1 x1\n", 2, 1],
  ],
  opb: [
    ["min: +1 x1 x2 x3 ;\n", 1, 15],
    ["min: +1 x1 ;\n+1 x1 >= 1 ;\n", 2, 1],
    ["+1 x1 >= 1 ;\n", 1, 1],
    ["min: +1 x1\n", 2, 1],
    ["min: +1 y1 ;\n", 1, 9],
    ["min: +1 ~x1 ;\n", 1, 9],
    ["min: x1 ;\n", 1, 6],
    ["min: +1 x1 + ;\n", 1, 14],
    ["min: +1 x0 ;\n", 1, 9],
    ["* #variable= 2\nmin: +1 x1 -2 x3 ;\n", 2, 15],
    ["min: +1 x1 * x2 ;\n", 1, 12],
    ["min: 5 ;\n", 1, 8],
    ["min: ;\n", 0, 0],
    ["* #variable= 99999999999\nmin: +1 x1 ;\n", 1, 1],
  ],
  lolib: [
    ["2\n0 1\n1\n", 4, 1],
    ["2\n0 1\n1 0 7\n", 3, 5],
    ["2\n0 1\n1 x\n", 3, 3],
    ["a table\n2\n0 1\n1 NaN\n", 4, 3],
    ["a table\n", 2, 1],
    ["0\n", 1, 1],
    ["2.5\n0 1\n1 0\n", 1, 1],
    ["9999\n0 1\n1 0\n", 1, 1],
  ],
  "pattern-grids": [
    ["a:\n##\n.#\n\nb:\n##\n#.#\n", 7, 1],
    ["a:\n##\n.#\n\nb:\n##\n", 5, 1],
    ["##\n.#\n.#\n##\n\n##\n##\n", 6, 1],
    ["##\n.o\n", 2, 2],
    ["  #.\n  #o\n", 2, 4],
    ["##\na\n", 2, 1],
    ["a:\nb:\n##\n", 2, 1],
    ["##\n\nb:\n", 3, 1],
    ["1 0\n0 1\n", 1, 2],
  ],
  optdigits: [
    [`${"1,".repeat(63)}\n`, 1, 127],
    [`${"1,".repeat(64)}\n`, 1, 129],
    [`${"1,".repeat(64)}10\n`, 1, 129],
    [`${"1,".repeat(64)}3,4\n`, 1, 130],
    [`17,${"1,".repeat(63)}3\n`, 1, 1],
    [`a,b\n1,-2,${"1,".repeat(62)}3\n`, 2, 3],
    [`1;${"1,".repeat(63)}3\n`, 1, 1],
    ["a,b\n", 2, 1],
  ],
  qaplib: [
    ["2\n0 1\n1 0\n0 1\n1\n", 6, 1],
    ["2\n0 1\n1 0\n0 1\n1 0 7\n", 5, 5],
    ["2\n0 1\n1 x\n0 1\n1 0\n", 3, 3],
    ["2\n0 1\n1 0\n0 NaN\n1 0\n", 4, 3],
    ["2\n0 1\n1 0\n0 1e400\n1 0\n", 4, 3],
    ["2.5\n0 1\n1 0\n0 1\n1 0\n", 1, 1],
    ["0\n", 1, 1],
    ["\n -2\n0 1\n1 0\n0 1\n1 0\n", 2, 2],
    ["9999\n0 1\n1 0\n", 1, 1],
    ["100000000000\n0 1\n1 0\n", 1, 1],
    ["n\n0\n", 1, 1],
  ],
  "qaplib-solution": [
    ["3 7\n1 2\n", 3, 1],
    ["3 7\n1 2 3 1\n", 2, 7],
    ["3 7\n1 2 1\n", 2, 5],
    ["3 7\n1, 2, 4\n", 2, 7],
    ["3 7\n0 1 2\n", 2, 1],
    ["3 7\n1 2.5 3\n", 2, 3],
    ["3 x\n1 2 3\n", 1, 3],
    ["3\n", 1, 1],
    ["1000 7\n1 2 3\n", 1, 1],
    ["x 7\n1 2 3\n", 1, 1],
  ],
  json: [
    ['{"a": 1,\n "b": }', 2, 7],
    ['{"a": 1\n "b": 2}', 2, 2],
    ['{"a": 1,\n}', 2, 1],
    ['{"a": [1,\n 2}', 2, 3],
    ['{"a": 1e400}', 1, 7],
    ['{"a":\n [1, -1e999]}', 2, 6],
    ['{"a": NaN}', 1, 7],
    ['{"a": 01}', 1, 8],
    ['{"a": "x\n"}', 1, 9],
    ['{"a": "\\x"}', 1, 8],
    ['{"a": "x', 1, 7],
    ['{"a": 1} x', 1, 10],
    ["{a: 1}", 1, 2],
    ["[1, 2]", 1, 1],
    ["7", 1, 1],
    [`{"a": ${"[".repeat(600)}`, 1, 0],
    [JSON.stringify(bqmDocument), 1, 1],
  ],
};

describe("malformed text", () => {
  for (const [id, cases] of Object.entries(malformed)) {
    it.each(cases)(`${id} refuses %j on line %i, column %i`, (text, line, column) => {
      let error: unknown = null;
      try {
        formatById(id).parse(text);
      } catch (caught) {
        error = caught;
      }
      expect(error).toBeInstanceOf(FormatError);
      const { line: foundLine, column: foundColumn, code } = error as FormatError;
      expect(code).toBe("format");
      expect([foundLine, foundColumn], String(error)).toEqual([line || foundLine, column || foundColumn]);
    });
  }

  it.each([
    [bqmText({ use_bytes: true }), '"use_bytes"'],
    [bqmText({ version: { bqm_schema: "2.0.2" } }), '"2.0.2"'],
    [bqmText({ variable_type: "INTEGER" }), '"INTEGER"'],
    [bqmText({ linear_biases: [1, "x", 0] }), '"x"'],
    [bqmText({ linear_biases: [1, 0] }), '"num_variables"'],
    [bqmText({ linear_biases: [], num_variables: 0 }), '"linear_biases"'],
    [bqmText({ num_interactions: 9 }), '"num_interactions"'],
    [bqmText({ quadratic_head: [0, 77] }), "77"],
    [bqmText({ quadratic_head: [0, 1] }), '"quadratic_tail"'],
    [bqmText({ quadratic_head: [0, 1], quadratic_tail: [1, 0] }), '"quadratic_head"'],
    [bqmText({ quadratic_tail: [1] }), '"quadratic_tail"'],
    [bqmText({ variable_labels: ["a", "b"] }), '"variable_labels"'],
    [bqmText({ variable_labels: ["a", "7", 7] }), '"variable_labels"'],
    [bqmText({ variable_labels: ["a", "b", null] }), "null"],
    [bqmText({ offset: "0" }), '"offset"'],
    [JSON.stringify(without("offset")), "{"],
    [JSON.stringify(without("quadratic_tail")), "{"],
    ['{"type":"Other"}', '"Other"'],
    ["[]", "["],
  ])("bqm refuses %s at %s", (text, part) => {
    let error: unknown = null;
    try {
      formatById("bqm").parse(text);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(FormatError);
    const distance = (error as FormatError).line - lineOf(text, part);
    // Elements of an array stand on lines of their own, below the key.
    expect(distance, String(error)).toBeGreaterThanOrEqual(0);
    expect(distance, String(error)).toBeLessThanOrEqual(3);
  });

  it("names the earlier line of a duplicate, the asymmetric pair and the way out", () => {
    expect(() => formatById("rudy").parse("3 2\n1 2 1\n2 1 1\n")).toThrow(/line 2/);
    const oneWay = explicit("FULL_MATRIX", "0 1 2", "1 0 3", "2 4 0");
    expect(() => formatById("tsplib").parse(oneWay)).toThrow(/row 3, column 2 .* row 2, column 3/);
    try {
      formatById("tsplib").parse(oneWay);
    } catch (error) {
      expect((error as FormatError).hint).toContain("ATSP");
    }
  });

  it("quotes at most 40 characters of the file", () => {
    try {
      formatById("rudy").parse(`3 1\n1 2 ${"9x".repeat(5000)}\n`);
    } catch (error) {
      expect(String(error).length).toBeLessThan(160);
    }
  });
});

describe("well-formed text", () => {
  it.each(Object.keys(matrixTexts))("%s gives the same matrix as every other EDGE_WEIGHT_FORMAT", (format) => {
    const record = formatById("tsplib").parse(matrixTexts[format]) as CitiesRecord;
    expect(record).toMatchObject({
      name: "four",
      comment: "by hand",
      asymmetric: false,
      n: 4,
      metric: null,
      coordinates: null,
    });
    expect(record.distances).toEqual(matrix);
  });

  it("an ATSP matrix keeps both directions and drops the filler of the diagonal", () => {
    const text = explicit("FULL_MATRIX", "9999 1 2 3 9999 4 5 6 9999").replace("TSP", "ATSP");
    const record = formatById("tsplib").parse(text) as CitiesRecord;
    expect(record.asymmetric).toBe(true);
    expect(record.distances).toEqual([
      [0, 1, 2],
      [3, 0, 4],
      [5, 6, 0],
    ]);
  });

  it("coordinates beside an explicit matrix are for drawing", () => {
    const text = `${explicit("UPPER_ROW", "1 2 3")}\nNODE_COORD_SECTION\n1 5 6\n2 7 8\n3 9 10\nEOF\nanything`;
    const record = formatById("tsplib").parse(text) as CitiesRecord;
    expect(record).toMatchObject({
      coordinates: null,
      display: [
        [5, 6],
        [7, 8],
        [9, 10],
      ],
    });
  });

  it("a remark behind TYPE and a lower-case keyword do no harm", () => {
    const text = "type : TSP (M. Hofmeister)\ndimension:1\nEDGE_WEIGHT_TYPE:GEO\nNODE_COORD_SECTION\n 1 +5.25 -.5\n";
    expect(formatById("tsplib").parse(text)).toMatchObject({ metric: "GEO", coordinates: [[5.25, -0.5]] });
  });

  it("a tour may end by -1, by EOF, by both, or with the file", () => {
    for (const end of ["\n-1\nEOF\n", "\nEOF", "", " -1 -1\n", "\n-1"]) {
      const record = formatById("tsplib-tour").parse(`TOUR_SECTION\n2 1\n3${end}`) as TourRecord;
      expect(record.order).toEqual([1, 0, 2]);
    }
  });

  it("a third number in the header of an edge list means nothing", () => {
    const record = formatById("rudy").parse("3 1 0\n3 1 -4\n") as GraphRecord;
    expect(record).toMatchObject({ n: 3, from: Int32Array.of(2), to: Int32Array.of(0), weight: Float64Array.of(-4) });
  });

  it("a blank METIS line is an isolated vertex, and further blank lines end the file", () => {
    const record = formatById("metis").parse("% c\n4 1\n\n3\n% c\n2\n\n\n \n% end\n") as GraphRecord;
    expect(record).toMatchObject({ n: 4, from: Int32Array.of(1), to: Int32Array.of(2), vertexWeight: null });
  });

  it("qbsolv counts a pair once and Biq Mac twice", () => {
    const maximise = formatById("qbsolv").parse("p qubo 0 2 1 1\n0 0 3\n0 1 5\n") as QuadraticRecord;
    expect(maximise).toMatchObject({ sense: "max", linear: Float64Array.of(3, 0), value: Float64Array.of(5) });
    const minimise = formatById("biqmac-sparse").parse("2 2\n1 1 3\n1 2 5\n") as QuadraticRecord;
    expect(minimise).toMatchObject({ sense: "min", linear: Float64Array.of(3, 0), value: Float64Array.of(10) });
  });

  it("opb adds repeated terms, and x x is x", () => {
    const record = formatById("opb").parse("min: +1 x1 x2 - 2 x2 x1 +3 x1 x1 +1 x1 ;") as QuadraticRecord;
    expect(record).toMatchObject({ n: 2, linear: Float64Array.of(4, 0), value: Float64Array.of(-1) });
  });

  it("a list without a header has as many variables as its largest index says", () => {
    const record = formatById("ising-coo").parse("0 0 1\n4 1 2\n") as QuadraticRecord;
    expect(record).toMatchObject({ n: 5, domain: "spin", offset: 0, from: Int32Array.of(4), to: Int32Array.of(1) });
  });

  it("BQM labels become text, and 0..n-1 in order become none", () => {
    const parse = (labels: unknown) =>
      (formatById("bqm").parse(bqmText({ variable_labels: labels })) as QuadraticRecord).labels;
    expect(parse(["a", 7, [0, [1, "b"]]])).toEqual(["a", "7", '[0,[1,"b"]]']);
    expect(parse([0, 1, 2])).toBeNull();
    expect(parse([1, 0, 2])).toEqual(["1", "0", "2"]);
  });
});
