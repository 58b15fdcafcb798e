/**
 * Version: which tables there are, in levels; and where a key is to be looked for.
 *
 *     level 0    │ 12  c ──────── p │      the newest first; each is a memtable of once, so they overlap
 *                │ 9   a ──── k     │
 *     level 1    │ 7 a … e │ 8 g … m │ 5 n … t │      in order, and no two hold the same key
 *     level 2    │ 2 b … d │ 3 d … i │ … │
 *
 *     get "h"    12 ──▶ 9 ──▶ 8 ──▶ 3         the first that knows of the key has the answer: what is further down is older
 *
 * A version is never changed: an edit makes another one, and who reads goes on with the one that it has. In a level
 * below 0 a key can be in one table alone, found by halving; two versions of one key may lie in two neighbours, the
 * newer one in the first.
 *
 * Invariants: as drawn. Level 0 is ordered by number, the greatest first; levels 1 to 6 by key, each table's largest
 * internal key before the next one's smallest. A number is there once.
 *
 * Source: LevelDB db/version_set.cc (Version::Get, VersionSet::Builder); doc/impl.md, "Levels".
 *
 * Left out: counting fruitless seeks, by which LevelDB finds tables to compact (db-09's broader ideas).
 */

import type { Lookup } from "@labs/db-05";
import { NotImplemented } from "@labs/machine";
import type { FileMetadata } from "./table-output.ts";
import type { Tables } from "./tables.ts";
import { LEVELS, type VersionEdit } from "./version-edit.ts";

/** The tables of a store at one moment. */
export class Version {
  /** No tables. */
  static readonly empty = new Version(Array.from({ length: LEVELS }, () => []));

  /** Seven; in level 0 the greatest number first, in the others in the order of the keys. */
  readonly levels: readonly (readonly FileMetadata[])[];

  /** @param levels as they are to be: nothing is looked at */
  private constructor(levels: readonly (readonly FileMetadata[])[]) {
    this.levels = levels;
  }

  /**
   * The version after `edit`: without its deleted files, then with its new ones. (So a file moves to another level by
   * an edit that does both.) This one stays as it is.
   *
   * @throws VersionConflict where a deleted file is not in that level, a new file's number is there already, or two
   * files of a level from 1 on would overlap: the internal keys from one's smallest to its largest and those of the
   * other
   * @step 4
   */
  apply(edit: VersionEdit): Version {
    throw new NotImplemented("db-08 step 4: Version.apply");
  }

  /**
   * What was visible of `userKey` at `sequence`: the value or the deletion of the newest entry that is not newer.
   * Undefined where no table knows of the key.
   *
   * Asks no table whose keys do not reach over `userKey`; of level 0 those that do, the newest first; of each other
   * level one at most; and none any more, once one has an entry. To ask is one `Tables.get`, which knows of filters.
   *
   * @throws CorruptionError, DiskError of the table in which it is met; no other one is asked in its place
   * @step 6
   */
  get(userKey: Uint8Array, sequence: number, tables: Tables): Lookup | undefined {
    throw new NotImplemented("db-08 step 6: Version.get");
  }
}

/**
 * Where in a level from 1 on the first file is whose largest key is not before `target`, an internal key; the number
 * of files, where there is none. O(log n).
 * @step 6
 */
export function firstNotBefore(files: readonly FileMetadata[], target: Uint8Array): number {
  throw new NotImplemented("db-08 step 6: firstNotBefore");
}
