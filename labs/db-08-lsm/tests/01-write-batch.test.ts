import { MAX_SEQUENCE, ValueType } from "@labs/db-05";
import { decodeWriteBatch, WriteBatch } from "@labs/db-08";
import { step, type Trial } from "@labs/grader/testing";
import fc from "fast-check";
import {
  addTo,
  anyChange,
  batchOf,
  type Change,
  changesOf,
  changeText,
  deleted,
  filled,
  fixed,
  isDamageAt,
  joined,
  modelDecoded,
  prefixed,
  put,
  recordOf,
  utf8,
  varint,
} from "./batches.ts";

const law = step("write-batch");

const PATH = "db/000007.log";
const OFFSET = 4711;
/** A fruit, a vegetable that goes, and the fruit again. */
const THREE = [put("pear", "green"), deleted("leek"), put("pear", "")];

/** Decodes; where the record is no batch, the error is looked at, and it is undefined. */
function decodedOrDamage(t: Trial, record: Uint8Array) {
  let sequence: number;
  let batch: WriteBatch;
  try {
    ({ sequence, batch } = decodeWriteBatch(record, PATH, OFFSET));
  } catch (error) {
    if (!isDamageAt(error, PATH, OFFSET)) throw error;
    return undefined;
  }
  const changes = changesOf(batch);
  t.equal(batch.count, changes.length, "count");
  return { sequence, changes };
}

/** It is refused as damage of this file at this offset. */
function isNone(t: Trial, record: Uint8Array, what: string): void {
  const got = decodedOrDamage(t, record);
  if (got === undefined) return;
  t.did("decoded", record);
  const texts = got.changes.map(changeText).join(", ");
  t.holds(false, `${what}: it was taken for ${got.changes.length} changes: ${texts}`);
}

