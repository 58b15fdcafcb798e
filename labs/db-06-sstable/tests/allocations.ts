/**
 * How much memory a piece of code takes at once: whoever believes a length that a damaged file announces is found out, before
 * the machine is.
 *
 * Counted are new arrays of bytes and buffers; above `MOST` they are refused, as a machine without that memory would.
 */
import { Buffer } from "node:buffer";
import { exchange } from "@labs/grader/testing";

const MOST_BYTES = 64 * 1024 * 1024;

/** The most bytes that `body` asked for at once. */
export function largestAllocation(body: () => void): number {
  const { Uint8Array: realBytes, ArrayBuffer: realBuffer } = globalThis;
  let largest = 0;
  const asked = (size: unknown) => {
    if (typeof size !== "number") return;
    largest = Math.max(largest, size);
    if (size > MOST_BYTES) throw new RangeError(`${size} bytes were asked for`);
  };
  const counted = <T extends typeof Uint8Array | typeof ArrayBuffer>(real: T): T =>
    new Proxy(real, {
      construct(target, args, newTarget) {
        asked(args[0]);
        return Reflect.construct(target, args, newTarget);
      },
    });
  globalThis.Uint8Array = counted(realBytes);
  globalThis.ArrayBuffer = counted(realBuffer);
  const restore = ["alloc", "allocUnsafe"].map((name) =>
    exchange(Buffer, name, (original) => (size, ...rest) => {
      asked(size);
      return original(size, ...rest);
    }),
  );
  try {
    body();
  } finally {
    globalThis.Uint8Array = realBytes;
    globalThis.ArrayBuffer = realBuffer;
    for (const undo of restore) undo();
  }
  return largest;
}
