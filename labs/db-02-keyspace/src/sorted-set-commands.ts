/**
 * The commands on sorted sets, but those of sorted-set-add.ts and sorted-set-range.ts.
 *
 *     one member   ZSCORE ZMSCORE ZRANK ZREVRANK ZREM       the dict, and the index for ranks
 *     a part       ZCOUNT ZLEXCOUNT ZREMRANGEBY…            a Selection, see sorted-set-bounds.ts
 *     an end       ZPOPMIN ZPOPMAX                          the first ranks or the last
 *     all          ZCARD ZSCAN
 *
 * Source: Redis 7.0's t_zset.c.
 *
 * Left out: the commands on several sorted sets (ZUNION, ZINTER, ZDIFF, ZMPOP), those that wait (BZPOPMIN), ZRANDMEMBER.
 */

import type { RespValue, Session } from "@labs/db-01";
import { NotImplemented } from "@labs/machine";
import type { Definition } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";
import { zadd, zincrby } from "./sorted-set-add.ts";
import {
  byMember,
  byRank,
  byScore,
  type Selection,
  type SelectionReader,
} from "./sorted-set-bounds.ts";
import { SORTED_SET_RANGE_COMMANDS } from "./sorted-set-range.ts";

type Args = readonly Uint8Array[];

/** Every command on sorted sets. */
export const SORTED_SET_COMMANDS: readonly Definition[] = [
  { name: "zadd", arity: -4, access: "grow", run: zadd },
  { name: "zincrby", arity: 4, access: "grow", run: zincrby },
  { name: "zrem", arity: -3, access: "write", run: zrem },
  { name: "zcard", arity: 2, access: "read", run: zcard },
  { name: "zscore", arity: 3, access: "read", run: zscore },
  { name: "zmscore", arity: -3, access: "read", run: zmscore },
  { name: "zrank", arity: 3, access: "read", run: zrank },
  { name: "zrevrank", arity: 3, access: "read", run: zrevrank },
  ...SORTED_SET_RANGE_COMMANDS,
  counting("zcount", byScore),
  counting("zlexcount", byMember),
  { name: "zpopmin", arity: -2, access: "write", run: zpopmin },
  { name: "zpopmax", arity: -2, access: "write", run: zpopmax },
  removing("zremrangebyrank", byRank),
  removing("zremrangebyscore", byScore),
  removing("zremrangebylex", byMember),
  { name: "zscan", arity: -3, access: "read", run: zscan },
];

/**
 * ZREM key member …: how many of the members were there, and were removed. Each is one change.
 *
 * @step 7
 */
export function zrem(keyspace: Keyspace, [key, ...members]: Args): RespValue {
  throw new NotImplemented("db-02 step 7: zrem");
}

/**
 * ZCARD key: how many members there are, 0 without a key.
 *
 * @step 7
 */
export function zcard(keyspace: Keyspace, [key]: Args): RespValue {
  throw new NotImplemented("db-02 step 7: zcard");
}

/**
 * ZSCORE key member: the score as a double, null if there is no such member or no key.
 *
 * @step 7
 */
export function zscore(keyspace: Keyspace, [key, member]: Args): RespValue {
  throw new NotImplemented("db-02 step 7: zscore");
}

/**
 * ZMSCORE key member …: an array of what ZSCORE answers for each.
 *
 * @step 7
 */
export function zmscore(keyspace: Keyspace, [key, ...members]: Args): RespValue {
  throw new NotImplemented("db-02 step 7: zmscore");
}

/**
 * ZRANK key member: how many members stand before it, null if there is no such member or no key.
 *
 * @step 7
 */
export function zrank(keyspace: Keyspace, [key, member]: Args): RespValue {
  throw new NotImplemented("db-02 step 7: zrank");
}

/**
 * ZREVRANK key member: how many members stand behind it, or null as ZRANK.
 *
 * @step 7
 */
export function zrevrank(keyspace: Keyspace, [key, member]: Args): RespValue {
  throw new NotImplemented("db-02 step 7: zrevrank");
}

/**
 * ZCOUNT and ZLEXCOUNT: how many members `selection` names, 0 without a key.
 *
 * @step 7
 */
export function countSelected(
  keyspace: Keyspace,
  key: Uint8Array,
  selection: Selection,
): RespValue {
  throw new NotImplemented("db-02 step 7: countSelected");
}

/**
 * ZREMRANGEBYRANK and its like: removes the members that `selection` names, and answers how many they were, 0 without
 * a key. Each is one change.
 *
 * @step 7
 */
export function removeSelected(
  keyspace: Keyspace,
  key: Uint8Array,
  selection: Selection,
): RespValue {
  throw new NotImplemented("db-02 step 7: removeSelected");
}

/**
 * ZPOPMIN key [count]: removes the `count` lowest members, one if no count is given, all if they are fewer, and answers
 * them with their scores, the lowest first; an empty array without a key. In RESP3 and with a count they come in pairs
 * (`scoredReply`). Each is one change.
 *
 * A third word is a syntax error. A count is read by `positiveArgument`; 0 is one.
 *
 * @throws CommandError of the words first, then WRONGTYPE
 * @step 7
 */
export function zpopmin(keyspace: Keyspace, args: Args, session: Session): RespValue {
  throw new NotImplemented("db-02 step 7: zpopmin");
}

/**
 * ZPOPMAX key [count]: the same for the highest members, the highest first.
 *
 * @step 7
 */
export function zpopmax(keyspace: Keyspace, args: Args, session: Session): RespValue {
  throw new NotImplemented("db-02 step 7: zpopmax");
}

/**
 * ZSCAN key cursor [MATCH pattern] [COUNT count]: `scanReply` over the members, the value of each being its score as
 * `formatDouble` writes it: a bulk string in RESP3 too. The cursor is read before the key is looked for; without a key,
 * `nothingScanned`, whatever the options are.
 *
 * @step 7
 */
export function zscan(keyspace: Keyspace, [key, cursorWord, ...words]: Args): RespValue {
  throw new NotImplemented("db-02 step 7: zscan");
}

function counting(name: string, read: SelectionReader): Definition {
  return {
    name,
    arity: 4,
    access: "read",
    run: (keyspace, [key, lower, upper]) => countSelected(keyspace, key!, read(lower!, upper!)),
  };
}

function removing(name: string, read: SelectionReader): Definition {
  return {
    name,
    arity: 4,
    access: "write",
    run: (keyspace, [key, lower, upper]) => removeSelected(keyspace, key!, read(lower!, upper!)),
  };
}
