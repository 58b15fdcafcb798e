/**
 * The documents, checked like code.
 *
 *   parts        the headings, words, drawings, hints and answers that a lab's documents must have
 *   links        every relative link and anchor, in every document of the tree
 *   code         every ```ts fence
 *   transcripts  every ```console fence that claims to have been run
 *
 * Each check stands in its own file; here is what they are run on: the documents of the tree, but
 * for templates and the fixtures of the grader's tests.
 *
 * Left out: spelling and style, which people read for.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hasReference, type Lab } from "../grader/src/manifest.ts";
import { codeProblems, type Named } from "./documents-code.ts";
import { rerunTranscripts, transcriptProblems } from "./documents-console.ts";
import { linkProblems } from "./documents-links.ts";
import { readMarkdown } from "./documents-markdown.ts";
import { labPartsProblems } from "./documents-parts.ts";
import { inventory, lawsByStep } from "./inventory.ts";
import { type Findings, together } from "./problem.ts";
import { treeFiles } from "./scratch.ts";

/**
 * What is wrong with the text of these labs, and with the links and the code of every document of
 * the tree.
 */
export async function checkDocuments(root: string, labs: readonly Lab[]): Promise<Findings> {
  const documents = readDocuments(root);
  const conditions = labs.some(hasReference) ? ["reference"] : [];
  const problems = [
    ...labs.flatMap((lab) => labPartsProblems(lab, lawsByStep(inventory(root, lab)))),
    ...documents.flatMap(({ file, document }) => linkProblems(root, file, document)),
    ...(await codeProblems(root, documents, conditions)),
  ];
  return { problems, notes: [] };
}

/** Runs the transcripts of these labs again, and compares. */
export async function checkTranscripts(root: string, labs: readonly Lab[]): Promise<Findings> {
  const all: Findings[] = [];
  for (const lab of labs) {
    if (!hasReference(lab)) {
      const notes = [`labs/${lab.folder}: transcripts were not run: this edition has no reference`];
      all.push({ problems: [], notes });
      continue;
    }
    for (const document of await rerunTranscripts(root, lab)) {
      all.push(document.findings, { problems: transcriptProblems(document), notes: [] });
    }
  }
  return together(all);
}

function readDocuments(root: string): readonly Named[] {
  return treeFiles(root)
    .filter((file) => file.endsWith(".md") && !/^(tools\/template|grader\/tests)\//.test(file))
    .map((file) => ({ file, document: readMarkdown(readFileSync(join(root, file), "utf8")) }));
}
