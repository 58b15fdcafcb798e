/**
 * What the commands on lists, hashes and sets share: a collection comes with its first element, and goes with its last.
 *
 *     no key  ──keep, the first time──▶  key ──▶ collection  ──keep, with changes──▶  key ──▶ collection
 *        ▲                                                                                     │
 *        └──────────────────────────── touched, and it is empty ◀──────────────────────────────┘
 *
 * For all of them:
 *
 * - A key that is not there is an empty list, hash or set; so is one whose time has come. There is no empty one.
 * - A collection keeps its deadline while it is changed. One that comes back after it was gone has none.
 * - `changes` of the keyspace grows by one for each element, pair, field or member that was pushed, popped, set, added or
 *   removed, and stays as it was if nothing was; the docstrings of the commands say where it is otherwise.
 * - A key of another kind is an error, `WRONGTYPE …` by `getAs`, for every key of a command, but for the destination of
 *   SINTERSTORE and its like. A command that answers an error has changed nothing.
 * - Elements, fields, values and members are any bytes, or none.
 *
 * Source: Redis 7.0's t_list.c, t_hash.c and t_set.c, where every command begins with lookupKeyWrite, or dbAdd if there
 * was none, and each that removes ends with dbDelete if nothing is left.
 *
 * @given
 */
import type { Keyspace } from "./keyspace.ts";
import type { StringValue, Value } from "./value.ts";

/** What has elements. */
export type Collection = Exclude<Value, StringValue>;

/**
 * Leaves `collection` in `key`, where it was or where it is put now, after `count` changes to it. A key that is new has
 * no deadline; one that was there keeps its own.
 */
export function keep(
  keyspace: Keyspace,
  key: Uint8Array,
  collection: Collection,
  count: number,
): void {
  const isNew = keyspace.peek(key) === undefined;
  if (isNew) keyspace.put(key, collection);
  // To put it there counted as one.
  keyspace.touched(key, isNew ? count - 1 : count);
}
