/** Every mistake gets one clear error: the place, exit code 2, no stack trace, nothing written. */
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { groundstate, scratch } from "../support/command.ts";

const FOUR = {
  problem: "tsp",
  distances: [
    [0, 1, 2, 3],
    [1, 0, 4, 5],
    [2, 4, 0, 6],
    [3, 5, 6, 0],
  ],
};
const instance = (changes: object) => JSON.stringify({ ...FOUR, ...changes });
const tsplib = (...lines: string[]) => `NAME: t\nTYPE: TSP\n${lines.join("\n")}\n`;
const CITIES = ["NODE_COORD_SECTION", "1 0 0", "2 0 3", "3 4 0", "EOF"];
const ok = { "ok.json": instance({}), "ok.tsp": tsplib("DIMENSION: 3", "EDGE_WEIGHT_TYPE: EUC_2D", ...CITIES) };

const VANS = { problem: "cvrp", distances: [[0, 1, 2], [1, 0, 3], [2, 3, 0]], demands: [1, 1], capacity: 1 }; // biome-ignore format: a table
const routes = { "r.json": JSON.stringify(VANS) };
const hcp = (...edges: string[]) =>
  `TYPE: HCP\nDIMENSION: 5\nEDGE_DATA_FORMAT: EDGE_LIST\nEDGE_DATA_SECTION\n${edges.join("\n")}\n`;

