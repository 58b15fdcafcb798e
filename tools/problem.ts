/**
 * What a check finds wrong, and how it is shown.
 *
 *   labs/db-01-resp/steps/02-decode.md:57: the part "Hints" is missing
 *
 * Checks return problems and never print or throw for what they find; a check that could not run at
 * all says so in a note, which is shown and fails nothing.
 *
 * Left out: severities. What is not worth failing for is not worth a line.
 */

/** Something an author has to mend. */
export interface Problem {
  /** Relative to the tree's root, with slashes. */
  readonly file: string;
  /** From 1; left out where the whole file is meant. */
  readonly line?: number;
  readonly message: string;
}

/** What a check found, and what it could not look at. */
export interface Findings {
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

/** `file:line: message` */
export function problemLine({ file, line, message }: Problem): string {
  return `${file}${line === undefined ? "" : `:${line}`}: ${message}`;
}

/** Reads what `problemLine` writes; a text without a file is a problem of the whole tree. */
export function problemOf(text: string): Problem {
  const match = /^([^\s:]+)(?::(\d+))?: ([\s\S]*)$/.exec(text);
  if (match === null) return { file: ".", message: text };
  const [, file = ".", line, message = ""] = match;
  return { file, message, ...(line === undefined ? {} : { line: Number(line) }) };
}

/** The line, from 1, on which the character at `offset` of `text` stands. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** All that the checks found, in their order. */
export function together(findings: readonly Findings[]): Findings {
  return {
    problems: findings.flatMap((finding) => finding.problems),
    notes: findings.flatMap((finding) => finding.notes),
  };
}
