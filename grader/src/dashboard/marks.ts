/**
 * What a learner can mark as done beside the steps: reading, and exercises that nothing grades.
 *
 *   reading    concepts, analysis, execution, observation, verification, broader-ideas, references
 *              where the document is there
 *   exercises  question-3        the check question of that number in CONCEPTS.md
 *              predict-encode    "Predict first" of the step of that id
 *              decision-encode   its "Decision log": also done where the log has an entry about the step
 *
 * Ids are for ever, as those of steps and laws: progress refers to them. So check questions keep their numbers, and a
 * new one goes behind the others.
 *
 * Documents are read again when they have changed.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import MarkdownIt from "markdown-it";
import type { Lab } from "../manifest.ts";
import { shortLine } from "../screen/text.ts";

const TEXT_MAX = 600;
const READING: readonly (readonly [id: string, file: string, text: string])[] = [
  ["concepts", "CONCEPTS.md", "Concepts: the why"],
  ["analysis", "docs/analysis.md", "Analysis: what was traded for what"],
  ["execution", "docs/execution.md", "Execution: from clone to green"],
  ["observation", "docs/observation.md", "Observation: seeing inside"],
  ["verification", "docs/verification.md", "Verification: what the tests hold"],
  ["broader-ideas", "docs/broader-ideas.md", "Broader ideas"],
  ["references", "references.md", "References"],
];
const QUESTION = /^(?:\*\*)?(?<number>\d+)\.(?:\*\*)?\s+(?<text>\S.*)$/s;

export type MarkKind = "reading" | "question" | "predict" | "decision";

export interface Mark {
  readonly id: string;
  readonly kind: MarkKind;
  /** What it asks, or the document's name; one line, without Markdown. */
  readonly text: string;
  /** From the lab's folder, with the heading's anchor: `steps/01-encode.md#predict-first`. */
  readonly document: string;
  /** The step that it belongs to. */
  readonly step?: string;
}

const inline = new MarkdownIt();
const made = new Map<string, { readonly stamp: string; readonly marks: readonly Mark[] }>();

/** Every mark of the lab, reading first. What cannot be read has none. */
export function marksOf(lab: Lab): readonly Mark[] {
  const reading = READING.filter(([, file]) => existsSync(join(lab.path, file))).map(
    ([id, document, text]): Mark => ({ id, kind: "reading", text, document }),
  );
  const questions = marksIn(join(lab.path, "CONCEPTS.md"), questionsOf);
  const ofSteps = lab.steps.flatMap(({ id, title, document }) =>
    marksIn(join(lab.path, document), (text) => exercisesOf(text, id, title, document)),
  );
  return [...reading, ...questions, ...ofSteps];
}

function marksIn(file: string, read: (text: string) => readonly Mark[]): readonly Mark[] {
  try {
    const { mtimeMs, size } = statSync(file);
    const stamp = `${mtimeMs} ${size}`;
    const before = made.get(file);
    if (before?.stamp === stamp) return before.marks;
    const marks = read(readFileSync(file, "utf8"));
    made.set(file, { stamp, marks });
    return marks;
  } catch {
    return [];
  }
}

function questionsOf(text: string): readonly Mark[] {
  return paragraphs(section(text, "Check questions")).flatMap((paragraph) => {
    const { number, text: asked = "" } = QUESTION.exec(paragraph)?.groups ?? {};
    if (number === undefined) return [];
    return {
      ...{ id: `question-${Number(number)}`, kind: "question" as const, text: plain(asked) },
      document: "CONCEPTS.md#check-questions",
    };
  });
}

function exercisesOf(text: string, step: string, title: string, document: string): readonly Mark[] {
  const parts = [
    ["predict", "Predict first", "predict-first"],
    ["decision", "Decision log", "decision-log"],
  ] as const;
  return parts.flatMap(([kind, heading, anchor]) => {
    const [first] = paragraphs(section(text, heading));
    if (first === undefined) return [];
    const id = `${kind}-${step}`;
    return { id, kind, text: plain(first) || title, document: `${document}#${anchor}`, step };
  });
}

/** The lines under a heading of the second level; what stands in fences is no heading. */
function section(text: string, heading: string): readonly string[] {
  const lines: string[] = [];
  let [isIn, fence] = [false, ""];
  for (const line of text.split(/\r?\n/)) {
    const ticks = /^\s*(?<ticks>`{3,}|~{3,})/.exec(line)?.groups?.ticks ?? "";
    if (fence === "" && /^##? /.test(line)) isIn = line.slice(3).trim() === heading;
    else if (isIn) lines.push(line);
    if (fence === "") fence = ticks;
    else if (ticks.startsWith(fence)) fence = "";
  }
  return lines;
}

/** Those outside of folds, fences and lists of a paragraph's own. */
function paragraphs(lines: readonly string[]): readonly string[] {
  const outside = lines.join("\n").replace(/<details[\s\S]*?<\/details>|^(`{3,})[\s\S]*?^\1/gm, "");
  return outside
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "" && !paragraph.startsWith("<!--"));
}

function plain(text: string): string {
  const [token] = inline.parseInline(text, {});
  const parts = token?.children ?? [];
  const words = parts.map(({ type, content }) => (type.endsWith("break") ? " " : content));
  return shortLine(words.join(""), TEXT_MAX);
}
