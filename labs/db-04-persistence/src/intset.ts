/**
 * Intset: a small set of integers, as Redis has it in memory and in RDB files.
 *
 *     4 bytes   4 bytes   count × size bytes
 *     size      count     -5 │ 0 │ 7 │ 300     size 2, 4 or 8; little-endian, members signed
 *
 * Invariants: members ascend, each once, which is what Redis searches them by; there is at least
 * one.
 *
 * Source: intset.c of Redis 7.0, `intsetValidateIntegrity`.
 *
 * Left out: whether a smaller size would do.
 */

import { NotImplemented } from "@labs/machine";
import type { Fail } from "./rdb-format.ts";

/**
 * The members of the intset `bytes` (borrowed) in ascending order, each as its digits: the caller's
 * own memory.
 *
 * Calls `fail`, at the latest when the last member was asked for, where the header is not whole;
 * the size is none of 2, 4 and 8; `bytes` is not exactly as long as the header says; there is no
 * member; or a member is not above the one before it. Memory is taken for one member at a time.
 *
 * @step 5
 */
export function* intsetMembers(bytes: Uint8Array, fail: Fail): Iterable<Uint8Array> {
  throw new NotImplemented("db-04 step 5: intsetMembers");
}
