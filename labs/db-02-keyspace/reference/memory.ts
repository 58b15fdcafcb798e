/**
 * What a key costs, as this server accounts it.
 *
 *     entry                      96  + the key's bytes
 *     string                     16  + its bytes
 *     element of a list          32  + its bytes
 *     member of a set            48  + its bytes
 *     field of a hash            64  + the field's bytes + the value's
 *     member of a sorted set    128  + its bytes
 *
 * JavaScript does not say what an object takes, so this is a model: every implementation of this lab counts the same,
 * and what it counts is about what V8 takes. It costs nothing to ask, since collections keep their sums.
 *
 * Source: Redis asks its allocator (zmalloc.c) for every block, and so knows; MEMORY USAGE in object.c samples.
 *
 * Left out: the tables of the dicts themselves, the buffers of clients.
 *
 * @given
 */
import type { Entry } from "./keyspace.ts";

export const ENTRY_BYTES = 96;
export const STRING_BYTES = 16;
export const LIST_ELEMENT_BYTES = 32;
export const SET_MEMBER_BYTES = 48;
export const HASH_FIELD_BYTES = 64;
export const SORTED_SET_MEMBER_BYTES = 128;

/** What the entry is accounted for, in bytes. */
export function memoryOf({ key, value }: Entry): number {
  const content = value.kind === "string" ? STRING_BYTES + value.bytes.length : value.memoryBytes;
  return ENTRY_BYTES + key.length + content;
}
