/**
 * AofFormat: a keyspace as the commands that make it.
 *
 *     string   SET key value                              PEXPIREAT key deadline
 *     list     RPUSH key element … (64)  RPUSH key …      behind what made it, if it has one
 *     hash     HMSET key field value … (64 pairs)  …
 *     set      SADD key member … (64)  …
 *     zset     ZADD key score member … (64 pairs)  …
 *
 * Every reader of an append-only file can read it, with no second format. It is larger than an RDB file and slower to
 * load: each command is looked up and run.
 *
 * Source: rewriteAppendOnlyFileRio and AOF_REWRITE_ITEMS_PER_CMD in Redis 7.0's aof.c (`aof-use-rdb-preamble no`).
 *
 * Left out: sums (aof-sums.ts): a file that is written at once, and synced before it gets its name, is not torn.
 */

import type { Entry } from "@labs/db-02";
import { NotImplemented } from "@labs/machine";
import type { SnapshotFormat } from "./snapshot.ts";

/** A command has at most so many elements, members, or pairs. */
export const ITEMS_PER_COMMAND = 64;

/** Writes each entry as commands, as drawn above: names in upper case, and nothing at the beginning and at the end. */
export class AofFormat implements SnapshotFormat {
  /** @step 3 */
  begin(): Uint8Array {
    throw new NotImplemented("db-04 step 3: AofFormat.begin");
  }

  /**
   * The commands that make this entry where there is no such key. Elements come in their order, a sorted set from the
   * lowest score to the highest, fields and members in any order. A score is written so that it reads back as the same
   * double: `inf` and `-inf` are the infinities, `-0` keeps its sign.
   *
   * @step 3
   */
  entry({ key, value, deadline }: Entry): Uint8Array {
    throw new NotImplemented("db-04 step 3: AofFormat.entry");
  }

  /** @step 3 */
  end(): Uint8Array {
    throw new NotImplemented("db-04 step 3: AofFormat.end");
  }
}
