/**
 * Step 1, steps/01-internal-keys.md: the bytes by example, the order against a model with 64-bit
 * numbers.
 */
import {
  compareBytes,
  compareInternalKeys,
  compareInternalKeysAt,
  encodeInternalKey,
  MAX_SEQUENCE,
  parseInternalKey,
  seekKey,
  sequenceOf,
  ValueType,
  writeTag,
} from "@labs/db-05";
import { step } from "@labs/grader/testing";
import fc from "fast-check";
import {
  type Entry,
  entryText,
  filled,
  histories,
  historyText,
  inOrder,
  internalKeyOf,
  order,
  put,
  userKeys,
  utf8,
} from "./entries.ts";
import { isBug } from "./walks.ts";

const law = step("internal-keys");
const { Deletion, Value } = ValueType;

const sequences = fc.oneof(
  fc.nat({ max: 300 }),
  fc.maxSafeNat(),
  fc.constantFrom(0, 255, 256, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 48 - 1, 2 ** 48, MAX_SEQUENCE),
);
const types = fc.constantFrom(Deletion, Value);
const keys = fc
  .tuple(userKeys, sequences, types)
  .map(([userKey, sequence, type]) => ({ userKey, sequence, type }));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const sign = (a: Uint8Array, b: Uint8Array): number => Math.sign(compareBytes(a, b));

law(
  "compare-bytes",
  "bytes are compared one by one, each from 0 to 255, and a beginning comes first",
  { hint: "Bytes in order" },
  (t) => {
    const inRising: readonly Uint8Array[] = [
      Uint8Array.of(),
      Uint8Array.of(0),
      Uint8Array.of(0, 0),
      Uint8Array.of(1),
      utf8("a"),
      utf8("aa"),
      utf8("ab"),
      utf8("b"),
      Uint8Array.of(0x7f),
      Uint8Array.of(0x80),
      Uint8Array.of(0xff),
      Uint8Array.of(0xff, 0),
    ];
    for (const [i, a] of inRising.entries()) {
      for (const [j, b] of inRising.entries()) {
        t.given("compared", `${hex(a) || "no bytes"} with ${hex(b) || "no bytes"}`);
        t.equal(sign(a, b), Math.sign(i - j), "the sign of compareBytes");
      }
    }
  },
);

law(
  "compare-any-bytes",
  "any two keys compare as memcmp says, and the other way round the other way",
  { hint: "Bytes in order" },
  async (t) => {
    await t.forAll([fc.uint8Array({ maxLength: 6 }), fc.uint8Array({ maxLength: 6 })], (a, b) => {
      t.did("compared", `${hex(a)} with ${hex(b)}`);
      const both = Uint8Array.of(...a, ...b);
      t.equal(sign(a, b), Buffer.compare(a, b), "the sign of compareBytes");
      t.equal(sign(b, a), Buffer.compare(b, a), "the sign of compareBytes, turned round");
      t.equal(sign(a, both), b.length === 0 ? 0 : -1, "the sign for a beginning of the other");
    });
  },
);

law(
  "tag",
  "an internal key is the user key, the type, and the sequence in seven bytes, lowest first",
  { hint: "Eight bytes behind the key" },
  (t) => {
    t.did("encoded", '"foo", sequence 0x04030201, a value');
    t.bytes(
      encodeInternalKey(utf8("foo"), 0x04030201, Value),
      Uint8Array.of(0x66, 0x6f, 0x6f, 1, 1, 2, 3, 4, 0, 0, 0),
    );
    t.given("encoded", "no bytes, sequence 0, a deletion");
    t.bytes(encodeInternalKey(utf8(""), 0, Deletion), new Uint8Array(8));
    t.given("encoded", '"k", sequence 7, a deletion');
    t.bytes(encodeInternalKey(utf8("k"), 7, Deletion), Uint8Array.of(0x6b, 0, 7, 0, 0, 0, 0, 0, 0));
  },
);

