/**
 * What a command is: the CLI parses and resolves words, a command does one thing and answers with an exit code.
 */
import type { Lab } from "../manifest.ts";

/** 0 green · 1 not green · 2 usage or manifest error · 3 a fault of the grader's own */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Invocation {
  /** Absolute path of the tree that `labs/` stands in. */
  readonly root: string;
  /** Every lab of the tree, ordered by id. */
  readonly labs: readonly Lab[];
  /** The labs that were named, resolved (`1`, `db-01`, `resp`, `phase 1`); empty where none was. */
  readonly named: readonly Lab[];
  /** Words and flags with their values: `{ step: "3", reference: true, on: ["mine", "db-07=reference"] }`. */
  readonly options: Readonly<Record<string, string | true | readonly string[]>>;
  /** Words that are neither a lab nor an option: the DEST of `edition student DEST`. */
  readonly rest: readonly string[];
}

export type Run = (invocation: Invocation) => Promise<ExitCode>;

/** What the person typed cannot be done; the message says what would. The CLI prints it and ends with 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
