import { encodeInternalKey, MAX_SEQUENCE, ValueType } from "@labs/db-05";
import { type FileMetadata, Version } from "@labs/db-08";
import { bottomBelow, DropRule } from "@labs/db-09";
import { step, type Trial } from "@labs/grader/testing";
import fc from "fast-check";
import { anyVersion, numbersOf, overlap, sketch, table, utf8, versionOf } from "./versions.ts";

const law = step("dropping");

/** "a 71" is a value of "a"; "a 9 x" is a deletion. */
interface Given {
  readonly key: string;
  readonly sequence: number;
  readonly isDeletion: boolean;
}

function given(text: string): Given {
  const [key = "", sequence, x] = text.split(" ");
  return { key, sequence: Number(sequence), isDeletion: x === "x" };
}

function encoded({ key, sequence, isDeletion }: Given): Uint8Array {
  const type = isDeletion ? ValueType.Deletion : ValueType.Value;
  return encodeInternalKey(utf8(key), sequence, type);
}

/** What of these entries stays, and of which keys `isBottom` was asked, in order. */
function sifted(
  entries: readonly Given[],
  oldestReadSequence: number,
  isBottom: (key: string) => boolean,
): { readonly kept: readonly Given[]; readonly asked: readonly string[] } {
  const asked: string[] = [];
  const rule = new DropRule({
    oldestReadSequence,
    isBottom: (userKey) => {
      const key = Buffer.from(userKey).toString();
      asked.push(key);
      return isBottom(key);
    },
  });
  return { kept: entries.filter((entry) => rule.keeps(encoded(entry))), asked };
}

const textOf = ({ key, sequence, isDeletion }: Given) =>
  `${key} ${sequence}${isDeletion ? " x" : ""}`;

/** Of a merge in texts ("a 71, a 9 x"), what stays. */
function keptOf(
  t: Trial,
  oldest: number,
  bottom: "bottom" | "more below",
  merge: string,
): { readonly kept: string; readonly asked: readonly string[] } {
  t.given("merged", `${merge}   (x is a deletion)`);
  t.did("the oldest reader", `is at ${oldest}`);
  t.did("further down", bottom === "bottom" ? "nothing of these keys" : "something of these keys");
  const entries = merge.split(", ").map(given);
  const { kept, asked } = sifted(entries, oldest, () => bottom === "bottom");
  return { kept: kept.map(textOf).join(", "), asked };
}

law(
  "the-drawing",
  "of a key stays what is newer than the oldest reader, and the one entry that this reader sees",
  { hint: "Who sees it" },
  (t) => {
    const merge = "a 71, a 52, a 33, a 20, a 9 x, b 35 x, b 30";
    t.equal(keptOf(t, 40, "more below", merge).kept, "a 71, a 52, a 33, b 35 x", "what stays");
    t.equal(keptOf(t, 40, "bottom", merge).kept, "a 71, a 52, a 33", "what stays");
  },
);

law(
  "the-newest",
  "the newest entry of a key stays if it is a value, whoever reads, however old it is",
  { hint: "Who sees it" },
  (t) => {
    for (const oldest of [0, 1, 4, 5, 6, 1000, MAX_SEQUENCE]) {
      const { kept } = keptOf(t, oldest, "bottom", "a 5, aa 4, b 6, c 1");
      t.equal(kept, "a 5, aa 4, b 6, c 1", "what stays");
    }
  },
);

law(
  "by-one",
  "who reads at a number sees the entry of that number: it hides the older ones, and one more does not",
  { hint: "Who sees it" },
  (t) => {
    const merge = "a 9, a 8, a 7, a 6";
    for (const [oldest, kept] of [
      [5, "a 9, a 8, a 7, a 6"],
      [6, "a 9, a 8, a 7, a 6"],
      [7, "a 9, a 8, a 7"],
      [8, "a 9, a 8"],
      [9, "a 9"],
      [10, "a 9"],
      [MAX_SEQUENCE, "a 9"],
    ] as const) {
      t.equal(keptOf(t, oldest, "more below", merge).kept, kept, "what stays");
    }
    const large = `a ${MAX_SEQUENCE}, a ${2 ** 40}, a ${2 ** 32}, a 1, b ${2 ** 33} x`;
    const left = `a ${MAX_SEQUENCE}, a ${2 ** 40}, a ${2 ** 32}`;
    t.equal(keptOf(t, 2 ** 32, "bottom", large).kept, `${left}, b ${2 ** 33} x`, "what stays");
    t.equal(keptOf(t, 2 ** 33, "bottom", large).kept, left, "what stays");
  },
);

