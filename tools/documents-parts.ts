/**
 * The parts that a lab's documents must have, in their order.
 *
 *   CONCEPTS.md      eight numbered parts, then sources and questions; 1,500 to 3,500 words
 *   steps/NN-x.md    one for each step, and none besides; nine parts; 400 to 1,200 words
 *   references.md    papers, books, lectures and source code, in the shape that references.ts reads
 *   docs/            the five of them
 *
 * Words are counted outside of fences. Folded answers count in CONCEPTS.md; in a step the hints do not, of which a
 * reader opens what is needed, so that no hint is cut for the sake of a count.
 * A drawing is a ```text fence. Where a list of things is asked for (three bugs, six questions)
 * more is welcome.
 *
 * Each rule reads one document and returns problems, so that its test feeds it a small bad one.
 *
 * Left out: whether the text is any good.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "../grader/src/manifest.ts";
import {
  type Heading,
  headingNamed,
  type Markdown,
  readMarkdown,
  within,
} from "./documents-markdown.ts";
import type { Law } from "./laws.ts";
import type { Problem } from "./problem.ts";
import {
  missingBooks,
  REFERENCES_OPTIONAL,
  REFERENCES_PARTS,
  readReferences,
} from "./references.ts";

/** The parts of CONCEPTS.md, as their headings read. */
export const CONCEPTS_PARTS: readonly string[] = [
  "1. What is it",
  "2. Why it matters",
  "3. How it works",
  "4. Core terminology",
  "5. Mental models",
  "6. Common misconceptions",
  "7. Interview talking points",
  "8. Connections to other labs",
  "Reading the source",
  "Check questions",
];

/** The parts of a step's document, as their headings read. */
export const STEP_PARTS: readonly string[] = [
  "Goal",
  "What you will see",
  "Background",
  "Predict first",
  "Task",
  "Check",
  "Hints",
  "What goes wrong",
  "Decision log",
];

/** The files of `docs/`. */
export const DOCS: readonly string[] = [
  "analysis.md",
  "broader-ideas.md",
  "execution.md",
  "observation.md",
  "verification.md",
];

const CONCEPTS_WORDS = { least: 1_500, most: 3_500 };
const STEP_WORDS = { least: 400, most: 1_200 };
const DRAWINGS_MIN = 2;
const QUESTIONS_MIN = 6;
const HINT_LEVELS_MIN = 2;
const PITFALLS_MIN = 3;

/** Every document of the lab: there, and with its parts. @param laws by the step's id */
export function labPartsProblems(
  lab: Lab,
  laws: ReadonlyMap<string, readonly Law[]>,
): readonly Problem[] {
  const folder = `labs/${lab.folder}`;
  const read = (file: string, rules: (file: string, document: Markdown) => readonly Problem[]) => {
    const path = join(lab.path, file);
    if (!existsSync(path)) return [{ file: `${folder}/${file}`, message: "is missing" }];
    return rules(`${folder}/${file}`, readMarkdown(readFileSync(path, "utf8")));
  };
  return [
    ...read("CONCEPTS.md", conceptsProblems),
    ...lab.steps.flatMap((step) =>
      read(step.document, (file, document) =>
        stepProblems(file, document, laws.get(step.id) ?? []),
      ),
    ),
    ...strayDocuments(lab),
    ...read("references.md", referencesProblems),
    ...DOCS.flatMap((file) => read(`docs/${file}`, notEmpty)),
  ];
}

/** What CONCEPTS.md lacks. */
export function conceptsProblems(file: string, document: Markdown): readonly Problem[] {
  const drawings = document.fences.filter((fence) => fence.language === "text").length;
  const questions = headingNamed(document, 2, "Check questions");
  const folds = questions === undefined ? [] : within(questions, document.folds);
  const problems = [
    ...partsProblems(file, document, CONCEPTS_PARTS),
    ...wordsProblems(file, document.words, CONCEPTS_WORDS),
    ...foldProblems(file, document),
  ];
  if (drawings < DRAWINGS_MIN) {
    problems.push({
      file,
      message: `has ${drawings} drawings (\`\`\`text fences); ${DRAWINGS_MIN} or more`,
    });
  }
  if (questions !== undefined && folds.length < QUESTIONS_MIN) {
    const message = `${folds.length} questions are answered in <details>; ${QUESTIONS_MIN} or more`;
    problems.push({ file, line: questions.line, message });
  }
  return problems;
}

/** What a step's document lacks, the hints of its laws included. */
export function stepProblems(
  file: string,
  document: Markdown,
  laws: readonly Law[],
): readonly Problem[] {
  return [
    ...partsProblems(file, document, STEP_PARTS),
    ...wordsProblems(file, document.words - document.foldedWords, STEP_WORDS),
    ...foldProblems(file, document),
    ...hintProblems(file, document, laws),
    ...pitfallProblems(file, document),
  ];
}

