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
import {
  array,
  bulkString,
  CommandError,
  integer,
  nil,
  nilArray,
  type RespValue,
  simpleString,
} from "@labs/db-01";
import { indexArgument, positiveArgument, syntaxError, wordOf } from "./arguments.ts";
import { keep } from "./collections.ts";
import type { Definition } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";
import { type End, List } from "./list.ts";

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
  const list = keyspace.getAs(key!, "list") ?? new List();
  for (const element of elements) list.push(end, element);
  keep(keyspace, key!, list, elements.length);
  return integer(list.size);
}

/**
 * LPUSHX, RPUSHX key element [element …]: as `push` if there is a list; else it does nothing, and answers 0.
 *
 * @step 6
 */
export function pushX(keyspace: Keyspace, args: Args, end: End): RespValue {
  if (keyspace.getAs(args[0]!, "list") === undefined) return integer(0);
  return push(keyspace, args, end);
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
  if (more.length > 0) {
    const name = end === "front" ? "lpop" : "rpop";
    throw new CommandError(`ERR wrong number of arguments for '${name}' command`);
  }
  const count = countWord === undefined ? undefined : positiveArgument(countWord);
  const list = keyspace.getAs(key!, "list");
  if (list === undefined) return count === undefined ? nil : nilArray;
  const popped: RespValue[] = [];
  for (let left = Math.min(count ?? 1, list.size); left > 0; left--) {
    popped.push(bulkString(list.pop(end)!));
  }
  keyspace.touched(key!, popped.length);
  return count === undefined ? popped[0]! : array(popped);
}

/**
 * LLEN key: how many elements there are.
 *
 * @step 6
 */
export function llen(keyspace: Keyspace, [key]: Args): RespValue {
  return integer(keyspace.getAs(key!, "list")?.size ?? 0);
}

/**
 * LRANGE key first last: an array of the elements from index `first` to index `last`, that one too. What lies outside of
 * the list is left out; nothing is left if `first` is behind `last`. The numbers, by `indexArgument`, are read before
 * the key is looked at. Costs what it answers, at the far end of a long list too.
 *
 * @step 6
 */
export function lrange(keyspace: Keyspace, [key, first, last]: Args): RespValue {
  const indexes = [indexArgument(first!), indexArgument(last!)] as const;
  const list = keyspace.getAs(key!, "list");
  if (list === undefined) return array([]);
  const [start, end] = within(list.size, ...indexes);
  return array(Array.from(list.range(start, end), bulkString));
}

/**
 * LINDEX key index: the element at `index`; null if there is none, or no list. The index, by `indexArgument`, is read
 * after the key was looked at, and not at all if there is no list.
 *
 * @step 6
 */
export function lindex(keyspace: Keyspace, [key, index]: Args): RespValue {
  const list = keyspace.getAs(key!, "list");
  if (list === undefined) return nil;
  const element = list.get(fromFront(indexArgument(index!), list.size));
  return element === undefined ? nil : bulkString(element);
}

/**
 * LSET key index element: puts `element` in the place of the one at `index`, and answers OK. One change, even if that was
 * the same. Errors: `WRONGTYPE …`; no list: `ERR no such key`; the index by `indexArgument`; no element there: `ERR index
 * out of range`.
 *
 * @step 6
 */
export function lset(keyspace: Keyspace, [key, index, element]: Args): RespValue {
  const list = keyspace.getAs(key!, "list");
  if (list === undefined) throw new CommandError("ERR no such key");
  const wasSet = list.set(fromFront(indexArgument(index!), list.size), element!);
  if (!wasSet) throw new CommandError("ERR index out of range");
  keyspace.touched(key!, 1);
  return simpleString("OK");
}

/**
 * LREM key count element: removes elements that equal `element`, as List.remove says, and answers how many. Each is one
 * change. The count, by `indexArgument`, is read before the key is looked at. O(length of the list).
 *
 * @step 6
 */
export function lrem(keyspace: Keyspace, [key, countWord, element]: Args): RespValue {
  const count = indexArgument(countWord!);
  const removed = keyspace.getAs(key!, "list")?.remove(element!, count) ?? 0;
  keyspace.touched(key!, removed);
  return integer(removed);
}

/**
 * LTRIM key first last: removes what LRANGE with these numbers would not answer, and answers OK. Each element that it
 * removes is one change. The numbers, by `indexArgument`, are read before the key is looked at. Costs what it removes.
 *
 * @step 6
 */
export function ltrim(keyspace: Keyspace, [key, first, last]: Args): RespValue {
  const indexes = [indexArgument(first!), indexArgument(last!)] as const;
  const list = keyspace.getAs(key!, "list");
  if (list === undefined) return simpleString("OK");
  const size = list.size;
  const [start, end] = within(size, ...indexes);
  for (let i = 0; i < start; i++) list.pop("front");
  for (let i = end; i < size; i++) list.pop("back");
  keyspace.touched(key!, size - list.size);
  return simpleString("OK");
}

/**
 * LINSERT key BEFORE|AFTER pivot element: adds `element` before or after the first element that equals `pivot`, and
 * answers how long the list is then; -1 if there is no such element, 0 if there is no list. BEFORE and AFTER in any case;
 * another word: `ERR syntax error`, before the key is looked at. O(length of the list).
 *
 * @step 6
 */
export function linsert(keyspace: Keyspace, [key, where, pivot, element]: Args): RespValue {
  const word = wordOf(where!);
  if (word !== "before" && word !== "after") throw syntaxError();
  const list = keyspace.getAs(key!, "list");
  if (list === undefined) return integer(0);
  const index = list.indexOf(pivot!);
  if (index === undefined) return integer(-1);
  list.insert(word === "before" ? index : index + 1, element!);
  keyspace.touched(key!, 1);
  return integer(list.size);
}

/**
 * The index counted from the front, of one that may count from the back; negative if it is before the front.
 *
 * @solution
 */
function fromFront(index: number, size: number): number {
  return index < 0 ? index + size : index;
}

/**
 * From `first` to `last`, which may count from the back, as a range of indexes that is half-open, and within a list of
 * this size.
 *
 * @solution
 */
function within(size: number, first: number, last: number): readonly [start: number, end: number] {
  const start = Math.max(0, fromFront(first, size));
  const end = Math.min(size, fromFront(last, size) + 1);
  return start < end ? [start, end] : [0, 0];
}
