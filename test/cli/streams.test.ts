/** Standard input and output, signals, files cut short: the command among other processes. */
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { groundstate, scratch, startGroundstate } from "../support/command.ts";

const MAIN = join(import.meta.dirname, "..", "..", "dist", "cli", "main.js");
const EXAMPLES = join(import.meta.dirname, "..", "..", "examples");
const MACKAY = join(EXAMPLES, "tsp", "mackay-four.json");
const NAMED =
  "NAME: corner\nTYPE: TSP\nDIMENSION: 3\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n1 0 0\n2 0 3\n3 4 0\nEOF\n";

/** What the command says on stderr when its input never ends. */
function endless(args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = startGroundstate(args, scratch());
    const piece = Buffer.alloc(1 << 20, 32);
    let said = "";
    child.stderr!.on("data", (text) => {
      said += text;
    });
    child.stdin!.on("error", () => undefined);
    const feed = () => {
      while (child.stdin!.writable && child.stdin!.write(piece));
    };
    child.stdin!.on("drain", feed);
    feed();
    child.on("close", () => resolve(said));
  });
}

describe("repeated options", () => {
  it("gathers --set and --encoding, and lets flags be repeated", async () => {
    const { stdout } = await groundstate(
      `solve ${MACKAY} --json --json --solver annealing --seed 4 --work 2000 --set sweeps=7 --set anneals=2 --set sweeps=9 --encoding penalty=tight --encoding tightness=0.9`.split(
        " ",
      ),
    );
    const { options, encoding, solver, seed, limits } = JSON.parse(stdout);
    expect({ solver, seed, work: limits.work }).toEqual({ solver: "annealing", seed: 4, work: 2000 });
    expect(options).toMatchObject({ sweeps: 9, anneals: 2 });
    expect(encoding).toMatchObject({ penalty: "tight", tightness: 0.9 });
  });
});

describe("a dash", () => {
  it("is standard output for encode and generate", async () => {
    const folder = scratch();
    const [plain, dashed, generated] = await Promise.all([
      groundstate(["encode", MACKAY, "--to", "qubo"], { cwd: folder }),
      groundstate(["encode", MACKAY, "--to", "qubo", "--out", "-"], { cwd: folder }),
      groundstate(["generate", "tsp", "--out", "-"], { cwd: folder }),
    ]);
    expect(dashed.stdout).toBe(plain.stdout);
    expect(JSON.parse(generated.stdout).problem).toBe("tsp");
    expect(readdirSync(folder)).toEqual([]);
  });
  it("is standard input for --start", async () => {
    const { code, stderr } = await groundstate(["solve", MACKAY, "--start", "-"], { stdin: '{"tour":[0,1,2,3]}' });
    expect(code, stderr).toBe(0);
  });
});

describe("an output that is interrupted", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("by %s leaves no part of itself", async (signal, expected) => {
    const cities = Array.from({ length: 150 }, (_, k) => [k, (k * k) % 997]);
    const folder = scratch({ "f.json": JSON.stringify({ problem: "tsp", metric: "EUC_2D", coordinates: cities }) });
    const child = startGroundstate(["encode", "f.json", "--to", "qubo", "--out", "f.qubo"], folder);
    const closed = new Promise((resolve) => child.on("close", resolve));
    while (!readdirSync(folder).some((name) => name.endsWith(".part"))) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    child.kill(signal);
    expect(await closed).toBe(expected);
    expect(readdirSync(folder)).toEqual(["f.json"]);
  });
});

describe("standard input", () => {
  it.runIf(existsSync("/dev/zero"))("and devices without an end are read up to the limit and no further", async () => {
    const [device, inf] = await Promise.all([groundstate(["solve", "/dev/zero"]), endless(["solve", "-"])]);
    expect(device.stderr).toMatch(/\/dev\/zero holds more than the \d+ bytes/);
    expect(inf).toMatch(/standard input holds more than the \d+ bytes/);
    expect(device.code).toBe(2);
  });

  it("gives the instance the name in the file, or stdin", async () => {
    const args = ["solve", "-", "--json", "--work", "100"];
    const [named, nameless] = await Promise.all([
      groundstate(args, { stdin: NAMED }),
      groundstate(args, { stdin: "3 2\n1 2 1\n2 3 1\n" }),
    ]);
    expect(JSON.parse(named.stdout).instance.name).toBe("corner");
    expect(JSON.parse(nameless.stdout).instance.name).toBe("stdin");
  });
});