/** What references.md lacks, and the entries that do not fit its shape. */
export function referencesProblems(file: string, document: Markdown): readonly Problem[] {
  const references = readReferences(file, document.text);
  return [
    ...partsProblems(file, document, REFERENCES_PARTS, REFERENCES_OPTIONAL),
    ...missingBooks(references),
    ...references.problems,
  ];
}

/** @param optional those of the parts that may be missing */
function partsProblems(
  file: string,
  document: Markdown,
  parts: readonly string[],
  optional: readonly string[] = [],
): readonly Problem[] {
  const titles = document.headings.filter((heading) => heading.level === 1);
  const found = document.headings.filter((heading) => heading.level === 2);
  const problems: Problem[] = [];
  if (titles.length !== 1)
    problems.push({ file, message: `has ${titles.length} titles (# …) for one` });
  for (const part of parts) {
    const heading = found.find(({ text }) => text === part);
    if (heading === undefined) {
      if (optional.includes(part)) continue;
      problems.push({ file, message: `the part "## ${part}" is missing` });
    } else if (isEmpty(heading, document)) {
      problems.push({ file, line: heading.line, message: `the part "${part}" is empty` });
    }
  }
  for (const { text, line } of found) {
    if (!parts.includes(text))
      problems.push({ file, line, message: `"## ${text}" is none of its parts` });
  }
  const present = found.filter(({ text }) => parts.includes(text));
  const outOfPlace = present.find(
    ({ text }, at) => at > 0 && parts.indexOf(text) <= parts.indexOf(present[at - 1]!.text),
  );
  if (outOfPlace !== undefined) {
    const { text, line } = outOfPlace;
    problems.push({ file, line, message: `the part "${text}" is out of its place in the order` });
  }
  return problems;
}

function isEmpty(heading: Heading, document: Markdown): boolean {
  return within(heading, document.blocks).length === 0;
}

function wordsProblems(
  file: string,
  words: number,
  { least, most }: { readonly least: number; readonly most: number },
): readonly Problem[] {
  if (words >= least && words <= most) return [];
  const range = `${least.toLocaleString("en")} to ${most.toLocaleString("en")}`;
  return [{ file, message: `has ${words.toLocaleString("en")} words outside of fences; ${range}` }];
}

function foldProblems(file: string, document: Markdown): readonly Problem[] {
  return document.folds.flatMap(({ line, isClosed, hasSummary, hasBody }) => {
    if (!isClosed) return { file, line, message: "<details> is never closed" };
    if (!hasSummary) return { file, line, message: "<details> has no <summary>, or an empty one" };
    return hasBody ? [] : { file, line, message: "<details> folds nothing" };
  });
}

function hintProblems(file: string, document: Markdown, laws: readonly Law[]): readonly Problem[] {
  const part = headingNamed(document, 2, "Hints");
  if (part === undefined) return [];
  const hints = within(part, document.headings).filter((heading) => heading.level === 3);
  const problems: Problem[] = [];
  if (hints.length === 0) problems.push({ file, line: part.line, message: "has no ### hint" });
  for (const hint of hints) {
    const levels = within(hint, document.folds).length;
    if (levels < HINT_LEVELS_MIN) {
      const message = `the hint "${hint.text}" has ${levels} levels; ${HINT_LEVELS_MIN} or more`;
      problems.push({ file, line: hint.line, message });
    }
  }
  const twice = hints.find((hint, at) => hints.findIndex(({ text }) => text === hint.text) < at);
  if (twice !== undefined) {
    problems.push({ file, line: twice.line, message: `the hint "${twice.text}" stands twice` });
  }
  for (const law of laws) {
    if (hints.some((hint) => hint.text === law.hint)) continue;
    const message = `has no "### ${law.hint}" under Hints, which the law ${law.id} names`;
    problems.push({ file, line: part.line, message });
  }
  return problems;
}

function pitfallProblems(file: string, document: Markdown): readonly Problem[] {
  const part = headingNamed(document, 2, "What goes wrong");
  if (part === undefined) return [];
  const headings = within(part, document.headings).length;
  const items = headings > 0 ? headings : within(part, document.items).length;
  if (items >= PITFALLS_MIN) return [];
  return [{ file, line: part.line, message: `names ${items} things that go wrong; three` }];
}

function strayDocuments(lab: Lab): readonly Problem[] {
  const folder = join(lab.path, "steps");
  const declared = new Set(lab.steps.map((step) => step.document));
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith(".md") && !declared.has(`steps/${name}`))
    .map((name) => ({
      file: `labs/${lab.folder}/steps/${name}`,
      message: "is the document of no step in the manifest",
    }));
}

function notEmpty(file: string, document: Markdown): readonly Problem[] {
  return document.blocks.length > 0
    ? foldProblems(file, document)
    : [{ file, message: "is empty" }];
}
