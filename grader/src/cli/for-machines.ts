/**
 * What a grading leaves for machines: the words `json`, `junit` and `gradescope` with their files, and what GitHub
 * Actions shows.
 *
 *   words ──▶ wishForMachines ──▶ is each file writable? ──▶ (grading) ──▶ ForMachines.take ──▶ files, table, annotations
 *
 * A file that cannot be written is found out before anything is graded. One that stands there from before is taken
 * away then, so that a report which is there is of this grading. `-` is standard output; the screen's lines then go
 * to standard error, where a log keeps them and a pipe does not.
 *
 * What the formats are is the matter of reports/: here is all that touches files, the environment and the terminal.
 */
import { randomUUID } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  lstatSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { relative } from "node:path";
import chalk from "chalk";
import type { Lab, Step } from "../manifest.ts";
import type { GradingReport } from "../reports/grading.ts";
import { replay } from "../reports/replay.ts";
import type { Terminal } from "../screen/terminal.ts";
import type { StepResult } from "../verdict.ts";
import { type Invocation, UsageError } from "./command.ts";
import { courseVersion, type Target } from "./grading.ts";
import { placed } from "./place.ts";

const FORMATS = ["json", "junit", "gradescope"] as const;
type Format = (typeof FORMATS)[number];
export const STDOUT = "-";

/** What the words ask for. */
export interface WishForMachines {
  readonly files: readonly { readonly format: Format; readonly file: string }[];
  /** The numbers of the steps that Gradescope hides. */
  readonly hidden: ReadonlySet<number>;
}

/** One grading, to be reported. */
export interface Finished {
  readonly results: readonly StepResult[];
  readonly seed: number;
  readonly step: Step | undefined;
  readonly startedAt: Date;
}

/** Whether a report goes to standard output. */
export function takesStdout({ options }: Pick<Invocation, "options">): boolean {
  return FORMATS.some((format) => options[format] === STDOUT);
}

/** The words, held against what else was typed, and the files against the disk. @throws UsageError */
export function wishForMachines({ options }: Invocation, labs: readonly Lab[]): WishForMachines {
  const files = FORMATS.flatMap((format) => {
    const file = options[format];
    return typeof file === "string"
      ? [{ format, file: file === STDOUT ? file : placed(file) }]
      : [];
  });
  const [word] = [...files.map(({ format }) => format), ...(options.hidden ? ["hidden"] : [])];
  if (word === undefined) return { files, hidden: new Set() };
  for (const other of ["watch", "times"]) {
    if (options[other] === undefined) continue;
    throw new UsageError(`${word} is of one grading, and does not go with ${other}.`);
  }
  const [lab, second] = labs;
  if (lab === undefined || second !== undefined) {
    const example = word === "hidden" ? "gradescope results.json hidden 5" : `${word} FILE`;
    throw new UsageError(`${word} takes one lab: grade ${lab?.id ?? "LAB"} ${example}`);
  }
  const twice = files.find(({ file }, at) => files.findIndex((each) => each.file === file) !== at);
  if (twice !== undefined) {
    const where = twice.file === STDOUT ? "standard output" : twice.file;
    throw new UsageError(`Two reports cannot both go to ${where}.`);
  }
  const hidden = hiddenSteps(options.hidden, lab);
  if (hidden.size > 0 && options.gradescope === undefined) {
    throw new UsageError("hidden is for Gradescope: grade LAB gradescope results.json hidden 5-7");
  }
  for (const { file } of files) makeWay(file);
  return { files, hidden };
}

/** `5`, `5-7`, `2,5-7` */
function hiddenSteps(word: Invocation["options"][string] | undefined, lab: Lab): Set<number> {
  const hidden = new Set<number>();
  if (typeof word !== "string") return hidden;
  const last = lab.steps.length;
  for (const part of word.split(",")) {
    const { first, end } = /^(?<first>\d+)(?:-(?<end>\d+))?$/.exec(part.trim())?.groups ?? {};
    const from = Number(first);
    const to = Number(end ?? first);
    if (!(from >= 1 && from <= to && to <= last)) {
      throw new UsageError(
        `hidden takes steps from 1 to ${last}, as 5, 5-7 or 2,5-7, and "${part}" is none of them.`,
      );
    }
    for (let number = from; number <= to; number++) hidden.add(number);
  }
  return hidden;
}

