/**
 * Where learners' own tests lie, and what they may import.
 *
 *     hunt/db-05/first.test.ts              theirs
 *     .labs/hunts/…/first.test.ts           a copy of somebody else's, while it is run
 *
 * They stand outside of the lab, on its interface: so they get no more than the lab does, and what tests are written with.
 */
import { isAllowedBuiltin } from "./builtins.ts";

/** Folders of hunts, below the tree's root; in each a folder of files that belong together. */
export const HUNT_FOLDERS = ["hunt", ".labs/hunts"] as const;

/** Completes `imports "node:fs", …`. */
export const HUNT_REFUSED =
  "and tests of a hunt import their own files, @labs/db-NN, @labs/machine and its sim, @labs/grader/testing and " +
  "its checkers, fast-check, and those of Node's modules that open no file, start no program or thread, and load no code";

const PACKAGES =
  /^(@labs\/(db-\d\d|machine|machine\/sim|grader\/testing|grader\/checkers)|fast-check)$/;

/** The folder of the hunt to which `file` belongs; undefined where it is of none. Absolute paths, with slashes. */
export function huntFolderOf(root: string, file: string): string | undefined {
  for (const hunts of HUNT_FOLDERS) {
    const parent = `${root}/${hunts}/`;
    const end = file.startsWith(parent) ? file.indexOf("/", parent.length) : -1;
    if (end !== -1) return file.slice(0, end);
  }
  return undefined;
}

/** Whether a test of a hunt may import what is named like this; its own files are for the caller to know. */
export function mayHuntImport(source: string): boolean {
  return PACKAGES.test(source) || isAllowedBuiltin(source);
}
