/**
 * SumLines: a file, cut where lines of sums may stand.
 *
 *     bytes ……………… │ line │ bytes …… │ line │ line │ bytes
 *                     └ #SUM: 18 : 0c3f9a11 CRLF       `field` 0x18, `sum` 0x0c3f9a11
 *
 * What looks like a line may as well be a part of a value: only a sum can tell.
 *
 * @solution
 */
import { crc32c } from "@labs/db-03";
import type { DiskFile } from "@labs/machine";

/** What looks like a line. */
export type SumLine = {
  readonly kind: "line";
  /** Where it begins and ends in the file. */
  readonly at: number;
  readonly end: number;
  readonly bytes: Uint8Array;
  /** What its own sum is over, besides the group. */
  readonly text: Uint8Array;
  readonly field: number;
  readonly sum: number;
};

/** A part of a file. The bytes are borrowed until the next part is asked for. */
export type Piece = SumLine | { readonly kind: "bytes"; readonly bytes: Uint8Array };

const MARK = "#SUM:";
const LINE = /^#SUM:([0-9a-f]{1,13}):([0-9a-f]{8})\r\n/;
const LINE_BYTES_MAX = 29;
/** The eight digits and CRLF. */
const SUM_BYTES = 10;
/** Read at once: a line that begins in the first `STRIDE_BYTES` of it is whole, if the file has it. */
const WINDOW_BYTES = 65_536;
const STRIDE_BYTES = WINDOW_BYTES - LINE_BYTES_MAX;

/** The first line of a file, if it is as it was written. */
export function firstLineOf(file: DiskFile): SumLine | undefined {
  const line = lineIn(Buffer.from(file.read(0, LINE_BYTES_MAX)), 0, 0);
  return line !== undefined && crc32c(line.text) === line.sum ? line : undefined;
}

/** What stands in the file from `start` on: together, and in order, every byte of it. */
export function* pieces(file: DiskFile, start: number): Generator<Piece> {
  const { size } = file;
  for (let at = start; at < size; ) {
    const { buffer, byteOffset, length } = file.read(at, WINDOW_BYTES);
    const window = Buffer.from(buffer, byteOffset, length);
    let used = 0;
    for (let found = window.indexOf(MARK); found !== -1 && found < STRIDE_BYTES; ) {
      const line = lineIn(window, found, at);
      if (line !== undefined) {
        if (found > used) yield { kind: "bytes", bytes: window.subarray(used, found) };
        yield line;
        used = found + line.bytes.length;
      }
      found = window.indexOf(MARK, Math.max(used, found + 1));
    }
    const rest = window.subarray(used, Math.max(used, STRIDE_BYTES));
    if (rest.length > 0) yield { kind: "bytes", bytes: rest };
    at += used + rest.length;
  }
}

/** The line at `offset` of a window that begins at `windowAt` of the file. */
function lineIn(window: Buffer, offset: number, windowAt: number): SumLine | undefined {
  const ascii = window.toString("latin1", offset, offset + LINE_BYTES_MAX);
  const [all, field, sum] = LINE.exec(ascii) ?? [];
  if (all === undefined || field === undefined || sum === undefined) return undefined;
  const bytes = window.subarray(offset, offset + all.length);
  return {
    kind: "line",
    at: windowAt + offset,
    end: windowAt + offset + all.length,
    bytes,
    text: bytes.subarray(0, all.length - SUM_BYTES),
    field: Number.parseInt(field, 16),
    sum: Number.parseInt(sum, 16),
  };
}
