/**
 * What the laws of steps 1 to 3 compare with: a checksum bit by bit, a writer and a reader too simple to be wrong,
 * and files that went bad.
 *
 * The writer lists a record's pieces before it places them. The reader looks at the whole file at once, keeps
 * nothing between two questions, and begins again as often as it likes.
 */
import {
  BLOCK_SIZE_BYTES,
  dumpLog,
  FragmentType,
  HEADER_SIZE_BYTES,
  LogReader,
  type ReadOutcome,
  type Reason,
} from "@labs/db-03";
import { type Trial, visible } from "@labs/grader/testing";
import type { DiskFile } from "@labs/machine";
import { SimDisk } from "@labs/machine/sim";

const POLYNOMIAL = 0x82f63b78;
const PAYLOAD_MAX = BLOCK_SIZE_BYTES - HEADER_SIZE_BYTES;

/** The bytes of a text. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** As long as a prime, so that blocks do not repeat each other. */
const PATTERN = Uint8Array.from(
  { length: 65_521 },
  (_, at) => (at * 31 + (at >> 8) * 7 + 1) & 0xff,
);

/** So many bytes, other ones for another seed: a byte in a wrong place is noticed. */
export function filled(length: number, seed = 0): Uint8Array {
  const bytes = new Uint8Array(length);
  let from = (seed * 1009) % PATTERN.length;
  for (let at = 0; at < length; ) {
    const part = PATTERN.subarray(from, from + length - at);
    bytes.set(part, at);
    at += part.length;
    from = 0;
  }
  return bytes;
}

/** All of these, one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

/** CRC-32C as the division is done by hand. */
export function bitwiseCrc(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
  }
  return ~crc >>> 0;
}

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
  return crc;
});

/** The masked checksum of type and payload, as it is stored. */
function storedChecksum(typeAndPayload: Uint8Array): number {
  let crc = -1;
  for (let at = 0; at < typeAndPayload.length; at++) {
    crc = (crc >>> 8) ^ TABLE[(crc ^ typeAndPayload[at]!) & 0xff]!;
  }
  crc = ~crc;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

/** A fragment that is right, whatever its type. */
export function fragment(type: number, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEADER_SIZE_BYTES + payload.length);
  bytes.set(payload, HEADER_SIZE_BYTES);
  bytes[6] = type;
  const view = new DataView(bytes.buffer);
  view.setUint16(4, payload.length, true);
  view.setUint32(0, storedChecksum(bytes.subarray(6)), true);
  return bytes;
}

/** Makes the checksum of the fragment at `offset` right again. */
export function fixChecksum(bytes: Uint8Array, offset: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset);
  const end = offset + HEADER_SIZE_BYTES + view.getUint16(4, true);
  view.setUint32(0, storedChecksum(bytes.subarray(offset + 6, end)), true);
}

/** Where a record lies in a log. */
export interface Placed {
  readonly record: Uint8Array;
  /** The end of the record before it. */
  readonly start: number;
  readonly end: number;
  readonly fragments: readonly { readonly offset: number; readonly end: number }[];
}

export interface ModelLog {
  readonly bytes: Uint8Array;
  readonly records: readonly Placed[];
}

/** What a file that has `offset` bytes grows by when these records are appended to it. */
export function logOf(records: readonly Uint8Array[], offset = 0): ModelLog {
  const parts: Uint8Array[] = [];
  const placed: Placed[] = [];
  let at = offset;
  const put = (part: Uint8Array) => {
    parts.push(part);
    at += part.length;
  };
  for (const record of records) {
    const start = at;
    const left = BLOCK_SIZE_BYTES - (at % BLOCK_SIZE_BYTES);
    if (left < HEADER_SIZE_BYTES) put(new Uint8Array(left));
    const fragments: { offset: number; end: number }[] = [];
    const pieces = piecesOf(record, BLOCK_SIZE_BYTES - (at % BLOCK_SIZE_BYTES) - HEADER_SIZE_BYTES);
    for (const [index, piece] of pieces.entries()) {
      const from = at;
      put(fragment(typeOf(index, pieces.length), piece));
      fragments.push({ offset: from, end: at });
    }
    placed.push({ record, start, end: at, fragments });
  }
  return { bytes: joined(parts), records: placed };
}

