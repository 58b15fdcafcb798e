/**
 * The reports for machines, read by programs that nobody here wrote: a validator of JSON Schema, a strict parser of
 * XML, a reader of JUnit's files.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import chalk from "chalk";
import fc from "fast-check";
import { parse } from "junit2json";
import { SaxesParser } from "saxes";
import { beforeAll, describe, expect, test } from "vitest";
import { annotationLines, summaryMarkdown } from "../src/reports/github.ts";
import { gradingReport } from "../src/reports/grading.ts";
import { jsonText } from "../src/reports/json.ts";
import { junitText } from "../src/reports/junit.ts";
import { gradingSchema, schemaText } from "../src/reports/schema.ts";
import { schemaTexts } from "../src/schemas.ts";
import { stepLines } from "../src/screen/steps.ts";
import { greenLines } from "../src/screen/verdict.ts";
import { type Failure, isGreenStep, type StepResult } from "../src/verdict.ts";
import { labNamed, resultOf } from "./canned.ts";
import {
  broken,
  decode,
  encode,
  gradescope,
  gradings,
  lab,
  NASTY,
  reportOf,
  skipped,
  stuck,
} from "./reports-samples.ts";
import { repository } from "./tree.ts";

beforeAll(() => {
  chalk.level = 0;
});

const withText = (text: string) =>
  reportOf([resultOf(encode, { simple: "failed" }, { ...broken, message: text, actual: text })]);

const schema = JSON.parse(schemaText());
const isValid = new Ajv2020({ strict: true }).compile(schema);

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** Every element, in the order of the file. @throws Error where it is no XML 1.0 */
function elementsOf(xml: string): readonly Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: "" };
    elements.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(xml).close();
  return elements;
}

const elementOf = (xml: string, name: string) =>
  elementsOf(xml).find((element) => element.name === name)!;
