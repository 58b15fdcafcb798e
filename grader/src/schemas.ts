/** Every JSON Schema of the tree: what is promised to programs elsewhere, each derived from the code that reads it. */
import { CLASS_SCHEMA_FILE, classSchema, ROW_SCHEMA_FILE, rowSchema } from "./class/schema.ts";
import { HUNT_SCHEMA_FILE, huntSchema } from "./hunt/report.ts";
import { gradingSchema, SCHEMA_FILE, schemaText } from "./reports/schema.ts";

/** Their texts, by file relative to the tree's root. */
export function schemaTexts(): ReadonlyMap<string, string> {
  return new Map([
    [SCHEMA_FILE, schemaText(gradingSchema)],
    [CLASS_SCHEMA_FILE, schemaText(classSchema)],
    [ROW_SCHEMA_FILE, schemaText(rowSchema)],
    [HUNT_SCHEMA_FILE, schemaText(huntSchema)],
  ]);
}
