/**
 * What LZF, listpacks and intsets give for some bytes: the result, or what they failed with.
 */
import { decompressLzf, type Fail, intsetMembers, listpackElements } from "@labs/db-04";
import type { Trial } from "@labs/grader/testing";
import { textOf } from "./rdb-bytes.ts";

/** Thrown by the `fail` that is handed in. */
class Failed extends Error {
  readonly at: number;

  constructor(at: number, what: string) {
    super(what);
    this.at = at;
  }
}

const fail: Fail = (at, what) => {
  throw new Failed(at, what);
};

export const lzfBytes = (bytes: Uint8Array, size: number): Uint8Array =>
  decompressLzf(bytes, size, fail);

export const listpackTexts = (bytes: Uint8Array): string[] =>
  Array.from(listpackElements(bytes, fail), textOf);

export const intsetTexts = (bytes: Uint8Array): string[] =>
  Array.from(intsetMembers(bytes, fail), textOf);

/**
 * What `read` gives, or undefined where it called `fail`, with a place within `bytes` and a reason.
 */
export function resultOf<T>(t: Trial, bytes: Uint8Array, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    t.holds(
      Number.isInteger(error.at) && error.at >= 0 && error.at <= bytes.length,
      `fail is called with a place in the ${bytes.length} bytes, not ${error.at}`,
    );
    t.holds(error.message !== "", "fail is told what is wrong");
    return undefined;
  }
}

/** `read` calls `fail`. */
export function failsWith(t: Trial, bytes: Uint8Array, read: () => unknown): void {
  t.did("given", bytes);
  const result = resultOf(t, bytes, read);
  t.holds(result === undefined, `fail is called, and nothing returned: ${JSON.stringify(result)}`);
}
