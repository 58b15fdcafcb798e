/**
 * The JSON Schema of a grading's document, for whoever reads it elsewhere.
 *
 *   gradingSchema (zod) ──▶ schemaText ──▶ grader/schemas/labs-grading-1.schema.json      `npm run derive` writes it
 *
 * Those of a class stand on it: class/schema.ts. Fields that a reader does not know are allowed everywhere: a later course may add some. Draft 2020-12
 * (https://json-schema.org/draft/2020-12).
 */
import { z } from "zod";
import { FORMAT, type GradingReport, VERSION } from "./grading.ts";

/** The file of a format's schema, relative to the tree's root. */
export const schemaFile = (format: string, version: number): string =>
  `grader/schemas/${format}-${version}.schema.json`;

export const SCHEMA_FILE = schemaFile(FORMAT, VERSION);

export const count = (says: string) => z.int().min(0).describe(says);
export const text = (says: string) => z.string().describe(says);

export const outcome = z
  .enum(["passed", "failed", "not-started", "inconclusive", "skipped"])
  .describe(
    "inconclusive: it could not tell, which is no fault of the code; skipped: a tool is missing",
  );

const failure = z.object({
  kind: z.enum([
    "law",
    "threw",
    "hang",
    "exit",
    "memory",
    "background",
    "replaced",
    "leak",
    "import",
    "unreported",
    "too-little",
    "tool",
  ]),
  message: text("one sentence; of a law it may be empty, the title says it"),
  did: z.array(z.object({ label: z.string(), text: z.string() })).describe("what was done"),
  expected: text("ready to print").exactOptional(),
  actual: text("there wherever expected is").exactOptional(),
  note: z.string().exactOptional(),
  place: z
    .object({
      file: text("relative to labs/ and lab.folder"),
      line: z.int(),
      name: text("the function").exactOptional(),
    })
    .exactOptional(),
});

const test = z.object({
  id: text("for ever; unique in its step"),
  title: text("the law, as a sentence; it may change"),
  hint: text("the heading in the step's document under which its hints stand"),
  outcome,
  points: z.union([z.literal(0), z.literal(1)]),
  milliseconds: count("how long it took"),
  failure: failure.describe("why it is not green").exactOptional(),
  unwritten: text("what of the stub it met").exactOptional(),
  printed: z
    .object({ head: text("the beginning"), bytes: count("all of it") })
    .describe("what the code printed meanwhile")
    .exactOptional(),
});

const step = z.object({
  number: z.int().min(1),
  id: text("for ever; unique in its lab"),
  title: z.string(),
  document: text("relative to labs/ and lab.folder"),
  outcome,
  points: count("the sum of its tests' points"),
  pointsMax: count("how many laws it has"),
  milliseconds: count("how long it took"),
  again: text("the command that replays it"),
  failure: failure
    .describe("why nothing of the step could run; its tests then have no failure of their own")
    .exactOptional(),
  tests: z.array(test),
});

/** What a document of this version is. Whatever `gradingReport` makes fits. */
export const gradingSchema: z.ZodType<GradingReport> = z
  .object({
    format: z.literal(FORMAT),
    version: z.literal(VERSION),
    lab: z.object({ id: z.string(), title: z.string(), folder: text("its folder below labs/") }),
    graded: z.enum(["src", "reference"]).describe("src: what the learner wrote"),
    on: z
      .record(z.string(), z.enum(["mine", "reference"]))
      .describe("what the lab stood on, by id of the lab"),
    seed: count("the same cases again: grade with this seed"),
    startedAt: text("ISO 8601, in UTC"),
    milliseconds: count("how long the grading took"),
    node: text("the version of Node"),
    course: text("the version of the course"),
    points: count("the sum of the steps' points"),
    pointsMax: count("how many laws the steps have that were to be graded"),
    green: z.boolean().describe("whether every step that was graded is passed or skipped"),
    again: text("the command that replays it"),
    steps: z.array(step).describe("those that were graded, in order"),
  })
  .meta({ title: "What npm run grade LAB json FILE writes" });

/** The JSON Schema as JSON; a grading's, unless another is named. */
export function schemaText(schema: z.ZodType = gradingSchema): string {
  // What is read, not what is left after reading: unknown fields are allowed.
  return `${JSON.stringify(z.toJSONSchema(schema, { io: "input" }), null, 2)}\n`;
}
