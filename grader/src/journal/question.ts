/**
 * What a step asks, as an entry quotes it, and whether somebody answered within the quotation:
 *
 *   > Which would you want in production?      the whole of "Decision log" in the step's document
 *   > I would throw.                           the learner's, though it stands in the quotation
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab, Step } from "../manifest.ts";
import { headQuotation, partsOf, wordsIn } from "./words.ts";

/** Markdown; empty where the step's document asks nothing. */
export function questionOf(lab: Lab, step: Step): string {
  const file = join(lab.path, step.document);
  if (!existsSync(file)) return "";
  const text = readFileSync(file, "utf8").replaceAll("\r\n", "\n");
  const part = partsOf(text).find(({ level, title }) => level === 2 && title === "Decision log");
  if (part === undefined) return "";
  return text.split("\n").slice(part.below, part.to).join("\n").trim();
}

/** How many words the quotation at an entry's head has beyond the question that it quotes. */
export function wordsBeyond(body: string, question: string): number {
  const [quoted, asked] = [headQuotation(body), question].map(onOneLine) as [string, string];
  const isMore = asked !== "" && quoted !== asked && quoted.includes(asked);
  return isMore ? wordsIn(quoted) - wordsIn(asked) : 0;
}

/** Whether an entry begins with just this question. */
export function quotesAlone(body: string, question: string): boolean {
  return onOneLine(headQuotation(body)) === onOneLine(question);
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
