/**
 * For the laws of SCAN: what a whole iteration finds, keyspaces cut into chosen parts, and patterns
 * with their meaning.
 */
import type { RespValue } from "@labs/db-01";
import type { Dict, Entry } from "@labs/db-02";
import type { Trial } from "@labs/grader/testing";
import fc from "fast-check";
import { textOf } from "./dicts.ts";
import type { Shell } from "./shell.ts";

/** No iteration of these laws needs more calls. */
const MAX_CALLS = 20_000;

/** A cursor that is not one of 32 bits is held against the dict. */
export function isCursor(t: Trial, cursor: number): void {
  const is32Bits = Number.isInteger(cursor) && cursor >= 0 && cursor < 2 ** 32;
  t.holds(is32Bits, `the cursor ${cursor} is no whole number of 0 to 2^32 - 1`);
}

/**
 * The keys that calls of scan visit, from `cursor` on to the end, with `between` after each call
 * but the last.
 */
export function scanned(
  t: Trial,
  dict: Dict<unknown>,
  cursor = 0,
  between: (call: number) => void = () => {},
): string[] {
  const found: string[] = [];
  let next = cursor;
  for (let call = 0; call < MAX_CALLS; call++) {
    next = dict.scan(next, (bytes) => found.push(textOf(bytes)));
    isCursor(t, next);
    if (next === 0) return found;
    between(call);
  }
  t.holds(false, `the cursor is not 0 after ${MAX_CALLS} calls`);
  return found;
}

/** These are the keys expected, each once; what is missing, there twice, or none of them is named. */
export function eachOnce(t: Trial, keys: readonly string[], expected: readonly string[]): void {
  const seen = new Set(keys);
  const wanted = new Set(expected);
  t.equal(
    {
      missed: expected.filter((text) => !seen.has(text)),
      twice: keys.filter((text, i) => keys.indexOf(text) < i),
      unknown: keys.filter((text) => !wanted.has(text)),
    },
    { missed: [], twice: [], unknown: [] },
    `the keys visited, of ${expected.length}`,
  );
}

/** What a reply to SCAN or KEYS says. */
export type Found = { readonly cursor: string; readonly keys: readonly string[] };

/** A reply to SCAN: an array of a bulk string and an array of bulk strings, and nothing else. */
export function found(t: Trial, reply: RespValue): Found {
  if (reply.kind !== "array" || reply.items.length !== 2) {
    t.equal(reply, "an array of a cursor and what was found");
  }
  const [cursor, items] = reply.kind === "array" ? reply.items : [];
  return {
    cursor: words(t, cursor)[0]!,
    keys: items?.kind === "array" ? words(t, ...items.items) : words(t, items),
  };
}

/** What KEYS finds, in order. */
export function keysLike(t: Trial, shell: Shell, pattern: string): string[] {
  const reply = shell.execute(["KEYS", pattern].map((word) => Buffer.from(word, "latin1")));
  if (reply.kind !== "array") t.equal(reply, "an array of keys");
  return reply.kind === "array" ? words(t, ...reply.items).sort() : [];
}

/** Bulk strings as text. */
function words(t: Trial, ...items: readonly (RespValue | undefined)[]): string[] {
  return items.map((item) => {
    if (item?.kind !== "bulkString") t.equal(item, "a bulk string");
    return item?.kind === "bulkString" ? textOf(item.bytes) : "";
  });
}

/**
 * Makes the shell's keyspace give these parts to a scan, whatever it holds: the cursor is the
 * part's number. Returns the cursors with which it was called.
 */
export function cutInto(shell: Shell, parts: readonly (readonly Entry[])[]): number[] {
  const calls: number[] = [];
  shell.keyspace.scan = (cursor, visit) => {
    calls.push(cursor);
    for (const entry of parts[cursor] ?? []) visit(entry);
    return cursor + 1 < parts.length ? cursor + 1 : 0;
  };
  return calls;
}

/** A pattern, and the same as a regular expression. */
export type Pattern = { readonly pattern: string; readonly regex: string };

const LETTERS = ["a", "b", "-", "]", "^", "*", "\xe9"];
const letter = fc.constantFrom(...LETTERS);
/** In a regular expression, the byte and nothing else. */
const exactly = (character: string) =>
  `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;

const literal = fc.oneof(
  fc.constantFrom("a", "b", "-", "\xe9").map((c) => ({ pattern: c, regex: exactly(c) })),
  letter.map((c) => ({ pattern: `\\${c}`, regex: exactly(c) })),
);

const member = fc.oneof(
  letter.map((c) => ({ pattern: `\\${c}`, regex: exactly(c) })),
  fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("a", "b", "c")).map(([x, y]) => ({
    pattern: `${x}-${y}`,
    regex: x < y ? `${exactly(x)}-${exactly(y)}` : `${exactly(y)}-${exactly(x)}`,
  })),
);

const bracket = fc
  .tuple(fc.constantFrom("", "^"), fc.array(member, { minLength: 1, maxLength: 3 }))
  .map(([not, members]) => {
    const { pattern, regex } = joined(members);
    return { pattern: `[${not}${pattern}]`, regex: `[${not}${regex}]` };
  });

function joined(items: readonly Pattern[]): Pattern {
  const pattern = items.map((item) => item.pattern).join("");
  return { pattern, regex: items.map((item) => item.regex).join("") };
}

const star: fc.Arbitrary<Pattern> = fc.constant({ pattern: "*", regex: "[^]*" });
const one: fc.Arbitrary<Pattern> = fc.constant({ pattern: "?", regex: "[^]" });

/** Patterns without oddities. */
export const patterns: fc.Arbitrary<Pattern> = fc
  .array(fc.oneof(literal, literal, star, one, bracket), { maxLength: 6 })
  .map(joined);

/** Texts to try them on; never empty. */
export const texts = fc.array(letter, { minLength: 1, maxLength: 6 }).map((all) => all.join(""));
