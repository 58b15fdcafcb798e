/**
 * Keys, whatever they hold: are they there, of which type, away with them, another name.
 *
 * To answer a command about a key is to use the key, even by a refusal, but for EXISTS, TYPE and RANDOMKEY.
 *
 * Source: Redis 7.0's db.c (delGenericCommand, existsCommand, typeCommand, renameGenericCommand, randomkeyCommand,
 * flushallCommand) and touchCommand in expire.c.
 *
 * Left out: COPY, MOVE, SWAPDB, OBJECT, WAIT. UNLINK and ASYNC free memory in another thread in Redis; here the garbage
 * collector does it anyway, and they do what DEL and SYNC do.
 */
import { bulkString, CommandError, integer, nil, type RespValue, simpleString } from "@labs/db-01";
import { syntaxError, wordOf } from "./arguments.ts";
import type { Definition } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";

type Args = readonly Uint8Array[];

/** Every command on keys as such, but those on their deadlines. */
export const KEY_COMMANDS: readonly Definition[] = [
  { name: "del", arity: -2, access: "write", run: del },
  { name: "unlink", arity: -2, access: "write", run: del },
  { name: "exists", arity: -2, access: "read", run: exists },
  { name: "touch", arity: -2, access: "read", run: touch },
  { name: "type", arity: 2, access: "read", run: type },
  { name: "rename", arity: 3, access: "write", run: rename },
  { name: "renamenx", arity: 3, access: "write", run: renamenx },
  { name: "randomkey", arity: 1, access: "read", run: randomkey },
  { name: "dbsize", arity: 1, access: "read", run: dbsize },
  { name: "flushdb", arity: -1, access: "write", run: flush },
  { name: "flushall", arity: -1, access: "write", run: flush },
];

/**
 * DEL key …, and UNLINK: removes them. Replies how many were there; a key named twice is there once.
 *
 * @step 2
 */
export function del(keyspace: Keyspace, keys: Args): RespValue {
  return integer(keys.filter((key) => keyspace.remove(key)).length);
}

/**
 * EXISTS key …: how many are there; a key named twice counts twice. Looking for it is no use of a key.
 *
 * @step 2
 */
export function exists(keyspace: Keyspace, keys: Args): RespValue {
  return integer(keys.filter((key) => keyspace.peek(key) !== undefined).length);
}

/**
 * TOUCH key …: as EXISTS, and it is a use of each.
 *
 * @step 2
 */
export function touch(keyspace: Keyspace, keys: Args): RespValue {
  return integer(keys.filter((key) => keyspace.get(key) !== undefined).length);
}

/**
 * TYPE key: the kind of what it holds as a simple string, `none` if there is no key. No use of the key.
 *
 * @step 2
 */
export function type(keyspace: Keyspace, [key]: Args): RespValue {
  return simpleString(keyspace.peek(key!)?.value.kind ?? "none");
}

/**
 * RENAME key newkey: `OK`. What newkey held is gone; the deadline of key goes along. No such key: `ERR no such key`.
 * Both the same: nothing changes, and the key is used.
 *
 * @step 2
 */
export function rename(keyspace: Keyspace, [from, to]: Args): RespValue {
  if (!keyspace.rename(from!, to!)) throw noSuchKey();
  return simpleString("OK");
}

/**
 * RENAMENX key newkey: 1. If there is a key of the new name, 0, and nothing changes, but both were used. No such key as
 * the first: the same error as RENAME's, looked at before the new name is.
 *
 * @step 2
 */
export function renamenx(keyspace: Keyspace, [from, to]: Args): RespValue {
  if (keyspace.get(from!) === undefined) throw noSuchKey();
  if (keyspace.get(to!) !== undefined) return integer(0);
  keyspace.rename(from!, to!);
  return integer(1);
}

/**
 * RANDOMKEY: the name of a key drawn at random, null if there is none.
 *
 * @step 2
 */
export function randomkey(keyspace: Keyspace): RespValue {
  const entry = keyspace.randomEntry();
  return entry === undefined ? nil : bulkString(entry.key);
}

/**
 * DBSIZE: how many keys there are, dead ones that nobody has looked for included.
 *
 * @step 2
 */
export function dbsize(keyspace: Keyspace): RespValue {
  return integer(keyspace.size);
}

/**
 * FLUSHALL [ASYNC | SYNC], and FLUSHDB: removes all keys, and replies `OK`. Another word, or more than one: `syntaxError`.
 *
 * @step 2
 */
export function flush(keyspace: Keyspace, words: Args): RespValue {
  const isKnown = words.every((word) => ["async", "sync"].includes(wordOf(word)));
  if (words.length > 1 || !isKnown) throw syntaxError();
  keyspace.clear();
  return simpleString("OK");
}

/** To be thrown. */
function noSuchKey(): CommandError {
  return new CommandError("ERR no such key");
}