law(
  "other-keys",
  "each user key is for itself: what hides the one does not hide the next",
  { hint: "From one key to the next" },
  (t) => {
    const merge = "a 9, a 3, aa 8, aa 2, ab 1, b 7, b 6, b 5";
    t.equal(keptOf(t, 20, "more below", merge).kept, "a 9, aa 8, ab 1, b 7", "what stays");
    const empty = " 9,  3, a 2, a 1";
    t.equal(keptOf(t, 20, "more below", empty).kept, " 9, a 2", "what stays, of the empty key too");
    const falling = "a 2, b 9, b 8, c 1 x, d 5, d 1";
    t.equal(keptOf(t, 5, "bottom", falling).kept, "a 2, b 9, b 8, d 5", "what stays");
  },
);

law(
  "tombstones-go-down",
  "a deletion stays as long as there may be something further down that it hides",
  { hint: "What a tombstone is for" },
  (t) => {
    const merge = "a 9 x, a 5, b 8 x, c 7";
    t.equal(keptOf(t, 20, "more below", merge).kept, "a 9 x, b 8 x, c 7", "what stays");
    t.equal(keptOf(t, 20, "bottom", merge).kept, "c 7", "what stays");
    t.equal(keptOf(t, 20, "more below", "a 9 x, a 7 x, a 5 x").kept, "a 9 x", "what stays");
  },
);

law(
  "behind-a-dropped-one",
  "a deletion that is dropped takes with it what it hides: else the deleted value comes back",
  { hint: "What a tombstone is for" },
  (t) => {
    for (const [merge, kept] of [
      ["a 9 x, a 5", ""],
      ["a 9 x, a 7 x, a 5, a 4 x, a 3", ""],
      ["a 9 x, a 5, aa 4", "aa 4"],
      ["a 30, a 9 x, a 5", "a 30"],
      ["a 30 x, a 9 x, a 5", "a 30 x"],
      ["a 30, a 12, a 9 x, a 5", "a 30, a 12"],
    ] as const) {
      t.equal(keptOf(t, 20, "bottom", merge).kept, kept, "what stays");
    }
  },
);

law(
  "held-by-a-snapshot",
  "a deletion that is newer than the oldest reader stays, and hides nothing from that reader",
  { hint: "Who sees it" },
  (t) => {
    for (const bottom of ["bottom", "more below"] as const) {
      t.equal(keptOf(t, 4, bottom, "a 9 x, a 5, a 4, a 2").kept, "a 9 x, a 5, a 4", "what stays");
      t.equal(keptOf(t, 8, bottom, "a 9 x, a 5").kept, "a 9 x, a 5", "what stays");
    }
    t.equal(keptOf(t, 9, "bottom", "a 9 x, a 5").kept, "", "what stays");
    t.equal(keptOf(t, 9, "more below", "a 9 x, a 5").kept, "a 9 x", "what stays");
    t.equal(keptOf(t, 6, "bottom", "a 9 x, a 5 x, a 3").kept, "a 9 x", "what stays");
  },
);

law(
  "asked-where-needed",
  "isBottom is asked of a deletion that could go, and of nothing else: not of values, nor what is hidden or new",
  { hint: "Ask last" },
  (t) => {
    const merge =
      "a 30 x, a 9 x, a 8 x, a 7, b 6, b 5 x, c 25 x, c 3, d 4 x, e 20 x, f 21 x, f 1 x";
    for (const bottom of ["bottom", "more below"] as const) {
      t.equal(
        keptOf(t, 20, bottom, merge).asked,
        ["a", "d", "e", "f"],
        "of which keys it was asked",
      );
    }
    t.equal(keptOf(t, 0, "bottom", merge).asked, [], "of which keys it was asked");
  },
);

