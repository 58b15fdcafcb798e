/**
 * `npm run log db-01 2`: the learner's decision log, with what the step asks under a heading of its own.
 *
 *   .labs/log/db-01.md
 *     ## Step 2: Decode, however it is cut
 *     > What did RESP trade away?
 *
 * Opened in $VISUAL or $EDITOR on a terminal; else it is said where it is. Nothing in it is ever overwritten.
 */
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Lab, Step } from "../manifest.ts";
import { ProgressStore } from "../progress.ts";
import { Terminal } from "../screen/terminal.ts";
import { wrapped } from "../screen/text.ts";
import type { Run } from "./command.ts";
import { readDocument } from "./document.ts";
import { labOf, lastGreenStep, namedStep } from "./place.ts";

export const run: Run = async (invocation) => {
  const terminal = new Terminal();
  const { root } = invocation;
  const store = new ProgressStore(root, { warn: (message) => terminal.print(message) });
  const progress = await store.read();
  const lab = labOf(invocation, progress);
  const step = namedStep(invocation, lab) ?? lastGreenStep(lab, progress);
  const file = join(root, ".labs", "log", `${lab.id}.md`);
  writeQuestion(file, lab, step);
  const editor = process.env.VISUAL || process.env.EDITOR;
  const isInteractive = process.stdin.isTTY === true && terminal.isInteractive;
  if (editor !== undefined && editor !== "" && isInteractive) {
    // An editor may be a command with words of its own: "code --wait".
    const { status } = spawnSync("/bin/sh", ["-c", `${editor} "$1"`, "log", file], {
      stdio: "inherit",
    });
    if (status === 0) return 0;
  }
  terminal.print(`Your decision log of ${lab.id}: ${relative(root, file)}`);
  const { question } = readDocument(lab, step);
  if (question !== undefined) {
    const text = `Step ${step.number} asks: ${question} About 150 words.`;
    terminal.print(wrapped(text, terminal.columns));
  }
  return 0;
};

function writeQuestion(file: string, lab: Lab, step: Step): void {
  mkdirSync(dirname(file), { recursive: true });
  const heading = `## Step ${step.number}: ${step.title}`;
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (before.split("\n").includes(heading)) return;
  const { decision = "" } = readDocument(lab, step);
  const title = before === "" ? `# ${lab.id} ${lab.title}: decisions\n\n` : "\n";
  const quoted = decision.split("\n").map((line) => `> ${line}`.trimEnd());
  const asked = decision === "" ? "" : `${quoted.join("\n")}\n\n`;
  appendFileSync(file, `${title}${heading}\n\n${asked}\n`);
}