law(
  "large-sequences",
  "a sequence beyond 32 bits keeps them all, up to 2^53 - 1",
  { hint: "More than 32 bits" },
  (t) => {
    const cases: readonly (readonly [number, readonly number[]])[] = [
      [2 ** 31, [1, 0, 0, 0, 0x80, 0, 0, 0]],
      [2 ** 32, [1, 0, 0, 0, 0, 1, 0, 0]],
      [2 ** 48 + 2 ** 32 + 5, [1, 5, 0, 0, 0, 1, 0, 1]],
      [MAX_SEQUENCE, [1, 255, 255, 255, 255, 255, 255, 31]],
    ];
    for (const [sequence, tag] of cases) {
      t.given("encoded", `no user key, sequence ${sequence}, a value`);
      const key = encodeInternalKey(utf8(""), sequence, Value);
      t.bytes(key, Uint8Array.from(tag));
      t.equal(parseInternalKey(key)?.sequence, sequence, "the sequence that it parses to");
      t.equal(sequenceOf(key), sequence, "sequenceOf");
    }
  },
);

law(
  "any-key",
  "whatever is encoded has the 64 bits of sequence · 256 + type, and parses to its parts",
  { hint: "Eight bytes behind the key" },
  async (t) => {
    await t.forAll([keys], (parts) => {
      t.did("encoded", entryText(parts));
      const key = encodeInternalKey(parts.userKey, parts.sequence, parts.type);
      t.bytes(key, internalKeyOf(parts));
      t.equal(parseInternalKey(key), parts, "parseInternalKey");
      t.equal(sequenceOf(key), parts.sequence, "sequenceOf");
    });
  },
);

law(
  "no-sequence",
  "a sequence that is negative, has a fraction or is above 2^53 - 1 is a bug",
  { hint: "More than 32 bits" },
  (t) => {
    for (const sequence of [-1, 0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY]) {
      isBug(t, `encoded the sequence ${sequence}`, () =>
        encodeInternalKey(utf8("a"), sequence, Value),
      );
      const target = new Uint8Array(8);
      isBug(t, `wrote the tag of the sequence ${sequence}`, () =>
        writeTag(target, 0, sequence, Value),
      );
    }
  },
);

law(
  "write-tag",
  "a tag is written where it is told, and no byte around it changes",
  { hint: "Eight bytes behind the key" },
  async (t) => {
    await t.forAll([keys, fc.nat({ max: 9 })], ({ sequence, type }, offset) => {
      t.did("wrote", `the tag of sequence ${sequence} at ${offset} of 20 bytes`);
      const target = filled(20, 7);
      const expected = filled(20, 7);
      expected.set(internalKeyOf({ userKey: new Uint8Array(), sequence, type }), offset);
      writeTag(target, offset, sequence, type);
      t.bytes(target, expected);
      const memory = filled(30, 7);
      writeTag(memory.subarray(5), offset, sequence, type);
      t.did("wrote", "the same into a window that begins at 5 of 30 bytes");
      t.bytes(memory.subarray(5 + offset, 13 + offset), expected.subarray(offset, offset + 8));
    });
  },
);

law(
  "memory",
  "an encoded key is a copy; the user key of a parsed one is borrowed, also from the middle of a file",
  { hint: "Eight bytes behind the key" },
  (t) => {
    const userKey = utf8("apple");
    const key = encodeInternalKey(userKey, 3, Value);
    userKey.fill(0);
    t.did("encoded", '"apple", and then changed the array that it was in');
    t.bytes(key, internalKeyOf({ userKey: utf8("apple"), sequence: 3, type: Value }));
    const file = new Uint8Array(40);
    file.set(key, 11);
    const parsed = parseInternalKey(file.subarray(11, 11 + key.length));
    t.given("parsed", "an internal key in the middle of a larger array");
    t.bytes(parsed!.userKey, "apple");
    t.equal([parsed!.sequence, parsed!.type], [3, Value], "its sequence and type");
    t.holds(
      parsed!.userKey.buffer === file.buffer,
      "the user key is a copy, and should be borrowed",
    );
    const made = [seekKey(utf8("apple"), 3), seekKey(utf8("plum"), 4)];
    t.given("made", "two seek keys, one after the other");
    t.bytes(made[0], internalKeyOf({ userKey: utf8("apple"), sequence: 3, type: Value }));
  },
);

