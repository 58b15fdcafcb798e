/**
 * Plain data as JSON, in which bytes and big integers are what they were.
 *
 *     Uint8Array    {"$bytes":"aGk="}          base64
 *     bigint        {"$bigint":"12"}
 *     {"$a": 1}     {"$$a": 1}                 a key that begins with $ gets one more
 *
 * What JSON would change without a word is refused: a number that is not finite, undefined in an array, an instance of
 * a class, a function. A property that is undefined is left out, as JSON does.
 *
 * Left out: −0, which becomes 0; cycles.
 */
import { assert } from "./invariant.ts";

/** @throws InvariantError for what this form has no words for */
export function toPlainJson(value: unknown): string {
  return JSON.stringify(escaped(value));
}

/** What `toPlainJson` was given. @throws SyntaxError for what is no JSON; what is not of this form, comes as it is */
export function fromPlainJson(text: string): unknown {
  return unescaped(JSON.parse(text));
}

function escaped(value: unknown): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      assert(Number.isFinite(value), `a message holds ${value}, which JSON cannot say`);
      return value;
    case "bigint":
      return { $bigint: value.toString() };
    case "object":
      return value === null ? null : escapedObject(value);
    default:
      assert(false, `a message holds a ${typeof value}, which no network carries`);
  }
}

function escapedObject(value: object): unknown {
  if (Array.isArray(value)) return value.map(escaped);
  if (value instanceof Uint8Array) {
    const { buffer, byteOffset, byteLength } = value;
    return { $bytes: Buffer.from(buffer, byteOffset, byteLength).toString("base64") };
  }
  const prototype = Object.getPrototypeOf(value);
  const isPlain = prototype === Object.prototype || prototype === null;
  assert(isPlain, "a message holds an instance of a class, which no network carries");
  const entries = Object.entries(value).filter(([, property]) => property !== undefined);
  return Object.fromEntries(
    entries.map(([key, property]) => [key.startsWith("$") ? `$${key}` : key, escaped(property)]),
  );
}

function unescaped(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(unescaped);
  const { $bytes, $bigint } = value as { $bytes?: unknown; $bigint?: unknown };
  if (typeof $bytes === "string") return Uint8Array.from(Buffer.from($bytes, "base64"));
  if (typeof $bigint === "string") return BigInt($bigint);
  return Object.fromEntries(
    Object.entries(value).map(([key, property]) => [
      key.startsWith("$") ? key.slice(1) : key,
      unescaped(property),
    ]),
  );
}
