/** A grading's document as JSON, indented, in one order of its fields. Its schema is in schema.ts. */
import type { GradingReport } from "./grading.ts";

export function jsonText(report: GradingReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