/** Shows that `file` can be written, and leaves nothing there. A pipe or a device is left alone. @throws UsageError */
export function makeWay(file: string): void {
  if (file === STDOUT) return;
  try {
    const standing = statSync(file, { throwIfNoEntry: false });
    if (standing !== undefined && !standing.isFile() && !standing.isDirectory()) return;
    closeSync(openSync(file, "a"));
    if (lstatSync(file).isFile()) rmSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why: Readonly<Record<string, string>> = {
      ENOENT: "there is no such folder",
      ENOTDIR: "a part of its path is no folder",
      EISDIR: "it is a folder",
      EACCES: "you may not write there",
      EPERM: "you may not write there",
      EROFS: "the disk is read-only",
    };
    const reason = why[code ?? ""] ?? (error as Error).message;
    throw new UsageError(`${file} cannot be written: ${reason}. Nothing was graded.`);
  }
}

/** Takes gradings as they end, and says them where they were asked for. */
export class ForMachines {
  readonly #wish: WishForMachines;
  readonly #terminal: Terminal;
  readonly #stdout: NodeJS.WriteStream;
  readonly #isGitHub = process.env.GITHUB_ACTIONS === "true";
  readonly #token = randomUUID();
  readonly #reports: GradingReport[] = [];

  constructor(wish: WishForMachines, terminal: Terminal, stdout: NodeJS.WriteStream) {
    this.#wish = wish;
    this.#terminal = terminal;
    this.#stdout = stdout;
  }

  /** Whether a report was asked for: then every step is graded, and only with one seed. */
  get isAsked(): boolean {
    return this.#wish.files.length > 0;
  }

  /** To be called before anything of a submission can be printed. */
  async begin(): Promise<void> {
    if (!this.#isGitHub) return;
    const { paused } = await import("../reports/github.ts");
    this.#terminal.print(paused(this.#token));
  }

  /** Writes the files that were asked for. */
  async take(target: Target, finished: Finished): Promise<void> {
    if (!this.isAsked && !this.#isGitHub) return;
    const { gradingReport } = await import("../reports/grading.ts");
    const { seed, step, startedAt, results } = finished;
    const report = gradingReport(target, results, {
      seed,
      startedAt,
      milliseconds: Date.now() - startedAt.getTime(),
      node: process.version,
      course: courseVersion(target.root),
      steps: step === undefined ? target.lab.steps : [step],
      again: (one) => replay(target, one ?? step, seed),
    });
    this.#reports.push(report);
    for (const { format, file } of this.#wish.files) {
      const text = await textOf(format, report, this.#wish.hidden);
      if (file === STDOUT) this.#stdout.write(text);
      else writeFileSync(file, text);
    }
    const written = this.#wish.files.filter(({ file }) => file !== STDOUT);
    if (written.length === 0) return;
    const lines = written.map(({ format, file }) => `Written as ${format}: ${file}`);
    this.#terminal.print(["", ...lines]);
  }

  /** To be called at the end, whatever happened: the annotations and tables of all gradings, for GitHub Actions. */
  async end(root: string): Promise<void> {
    if (!this.#isGitHub) return;
    const { annotationLines, resumed, summaryMarkdown } = await import("../reports/github.ts");
    const way = relative(process.env.GITHUB_WORKSPACE || root, root);
    const prefix = way === "" || way.startsWith("..") ? "" : `${way}/`;
    this.#terminal.print([resumed(this.#token), ...annotationLines(this.#reports, prefix)]);
    const file = process.env.GITHUB_STEP_SUMMARY;
    if (file === undefined || file === "") return;
    try {
      appendFileSync(file, this.#reports.map(summaryMarkdown).join(""));
    } catch (error) {
      this.#terminal.print(chalk.yellow(`No summary is written: ${(error as Error).message}`));
    }
  }
}

async function textOf(
  format: Format,
  report: GradingReport,
  hidden: ReadonlySet<number>,
): Promise<string> {
  switch (format) {
    case "json":
      return (await import("../reports/json.ts")).jsonText(report);
    case "junit":
      return (await import("../reports/junit.ts")).junitText(report);
    case "gradescope":
      return (await import("../reports/gradescope.ts")).gradescopeText(report, hidden);
  }
}
