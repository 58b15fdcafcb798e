/**
 * A step's document as the commands need it: its hints in levels, and the question of its decision log.
 *
 *   ## Hints
 *   ### An empty bulk is still a bulk          a test names this heading
 *   <details><summary>Nudge</summary> … </details>      one level each, in order
 *
 *   ## Decision log
 *   RESP has … What did it trade away?         the question: the first sentence that ends with a question mark
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import MarkdownIt, { type Token } from "markdown-it";
import type { Lab, Step } from "../manifest.ts";

export interface HintLevel {
  /** What its summary says: "Nudge". */
  readonly title: string;
  /** Markdown. */
  readonly text: string;
}

export interface Hint {
  readonly heading: string;
  readonly levels: readonly HintLevel[];
}

export interface StepDocument {
  readonly hints: readonly Hint[];
  readonly question: string | undefined;
  /** The whole text under "Decision log". */
  readonly decision: string | undefined;
}

interface Section {
  readonly level: number;
  readonly title: string;
  readonly body: string;
}

/** Reads the document of a step; one that does not exist has nothing in it. */
export function readDocument(lab: Lab, step: Step): StepDocument {
  const file = join(lab.path, step.document);
  return parseDocument(existsSync(file) ? readFileSync(file, "utf8") : "");
}

export function parseDocument(text: string): StepDocument {
  const sections = sectionsOf(text);
  const at = sections.findIndex(({ level, title }) => level === 2 && title === "Hints");
  const end = sections.findIndex(({ level }, index) => index > at && level <= 2);
  const hints = at === -1 ? [] : sections.slice(at + 1, end === -1 ? undefined : end);
  const log = sections.find(({ level, title }) => level === 2 && title === "Decision log");
  return {
    hints: hints.map(({ title, body }) => ({ heading: title, levels: levelsOf(body) })),
    question: log === undefined ? undefined : questionOf(log.body),
    decision: log?.body.trim(),
  };
}

/** Every heading with what stands under it until the next one. */
function sectionsOf(text: string): readonly Section[] {
  const lines = text.split("\n");
  const tokens = new MarkdownIt({ html: true }).parse(text, {});
  const headings = tokens.flatMap((token, index) =>
    token.type === "heading_open" && token.map !== null
      ? [{ level: Number(token.tag.slice(1)), title: plain(tokens[index + 1]), map: token.map }]
      : [],
  );
  return headings.map(({ level, title, map }, index) => ({
    level,
    title,
    body: lines.slice(map[1], headings[index + 1]?.map[0]).join("\n"),
  }));
}

/** A heading's text without its marks: `` `-ERR` and *you* `` is "-ERR and you". */
function plain(inline: Token | undefined): string {
  const parts = inline?.children ?? [];
  return parts.map((part) => (part.type === "softbreak" ? " " : part.content)).join("");
}

function levelsOf(body: string): readonly HintLevel[] {
  const details = /<details>\s*<summary>(?<title>.*?)<\/summary>(?<text>.*?)<\/details>/gs;
  return [...body.matchAll(details)].map(({ groups }) => ({
    title: groups?.title?.trim() ?? "",
    text: groups?.text?.trim() ?? "",
  }));
}

function questionOf(body: string): string | undefined {
  const text = body.replace(/\s+/g, " ").replace(/[*_`]/g, "").trim();
  return /(?<question>[^.?!:]*\?)/.exec(text)?.groups?.question?.trim();
}
