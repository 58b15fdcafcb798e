/**
 * The reports that are made for one service: Gradescope's results, and what GitHub Actions shows.
 */
import chalk from "chalk";
import { beforeAll, describe, expect, test } from "vitest";
import { annotationLines, paused, resumed, summaryMarkdown } from "../src/reports/github.ts";
import type { Failure } from "../src/verdict.ts";
import { resultOf } from "./canned.ts";
import {
  broken,
  decode,
  encode,
  gradescope,
  lab,
  reportOf,
  skipped,
  stuck,
} from "./reports-samples.ts";

beforeAll(() => {
  chalk.level = 0;
});

describe("Gradescope", () => {
  test("a test for each step with its share, and every law for the instructor", () => {
    const results = gradescope(stuck);
    expect(results).toMatchObject({ score: 4, execution_time: 1, output_format: "text" });
    expect(results.tests).toMatchObject([
      { number: "1", name: "Encode replies", score: 2, max_score: 2, visibility: "visible" },
      { number: "2", score: 2, max_score: 3, status: "failed", visibility: "visible" },
    ]);
    expect(results.tests).toHaveLength(2);
    expect(results.tests[0]).toMatchObject({ status: "passed", output: "" });
    const laws = results.extra_data.laws.join("\n");
    expect(laws).toContain("2. Decode, however it is cut   2/3\n  ✗ the law of chunks: expected");
  });

  test("the output is what the screen says, without colour", () => {
    chalk.level = 3;
    const { output } = gradescope(stuck).tests[1];
    chalk.level = 0;
    expect(output).not.toContain("\u001b");
    expect(output).toContain(
      '    expected   ["ECHO", ""]\n    got        ["ECHO"], then nothing\n',
    );
    expect(output).toContain("Again       npm run grade db-01 step 2 seed 8127");
  });

  test("one failure in full, the others by their titles", () => {
    const both = { chunks: "failed", values: "failed" } as const;
    const { output } = gradescope(reportOf([resultOf(decode, both, broken)])).tests[0];
    expect(output.match(/expected/g)).toHaveLength(1);
    expect(output).toContain("Not green either, one of them:\n  ✗ the law of values");
  });

  test("hidden steps are hidden, and keep their points", () => {
    const { tests, score } = gradescope(stuck, 2);
    expect(tests.map(({ visibility }: { visibility: string }) => visibility)).toEqual([
      "visible",
      "hidden",
    ]);
    expect(score).toBe(4);
  });
});

describe("GitHub Actions", () => {
  test("an annotation at the learner's line, below the workspace", () => {
    const [line, ...more] = annotationLines([stuck], "course/");
    expect(more).toEqual([]);
    expect(line).toMatch(
      /^::error file=course\/labs\/db-01-resp\/src\/decode\.ts,line=57,title=db-01 step 2%3A the law of chunks::/,
    );
    expect(line).toContain('%0A    expected   ["ECHO", ""]%0A');
  });

  test("percent signs, line ends, colons and commas are escaped where they must be", () => {
    const [one] = resultOf(encode).tests;
    const failure = { ...broken, message: "50 %: a, b", place: { file: "src/a,b:c%.ts", line: 1 } };
    const tests = [{ ...one!, title: "x: y, z\n100 %", outcome: "failed" as const, failure }];
    const [line] = annotationLines([reportOf([{ ...resultOf(encode), tests }])], "");
    expect(line).toMatch(
      /^::error file=labs\/db-01-resp\/src\/a%2Cb%3Ac%25\.ts,line=1,title=db-01 step 1%3A x%3A y%2C z%0A100 %25::/,
    );
    expect(line).toContain("50 %25: a, b.");
  });

  test("what could not be loaded is said once, not for every step", () => {
    const failure: Failure = { kind: "import", message: "no export encode", did: [] };
    const results = lab.steps.map((step) => ({ ...resultOf(step), failure }));
    const lines = annotationLines([reportOf(results)], "");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("title=db-01 step 1%3A no export encode::");
  });

  test("of more than ten of a kind the tenth says how many; of all labs together", () => {
    const all = { simple: "failed", bulk: "failed" } as const;
    const three = { chunks: "failed", limits: "failed", values: "skipped" } as const;
    const report = reportOf([resultOf(encode, all), resultOf(decode, three)]);
    expect(annotationLines([report, report], "")).toHaveLength(10);
    const lines = annotationLines([report, report, report], "");
    expect(lines.filter((line) => line.startsWith("::error"))).toHaveLength(10);
    expect(lines[9]).toMatch(/^::error title=3 more::3 more are in the log/);
    expect(lines.filter((line) => line.startsWith("::notice"))).toHaveLength(3);
  });

  test("commands are paused by a token, and taken up by the same", () => {
    expect([paused("t"), resumed("t")]).toEqual(["::stop-commands::t", "::t::"]);
  });

  test("the table has a row for each step", () => {
    expect(summaryMarkdown(stuck)).toBe(`### db-01 resp: 4/5 points, not green

| | | Step | Points | Time | |
| --- | --- | --- | --- | --- | --- |
| ● | 1 | Encode replies | 2/2 | 0.1 s |  |
| ✗ | 2 | Decode, however it is cut | 2/3 | 0.1 s | the law of chunks |

Graded src with seed 8127. The same again: \`npm run grade db-01 seed 8127\`

`);
    expect(summaryMarkdown(skipped)).toContain("| 2/3 | 0.1 s | skipped: no redis-cli |");
  });
});