law(
  "borrowed",
  "a key is borrowed for the call: the next one may stand in the same memory",
  { hint: "From one key to the next" },
  (t) => {
    const memory = new Uint8Array(64);
    const asked: string[] = [];
    const rule = new DropRule({
      oldestReadSequence: 20,
      isBottom: (userKey) => asked.push(Buffer.from(userKey).toString()) > 0,
    });
    const entries = "aa 9, ab 8, ab 7, ac 6 x, ad 5, ad 4, ae 3, af 2 x, ag 1".split(", ");
    t.did("merged", entries.join(", "));
    t.did("each key", "was written over the one before, in one buffer");
    const kept = entries.filter((entry) => {
      const key = encoded(given(entry));
      memory.fill(0xff);
      memory.set(key, 3);
      return rule.keeps(memory.subarray(3, 3 + key.length));
    });
    t.equal(kept, ["aa 9", "ab 8", "ad 5", "ae 3", "ag 1"], "what stays");
    t.equal(asked, ["ac", "af"], "of which keys isBottom was asked");
  },
);

law(
  "two-merges",
  "each rule goes by its own merge, and asks again when it is asked",
  { hint: "From one key to the next" },
  (t) => {
    t.did("merged", "two runs at once, each with its own rule: a 9, a 5 and a 5, a 3");
    const context = { oldestReadSequence: 20, isBottom: () => true };
    const [one, two] = [new DropRule(context), new DropRule(context)];
    const keeps = [
      one.keeps(encoded(given("a 9"))),
      two.keeps(encoded(given("a 5"))),
      one.keeps(encoded(given("a 5"))),
      two.keeps(encoded(given("a 3"))),
    ];
    t.equal(keeps, [true, true, false, false], "what stays");
    t.given("merged", "two runs at once, of different keys: a 9, a 5, a 3 and b 8, b 4, b 2");
    const [first, second] = [new DropRule(context), new DropRule(context)];
    const stays = ["a 9", "b 8", "a 5", "b 4", "a 3", "b 2"].filter((entry) =>
      (entry.startsWith("a") ? first : second).keeps(encoded(given(entry))),
    );
    t.equal(stays, ["a 9", "b 8"], "what stays");
  },
);

