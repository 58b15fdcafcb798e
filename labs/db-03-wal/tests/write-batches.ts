/**
 * What LevelDB puts into a record of its log: a batch of changes, of which the first has this
 * sequence number.
 *
 *     sequence  │ count   │ change │ change │ …         fixed64, fixed32, little-endian
 *     put       1  varint key length, key, varint value length, value
 *     del       0  varint key length, key
 *
 * Source: LevelDB db/write_batch.cc.
 */
import { joined, utf8 } from "./records.ts";

export type Change =
  | { readonly kind: "put"; readonly key: string; readonly value: Uint8Array }
  | { readonly kind: "del"; readonly key: string };

export interface WriteBatch {
  readonly sequence: number;
  readonly changes: readonly Change[];
}

export function put(key: string, value: Uint8Array | string): Change {
  return { kind: "put", key, value: typeof value === "string" ? utf8(value) : value };
}

export function del(key: string): Change {
  return { kind: "del", key };
}

/** Batches with these changes, numbered from 1 on as LevelDB does. */
export function batchesOf(changes: readonly (readonly Change[])[]): WriteBatch[] {
  let next = 1;
  return changes.map((each) => {
    const sequence = next;
    next += each.length;
    return { sequence, changes: each };
  });
}

export function encodeBatch({ sequence, changes }: WriteBatch): Uint8Array {
  const header = new Uint8Array(12);
  const view = new DataView(header.buffer);
  view.setBigUint64(0, BigInt(sequence), true);
  view.setUint32(8, changes.length, true);
  const parts = changes.flatMap((change) => [
    Uint8Array.of(change.kind === "put" ? 1 : 0),
    ...withLength(utf8(change.key)),
    ...(change.kind === "put" ? withLength(change.value) : []),
  ]);
  return joined([header, ...parts]);
}

export function decodeBatch(bytes: Uint8Array): WriteBatch {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 12;
  const piece = (): Uint8Array => {
    let [length, scale] = [0, 1];
    for (; bytes[at]! >= 0x80; at++, scale *= 128) length += (bytes[at]! - 0x80) * scale;
    length += bytes[at++]! * scale;
    at += length;
    return Uint8Array.from(bytes.subarray(at - length, at));
  };
  const changes: Change[] = [];
  for (let left = view.getUint32(8, true); left > 0; left--) {
    const kind = bytes[at++];
    const key = Buffer.from(piece()).toString();
    changes.push(kind === 1 ? put(key, piece()) : del(key));
  }
  return { sequence: Number(view.getBigUint64(0, true)), changes };
}

/** The keys and values that are there when all of these have happened, sorted by key. */
export function stateAfter(batches: readonly WriteBatch[]): [key: string, value: string][] {
  const state = new Map<string, string>();
  for (const change of batches.flatMap(({ changes }) => changes)) {
    if (change.kind === "put") state.set(change.key, Buffer.from(change.value).toString("latin1"));
    else state.delete(change.key);
  }
  return [...state].sort(([a], [b]) => (a < b ? -1 : 1));
}

function withLength(bytes: Uint8Array): Uint8Array[] {
  const varint: number[] = [];
  let left = bytes.length;
  for (; left >= 128; left = Math.floor(left / 128)) varint.push((left % 128) + 128);
  return [Uint8Array.of(...varint, left), bytes];
}
