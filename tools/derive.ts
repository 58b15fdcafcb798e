/**
 * `npm run derive [LAB …] [fast]`: derives what is derived in documents and manifests, and says what
 * changed.
 *
 *   first   the lists of tests, docs/verification.md, PHASES.md's tables, PATHS.md, BOOKS.md  (derived.ts)
 *   then    what console fences print, in docs/execution.md and steps    (documents-console.ts)
 *
 * `fast` leaves the second out: transcripts take as long as what they run. Files are written only
 * where they change.
 *
 * Left out: checking. `npm run check` does that, and what stands in the way of deriving is said
 * there and here.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Run } from "../grader/src/cli/command.ts";
import { hasReference, type Lab } from "../grader/src/manifest.ts";
import { derivation } from "./derived.ts";
import { rerunTranscripts, rewritten } from "./documents-console.ts";
import { type Problem, problemLine } from "./problem.ts";

export const run: Run = async ({ root, labs, named, options }) => {
  const chosen = named.length > 0 ? named : labs;
  const { files, problems } = derivation(root, chosen, labs);
  for (const { file, now, text } of files) write(root, file, now, text);
  const all: Problem[] = [...problems];
  if (options.fast !== true) {
    for (const lab of chosen.filter(hasReference)) all.push(...(await writeTranscripts(root, lab)));
  }
  for (const problem of all) console.log(`✗ ${problemLine(problem)}`);
  return all.length === 0 ? 0 : 1;
};

async function writeTranscripts(root: string, lab: Lab): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const document of await rerunTranscripts(root, lab)) {
    const { problems: found, notes } = document.findings;
    problems.push(...found);
    for (const note of notes) console.log(`· ${note}`);
    if (document.reruns.length > 0) write(root, document.file, document.text, rewritten(document));
  }
  return problems;
}

function write(root: string, file: string, now: string | undefined, text: string): void {
  if (now === text) {
    console.log(`  ${file} is current`);
    return;
  }
  writeFileSync(join(root, file), text);
  console.log(`● ${file} ${now === undefined ? "is new" : "has changed"}`);
}
