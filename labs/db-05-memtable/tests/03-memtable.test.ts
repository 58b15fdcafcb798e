/**
 * Step 3, steps/03-memtable.md: what a table answers, against a list that is searched; what it
 * holds of memory.
 */
import { type Lookup, MAX_SEQUENCE, MemTable, ValueType } from "@labs/db-05";
import { step, type Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import {
  del,
  type Entry,
  filled,
  histories,
  historyText,
  inOrder,
  put,
  userKeys,
  utf8,
} from "./entries.ts";
import { addAll, tableOf } from "./tables.ts";
import { isBug } from "./walks.ts";

const law = step("memtable");
const { Deletion, Value } = ValueType;
const NO_BYTES = new Uint8Array();

/** What `table` must know of `userKey` at `sequence`, if it holds these entries. */
function known(entries: readonly Entry[], userKey: Uint8Array, sequence: number): unknown {
  const entry = inOrder(entries).find(
    (each) => each.sequence <= sequence && Buffer.compare(each.userKey, userKey) === 0,
  );
  if (entry === undefined) return undefined;
  return entry.type === Value ? { kind: "value", value: entry.value } : { kind: "deleted" };
}

/** Holds that `table` knows of `key` what the entries say. */
function knows(
  t: Trial,
  table: MemTable,
  entries: readonly Entry[],
  key: string,
  at: number,
): void {
  t.did("asked", `for "${key}" at ${at}`);
  t.equal(table.get(utf8(key), at), known(entries, utf8(key), at), "get");
}

law(
  "put-and-get",
  "what was put is found, and of a key that was not put the table knows nothing",
  { hint: "An entry behind the other" },
  (t) => {
    const entries = [put("pear", 1, "green"), put("apple", 2, "red"), put("fig", 3, "")];
    const table = tableOf(entries, t.seed);
    t.did("added", historyText(entries));
    for (const key of ["apple", "fig", "pear"]) knows(t, table, entries, key, 3);
    for (const key of ["", "a", "appl", "apples", "g", "zebra"]) knows(t, table, entries, key, 3);
    t.equal(table.count, 3, "count");
  },
);

law(
  "newest",
  "of a key that was put again the newest value is found, in whatever order they were added",
  { hint: "From the seek key on" },
  (t) => {
    const entries = [put("k", 5, "five"), put("k", 9, "nine"), put("k", 2, "two")];
    for (const added of [entries, entries.toReversed(), [entries[1]!, entries[2]!, entries[0]!]]) {
      t.given("added", historyText(added));
      const table = tableOf(added, t.seed);
      knows(t, table, entries, "k", MAX_SEQUENCE);
      t.equal(table.count, 3, "count: nothing is replaced");
    }
  },
);

law(
  "deleted",
  "a deletion is an answer, other than knowing nothing",
  { hint: "From the seek key on" },
  (t) => {
    const entries = [put("gone", 1, "x"), del("gone", 2), del("never was", 3)];
    const table = tableOf(entries, t.seed);
    t.did("added", historyText(entries));
    t.equal(table.get(utf8("gone"), 9), { kind: "deleted" }, 'get("gone")');
    t.equal(table.get(utf8("never was"), 9), { kind: "deleted" }, 'get("never was")');
    t.equal(table.get(utf8("unknown"), 9), undefined, 'get("unknown")');
    const again = put("gone", 4, "back");
    addAll(table, [again]);
    knows(t, table, [...entries, again], "gone", 9);
  },
);

law(
  "at-a-sequence",
  "a get sees what was there at its sequence, and nothing newer",
  { hint: "From the seek key on" },
  (t) => {
    const entries = [put("a", 2, "two"), put("b", 3, "b"), put("a", 4, "four"), del("a", 9)];
    const table = tableOf(entries, t.seed);
    t.did("added", historyText(entries));
    for (let at = 0; at <= 10; at++) {
      knows(t, table, entries, "a", at);
      knows(t, table, entries, "b", at);
    }
  },
);

law(
  "any-history",
  "whatever was added, a get at any sequence is what a search through all entries finds",
  { hint: "From the seek key on", seconds: 10 },
  async (t) => {
    const kinds = { value: 0, deleted: 0, nothing: 0 };
    const asks = fc.array(fc.tuple(userKeys, fc.nat({ max: 45 })), { maxLength: 12, size: "max" });
    const drawn = histories().chain((all) => fc.shuffledSubarray(all));
    await t.forAll([drawn, asks, fc.nat()], (entries, asked, seed) => {
      t.did("added", historyText(entries));
      const table = tableOf(entries, seed);
      t.equal(table.count, entries.length, "count");
      for (const [userKey, at] of asked) {
        t.did("asked", `for "${Buffer.from(userKey).toString("latin1")}" at ${at}`);
        const expected = known(entries, userKey, at) as { kind: "value" | "deleted" } | undefined;
        t.equal(table.get(userKey, at), expected, "get");
        kinds[expected?.kind ?? "nothing"] += 1;
      }
    });
    for (const [kind, count] of Object.entries(kinds)) t.floor(`answers "${kind}"`, count, 30);
  },
);

law(
  "any-bytes",
  "keys and values are bytes: zeros, 0xff, none at all, or one the beginning of the other",
  { hint: "An entry behind the other" },
  (t) => {
    const keys = [[], [0], [0, 0], [0xff], [0xff, 0xff], [1], [1, 0], [0, 1]];
    const entries = keys.map((bytes, i) => ({
      userKey: Uint8Array.from(bytes),
      sequence: i + 1,
      type: Value,
      value: Uint8Array.of(0, i, 0xff),
    }));
    const table = tableOf(entries, t.seed);
    t.did("added", historyText(entries));
    for (const { userKey, value } of entries) {
      t.did("asked", `for ${Buffer.from(userKey).toString("hex") || "no bytes"}`);
      t.equal(table.get(userKey, 99), { kind: "value", value }, "get");
    }
  },
);

law(
  "any-length",
  "keys and values of every length are found, where a length takes one byte more, too",
  { hint: "Lengths in seven bits", seconds: 10 },
  (t) => {
    const lengths = [0, 1, 119, 120, 121, 127, 128, 129, 255, 256, 16_375, 16_376, 16_384, 100_000];
    const bytes = filled(100_100);
    for (const keyLength of lengths) {
      const table = new MemTable(seededRandom(t.seed));
      // Each begins elsewhere, so that no two are the same.
      const keyOf = (i: number) => bytes.subarray(i, i + keyLength);
      const valueAt = (i: number) => bytes.subarray(i + 1, i + 1 + lengths[i]!);
      for (let i = 0; i < lengths.length; i++) table.add(i + 1, Value, keyOf(i), valueAt(i));
      for (const [i, valueLength] of lengths.entries()) {
        t.given("added", `a key of ${keyLength} bytes with a value of ${valueLength}, and others`);
        const found = table.get(keyOf(i), keyLength === 0 ? i + 1 : 99);
        t.equal(found?.kind, "value", "get");
        if (found?.kind === "value") t.bytes(found.value, valueAt(i));
      }
      if (keyLength === 0) continue;
      const other = Uint8Array.from(keyOf(0));
      other[keyLength - 1]! -= 1;
      t.given("added", `keys of ${keyLength} bytes`);
      t.equal(table.get(other, 99), undefined, "get of a key that differs in the last byte alone");
    }
  },
);

law(
  "just-fits",
  "entries and lookups are whole wherever what is in use ends, with 0 to 400 bytes left in 4,096",
  { hint: "A key to look for" },
  (t) => {
    const key = filled(150, 1);
    for (let valueLength = 3500; valueLength < 4100; valueLength++) {
      const table = new MemTable(seededRandom(t.seed));
      const value = filled(valueLength, 3);
      table.add(1, Value, key, utf8("early"));
      table.add(3, Value, key, utf8("late"));
      table.add(2, Value, utf8("long"), value);
      t.given("added", `a key of 150 bytes at 1 and at 3, then a value of ${valueLength}`);
      const early = { kind: "value", value: utf8("early") };
      t.equal(table.get(key, 2), early, "get of the long key at 2");
      const found = table.get(utf8("long"), 9);
      t.holds(found?.kind === "value", "the long value was not found");
      if (found?.kind === "value") t.bytes(found.value, value);
    }
  },
);

law(
  "two-megabytes",
  "a value of 2 MiB and more is found, and so are those around it",
  { hint: "Lengths in seven bits" },
  (t) => {
    const table = new MemTable(seededRandom(t.seed));
    const large = filled(2 ** 21 + 7);
    table.add(1, Value, utf8("before"), utf8("small"));
    table.add(2, Value, utf8("large"), large);
    table.add(3, Value, utf8("behind"), utf8("small too"));
    t.did("added", "a value of 2,097,159 bytes between two small ones");
    const found = table.get(utf8("large"), 9);
    t.equal(found?.kind, "value", 'get("large")');
    if (found?.kind === "value") t.bytes(found.value, large);
    t.equal(table.get(utf8("before"), 9), { kind: "value", value: utf8("small") });
    t.equal(table.get(utf8("behind"), 9), { kind: "value", value: utf8("small too") });
  },
);

law(
  "copied",
  "what was added is a copy: the caller's arrays are the caller's",
  { hint: "An entry behind the other" },
  (t) => {
    const table = new MemTable(seededRandom(t.seed));
    const shared = filled(300);
    for (let i = 0; i < 200; i++) {
      shared[0] = i;
      table.add(i + 1, Value, shared.subarray(0, 20), shared.subarray(0, 250));
    }
    const last = filled(300);
    for (let i = 0; i < 200; i++) {
      last[0] = i;
      t.given("added", "200 entries from one array that was changed in between");
      const found = table.get(last.subarray(0, 20), 999);
      t.equal(found, { kind: "value", value: last.subarray(0, 250) }, `get of key ${i}`);
    }
    t.equal(shared.subarray(1), filled(300).subarray(1), "the caller's array");
    const asked = utf8("red");
    const fruit = tableOf([put("red", 1, "apple"), put("tan", 2, "pear")], t.seed);
    t.given("got", "red, then tan, both by one array that was changed in between");
    t.equal(fruit.get(asked, 9), { kind: "value", value: utf8("apple") }, "get of red");
    asked.set(utf8("tan"));
    t.equal(fruit.get(asked, 9), { kind: "value", value: utf8("pear") }, "get of tan");
  },
);

law(
  "stays-right",
  "a value that was got stays right, whatever is added and asked for afterwards",
  { hint: "Nothing changes any more", seconds: 10 },
  (t) => {
    const table = new MemTable(seededRandom(t.seed));
    const borrowed: [Lookup & { readonly kind: "value" }, number][] = [];
    for (let i = 0; i < 2000; i++) {
      const key = utf8(`key ${i}`);
      table.add(i + 1, Value, key, filled(60, i));
      const found = table.get(key, i + 1);
      if (found?.kind === "value") borrowed.push([found, i]);
      table.get(utf8("one that is not there, with a long name ".repeat(i % 5)), i);
    }
    t.did("added", "2,000 entries, and got each as soon as it was added");
    t.equal(borrowed.length, 2000, "values that were got");
    for (const [{ value }, i] of borrowed) t.equal(value, filled(60, i), `the value of key ${i}`);
  },
);

law(
  "lookups-leave-nothing",
  "a get changes nothing: not the entries, not what is found later, not the memory in use",
  { hint: "A key to look for" },
  (t) => {
    const table = new MemTable(seededRandom(t.seed));
    const asked = [utf8("b"), utf8("x".repeat(100)), filled(5000), filled(70_000, 3)];
    for (const userKey of asked) {
      t.given("asked", `an empty table for a key of ${userKey.length} bytes`);
      t.equal(table.get(userKey, 7), undefined, "get");
    }
    table.add(1, Value, utf8("a"), utf8("1"));
    const { memoryBytes } = table;
    for (const userKey of asked) {
      t.given("asked", `for a key of ${userKey.length} bytes, which is not there, twice`);
      t.equal([table.get(userKey, 7), table.get(userKey, 7)], [undefined, undefined], "get");
      t.equal(table.memoryBytes, memoryBytes, "memoryBytes");
      t.equal(table.count, 1, "count");
    }
    table.add(2, Value, utf8("c"), utf8("2"));
    t.equal(table.get(utf8("a"), 9), { kind: "value", value: utf8("1") }, 'get("a")');
    t.equal(table.get(utf8("c"), 9), { kind: "value", value: utf8("2") }, 'get("c")');
  },
);

law(
  "memory",
  "memoryBytes is at least what was added, and at most 128 bytes more an entry and 8,192 in all",
  { hint: "What is in use", seconds: 10 },
  async (t) => {
    const sizes = fc.array(fc.tuple(fc.nat({ max: 200 }), fc.nat({ max: 2000 })), {
      minLength: 1,
      maxLength: 60,
    });
    await t.forAll([sizes, fc.nat()], (all, seed) => {
      const table = new MemTable(seededRandom(seed));
      let payload = 0;
      let before = table.memoryBytes;
      t.atMost(before, 8192, "bytes of an empty table");
      for (const [i, [keyLength, valueLength]] of all.entries()) {
        table.add(i + 1, Value, filled(keyLength), filled(valueLength));
        payload += keyLength + 8 + valueLength;
        t.did("added", `a key of ${keyLength} bytes, a value of ${valueLength}`);
        const { memoryBytes } = table;
        t.atMost(memoryBytes, payload + 128 * (i + 1) + 8192, "bytes (memoryBytes)");
        t.holds(memoryBytes >= payload, `memoryBytes is ${memoryBytes}, and ${payload} were added`);
        t.holds(memoryBytes >= before, "memoryBytes became less");
        before = memoryBytes;
      }
    });
  },
);

law(
  "one-seek",
  "a get at an old moment does not walk over the newer versions, though there are a hundred thousand",
  { hint: "From the seek key on", seconds: 10 },
  (t) => {
    const table = new MemTable(seededRandom(t.seed));
    for (let i = 1; i <= 100_000; i++) table.add(i, Value, utf8("k"), utf8(`${i}`));
    t.did("added", "100,000 versions of one key, and got the oldest ones 20,000 times");
    for (let i = 0; i < 20_000; i++) {
      const sequence = 1 + (i % 1000);
      const found = table.get(utf8("k"), sequence);
      const got = found?.kind === "value" ? Buffer.from(found.value).toString() : found?.kind;
      if (got !== `${sequence}`) t.equal(got, `${sequence}`, `get at ${sequence}`);
    }
  },
);

law(
  "copies",
  "to add n bytes copies at most 4 n, however many entries there are",
  { hint: "Twice the size", seconds: 10 },
  (t) => {
    const count = 3000;
    const value = filled(500);
    const key = filled(16);
    const table = new MemTable(seededRandom(t.seed));
    const bytes = count * (key.length + 8 + value.length);
    const copied = t.copies(40 * bytes, () => {
      for (let i = 1; i <= count; i++) table.add(i, Value, key, value);
    });
    t.did("added", `${count.toLocaleString("en")} entries of ${bytes / count} bytes`);
    t.atMost(copied, 4 * bytes, "bytes copied");
  },
);

law(
  "bugs",
  "the same write twice is a bug, and so is a deletion with a value, and a sequence that is none",
  { hint: "Nothing changes any more" },
  (t) => {
    const table = () => tableOf([put("a", 1, "x"), del("b", 2)], t.seed);
    isBug(t, 'added "a" 1 value again', () => table().add(1, Value, utf8("a"), utf8("y")));
    isBug(t, 'added "b" 2 deletion again', () => table().add(2, Deletion, utf8("b"), NO_BYTES));
    isBug(t, "added a deletion with a value", () => table().add(3, Deletion, utf8("c"), utf8("x")));
    isBug(t, "added the sequence -1", () => table().add(-1, Value, utf8("c"), NO_BYTES));
    isBug(t, "added the sequence 2^53", () => table().add(2 ** 53, Value, utf8("c"), NO_BYTES));
  },
);

law(
  "beyond-32-bits",
  "sequences beyond 32 bits are as good as small ones",
  { hint: "From the seek key on" },
  (t) => {
    const sequences = [2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 48, MAX_SEQUENCE];
    const entries = sequences.map((sequence) => put("k", sequence, `at ${sequence}`));
    const table = tableOf(entries, t.seed);
    t.did("added", historyText(entries));
    for (const sequence of sequences) {
      knows(t, table, entries, "k", sequence);
      knows(t, table, entries, "k", sequence - 1);
    }
  },
);
