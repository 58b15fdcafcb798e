/**
 * Step 4, steps/04-iterators.md: a walk over a table, against a sorted array.
 */
import { ValueType } from "@labs/db-05";
import { step } from "@labs/grader/testing";
import fc from "fast-check";
import {
  del,
  type Entry,
  filled,
  histories,
  historyText,
  inOrder,
  internalKeyOf,
  order,
  put,
  utf8,
} from "./entries.ts";
import {
  addAll,
  internalWalks,
  keysBackFrom,
  keysFrom,
  standsAt,
  tableOf,
  walksOverEntries,
} from "./tables.ts";
import { isBug, isNowhere } from "./walks.ts";

const law = step("iterators");
const { Value } = ValueType;

const FRUIT: readonly Entry[] = [
  put("pear", 1, "green"),
  put("apple", 2, "red"),
  del("pear", 3),
  put("apple", 4, "yellow"),
  put("fig", 5, ""),
];

law(
  "table-in-order",
  "a walk comes past every entry in order: every version, and deletions too",
  { hint: "A cursor and an arena" },
  (t) => {
    t.did("added", historyText(FRUIT));
    const iterator = tableOf(FRUIT, t.seed).iterator();
    iterator.seekToFirst();
    for (const entry of inOrder(FRUIT)) {
      standsAt(t, iterator, entry);
      iterator.next();
    }
    t.equal(iterator.isValid, false, "isValid, behind the last");
  },
);

law(
  "table-backwards",
  "a walk back comes past the same entries, turned round",
  { hint: "A cursor and an arena" },
  (t) => {
    t.did("added", historyText(FRUIT));
    const iterator = tableOf(FRUIT, t.seed).iterator();
    iterator.seekToLast();
    for (const entry of inOrder(FRUIT).toReversed()) {
      standsAt(t, iterator, entry);
      iterator.prev();
    }
    t.equal(iterator.isValid, false, "isValid, before the first");
  },
);

law(
  "table-seek",
  "a seek comes to the first entry that is not before the internal key",
  { hint: "A key to look for" },
  (t) => {
    const iterator = tableOf(FRUIT, t.seed).iterator();
    const cases = [
      ["", 9, FRUIT[3]],
      ["apple", 9, FRUIT[3]],
      ["apple", 4, FRUIT[3]],
      ["apple", 3, FRUIT[1]],
      ["apple", 1, FRUIT[4]],
      ["banana", 7, FRUIT[4]],
      ["pear", 3, FRUIT[2]],
      ["pear", 1, FRUIT[0]],
      ["pear", 0, undefined],
      ["pears", 9, undefined],
    ] as const;
    for (const [key, sequence, entry] of cases) {
      t.given("added", historyText(FRUIT));
      t.did("sought", `"${key}" ${sequence} value`);
      iterator.seek(internalKeyOf({ userKey: utf8(key), sequence, type: Value }));
      if (entry === undefined) t.equal(iterator.isValid, false, "isValid");
      else standsAt(t, iterator, entry);
    }
  },
);

law(
  "table-walks",
  "whatever was added, every walk goes as over a sorted array, both ways and turning anywhere",
  { hint: "A cursor and an arena", seconds: 10 },
  async (t) => {
    let made = 0;
    const drawn = histories().chain((all) => fc.shuffledSubarray(all));
    await t.forAll([drawn, internalWalks, fc.nat()], (entries, all, seed) => {
      t.did("added", historyText(entries));
      made += walksOverEntries(t, tableOf(entries, seed).iterator(), inOrder(entries), all);
    });
    t.floor("moves", made, 1000);
  },
);

law(
  "off-the-table",
  "where an iterator is not valid, all but the seeks are bugs",
  { hint: "A cursor and an arena" },
  (t) => {
    const empty = tableOf([], t.seed).iterator();
    isNowhere(t, "nowhere yet, over an empty table", empty);
    empty.seekToFirst();
    isNowhere(t, "at the first of none", empty);
    empty.seekToLast();
    isNowhere(t, "at the last of none", empty);
    const iterator = tableOf(FRUIT, t.seed).iterator();
    isNowhere(t, "nowhere yet, over five entries", iterator);
    iterator.seekToLast();
    iterator.next();
    isNowhere(t, "behind the last", iterator);
    isBug(t, "read value", () => iterator.value);
    iterator.seekToFirst();
    iterator.prev();
    isNowhere(t, "before the first", iterator);
    iterator.seekToFirst();
    standsAt(t, iterator, inOrder(FRUIT)[0]!);
  },
);

