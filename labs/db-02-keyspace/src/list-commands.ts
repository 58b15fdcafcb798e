/**
 * The commands on lists.
 *
 *     index            0    1    2    3
 *     list   front ─▶  a    b    c    d  ◀─ back
 *     from the back   -4   -3   -2   -1
 *
 * An index counts from the front, or, negative, from the back. What holds for all collections: see collections.ts. Where
 * a command can fail in more than one way, its errors are looked for in the order in which its docstring names them.
 *
 * Source: Redis 7.0's t_list.c.
 *
 * Left out: LPOS, LMOVE and RPOPLPUSH, LMPOP, and those that block.
 */

import type { RespValue } from "@labs/db-01";
import { NotImplemented } from "@labs/machine";
import type { Definition } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";
import type { End } from "./list.ts";

type Args = readonly Uint8Array[];

/** The commands of this file. */
export const LIST_COMMANDS: readonly Definition[] = [
  { name: "lpush", arity: -3, access: "grow", run: at("front", push) },
  { name: "rpush", arity: -3, access: "grow", run: at("back", push) },
  { name: "lpushx", arity: -3, access: "grow", run: at("front", pushX) },
  { name: "rpushx", arity: -3, access: "grow", run: at("back", pushX) },
  { name: "lpop", arity: -2, access: "write", run: at("front", pop) },
  { name: "rpop", arity: -2, access: "write", run: at("back", pop) },
  { name: "llen", arity: 2, access: "read", run: llen },
  { name: "lrange", arity: 4, access: "read", run: lrange },
  { name: "lindex", arity: 3, access: "read", run: lindex },
  { name: "lset", arity: 4, access: "grow", run: lset },
  { name: "lrem", arity: 4, access: "write", run: lrem },
  { name: "ltrim", arity: 4, access: "write", run: ltrim },
  { name: "linsert", arity: 5, access: "grow", run: linsert },
];

/** A command that is there once for each end of a list. */
function at(
  end: End,
  run: (keyspace: Keyspace, args: Args, end: End) => RespValue,
): Definition["run"] {
  return (keyspace, args) => run(keyspace, args, end);
}

/**
 * LPUSH, RPUSH key element [element …]: pushes the elements at `end`, one after the other, and answers how long the list
 * is then. So `LPUSH key a b` leaves b in front of a. Each element is one change.
 *
 * @step 6
 */
export function push(keyspace: Keyspace, [key, ...elements]: Args, end: End): RespValue {
  throw new NotImplemented("db-02 step 6: push");
}

/**
 * LPUSHX, RPUSHX key element [element …]: as `push` if there is a list; else it does nothing, and answers 0.
 *
 * @step 6
 */
export function pushX(keyspace: Keyspace, args: Args, end: End): RespValue {
  throw new NotImplemented("db-02 step 6: pushX");
}

/**
 * LPOP, RPOP key [count]: pops the element at `end` and answers it; null if there is no list. With a count: pops as many
 * as there are, but at most `count`, and answers an array of them in the order in which they were popped, empty for a
 * count of 0; a null array (`nilArray`) if there is no list, whatever the count. Each element is one change.
 *
 * More words: `ERR wrong number of arguments for 'lpop' command`, or `'rpop'`. The count by `positiveArgument`.
 *
 * @step 6
 */
export function pop(keyspace: Keyspace, [key, countWord, ...more]: Args, end: End): RespValue {
  throw new NotImplemented("db-02 step 6: pop");
}

/**
 * LLEN key: how many elements there are.
 *
 * @step 6
 */
export function llen(keyspace: Keyspace, [key]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: llen");
}

/**
 * LRANGE key first last: an array of the elements from index `first` to index `last`, that one too. What lies outside of
 * the list is left out; nothing is left if `first` is behind `last`. The numbers, by `indexArgument`, are read before
 * the key is looked at. Costs what it answers, at the far end of a long list too.
 *
 * @step 6
 */
export function lrange(keyspace: Keyspace, [key, first, last]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: lrange");
}

/**
 * LINDEX key index: the element at `index`; null if there is none, or no list. The index, by `indexArgument`, is read
 * after the key was looked at, and not at all if there is no list.
 *
 * @step 6
 */
export function lindex(keyspace: Keyspace, [key, index]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: lindex");
}

/**
 * LSET key index element: puts `element` in the place of the one at `index`, and answers OK. One change, even if that was
 * the same. Errors: `WRONGTYPE …`; no list: `ERR no such key`; the index by `indexArgument`; no element there: `ERR index
 * out of range`.
 *
 * @step 6
 */
export function lset(keyspace: Keyspace, [key, index, element]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: lset");
}

/**
 * LREM key count element: removes elements that equal `element`, as List.remove says, and answers how many. Each is one
 * change. The count, by `indexArgument`, is read before the key is looked at. O(length of the list).
 *
 * @step 6
 */
export function lrem(keyspace: Keyspace, [key, countWord, element]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: lrem");
}

/**
 * LTRIM key first last: removes what LRANGE with these numbers would not answer, and answers OK. Each element that it
 * removes is one change. The numbers, by `indexArgument`, are read before the key is looked at. Costs what it removes.
 *
 * @step 6
 */
export function ltrim(keyspace: Keyspace, [key, first, last]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: ltrim");
}

/**
 * LINSERT key BEFORE|AFTER pivot element: adds `element` before or after the first element that equals `pivot`, and
 * answers how long the list is then; -1 if there is no such element, 0 if there is no list. BEFORE and AFTER in any case;
 * another word: `ERR syntax error`, before the key is looked at. O(length of the list).
 *
 * @step 6
 */
export function linsert(keyspace: Keyspace, [key, where, pivot, element]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: linsert");
}