law(
  "no-internal-key",
  "fewer than 8 bytes, a type above 1 and a sequence above 2^53 - 1 are no internal key",
  { hint: "What is none" },
  async (t) => {
    for (let length = 0; length < 8; length++) {
      t.given("parsed", `${length} bytes of zero`);
      t.equal(parseInternalKey(new Uint8Array(length)), undefined);
    }
    for (const tag of ["0200000000000000", "ff00000000000000", "0100000000000020"]) {
      t.given("parsed", `a key with the tag ${tag}`);
      t.equal(parseInternalKey(Uint8Array.from(Buffer.from(`61${tag}`, "hex"))), undefined);
    }
    const bytes = fc.uint8Array({ minLength: 7, maxLength: 10 });
    await t.forAll([bytes, fc.nat({ max: 3 }), fc.boolean()], (drawn, type, isSmall) => {
      const key = Uint8Array.from(drawn);
      const at = key.length - 8;
      if (at >= 0) key[at] = type;
      if (isSmall) key[key.length - 1] = drawn[0]! & 0x3f;
      t.did("parsed", hex(key));
      const sequence = at < 0 ? 0n : Buffer.from(key).readBigUInt64LE(at) >> 8n;
      const isKey = at >= 0 && type <= 1 && sequence < 2n ** 53n;
      const parts = { userKey: key.subarray(0, at), sequence: Number(sequence), type };
      t.equal(parseInternalKey(key), isKey ? parts : undefined, "parseInternalKey");
    });
  },
);

law(
  "newest-first",
  "of one user key the greatest sequence comes first, and no tag is taken for a part of the key",
  { hint: "The key first, then the tag turned round" },
  (t) => {
    const inRising: readonly Omit<Entry, "value">[] = [
      { userKey: utf8(""), sequence: 1, type: Value },
      { userKey: utf8("a"), sequence: MAX_SEQUENCE, type: Value },
      { userKey: utf8("a"), sequence: 2 ** 40, type: Value },
      { userKey: utf8("a"), sequence: 256, type: Value },
      { userKey: utf8("a"), sequence: 9, type: Value },
      { userKey: utf8("a"), sequence: 9, type: Deletion },
      { userKey: utf8("a"), sequence: 2, type: Value },
      { userKey: Uint8Array.of(0x61, 0), sequence: 5, type: Value },
      { userKey: utf8("aa"), sequence: 7, type: Deletion },
      { userKey: utf8("b"), sequence: 1, type: Value },
    ];
    for (const [i, a] of inRising.entries()) {
      for (const [j, b] of inRising.entries()) {
        t.given("compared", `${entryText(a)} with ${entryText(b)}`);
        const compared = compareInternalKeys(internalKeyOf(a), internalKeyOf(b));
        t.equal(Math.sign(compared), Math.sign(i - j), "the sign of compareInternalKeys");
      }
    }
  },
);

law(
  "any-order",
  "any two internal keys compare by user key, and for the same one by tag, the greater first",
  { hint: "The key first, then the tag turned round" },
  async (t) => {
    let same = 0;
    await t.forAll([keys, keys, fc.boolean()], (a, other, isSame) => {
      const b = isSame ? { ...other, userKey: a.userKey } : other;
      same += Number(Buffer.compare(a.userKey, b.userKey) === 0);
      t.did("compared", `${entryText(a)} with ${entryText(b)}`);
      const compared = compareInternalKeys(internalKeyOf(a), internalKeyOf(b));
      t.equal(Math.sign(compared), Math.sign(order(a, b)), "the sign of compareInternalKeys");
    });
    t.floor("pairs of one user key", same, 50);
  },
);

