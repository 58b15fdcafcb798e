/**
 * Reports for machines from the command line: with a canned engine, which words go together and what is written where;
 * with the real one, on a small tree, that the files of one run are what other programs read.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import chalk from "chalk";
import { parse } from "junit2json";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Invocation, UsageError } from "../src/cli/command.ts";
import { gradeCommand } from "../src/cli/grade.ts";
import type { Lab, Step } from "../src/manifest.ts";
import { gradingSchema } from "../src/reports/schema.ts";
import { GraderFault } from "../src/run/grader.ts";
import type { StepResult } from "../src/verdict.ts";
import { type CannedGrader, cannedGrader, labNamed, plainStream, resultOf } from "./canned.ts";
import { makeTree, repository, type Tree } from "./tree.ts";

let root: string;
let labs: readonly Lab[];
let tree: Tree | undefined;

beforeEach(() => {
  chalk.level = 0;
  root = mkdtempSync(join(tmpdir(), "labs-reports-"));
  labs = [labNamed("db-01", "resp", {}, root), labNamed("db-02", "keyspace", {}, root)];
  writeFileSync(join(root, "package.json"), '{ "version": "1.2.3" }');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
  tree?.remove();
  tree = undefined;
});

const green = (step: Step) => resultOf(step);
const stuck = (step: Step) =>
  resultOf(step, step.id === "encode" ? { bulk: "failed" } : { chunks: "not-started" });
const at = (file: string) => join(root, file);
const read = (file: string) => JSON.parse(readFileSync(at(file), "utf8"));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly graders: readonly CannedGrader[];
}

async function graded(
  options: Invocation["options"],
  verdict: (step: Step, grading: number) => StepResult = stuck,
  named: readonly Lab[] = [labs[0]!],
): Promise<Ran> {
  const graders: CannedGrader[] = [];
  const [out, err] = [plainStream(), plainStream()];
  const open = async () => {
    graders.push(cannedGrader(verdict));
    return graders.at(-1)!;
  };
  const run = gradeCommand(open, out.stream, err.stream);
  const code = await run({ root, labs, named, options, rest: [] });
  return { code, out: out.text(), err: err.text(), graders };
}

describe("words", () => {
  test("all three in one run: every step is graded once, and the scores agree", async () => {
    const begun = Date.now();
    const files = { json: at("r.json"), junit: at("r.xml"), gradescope: at("g.json") };
    const { code, out, graders } = await graded({ ...files, hidden: "2" });
    expect(code).toBe(1);
    expect(graders[0]!.requests).toMatchObject([{ all: true, steps: labs[0]!.steps }]);
    expect(out).toContain(`Written as json: ${at("r.json")}\n`);
    const report = gradingSchema.parse(read("r.json"));
    const again = expect.stringMatching(/^npm run grade db-01 seed \d+$/);
    expect(report).toMatchObject({ points: 3, pointsMax: 5, green: false, course: "1.2.3", again });
    expect(Date.parse(report.startedAt)).toBeGreaterThanOrEqual(begun);
    expect(read("g.json")).toMatchObject({ score: 3, tests: [{}, { visibility: "hidden" }] });
    const junit = await parse(readFileSync(at("r.xml"), "utf8"));
    expect(junit).toMatchObject({ tests: 5, failures: 2 });
  });

  test("green ends with 0, without further seeds", async () => {
    const { code, graders } = await graded({ json: at("r.json") }, green);
    expect(code).toBe(0);
    expect(graders[0]!.requests).toHaveLength(1);
    expect(read("r.json")).toMatchObject({ points: 5, green: true });
  });

  test("one step is a report of one step", async () => {
    mkdirSync(join(labs[0]!.path, "reference"), { recursive: true });
    await graded({ json: at("r.json"), step: "2", seed: "7", reference: true }, green);
    expect(read("r.json")).toMatchObject({
      graded: "reference",
      pointsMax: 3,
      again: "npm run grade db-01 step 2 seed 7 reference",
      steps: [{ number: 2 }],
    });
  });

  test("- is the report alone; the screen's lines go aside", async () => {
    const { code, out, err } = await graded({ json: "-", junit: at("r.xml") });
    expect(code).toBe(1);
    expect(gradingSchema.parse(JSON.parse(out)).points).toBe(3);
    expect(err).toMatch(/^db-01 resp · your code · seed \d+\n/);
    expect(err).toContain("✗ the law of bulk");
    expect(err).toContain(`Written as junit: ${at("r.xml")}`);
    expect(err).not.toContain("Written as json");
  });

  test("a file is where the person stands, not where npm runs the command", async () => {
    vi.stubEnv("INIT_CWD", root);
    await graded({ json: "here.json" });
    expect(read("here.json").points).toBe(3);
  });

  test.each([
    [
      { json: "r.json", watch: true as const },
      /^json is of one grading, and does not go with watch/,
    ],
    [{ junit: "r.xml", times: "3" }, /^junit is of one grading, and does not go with times/],
    [{ hidden: "1" }, /^hidden is for Gradescope/],
    [{ json: "-", junit: "-" }, /^Two reports cannot both go to standard output/],
    [{ json: "r", gradescope: "r" }, /^Two reports cannot both go to .*\/r\./],
    [
      { gradescope: "r", hidden: "3" },
      /^hidden takes steps from 1 to 2, as 5, 5-7 or 2,5-7, and "3"/,
    ],
    [{ gradescope: "r", hidden: "2-1" }, /and "2-1" is none of them/],
    [{ gradescope: "r", hidden: "0-1" }, /and "0-1" is none of them/],
    [{ gradescope: "r", hidden: "x" }, /and "x" is none of them/],
    [
      { json: "no/such/r.json" },
      /no\/such\/r\.json cannot be written: there is no such folder\. Nothing was/,
    ],
    [{ json: "." }, / cannot be written: it is a folder/],
    [{ json: "package.json/r.json" }, / cannot be written: a part of its path is no folder/],
    [{ json: "r.json", step: "9" }, /^db-01 has no step "9"/],
  ])("%j is refused, and nothing is graded or touched", async (options, message) => {
    vi.stubEnv("INIT_CWD", root);
    writeFileSync(at("r.json"), "before");
    const before = readdirSync(root);
    const refused = await graded(options).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UsageError);
    expect((refused as Error).message).toMatch(message);
    expect(readdirSync(root)).toEqual(before);
    expect(readFileSync(at("r.json"), "utf8")).toBe("before");
  });

  test("several labs are refused", async () => {
    const refused = graded({ junit: at("r.xml") }, green, labs);
    await expect(refused).rejects.toThrow("junit takes one lab: grade db-01 junit FILE");
  });

  test("steps may be hidden one by one and by ranges", async () => {
    await graded({ gradescope: at("g.json"), hidden: "2, 1-1" });
    const { tests } = read("g.json");
    expect(tests.map(({ visibility }: { visibility: string }) => visibility)).toEqual(
      Array(2).fill("hidden"),
    );
  });

  test("where the grader fails there is no report, not even an older one", async () => {
    writeFileSync(at("r.json"), "before");
    const fault = () => {
      throw new GraderFault("lost its process");
    };
    await expect(graded({ json: at("r.json") }, fault)).rejects.toThrow(GraderFault);
    expect(existsSync(at("r.json"))).toBe(false);
  });

  test("a link keeps leading where it led", async () => {
    writeFileSync(at("real.json"), "before");
    symlinkSync(at("real.json"), at("link.json"));
    await graded({ json: at("link.json") });
    expect(read("real.json").points).toBe(3);
  });
});

describe("GitHub Actions", () => {
  const inActions = (more: Readonly<Record<string, string>> = {}) => {
    const env = { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: root, ...more };
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  };
  const broken = (step: Step) =>
    resultOf(step, step.id === "encode" ? { bulk: "failed" } : {}, {
      kind: "law",
      message: "::error::forged",
      did: [],
      place: { file: "src/encode.ts", line: 3 },
    });

  test("annotations at the end, and nothing of a submission is a command before", async () => {
    inActions();
    const { code, out } = await graded({}, broken);
    expect(code).toBe(1);
    const lines = out.split("\n");
    const token = /^::stop-commands::([0-9a-f-]{36})$/.exec(lines[0]!)?.[1];
    const resumed = lines.indexOf(`::${token}::`);
    expect(resumed).toBeGreaterThan(5);
    expect(lines[resumed + 1]).toMatch(
      /^::error file=labs\/db-01-resp\/src\/encode\.ts,line=3,title=db-01 step 1%3A the law of bulk::/,
    );
    expect(lines.slice(resumed + 2)).toEqual([""]);
    const { out: next } = await graded({}, broken);
    expect(next.split("\n")[0]).not.toBe(lines[0]);
  });

  test("paths begin at the workspace, and the tables of all labs are appended to the summary", async () => {
    const workspace = join(root, "..");
    inActions({ GITHUB_WORKSPACE: workspace, GITHUB_STEP_SUMMARY: at("summary.md") });
    writeFileSync(at("summary.md"), "before\n");
    const { out } = await graded({}, broken, labs);
    const folder = root.slice(workspace.length + 1);
    expect(out).toContain(`::error file=${folder}/labs/db-01-resp/src/encode.ts,line=3`);
    expect(out).toContain(`::error file=${folder}/labs/db-02-keyspace/src/encode.ts,line=3`);
    const summary = readFileSync(at("summary.md"), "utf8");
    expect(summary).toMatch(/^before\n### db-01 resp: 1\/5 points, not green\n/);
    expect(summary).toContain("\n### db-02 keyspace: 1/5 points, not green\n");
  });

  test("a report on standard output stays pure", async () => {
    inActions();
    const { out, err } = await graded({ json: "-" }, broken);
    expect(JSON.parse(out).points).toBe(4);
    expect(err).toMatch(/^::stop-commands::/);
    expect(err).toContain("::error file=labs/");
  });

  test("a summary that cannot be written is said, and changes nothing", async () => {
    inActions({ GITHUB_STEP_SUMMARY: at("no/such/file") });
    const { code, out } = await graded({}, green);
    expect(code).toBe(0);
    expect(out).toContain("No summary is written: ENOENT");
  });

  test("commands are taken up again when the grader fails", async () => {
    inActions();
    const out = plainStream();
    const run = gradeCommand(async () => {
      throw new GraderFault("lost its process");
    }, out.stream);
    const failing = run({ root, labs, named: [labs[0]!], options: {}, rest: [] });
    await expect(failing).rejects.toThrow(GraderFault);
    const token = /^::stop-commands::(.*)$/m.exec(out.text())?.[1];
    expect(out.text()).toContain(`\n::${token}::\n`);
  });

  test("elsewhere there is none of it", async () => {
    const { out } = await graded({}, broken);
    expect(out).not.toMatch(/^::/m);
  });
});

describe("the real engine", () => {
  const LAWS = `
    import { step } from "@labs/grader/testing";
    import { encode } from "@labs/db-90";
    const law = step("encode");
    law("abc", "a text is its bytes", { hint: "Bytes" }, (t) => t.bytes(encode("abc"), "abc"));
    law("empty", "the empty text is no bytes", { hint: "Nothing" }, (t) => {
      console.log("\\u001b[2Jprinted ]]>");
      t.bytes(encode(""), "");
    });
  `;
  const RED = `export function encode(text: string): Uint8Array {
    return new TextEncoder().encode(text === "" ? "\\u0000" : text);
  }\n`;

  /** One run of the command as a process, standing in the tree. */
  async function ran(...words: readonly string[]) {
    const main = join(import.meta.dirname, "cli-main.ts");
    const env = { ...process.env, NO_COLOR: "1", INIT_CWD: tree!.root };
    const args = ["--import", "tsx", main, tree!.root, ...words];
    const child = spawn(process.execPath, args, { cwd: repository, env });
    const texts = { out: "", err: "" };
    child.stdout.on("data", (chunk) => {
      texts.out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      texts.err += chunk;
    });
    const [code] = await once(child, "close");
    return { code, ...texts };
  }

  beforeEach(() => {
    tree = makeTree({
      steps: { encode: ["abc", "empty"] },
      exports: { encode: "function" },
      files: { "src/index.ts": RED, "tests/01-encode.test.ts": LAWS },
    });
    copyFileSync(join(repository, "tsconfig.json"), join(tree.root, "tsconfig.json"));
    writeFileSync(join(tree.root, "package.json"), '{ "name": "labs", "type": "module" }');
  });

  test("one run, three reports, and standard output is JSON and nothing else", async () => {
    const files = ["junit", "r.xml", "gradescope", "g.json", "hidden", "1"];
    const { code, out, err } = await ran("grade", "db-90", "json", "-", ...files);
    expect(code).toBe(1);
    const report = gradingSchema.parse(JSON.parse(out));
    expect(report).toMatchObject({ points: 1, pointsMax: 2, steps: [{ outcome: "failed" }] });
    expect(report.steps[0]!.tests[1]!.printed?.head).toBe("\u001b[2Jprinted ]]>\n");
    expect(err).toContain("✗ the empty text is no bytes");
    const xml = readFileSync(join(tree!.root, "r.xml"), "utf8");
    expect(await parse(xml)).toMatchObject({ tests: 2, failures: 1 });
    expect(xml).toContain("<system-out>\\x1b[2Jprinted ]]&gt;\n</system-out>");
    expect(JSON.parse(readFileSync(join(tree!.root, "g.json"), "utf8")).score).toBe(1);
  });

  test("what cannot be written ends with 2 before anything is graded", async () => {
    const { code, out, err } = await ran("grade", "db-90", "--junit=no/r.xml");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(
      /no\/r\.xml cannot be written: there is no such folder\. Nothing was graded\.\n$/,
    );
  });
});
