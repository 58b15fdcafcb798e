/** A grading's document as JSON, or a hunt's, indented, in one order of its fields. Their schemas: schema.ts, hunt/report.ts. */
import type { HuntReport } from "../hunt/report.ts";
import type { GradingReport } from "./grading.ts";

export function jsonText(report: GradingReport | HuntReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
