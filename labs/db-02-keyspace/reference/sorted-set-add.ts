/**
 * ZADD and ZINCRBY: the commands that give members their scores.
 *
 *     ZADD key [NX | XX] [GT | LT] [CH] [INCR] score member [score member …]
 *
 *     NX  only members that are not there      GT  only to a higher score      CH    count the changed ones too
 *     XX  only members that are there          LT  only to a lower score       INCR  add the score to what there is
 *
 * GT and LT keep nobody out who is new. So XX GT CH is "who was overtaken", and ZADD board GT 120 kim keeps the best of
 * kim's results without a look at the one before.
 *
 * Source: zaddGenericCommand and zsetAdd in Redis 7.0's t_zset.c.
 *
 * Left out: nothing that ZADD does in 7.0.
 */
import { CommandError, double, integer, nil, type RespValue } from "@labs/db-01";
import { doubleArgument, syntaxError, wordOf } from "./arguments.ts";
import { keep } from "./collections.ts";
import type { Keyspace } from "./keyspace.ts";
import { type ScoredMember, SortedSet } from "./sorted-set.ts";

/** The options of ZADD, as `wordOf` gives them. */
export type AddOption = "nx" | "xx" | "gt" | "lt" | "ch" | "incr";

/** What the words after the key ask for. */
export type AddRequest = {
  readonly options: ReadonlySet<AddOption>;
  /** At least one, in the order they were sent. */
  readonly items: readonly ScoredMember[];
};

/**
 * Reads the words after the key. They begin with any number of options, in any case and any order, the same one perhaps
 * twice; the first word that is none begins the scores and members. `always` are options that count as given.
 *
 * @throws CommandError the first of these that fits:
 *   - no score and member left, or a score without a member: `ERR syntax error`
 *   - NX and XX: `ERR XX and NX options at the same time are not compatible`
 *   - two of GT, LT and NX: `ERR GT, LT, and/or NX options at the same time are not compatible`
 *   - INCR and more than one member: `ERR INCR option supports a single increment-element pair`
 *   - a score that is none: `ERR value is not a valid float`
 * @step 7
 */
export function addRequest(words: readonly Uint8Array[], always: readonly AddOption[]): AddRequest {
  const options = new Set(always);
  let at = 0;
  for (; at < words.length; at++) {
    const option = wordOf(words[at]!);
    if (!isAddOption(option)) break;
    options.add(option);
  }
  const pairs = words.slice(at);
  if (pairs.length === 0 || pairs.length % 2 !== 0) throw syntaxError();
  checkTogether(options, pairs.length / 2);
  const items: ScoredMember[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    items.push({ score: doubleArgument(pairs[i]!), member: pairs[i + 1]! });
  }
  return { options, items };
}

/** ZADD key options … score member …: see `addAll`. */
export function zadd(keyspace: Keyspace, [key, ...words]: readonly Uint8Array[]): RespValue {
  return addAll(keyspace, key!, addRequest(words, []));
}

/** ZINCRBY key increment member: ZADD key INCR increment member, options before the increment not kept out. */
export function zincrby(keyspace: Keyspace, [key, ...words]: readonly Uint8Array[]): RespValue {
  return addAll(keyspace, key!, addRequest(words, ["incr"]));
}

/**
 * Gives the members of the request their scores, one after the other: the same member may come twice.
 *
 * - NX passes over a member that is there, XX over one that is not. A key that is not there is made, but not by XX.
 * - INCR adds to the score that is there, to 0 if none is. A sum that is NaN (inf and -inf) changes nothing: `ERR
 *   resulting score is not a number (NaN)`.
 * - GT and LT pass over a member that is there and whose new score, the sum if INCR is given, is not higher or lower.
 * - The score of a member that is there changes only if the new one does not equal it: 0 does not replace -0.
 *
 * The reply is the number of members that were added; with CH, added or changed; with INCR, the new score as a double,
 * or null if the member was passed over. (-0 stays when 0 is added, and the reply is the sum: 0.)
 *
 * Each member that was added or changed is one change.
 *
 * @throws CommandError WRONGTYPE
 * @step 7
 */
export function addAll(
  keyspace: Keyspace,
  key: Uint8Array,
  { options, items }: AddRequest,
): RespValue {
  const set = keyspace.getAs(key, "zset") ?? new SortedSet(keyspace.random);
  let added = 0;
  let changed = 0;
  let lastScore: number | undefined;
  for (const { member, score } of items) {
    const before = set.score(member);
    const after = scoreAfter(options, before, score);
    if (after === undefined) continue;
    lastScore = after;
    if (!set.set(member, after)) continue;
    if (before === undefined) added += 1;
    else changed += 1;
  }
  if (set.size > 0) keep(keyspace, key, set, added + changed);
  if (options.has("incr")) return lastScore === undefined ? nil : double(lastScore);
  return integer(options.has("ch") ? added + changed : added);
}

/**
 * The score of a member that had the score `before`, if any; undefined if it is passed over.
 * @solution
 */
function scoreAfter(
  options: ReadonlySet<AddOption>,
  before: number | undefined,
  given: number,
): number | undefined {
  if (before === undefined) return options.has("xx") ? undefined : given;
  if (options.has("nx")) return undefined;
  const after = options.has("incr") ? before + given : given;
  if (Number.isNaN(after)) {
    throw new CommandError("ERR resulting score is not a number (NaN)");
  }
  if (options.has("gt") && after <= before) return undefined;
  if (options.has("lt") && after >= before) return undefined;
  return after;
}

/** @solution */
function isAddOption(word: string): word is AddOption {
  return ["nx", "xx", "gt", "lt", "ch", "incr"].includes(word);
}

/** @solution */
function checkTogether(options: ReadonlySet<AddOption>, members: number): void {
  if (options.has("nx") && options.has("xx")) {
    throw new CommandError("ERR XX and NX options at the same time are not compatible");
  }
  if (["gt", "lt", "nx"].filter((name) => options.has(name as AddOption)).length > 1) {
    throw new CommandError("ERR GT, LT, and/or NX options at the same time are not compatible");
  }
  if (options.has("incr") && members > 1) {
    throw new CommandError("ERR INCR option supports a single increment-element pair");
  }
}
