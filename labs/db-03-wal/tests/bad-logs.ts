/**
 * Logs that went bad, drawn by chance from a seed: altered, spliced, made of fragments that do not belong together,
 * or of nothing but chance. For the reader's laws, and for whoever wants to try many more.
 *
 * Most of what is drawn lies where something changes: at headers, at the ends of blocks, at the file's end.
 */
import { BLOCK_SIZE_BYTES, HEADER_SIZE_BYTES } from "@labs/db-03";
import { type Random, seededRandom } from "@labs/machine";
import { filled, fragment, joined, logOf, type ModelLog, nextBlock } from "./records.ts";

const PAYLOAD_MAX = BLOCK_SIZE_BYTES - HEADER_SIZE_BYTES;

export interface BadLog {
  readonly bytes: Uint8Array;
  /** How it was made, for people. */
  readonly story: string;
}

/** The bad log of this seed; a smaller seed is no simpler log. */
export function badLog(seed: number): BadLog {
  const random = seededRandom(seed);
  const chance = random.below(10);
  if (chance < 4) return altered(random);
  if (chance < 9) return soup(random);
  return noise(random);
}

/** A log of records of all sizes, of a part of a block to about four. */
export function drawnLog(random: Random): ModelLog {
  const records: Uint8Array[] = [];
  let left = random.below((1 + random.below(3)) * BLOCK_SIZE_BYTES);
  do {
    const length = drawnLength(random, left);
    records.push(filled(length, random.below(1000)));
    left -= length + HEADER_SIZE_BYTES;
  } while (left > 0 && records.length < 30);
  return logOf(records);
}

function drawnLength(random: Random, left: number): number {
  switch (random.below(5)) {
    case 0:
      return random.below(left + BLOCK_SIZE_BYTES);
    case 1:
      // Leaves the block about full.
      return Math.max(0, (left % BLOCK_SIZE_BYTES) - random.below(20));
    case 2:
      return random.below(9000);
    default:
      return random.below(40);
  }
}

/** A log that was right, and to which a few things happened. */
function altered(random: Random): BadLog {
  const log = drawnLog(random);
  const places = log.records.flatMap(({ fragments }) => fragments.map(({ offset }) => offset));
  let bytes = Uint8Array.from(log.bytes);
  const deeds: string[] = [];
  for (let deed = random.below(4); deed >= 0 && bytes.length > 0; deed--) {
    const at = place(random, places, bytes.length);
    const [changed, what] = alter(random, bytes, at);
    bytes = changed;
    deeds.push(what);
  }
  const sizes = log.records.map(({ record }) => record.length);
  return { bytes, story: `records of ${sizes.join(", ")} bytes; ${deeds.join("; ")}` };
}

function place(random: Random, places: readonly number[], size: number): number {
  const drawn = random.below(4);
  let at = random.below(size);
  if (drawn === 0) at = places[random.below(places.length)]! + random.below(9) - 1;
  if (drawn === 1) at = nextBlock(random.below(size)) + random.below(15) - 7;
  if (drawn === 2) at = size - 1 - random.below(20);
  return Math.min(Math.max(at, 0), size - 1);
}

function alter(
  random: Random,
  bytes: Uint8Array<ArrayBuffer>,
  at: number,
): [Uint8Array<ArrayBuffer>, string] {
  const length = random.below(2) === 0 ? random.below(16) : random.below(BLOCK_SIZE_BYTES + 10);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (random.below(8)) {
    case 0: {
      const bit = random.below(8);
      bytes[at] = bytes[at]! ^ (1 << bit);
      return [bytes, `bit ${bit} of byte ${at} flipped`];
    }
    case 1:
      bytes[at] = random.below(256);
      return [bytes, `byte ${at} set to ${bytes[at]}`];
    case 2:
      bytes.fill(0, at, at + length);
      return [bytes, `${length} bytes of zeros at ${at}`];
    case 3:
      return [Uint8Array.from(before), `cut at ${at}`];
    case 4:
      return [own(before, bytes.subarray(at + length)), `${length} bytes gone at ${at}`];
    case 5: {
      const from = random.below(bytes.length);
      const spliced = bytes.subarray(from, from + length);
      return [own(before, spliced, after), `${spliced.length} bytes of ${from} put in at ${at}`];
    }
    case 6: {
      const block = BLOCK_SIZE_BYTES * random.below(Math.ceil(bytes.length / BLOCK_SIZE_BYTES));
      const other = BLOCK_SIZE_BYTES * random.below(Math.ceil(bytes.length / BLOCK_SIZE_BYTES));
      bytes.copyWithin(block, other, other + BLOCK_SIZE_BYTES);
      return [bytes, `the block at ${other} written over that at ${block}`];
    }
    default:
      return [own(bytes, new Uint8Array(length)), `${length} bytes of zeros behind`];
  }
}

function own(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(joined(parts));
}

/** Fragments that are right, each for itself, with here and there something that is not. */
function soup(random: Random): BadLog {
  const parts: Uint8Array[] = [];
  const story: string[] = [];
  let at = 0;
  const put = (bytes: Uint8Array, what: string) => {
    parts.push(bytes);
    story.push(`${what} @${at}`);
    at += bytes.length;
  };
  for (let count = 1 + random.below(14); count > 0; count--) {
    const left = nextBlock(at) - at;
    if (left < HEADER_SIZE_BYTES) put(filled(left, random.below(2)), "trailer");
    const room = nextBlock(at) - at - HEADER_SIZE_BYTES;
    const type = random.below(12) === 0 ? random.below(256) : 1 + random.below(4);
    const isWide = random.below(7) < 2;
    const length = isWide ? room - random.below(2) * random.below(10) : random.below(5);
    const bytes = fragment(type, filled(Math.max(0, length), random.below(50)));
    put(bytes, `${["ZERO", "FULL", "FIRST", "MIDDLE", "LAST"][type] ?? type} ${length}`);
    if (random.below(8) === 0) {
      const bad = random.below(3) === 0 ? new Uint8Array(7) : filled(1 + random.below(30), 7);
      put(bad.subarray(0, nextBlock(at) - at), "junk");
    }
  }
  return { bytes: joined(parts), story: story.join(", ") };
}

/** Bytes by chance, and runs of small numbers, which look more like a header. */
function noise(random: Random): BadLog {
  const length = random.below(random.below(2) === 0 ? 100 : PAYLOAD_MAX + 200);
  const most = random.below(2) === 0 ? 256 : 5;
  const bytes = Uint8Array.from({ length }, () => random.below(most));
  return { bytes, story: `${length} bytes by chance, below ${most}` };
}
