/**
 * What a command is: the CLI parses and resolves words, a command does one thing and answers with an exit code.
 *
 * A command's module is imported only when it runs. What the CLI knows of it before (its words, its examples) is
 * a CommandSpec, in catalogue.ts.
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
  /** Words that are neither a lab nor an option: the DEST of `edition student DEST`, the PATH of `inspect`. */
  readonly rest: readonly string[];
}

export type Run = (invocation: Invocation) => Promise<ExitCode>;

/** One word a command knows. `--step 3` and `step 3` are the same. */
export interface Word {
  readonly name: string;
  /** How its value is called in the help; none: the word stands alone. */
  readonly value?: string;
  /** It may stand without its value. */
  readonly mayStandAlone?: true;
  /** It may come more than once; its values are a list. */
  readonly many?: boolean;
  /** The value is a whole number within these, both included. */
  readonly range?: readonly [least: number, most: number];
  /** The value is all that follows, to the end: a title needs no quotes. */
  readonly toTheEnd?: boolean;
  readonly says: string;
}

/**
 * What a command makes of the words that are none of its own.
 *
 * - labs      each names a lab
 * - one       at most one lab
 * - lab-step  a lab, then a step: `hint db-01 2`
 * - lab-rest  a lab, and the others go to `rest`: `inspect db-08 ./store`
 * - none      they go to `rest` as they are
 */
export type Positional = "labs" | "one" | "lab-step" | "lab-rest" | "none";

export interface CommandSpec {
  readonly name: string;
  /** One line for the list of commands. */
  readonly says: string;
  /** What stands after the command's name in its usage: `[LAB …]`. */
  readonly takes: string;
  readonly forAuthors: boolean;
  readonly positional: Positional;
  /**
   * First words that are no lab's name; with one of them, all words go to `rest`: `log list torn tail`. Where no labs are
   * named, the first word is one of these.
   */
  readonly subcommands?: readonly string[];
  readonly words: readonly Word[];
  /** What to type, and what it does. */
  readonly examples: readonly (readonly [typed: string, does: string])[];
  readonly load: () => Promise<{ readonly run: Run }>;
}

/** What the person typed cannot be done; the message says what would. The CLI prints it and ends with 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