law(
  "header",
  "a batch without changes is 12 bytes: the sequence in 8, the count in 4, the lowest byte first",
  { hint: "Twelve bytes first" },
  (t) => {
    const batch = new WriteBatch();
    t.did("made", "a batch without changes, and encoded it for sequence 258");
    t.equal([batch.count, batch.sizeBytes], [0, 12], "count and sizeBytes");
    t.bytes(batch.encode(258), Uint8Array.of(2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  },
);

law(
  "put",
  "a put is a 1, and the key and the value, each with its length before it",
  { hint: "A change in bytes" },
  (t) => {
    const batch = new WriteBatch();
    t.did("put", '"pear" "green"');
    batch.put(utf8("pear"), utf8("green"));
    t.equal([batch.count, batch.sizeBytes], [1, 24], "count and sizeBytes");
    const change = joined([Uint8Array.of(1, 4), utf8("pear"), Uint8Array.of(5), utf8("green")]);
    t.bytes(batch.encode(7), joined([fixed(7n, 8), fixed(1n, 4), change]));
  },
);

law(
  "delete",
  "a deletion is a 0 and the key with its length, and nothing for a value",
  { hint: "A change in bytes" },
  (t) => {
    const batch = new WriteBatch();
    t.did("deleted", '"pear"');
    batch.delete(utf8("pear"));
    t.equal([batch.count, batch.sizeBytes], [1, 18], "count and sizeBytes");
    const change = joined([Uint8Array.of(0, 4), utf8("pear")]);
    t.bytes(batch.encode(7), joined([fixed(7n, 8), fixed(1n, 4), change]));
  },
);

law(
  "in-order",
  "changes stand in their order; each counts, also of a key that was there, and each call gives the batch itself",
  { hint: "A change in bytes" },
  (t) => {
    const batch = new WriteBatch();
    t.did("did", 'put "pear" "green", delete "leek", put "pear" "", in one expression');
    const same = batch
      .put(utf8("pear"), utf8("green"))
      .delete(utf8("leek"))
      .put(utf8("pear"), utf8(""));
    t.holds(
      same === batch,
      "put and delete give another batch than the one that they are called on",
    );
    t.equal([batch.count, batch.sizeBytes], [3, 37], "count and sizeBytes");
    t.bytes(batch.encode(100), recordOf(100, THREE));
  },
);

law(
  "long",
  "a length of 128 and more takes more than one byte: it is a varint",
  { hint: "A change in bytes" },
  (t) => {
    for (const length of [0, 127, 128, 255, 256, 300, 16_383, 16_384, 70_000]) {
      const changes: Change[] = [
        { key: filled(length), value: filled(3) },
        { key: filled(2), value: filled(length, 1) },
        { key: filled(length, 2), value: undefined },
      ];
      t.given("encoded", `a put of a key, of a value, and a deletion of a key of ${length} bytes`);
      const batch = batchOf(changes);
      const expected = recordOf(1, changes);
      t.equal(batch.sizeBytes, expected.length, "sizeBytes");
      t.bytes(batch.encode(1), expected);
    }
  },
);

law(
  "sequences",
  "a sequence has 8 bytes, up to 2^53 - 1; the same batch can be encoded again, for another one",
  { hint: "Twelve bytes first" },
  (t) => {
    const batch = batchOf([put("pear", "green")]);
    const sequences = [0, 1, 255, 256, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 5, MAX_SEQUENCE, 3];
    for (const sequence of sequences) {
      t.given("encoded", `the put of a pear for sequence ${sequence}`);
      t.bytes(batch.encode(sequence), recordOf(sequence, [put("pear", "green")]));
      t.equal(changesOf(batch), [put("pear", "green")], "its changes afterwards");
    }
    t.did("deleted", '"leek", and encoded it once more');
    batch.delete(utf8("leek"));
    t.bytes(batch.encode(9), recordOf(9, [put("pear", "green"), deleted("leek")]));
  },
);

law(
  "sequence-bounds",
  "neither the first nor the last change has a sequence above 2^53 - 1, nor one that is none: else it is a bug",
  { hint: "Twelve bytes first" },
  (t) => {
    const batch = batchOf(THREE);
    for (const sequence of [-1, 0.5, Number.NaN, 2 ** 53, MAX_SEQUENCE - 1, MAX_SEQUENCE]) {
      t.given("encoded", `three changes for sequence ${sequence}`);
      t.isBug(() => batch.encode(sequence));
    }
    t.given("encoded", "three changes, of which the last has 2^53 - 1; and none, for 2^53 - 1");
    t.bytes(batch.encode(MAX_SEQUENCE - 2), recordOf(MAX_SEQUENCE - 2, THREE));
    t.bytes(new WriteBatch().encode(MAX_SEQUENCE), recordOf(MAX_SEQUENCE, []));
    t.isBug(() => new WriteBatch().encode(-1));
  },
);

law(
  "copied",
  "keys and values are copied: what their memory is used for afterwards changes nothing",
  { hint: "Whose bytes" },
  (t) => {
    const batch = new WriteBatch();
    const memory = new Uint8Array(8);
    const window = memory.subarray(2, 6);
    t.did("put and deleted", "keys and values in one array of 4 bytes, which was used again");
    window.set(utf8("pear"));
    batch.put(window, window);
    window.set(utf8("leek"));
    batch.delete(window);
    memory.fill(0x21);
    t.equal(changesOf(batch), [put("pear", "pear"), deleted("leek")], "its changes");
    t.bytes(batch.encode(1), recordOf(1, [put("pear", "pear"), deleted("leek")]));
  },
);

law(
  "for-each",
  "forEach tells type, key and value of each change in their order, as often as it is called",
  { hint: "One walk for all" },
  (t) => {
    const batch = batchOf(THREE);
    t.did("walked", 'over put "pear" "green", delete "leek", put "pear" ""');
    for (let round = 0; round < 2; round++) {
      const told: unknown[] = [];
      batch.forEach((type, key, value) => {
        told.push([type, Uint8Array.from(key), Uint8Array.from(value)]);
      });
      t.equal(told, [
        [ValueType.Value, utf8("pear"), utf8("green")],
        [ValueType.Deletion, utf8("leek"), utf8("")],
        [ValueType.Value, utf8("pear"), utf8("")],
      ]);
    }
    t.given("walked", "over no changes");
    t.equal(changesOf(new WriteBatch()), [], "what was told");
  },
);

law(
  "append",
  "append adds the other's changes behind, as they are now; later the two know nothing of each other",
  { hint: "A group is its bytes" },
  (t) => {
    const one = batchOf([put("a", "1")]);
    const two = batchOf([deleted("b"), put("c", "3")]);
    t.did("appended", 'delete "b", put "c" "3" to put "a" "1"; then each got a change of its own');
    t.holds(one.append(two) === one, "append gives another batch than the one it is called on");
    t.equal([one.count, one.sizeBytes], [3, 25], "count and sizeBytes");
    two.put(utf8("d"), utf8("4"));
    one.delete(utf8("e"));
    const [ofOne, ofTwo] = [
      [put("a", "1"), deleted("b"), put("c", "3"), deleted("e")],
      [deleted("b"), put("c", "3"), put("d", "4")],
    ];
    t.equal(changesOf(one), ofOne, "the changes of the one");
    t.equal(changesOf(two), ofTwo, "the changes of the other");
    t.bytes(one.encode(5), recordOf(5, ofOne));
    t.bytes(two.encode(6), recordOf(6, ofTwo));
    two.clear();
    t.did("cleared", "the other, appended it, and put a change into it");
    one.append(two);
    two.put(utf8("overwrites"), utf8("what it had before"));
    t.bytes(one.encode(5), recordOf(5, ofOne));
  },
);

law(
  "append-itself",
  "a batch that is appended to itself has its changes twice, whatever its size",
  { hint: "A group is its bytes" },
  (t) => {
    for (let length = 0; length < 300; length += 7) {
      const changes = [{ key: filled(5), value: filled(length) }, deleted("leek")];
      const batch = batchOf(changes);
      batch.append(batch);
      t.given("appended", `a batch with a value of ${length} bytes to itself`);
      t.equal(batch.count, 4, "count");
      t.bytes(batch.encode(1), recordOf(1, [...changes, ...changes]));
      batch.append(batch);
      t.did("appended", "it to itself once more");
      t.equal(batch.count, 8, "count");
      t.equal(changesOf(batch), [...changes, ...changes, ...changes, ...changes], "its changes");
    }
  },
);

law("clear", "a batch that is cleared is as one that was made", { hint: "Whose bytes" }, (t) => {
  const batch = batchOf(THREE);
  batch.encode(2 ** 40);
  batch.clear();
  t.did("cleared", "three changes that were encoded for sequence 2^40");
  t.equal([batch.count, batch.sizeBytes], [0, 12], "count and sizeBytes");
  t.equal(changesOf(batch), [], "its changes");
  t.bytes(batch.encode(1), recordOf(1, []));
  batch.put(utf8("fig"), utf8("blue"));
  t.did("put", '"fig" "blue"');
  t.bytes(batch.encode(1), recordOf(1, [put("fig", "blue")]));
});

const anyDeed = fc.oneof(
  { weight: 8, arbitrary: anyChange },
  { weight: 1, arbitrary: fc.constantFrom("clear" as const, "itself" as const) },
  { weight: 2, arbitrary: fc.constantFrom("encode" as const, "other" as const) },
);

law(
  "any-batch",
  "whatever is done to two batches in whatever order: each is a list of changes, and its record is theirs",
  { hint: "A group is its bytes" },
  async (t) => {
    const deeds = fc.array(fc.tuple(fc.nat(1), anyDeed), { maxLength: 20 });
    await t.forAll([deeds, fc.nat(MAX_SEQUENCE - 100_000)], (given, sequence) => {
      const batches = [new WriteBatch(), new WriteBatch()] as const;
      const models: [Change[], Change[]] = [[], []];
      for (const [which, deed] of given) {
        const [batch, model] = [batches[which]!, models[which]!];
        const what = typeof deed === "string" ? deed : changeText(deed);
        t.did(`to batch ${which + 1}`, what);
        if (deed === "clear") {
          batch.clear();
          models[which] = [];
        } else if (deed === "itself") {
          // It doubles: not for ever.
          if (model.length > 60) continue;
          batch.append(batch);
          models[which] = [...model, ...model];
        } else if (deed === "other") {
          if (model.length > 60) continue;
          batch.append(batches[1 - which]!);
          models[which] = [...model, ...models[1 - which]!];
        } else if (deed === "encode") batch.encode(sequence + 1);
        else {
          addTo(batch, deed);
          models[which] = [...model, deed];
        }
      }
      for (const [which, batch] of batches.entries()) {
        const expected = recordOf(sequence, models[which]!);
        t.did("looked at", `batch ${which + 1}`);
        t.equal(batch.count, models[which]!.length, "count");
        t.equal(batch.sizeBytes, expected.length, "sizeBytes");
        t.bytes(batch.encode(sequence), expected);
      }
    });
  },
);

law(
  "decoded",
  "a record that was encoded says the same: its sequence, and the same changes",
  { hint: "Nothing is believed" },
  async (t) => {
    t.given("decoded", "what three changes were encoded to for sequence 100");
    const { sequence, batch } = decodeWriteBatch(recordOf(100, THREE), PATH, OFFSET);
    t.equal(sequence, 100, "sequence");
    t.equal(changesOf(batch), THREE, "its changes");
    t.equal([batch.count, batch.sizeBytes], [3, 37], "count and sizeBytes");
    const changes = fc.array(anyChange, { maxLength: 12 });
    await t.forAll([changes, fc.maxSafeNat()], (given, number) => {
      const first = Math.min(number, MAX_SEQUENCE - given.length);
      const record = Uint8Array.from(batchOf(given).encode(first));
      t.did("encoded", `${given.map(changeText).join(", ")} for sequence ${first}`);
      const decoded = decodeWriteBatch(record, PATH, OFFSET);
      t.equal(decoded.sequence, first, "sequence");
      t.equal(changesOf(decoded.batch), given, "its changes");
      t.bytes(decoded.batch.encode(first), record);
    });
  },
);

law(
  "decoded-is-copied",
  "a record may lie anywhere in a larger memory, and is copied: the batch is its own, and can be gone on with",
  { hint: "Whose bytes" },
  (t) => {
    const record = recordOf(100, THREE);
    const memory = filled(record.length + 20, 9);
    memory.set(record, 10);
    const { sequence, batch } = decodeWriteBatch(memory.subarray(10, -10), PATH, OFFSET);
    memory.fill(0xff);
    t.did("decoded", "a record within a larger memory, which was written over");
    t.equal(sequence, 100, "sequence");
    t.equal(changesOf(batch), THREE, "its changes");
    t.did("put", '"fig" "blue", and appended the batch to itself');
    batch.put(utf8("fig"), utf8("blue")).append(batch);
    const four = [...THREE, put("fig", "blue")];
    t.bytes(batch.encode(3), recordOf(3, [...four, ...four]));
    batch.clear();
    t.bytes(batch.encode(3), recordOf(3, []));
  },
);

law(
  "counts-that-lie",
  "a record with more or fewer changes than it says is no batch, at the path and the offset that were given",
  { hint: "Nothing is believed" },
  (t) => {
    for (const count of [0, 1, 2, 4, 259, 2 ** 31, 2 ** 32 - 1]) {
      const record = recordOf(100, THREE);
      record.set(fixed(BigInt(count), 4), 8);
      isNone(t, record, `three changes that say they are ${count}`);
    }
    const empty = recordOf(100, []);
    empty[8] = 1;
    isNone(t, empty, "no changes that say they are one");
    const good = decodedOrDamage(t, recordOf(100, []));
    t.equal(good, { sequence: 100, changes: [] }, "what a record of no changes says");
  },
);

law(
  "types-that-are-none",
  "a change that is neither a put nor a deletion makes the record none",
  { hint: "Nothing is believed" },
  (t) => {
    for (let type = 2; type < 256; type++) {
      const record = recordOf(100, THREE);
      record[12] = type;
      isNone(t, record, `a first change of type ${type}`);
      const one = joined([recordOf(1, [put("a", "b")]), Uint8Array.of(type)]);
      one[8] = 2;
      isNone(t, one, `a second change of type ${type}, and nothing behind`);
      const alone = recordOf(1, [deleted("leek")]);
      alone[12] = type;
      isNone(t, alone, `a change of type ${type}, and a key behind it`);
    }
  },
);

law(
  "lengths-that-lie",
  "a length that is none, or reaches beyond the record, makes it none; one in more bytes than it needs is a length",
  { hint: "Nothing is believed" },
  (t) => {
    const header = recordOf(1, []).subarray(0, 8);
    const record = (...parts: Uint8Array[]) => joined([header, fixed(1n, 4), ...parts]);
    const pear = utf8("pear");
    const lies: readonly (readonly [string, Uint8Array])[] = [
      ["a key of 5 bytes, and 4 are left", Uint8Array.of(5)],
      ["a key of 2^31 bytes", varint(2 ** 31)],
      ["a key of 2^32 - 1 bytes", varint(2 ** 32 - 1)],
      ["a length of 2^32 + 4", Uint8Array.of(0x84, 0x80, 0x80, 0x80, 0x10)],
      ["a length of 6 bytes", Uint8Array.of(0x84, 0x80, 0x80, 0x80, 0x80, 0)],
    ];
    for (const [what, length] of lies) {
      isNone(t, record(Uint8Array.of(0), length, pear), `a deletion, ${what}`);
      isNone(t, record(Uint8Array.of(1), length, pear), `a put, ${what}`);
      isNone(t, record(Uint8Array.of(1), prefixed(pear), length, pear), `its value, ${what}`);
    }
    const wide = Uint8Array.of(0x84, 0x80, 0x80, 0x80, 0);
    t.given("decoded", "a put whose two lengths of 4 have 5 bytes each");
    const got = decodedOrDamage(t, record(Uint8Array.of(1), wide, pear, wide, pear));
    t.equal(got, { sequence: 1, changes: [put("pear", "pear")] });
  },
);

law(
  "sequences-that-are-too-large",
  "a record whose first or last change has a sequence above 2^53 - 1 is none",
  { hint: "Nothing is believed" },
  (t) => {
    const most = BigInt(MAX_SEQUENCE);
    const record = (sequence: bigint, changes: readonly Change[]) =>
      joined([fixed(sequence, 8), recordOf(0, changes).subarray(8)]);
    for (const sequence of [most + 1n, most + 2n, 2n ** 56n, 2n ** 63n, 2n ** 64n - 1n]) {
      isNone(t, record(sequence, []), `no changes, of sequence ${sequence}`);
      isNone(t, record(sequence, THREE.slice(0, 1)), `one change, of sequence ${sequence}`);
    }
    isNone(t, record(most - 1n, THREE), "three changes, the first of sequence 2^53 - 2");
    isNone(t, record(most, THREE), "three changes, the first of sequence 2^53 - 1");
    for (const [sequence, changes] of [
      [MAX_SEQUENCE - 2, THREE],
      [MAX_SEQUENCE, THREE.slice(0, 1)],
      [MAX_SEQUENCE, []],
      [0, THREE],
    ] as const) {
      t.given("decoded", `${changes.length} changes from sequence ${sequence} on`);
      const got = decodedOrDamage(t, recordOf(sequence, changes));
      t.equal(got, { sequence, changes });
    }
  },
);

law(
  "truncated",
  "a record that ends too early is no batch, wherever it ends",
  { hint: "Nothing is believed" },
  (t) => {
    const changes = [put("pear", "green"), deleted("leek"), put("", ""), put("k", "v".repeat(200))];
    const record = recordOf(100, changes);
    for (let length = 0; length < record.length; length++) {
      isNone(t, record.subarray(0, length), `the first ${length} of ${record.length} bytes`);
    }
    t.equal(decodedOrDamage(t, record), { sequence: 100, changes }, "what all of it says");
  },
);

law(
  "every-bit",
  "with any bit of it flipped, a record is another batch by the rules, or none",
  { hint: "Nothing is believed" },
  (t) => {
    const record = recordOf(2 ** 33 + 100, [...THREE, put("k", "v".repeat(130)), deleted("")]);
    let [batches, none] = [0, 0];
    for (let at = 0; at < record.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        record[at] = record[at]! ^ (1 << bit);
        const [got, expected] = [decodedOrDamage(t, record), modelDecoded(record)];
        if (expected === undefined) none += 1;
        else batches += 1;
        t.given("flipped", `bit ${bit} of byte ${at} of five changes`);
        t.equal(got, expected, "what the record says; undefined where it is none");
        record[at] = record[at]! ^ (1 << bit);
      }
    }
    t.floor("records that were batches", batches, 200);
    t.floor("records that were none", none, 100);
  },
);

law(
  "any-bytes",
  "any bytes are a batch by the rules, or none",
  { hint: "Nothing is believed" },
  async (t) => {
    // Changes that are whole, with something among them now and then; small numbers look most like types and lengths.
    const change = anyChange.map((each) => recordOf(0, [each]).subarray(12));
    const junk = fc
      .array(fc.oneof({ weight: 9, arbitrary: fc.nat(4) }, fc.nat(255)), { maxLength: 8 })
      .map((bytes) => Uint8Array.from(bytes));
    const parts = fc.array(fc.oneof({ weight: 5, arbitrary: change }, junk), { maxLength: 6 });
    let [batches, none] = [0, 0];
    await t.forAll([parts, fc.integer({ min: -2, max: 2 }), fc.boolean()], (given, off, isBare) => {
      const count = BigInt(Math.max(0, given.length + Math.trunc(off / 2)));
      const header = joined([fixed(5n, 8), fixed(count, 4)]);
      const record = joined(isBare && given.length > 3 ? given : [header, ...given]);
      t.did("decoded", record);
      const expected = modelDecoded(record);
      if (expected === undefined) none += 1;
      else if (expected.changes.length > 0) batches += 1;
      t.equal(decodedOrDamage(t, record), expected, "what it says; undefined where it is none");
    });
    t.floor("records that were none", none, 50);
    t.floor("records that were batches with changes", batches, 20);
  },
);

law(
  "copies",
  "changes of n bytes, put one by one, appended and encoded, are copied 6 n bytes in all at most",
  { hint: "What a change costs" },
  (t) => {
    const value = filled(100);
    const count = 3000;
    const bytes = count * (1 + 5 + 1 + 100);
    t.did("put", `${count} values of 100 bytes, and encoded them`);
    let batch = new WriteBatch();
    const put = t.copies(20 * bytes, () => {
      for (let i = 0; i < count; i++) batch.put(varint(2 ** 28 - 1 - i), value);
      batch.encode(1);
    });
    t.atMost(put, 6 * bytes, "bytes copied");
    t.given("appended", `${count} batches of one value of 100 bytes to one, and encoded it`);
    const one = batch;
    one.clear();
    one.put(varint(2 ** 28 - 1), value);
    batch = new WriteBatch();
    const appended = t.copies(20 * bytes, () => {
      for (let i = 0; i < count; i++) batch.append(one);
      batch.encode(1);
    });
    t.equal(batch.count, count, "count");
    t.atMost(appended, 6 * bytes, "bytes copied");
  },
);