law(
  "one-does-not-move-another",
  "iterators over one table do not move one another, and a get moves none",
  { hint: "A key to look for" },
  (t) => {
    const table = tableOf(FRUIT, t.seed);
    const [first, second] = [table.iterator(), table.iterator()];
    const all = inOrder(FRUIT);
    first.seek(internalKeyOf(all[1]!));
    second.seekToLast();
    table.get(utf8("fig"), 9);
    table.get(utf8("a key that is not there and is long"), 9);
    t.did("sought", "with one to the second entry, with another to the last, and got twice");
    standsAt(t, first, all[1]!);
    standsAt(t, second, all[4]!);
    first.next();
    second.prev();
    t.did("moved", "the one to the next, the other to the one before");
    standsAt(t, first, all[2]!);
    standsAt(t, second, all[3]!);
    first.close();
    t.did("closed", "the one");
    standsAt(t, second, all[3]!);
  },
);

law(
  "while-others-add",
  "an iterator stays where it is while entries are added, and comes past them on both sides",
  { hint: "A cursor and an arena", seconds: 10 },
  async (t) => {
    let added = 0;
    await t.forAll([histories(), fc.nat({ max: 39 }), fc.nat()], (history, at, seed) => {
      const half = history.length >> 1;
      const [some, late] = [history.slice(0, half), history.slice(half)];
      const entry = some[at];
      if (entry === undefined) return;
      const table = tableOf(some, seed);
      const [ahead, back] = [table.iterator(), table.iterator()];
      ahead.seek(internalKeyOf(entry));
      back.seek(internalKeyOf(entry));
      addAll(table, late);
      added += late.length;
      t.did("added", historyText(some));
      t.did("sought", historyText([entry]));
      t.did("added", historyText(late));
      standsAt(t, ahead, entry);
      const all = inOrder(history);
      ahead.next();
      back.prev();
      const behind = all.filter((each) => order(each, entry) > 0).map(internalKeyOf);
      const before = all.filter((each) => order(each, entry) < 0).map(internalKeyOf);
      t.equal(keysFrom(ahead), behind, "what is behind it");
      t.equal(keysBackFrom(back).toReversed(), before, "what is before it");
    });
    t.floor("entries added behind an iterator's back", added, 100);
  },
);

law(
  "entries-stay-right",
  "keys and values that an iterator gave stay right, whatever is added and sought afterwards",
  { hint: "A key to look for", seconds: 10 },
  (t) => {
    const some = Array.from({ length: 50 }, (_, i) => put(`key ${100 + i}`, i + 1, `value ${i}`));
    const table = tableOf(some, t.seed);
    const iterator = table.iterator();
    const given: [Uint8Array, Uint8Array][] = [];
    for (iterator.seekToFirst(); iterator.isValid; iterator.next()) {
      given.push([iterator.key, iterator.value]);
    }
    for (let i = 0; i < 3000; i++) {
      table.add(1000 + i, Value, utf8(`more ${i}`), filled(100, i));
      iterator.seek(internalKeyOf({ userKey: filled(i % 90), sequence: i, type: Value }));
    }
    t.did("walked", "over 50 entries, and then added 3,000 others");
    t.equal(given.length, 50, "entries that it came past");
    for (const [i, [key, value]] of given.entries()) {
      t.equal([key, value], [internalKeyOf(some[i]!), some[i]!.value], `entry ${i}`);
    }
  },
);

law(
  "walks-copy-nothing",
  "keys and values are shown where they lie: a walk copies less than a tenth of what it shows",
  { hint: "A cursor and an arena" },
  (t) => {
    const entries = Array.from({ length: 300 }, (_, i) => ({
      ...put(`key ${1000 + i}`, i + 1, ""),
      value: filled(1000, i),
    }));
    const iterator = tableOf(entries, t.seed).iterator();
    let shown = 0;
    const copied = t.copies(3_000_000, () => {
      for (iterator.seekToFirst(); iterator.isValid; iterator.next()) {
        shown += iterator.key.length + iterator.value.length;
      }
    });
    t.did("walked", "over 300 entries of 1,000 bytes");
    t.equal(shown, 300 * (8 + 8 + 1000), "bytes of the keys and values that it showed");
    t.atMost(copied, shown / 10, "bytes copied");
  },
);