function piecesOf(record: Uint8Array, room: number): Uint8Array[] {
  if (record.length <= room) return [record];
  return [record.subarray(0, room), ...piecesOf(record.subarray(room), PAYLOAD_MAX)];
}

function typeOf(index: number, count: number): number {
  if (count === 1) return FragmentType.full;
  if (index === 0) return FragmentType.first;
  return index === count - 1 ? FragmentType.last : FragmentType.middle;
}

/** A record of which exactly `left` bytes of a block remain, if it stands alone in it. */
export function leaving(left: number, seed = 0): Uint8Array {
  return filled(PAYLOAD_MAX - left, seed);
}

/** These records, and one more, behind which exactly `left` bytes of its block remain. */
export function leavingBehind(left: number, records: readonly Uint8Array[]): Uint8Array[] {
  const size = logOf(records).bytes.length;
  return [...records, filled(nextBlock(size) - size - HEADER_SIZE_BYTES - left, 77)];
}

/** A file of these bytes on a disk of its own. */
export function fileOf(bytes: Uint8Array): { readonly disk: SimDisk; readonly file: DiskFile } {
  const disk = new SimDisk();
  disk.install("log", bytes);
  return { disk, file: disk.open("log", "existing") };
}

/** Everything that a reader tells of a file, `end` or `torn` being the last. */
export function outcomesOf(t: Trial, file: DiskFile): ReadOutcome[] {
  const reader = new LogReader(file);
  const outcomes: ReadOutcome[] = [];
  // A record takes a header at least, and damage is told once before a record.
  const most = 2 * Math.ceil(file.size / HEADER_SIZE_BYTES) + 1;
  while (outcomes.length <= most) {
    const outcome = reader.next();
    outcomes.push(outcome);
    if (outcome.kind === "end" || outcome.kind === "torn") return outcomes;
  }
  t.did("read", outcomes.slice(0, 20).map(told));
  t.holds(false, `more than ${most} outcomes for ${file.size} bytes: it does not end`);
  return outcomes;
}

/** The file gives these outcomes; where it does not, it is shown. */
export function reads(t: Trial, bytes: Uint8Array, expected: readonly ReadOutcome[]): void {
  const { file } = fileOf(bytes);
  const actual = outcomesOf(t, file);
  if (!isAlike(actual, expected)) t.did("the file", `\n${dumpLog(file)}`);
  t.equal(actual.map(told), expected.map(told));
  for (const [index, outcome] of actual.entries()) {
    const twin = expected[index];
    if (outcome.kind === "record" && twin?.kind === "record") t.bytes(outcome.record, twin.record);
  }
}

function isAlike(actual: readonly ReadOutcome[], expected: readonly ReadOutcome[]): boolean {
  return (
    actual.length === expected.length &&
    actual.every((outcome, index) => told(outcome) === told(expected[index]!))
  );
}

/** An outcome on a line. */
export function told(outcome: ReadOutcome): string {
  const { kind, start } = outcome;
  switch (kind) {
    case "record":
      return `${kind} ${start} to ${outcome.end}: ${outcome.record.length} bytes ${visible(outcome.record.subarray(0, 12))}`;
    case "end":
      return `${kind} ${start}`;
    case "torn":
      return `${kind} ${start}: ${outcome.reason} at ${outcome.offset}`;
    case "damaged":
      return `${kind} ${start}: ${outcome.reason} at ${outcome.offset}, resumes at ${outcome.resumesAt}`;
  }
}

/** The outcome of a record that lies there. */
export function whole(placed: Placed): ReadOutcome {
  return { kind: "record", record: placed.record, start: placed.start, end: placed.end };
}