describe("all of them", () => {
  /** The `3/5` in the line of a step. */
  const onScreen = (result: StepResult) => {
    const step = lab.steps.find(({ id }) => id === result.id)!;
    const line = stepLines(lab).done(step, result);
    return /(\d+)\/(\d+)/.exec(line)!.slice(1).map(Number);
  };

  test("agree on the points, with each other and with the screen", async () => {
    await fc.assert(
      fc.asyncProperty(gradings, async (results) => {
        const report = reportOf(results);
        const screen = results.map(onScreen);
        const points = screen.reduce((total, [own = 0]) => total + own, 0);

        expect(report.steps.map((step) => [step.points, step.pointsMax])).toEqual(screen);
        expect([report.points, report.pointsMax]).toEqual([points, 5]);
        expect(report.green).toBe(results.every(isGreenStep));

        const scope = gradescope(report);
        const scores = scope.tests.map(({ score }: { score: number }) => score);
        expect(scope.score).toBe(points);
        expect(scores).toEqual(screen.map(([own]) => own));

        const junit = await parse(junitText(report));
        if (!junit || !("testsuite" in junit)) return expect.fail("no suites");
        const passed = junit.testsuite!.map(({ tests, failures, errors, skipped: without }) => {
          return tests! - failures! - errors! - without!;
        });
        expect(passed).toEqual(screen.map(([own]) => own));

        expect(summaryMarkdown(report)).toContain(`: ${points}/5 points, `);
      }),
    );
  });

  test("are sound, whatever a submission put into them", () => {
    fc.assert(
      fc.property(gradings, (results) => {
        const report = reportOf(results);
        const json = jsonText(report);
        expect(isValid(JSON.parse(json)), JSON.stringify(isValid.errors)).toBe(true);
        expect(gradingSchema.safeParse(JSON.parse(json)).success).toBe(true);
        const cases = elementsOf(junitText(report)).filter(({ name }) => name === "testcase");
        const names = cases.map(({ attributes: { classname, name } }) => `${classname} ${name}`);
        expect(new Set(names).size).toBe(5);
        for (const line of annotationLines([report], "")) {
          expect(line).toMatch(/^::(error|warning|notice) [^\r\n]*::[^\r\n]*$/);
        }
        const table = summaryMarkdown(report).split("\n").slice(2, 6);
        for (const line of table) expect(line.match(/(?<!&#124;)\|/g)).toHaveLength(7);
      }),
    );
  });

  test("a law that is skipped has no point, and its step is green all the same", () => {
    expect(skipped).toMatchObject({ points: 4, pointsMax: 5, green: true });
    const results = [resultOf(encode), resultOf(decode, { limits: "skipped" })];
    const green = { lab, results, isReference: true, seed: 1, moreSeeds: 0 };
    expect(greenLines(green, 80)[0]).toContain("4/5");
    expect(gradescope(skipped).tests[1]).toMatchObject({
      score: 2,
      max_score: 3,
      status: "passed",
    });
    expect(elementOf(junitText(skipped), "skipped").attributes.message).toBe("no redis-cli");
    expect(gradescope(skipped).tests[1].output).toContain(
      "Skipped, worth no point:\n  – the law of limits: no redis-cli",
    );
  });

  test("a law that could not tell has none either, and its step is not green", () => {
    const failure: Failure = { kind: "too-little", message: "three crashes of ten", did: [] };
    const report = reportOf([resultOf(encode, { bulk: "inconclusive" }, failure)]);
    expect(report).toMatchObject({ points: 1, green: false });
    expect(elementOf(junitText(report), "error").attributes.message).toBe("three crashes of ten");
    expect(gradescope(report).tests[0]).toMatchObject({ score: 1, status: "failed" });
    expect(annotationLines([report], "")[0]).toMatch(/^::warning title=db-01 step 1%3A the law/);
  });
});

describe("JSON", () => {
  test("is the document", () => {
    const report = JSON.parse(jsonText(stuck));
    expect(report).toEqual(stuck);
    expect(report).toMatchObject({
      format: "labs-grading",
      version: 1,
      lab: { id: "db-01", title: "resp", folder: "db-01-resp" },
      graded: "src",
      seed: 8127,
      startedAt: "2026-01-02T03:04:05.678Z",
      milliseconds: 1235,
      points: 4,
      pointsMax: 5,
      green: false,
      again: "npm run grade db-01 seed 8127",
    });
    expect(report.steps[1].tests[0]).toEqual({
      id: "chunks",
      title: "the law of chunks",
      hint: "Of chunks",
      outcome: "failed",
      points: 0,
      milliseconds: 50,
      failure: broken,
    });
  });

  test("says what the lab stood on, and that the reference was graded", () => {
    const on = [
      { lab: labNamed("db-02", "keyspace"), whose: "yours" as const, isByUse: false },
      { lab: labNamed("db-03", "wal"), whose: "reference" as const, isByUse: false },
    ];
    const graded = { lab, isReference: true, selection: { conditions: [], on } };
    const report = gradingReport(graded, [resultOf(encode)], {
      seed: 1,
      startedAt: new Date(0),
      milliseconds: 0,
      node: "v20.19.0",
      course: "0.1.0",
      steps: [encode],
      again: () => "npm run grade db-01",
    });
    expect(report).toMatchObject({
      graded: "reference",
      on: { "db-02": "mine", "db-03": "reference" },
      pointsMax: 2,
    });
    expect(isValid(report)).toBe(true);
  });

  test.each([
    ["another version", { ...stuck, version: 2 }],
    ["half a point", { ...stuck, points: 0.5 }],
    ["no steps", { ...stuck, steps: undefined }],
    ["an unknown outcome", { ...stuck, steps: [{ ...stuck.steps[0], outcome: "fine" }] }],
  ])("the schema refuses %s", (_, document) => {
    expect(isValid(JSON.parse(JSON.stringify(document)))).toBe(false);
    expect(gradingSchema.safeParse(document).success).toBe(false);
  });

  test("the schema allows fields that a later course may add", () => {
    expect(isValid({ ...stuck, more: 1, steps: [{ ...stuck.steps[0], more: 1 }] })).toBe(true);
  });

  test("the schemas that stand in the tree are these, and no others", () => {
    const texts = [...schemaTexts()].map(([file, text]) => [file, JSON.parse(text)] as const);
    for (const [file, derived] of texts) {
      expect(JSON.parse(readFileSync(join(repository, file), "utf8"))).toEqual(derived);
    }
    const there = readdirSync(join(repository, "grader/schemas")).map(
      (name) => `grader/schemas/${name}`,
    );
    expect(there.sort()).toEqual(texts.map(([file]) => file).sort());
  });

  test("TOOLS.md names every field", () => {
    const tools = readFileSync(join(repository, "TOOLS.md"), "utf8");
    const section = tools.split("## For machines\n")[1]?.split("\n## ")[0] ?? "";
    const { properties } = schema;
    const step = properties.steps.items.properties;
    const fields = [properties, step, step.tests.items.properties].flatMap(Object.keys);
    for (const field of fields) expect(section).toContain(`\`${field}\``);
  });
});

describe("JUnit", () => {
  test("a suite for each step, a case for each law, and what the screen says of a failure", async () => {
    const xml = junitText(stuck);
    const read = await parse(xml);
    expect(read).toMatchObject({
      name: "db-01 resp",
      tests: 5,
      failures: 1,
      errors: 0,
      testsuite: [
        { name: "1. Encode replies", tests: 2, failures: 0, time: 0.1 },
        { name: "2. Decode, however it is cut", tests: 3, failures: 1, skipped: 0 },
      ],
    });
    const failure = elementOf(xml, "failure");
    expect(failure.attributes).toEqual({
      type: "law",
      message: 'expected ["ECHO", ""], got ["ECHO"], then nothing',
    });
    expect(failure.text).toContain("  ✗ the law of chunks\n");
    expect(failure.text).toContain("Your code   labs/db-01-resp/src/decode.ts:57\n");
    expect(failure.text).toContain("Again       npm run grade db-01 step 2 seed 8127\n");
    const [first] = elementsOf(xml).filter(({ name }) => name === "testcase");
    expect(first!.attributes).toEqual({
      classname: "db-01.encode",
      name: "the law of simple",
      time: "0.050",
    });
  });

  test.each(Object.entries(NASTY))("%s comes through a strict parser", (_, text) => {
    const xml = junitText(withText(text));
    const failure = elementOf(xml, "failure");
    expect(failure.attributes.message).not.toMatch(/[\u0000-\u001f]/);
    expect(failure.text).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
    expect(xml.length).toBeLessThan(40_000);
  });

  test("what was printed comes through as it was, but for what XML forbids", () => {
    const head = Object.values(NASTY).join("\n");
    const [one, two] = resultOf(encode).tests;
    const printed = { head, bytes: Buffer.byteLength(head) + 9 };
    const result = { ...resultOf(encode), tests: [{ ...one!, printed }, two!] };
    const { text } = elementOf(junitText(reportOf([result])), "system-out");
    const said = head
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, (character) => {
        return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
      })
      .replace(/half \ud83d/, "half \ufffd")
      .replace("\ufffe\uffff", "\ufffd\ufffd");
    expect(text).toBe(`${said}\n… 9 bytes more`);
  });

  test("laws of one step with the same title keep apart", () => {
    const { tests, ...result } = resultOf(encode);
    const same = { ...result, tests: tests.map((each) => ({ ...each, title: "it holds" })) };
    const names = elementsOf(junitText(reportOf([same])))
      .filter(({ name }) => name === "testcase")
      .map(({ attributes }) => attributes.name);
    expect(names).toEqual(["it holds (simple)", "it holds (bulk)"]);
  });

  test("not started is a failure that says what to read", () => {
    const report = reportOf([resultOf(encode, { simple: "not-started", bulk: "not-started" })]);
    const failure = elementOf(junitText(report), "failure");
    expect(failure.attributes).toEqual({ type: "not-started", message: "not written yet" });
    expect(failure.text).toContain("Read labs/db-01-resp/steps/01-encode.md");
  });

  test("where nothing of a step could run, every law says why", () => {
    const failure: Failure = { kind: "import", message: "src/a.ts: no export encode", did: [] };
    const [one, two] = resultOf(encode, { simple: "failed", bulk: "failed" }).tests;
    const bare = [one!, two!].map(({ failure: _, ...each }) => each);
    const xml = junitText(reportOf([{ ...resultOf(encode), tests: bare, failure }]));
    const failures = elementsOf(xml).filter(({ name }) => name === "failure");
    expect(failures.map(({ attributes }) => attributes)).toEqual([
      { type: "import", message: "src/a.ts: no export encode" },
      { type: "import", message: "src/a.ts: no export encode" },
    ]);
  });
});