law(
  "just-fits-sought",
  "a seek finds its target wherever what is in use ends, with 0 to 400 bytes left in 4,096",
  { hint: "A key to look for" },
  (t) => {
    const target = put("x".repeat(150), 1, "early");
    for (let valueLength = 3500; valueLength < 4100; valueLength++) {
      const table = tableOf([target], t.seed);
      table.add(2, Value, utf8("long"), filled(valueLength));
      t.given("added", `a key of 150 bytes, then a value of ${valueLength}`);
      const iterator = table.iterator();
      iterator.seek(internalKeyOf(target));
      standsAt(t, iterator, target);
    }
  },
);

law(
  "seeks-leave-nothing",
  "a seek changes nothing: not the entries, not the memory in use, however long its target is",
  { hint: "A key to look for" },
  (t) => {
    const table = tableOf(FRUIT, t.seed);
    const { memoryBytes } = table;
    const iterator = table.iterator();
    for (const length of [0, 10, 119, 120, 5000, 100_000]) {
      t.given("sought", `a user key of ${length} bytes`);
      const userKey = new Uint8Array(length).fill(0x62);
      iterator.seek(internalKeyOf({ userKey, sequence: 1, type: Value }));
      standsAt(t, iterator, length === 0 ? FRUIT[3]! : FRUIT[4]!);
      t.equal([table.memoryBytes, table.count], [memoryBytes, 5], "memoryBytes and count");
    }
    iterator.seekToFirst();
    t.equal(keysFrom(iterator), inOrder(FRUIT).map(internalKeyOf), "the entries");
  },
);

law(
  "many",
  "five thousand entries of all lengths are walked over, both ways, whole",
  { hint: "A cursor and an arena", seconds: 10 },
  (t) => {
    const entries = Array.from({ length: 5000 }, (_, i) => ({
      userKey: Uint8Array.of((i * 7) % 256, (i * 13) % 256, ...filled(i % 150)),
      sequence: i + 1,
      type: Value,
      value: filled(i % 300, i),
    }));
    const iterator = tableOf(entries, t.seed).iterator();
    const all = inOrder(entries);
    let at = 0;
    t.did("added", "5,000 entries");
    for (iterator.seekToFirst(); iterator.isValid; iterator.next()) {
      standsAt(t, iterator, all[at]!);
      at += 1;
    }
    t.equal(at, 5000, "entries that it came past");
    iterator.seekToLast();
    t.equal(keysBackFrom(iterator).toReversed(), all.map(internalKeyOf), "the way back");
  },
);

law(
  "table-close",
  "close may be called twice, and the table and its other iterators go on",
  { hint: "A cursor and an arena" },
  (t) => {
    const table = tableOf(FRUIT, t.seed);
    const iterator = table.iterator();
    iterator.seekToFirst();
    iterator.close();
    iterator.close();
    t.did("closed", "an iterator, twice");
    table.add(6, Value, utf8("zebra"), utf8("z"));
    t.equal(table.get(utf8("zebra"), 9), { kind: "value", value: utf8("z") }, "get");
    const other = table.iterator();
    other.seekToLast();
    standsAt(t, other, put("zebra", 6, "z"));
    const [first, second] = [table.iterator(), table.iterator()];
    t.given("made", "two iterators, when another was closed twice");
    t.equal([first.isValid, second.isValid], [false, false], "isValid of the two");
    first.seekToFirst();
    second.seekToLast();
    standsAt(t, first, inOrder(FRUIT)[0]!);
  },
);

law("dump", "a dump is a line for each entry, in order", { hint: "A cursor and an arena" }, (t) => {
  t.equal(tableOf([], t.seed).dump(), "", "the dump of an empty table");
  const entries = [
    put("b", 1, "two"),
    del("b", 3),
    put("a", 2, "x".repeat(24)),
    put("c", 4, "y".repeat(25)),
    put('"\n', 5, "\\"),
  ];
  t.did("added", historyText(entries));
  const lines = [
    '"\\x22\\x0a" 5 value "\\x5c"',
    `"a" 2 value "${"x".repeat(24)}"`,
    '"b" 3 deletion',
    '"b" 1 value "two"',
    `"c" 4 value "${"y".repeat(24)}" …`,
  ];
  t.equal(tableOf(entries, t.seed).dump(), lines.join("\n"), "dump");
});