/** The same of a record that a search found. */
export function found(placed: Placed): ReadOutcome {
  return { ...whole(placed), start: placed.fragments[0]!.offset };
}

type Looked =
  | { readonly type: number; readonly payload: Uint8Array; readonly end: number }
  | Reason
  | "none";

type Attempt =
  | { readonly kind: "record"; readonly record: Uint8Array; readonly end: number }
  | { readonly kind: "end" }
  | { readonly kind: "bad"; readonly offset: number; readonly reason: Reason };

/** The outcomes of a file, by the rules and nothing else. */
export function modelOutcomes(bytes: Uint8Array): ReadOutcome[] {
  const outcomes: ReadOutcome[] = [];
  let start = 0;
  let at = 0;
  for (;;) {
    const attempt = recordAt(bytes, at);
    if (attempt.kind === "end") return [...outcomes, { kind: "end", start }];
    if (attempt.kind === "record") {
      const { record, end } = attempt;
      outcomes.push({ kind: "record", record, start, end });
      start = end;
      at = end;
      continue;
    }
    const { offset, reason } = attempt;
    const resumesAt = search(bytes, offset, reason);
    if (resumesAt === undefined) return [...outcomes, { kind: "torn", start, offset, reason }];
    outcomes.push({ kind: "damaged", start, offset, reason, resumesAt });
    start = resumesAt;
    at = resumesAt;
  }
}

/** Where the first whole record begins behind what is bad. */
function search(bytes: Uint8Array, offset: number, reason: Reason): number | undefined {
  let at = reason === "order" || reason === "type" ? offset : nextBlock(offset);
  while (at < bytes.length) {
    at = behindTrailer(at);
    if (recordAt(bytes, at).kind === "record") return at;
    const looked = look(bytes, at);
    at = typeof looked === "string" ? nextBlock(at) : looked.end;
  }
  return undefined;
}

function recordAt(bytes: Uint8Array, start: number): Attempt {
  const payloads: Uint8Array[] = [];
  let at = start;
  for (;;) {
    const offset = behindTrailer(at);
    const looked = look(bytes, offset);
    if (looked === "none") {
      if (payloads.length === 0) return { kind: "end" };
      return { kind: "bad", offset: bytes.length, reason: "cut" };
    }
    if (typeof looked === "string") return { kind: "bad", offset, reason: looked };
    if (looked.type < FragmentType.full || looked.type > FragmentType.last) {
      return { kind: "bad", offset, reason: "type" };
    }
    const begins = looked.type === FragmentType.full || looked.type === FragmentType.first;
    if (begins !== (payloads.length === 0)) return { kind: "bad", offset, reason: "order" };
    payloads.push(looked.payload);
    at = looked.end;
    if (looked.type === FragmentType.full || looked.type === FragmentType.last) {
      return { kind: "record", record: joined(payloads), end: at };
    }
  }
}

function look(bytes: Uint8Array, at: number): Looked {
  if (at >= bytes.length) return "none";
  const header = bytes.subarray(at, at + HEADER_SIZE_BYTES);
  if (header.length < HEADER_SIZE_BYTES) return "cut";
  if (header.every((byte) => byte === 0)) return "zeros";
  const length = header[4]! + 256 * header[5]!;
  const end = at + HEADER_SIZE_BYTES + length;
  if (end > nextBlock(at)) return "length";
  if (end > bytes.length) return "cut";
  const stored = new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(0, true);
  if (stored !== storedChecksum(bytes.subarray(at + 6, end))) return "checksum";
  return { type: header[6]!, payload: bytes.subarray(at + HEADER_SIZE_BYTES, end), end };
}

export function nextBlock(at: number): number {
  return (Math.floor(at / BLOCK_SIZE_BYTES) + 1) * BLOCK_SIZE_BYTES;
}

function behindTrailer(at: number): number {
  const left = nextBlock(at) - at;
  return left < HEADER_SIZE_BYTES ? nextBlock(at) : at;
}
