/**
 * Lists, hashes and sets as JavaScript has them, and what Redis answers about them: slow, and plain to see.
 *
 * Every command takes a copy of what is in the key, and stores what it made of it. Bytes are strings here, each
 * character a byte. A reply that has no order is sorted.
 */
import type { RespValue } from "@labs/db-01";

type Held = string | string[] | Map<string, string> | Set<string>;

/** A reply as one would note it down: bulk strings as they are, null as null, errors and the like by their kind. */
export type Answer =
  | string
  | number
  | bigint
  | null
  | readonly Answer[]
  | { readonly [kind: string]: Answer };

class Refused extends Error {}

const OK: Answer = { simpleString: "OK" };
const NO_ARRAY: Answer = { nullArray: null };
const NOT_AN_INTEGER = "ERR value is not an integer or out of range";

/** Keys and what they hold; what is stored empty is not there. */
class Keys {
  readonly #held = new Map<string, Held>();
  changes = 0;

  get(key: string): Held | undefined {
    return this.#held.get(key);
  }

  list(key: string): string[] {
    const held = this.#held.get(key) ?? [];
    return Array.isArray(held) ? [...held] : wrongType();
  }

  hash(key: string): Map<string, string> {
    const held = this.#held.get(key) ?? new Map();
    return held instanceof Map ? new Map(held) : wrongType();
  }

  members(key: string): Set<string> {
    const held = this.#held.get(key) ?? new Set();
    return held instanceof Set ? new Set(held) : wrongType();
  }

  store(key: string, held: Held, changes: number): void {
    this.changes += changes;
    if (isEmpty(held)) this.#held.delete(key);
    else if (changes > 0) this.#held.set(key, held);
  }
}

function wrongType(): never {
  throw new Refused("WRONGTYPE Operation against a key holding the wrong kind of value");
}

function isEmpty(held: Held): boolean {
  if (typeof held === "string") return false;
  return Array.isArray(held) ? held.length === 0 : held.size === 0;
}

/** The integer of 64 bits that `word` writes in its one spelling. */
function whole(word: string, error = NOT_AN_INTEGER): bigint {
  if (!/^(0|-?[1-9][0-9]*)$/.test(word)) throw new Refused(error);
  if (BigInt.asIntN(64, BigInt(word)) !== BigInt(word)) throw new Refused(error);
  return BigInt(word);
}

const index = (word: string): number => Number(whole(word));

type Run = (keys: Keys, key: string, ...words: string[]) => Answer;

const lists: Readonly<Record<string, Run>> = {
  lpush: (keys, key, ...elements) => {
    const list = [...elements.toReversed(), ...keys.list(key)];
    keys.store(key, list, elements.length);
    return list.length;
  },
  rpush: (keys, key, ...elements) => {
    const list = [...keys.list(key), ...elements];
    keys.store(key, list, elements.length);
    return list.length;
  },
  lpushx: (keys, key, ...elements) =>
    keys.list(key).length === 0 ? 0 : lists.lpush!(keys, key, ...elements),
  rpushx: (keys, key, ...elements) =>
    keys.list(key).length === 0 ? 0 : lists.rpush!(keys, key, ...elements),
  lpop: (keys, key, count) => popped(keys, key, count, (list) => list.shift()!),
  rpop: (keys, key, count) => popped(keys, key, count, (list) => list.pop()!),
  llen: (keys, key) => keys.list(key).length,
  lindex: (keys, key, at) => {
    const list = keys.list(key);
    return list.length === 0 ? null : (list.at(index(at!)) ?? null);
  },
  lset: (keys, key, at, element) => {
    const list = keys.list(key);
    if (list.length === 0) throw new Refused("ERR no such key");
    if (list.at(index(at!)) === undefined) throw new Refused("ERR index out of range");
    keys.store(key, list.with(index(at!), element!), 1);
    return OK;
  },
  lrange: (keys, key, first, last) => between(first!, last!)(keys.list(key)),
  ltrim: (keys, key, first, last) => {
    const chosen = between(first!, last!);
    const list = keys.list(key);
    keys.store(key, chosen(list), list.length - chosen(list).length);
    return OK;
  },
  lrem: (keys, key, count, element) => {
    const limit = index(count!);
    const list = keys.list(key);
    const before = list.length;
    if (limit < 0) list.reverse();
    for (let left = Math.abs(limit) || before; left > 0 && list.includes(element!); left--) {
      list.splice(list.indexOf(element!), 1);
    }
    if (limit < 0) list.reverse();
    keys.store(key, list, before - list.length);
    return before - list.length;
  },
  linsert: (keys, key, where, pivot, element) => {
    const word = where!.toLowerCase();
    if (word !== "before" && word !== "after") throw new Refused("ERR syntax error");
    const list = keys.list(key);
    if (!list.includes(pivot!)) return list.length === 0 ? 0 : -1;
    list.splice(list.indexOf(pivot!) + (word === "after" ? 1 : 0), 0, element!);
    keys.store(key, list, 1);
    return list.length;
  },
};

