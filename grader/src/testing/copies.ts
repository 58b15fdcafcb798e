/**
 * How many bytes a piece of code copies: a cost that is the same on every machine.
 *
 * Counted are the ways by which JavaScript copies bytes wholesale: set, slice, copyWithin, from, concat, copy, and
 * the constructors. A loop that moves bytes one by one is not seen, and a subarray copies nothing.
 */
import { Buffer } from "node:buffer";
import { exchange, type Method } from "./exchange.ts";

/** Ends the code that is measured, when it has copied more than anyone will ask about. */
class Enough extends Error {
  override readonly name = "Enough";
}

type Count = (result: unknown, self: unknown, args: readonly unknown[]) => number;

const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;
const sizeOf = (value: unknown) => (ArrayBuffer.isView(value) ? value.byteLength : 0);
const lengthOf = (value: unknown) => Number((value as { length?: number } | null)?.length ?? 0);
const ofResult: Count = (result) => sizeOf(result);
const ofSource: Count = (_result, _self, args) =>
  typeof args[0] === "string" ? 0 : lengthOf(args[0]);

const COUNTED: readonly (readonly [owner: object, name: string, count: Count])[] = [
  [typedArray, "set", ofSource],
  [typedArray, "slice", ofResult],
  [typedArray, "copyWithin", (_result, self, [to, from, end]) => span(self, to, from, end)],
  [Object.getPrototypeOf(Uint8Array) as object, "from", ofResult],
  [Buffer.prototype, "copy", (result) => Number(result)],
  [Buffer, "concat", ofResult],
  [Buffer, "from", ofSource],
  [Buffer, "copyBytesFrom", ofResult],
  [ArrayBuffer.prototype, "slice", (result) => (result as ArrayBuffer).byteLength],
];

/** The bytes that copyWithin moves. */
function span(self: unknown, to: unknown, from: unknown, end: unknown): number {
  const size = sizeOf(self);
  const at = (offset: number) => (offset < 0 ? Math.max(0, size + offset) : Math.min(offset, size));
  const source = at(Number(from ?? 0));
  const moved = at(end === undefined ? size : Number(end)) - source;
  return Math.max(0, Math.min(moved, size - at(Number(to ?? 0))));
}

/**
 * The bytes that `body` copies. Above `limit` it is ended, so that code which copies far too much is not waited for.
 */
export function countCopies(body: () => void, limit: number): number {
  let copied = 0;
  let isInside = false;
  const add = (bytes: number): void => {
    copied += bytes;
    if (copied > limit) throw new Enough();
  };
  const counting =
    (count: Count) =>
    (original: Method): Method =>
      function (...args) {
        // A method of Node's may call another one: the outer one counts.
        if (isInside) return original.apply(this, args);
        isInside = true;
        let result: unknown;
        try {
          result = original.apply(this, args);
        } finally {
          isInside = false;
        }
        add(count(result, this, args));
        return result;
      };
  const restore = COUNTED.map(([owner, name, count]) => exchange(owner, name, counting(count)));
  const { Uint8Array: real } = globalThis;
  globalThis.Uint8Array = new Proxy(real, {
    construct(target, args, newTarget) {
      const [source] = args;
      const made = Reflect.construct(target, args, newTarget);
      const isCopy = typeof source === "object" && source !== null && !isBuffer(source);
      if (isCopy && !isInside) add(made.length);
      return made;
    },
  });
  try {
    body();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  } finally {
    globalThis.Uint8Array = real;
    for (const undo of restore) undo();
  }
  return copied;
}

function isBuffer(source: object): boolean {
  return source instanceof ArrayBuffer || source instanceof SharedArrayBuffer;
}
