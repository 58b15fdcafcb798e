/**
 * Seeing a log file: a line for each fragment, bad ones too.
 *
 *     block  offset  type    length  checksum  payload
 *         0       0  FULL         3  ok        "foo"
 *         0      10  FIRST   32,751  ok        "xxxxxxxxxxxx" …
 *         1   32768  LAST         9  bad       "xxxxxxxxx"
 *
 * Every block is walked from its beginning, by the lengths that stand in it, as far as they make
 * sense. So a dump shows what is there and judges nothing: which record a fragment belongs to, and
 * whether it is in its place, is for `LogReader`.
 *
 * @given
 */
import type { DiskFile } from "@labs/machine";
import { crc32c, unmaskCrc } from "./crc32c.ts";
import { BLOCK_SIZE_BYTES, HEADER_SIZE_BYTES } from "./format.ts";

const TYPES = ["ZERO", "FULL", "FIRST", "MIDDLE", "LAST"];
const SHOWN_BYTES = 12;

/** The fragments of a log file as text, for people. Reads the file block by block. */
export function dumpLog(file: DiskFile): string {
  const lines = [line("block", "offset", "type", "length", "checksum", "payload")];
  for (let start = 0; start < file.size; start += BLOCK_SIZE_BYTES) {
    lines.push(...dumpBlock(file.read(start, BLOCK_SIZE_BYTES), start));
  }
  return lines.join("\n");
}

function dumpBlock(block: Uint8Array, start: number): string[] {
  const number = String(start / BLOCK_SIZE_BYTES);
  const lines: string[] = [];
  let at = 0;
  while (at + HEADER_SIZE_BYTES <= block.length) {
    const header = new DataView(block.buffer, block.byteOffset + at, HEADER_SIZE_BYTES);
    const end = at + HEADER_SIZE_BYTES + header.getUint16(4, true);
    const left = block.subarray(at);
    const offset = String(start + at);
    if (left.every((byte) => byte === 0)) {
      return [...lines, line(number, offset, "zeros", String(left.length), "", "")];
    }
    const body = block.subarray(at + HEADER_SIZE_BYTES - 1, end);
    const type = TYPES[header.getUint8(6)] ?? `type ${header.getUint8(6)}`;
    const isWhole = end <= block.length;
    const isRight = isWhole && crc32c(body) === unmaskCrc(header.getUint32(0, true));
    const length = String(header.getUint16(4, true));
    const checksum = isRight ? "ok" : isWhole ? "bad" : "cut";
    lines.push(line(number, offset, type, length, checksum, shown(body.subarray(1))));
    at = end;
  }
  if (at < block.length) {
    const isTrailer = BLOCK_SIZE_BYTES - at < HEADER_SIZE_BYTES;
    const what = isTrailer ? "trailer" : "cut";
    lines.push(line(number, String(start + at), what, String(block.length - at), "", ""));
  }
  return lines;
}

function line(
  block: string,
  offset: string,
  type: string,
  length: string,
  checksum: string,
  payload: string,
): string {
  const numbers = `${block.padStart(5)}  ${offset.padStart(8)}`;
  return `${numbers}  ${type.padEnd(8)}${length.padStart(6)}  ${checksum.padEnd(8)}  ${payload}`.trimEnd();
}

/** The first bytes, printable ASCII as it is. */
function shown(payload: Uint8Array): string {
  let text = "";
  for (const byte of payload.subarray(0, SHOWN_BYTES)) {
    text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".";
  }
  return payload.length > SHOWN_BYTES ? `"${text}" …` : `"${text}"`;
}