function popped(
  keys: Keys,
  key: string,
  count: string | undefined,
  take: (list: string[]) => string,
): Answer {
  const most = whole(count ?? "1", "ERR value is out of range, must be positive");
  if (most < 0) throw new Refused("ERR value is out of range, must be positive");
  const list = keys.list(key);
  if (list.length === 0) return count === undefined ? null : NO_ARRAY;
  const taken: string[] = [];
  while (taken.length < most && list.length > 0) taken.push(take(list));
  keys.store(key, list, taken.length);
  return count === undefined ? taken[0]! : taken;
}

function between(firstWord: string, lastWord: string): (list: string[]) => string[] {
  const first = index(firstWord);
  const last = index(lastWord);
  return (list) => {
    const from = first < 0 ? first + list.length : first;
    const to = last < 0 ? last + list.length : last;
    return list.filter((_, i) => from <= i && i <= to);
  };
}

const hashes: Readonly<Record<string, Run>> = {
  hset: (keys, key, ...words) => paired("hset", keys, key, words),
  hmset: (keys, key, ...words) => {
    paired("hmset", keys, key, words);
    return OK;
  },
  hsetnx: (keys, key, field, value) =>
    keys.hash(key).has(field!) ? 0 : hashes.hset!(keys, key, field!, value!),
  hget: (keys, key, field) => keys.hash(key).get(field!) ?? null,
  hmget: (keys, key, ...fields) => fields.map((field) => keys.hash(key).get(field) ?? null),
  hexists: (keys, key, field) => (keys.hash(key).has(field!) ? 1 : 0),
  hstrlen: (keys, key, field) => keys.hash(key).get(field!)?.length ?? 0,
  hlen: (keys, key) => keys.hash(key).size,
  hgetall: (keys, key) => ({ map: [...keys.hash(key)].toSorted() }),
  hkeys: (keys, key) => [...keys.hash(key).keys()].toSorted(),
  hvals: (keys, key) => [...keys.hash(key).values()].toSorted(),
  hdel: (keys, key, ...fields) => {
    const hash = keys.hash(key);
    const removed = fields.filter((field) => hash.delete(field)).length;
    keys.store(key, hash, removed);
    return removed;
  },
  hincrby: (keys, key, field, by) => {
    const increment = whole(by!);
    const old = keys.hash(key).get(field!) ?? "0";
    const sum = whole(old, "ERR hash value is not an integer") + increment;
    whole(String(sum), "ERR increment or decrement would overflow");
    hashes.hset!(keys, key, field!, String(sum));
    return BigInt(Number(sum)) === sum && Number.isSafeInteger(Number(sum)) ? Number(sum) : sum;
  },
};

function paired(command: string, keys: Keys, key: string, words: readonly string[]): number {
  if (words.length % 2 === 1) {
    throw new Refused(`ERR wrong number of arguments for '${command}' command`);
  }
  const hash = keys.hash(key);
  const before = hash.size;
  for (let i = 0; i < words.length; i += 2) hash.set(words[i]!, words[i + 1]!);
  keys.store(key, hash, words.length / 2);
  return hash.size - before;
}

