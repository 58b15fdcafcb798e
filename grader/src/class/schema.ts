/**
 * The JSON Schemas of a class's documents, for whoever reads them elsewhere.
 *
 *   rowSchema   (zod) ──▶ grader/schemas/labs-class-row-1.schema.json      rows/NAME.json; its report is a grading
 *   classSchema (zod) ──▶ grader/schemas/labs-class-1.schema.json          class.json
 *
 * As those of a grading (reports/schema.ts) they allow fields that a reader does not know. What is on the disk is read
 * through them: a row that does not fit is no row.
 */
import { z } from "zod";
import { count, gradingSchema, outcome, schemaFile, text } from "../reports/schema.ts";
import { ISOLATIONS } from "./cage.ts";
import { type ClassRow, ROW_FORMAT, ROW_VERSION } from "./row.ts";
import { CLASS_FORMAT, CLASS_VERSION, type ClassDocument } from "./tables.ts";

export const ROW_SCHEMA_FILE = schemaFile(ROW_FORMAT, ROW_VERSION);
export const CLASS_SCHEMA_FILE = schemaFile(CLASS_FORMAT, CLASS_VERSION);

const step = z.object({
  id: text("for ever; unique in its lab"),
  points: count("one for each law that passed"),
  pointsMax: count("how many laws it has"),
  outcome,
});

const tableFields = {
  lab: text("the lab's id"),
  seed: count("what all of the class was graded with"),
  fingerprint: text("of the submission's files: the same for the same files"),
  course: text("of the laws, and all that they stand on: the same for the same course"),
  name: text("the submission's folder; unique in the class"),
  points: count("the sum of the steps' points"),
  pointsMax: count("how many laws the lab has"),
  steps: z.array(step).describe("in order; none where there is a problem"),
  notes: z.array(z.string()).describe("what of the submission was passed over"),
  isolation: z
    .enum(ISOLATIONS)
    .describe("in what it was shut; none where nothing of it ran")
    .exactOptional(),
  problem: text("why it has no points, or could not be graded: one sentence").exactOptional(),
  hasFault: z
    .literal(true)
    .describe("the problem is the grader's own: it is graded again when the class is")
    .exactOptional(),
};

/** What rows/NAME.json is. */
export const rowSchema: z.ZodType<ClassRow> = z
  .object({
    format: z.literal(ROW_FORMAT),
    version: z.literal(ROW_VERSION),
    ...tableFields,
    report: gradingSchema.describe("the whole grading, where there was one").exactOptional(),
  })
  .meta({ title: "What npm run class LAB FOLDER keeps of one submission" });

/** What class.json is. */
export const classSchema: z.ZodType<ClassDocument> = z
  .object({
    format: z.literal(CLASS_FORMAT),
    version: z.literal(CLASS_VERSION),
    lab: z.object({ id: z.string(), title: z.string() }),
    seed: count("what all of the class was graded with"),
    rows: z.array(z.object(tableFields)).describe("by name, without their whole gradings"),
  })
  .meta({ title: "What npm run class LAB FOLDER writes of all submissions" });
