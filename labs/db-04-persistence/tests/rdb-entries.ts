/**
 * Keys with what they hold, as plain data: to make entries of db-02 from, and to compare what was
 * read with.
 */
import { Hash, List, MemberSet, SortedSet, stringValue, type Value } from "@labs/db-02";
import type { RdbEntry, SavedEntry } from "@labs/db-04";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import { bytesOf, textOf } from "./rdb-bytes.ts";

/** What a key holds; each character of a text is a byte. */
export type Held =
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "list"; readonly elements: readonly string[] }
  | { readonly kind: "set"; readonly members: readonly string[] }
  | { readonly kind: "hash"; readonly fields: readonly (readonly [string, string])[] }
  | { readonly kind: "zset"; readonly scores: readonly (readonly [string, number])[] };

export type PlainEntry = {
  readonly key: string;
  readonly held: Held;
  readonly deadline?: number;
  readonly idleSeconds?: number;
  readonly frequency?: number;
};

export const string = (text: string): Held => ({ kind: "string", text });
export const list = (...elements: string[]): Held => ({ kind: "list", elements });
export const set = (...members: string[]): Held => ({ kind: "set", members });
export const hash = (...fields: [string, string][]): Held => ({ kind: "hash", fields });
export const zset = (...scores: [string, number][]): Held => ({ kind: "zset", scores });

/** The value that a key holds in db-02. */
export function heldValue(held: Held): Value {
  switch (held.kind) {
    case "string":
      return stringValue(bytesOf(held.text));
    case "list": {
      const value = new List();
      for (const element of held.elements) value.push("back", bytesOf(element));
      return value;
    }
    case "set": {
      const value = new MemberSet();
      for (const member of held.members) value.add(bytesOf(member));
      return value;
    }
    case "hash": {
      const value = new Hash();
      for (const [field, text] of held.fields) value.set(bytesOf(field), bytesOf(text));
      return value;
    }
    case "zset": {
      const value = new SortedSet(seededRandom(1));
      for (const [member, score] of held.scores) value.set(bytesOf(member), score);
      return value;
    }
  }
}

export function savedEntry({ key, held, deadline }: PlainEntry): SavedEntry {
  return { key: bytesOf(key), value: heldValue(held), deadline };
}

/** What was read, as plain data; what has no order in order. */
export function plainEntry({ key, value, deadline, ...rest }: RdbEntry): PlainEntry {
  const held = sorted(heldOf(value));
  return { key: textOf(key), held, ...(deadline === undefined ? {} : { deadline }), ...rest };
}

/** The same entry, with what has no order in order. */
export const inOrder = (entry: PlainEntry): PlainEntry => ({ ...entry, held: sorted(entry.held) });

function heldOf(value: Value): Held {
  switch (value.kind) {
    case "string":
      return string(textOf(value.bytes));
    case "list":
      return list(...Array.from(value.range(0, value.size), textOf));
    case "set":
      return set(...Array.from(value, textOf));
    case "hash":
      return hash(
        ...Array.from(value, ([field, held]): [string, string] => [textOf(field), textOf(held)]),
      );
    case "zset":
      return zset(
        ...Array.from(value.forward(), ({ member, score }): [string, number] => [
          textOf(member),
          score,
        ]),
      );
  }
}

function sorted(held: Held): Held {
  const byText = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) =>
    a < b ? -1 : 1;
  switch (held.kind) {
    case "set":
      return set(...[...held.members].sort());
    case "hash":
      return { kind: "hash", fields: [...held.fields].sort(byText) };
    case "zset":
      return { kind: "zset", scores: [...held.scores].sort(byText) };
    default:
      return held;
  }
}

/** Texts around every boundary between the forms that a string can have. */
const BOUNDARIES = [7, 8, 13, 15, 16, 24, 31, 32, 63]
  .flatMap((bits) => [2n ** BigInt(bits) - 1n, 2n ** BigInt(bits)])
  .flatMap((value) => [value, -value, -value - 1n])
  .map(String);

const NEARLY_INTEGERS = ["-0", "+5", "007", "-", "", " 1", "1 ", "1.0", "1e3", "0x10", "00", "-05"];

const randomBytes = fc.uint8Array({ maxLength: 90 }).map(textOf);
const runs = fc
  .tuple(fc.uint8Array({ minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 60 }))
  .map(([bytes, times]) => textOf(bytes).repeat(times));

/** Strings of all the kinds that have a form of their own. */
export const words = fc.oneof(
  fc.constantFrom(...BOUNDARIES, ...NEARLY_INTEGERS),
  fc.integer().map(String),
  randomBytes,
  runs,
  fc.constantFrom(63, 64, 65).map((size) => "x".repeat(size)),
);

const scores = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer({ min: -200, max: 200 }),
  fc.constantFrom(-0, 0, Infinity, -Infinity, 5e-324),
);

const first = ([text]: readonly [string, unknown]) => text;

export const helds: fc.Arbitrary<Held> = fc.oneof(
  words.map(string),
  fc.array(words, { minLength: 1, maxLength: 8 }).map((elements) => list(...elements)),
  fc.uniqueArray(words, { minLength: 1, maxLength: 8 }).map((members) => set(...members)),
  fc
    .uniqueArray(fc.tuple(words, words), { minLength: 1, maxLength: 8, selector: first })
    .map((fields) => hash(...fields)),
  fc
    .uniqueArray(fc.tuple(words, scores), { minLength: 1, maxLength: 8, selector: first })
    .map((members) => zset(...members)),
);

const deadlines = fc.option(
  fc.oneof(
    fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 }),
    fc.constantFrom(0, 1, 2 ** 32, Number.MAX_SAFE_INTEGER, -1_000),
  ),
  { nil: undefined },
);

/** Keyspaces of a few keys. */
export const keyspaces: fc.Arbitrary<readonly PlainEntry[]> = fc.uniqueArray(
  fc.tuple(words, helds, deadlines).map(([key, held, deadline]) => ({
    key,
    held,
    ...(deadline === undefined ? {} : { deadline }),
  })),
  { maxLength: 6, selector: ({ key }) => key },
);
