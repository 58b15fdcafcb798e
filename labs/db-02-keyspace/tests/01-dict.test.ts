import { Dict } from "@labs/db-02";
import { step, type Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import {
  contents,
  Dearest,
  dictOf,
  HASHES,
  hashes,
  key,
  Meter,
  numbered,
  numberedKey,
  settle,
  textOf,
} from "./dicts.ts";

const law = step("dict");

/** What dump says of a dict that is as new. */
const EMPTY = "0 entries, 4 buckets";

/** Runs an operation and holds what dump says then. */
function dumps(t: Trial, dict: Dict<number>, what: string, operation: () => void, text: string) {
  t.did("did", what);
  operation();
  t.equal(dict.dump(), text, "dump()");
}

/** As t.equal, for the innermost of loops: cheap where all is well. */
function same(t: Trial, actual: unknown, expected: unknown, what: string) {
  if (actual !== expected) t.equal(actual, expected, what);
}

law(
  "set-and-get",
  "what was set last is what get gives, until it is deleted",
  { hint: "Where an entry is" },
  (t) => {
    const dict = new Dict<string>();
    t.did("did", 'get("a") of an empty dict');
    t.equal(dict.get(key("a")), undefined);
    t.equal(dict.has(key("a")), false, "has");
    t.did("did", 'set("a", "1"), set("b", "2"), set("a", "3")');
    t.equal(dict.set(key("a"), "1"), true, "whether a is new");
    t.equal(dict.set(key("b"), "2"), true, "whether b is new");
    t.equal(dict.set(key("a"), "3"), false, "whether a is new again");
    t.equal(dict.size, 2, "size");
    t.equal(dict.get(key("a")), "3", 'get("a")');
    t.equal(dict.get(key("b")), "2", 'get("b")');
    t.did("did", 'delete("a"), twice');
    t.equal(dict.delete(key("a")), true, "whether it was there");
    t.equal(dict.delete(key("a")), false, "whether it was there again");
    t.equal(dict.get(key("a")), undefined, 'get("a")');
    t.equal(dict.size, 1, "size");
    t.equal(contents(dict), [["b", "2"]], "all entries");
  },
);

law(
  "keys-are-bytes",
  "keys are equal if their bytes are, whatever the bytes and whoever holds them",
  { hint: "Where an entry is" },
  (t) => {
    const texts = [
      "",
      "\0",
      "\0\0",
      "a",
      "A",
      "a\0",
      "ab",
      "\xff",
      "\xff\xfe",
      "\xc3",
      "\xc3\xa9",
      "1",
      "01",
    ];
    for (const [name, hash] of Object.entries(HASHES)) {
      t.given("hash", name);
      const dict = new Dict<number>({ hash });
      for (const [i, text] of texts.entries()) dict.set(key(text), i);
      t.equal(dict.size, texts.length, "size");
      for (const [i, text] of texts.entries()) {
        t.did("looked for", key(text));
        t.equal(dict.get(Buffer.from(text, "latin1")), i, "a Buffer's value");
        const within = Uint8Array.from([7, ...key(text), 7]);
        t.equal(dict.get(within.subarray(1, -1)), i, "the value for a window on other memory");
      }
      t.equal(dict.get(key("a\0\0")), undefined, "the value of a key that is not there");
    }
  },
);

law(
  "keeps-the-key",
  "a new key is kept and not copied, and a set that finds it equal leaves it there",
  { hint: "Where an entry is" },
  (t) => {
    const dict = new Dict<number>();
    const first = key("name");
    dict.set(first, 1);
    dict.set(key("name"), 2);
    t.did("did", 'set("name", 1), then set("name", 2) with another array');
    const [entry] = [...dict];
    t.holds(entry?.[0] === first, "the key that came first is no longer the dict's key");
    t.equal(entry?.[1], 2, "the value");
    t.holds(dict.sample(seededRandom(t.seed))?.[0] === first, "sample gives another key object");
  },
);

law(
  "undefined-is-a-value",
  "an entry whose value is undefined is there all the same",
  { hint: "Where an entry is" },
  (t) => {
    const dict = new Dict<undefined>();
    t.did("did", 'set("a", undefined), twice');
    t.equal(dict.set(key("a"), undefined), true, "whether a is new");
    t.equal(dict.set(key("a"), undefined), false, "whether a is new again");
    t.equal(dict.has(key("a")), true, "has");
    t.equal(dict.size, 1, "size");
    t.equal(dict.delete(key("a")), true, "whether it was there");
    t.equal(dict.size, 0, "size");
  },
);

law(
  "collisions",
  "entries that share a bucket are told apart, and each can leave it",
  { hint: "Where an entry is" },
  (t) => {
    for (const [name, hash] of Object.entries(HASHES)) {
      for (let victim = 0; victim < 5; victim++) {
        t.given("hash", name);
        const dict = new Dict<number>({ hash });
        for (let i = 0; i < 5; i++) dict.set(key(i), i);
        t.did("did", `set 0, 1, 2, 3 and 4, then delete ${victim}`);
        t.equal(dict.delete(key(victim)), true);
        for (let i = 0; i < 5; i++) {
          t.equal(dict.get(key(i)), i === victim ? undefined : i, `get(${i})`);
        }
        t.equal(dict.size, 4, "size");
      }
    }
  },
);

law(
  "model",
  "a dict answers as a Map does, through any growing and shrinking",
  { hint: "Where an entry is" },
  async (t) => {
    const operation = fc.tuple(
      fc.constantFrom("set", "set", "set", "delete", "delete", "get", "has", "rehash", "clear"),
      fc.nat(200),
      fc.integer({ min: 1, max: 150 }),
    );
    await t.forAll([hashes, fc.array(operation, { maxLength: 12 })], (name, operations) => {
      t.did("hash", name);
      const dict = new Dict<number>({ hash: HASHES[name]! });
      const model = new Map<string, number>();
      let stamp = 0;
      for (const [kind, from, count] of operations) {
        t.did("did", `${kind} of the keys ${from} to ${from + count - 1}`);
        if (kind === "clear") {
          dict.clear();
          model.clear();
        }
        for (let i = from; i < from + count; i++) {
          const text = String(i);
          stamp += 1;
          if (kind === "set") {
            same(t, dict.set(key(i), stamp), !model.has(text), `whether ${i} is new`);
            model.set(text, stamp);
          } else if (kind === "delete") {
            same(t, dict.delete(key(i)), model.delete(text), `whether ${i} was there`);
          } else if (kind === "get") same(t, dict.get(key(i)), model.get(text), `get(${i})`);
          else if (kind === "has") same(t, dict.has(key(i)), model.has(text), `has(${i})`);
          else if (kind === "rehash" && i % 16 === 0) dict.rehash(1);
        }
        t.equal(dict.size, model.size, "size");
        t.equal(contents(dict), contents([...model].map(([k, v]) => [key(k), v])), "all entries");
      }
    });
  },
);

law(
  "grows",
  "a dict with as many entries as buckets begins to grow before the next is added",
  { hint: "When a rehash begins" },
  (t) => {
    const dict = new Dict<number>();
    t.equal(dict.dump(), "0 entries, 4 buckets", "dump() of a new dict");
    const set = (i: number) => () => void dict.set(key(i), i);
    for (let i = 0; i < 3; i++) set(i)();
    dumps(t, dict, "set keys 0 to 3", set(3), "4 entries, 4 buckets");
    dumps(t, dict, "set key 3 again", set(3), "4 entries, 4 buckets");
    t.equal(dict.isRehashing, false, "isRehashing");
    dumps(t, dict, "set key 4", set(4), "5 entries, 4 -> 8 buckets, 0 moved");
    t.equal(dict.isRehashing, true, "isRehashing");
    dumps(t, dict, "get", () => void dict.get(key(0)), "5 entries, 8 buckets");
    t.equal(dict.isRehashing, false, "isRehashing");
    for (let i = 5; i < 15; i++) set(i)();
    dumps(t, dict, "set keys 5 to 15", set(15), "16 entries, 16 buckets");
    dumps(t, dict, "set key 16", set(16), "17 entries, 16 -> 32 buckets, 0 moved");
    dumps(t, dict, "set key 16 again", set(16), "17 entries, 16 -> 32 buckets, 10 moved");
    dumps(t, dict, "set key 16 again", set(16), "17 entries, 32 buckets");
  },
);

law(
  "shrinks",
  "a dict with more than eight buckets for each entry begins to shrink, and has never fewer than four",
  { hint: "When a rehash begins" },
  (t) => {
    const dict = dictOf(1024);
    t.equal(dict.dump(), "1024 entries, 1024 buckets", "dump() with 1,024 keys");
    const drop = (i: number) => () => void dict.delete(key(i));
    for (let i = 1023; i > 128; i--) drop(i)();
    dumps(t, dict, "deleted all but 128", drop(128), "128 entries, 1024 buckets");
    dumps(t, dict, "deleted a key that is not there", drop(5000), "128 entries, 1024 buckets");
    dumps(t, dict, "deleted one", drop(127), "127 entries, 1024 -> 128 buckets, 0 moved");
    settle(dict);
    t.equal(dict.dump(), "127 entries, 128 buckets", "dump() after the rehash");
    for (const [count, text] of [
      [4, "0 entries, 4 buckets"],
      [8, "0 entries, 8 -> 4 buckets, 0 moved"],
    ] as const) {
      t.given("did", `set ${count} keys, deleted all`);
      const small = dictOf(count);
      for (let i = 0; i < count; i++) small.delete(key(i));
      t.equal(small.dump(), text, "dump()");
    }
    t.given("did", "set 16 keys, deleted all but one");
    const one = dictOf(16);
    for (let i = 1; i < 16; i++) one.delete(key(i));
    t.equal(one.dump(), "1 entries, 16 -> 4 buckets, 0 moved", "dump()");
  },
);

law(
  "one-rehash-at-a-time",
  "no rehash begins while one is under way, and the next when it has ended and is due",
  { hint: "When a rehash begins" },
  (t) => {
    const dict = dictOf(1024);
    for (let i = 127; i < 1024; i++) dict.delete(key(i));
    t.did("did", "set 1,024 keys, deleted all but 127");
    t.equal(dict.dump(), "127 entries, 1024 -> 128 buckets, 0 moved", "dump()");
    for (let i = 2000; i < 2102; i++) dict.set(key(i), i);
    t.did("did", "set 102 new keys");
    t.equal(dict.dump(), "229 entries, 1024 -> 128 buckets, 1020 moved", "dump()");
    const next = () => void dict.set(key(2102), 2102);
    dumps(t, dict, "set one more", next, "230 entries, 128 -> 256 buckets, 0 moved");
    for (let i = 0; i < 127; i++) t.equal(dict.get(key(i)), i, `get(${i})`);
    for (let i = 2000; i < 2103; i++) t.equal(dict.get(key(i)), i, `get(${i})`);
  },
);

law(
  "ten-buckets-an-operation",
  "each get, has, set and delete first moves ten buckets, and nothing else moves any",
  { hint: "Ten buckets, whatever is in them" },
  (t) => {
    const dict = dictOf(1024);
    dict.set(key("new"), 0);
    let moved = 0;
    const moves = (what: string, by: number, entries: number, operation: () => unknown) => {
      moved += by;
      const text = `${entries} entries, 1024 -> 2048 buckets, ${moved} moved`;
      dumps(t, dict, what, () => void operation(), text);
    };
    moves("set of the key that is one too many", 0, 1025, () => {});
    moves("get", 10, 1025, () => dict.get(key(1)));
    moves("get of a key that is not there", 10, 1025, () => dict.get(key("none")));
    moves("has", 10, 1025, () => dict.has(key(1)));
    moves("set of a key that is there", 10, 1025, () => dict.set(key(1), 1));
    moves("set of a new key", 10, 1026, () => dict.set(key("newer"), 1));
    moves("delete of a key that is not there", 10, 1026, () => dict.delete(key("none")));
    moves("delete", 10, 1025, () => dict.delete(key(1)));
    moves("size, isRehashing", 0, 1025, () => [dict.size, dict.isRehashing]);
    moves("sample", 0, 1025, () => dict.sample(seededRandom(t.seed)));
    moves("all entries", 0, 1025, () => [...dict]);
    moves("rehash(1)", 1, 1025, () => t.equal(dict.rehash(1), true, "rehash(1)"));
    moves("rehash(900)", 900, 1025, () => t.equal(dict.rehash(900), true, "rehash(900)"));
    t.did("did", "rehash(900)");
    t.equal(dict.rehash(900), false, "rehash(900)");
    t.equal(dict.dump(), "1025 entries, 2048 buckets", "dump()");
    t.equal(dict.rehash(900), false, "rehash(900) with nothing to move");
    t.equal(dict.dump(), "1025 entries, 2048 buckets", "dump()");
    const emptied = () => {
      const sixteen = dictOf(16);
      for (let i = 0; i < 16; i++) sixteen.delete(key(i));
      return sixteen;
    };
    const operations: Readonly<Record<string, (of: Dict<number>) => unknown>> = {
      get: (of) => of.get(key(1)),
      has: (of) => of.has(key(1)),
      delete: (of) => of.delete(key(1)),
    };
    for (const [name, operation] of Object.entries(operations)) {
      const of = emptied();
      t.given("did", "set 16 keys, deleted all");
      t.equal(of.dump(), "0 entries, 16 -> 4 buckets, 10 moved", "dump()");
      dumps(t, of, `${name}, though nothing is there`, () => void operation(of), EMPTY);
    }
  },
);

law(
  "empty-buckets-count",
  "empty buckets count as moved: ten in a row are all that an operation does",
  { hint: "Ten buckets, whatever is in them" },
  (t) => {
    const dict = new Dict<number>({ hash: numbered });
    for (let i = 0; i < 64; i++) dict.set(numberedKey(i), i);
    for (let i = 0; i < 57; i++) dict.delete(numberedKey(i));
    t.did("did", "set keys into 64 buckets, one each, and deleted all but those in the last seven");
    const get = () => void dict.get(numberedKey(63));
    for (let moved = 0; moved <= 60; moved += 10) {
      t.equal(dict.dump(), `7 entries, 64 -> 8 buckets, ${moved} moved`, "dump()");
      t.did("did", "get");
      get();
    }
    t.equal(dict.dump(), "7 entries, 8 buckets", "dump()");
  },
);

law(
  "found-wherever",
  "wherever a rehash stands, every entry is found, replaced and deleted, and there once",
  { hint: "Where an entry is" },
  (t) => {
    const growing = () => {
      const dict = new Dict<number>({ hash: numbered });
      for (let i = 0; i < 33; i++) dict.set(numberedKey(i % 20, String(i)), i);
      return dict;
    };
    const shrinking = () => {
      const dict = new Dict<number>({ hash: numbered });
      for (let i = 0; i < 64; i++) dict.set(numberedKey(i, String(i)), i);
      for (let i = 0; i < 57; i++) dict.delete(numberedKey((i * 9) % 64, String((i * 9) % 64)));
      return dict;
    };
    for (const [name, make] of [
      ["32 -> 64", growing],
      ["64 -> 8", shrinking],
    ] as const) {
      const expected = contents(make());
      for (let moved = 0; moved < 64 && make().isRehashing; moved += 5) {
        const at = () => {
          const dict = make();
          dict.rehash(moved);
          return dict;
        };
        t.given("did", `a rehash of ${name} buckets, ${moved} moved`);
        t.equal(contents(at()), expected, "all entries");
        for (const [text, value] of expected) {
          t.given("did", `a rehash of ${name} buckets, ${moved} moved; key ${text}`);
          const others = expected.filter(([other]) => other !== text);
          same(t, at().get(key(text)), value, "get");
          const dict = at();
          same(t, dict.set(key(text), -1), false, "whether set found it new");
          t.equal(contents(dict), contents([...others, [text, -1]].map(asEntry)), "all after set");
          same(t, dict.delete(key(text)), true, "delete");
          t.equal(contents(dict), others, "all after delete");
        }
      }
    }
  },
);

function asEntry([text, value]: (string | number)[]): readonly [Uint8Array, number] {
  return [key(text!), Number(value)];
}

law(
  "cost",
  "no operation touches more than 300 slots, makes more than 16,384 or hashes more than 64 keys, however large the dict",
  { hint: "What one operation may cost" },
  (t) => {
    for (const size of [1_000, 6_000, 36_000]) {
      t.given("did", `set ${size.toLocaleString("en")} keys one by one, then deleted them`);
      const meter = new Meter();
      const dict = new Dict<number>(meter.options);
      const dearest = new Dearest();
      let allocated = 0;
      for (let i = 0; i < size; i++) {
        const cost = meter.of(() => dict.set(key(i), i));
        dearest.add(cost);
        allocated += cost.allocated;
      }
      t.holds(allocated >= size / 16, `only ${allocated} slots were made with allocate`);
      for (let i = 0; i < size; i++) dearest.add(meter.of(() => dict.delete(key(i))));
      t.atMost(dearest.cost.touched, 300, "slots touched by one operation");
      t.atMost(dearest.cost.allocated, 16_384, "slots made by one operation");
      t.atMost(dearest.cost.hashed, 64, "keys hashed by one operation");
    }
  },
);

law(
  "clear",
  "clear empties a dict of any size at once, in the middle of a rehash too, and it is as new",
  { hint: "When a rehash begins" },
  (t) => {
    const meter = new Meter();
    const dict = dictOf(8192, meter.options);
    dict.set(key("one more"), 0);
    dict.rehash(5000);
    t.did("did", "set 8,193 keys, rehash(5000), clear()");
    const cost = meter.of(() => dict.clear());
    t.atMost(cost.touched, 300, "slots touched by clear");
    t.equal(dict.dump(), "0 entries, 4 buckets", "dump()");
    t.equal(dict.size, 0, "size");
    t.equal(dict.get(key(1)), undefined, "get(1)");
    t.equal(contents(dict), [], "all entries");
    for (let i = 0; i < 100; i++) dict.set(key(i), i);
    t.did("did", "set 100 keys");
    for (let i = 0; i < 100; i++) t.equal(dict.get(key(i)), i, `get(${i})`);
  },
);

/** How often sample gives each key. */
function drawn(t: Trial, dict: Dict<number>, draws: number): Map<string, number> {
  const random = seededRandom(t.seed);
  const counts = new Map<string, number>(contents(dict).map(([text]) => [text, 0]));
  for (let i = 0; i < draws; i++) {
    const found = dict.sample(random);
    if (found === undefined) throw new Error("sample gives undefined though there are entries");
    const text = textOf(found[0]);
    t.holds(counts.has(text), `sample gives the key ${text}, which is not there`);
    t.equal(found[1], dict.get(found[0]), `the value that sample gives for ${text}`);
    counts.set(text, counts.get(text)! + 1);
  }
  return counts;
}

/** The count of each of `texts` is within these bounds. */
function within(
  t: Trial,
  counts: ReadonlyMap<string, number>,
  texts: readonly string[],
  [least, most]: readonly [number, number],
) {
  for (const text of texts) {
    const count = counts.get(text) ?? 0;
    t.holds(
      count >= least && count <= most,
      `${text} was drawn ${count} times, and should be from ${least} to ${most} times`,
    );
  }
}

law(
  "sample-by-buckets",
  "sample draws every bucket that has entries as often as any other, and so every entry of its chain",
  { hint: "Drawing without walking" },
  (t) => {
    t.equal(new Dict<number>().sample(seededRandom(t.seed)), undefined, "sample of an empty dict");
    const dict = new Dict<number>({ hash: numbered });
    for (const text of ["0:alone", "1:a", "1:b", "1:c"]) dict.set(key(text), 0);
    t.did("did", "one key in bucket 0 of four, three keys in bucket 1; 3,000 draws");
    const counts = drawn(t, dict, 3_000);
    within(t, counts, ["0:alone"], [1_200, 1_800]);
    within(t, counts, ["1:a", "1:b", "1:c"], [300, 700]);
  },
);

law(
  "sample-in-a-rehash",
  "while a rehash is under way, sample draws from what was moved, from what was not, and from what is new",
  { hint: "Drawing without walking" },
  (t) => {
    for (const moved of [0, 5, 10, 15]) {
      const dict = new Dict<number>({ hash: numbered });
      for (let i = 0; i < 17; i++) dict.set(numberedKey(i), i);
      dict.rehash(moved);
      t.given("did", `17 keys in 16 -> 32 buckets, ${moved} moved; 1,700 draws`);
      const random = seededRandom(t.seed);
      const counts = new Map<string, number>();
      for (let i = 0; i < 1_700; i++) {
        const text = textOf(dict.sample(random)?.[0] ?? key("nothing"));
        counts.set(text, (counts.get(text) ?? 0) + 1);
      }
      const all = Array.from({ length: 17 }, (_, i) => textOf(numberedKey(i)));
      within(t, counts, all, [30, 200]);
    }
  },
);

law(
  "sample-cost",
  "sample touches 128 slots at most on average, however many keys were deleted and in whatever order",
  { hint: "Drawing without walking" },
  (t) => {
    const random = seededRandom(t.seed);
    const keys = 8_193;
    const meter = new Meter();
    const orders: Readonly<Record<string, (dict: Dict<number>) => Uint8Array[]>> = {
      "in the order in which they came": () => Array.from({ length: keys }, (_, i) => key(i)),
      "in the order of iteration": (dict) => [...dict].map(([bytes]) => bytes),
      "in the opposite order": (dict) => [...dict].map(([bytes]) => bytes).reverse(),
    };
    for (const [name, order] of Object.entries(orders)) {
      const dict = dictOf(keys - 1, meter.options);
      dict.set(key(keys - 1), 0);
      const victims = order(dict);
      const sampled = () => {
        const { touched } = meter.of(() => {
          for (let i = 0; i < 100; i++) dict.sample(random);
        });
        t.given("did", `set ${keys} keys, then deleted them ${name}`);
        t.did("now", dict.dump());
        t.atMost(touched, 12_800, "slots touched by 100 samples");
      };
      sampled();
      for (const [i, victim] of victims.entries()) {
        dict.delete(victim);
        if (i % 256 === 0 || keys - i < 100 || dict.dump().includes("1020 moved")) sampled();
      }
    }
  },
);

law(
  "iteration-can-read",
  "an iteration gives every entry once, though gets and other iterations go on within it",
  { hint: "Reading while iterating" },
  (t) => {
    const dict = dictOf(1024);
    dict.set(key(1024), 1024);
    dict.rehash(100);
    t.did(
      "did",
      "a get and a has of every key that an iteration gives, 100 of 1,024 buckets moved",
    );
    const found: string[] = [];
    for (const [bytes, value] of dict) {
      found.push(textOf(bytes));
      if (found.length === 3) t.equal([...dict].length, 1025, "entries in an iteration within it");
      t.equal(dict.get(bytes), value, "get within the loop");
      t.equal(dict.has(key(0)), true, "has within the loop");
    }
    t.equal(found.length, 1025, "entries found");
    t.equal(new Set(found).size, 1025, "different entries found");
  },
);

law(
  "iteration-holds-the-rehash",
  "nothing moves while an iteration is under way, and all goes on when it is left, however it is left",
  { hint: "Reading while iterating" },
  (t) => {
    const dict = dictOf(1024);
    dict.set(key(1024), 1024);
    const get = () => void dict.get(key(1));
    const standing = (moved: number) => `1025 entries, 1024 -> 2048 buckets, ${moved} moved`;
    for (const [bytes] of dict) {
      for (const _ of dict) break;
      dumps(t, dict, "get within the loop", get, standing(0));
      t.equal(dict.rehash(5), true, "rehash(5) within the loop");
      t.equal(dict.dump(), standing(0), "dump()");
      t.equal(dict.has(bytes), true, "has within the loop");
      break;
    }
    dumps(t, dict, "left the loop by break, then get", get, standing(10));
    try {
      for (const _ of dict) throw new Error("left");
    } catch {
      dumps(t, dict, "left a loop by an exception, then get", get, standing(20));
    }
    t.equal([...dict].length, 1025, "entries");
    dumps(t, dict, "iterated to the end, then get", get, standing(30));
    const unused = dict[Symbol.iterator]();
    dumps(t, dict, "made an iterator that nobody asks, then get", get, standing(40));
    t.equal(unused.next().done, false, "done");
  },
);