/** [what, files, arguments, what the message must name] */
const CASES: readonly [string, Record<string, string | Uint8Array>, readonly string[], RegExp][] = [
  ["a missing file", {}, ["solve", "nowhere.tsp"], /nowhere\.tsp.*no such file/],
  ["a folder as file", {}, ["solve", "."], /folder/],
  ["an empty file", { f: "" }, ["solve", "f"], /line 1.*(empty|blank|nothing)/i],
  ["binary junk", { f: new Uint8Array([7, 0, 200, 3, 0, 9]) }, ["solve", "f"], /line 1.*(binary|NUL)/i],
  ["a broken gzip file", { "f.gz": new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2]) }, ["solve", "f.gz"], /gzip/],
  ["prose", { f: "Dear solver,\nplease help.\n" }, ["solve", "f"], /--format/],
  ["numbers that fit no format, with what the nearest formats miss", { f: "3 2\n1 2 x\n2 3 1\n" }, ["solve", "f"], /line 1, column 1: opens with "3 2"[\s\S]*as rudy: line 2, column 5.*"x"[\s\S]*as metis: line 2/],
  ["a key twice", { f: '{"problem": "max-cut",\n "vertices": 2, "edges": [[0, 1]], "verti\\u0063es": 3}' }, ["solve", "f"], /line 2, column \d+.*"vertices" again/],
  ["negative weights in a METIS graph", { f: "2 1 1\n2 -5\n1 -5\n" }, ["solve", "f", "--format", "metis"], /graph-partitioning needs edge weights of 0 or more[\s\S]*--problem/],
  ["too few vertices in a list", { f: JSON.stringify({ problem: "max-cut", vertices: 3, edges: [[0]] }) }, ["solve", "f"], /edges\[0\] is .*expected at least 2 items/],
  ["JSON cut short", { f: '{"problem": "tsp", "distances": [[0,1' }, ["solve", "f"], /line 1, column \d+/],
  ["a JSON list", { f: "[1,2,3]" }, ["solve", "f"], /object/],
  ["an unknown problem", { f: instance({ problem: "tps" }) }, ["solve", "f"], /"tsp"/],
  ["no problem named", { f: '{"distances": []}' }, ["solve", "f"], /problem is missing/],
  ["an unknown field", { f: instance({ distancs: 1 }) }, ["solve", "f"], /distancs.*"distances"/],
  ["a text for a number", { f: instance({ distances: [[0, "1", 2], [1, 0, 4], [2, 4, 0]] }) }, ["solve", "f"], /distances\[0\]\[1\].*"1".*number/],
  ["an asymmetric matrix called symmetric", { f: instance({ distances: [[0, 1, 2], [9, 0, 4], [2, 4, 0]] }) }, ["solve", "f"], /distances\[\d\]\[\d\][\s\S]*"symmetric": false/],
  ["a negative distance", { f: instance({ distances: [[0, -1, 2], [-1, 0, 4], [2, 4, 0]] }) }, ["solve", "f"], /-1.*(>= 0|negative|from 0)/],
  ["a ragged matrix", { f: instance({ distances: [[0, 1, 2], [1, 0], [2, 4, 0]] }) }, ["solve", "f"], /distances\[1\]/],
  ["two cities", { f: instance({ distances: [[0, 1], [1, 0]] }) }, ["solve", "f"], /(3|three)/],
  ["coordinates and distances at once", { f: instance({ coordinates: [[0, 0], [1, 1], [2, 2]], metric: "EUC_2D" }) }, ["solve", "f"], /coordinates/],
  ["an unknown metric", { f: JSON.stringify({ problem: "tsp", coordinates: [[0, 0], [1, 1], [2, 0]], metric: "EUCLIDIAN" }) }, ["solve", "f"], /EUCLIDIAN[\s\S]*euclidean/i],
  ["1e400 in JSON", { f: '{"problem":"tsp","distances":[[0,1e400],[1,0]]}' }, ["solve", "f"], /line 1.*1e400/],
  ["TSPLIB without DIMENSION", { f: tsplib("EDGE_WEIGHT_TYPE: EUC_2D", ...CITIES) }, ["solve", "f"], /line \d+.*DIMENSION/],
  ["TSPLIB with too few cities", { f: tsplib("DIMENSION: 5", "EDGE_WEIGHT_TYPE: EUC_2D", ...CITIES) }, ["solve", "f"], /line \d+/],
  ["TSPLIB with a huge dimension", { f: tsplib("DIMENSION: 1000000000", "EDGE_WEIGHT_TYPE: EUC_2D", ...CITIES) }, ["solve", "f"], /line \d+.*1000000000|1000000000.*line/],
  ["TSPLIB with NaN", { f: tsplib("DIMENSION: 3", "EDGE_WEIGHT_TYPE: EUC_2D", "NODE_COORD_SECTION", "1 0 0", "2 NaN 3", "3 4 0", "EOF") }, ["solve", "f"], /line 7.*NaN/],
  ["TSPLIB with an unknown weight type", { f: tsplib("DIMENSION: 3", "EDGE_WEIGHT_TYPE: XRAY1", ...CITIES) }, ["solve", "f"], /line 4.*XRAY1/],
  ["TSPLIB with a city twice", { f: tsplib("DIMENSION: 3", "EDGE_WEIGHT_TYPE: EUC_2D", "NODE_COORD_SECTION", "1 0 0", "1 2 3", "3 4 0", "EOF") }, ["solve", "f"], /line 7/],
  ["TSPLIB declaring data that never comes", { f: tsplib("DIMENSION: 3", "EDGE_WEIGHT_TYPE: EXPLICIT", "EDGE_WEIGHT_FORMAT: FULL_MATRIX", "EOF") }, ["solve", "f"], /line \d+.*EDGE_WEIGHT_SECTION|EDGE_WEIGHT_SECTION/],
  ["TSPLIB matrix not symmetric, CRLF", { f: tsplib("DIMENSION: 3", "EDGE_WEIGHT_TYPE: EXPLICIT", "EDGE_WEIGHT_FORMAT: FULL_MATRIX", "EDGE_WEIGHT_SECTION", "0 1 2", "7 0 3", "2 3 0", "EOF").replaceAll("\n", "\r\n") }, ["solve", "f"], /ATSP/],
  ["an edge list with a loop", { f: "3 2\n1 2 1\n2 2 1\n" }, ["solve", "f", "--format", "rudy"], /line 3/],
  ["an edge twice", { f: "3 3\n1 2 1\n2 3 1\n2 1 1\n" }, ["solve", "f", "--format", "rudy"], /line 4.*line 2|line 4/],
  ["an edge out of range", { f: "3 2\n1 2 1\n2 9 1\n" }, ["solve", "f", "--format", "rudy"], /line 3.*9/],
  ["fewer edges than declared", { f: "3 3\n1 2 1\n2 3 1\n" }, ["solve", "f", "--format", "rudy"], /3/],
  ["a METIS edge in one direction only", { f: "3 2\n2\n1 3\n\n" }, ["solve", "f", "--format", "metis"], /line \d+/],
  ["a qubo file with a wrong count", { f: "p qubo 0 2 2 1\n0 0 1\n0 1 3\n" }, ["solve", "f"], /line \d+/],
  ["negative edge weights in a partitioning", { f: JSON.stringify({ problem: "graph-partitioning", vertices: 2, edges: [[0, 1, -1]] }) }, ["solve", "f"], /edges\[0\].*-1/],
  ["one part too many", { ...ok, f: "3 2\n2\n1 3\n2\n" }, ["solve", "f", "--format", "metis", "--parts", "9"], /parts.*9/],
  ["--parts for a tour", ok, ["solve", "ok.json", "--parts", "3"], /--parts/],
  ["a problem that the file is not", ok, ["solve", "ok.tsp", "--problem", "max-cut"], /max-cut[\s\S]*tsp/],
  ["an unknown format", ok, ["solve", "ok.tsp", "--format", "tsplob"], /tsplob[\s\S]*tsplib/],
  ["an unknown solver", ok, ["solve", "ok.json", "--solver", "anealing"], /anealing[\s\S]*annealing/],
  ["a solver that cannot take the model", ok, ["solve", "ok.json", "--solver", "kernighan-lin"], /kernighan-lin[\s\S]*hint/],
  ["an unknown solver option", ok, ["solve", "ok.json", "--solver", "annealing", "--set", "sweps=3"], /sweps[\s\S]*sweeps/],
  ["a solver option of the wrong type", ok, ["solve", "ok.json", "--solver", "annealing", "--set", "sweeps=many"], /sweeps[\s\S]*many/],
  ["a solver option without value", ok, ["solve", "ok.json", "--set", "sweeps"], /name=value/],
  ["an unknown encoding option", ok, ["solve", "ok.json", "--encoding", "penality=exact"], /penality[\s\S]*penalty/],
  ["a value and a group of the same name", ok, ["solve", "ok.json", "--set", "a=1", "--set", "a.b=2"], /--set a\.b=2.*1/],
  ["an option named like a method", ok, ["solve", "ok.json", "--set", "hasOwnProperty.call=1"], /hasOwnProperty/],
  ["an inherited name", ok, ["solve", "ok.json", "--set", "toString.x=1"], /toString/],
  ["the prototype as an option", ok, ["solve", "ok.json", "--encoding", "__proto__.x=1"], /__proto__/],
  ["standard input as the result document", ok, ["solve", "ok.json", "--out", "-"], /--out is -[\s\S]*--json/],
  ["an output without name", ok, ["encode", "ok.json", "--to", "qubo", "--out", ""], /--out is empty/],
  ["a dash among the options", ok, ["solve", "ok.json", "--set", "-"], /--set is "-"/],
  ["a dash as a command", {}, ["-"], /argument: -\n/],
  ["standard input twice", ok, ["check", "-", "-"], /only one of/],
  ["standard input that is no solution", ok, ["check", "ok.json", "-"], /empty/],
  ["a picture of a matrix", ok, ["solve", "ok.json", "--plot", "x.svg", "--time", "60s"], /nothing to draw[\s\S]*coordinates/],
  ["a picture of numbers", { "n.json": '{"problem": "number-partitioning", "numbers": [1, 2, 3]}' }, ["solve", "n.json", "--plot", "x.svg"], /nothing to draw\n(?!.*coordinates)/],
  ["two cities to generate", {}, ["generate", "tsp", "--size", "2"], /at least 3/],
  ["a negative time", ok, ["solve", "ok.json", "--time", "-3"], /--time/],
  ["a time in furlongs", ok, ["solve", "ok.json", "--time", "3furlongs"], /--time.*3furlongs/],
  ["a seed that is no integer", ok, ["solve", "ok.json", "--seed", "1.5"], /--seed.*1\.5/],
  ["a target that is no number", ok, ["solve", "ok.json", "--target", "best"], /--target.*best/],
  ["two times", ok, ["solve", "ok.json", "--time", "1s", "--quiet", "--time=3s"], /--time is given twice: "1s" and "3s"/],
  ["two seeds", {}, ["generate", "tsp", "--seed", "1", "--seed", "2"], /--seed is given twice: "1" and "2"/],
  ["an unknown flag", ok, ["solve", "ok.json", "--tiem", "3"], /tiem[\s\S]*--time/],
  ["an unknown command", ok, ["slove", "ok.json"], /no command "slove"[\s\S]*Did you mean solve/],
  ["a command like no other", ok, ["frobnicate", "ok.json"], /no command "frobnicate"[\s\S]*--help/],
  ["an argument too many", ok, ["solve", "ok.json", "solve"], /Unknown argument: solve/],
  ["a flag with a value", ok, ["solve", "ok.json", "--verify=yes"], /--verify is "yes"/],
  ["an option of an encoding without any", routes, ["solve", "r.json", "--encoding", "penalty=tight"], /expected no fields/],
  ["routes as a QUBO", routes, ["encode", "r.json", "--to", "qubo"], /penalties[\s\S]*groundstate solve/],
  ["a picture in a missing folder", ok, ["solve", "ok.json", "--plot", "nowhere/x.svg"], /nowhere[\s\S]*another name/],
  ["a picture as pixels", ok, ["solve", "ok.json", "--plot", "x.png", "--time", "60s"], /x\.png[\s\S]*\.svg or \.html/],
  ["a page over the input", { "in.html": ok["ok.json"] }, ["solve", "in.html", "--format", "json", "--plot", "in.html"], /in\.html: it is the input/],
  ["an edge to nowhere", { f: hcp("1 2", "2 6", "-1") }, ["solve", "f"], /line 6, column 3.*second vertex of an edge from 1 to 5/],
  ["an edge to nothing", { f: hcp("1 2", "2 -1") }, ["solve", "f"], /line 6, column 3.*second vertex of an edge from 1 to 5/],
  ["an edge from zero", { f: hcp("0 2", "-1") }, ["solve", "f"], /line 5, column 1.*or -1 at the end, from 1 to 5/],
  ["no command", {}, [], /command/],
  ["a missing output folder", ok, ["solve", "ok.json", "--out", "nowhere/result.json"], /nowhere/],
  ["a result below a file", ok, ["solve", "ok.json", "--out", "ok.json/x.json"], /ok\.json\/x\.json: ok\.json is no folder/],
  ["a model below a file", ok, ["encode", "ok.json", "--to", "qubo", "--out", "ok.json/x.qubo"], /ok\.json is no folder/],
  ["an instance below a file", ok, ["generate", "tsp", "--out", "ok.json/x.json"], /ok\.json is no folder/],
  ["a picture below a file", ok, ["solve", "ok.json", "--plot", "ok.json/x.svg"], /ok\.json is no folder/],
  ["an output that is a folder", { ...ok, "dir/x": "" }, ["solve", "ok.json", "--out", "dir"], /dir/],
  ["an output of an unknown kind", ok, ["solve", "ok.json", "--out", "result.xlsx"], /result\.xlsx[\s\S]*\.json/],
  ["--json and --ndjson at once", ok, ["solve", "ok.json", "--json", "--ndjson"], /json/],
  ["a solution for another problem", { ...ok, s: '{"part":[0,1]}' }, ["check", "ok.json", "s"], /solution\.(part|tour)/],
  ["an encoding that will not fit", ok, ["encode", "ok.json", "--to", "qubo", "--memory", "100"], /100 bytes/],
  ["an unknown target of encode", ok, ["encode", "ok.json", "--to", "cubo"], /cubo/],
  ["minima of something too large", { f: JSON.stringify({ problem: "max-cut", vertices: 200, edges: [[0, 1]] }) }, ["minima", "f"], /200/],
  ["an output that is the input", ok, ["solve", "ok.json", "--out", "ok.json"], /ok\.json: it is the input/],
  ["a QUBO without its constraints", ok, ["encode", "ok.json", "--to", "qubo", "--encoding", "penalty=structural"], /penalties/],
  ["an instance of a billion cities", {}, ["generate", "tsp", "--size", "1e9"], /1000000000/],
  ["a ramp of a billion stages", ok, ["solve", "ok.json", "--solver", "hopfield-ode", "--set", "stages=1e9"], /stages/],
  ["two TSPLIB cities", { f: tsplib("DIMENSION: 2", "EDGE_WEIGHT_TYPE: EUC_2D", "NODE_COORD_SECTION", "1 0 0", "2 0 3", "EOF") }, ["solve", "f"], /(3|three)/],
  ["a negative target with an exponent and no number", ok, ["solve", "ok.json", "--target", "-1e"], /--target.*-1e/],
  ["a schema of nothing", {}, ["schema", "tps"], /tps[\s\S]*tsp/],
  ["a tour where an instance belongs", { f: "TYPE: TOUR\nDIMENSION: 3\nTOUR_SECTION\n1\n2\n3\n-1\nEOF\n" }, ["solve", "f"], /solution/],
]; // biome-ignore format: a table

describe.concurrent("bad input", () => {
  for (const [what, files, args, names] of CASES) {
    it(`${what} gives a clear error`, async () => {
      const folder = scratch(files);
      const before = readdirSync(folder).sort();
      const { code, stderr, stdout } = await groundstate(args, { cwd: folder });
      expect(stderr).toMatch(names);
      expect(code).toBe(2);
      expect(stderr).not.toMatch(/\n\s+at |internal:|\[object|stdin:|\0/);
      expect(stdout).toBe("");
      expect(readdirSync(folder).sort()).toEqual(before);
    });
  }
});
