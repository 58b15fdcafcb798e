/**
 * A class in parts, for several machines.
 *
 *     names in order   alice bob carol dan erin frank gita          shard 2/3: bob, erin
 *     part             1     2   3     1   2    3     1
 *
 * A submission's part is its name's place modulo the number of parts: parts are even, and the same on every machine
 * that has the same folder.
 */

export interface Shard {
  /** From 1 on. */
  readonly part: number;
  readonly of: number;
}

export const SHARDS_MAX = 1_000;

/** `2/5`; undefined where it is none. */
export function readShard(word: string): Shard | undefined {
  const [part = 0, of = 0] = /^(\d{1,4})\/(\d{1,4})$/.exec(word)?.slice(1).map(Number) ?? [];
  return part >= 1 && part <= of && of <= SHARDS_MAX ? { part, of } : undefined;
}

/** Those of its part, in order. @param names all of the class, in order */
export function namesOf({ part, of }: Shard, names: readonly string[]): readonly string[] {
  return names.filter((_, place) => place % of === part - 1);
}
