/**
 * The bytes of a Raft log file: what one machine saves, one batch for each save.
 *
 *     batch    ┌──────────┬───────────┬─────────────────────────────────────────┐
 *              │ crc32  4 │ length  4 │ records, `length` bytes of them         │
 *              └──────────┴───────────┴─────────────────────────────────────────┘
 *     record   ┌──────┬──────────┬───────────┬──────────┬──────────────┐
 *              │ kind │ index  8 │ term    8 │ size   4 │ bytes: size  │
 *              └──────┴──────────┴───────────┴──────────┴──────────────┘
 *                 1   hard state: index 0, its term, the vote in UTF-8; size 0 where there is none
 *                 2   no-op: size 0           3   command: its data
 *
 * Numbers are little-endian. The checksum is the CRC-32 of zlib, of the length and the records.
 *
 * A batch counts as a whole or not at all: what a crash has torn is one batch, the last.
 *
 * @given
 */
import { crc32 } from "node:zlib";
import { assert } from "@labs/machine";
import type { Entry, HardState } from "./messages.ts";

const HEADER_BYTES = 8;
const RECORD_HEADER_BYTES = 21;
const HARD_STATE = 1;
const NO_OP = 2;
const COMMAND = 3;

/** What one batch says. */
export interface Batch {
  readonly hardState: HardState | undefined;
  readonly entries: readonly Entry[];
  /** Where it ends. */
  readonly end: number;
}

/** The bytes of a batch. */
export function encodeBatch(
  hardState: HardState | undefined,
  entries: readonly Entry[],
): Uint8Array {
  const records: Uint8Array[] = [];
  if (hardState !== undefined) {
    const vote = new TextEncoder().encode(hardState.votedFor ?? "");
    records.push(record(HARD_STATE, 0, hardState.term, vote));
  }
  for (const entry of entries) {
    const { index, term } = entry;
    if (entry.kind === "no-op") records.push(record(NO_OP, index, term, new Uint8Array()));
    else records.push(record(COMMAND, index, term, entry.data));
  }
  const length = records.reduce((sum, { length: size }) => sum + size, 0);
  const batch = new Uint8Array(HEADER_BYTES + length);
  const view = new DataView(batch.buffer);
  view.setUint32(4, length, true);
  let at = HEADER_BYTES;
  for (const bytes of records) {
    batch.set(bytes, at);
    at += bytes.length;
  }
  view.setUint32(0, crc32(batch.subarray(4)), true);
  return batch;
}

/** The batch that begins at `at`; undefined where no whole one does. Its data is the caller's own. */
export function batchAt(bytes: Uint8Array, at: number): Batch | undefined {
  if (bytes.length - at < HEADER_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = at + HEADER_BYTES + view.getUint32(at + 4, true);
  if (end > bytes.length || end === at + HEADER_BYTES) return undefined;
  if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(at, true)) return undefined;
  let hardState: HardState | undefined;
  const entries: Entry[] = [];
  for (let from = at + HEADER_BYTES; from < end; ) {
    if (end - from < RECORD_HEADER_BYTES) return undefined;
    const [index, term] = [numberAt(view, from + 1), numberAt(view, from + 9)];
    const size = view.getUint32(from + 17, true);
    if (end - from < RECORD_HEADER_BYTES + size) return undefined;
    const data = Uint8Array.from(
      bytes.subarray(from + RECORD_HEADER_BYTES, from + RECORD_HEADER_BYTES + size),
    );
    if (bytes[from] === HARD_STATE) {
      hardState = { term, votedFor: size === 0 ? undefined : new TextDecoder().decode(data) };
    } else if (bytes[from] === NO_OP) {
      entries.push({ kind: "no-op", index, term });
    } else {
      entries.push({ kind: "command", index, term, data });
    }
    from += RECORD_HEADER_BYTES + size;
  }
  return { hardState, entries, end };
}

function record(kind: number, index: number, term: number, data: Uint8Array): Uint8Array {
  assert(Number.isSafeInteger(index) && Number.isSafeInteger(term), `entry ${index} of ${term}`);
  const bytes = new Uint8Array(RECORD_HEADER_BYTES + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, kind);
  view.setBigUint64(1, BigInt(index), true);
  view.setBigUint64(9, BigInt(term), true);
  view.setUint32(17, data.length, true);
  bytes.set(data, RECORD_HEADER_BYTES);
  return bytes;
}

const numberAt = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));
