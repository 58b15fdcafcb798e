/**
 * A mutant: one wrong solution that a lab's tests must reject.
 *
 *   labs/db-05-memtable/mutants/equal-keys-lost.ts
 *     export const mutant = {
 *       title: "a second version of a key replaces the first",
 *       story: "The bug everyone writes first: …",
 *       step: "memtable",
 *       file: "skip-list.ts",
 *       find: "if (order < 0)",
 *       replace: "if (order <= 0)",
 *     } satisfies Mutant;
 *
 * The edit is made in memory while the module loads; nothing on the disk changes. `npm run mutants
 * db-05` must show it killed by a test of the step that it names.
 */

/** One edit of a lab's reference, with the reason why it is wrong. */
export interface Mutant {
  /** What the wrong solution does, as a sentence without a full stop. Read by learners who caught it in a hunt. */
  readonly title: string;
  /**
   * How people come to write it, with the incident or the section of a paper where there is one.
   */
  readonly story: string;
  /** The id of the step whose tests must reject it. */
  readonly step: string;
  /** The file that is edited, relative to the lab's `reference/`. */
  readonly file: string;
  /** Stands exactly once in that file. */
  readonly find: string;
  readonly replace: string;
}
