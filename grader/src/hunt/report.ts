/**
 * A hunt as a document for machines: `npm run hunt db-05 json FILE`. Its schema is derived:
 * grader/schemas/labs-hunt-1.schema.json. As in a grading's, fields may be added.
 *
 * Left out, as on the screen: what bugs are that were not caught.
 */
import { z } from "zod";
import type { Lab } from "../manifest.ts";
import { count, schemaFile, text } from "../reports/schema.ts";
import type { Bug } from "./bugs.ts";
import type { OnReference } from "./hunt-run.ts";

const FORMAT = "labs-hunt";
const VERSION = 1;
export const HUNT_SCHEMA_FILE = schemaFile(FORMAT, VERSION);

const caughtBy = z.object({
  file: text("of tests, relative to the hunt's folder"),
  title: text("the test's; none where the file did not load").exactOptional(),
  how: text("failed, hung, ended the process …"),
});

const bug = z.object({
  number: z.int().min(1).describe("for ever; unique in its lab"),
  step: text("the id of the step that it is in"),
  caught: z.boolean(),
  by: caughtBy.describe("only where it was caught").exactOptional(),
});

const wrong = z.object({
  file: text("relative to the hunt's folder"),
  title: text("the test's; none where the whole file could not run").exactOptional(),
  message: text("may be empty: the title says it"),
  failedOn: z.array(z.int()).describe("the seeds on which it failed"),
});

export const huntSchema = z
  .object({
    format: z.literal(FORMAT),
    version: z.literal(VERSION),
    lab: z.object({ id: z.string(), title: z.string(), folder: text("its folder below labs/") }),
    seed: count("the first of those on which the reference was tested, and that of every bug"),
    tests: z.array(z.object({ file: z.string(), tests: count("how many it has") })),
    wrong: z.array(wrong).describe("what does not hold for the reference; then no bug was tried"),
    caught: count("how many bugs"),
    bugs: z.array(bug).describe("those that were asked for, by number"),
  })
  .meta({ title: "What npm run hunt LAB json FILE writes" });

export type HuntReport = z.infer<typeof huntSchema>;

/** What came of one bug. */
export interface Outcome {
  readonly bug: Bug;
  readonly by?: {
    readonly file: string;
    readonly title?: string | undefined;
    readonly how: string;
  };
}

export function huntReport(
  lab: Lab,
  seed: number,
  { counts, wrong: found }: OnReference,
  outcomes: readonly Outcome[],
): HuntReport {
  return {
    format: FORMAT,
    version: VERSION,
    lab: { id: lab.id, title: lab.title, folder: lab.folder },
    seed,
    tests: [...counts].map(([file, tests]) => ({ file, tests })),
    wrong: found.map(({ file, test, failure, failedOn }) => ({
      file: file.name,
      ...(test === undefined ? {} : { title: test.title }),
      message: failure.message,
      failedOn: [...failedOn],
    })),
    caught: outcomes.filter(({ by }) => by !== undefined).length,
    bugs: outcomes.map(({ bug: { number, step }, by }) => ({
      number,
      step: step.id,
      caught: by !== undefined,
      ...(by === undefined ? {} : { by: byOf(by) }),
    })),
  };
}

function byOf({ file, title, how }: NonNullable<Outcome["by"]>): z.infer<typeof caughtBy> {
  return { file, how, ...(title === undefined ? {} : { title }) };
}