law(
  "tags-as-they-stand",
  "tags are compared as numbers of 64 bits, also those that no key of ours has",
  { hint: "The key first, then the tag turned round" },
  async (t) => {
    const tags = fc.uint8Array({ minLength: 8, maxLength: 8 });
    await t.forAll([tags, tags], (a, b) => {
      t.did("compared", `the tags ${hex(a)} and ${hex(b)}`);
      const number = (tag: Uint8Array) => Buffer.from(tag).readBigUInt64LE(0);
      const expected = number(a) > number(b) ? -1 : number(a) < number(b) ? 1 : 0;
      const keyOf = (tag: Uint8Array) => Uint8Array.of(0x61, ...tag);
      const compared = compareInternalKeys(keyOf(a), keyOf(b));
      t.equal(Math.sign(compared), expected, "the sign of compareInternalKeys");
    });
  },
);

law(
  "where-they-lie",
  "two keys compare the same wherever they lie, in one array or in two, and whatever lies around them",
  { hint: "Where they lie" },
  async (t) => {
    const around = fc.uint8Array({ maxLength: 3 });
    await t.forAll([keys, keys, around, around], (a, b, before, between) => {
      const [aKey, bKey] = [internalKeyOf(a), internalKeyOf(b)];
      const one = Uint8Array.of(...before, ...aKey, ...between, ...bKey, ...before);
      const [aStart, bStart] = [before.length, before.length + aKey.length + between.length];
      const [aEnd, bEnd] = [aStart + aKey.length, bStart + bKey.length];
      t.did("compared", `${entryText(a)} at ${aStart} with ${entryText(b)} at ${bStart}`);
      const inOne = compareInternalKeysAt(one, aStart, aEnd, one, bStart, bEnd);
      t.equal(Math.sign(inOne), Math.sign(order(a, b)), "in one array");
      const inTwo = compareInternalKeysAt(one, aStart, aEnd, bKey, 0, bKey.length);
      t.equal(Math.sign(inTwo), Math.sign(order(a, b)), "in two arrays");
    });
    const aaa = internalKeyOf({ userKey: utf8("aaaaaaaa"), sequence: 9, type: Value });
    t.given("compared", "two keys that begin at one place and end at two, and two views of such");
    t.equal(Math.sign(compareInternalKeysAt(aaa, 0, 12, aaa, 0, 16)), -1, "the sign");
    t.equal(Math.sign(compareBytes(aaa.subarray(0, 3), aaa.subarray(0, 8))), -1, "of the views");
  },
);

law(
  "compared-in-place",
  "a comparison copies no byte, of whatever keys",
  { hint: "Where they lie" },
  (t) => {
    const pair = [put("a long key", 7, ""), put("a long key that is longer", 8, "")];
    const [a, b] = pair.map(internalKeyOf) as [Uint8Array, Uint8Array];
    const memory = Uint8Array.of(...a, ...b);
    const copied = t.copies(1000, () => {
      for (let i = 0; i < 100; i++) {
        compareBytes(a, b);
        compareInternalKeys(a, b);
        compareInternalKeysAt(memory, 0, a.length, memory, a.length, memory.length);
        compareInternalKeysAt(memory, 0, a.length, a, 0, a.length);
      }
    });
    t.did("compared", "two keys, a hundred times each way");
    t.equal(copied, 0, "bytes copied");
  },
);

law(
  "seek-key",
  "from the seek key on, the first entry of that user key is the newest that was visible",
  { hint: "Where to look from" },
  async (t) => {
    let found = 0;
    await t.forAll([histories(), userKeys, fc.nat({ max: 42 })], (history, userKey, sequence) => {
      t.did("had", historyText(inOrder(history)));
      t.did("sought", entryText({ userKey, sequence, type: Value }));
      const seek = seekKey(userKey, sequence);
      const first = inOrder(history).find(
        (entry) => compareInternalKeys(internalKeyOf(entry), seek) >= 0,
      );
      const isSame = first !== undefined && Buffer.compare(first.userKey, userKey) === 0;
      const visible = inOrder(history).find(
        (entry) => Buffer.compare(entry.userKey, userKey) === 0 && entry.sequence <= sequence,
      );
      t.equal(isSame ? first : undefined, visible, "the first entry from there on, if of this key");
      found += Number(visible !== undefined);
    });
    t.floor("entries that were found", found, 40);
  },
);