const sets: Readonly<Record<string, Run>> = {
  sadd: (keys, key, ...added) => {
    const members = keys.members(key);
    const before = members.size;
    for (const member of added) members.add(member);
    keys.store(key, members, members.size - before);
    return members.size - before;
  },
  srem: (keys, key, ...removed) => {
    const members = keys.members(key);
    const count = removed.filter((member) => members.delete(member)).length;
    keys.store(key, members, count);
    return count;
  },
  sismember: (keys, key, member) => (keys.members(key).has(member!) ? 1 : 0),
  smismember: (keys, key, ...asked) =>
    asked.map((member) => (keys.members(key).has(member) ? 1 : 0)),
  smembers: (keys, key) => ({ set: [...keys.members(key)].toSorted() }),
  scard: (keys, key) => keys.members(key).size,
  sinter: (keys, ...from) => ({ set: common(keys, from).toSorted() }),
  sunion: (keys, ...from) => ({ set: together(keys, from).toSorted() }),
  sdiff: (keys, ...from) => ({ set: alone(keys, from).toSorted() }),
  sinterstore: (keys, to, ...from) => stored(keys, to, common(keys, from)),
  sunionstore: (keys, to, ...from) => stored(keys, to, together(keys, from)),
  sdiffstore: (keys, to, ...from) => stored(keys, to, alone(keys, from)),
  smove: (keys, from, to, member) => {
    if (keys.members(from).size === 0) return 0;
    const isThere = keys.members(to!).has(member!);
    if (!keys.members(from).has(member!)) return 0;
    if (from === to) return 1;
    sets.srem!(keys, from, member!);
    if (!isThere) sets.sadd!(keys, to!, member!);
    return 1;
  },
};

function common(keys: Keys, from: readonly string[]): string[] {
  const all = from.map((key) => keys.members(key));
  return [...all[0]!].filter((member) => all.every((members) => members.has(member)));
}

function together(keys: Keys, from: readonly string[]): string[] {
  return [...new Set(from.flatMap((key) => [...keys.members(key)]))];
}

function alone(keys: Keys, from: readonly string[]): string[] {
  const [first, ...others] = from.map((key) => keys.members(key));
  return [...first!].filter((member) => others.every((members) => !members.has(member)));
}

function stored(keys: Keys, to: string, members: readonly string[]): number {
  const wasThere = keys.get(to) !== undefined;
  keys.store(to, new Set(members), members.length > 0 || wasThere ? 1 : 0);
  return members.length;
}

const others: Readonly<Record<string, Run>> = {
  set: (keys, key, value) => {
    keys.store(key, value!, 1);
    return OK;
  },
  del: (keys, key) => {
    const wasThere = keys.get(key) !== undefined;
    keys.store(key, [], wasThere ? 1 : 0);
    return wasThere ? 1 : 0;
  },
  exists: (keys, key) => (keys.get(key) === undefined ? 0 : 1),
};

const COMMANDS: Readonly<Record<string, Run>> = { ...lists, ...hashes, ...sets, ...others };

/** A keyspace that is slow, and right. */
export class Model {
  readonly #keys = new Keys();

  /** The answer to a request, and how many changes it made. */
  run([command, key, ...words]: readonly string[]): { answer: Answer; changes: number } {
    const before = this.#keys.changes;
    let answer: Answer;
    try {
      answer = COMMANDS[command!.toLowerCase()]!(this.#keys, key!, ...words);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      answer = { simpleError: error.message };
    }
    return { answer, changes: this.#keys.changes - before };
  }
}

/** A reply to this command, noted down as the model does. */
export function answerOf(command: string, reply: RespValue): Answer {
  const answer = noted(reply);
  return /^h(keys|vals)$/i.test(command) && Array.isArray(answer) ? answer.toSorted() : answer;
}

function noted(reply: RespValue): Answer {
  switch (reply.kind) {
    case "bulkString":
      return Buffer.from(reply.bytes).toString("latin1");
    case "integer":
      return reply.value;
    case "null":
      return null;
    case "nullArray":
      return NO_ARRAY;
    case "array":
      return reply.items.map(noted);
    case "set":
      return { set: reply.items.map(noted).toSorted() };
    case "map":
      return { map: reply.entries.map((entry) => entry.map(noted)).toSorted() };
    case "simpleString":
    case "simpleError":
      return { [reply.kind]: reply.text };
    default:
      return { [reply.kind]: "" };
  }
}
