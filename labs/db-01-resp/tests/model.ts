/**
 * What the laws compare with: an encoder too simple to be wrong, values to draw from, and ways to cut a stream.
 */
import v8 from "node:v8";
import vm from "node:vm";
import { type Entry, type Limits, RespDecoder, type RespValue } from "@labs/db-01";
import { type Trial, visible } from "@labs/grader/testing";
import fc from "fast-check";
import {
  array,
  attribute,
  bigNumber,
  boolean,
  bulkError,
  bulkString,
  double,
  integer,
  map,
  nil,
  nilArray,
  push,
  set,
  simpleError,
  simpleString,
  verbatimString,
} from "./values.ts";

const MIB = 1 << 20;

/** Heap and buffers in use after garbage is gone, in bytes. */
export function memoryInUse(): number {
  v8.setFlagsFromString("--expose-gc");
  const collect: () => void = vm.runInNewContext("gc");
  collect();
  return memoryTaken();
}

/** Garbage included. */
function memoryTaken(): number {
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + Math.max(external, arrayBuffers);
}

/** At most `bound` MiB more are in use than `before`; memory that is freed in the background gets time for it. */
export async function grewAtMost(t: Trial, before: number, bound: number): Promise<void> {
  const grown = (now: number) => Math.ceil((now - before) / MIB);
  // Garbage is looked for only where it matters: that takes longer than most of what is tried.
  let growth = grown(memoryTaken());
  for (let tries = 0; tries < 50 && growth > bound; tries++) {
    if (tries > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    growth = grown(memoryInUse());
  }
  t.atMost(growth, bound, "MiB in use more than before");
}

/** Nobody holds what was handed out any more; the collector gets time to find that. */
export async function areLetGo(
  t: Trial,
  handedOut: readonly WeakRef<object>[],
  what: string,
): Promise<void> {
  let kept = handedOut.length;
  for (let tries = 0; tries < 50 && kept > 0; tries++) {
    // A WeakRef that was made or asked holds its object until the present task ends.
    await new Promise((resolve) => setTimeout(resolve, tries === 0 ? 0 : 10));
    memoryInUse();
    kept = handedOut.filter((ref) => ref.deref() !== undefined).length;
  }
  t.atMost(kept, 0, `${what} that the decoder still holds`);
}

/**
 * The bytes that `body` takes from V8's heap, what is garbage by now included; what it takes outside, as buffers do, is
 * not counted.
 */
export function allocated(body: () => void): number {
  const profiler = new v8.GCProfiler();
  let before = process.memoryUsage().heapUsed;
  profiler.start();
  body();
  const after = process.memoryUsage().heapUsed;
  let bytes = 0;
  for (const { beforeGC, afterGC } of profiler.stop().statistics) {
    bytes += Math.max(0, beforeGC.heapStatistics.usedHeapSize - before);
    before = afterGC.heapStatistics.usedHeapSize;
  }
  return bytes + Math.max(0, after - before);
}

/** Ends the code that is measured, when it has moved more than anyone will ask about. */
class Enough extends Error {
  override readonly name = "Enough";
}

type Moves = (items: readonly unknown[], args: readonly unknown[], result: unknown) => number;

const all: Moves = (items) => items.length;
const ofResult: Moves = (_items, _args, result) => (result as unknown[]).length;
const MOVING: Readonly<Record<string, Moves>> = {
  shift: all,
  unshift: all,
  copyWithin: all,
  reverse: all,
  splice: ({ length }, [start]) => Math.max(0, length - Math.max(0, Number(start ?? 0))),
  slice: ofResult,
  concat: ofResult,
};

/**
 * The items of arrays that `body` moves or copies by the methods that do so wholesale; it is ended once they are more
 * than `limit`. A loop that moves them one by one is not seen.
 */
export function itemsMoved(limit: number, body: () => void): number {
  let moved = 0;
  const originals = Object.entries(MOVING).map(([name, moves]) => {
    const original = Reflect.get(Array.prototype, name) as (...args: unknown[]) => unknown;
    const counting = function (this: unknown[], ...args: unknown[]): unknown {
      const result = original.apply(this, args);
      moved += moves(this, args, result);
      if (moved > limit) throw new Enough();
      return result;
    };
    Object.defineProperty(Array.prototype, name, { value: counting });
    return { name, original };
  });
  try {
    body();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  } finally {
    for (const { name, original } of originals) {
      Object.defineProperty(Array.prototype, name, { value: original });
    }
  }
  return moved;
}

const encoder = new TextEncoder();

/** The wire's bytes of a text. */
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** `value` in RESP3, by the specification's table and nothing else. */
export function wire(value: RespValue): Buffer {
  switch (value.kind) {
    case "simpleString":
      return Buffer.from(`+${value.text}\r\n`);
    case "simpleError":
      return Buffer.from(`-${value.text}\r\n`);
    case "integer":
      return Buffer.from(`:${value.value}\r\n`);
    case "bulkString":
      return blob("$", value.bytes);
    case "null":
    case "nullArray":
      return Buffer.from("_\r\n");
    case "array":
      return items("*", value.items);
    case "boolean":
      return Buffer.from(value.value ? "#t\r\n" : "#f\r\n");
    case "double":
      return Buffer.from(`,${doubleText(value.value)}\r\n`);
    case "bigNumber":
      return Buffer.from(`(${value.value}\r\n`);
    case "bulkError":
      return blob("!", value.bytes);
    case "verbatimString":
      return blob("=", Buffer.concat([Buffer.from(`${value.format}:`), value.bytes]));
    case "map":
      return entries("%", value.entries);
    case "set":
      return items("~", value.items);
    case "push":
      return items(">", value.items);
    case "attribute":
      return Buffer.concat([entries("|", value.entries), wire(value.value)]);
  }
}

/** `value` in RESP2; it holds nothing that only RESP3 has. */
export function wire2(value: RespValue): Buffer {
  if (value.kind === "null") return Buffer.from("$-1\r\n");
  if (value.kind === "nullArray") return Buffer.from("*-1\r\n");
  if (value.kind !== "array") return wire(value);
  return Buffer.concat([Buffer.from(`*${value.items.length}\r\n`), ...value.items.map(wire2)]);
}

export function doubleText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Object.is(value, -0) ? "-0" : String(value);
}

