/**
 * `npm run hint db-01 2`: the next level of the hints for the law that fails now.
 *
 * Which law that is, and under which heading its hints stand, is known from the last grading. Every call shows one
 * level more; how many were shown is kept.
 */
import chalk from "chalk";
import { hasReference, type Lab, type Step } from "../manifest.ts";
import { type Progress, ProgressStore } from "../progress.ts";
import { markdownLines } from "../screen/markdown.ts";
import { Terminal } from "../screen/terminal.ts";
import { wrapped } from "../screen/text.ts";
import { stepProgress } from "../standing.ts";
import { isGreenOutcome } from "../verdict.ts";
import type { Run } from "./command.ts";
import { type Hint, readDocument } from "./document.ts";
import { currentStep, labOf, namedStep } from "./place.ts";

export const run: Run = async (invocation) => {
  const terminal = new Terminal();
  const store = new ProgressStore(invocation.root, { warn: (message) => terminal.print(message) });
  const progress = await store.read();
  const lab = labOf(invocation, progress);
  const step = namedStep(invocation, lab) ?? currentStep(lab, progress);
  const document = `labs/${lab.folder}/${step.document}`;
  const law = lawToHintAt(lab, step, progress);
  if (law === undefined) {
    terminal.print(`Every law of step ${step.number} of ${lab.id} holds: nothing needs a hint.`);
    return 0;
  }
  const { hints } = readDocument(lab, step);
  const hint =
    law.heading === undefined ? hints[0] : hints.find(({ heading }) => heading === law.heading);
  if (hint === undefined || hint.levels.length === 0) {
    terminal.print(`No hint stands in ${document} for this law. What the step asks for does.`);
    return 0;
  }
  const shown = stepProgress(progress, lab, step).hintsShown[hint.heading] ?? 0;
  terminal.print(hintLines(lab, step, hint, shown, terminal.columns));
  if (shown < hint.levels.length) await store.saveHint(lab.id, step.id, hint.heading, shown + 1);
  return 0;
};

/** The first test that failed, or else the first that has not passed. */
function lawToHintAt(
  lab: Lab,
  step: Step,
  progress: Progress,
): { readonly heading: string | undefined } | undefined {
  const { tests } = stepProgress(progress, lab, step);
  const failed = step.tests.find((id) =>
    ["failed", "inconclusive"].includes(tests[id]?.last ?? ""),
  );
  const open = step.tests.find((id) => !isGreenOutcome(tests[id]?.last));
  const id = failed ?? open;
  return id === undefined ? undefined : { heading: tests[id]?.hint };
}

/** The level after `shown`, and what to do when there is none. */
export function hintLines(
  lab: Lab,
  step: Step,
  hint: Hint,
  shown: number,
  columns: number,
): string[] {
  const head = `${lab.id} step ${step.number} · ${hint.heading}`;
  const level = hint.levels[shown];
  if (level === undefined) {
    const text =
      `All ${hint.levels.length} levels of this hint have been shown; they stand in ` +
      `labs/${lab.folder}/${step.document}, under "${hint.heading}".`;
    const reveal = ` The reference of this step: npm run reveal ${lab.id} ${step.number}`;
    return [chalk.bold(head), "", ...wrapped(hasReference(lab) ? text + reveal : text, columns)];
  }
  const number = shown + 1;
  const more =
    number < hint.levels.length
      ? `The next level: npm run hint ${lab.id} ${step.number}`
      : "This was the last level.";
  return [
    chalk.bold(head),
    `${number} of ${hint.levels.length}${level.title === "" ? "" : `, ${level.title}`}`,
    "",
    ...markdownLines(level.text, columns),
    "",
    more,
  ];
}
