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
import { NotImplemented } from "@labs/machine";
import type { MemberSet } from "./member-set.ts";

/**
 * A new set of the members that all of `sets` (one or more) have. Costs size of the smallest × number of sets.
 *
 * @step 6
 */
export function intersection(sets: readonly MemberSet[]): MemberSet {
  throw new NotImplemented("db-02 step 6: intersection");
}

/**
 * A new set of the members that one of `sets` (one or more) has. Costs the sum of their sizes.
 *
 * @step 6
 */
export function union(sets: readonly MemberSet[]): MemberSet {
  throw new NotImplemented("db-02 step 6: union");
}

/**
 * A new set of the members that the first of `sets` (one or more) has, and none of the others. Costs size of the first ×
 * number of sets.
 *
 * @step 6
 */
export function difference(sets: readonly MemberSet[]): MemberSet {
  throw new NotImplemented("db-02 step 6: difference");
}