function blob(type: string, bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${type}${bytes.length}\r\n`), bytes, Buffer.from("\r\n")]);
}

function items(type: string, values: readonly RespValue[]): Buffer {
  return Buffer.concat([Buffer.from(`${type}${values.length}\r\n`), ...values.map(wire)]);
}

function entries(type: string, pairs: readonly Entry[]): Buffer {
  const parts = pairs.flatMap(([key, value]) => [wire(key), wire(value)]);
  return Buffer.concat([Buffer.from(`${type}${pairs.length}\r\n`), ...parts]);
}

const points = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((point) => String.fromCodePoint(point));
/** Any but control characters; fast-check's graphemes take as long to set up as a step's laws to load. */
const character = fc.oneof(points(0x20, 0x7e), points(0xa0, 0xd7ff), points(0xe000, 0x10ffff));
const text = fc.string({ unit: character, maxLength: 12 });
const bytes = fc
  .oneof(fc.uint8Array({ maxLength: 24 }), fc.constantFrom("\r\n", "$1\r\n", "").map(utf8))
  .map((content) => Uint8Array.from(content));
const int64 = fc.oneof(
  fc.integer({ min: -2000, max: 2000 }),
  fc.maxSafeInteger(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
);

const resp2Leaf: fc.Arbitrary<RespValue> = fc.oneof(
  text.map(simpleString),
  text.map(simpleError),
  int64.map(integer),
  bytes.map(bulkString),
  fc.constantFrom<RespValue>(nil, nilArray, array([])),
);
const resp3Leaf: fc.Arbitrary<RespValue> = fc.oneof(
  text.map(simpleString),
  int64.map(integer),
  bytes.map(bulkString),
  fc.constant<RespValue>(nil),
  fc.boolean().map(boolean),
  fc.oneof(fc.double(), fc.integer().map(Number)).map(double),
  fc.bigInt().map(bigNumber),
  bytes.map(bulkError),
  fc.tuple(fc.constantFrom("txt", "mkd", "!~:"), bytes).map((parts) => verbatimString(...parts)),
);

/** Any value of RESP2. */
export const resp2Values: fc.Arbitrary<RespValue> = fc.letrec<{
  value: RespValue;
  items: RespValue;
}>((tie) => ({
  value: fc.oneof({ maxDepth: 3, depthIdentifier: "value" }, resp2Leaf, tie("items")),
  items: fc.array(tie("value"), { maxLength: 4, depthIdentifier: "value" }).map(array),
})).value;

/** Any value of RESP3. */
export const resp3Values: fc.Arbitrary<RespValue> = fc.letrec<{
  value: RespValue;
  many: RespValue;
}>((tie) => {
  const list = fc.array(tie("value"), { maxLength: 3, depthIdentifier: "value" });
  const pairs = fc.array(fc.tuple(tie("value"), tie("value")), {
    maxLength: 2,
    depthIdentifier: "value",
  });
  return {
    value: fc.oneof({ maxDepth: 3, depthIdentifier: "value" }, resp3Leaf, tie("many")),
    many: fc.oneof(
      list.map(array),
      list.map(set),
      list.map(push),
      pairs.map(map),
      fc.tuple(pairs, tie("value")).map((parts) => attribute(...parts)),
    ),
  };
}).value;

/** Sizes of chunks, used one after the other and then again from the first. */
export const chunkSizes = fc.array(fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 30 })), {
  minLength: 1,
  maxLength: 8,
});

/** `stream` in chunks of these sizes, each in memory of its own. */
export function cut(stream: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const bytes = new Uint8Array(stream);
  const chunks: Uint8Array[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    chunks.push(bytes.slice(at, at + size));
    at += size;
  }
  return chunks;
}

/**
 * The two ways that show most: in one chunk, and byte by byte. What is long comes in a thousand pieces: that no byte is
 * searched again has a law of its own, and the others end soon where it does not hold.
 */
export function wholeAndByByte(stream: Uint8Array): Uint8Array[][] {
  return [cut(stream, [stream.length]), cut(stream, [Math.ceil(stream.length / 1_000)])];
}

/** Every byte as a chunk, all in the same memory: to make a million would take too long. */
export function* bytewise(stream: Uint8Array): Generator<Uint8Array> {
  const chunk = new Uint8Array(1);
  for (const byte of stream) {
    chunk[0] = byte;
    yield chunk;
  }
}

/** Chunks as they are shown: `"*1\r\n" | "$2"`. */
export function shown(chunks: readonly Uint8Array[]): string {
  const few = chunks.slice(0, 24).map(visible).join(" | ");
  return chunks.length > 24 ? `${few} | … (${chunks.length} chunks)` : few;
}

export interface Decoded {
  readonly values: readonly RespValue[];
  /** The code of the error that ended it. */
  readonly code?: unknown;
}

/** Everything that a decoder makes of the chunks, asked for values after each. Other errors than coded ones pass through. */
export function decoded(chunks: Iterable<Uint8Array>, limits: Partial<Limits> = {}): Decoded {
  const decoder = new RespDecoder(limits);
  const values: RespValue[] = [];
  try {
    for (const chunk of chunks) {
      decoder.push(chunk);
      for (let value = decoder.next(); value !== undefined; value = decoder.next()) {
        values.push(value);
      }
    }
  } catch (error) {
    const code = (error as { code?: unknown } | null)?.code;
    if (code === undefined) throw error;
    return { values, code };
  }
  return { values };
}
