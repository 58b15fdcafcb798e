/**
 * What a key can hold: five types, told apart by `kind`.
 *
 *     kind     TYPE says   holds
 *     string   string      bytes; a number is its digits
 *     list     list        List        list.ts
 *     hash     hash        Hash        hash.ts
 *     set      set         MemberSet   member-set.ts
 *     zset     zset        SortedSet   sorted-set.ts
 *
 * Invariant: a list, hash, set or sorted set in the keyspace is never empty. The command that takes the last element
 * removes the key.
 *
 * Left out: streams. And Redis's second, compact encoding of each small value (intset, listpack), which saves memory
 * and changes no reply: OBJECT ENCODING is not here.
 *
 * @given
 */
import type { Hash } from "./hash.ts";
import type { List } from "./list.ts";
import type { MemberSet } from "./member-set.ts";
import type { SortedSet } from "./sorted-set.ts";

/** Bytes that nobody changes: a command that alters a string makes a new one. */
export type StringValue = { readonly kind: "string"; readonly bytes: Uint8Array };

/** What a key holds. */
export type Value = StringValue | List | Hash | MemberSet | SortedSet;

/** The name of a type, as TYPE says it. */
export type Kind = Value["kind"];

/** A string of `bytes` (borrowed). */
export function stringValue(bytes: Uint8Array): StringValue {
  return { kind: "string", bytes };
}
