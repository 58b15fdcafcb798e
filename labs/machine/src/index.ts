/**
 * What every lab runs on.
 *
 * Today that is the small vocabulary for things that must not happen; Disk, Clock, Random and Network, and
 * their simulated twins, join it with the labs that first need them.
 *
 * Left out: nothing here does I/O.
 */
export { assert, InvariantError, unreachable } from "./invariant.ts";
export { NotImplemented } from "./not-implemented.ts";
