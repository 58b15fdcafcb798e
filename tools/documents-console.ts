/**
 * Transcripts in documents: every ```console fence has been run.
 *
 *   docs/execution.md   all of them, in order, in one session, in a fresh copy of the tree
 *   steps/NN-name.md    those that begin with `npx tsx`, `npm run serve` or `npm run play`, each in a
 *                       session of its own, under the reference: they show what a finished step prints
 *
 * `npm run derive` writes what came into the document; `npm run check` runs them again and compares
 * what does not vary (see transcript.ts). A fence that needs a system tool which is not installed
 * is not run, and a note says so.
 *
 * Left out: other documents, whose console fences are illustrations; and commands that need the
 * network, which belong in a ```sh fence.
 */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Lab } from "../grader/src/manifest.ts";
import { type Fence, readMarkdown } from "./documents-markdown.ts";
import type { Findings, Problem } from "./problem.ts";
import { makeScratch, removeScratch } from "./scratch.ts";
import { Shell } from "./shell.ts";
import { contentOf, type Exchange, exchangesOf, normalised, shown } from "./transcript.ts";

/** A fence that was run: what it shows, and what came. */
interface Rerun {
  readonly fence: Fence;
  readonly wanted: readonly Exchange[];
  readonly got: readonly Exchange[];
}

/** A document whose transcripts were run. */
export interface RerunDocument {
  /** Relative to the tree's root. */
  readonly file: string;
  readonly text: string;
  readonly reruns: readonly Rerun[];
  readonly findings: Findings;
}

const SYSTEM_TOOLS = [
  "redis-cli",
  "redis-server",
  "redis-benchmark",
  "nc",
  "curl",
  "sqlite3",
  "psql",
];
/** Where the scratch copy is said to be, in what documents show. */
const SHOWN_ROOT = "/home/you/labs";

/** Runs the transcripts of one lab, in a scratch copy of the tree. */
export async function rerunTranscripts(root: string, lab: Lab): Promise<readonly RerunDocument[]> {
  const files = ["docs/execution.md", ...lab.steps.map((step) => step.document)].filter((file) =>
    existsSync(join(lab.path, file)),
  );
  const scratch = makeScratch(root);
  try {
    const documents: RerunDocument[] = [];
    for (const file of files) {
      const path = `labs/${lab.folder}/${file}`;
      const isSession = file === "docs/execution.md";
      documents.push(
        await rerunDocument(scratch, path, readFileSync(join(root, path), "utf8"), isSession),
      );
    }
    return documents;
  } finally {
    removeScratch(scratch);
  }
}

/** Where a document shows something else than what came. */
export function transcriptProblems({ file, reruns }: RerunDocument): readonly Problem[] {
  return reruns.flatMap(({ fence, wanted, got }) =>
    wanted.flatMap((exchange, at) => {
      const came = got[at]?.output ?? "";
      const difference = firstDifference(normalised(exchange.output), normalised(came));
      if (difference === undefined) return [];
      const line = fence.line + 1 + exchange.offset;
      const command = exchange.command.split("\n")[0];
      return {
        file,
        line,
        message: `$ ${command}: ${difference}; npm run derive writes what came`,
      };
    }),
  );
}

/** The document's text with what came in place of what it showed. */
export function rewritten({ text, reruns }: RerunDocument): string {
  const lines = text.split("\n");
  for (const { fence, wanted, got } of reruns.toReversed()) {
    const kept = got.map((exchange, at) =>
      normalised(exchange.output) === normalised(wanted[at]!.output) ? wanted[at]! : exchange,
    );
    const content = contentOf(kept).replace(/\n$/, "").split("\n");
    lines.splice(fence.line, fence.end - fence.line - 1, ...content);
  }
  return lines.join("\n");
}

async function rerunDocument(
  scratch: string,
  file: string,
  text: string,
  isSession: boolean,
): Promise<RerunDocument> {
  const notes: string[] = [];
  const problems: Problem[] = [];
  const reruns: Rerun[] = [];
  const open = () =>
    new Shell(scratch, isSession ? {} : { NODE_OPTIONS: "--conditions=reference" });
  let shell = open();
  try {
    for (const fence of readMarkdown(text).fences.filter(
      ({ language }) => language === "console",
    )) {
      const wanted = exchangesOf(fence.content);
      const runs =
        isSession || /^(npx tsx|npm run serve|npm run play) /.test(wanted[0]?.command ?? "");
      const fault = faultOf(wanted);
      const missing = missingTool(wanted);
      if (!runs) continue;
      if (fault !== undefined) problems.push({ file, line: fence.line, message: fault });
      else if (missing !== undefined)
        notes.push(`${file}:${fence.line}: not run: ${missing} is not installed`);
      else {
        const got = await rerun(shell, wanted, scratch);
        if (typeof got === "string") problems.push({ file, line: fence.line, message: got });
        else reruns.push({ fence, wanted, got });
      }
      if (isSession) continue;
      await shell.close();
      shell = open();
    }
  } finally {
    await shell.close();
  }
  return { file, text, reruns, findings: { problems, notes } };
}

/** @returns what came, or why it could not be had */
async function rerun(
  shell: Shell,
  wanted: readonly Exchange[],
  scratch: string,
): Promise<readonly Exchange[] | string> {
  const got: Exchange[] = [];
  for (const exchange of wanted) {
    const { output, status } = await shell.run(exchange.command);
    if (status === undefined) return `did not finish, and was stopped: $ ${exchange.command}`;
    const there = shown(output).replaceAll(realpathSync(scratch), SHOWN_ROOT);
    got.push({ ...exchange, output: there });
  }
  return got;
}

function faultOf(exchanges: readonly Exchange[]): string | undefined {
  if (exchanges.every(({ command }) => command !== "")) return undefined;
  return "a console fence begins with a command: $ …";
}

/**
 * The first system tool that the commands name and this machine lacks.
 *
 * @param has whether a tool is installed
 */
export function missingTool(
  exchanges: readonly Exchange[],
  has: (tool: string) => boolean = isInstalled,
): string | undefined {
  const words = new Set(exchanges.flatMap(({ command }) => command.split(/[\s;|&()'"]+/)));
  return SYSTEM_TOOLS.find((tool) => words.has(tool) && !has(tool));
}

function isInstalled(tool: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, tool)));
}

function firstDifference(wanted: string, came: string): string | undefined {
  if (wanted === came) return undefined;
  const shows = wanted.split("\n");
  const prints = came.split("\n");
  const at = prints.findIndex((line, index) => line !== shows[index]);
  const quote = (line: string | undefined) =>
    line === undefined ? "nothing" : JSON.stringify(line);
  const place = at === -1 ? prints.length : at;
  return `the document shows ${quote(shows[place])}, and it prints ${quote(prints[place])}`;
}
