/**
 * Intersection, union and difference of sets.
 *
 *     intersection   take the smallest, and ask all others for each of its members
 *     union          take all
 *     difference     take the first, and ask all others for each of its members
 *
 * What it costs depends on who is asked and who is walked: a set of three members and one of a million have at most
 * three in common, and three lookups find them.
 *
 * Source: sinterGenericCommand and sunionDiffGenericCommand in Redis 7.0's t_set.c.
 *
 * Left out: Redis's other way to a difference, which takes the first set as a copy and removes the members of all
 * others; it is cheaper where the first is large and the others are many and small.
 */
import { MemberSet } from "./member-set.ts";

/**
 * A new set of the members that all of `sets` (one or more) have. Costs size of the smallest × number of sets.
 *
 * @step 6
 */
export function intersection(sets: readonly MemberSet[]): MemberSet {
  const [smallest, ...others] = sets.toSorted((a, b) => a.size - b.size);
  return chosen(smallest!, (member) => others.every((other) => other.has(member)));
}

/**
 * A new set of the members that one of `sets` (one or more) has. Costs the sum of their sizes.
 *
 * @step 6
 */
export function union(sets: readonly MemberSet[]): MemberSet {
  const result = new MemberSet();
  for (const set of sets) for (const member of set) result.add(member);
  return result;
}

/**
 * A new set of the members that the first of `sets` (one or more) has, and none of the others. Costs size of the first ×
 * number of sets.
 *
 * @step 6
 */
export function difference(sets: readonly MemberSet[]): MemberSet {
  const [first, ...others] = sets;
  return chosen(first!, (member) => !others.some((other) => other.has(member)));
}

/** @solution */
function chosen(set: MemberSet, isWanted: (member: Uint8Array) => boolean): MemberSet {
  const result = new MemberSet();
  for (const member of set) if (isWanted(member)) result.add(member);
  return result;
}
