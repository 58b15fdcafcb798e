/**
 * The commands on sets that leave it to chance which member it is.
 *
 *     > SPOP lottery 2                 > SRANDMEMBER dice -3
 *     1) "17"                          1) "6"
 *     2) "4"                           2) "1"
 *     gone from the set                3) "6"
 *
 * Chance is the keyspace's (`keyspace.random`), so that a test can have it again. Whoever repeats these commands on
 * another machine gets other members: what is to be repeated there is what happened, not what was asked.
 *
 * Source: Redis 7.0's spopWithCountCommand and srandmemberWithCountCommand in t_set.c; CVE-2023-22458 for the bound
 * on a negative count.
 *
 * Left out: the fairness of Redis 6.2 and later, which draws until no bucket is favoured; see Dict.sample.
 */
import {
  array,
  bulkString,
  CommandError,
  MAX_ELEMENTS,
  nil,
  type RespValue,
  set,
} from "@labs/db-01";
import type { Random } from "@labs/machine";
import { integerArgument, positiveArgument, syntaxError } from "./arguments.ts";
import type { Definition } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";
import type { MemberSet } from "./member-set.ts";

type Args = readonly Uint8Array[];

/** The commands of this file. */
export const SET_RANDOM_COMMANDS: readonly Definition[] = [
  { name: "spop", arity: -2, access: "write", run: spop },
  { name: "srandmember", arity: -2, access: "read", run: srandmember },
];

/**
 * SPOP key: removes a member drawn at random and answers it, or null without such a key.
 *
 * SPOP key count: removes as many different members, all of them if there are fewer, and answers them as a set; an
 * empty one without such a key. Each is one change.
 *
 * Errors, in this order: more than two arguments: `ERR syntax error`; a count that is no integer, or below 0: `ERR
 * value is out of range, must be positive`; another kind of key.
 *
 * @step 9
 */
export function spop(keyspace: Keyspace, [key, count, ...more]: Args): RespValue {
  if (more.length > 0) throw syntaxError();
  const wanted = count === undefined ? 1 : positiveArgument(count);
  const source = keyspace.getAs(key!, "set");
  const popped = source === undefined ? [] : different(source, wanted, keyspace.random);
  for (const member of popped) source?.delete(member);
  if (popped.length > 0) keyspace.touched(key!, popped.length);
  if (count !== undefined) return set(popped.map(bulkString));
  return popped[0] === undefined ? nil : bulkString(popped[0]);
}

/**
 * SRANDMEMBER key: a member drawn at random, or null without such a key.
 *
 * SRANDMEMBER key count: an array of as many different members, all of them if there are fewer; with a count below 0 of
 * exactly that many, each drawn from all. An empty array without such a key.
 *
 * Errors, in this order: more than two arguments: `ERR syntax error`; a count that is no integer: `ERR value is not an
 * integer or out of range`; one below -MAX_ELEMENTS, which nobody could be sent: `ERR value is out of range`; another
 * kind of key.
 *
 * @step 9
 */
export function srandmember(keyspace: Keyspace, [key, count, ...more]: Args): RespValue {
  if (more.length > 0) throw syntaxError();
  const wanted = count === undefined ? undefined : Number(integerArgument(count));
  if (wanted !== undefined && wanted < -MAX_ELEMENTS) {
    throw new CommandError("ERR value is out of range");
  }
  const source = keyspace.getAs(key!, "set");
  const { random } = keyspace;
  if (wanted === undefined) return source === undefined ? nil : bulkString(source.sample(random)!);
  if (source === undefined) return array([]);
  const drawn =
    wanted < 0
      ? Array.from({ length: -wanted }, () => source.sample(random)!)
      : different(source, wanted, random);
  return array(drawn.map(bulkString));
}

/**
 * So many different members, at random; all if there are not so many. Costs what is drawn, unless that is a good part
 * of the set: then the set is copied and shuffled, since drawing again and again would meet what is drawn already.
 * @solution
 */
function different(source: MemberSet, count: number, random: Random): readonly Uint8Array[] {
  if (count >= source.size) return [...source];
  if (count * 3 > source.size) return shuffled([...source], random).slice(0, count);
  const drawn = new Set<Uint8Array>();
  while (drawn.size < count) drawn.add(source.sample(random)!);
  return [...drawn];
}

/** @solution */
function shuffled<T>(items: T[], random: Random): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}
