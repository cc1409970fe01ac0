/**
 * dimod binary quadratic models as JSON, schema 3.0.0: `BinaryQuadraticModel.to_serializable(use_bytes=False)`. Linear
 * biases by variable, pairs as parallel arrays head, tail, bias, each pair once; to be minimised. O(n + m).
 * A label that is no string becomes its JSON text ("7", "[0,1]"); labels 0..n-1 in order become none.
 */
import { BY_ENDING, endsWithOneOf, withoutMark } from "./detection.ts";
import { addEdge, closeEdges, openEdges } from "./edges.ts";
import { BQM_TYPE, isObject } from "./json.ts";
import { findValue, parseJson } from "./json-text.ts";
import { inPieces } from "./pieces.ts";
import { pairsOf, pairTexts, senseFactor } from "./quadratic.ts";
import type { Format, QuadraticRecord } from "./records.ts";
import { fail, openCursor, quoted } from "./scanner.ts";

const EXTENSIONS = ["bqm.json", "bqm"];

type Path = readonly (string | number)[];

/** A parsed document with its text, which gives an error its place. */
interface Source {
  readonly text: string;
  readonly document: Record<string, unknown>;
}

export const bqm: Format<QuadraticRecord> = {
  id: "bqm",
  title: "dimod BQM (JSON, bits or spins, minimise)",
  sources: ["https://docs.dwavequantum.com/en/latest/ocean/api_ref_dimod/", "dimod bqm_schema 3.0.0"],
  kind: "quadratic",
  extensions: EXTENSIONS,
  detect(head, fileName) {
    const text = withoutMark(head);
    if (!/^\s*\{/.test(text)) return endsWithOneOf(fileName, EXTENSIONS) ? BY_ENDING : 0;
    if (/"type"\s*:\s*"BinaryQuadraticModel"/.test(text)) return 1;
    // With sorted keys the type may stand behind long arrays.
    if (/"(?:bqm_schema|linear_biases|bias_type)"\s*:/.test(text)) return 0.9;
    return endsWithOneOf(fileName, EXTENSIONS) ? 0.7 : 0;
  },
  parse,
  *print(record) {
    yield* inPieces(parts(record));
  },
};

/** Refuses the value under a path. */
function refuse(source: Source, path: Path, expected: string, hint?: string): never {
  const cursor = openCursor(source.text, "a BQM document");
  const at = findValue(source.text, path);
  const name = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
  const found = path.reduce<unknown>(
    (value, step) => (value as Record<string | number, unknown> | undefined)?.[step],
    source.document,
  );
  return fail(
    cursor,
    at,
    `${name.replace(/^\./, "")} is ${describe(found)}, expected ${expected}`,
    hint === undefined ? {} : { hint },
  );
}

function describe(value: unknown): string {
  if (value === undefined) return "missing";
  if (Array.isArray(value)) return "an array";
  if (isObject(value)) return "an object";
  return typeof value === "string" ? quoted(value) : String(value);
}

function parse(text: string): QuadraticRecord {
  const document = parseJson(text);
  if (!isObject(document) || document.type !== BQM_TYPE) {
    const source = { text, document: isObject(document) ? document : {} };
    return refuse(
      source,
      ["type"],
      `"${BQM_TYPE}"`,
      "If this is an instance or a solution of ours, use --format json.",
    );
  }
  const source: Source = { text, document };
  checkEncoding(source);
  const domain = readDomain(source);
  const linear = Float64Array.from(readNumbers(source, "linear_biases"));
  const n = linear.length;
  if (n === 0) refuse(source, ["linear_biases"], "at least one variable");
  checkCount(source, "num_variables", n, "linear_biases");
  const labels = readLabels(source, n);
  const pairs = readPairs(source, n);
  checkCount(source, "num_interactions", pairs.from.length, "quadratic_biases");
  const offset = readFinite(source, ["offset"], document.offset);
  const info = document.info;
  const name = isObject(info) && typeof info.name === "string" ? info.name : null;
  return { kind: "quadratic", name, domain, sense: "min", n, linear, ...pairs, offset, labels };
}

function checkEncoding(source: Source): void {
  const { document } = source;
  if (document.use_bytes === true) {
    refuse(
      source,
      ["use_bytes"],
      "false (numbers as JSON)",
      "Write the model with bqm.to_serializable(use_bytes=False).",
    );
  }
  const version = isObject(document.version) ? document.version.bqm_schema : undefined;
  if (version !== undefined && !/^3\./.test(String(version))) {
    refuse(source, ["version", "bqm_schema"], 'schema "3.0.0"', "Load and write the model with dimod 0.10 or later.");
  }
}

function readDomain(source: Source): "bit" | "spin" {
  const type = source.document.variable_type;
  if (type === "BINARY") return "bit";
  if (type === "SPIN") return "spin";
  return refuse(source, ["variable_type"], '"BINARY" or "SPIN"');
}

/** A finite number; -0 becomes 0. */
function readFinite(source: Source, path: Path, value: unknown): number {
  return typeof value === "number" ? value + 0 : refuse(source, path, "a number");
}

function readArray(source: Source, key: string): readonly unknown[] {
  const value = source.document[key];
  return Array.isArray(value) ? value : refuse(source, [key], "an array");
}

function readNumbers(source: Source, key: string): number[] {
  return readArray(source, key).map((value, k) => readFinite(source, [key, k], value));
}

function checkCount(source: Source, key: string, count: number, counted: string): void {
  const stated = source.document[key];
  if (stated !== undefined && stated !== count) refuse(source, [key], `${count}, the length of ${counted}`);
}

function readLabels(source: Source, n: number): string[] | null {
  if (source.document.variable_labels === undefined) return null;
  const values = readArray(source, "variable_labels");
  if (values.length !== n)
    refuse(source, ["variable_labels"], `${n} labels, as linear_biases has, not ${values.length}`);
  if (values.every((value, k) => value === k)) return null;
  const earlier = new Map<string, number>();
  return values.map((value, k) => {
    if (typeof value !== "string" && typeof value !== "number" && !Array.isArray(value)) {
      return refuse(source, ["variable_labels", k], "a string, a number or an array of them");
    }
    const label = typeof value === "string" ? value : JSON.stringify(value);
    const twin = earlier.get(label);
    if (twin !== undefined) refuse(source, ["variable_labels", k], `another label than that of variable ${twin}`);
    earlier.set(label, k);
    return label;
  });
}

function readPairs(source: Source, n: number): { from: Int32Array; to: Int32Array; value: Float64Array } {
  const bias = readNumbers(source, "quadratic_biases");
  const head = readArray(source, "quadratic_head");
  const tail = readArray(source, "quadratic_tail");
  for (const [key, array] of [["quadratic_head", head] as const, ["quadratic_tail", tail] as const]) {
    if (array.length !== bias.length)
      refuse(source, [key], `${bias.length} indices, as quadratic_biases has, not ${array.length}`);
    array.forEach((index, e) => {
      if (Number.isInteger(index) && (index as number) >= 0 && (index as number) < n) return;
      refuse(source, [key, e], `an index from 0 to ${n - 1}`);
    });
  }
  const store = openEdges(bias.length);
  for (let e = 0; e < bias.length; e++) {
    if (head[e] === tail[e]) refuse(source, ["quadratic_tail", e], "another variable than its quadratic_head");
    const earlier = addEdge(store, head[e] as number, tail[e] as number, bias[e], e);
    if (earlier >= 0) refuse(source, ["quadratic_head", e], `another pair than that of interaction ${earlier}`);
  }
  const { from, to, weight } = closeEdges(store);
  return { from, to, value: weight };
}

/** The document in small parts; a record to be maximised is negated. */
function* parts(record: QuadraticRecord): Generator<string, void, void> {
  const factor = senseFactor(record, "min");
  const { n, linear, offset, labels, name } = record;
  yield `{"type":"${BQM_TYPE}","version":{"bqm_schema":"3.0.0"},"use_bytes":false,"index_type":"int32",`;
  yield `"bias_type":"float64","num_variables":${n},"num_interactions":${pairsOf(record).count},"variable_labels":`;
  yield* array(n, (i) => (labels === null ? String(i) : JSON.stringify(labels[i])));
  yield `,"variable_type":"${record.domain === "bit" ? "BINARY" : "SPIN"}","offset":${factor * offset},`;
  yield `"info":${JSON.stringify(name === null ? {} : { name })},"linear_biases":`;
  yield* array(n, (i) => String(factor * linear[i]));
  yield ',"quadratic_biases":';
  yield* pairArray(record, (_from, _to, value) => String(factor * value));
  yield ',"quadratic_head":';
  yield* pairArray(record, (from) => String(from));
  yield ',"quadratic_tail":';
  yield* pairArray(record, (_from, to) => String(to));
  yield "}\n";
}

function* pairArray(
  record: QuadraticRecord,
  element: (from: number, to: number, value: number) => string,
): Generator<string, void, void> {
  let comma = "";
  yield "[";
  yield* pairTexts(record, (from, to, value) => {
    const text = comma + element(from, to, value);
    comma = ",";
    return text;
  });
  yield "]";
}

function* array(length: number, element: (k: number) => string): Generator<string, void, void> {
  yield "[";
  for (let k = 0; k < length; k++) yield k === 0 ? element(k) : `,${element(k)}`;
  yield "]";
}