describe("the repeat row", () => {
  it("gives the same solution again", async () => {
    const capitals = join(EXAMPLES, "tsp", "european-capitals.json");
    const { stdout } = await groundstate(["solve", capitals, "--time", "300ms", "--seed", "9"]);
    const command = /^repeat +groundstate (.*)$/m.exec(stdout)?.[1] ?? "";
    const again = await groundstate(command.split(" "));
    const solution = (text: string) => /^solution +(.*)$/m.exec(text)?.[1];
    expect(solution(again.stdout)).toBe(solution(stdout));
    expect(solution(stdout)?.length).toBeGreaterThan(100);
  });
});

describe("files", () => {
  it.skipIf(process.platform === "win32")("are not left behind when they could not be written whole", async () => {
    const folder = scratch();
    // The size limit makes the first write short, without an error, and only the next one fails.
    const script = `ulimit -f 1; exec "${process.execPath}" "${MAIN}" generate tsp --size 2000 --out x.json`;
    const { code, stderr } = await new Promise<{ code: number; stderr: string }>((resolve) => {
      execFile("sh", ["-c", script], { cwd: folder }, (error, _stdout, text) =>
        resolve({ code: Number(error?.code ?? 0), stderr: text }),
      );
    });
    expect(readdirSync(folder)).toEqual([]);
    expect(stderr).toMatch(/cannot write x\.json/);
    expect(code).toBe(2);
  });
});

/** Time enough for a process to start and to listen for signals, also on a busy machine: nothing tells when it does. */
const listening = () => new Promise((resolve) => setTimeout(resolve, 4000));

describe("signals before the search", () => {
  for (const [signal, expected] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    it(`${signal} ends solve and minima with ${expected} while they read standard input`, async () => {
      const children = ["solve", "minima"].map((command) => startGroundstate([command, "-"], scratch()));
      // A process that dies of a signal has no code of its own: shells say 128 and the signal's number.
      const closed = children.map(
        (child) =>
          new Promise((resolve) => {
            child.on("close", (code, by) => resolve(code ?? 128 + constants.signals[by!]));
          }),
      );
      await listening();
      for (const child of children) child.kill(signal);
      expect(await Promise.all(closed)).toEqual([expected, expected]);
    });
  }
  it("Ctrl-C during minima says that nothing is known", async () => {
    const edges = Array.from({ length: 39 }, (_, i) => [i, i + 1]);
    const folder = scratch();
    writeFileSync(join(folder, "f.json"), JSON.stringify({ problem: "max-cut", vertices: 40, edges }));
    const child = startGroundstate(["minima", "f.json", "--json"], folder);
    let [stdout, stderr] = ["", ""];
    child.stdout?.on("data", (piece) => {
      stdout += piece;
    });
    child.stderr?.on("data", (piece) => {
      stderr += piece;
    });
    const closed = new Promise((resolve) => child.on("close", resolve));
    await listening();
    child.kill("SIGINT");
    expect(await closed).toBe(130);
    expect(stderr).toMatch(/interrupted/);
    expect(stdout).toBe("");
  });
});

describe("generate", () => {
  it("makes large instances of exactly the size asked for, in seconds", async () => {
    const sizes: Record<string, number> = {
      tsp: 100_000,
      "graph-partitioning": 20_000,
      "max-cut": 20_000,
      ising: 20_000,
      qubo: 20_000,
    };
    await Promise.all(
      Object.entries(sizes).map(async ([id, size]) => {
        const folder = scratch();
        const { code, seconds, stderr } = await groundstate(["generate", id, "--size", `${size}`, "--out", "x.json"], {
          cwd: folder,
        });
        expect(code, stderr).toBe(0);
        expect(seconds).toBeLessThan(20);
        const instance = JSON.parse(readFileSync(join(folder, "x.json"), "utf8"));
        expect(instance.coordinates?.length ?? instance.vertices ?? instance.spins ?? instance.variables).toBe(size);
        const pairs = instance.edges ?? instance.couplings ?? instance.quadratic ?? [];
        if (id !== "tsp") expect(pairs.length / size).toBeGreaterThan(1.2);
        expect(pairs.length / size).toBeLessThan(5);
      }),
    );
  });
});

describe("a picture that cannot be drawn", () => {
  it("is refused before the search", async () => {
    const folder = scratch({ "m.json": '{"problem":"tsp","distances":[[0,1,2],[1,0,3],[2,3,0]]}' });
    const { code, seconds } = await groundstate(["solve", "m.json", "--plot", "x.svg", "--time", "30s"], {
      cwd: folder,
    });
    expect(code).toBe(2);
    expect(seconds).toBeLessThan(10);
    expect(existsSync(join(folder, "x.svg"))).toBe(false);
  });
});
