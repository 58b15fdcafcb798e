/**
 * Values as plain data, by the types of value.ts and nothing else.
 *
 *   simpleString("OK")     { kind: "simpleString", text: "OK" }
 *   bulkString("漢")       { kind: "bulkString", bytes: e6 bc a2 }
 *   array([integer(1)])    { kind: "array", items: [{ kind: "integer", value: 1 }] }
 *
 * What laws expect is made here, and never by the submission: its own functions could make everything equal.
 */
import type { Entry, RespValue } from "@labs/db-01";

type Kind<K extends RespValue["kind"]> = Extract<RespValue, { kind: K }>;
type Content = string | Uint8Array;
type Items = readonly RespValue[];
type Entries = readonly Entry[];

const encoder = new TextEncoder();

const bytesOf = (content: Content) =>
  typeof content === "string" ? encoder.encode(content) : content;

export const nil: Kind<"null"> = { kind: "null" };
export const nilArray: Kind<"nullArray"> = { kind: "nullArray" };

export const simpleString = (text: string): Kind<"simpleString"> => ({
  kind: "simpleString",
  text,
});
export const simpleError = (text: string): Kind<"simpleError"> => ({ kind: "simpleError", text });

/** A number where that is exact. */
export const integer = (value: number | bigint): Kind<"integer"> => ({
  kind: "integer",
  value: Number.isSafeInteger(Number(value)) ? Number(value) : value,
});

export const bulkString = (content: Content): Kind<"bulkString"> => ({
  kind: "bulkString",
  bytes: bytesOf(content),
});
export const bulkError = (content: Content): Kind<"bulkError"> => ({
  kind: "bulkError",
  bytes: bytesOf(content),
});
export const verbatimString = (format: string, content: Content): Kind<"verbatimString"> => ({
  kind: "verbatimString",
  format,
  bytes: bytesOf(content),
});

export const boolean = (value: boolean): Kind<"boolean"> => ({ kind: "boolean", value });
export const double = (value: number): Kind<"double"> => ({ kind: "double", value });
export const bigNumber = (value: bigint): Kind<"bigNumber"> => ({ kind: "bigNumber", value });

export const array = (items: Items): Kind<"array"> => ({ kind: "array", items });
export const set = (items: Items): Kind<"set"> => ({ kind: "set", items });
export const push = (items: Items): Kind<"push"> => ({ kind: "push", items });
export const map = (entries: Entries): Kind<"map"> => ({ kind: "map", entries });
export const attribute = (entries: Entries, value: RespValue): Kind<"attribute"> => ({
  kind: "attribute",
  entries,
  value,
});
