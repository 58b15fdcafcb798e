/**
 * RDB files of any keyspace in any of the forms that it can have: all that is left to whoever
 * writes one is drawn.
 */
import { OPCODE, TYPE } from "@labs/db-04";
import type { Random } from "@labs/machine";
import { listpackOf, packedInteger, packedString } from "./listpack-bytes.ts";
import {
  aux,
  byte,
  bytesOf,
  double,
  intset,
  join,
  length,
  little,
  lzf,
  raw,
  resizeDb,
  selectDb,
  written,
} from "./rdb-bytes.ts";
import type { PlainEntry } from "./rdb-entries.ts";

const pick = <T>(random: Random, items: readonly T[]): T => items[random.below(items.length)]!;
const isOneIn = (random: Random, count: number) => random.below(count) === 0;

/** The parts of a file that follow "REDIS0010", without EOF. */
export function partsOf(entries: readonly PlainEntry[], random: Random): Uint8Array[] {
  const parts: Uint8Array[] = [];
  if (isOneIn(random, 2)) parts.push(aux("redis-ver", "7.0.15"));
  if (isOneIn(random, 2)) parts.push(selectDb(0), resizeDb(random.below(2 ** 32), 0));
  for (const entry of entries) parts.push(...attributesOf(entry, random), anyEntry(entry, random));
  return parts;
}

function attributesOf({ deadline, idleSeconds, frequency }: PlainEntry, random: Random) {
  const parts: Uint8Array[] = [];
  if (deadline !== undefined) parts.push(anyDeadline(deadline, random));
  if (idleSeconds !== undefined) {
    parts.push(join(byte(OPCODE.idle), anyLength(idleSeconds, random)));
  }
  if (frequency !== undefined) parts.push(byte(OPCODE.freq, frequency));
  return parts;
}

function anyDeadline(deadline: number, random: Random): Uint8Array {
  const seconds = deadline / 1000;
  return Number.isInteger(seconds) && seconds === (seconds | 0) && isOneIn(random, 2)
    ? join(byte(OPCODE.expireTime), little(seconds, 4))
    : join(byte(OPCODE.expireTimeMs), little(deadline, 8));
}

function anyEntry({ key, held }: PlainEntry, random: Random): Uint8Array {
  const entry = (type: number, ...value: Uint8Array[]) =>
    join(byte(type), anyString(key, random), ...value);
  const strings = (texts: readonly string[]) => texts.map((text) => anyString(text, random));
  const packed = (texts: readonly string[]) => blob(anyListpack(texts, random), random);
  const count = (items: readonly unknown[]) => anyLength(items.length, random);
  const isPacked = isOneIn(random, 2);
  switch (held.kind) {
    case "string":
      return entry(TYPE.string, anyString(held.text, random));
    case "list":
      return isPacked
        ? entry(TYPE.listQuicklist2, anyNodes(held.elements, random))
        : entry(TYPE.list, count(held.elements), ...strings(held.elements));
    case "set": {
      const numbers = intsetOf(held.members, random);
      if (numbers !== undefined && isOneIn(random, 2))
        return entry(TYPE.setIntset, blob(numbers, random));
      return isPacked
        ? entry(TYPE.setListpack, packed(held.members))
        : entry(TYPE.set, count(held.members), ...strings(held.members));
    }
    case "hash":
      return isPacked
        ? entry(TYPE.hashListpack, packed(held.fields.flat()))
        : entry(TYPE.hash, count(held.fields), ...strings(held.fields.flat()));
    case "zset": {
      const texts = held.scores.flatMap(([member, score]) => [member, scoreText(score)]);
      const scored = held.scores.map(([member, score]) =>
        join(anyString(member, random), double(score)),
      );
      return isPacked
        ? entry(TYPE.zsetListpack, packed(texts))
        : entry(TYPE.zset2, count(held.scores), ...scored);
    }
  }
}

function scoreText(score: number): string {
  if (Object.is(score, -0)) return "-0";
  return String(score).replace("Infinity", "inf");
}

/** A length in its shortest form or a longer one. */
function anyLength(value: number, random: Random): Uint8Array {
  const bits = ([6, 14, 32, 64] as const).filter((most) => value < 2 ** most);
  return length(value, pick(random, bits));
}

function anyString(text: string, random: Random): Uint8Array {
  switch (random.below(4)) {
    case 0:
      return written(text);
    case 1:
      return join(byte(0xc3), lzfParts(text, random));
    default:
      return join(anyLength(text.length, random), text);
  }
}

const blob = (bytes: Uint8Array, random: Random): Uint8Array =>
  isOneIn(random, 3) ? anyString(Buffer.from(bytes).toString("latin1"), random) : raw(bytes);

/**
 * Both lengths and the bytes of an LZF string: literal bytes, and references where there is a run.
 */
function lzfParts(text: string, random: Random): Uint8Array {
  const bytes = bytesOf(text);
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const run = runAt(bytes, at);
    if (run >= 3) {
      parts.push(run < 9 ? byte((run - 2) << 5, 0) : byte(0xe0, run - 9, 0));
      at += run;
    } else {
      const count = Math.min(1 + random.below(32), bytes.length - at);
      parts.push(join(byte(count - 1), bytes.subarray(at, at + count)));
      at += count;
    }
  }
  return lzf(join(...parts), bytes.length).subarray(1);
}

/** How often the byte before `at` stands there again. */
function runAt(bytes: Uint8Array, at: number): number {
  let end = at;
  while (at > 0 && end < bytes.length && end - at < 264 && bytes[end] === bytes[at - 1]) end += 1;
  return end - at;
}

function anyNodes(elements: readonly string[], random: Random): Uint8Array {
  const nodes: Uint8Array[] = [];
  for (let at = 0; at < elements.length; ) {
    const first = elements[at]!;
    if (first !== "" && isOneIn(random, 3)) {
      nodes.push(join(anyLength(1, random), anyString(first, random)));
      at += 1;
    } else {
      const count = random.below(4);
      const texts = elements.slice(at, at + count);
      nodes.push(join(anyLength(2, random), blob(anyListpack(texts, random), random)));
      at += count;
    }
  }
  return join(anyLength(nodes.length, random), ...nodes);
}

function anyListpack(texts: readonly string[], random: Random): Uint8Array {
  const elements = texts.map((text) => anyElement(text, random));
  return listpackOf(elements, isOneIn(random, 5) ? 65_535 : texts.length);
}

function anyElement(text: string, random: Random): Uint8Array {
  if (/^(0|-?[1-9][0-9]{0,18})$/.test(text) && !isOneIn(random, 4)) {
    const value = BigInt(text);
    const bits = ([13, 16, 24, 32, 64] as const).filter(
      (size) => value === BigInt.asIntN(size, value),
    );
    const all = value >= 0 && value < 128 ? ([7, ...bits] as const) : bits;
    if (all.length > 0) return packedInteger(pick(random, all), value);
  }
  const fitting = ([6, 12, 32] as const).filter((bits) => text.length < 2 ** bits);
  return packedString(text, pick(random, fitting));
}

/** These members as an intset, if they can be one. */
function intsetOf(members: readonly string[], random: Random): Uint8Array | undefined {
  if (!members.every((text) => /^(0|-?[1-9][0-9]{0,18})$/.test(text))) return undefined;
  const values = members.map(BigInt).sort((a, b) => (a < b ? -1 : 1));
  const sizes = [2, 4, 8].filter((size) =>
    values.every((value) => value === BigInt.asIntN(8 * size, value)),
  );
  return sizes.length === 0 ? undefined : intset(pick(random, sizes), ...values);
}
