/**
 * Values and bytes as a person reads them: CR and LF visible, hex where bytes differ.
 *
 *   visible    "$5\r\nhello\r\n"
 *   hexDump    > 0008  6c 6f 0d 0a              |lo..|
 *
 * A row of the dump is 8 bytes, 42 columns at the most: two fit side by side on a terminal of 100, and one above
 * the other on one of 80.
 */
import { inspect } from "node:util";

const ROW_BYTES = 8;
const ROWS_MAX = 9;
const VISIBLE_MAX_BYTES = 320;
const ESCAPES: Readonly<Record<number, string>> = { 10: "\\n", 13: "\\r", 34: '\\"', 92: "\\\\" };

/** Bytes as a quoted text: printable ASCII as it is, the rest escaped; the middle of a long one is left out. */
export function visible(bytes: Uint8Array): string {
  if (bytes.length <= VISIBLE_MAX_BYTES) return `"${escaped(bytes)}"`;
  const half = VISIBLE_MAX_BYTES / 2;
  const head = escaped(bytes.subarray(0, half));
  const tail = escaped(bytes.subarray(bytes.length - half));
  return `"${head}" … "${tail}" (${bytes.length.toLocaleString("en")} bytes)`;
}

function escaped(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    if (ESCAPES[byte] !== undefined) text += ESCAPES[byte];
    else if (byte >= 32 && byte < 127) text += String.fromCharCode(byte);
    else text += `\\x${byte.toString(16).padStart(2, "0")}`;
  }
  return text;
}

/** Rows of `bytes` around `focus`, an offset; rows that differ from `other` are marked by `>`. */
export function hexDump(bytes: Uint8Array, other: Uint8Array, focus: number): string {
  const focusRow = Math.floor(focus / ROW_BYTES);
  const first = Math.max(0, focusRow - 2);
  const last = Math.min(Math.ceil(bytes.length / ROW_BYTES), first + ROWS_MAX);
  const lines: string[] = [];
  if (first > 0) lines.push(`  … ${(first * ROW_BYTES).toLocaleString("en")} bytes the same`);
  for (let row = first; row < last; row++) lines.push(dumpRow(bytes, other, row * ROW_BYTES));
  if (focusRow * ROW_BYTES >= bytes.length) lines.push(`> ${hexOffset(bytes.length)}  (the end)`);
  const left = bytes.length - last * ROW_BYTES;
  if (left > 0) lines.push(`  … ${left.toLocaleString("en")} bytes more`);
  return lines.join("\n");
}

function dumpRow(bytes: Uint8Array, other: Uint8Array, offset: number): string {
  const row = bytes.subarray(offset, offset + ROW_BYTES);
  const twin = other.subarray(offset, offset + ROW_BYTES);
  const same = row.length === twin.length && row.every((byte, index) => byte === twin[index]);
  const hex = Array.from(row, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  const text = Array.from(row, (byte) =>
    byte >= 32 && byte < 127 ? String.fromCharCode(byte) : ".",
  );
  return `${same ? " " : ">"} ${hexOffset(offset)}  ${hex.padEnd(ROW_BYTES * 3 - 1)}  |${text.join("")}|`;
}

function hexOffset(offset: number): string {
  return offset.toString(16).padStart(4, "0");
}

/** The first offset at which the two differ; the shorter one's length where it is a prefix; -1 where equal. */
export function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let offset = 0; offset < shared; offset++) if (a[offset] !== b[offset]) return offset;
  return a.length === b.length ? -1 : shared;
}

/** Any value, as source a person can read; bytes as `visible` shows them. Never throws. */
export function show(value: unknown): string {
  try {
    const text = inspect(withBytesVisible(value, 0), {
      depth: 12,
      breakLength: 72,
      compact: 3,
      maxArrayLength: 40,
      maxStringLength: 400,
    });
    return text.length > 4000 ? `${text.slice(0, 4000)} …` : text;
  } catch {
    return "(a value that cannot be shown)";
  }
}

function withBytesVisible(value: unknown, depth: number): unknown {
  if (value instanceof Uint8Array) {
    const text = visible(value);
    return { [inspect.custom]: () => text };
  }
  if (value instanceof Promise) return { [inspect.custom]: () => "a Promise" };
  if (depth > 12 || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item) => withBytesVisible(item, depth + 1));
  if (Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, withBytesVisible(item, depth + 1)]),
    );
  }
  return value;
}