/** For each of six keys: its entries by falling sequence, and how many of them lie further down. */
const anyKeys = fc.array(
  fc.record({
    gaps: fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.boolean()), { maxLength: 7 }),
    merged: fc.nat(7),
    isUnsure: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

interface DrawnMerge {
  readonly merged: readonly Given[];
  readonly below: readonly Given[];
  readonly isBottom: (key: string) => boolean;
}

function drawnMerge(keys: typeof anyKeys extends fc.Arbitrary<infer T> ? T : never): DrawnMerge {
  const merged: Given[] = [];
  const below: Given[] = [];
  const unsure = new Set<string>();
  for (const [at, drawn] of keys.entries()) {
    const key = String.fromCharCode(97 + at);
    let sequence = 60;
    for (const [i, [gap, isDeletion]] of drawn.gaps.entries()) {
      sequence -= gap;
      (i < drawn.merged ? merged : below).push({ key, sequence, isDeletion });
    }
    if (drawn.isUnsure) unsure.add(key);
  }
  const isBottom = (key: string) => !unsure.has(key) && below.every((entry) => entry.key !== key);
  return { merged, below, isBottom };
}

/** What a get of `key` at `sequence` finds: the sequence of a value; undefined for none. */
function read(entries: readonly Given[], key: string, sequence: number): number | undefined {
  const newest = entries
    .filter((entry) => entry.key === key && entry.sequence <= sequence)
    .reduce<Given | undefined>(
      (a, b) => (a === undefined || b.sequence > a.sequence ? b : a),
      undefined,
    );
  return newest === undefined || newest.isDeletion ? undefined : newest.sequence;
}

law(
  "nobody-notices",
  "of any merge, who reads at the oldest sequence or later finds the same as before, whatever lies below",
  { hint: "Who sees it", seconds: 15 },
  async (t) => {
    let [dropped, tombstones] = [0, 0];
    await t.forAll([anyKeys, fc.integer({ min: 5, max: 62 })], (keys, oldest) => {
      const { merged, below, isBottom } = drawnMerge(keys);
      t.did("merged", merged.map(textOf).join(", "));
      t.did("further down", below.map(textOf).join(", "));
      t.did("the oldest reader", `is at ${oldest}`);
      const { kept } = sifted(merged, oldest, isBottom);
      t.did("kept", kept.map(textOf).join(", "));
      for (const at of keys.keys()) {
        const key = String.fromCharCode(97 + at);
        for (let sequence = oldest; sequence <= 62; sequence++) {
          const before = read([...merged, ...below], key, sequence);
          const after = read([...kept, ...below], key, sequence);
          if (before !== after) t.equal(after, before, `what is read of "${key}" at ${sequence}`);
        }
      }
      dropped += merged.length - kept.length;
      tombstones += kept.filter(({ isDeletion }) => isDeletion).length;
    });
    t.floor("entries that were dropped", dropped, 60);
    t.floor("deletions that were kept", tombstones, 20);
  },
);

law(
  "nothing-in-vain",
  "of any merge nothing stays but what the rules keep, and isBottom is asked no more than they ask",
  { hint: "Ask last", seconds: 15 },
  async (t) => {
    await t.forAll([anyKeys, fc.integer({ min: 5, max: 62 })], (keys, oldest) => {
      const { merged, isBottom } = drawnMerge(keys);
      t.did("merged", merged.map(textOf).join(", "));
      t.did("the oldest reader", `is at ${oldest}`);
      const isHidden = ({ key, sequence }: Given) =>
        merged.some(
          (other) => other.key === key && sequence < other.sequence && other.sequence <= oldest,
        );
      const mayGo = (entry: Given) =>
        !isHidden(entry) && entry.isDeletion && entry.sequence <= oldest;
      const { kept, asked } = sifted(merged, oldest, isBottom);
      const wanted = merged.filter((e) => !isHidden(e) && !(mayGo(e) && isBottom(e.key)));
      t.equal(kept.map(textOf).join(", "), wanted.map(textOf).join(", "), "what stays");
      t.equal(
        asked.join(" "),
        merged
          .filter(mayGo)
          .map(({ key }) => key)
          .join(" "),
        "what was asked",
      );
    });
  },
);

const below = versionOfTables();

function versionOfTables(): () => Version {
  return () =>
    versionOf({
      0: [table(1, "a", "z 9")],
      1: [table(2, "a", "z")],
      2: [table(3, "a", "z")],
      3: [table(4, "c", "e"), table(5, "h 9", "k 7"), table(6, "k 3", "m")],
      4: [table(7, "p", "p")],
      6: [table(8, "s", "u")],
    });
}

law(
  "bottom",
  "a key is at the bottom where no table of the levels below the output reaches over it, both ends included",
  { hint: "Is there anything below" },
  (t) => {
    const version = below();
    t.did("version", sketch(version));
    t.did("outputs go to", "level 2");
    const isBottom = bottomBelow(version, 2);
    const answers = [..."abcdefghijklmnopqrstuvwxyz"].filter((key) => isBottom(utf8(key)));
    t.equal(answers.join(""), "abfgnoqrvwxyz", "the keys that are at the bottom");
  },
);

law(
  "below-the-output",
  "only levels below the output count: those above are newer, and what is in it is merged",
  { hint: "Is there anything below" },
  (t) => {
    const version = below();
    for (const [outputLevel, expected] of [
      [1, ""],
      [2, "abfgnoqrvwxyz"],
      [3, "abcdefghijklmnoqrvwxyz"],
      [4, "abcdefghijklmnopqrvwxyz"],
      [5, "abcdefghijklmnopqrvwxyz"],
      [6, "abcdefghijklmnopqrstuvwxyz"],
    ] as const) {
      t.given("version", sketch(version));
      t.did("outputs go to", `level ${outputLevel}`);
      const isBottom = bottomBelow(version, outputLevel);
      const answers = [..."abcdefghijklmnopqrstuvwxyz"].filter((key) => isBottom(utf8(key)));
      t.equal(answers.join(""), expected, "the keys that are at the bottom");
    }
  },
);

law(
  "asked-again",
  "the same key may be asked again, keys may be left out, and each function goes its own way",
  { hint: "Hands that only go forward" },
  (t) => {
    const version = below();
    t.did("version", sketch(version));
    const isBottom = bottomBelow(version, 2);
    const asked = ["c", "c", "e", "e", "f", "f", "k", "k", "kk", "m", "m", "p", "p", "t", "t", "v"];
    t.did("asked", asked.join(" "));
    t.equal(
      asked.filter((key) => isBottom(utf8(key))),
      ["f", "f", "v"],
      "the keys that are at the bottom",
    );
    t.equal(bottomBelow(version, 2)(utf8("k")), false, "of another function, k");
    t.equal(bottomBelow(version, 2)(utf8("z")), true, "of another function, z");
  },
);

law(
  "bottom-by-all",
  "of any version it answers as who looks at every table",
  { hint: "Is there anything below", seconds: 15 },
  async (t) => {
    let [bottom, not] = [0, 0];
    const anyAsked = fc.array(fc.constantFrom(..."abcdefghijklmnopq", "", "cc", "kk"), {
      maxLength: 12,
    });
    await t.forAll(
      [anyVersion, fc.integer({ min: 1, max: 6 }), anyAsked],
      ({ version }, level, keys) => {
        t.did("version", sketch(version));
        t.did("outputs go to", `level ${level}`);
        const isBottom = bottomBelow(version, level);
        const files = version.levels.slice(level + 1).flat();
        for (const key of keys.toSorted()) {
          const found = files.filter((file) => overlap(file, table(0, key, key)));
          const answer = isBottom(utf8(key));
          if (answer !== (found.length === 0)) {
            t.did("asked", keys.toSorted().join(" "));
            t.did("tables that reach over it", numbersOf(found));
            t.equal(answer, found.length === 0, `whether "${key}" is at the bottom`);
          }
          if (answer) bottom += 1;
          else not += 1;
        }
      },
    );
    t.floor("keys at the bottom", bottom, 50);
    t.floor("keys that are not", not, 25);
  },
);

law(
  "bottom-cost",
  "all calls together look at each table once, and each call at one of each level besides",
  { hint: "Hands that only go forward" },
  (t) => {
    const name = (i: number) => `k${String(i).padStart(6, "0")}`;
    const files = (from: number, count: number, width: number) =>
      Array.from({ length: count }, (_, i) =>
        table(from + i, name(i * 2 * width), name(i * 2 * width + width)),
      );
    const plain = versionOf({
      1: [],
      2: files(1000, 600, 5),
      3: files(2000, 300, 10),
      5: files(3000, 3, 9),
    });
    for (const [count, stride] of [
      [3000, 2],
      [12, 500],
      [1, 5990],
      [500, 0],
    ] as const) {
      t.given(
        "version",
        "600 tables in level 2, 300 in level 3, 3 in level 5; outputs go to level 1",
      );
      t.did("asked", `${count} keys, each ${stride} behind the one before`);
      const { version, looks } = watched(plain);
      const isBottom = bottomBelow(version, 1);
      looks.calls = 0;
      for (let i = 0; i < count; i++) {
        looks.seen.clear();
        isBottom(utf8(name(i * stride)));
        looks.calls += looks.seen.size;
      }
      t.atMost(looks.calls, 903 + 3 * count, "looks at tables");
    }
  },
);

/** The same version, in which it is counted at which tables somebody looks. */
function watched(plain: Version) {
  const looks = { calls: 0, seen: new Set<number>() };
  const watchedFile = ({ number, sizeBytes, smallest, largest }: FileMetadata): FileMetadata => ({
    number,
    sizeBytes,
    get smallest() {
      looks.seen.add(number);
      return smallest;
    },
    get largest() {
      looks.seen.add(number);
      return largest;
    },
  });
  const levels = plain.levels.map((files) => files.map(watchedFile));
  const version: Version = Object.create(Version.prototype, { levels: { value: levels } });
  return { version, looks };
}
