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
import type { Entry, Value } from "@labs/db-02";
// @solution
import { unreachable } from "@labs/machine";
// @solution
import { encodeRequest } from "./command-log.ts";
import type { SnapshotFormat } from "./snapshot.ts";

/** A command has at most so many elements, members, or pairs. */
export const ITEMS_PER_COMMAND = 64;

/** Writes each entry as commands, as drawn above: names in upper case, and nothing at the beginning and at the end. */
export class AofFormat implements SnapshotFormat {
  /** @step 3 */
  begin(): Uint8Array {
    return new Uint8Array();
  }

  /**
   * The commands that make this entry where there is no such key. Elements come in their order, a sorted set from the
   * lowest score to the highest, fields and members in any order. A score is written so that it reads back as the same
   * double: `inf` and `-inf` are the infinities, `-0` keeps its sign.
   *
   * @step 3
   */
  entry({ key, value, deadline }: Entry): Uint8Array {
    const requests = commandsOf(key, value);
    if (deadline !== undefined) requests.push([...ascii("PEXPIREAT"), key, ...ascii(deadline)]);
    return Buffer.concat(requests.map(encodeRequest));
  }

  /** @step 3 */
  end(): Uint8Array {
    return new Uint8Array();
  }
}

/** @solution */
type Words = readonly Uint8Array[];

/** @solution */
function commandsOf(key: Uint8Array, value: Value): Words[] {
  switch (value.kind) {
    case "string":
      return [[...ascii("SET"), key, value.bytes]];
    case "list":
      return inCommands("RPUSH", key, value.range(0, value.size), (element) => [element]);
    case "hash":
      return inCommands("HMSET", key, value, (pair) => pair);
    case "set":
      return inCommands("SADD", key, value, (member) => [member]);
    case "zset":
      return inCommands("ZADD", key, value.forward(), ({ score, member }) => [
        ...ascii(scoreText(score)),
        member,
      ]);
    default:
      return unreachable(value);
  }
}

/** @solution */
function inCommands<T>(
  name: string,
  key: Uint8Array,
  items: Iterable<T>,
  words: (item: T) => Words,
): Words[] {
  const commands: Uint8Array[][] = [];
  let count = 0;
  for (const item of items) {
    if (count % ITEMS_PER_COMMAND === 0) commands.push([...ascii(name), key]);
    commands.at(-1)!.push(...words(item));
    count += 1;
  }
  return commands;
}

/** @solution */
function scoreText(score: number): string {
  if (Object.is(score, -0)) return "-0";
  if (Number.isFinite(score)) return String(score);
  return score > 0 ? "inf" : "-inf";
}

/**
 * A word, to be spread among others.
 * @solution
 */
function ascii(word: string | number): Words {
  return [Buffer.from(String(word), "latin1")];
}
