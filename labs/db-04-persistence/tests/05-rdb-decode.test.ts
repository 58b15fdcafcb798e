import { SortedSet, type Value } from "@labs/db-02";
import { crc64, listpackElements, OPCODE, RdbWriter, readRdb, TYPE, UNREAD } from "@labs/db-04";
import { step } from "@labs/grader/testing";
import {
  CorruptionError,
  DiskError,
  type DiskFile,
  type Random,
  seededRandom,
} from "@labs/machine";
import fc from "fast-check";
import { partsOf } from "./any-encoding.ts";
import { damaged, withoutChecksum } from "./damage.ts";
import {
  backlen,
  element,
  listpack,
  listpackOf,
  packedInteger,
  packedString,
  packedTexts,
} from "./listpack-bytes.ts";
import { failsWith, intsetTexts, listpackTexts, lzfBytes, resultOf } from "./packed-parts.ts";
import {
  aux,
  big,
  byte,
  bytesOf,
  counted,
  crcOf,
  double,
  intset,
  join,
  key,
  length,
  little,
  lzf,
  raw,
  rdb,
  resizeDb,
  selectDb,
  stringKey,
  textOf,
  unsummed,
  withChecksum,
  written,
} from "./rdb-bytes.ts";
import {
  hash,
  inOrder,
  keyspaces,
  list,
  type PlainEntry,
  savedEntry,
  set,
  string,
  words,
  zset,
} from "./rdb-entries.ts";
import {
  contentsOf,
  holds,
  isRefusal,
  memoryTaken,
  opened,
  PATH,
  readBytes,
  refused,
} from "./rdb-files.ts";
import { realFile } from "./real-files.ts";

const law = step("rdb-decode");

const CHUNK_BYTES = 65_536;
/** What a reader may take for itself, and then some. */
const MEMORY_BYTES = 16 * 2 ** 20;

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ""), "hex"));

/** A file that holds one key of each type in a plain and a packed form. */
const SMALL = rdb(
  aux("redis-ver", "7.0.15"),
  selectDb(0),
  resizeDb(8, 1),
  join(byte(OPCODE.expireTimeMs), little(1_893_456_000_000, 8)),
  stringKey("s", "hello"),
  key(TYPE.string, "i", byte(0xc1, 0x2c, 0x01)),
  key(TYPE.string, "z", lzf("\0a\xe0\x0b\0", 21)),
  join(byte(OPCODE.idle, 9, OPCODE.freq, 5)),
  key(TYPE.list, "l", counted(2, raw("a"), written("7"))),
  key(
    TYPE.listQuicklist2,
    "q",
    counted(2, byte(1), raw("p"), byte(2), raw(packedTexts("a", "-5"))),
  ),
  key(TYPE.setIntset, "n", raw(intset(2, -1, 0, 300))),
  key(TYPE.hashListpack, "h", raw(packedTexts("f", "70000"))),
  key(TYPE.zset2, "z2", counted(1, raw("m"), double(1.5))),
  key(TYPE.zsetListpack, "zl", raw(packedTexts("m", "0.5", "n", "3"))),
);

const SMALL_KEYS: readonly PlainEntry[] = [
  { key: "s", held: string("hello"), deadline: 1_893_456_000_000 },
  { key: "i", held: string("300") },
  { key: "z", held: string("a".repeat(21)) },
  { key: "l", held: list("a", "7"), idleSeconds: 9, frequency: 5 },
  { key: "q", held: list("p", "a", "-5") },
  { key: "n", held: set("-1", "0", "300") },
  { key: "h", held: hash(["f", "70000"]) },
  { key: "z2", held: zset(["m", 1.5]) },
  { key: "zl", held: zset(["m", 0.5], ["n", 3]) },
];

law(
  "lzf-parts",
  "LZF: literal bytes, and references back to what is there",
  { hint: "LZF" },
  (t) => {
    const gives = (compressed: Uint8Array, expected: string) => {
      t.given("decompressed", compressed);
      t.bytes(lzfBytes(compressed, expected.length), bytesOf(expected));
    };
    gives(byte(), "");
    gives(join("\x02abc"), "abc");
    gives(join("\x1f", "x".repeat(32)), "x".repeat(32));
    gives(join("\x02abc", byte(0x20, 2)), "abcabc");
    gives(join("\x02abc", byte(0xc0, 2), "\0!"), "abcabcabcab!");
    gives(join("\x02abc", byte(0xe0, 0, 2), "\0!"), "abcabcabcabc!");
    gives(join("\0a", byte(0x20, 0)), "aaaa");
    gives(join("\0a", byte(0xe0, 255, 0)), "a".repeat(265));
    const far = Array.from({ length: 256 }, (_, i) =>
      join("\x1f", little(i, 1).toString().padEnd(32)),
    );
    const before = far.map((part) => textOf(part.subarray(1))).join("");
    gives(join(...far, byte(0x3f, 0xff)), before + before.slice(0, 3));
    gives(join(...far, byte(0x21, 0x2c)), before + before.slice(8192 - 301, 8192 - 298));
  },
);

law("lzf-any", "what any parts of LZF say comes out", { hint: "LZF" }, async (t) => {
  const literal = fc.record({ bytes: fc.uint8Array({ minLength: 1, maxLength: 32 }) });
  const reference = fc.record({
    back: fc.integer({ min: 1, max: 300 }),
    count: fc.integer({ min: 3, max: 264 }),
  });
  const parts = fc.array(fc.oneof(literal, reference), { maxLength: 20 });
  await t.forAll([literal, parts], (first, more) => {
    const compressed: Uint8Array[] = [];
    const expected: number[] = [];
    for (const part of [first, ...more]) {
      if ("bytes" in part) {
        compressed.push(join(byte(part.bytes.length - 1), part.bytes));
        expected.push(...part.bytes);
      } else {
        const back = Math.min(part.back, expected.length);
        const [high, low] = [(back - 1) >> 8, (back - 1) & 255];
        const { count } = part;
        compressed.push(
          count < 9 ? byte(((count - 2) << 5) + high, low) : byte(0xe0 + high, count - 9, low),
        );
        for (let i = 0; i < count; i++) expected.push(expected[expected.length - back]!);
      }
    }
    const bytes = join(...compressed);
    t.did("decompressed", bytes);
    t.bytes(lzfBytes(bytes, expected.length), Uint8Array.from(expected));
    failsWith(t, bytes, () => lzfBytes(bytes, expected.length - 1));
    failsWith(t, bytes, () => lzfBytes(bytes, expected.length + 1));
  });
});

law(
  "lzf-that-does-not-fit",
  "LZF that ends too early, refers to nowhere, or gives more or less than it should, fails",
  { hint: "LZF" },
  (t) => {
    const cases: [Uint8Array, number][] = [
      [byte(), 1],
      [join("\x02ab"), 3],
      [join("\x02ab"), 2],
      [byte(0x1f), 32],
      [join("\0a", byte(0x20)), 4],
      [join("\0a", byte(0xe0)), 10],
      [join("\0a", byte(0xe0, 0)), 10],
      [byte(0x20, 0), 3],
      [join("\0a", byte(0x20, 1)), 4],
      [join("\0a", byte(0x21, 0)), 4],
      [join("\x01ab"), 1],
      [join("\x01ab"), 3],
      [join("\0a", byte(0x20, 0)), 3],
      [join("\0a", byte(0xe0, 9, 0)), 10],
      [join("\0a", byte(0xe0, 255, 0)), 266],
    ];
    for (const [bytes, size] of cases) {
      t.given("length announced", size);
      failsWith(t, bytes, () => lzfBytes(bytes, size));
    }
    for (const size of [2 ** 28, 2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER]) {
      t.given("length announced", size);
      const bytes = join("\x02abc");
      const taken = memoryTaken(() => failsWith(t, bytes, () => lzfBytes(bytes, size)));
      t.atMost(taken, MEMORY_BYTES, "bytes of memory");
    }
  },
);

law("lzf-whatever", "whatever bytes LZF is given, it fails or fits", { hint: "LZF" }, async (t) => {
  const near = fc.array(fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(0, 0x20, 0x40, 0xe0)), {
    maxLength: 30,
  });
  await t.forAll(
    [near, fc.nat({ max: 400 })],
    (values, size) => {
      const bytes = Uint8Array.from(values);
      t.did("decompressed", bytes);
      const result = resultOf(t, bytes, () => lzfBytes(bytes, size));
      if (result !== undefined) t.equal(result.length, size, "length");
    },
    { runs: 2_000 },
  );
});

law(
  "intsets",
  "an intset has integers of 2, 4 or 8 bytes, with a sign, in ascending order",
  { hint: "Intsets" },
  (t) => {
    const cases: [Uint8Array, string[]][] = [
      [hex("02000000 03000000 fbff 0000 2c01"), ["-5", "0", "300"]],
      [hex("04000000 02000000 90eefeff 70110100"), ["-70000", "70000"]],
      [hex("08000000 02000000 ffffffffffffffff 00f2052a01000000"), ["-1", "5000000000"]],
      [intset(2, -32_768, 32_767), ["-32768", "32767"]],
      [intset(4, -(2 ** 31), 2 ** 31 - 1), ["-2147483648", "2147483647"]],
      [
        intset(8, -(2n ** 63n), 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n),
        ["-9223372036854775808", "9007199254740992", "9007199254740993", "9223372036854775807"],
      ],
      [intset(8, 7), ["7"]],
    ];
    for (const [bytes, members] of cases) {
      t.given("read", bytes);
      t.equal(intsetTexts(bytes), members);
      const inside = join("xxx", bytes, "yy").subarray(3, 3 + bytes.length);
      t.did("read again", "as a window on other memory");
      t.equal(intsetTexts(inside), members);
    }
  },
);

law(
  "intsets-that-lie",
  "an intset of another size, or whose members do not ascend, fails",
  { hint: "Intsets" },
  (t) => {
    const good = intset(2, -5, 0, 300);
    const cases = [
      ...Array.from({ length: good.length }, (_, size) => good.subarray(0, size)),
      join(good, byte(0)),
      join(good, byte(0, 0)),
      intset(2),
      join(little(0, 4), little(0, 4)),
      join(little(0, 4), little(5, 4)),
      join(little(1, 4), little(1, 4), byte(7)),
      join(little(3, 4), little(1, 4), byte(7, 0, 0)),
      join(little(16, 4), little(1, 4), new Uint8Array(16)),
      join(little(2, 4), little(4, 4), little(7, 2)),
      // Sizes that come to the right number where they are computed in 32 bits.
      join(little(8, 4), little(2 ** 29, 4)),
      join(little(8, 4), little(2 ** 29 + 1, 4), little(7, 8)),
      join(little(2, 4), little(2 ** 31 + 1, 4), little(7, 2)),
      intset(2, 0, 0),
      intset(2, 1, 0),
      intset(2, 0, -1),
      intset(4, 70_000, -70_000),
      intset(8, 2n ** 53n + 1n, 2n ** 53n),
      intset(8, 1, 2, 3, 3),
    ];
    for (const bytes of cases) failsWith(t, bytes, () => intsetTexts(bytes));
  },
);

law(
  "listpack-encodings",
  "a listpack has integers in six encodings and strings in three",
  { hint: "Listpacks" },
  (t) => {
    const cases: [string, string][] = [
      ["00 01", "0"],
      ["7f 01", "127"],
      ["c0 00 02", "0"],
      ["cf ff 02", "4095"],
      ["d0 00 02", "-4096"],
      ["df ff 02", "-1"],
      ["f1 00 80 03", "-32768"],
      ["f1 ff 7f 03", "32767"],
      ["f2 00 00 80 04", "-8388608"],
      ["f2 ff ff 7f 04", "8388607"],
      ["f2 fe ff ff 04", "-2"],
      ["f3 00 00 00 80 05", "-2147483648"],
      ["f3 ff ff ff 7f 05", "2147483647"],
      ["f4 00 00 00 00 00 00 00 80 09", "-9223372036854775808"],
      ["f4 01 00 00 00 00 00 20 00 09", "9007199254740993"],
      ["80 01", ""],
      ["83 61 ff 00 04", "a\xff\0"],
      ["82 30 37 03", "07"],
      ["e0 01 61 03", "a"],
      ["f0 01 00 00 00 61 06", "a"],
    ];
    for (const [bytes, text] of cases) {
      t.given("an element of these bytes", bytes);
      t.equal(listpackTexts(listpack(hex(bytes))), [text]);
    }
    const all = listpack(...cases.map(([bytes]) => hex(bytes)));
    t.given("all of them, in a window on other memory", all);
    const inside = join("xxx", all, "yy").subarray(3, 3 + all.length);
    t.equal(
      listpackTexts(inside),
      cases.map(([, text]) => text),
    );
    t.given("elements", "none");
    t.equal(listpackTexts(listpack()), []);
  },
);

law(
  "listpack-backlens",
  "a backlen takes 1 to 5 bytes, by Redis's own boundaries",
  { hint: "Backlens" },
  (t) => {
    const sizes = [1, 126, 127, 128, 129, 16_382, 16_383, 16_384, 2_097_150, 2_097_151, 2_097_152];
    for (const size of sizes) {
      const head = size < 65 ? 1 : size < 4098 ? 2 : 5;
      const text = "x".repeat(size - head);
      t.given("an element of", `${size} bytes before its backlen`);
      const found = listpackTexts(listpack(packedString(text), packedInteger(7, 5)));
      t.equal(found.length, 2, "elements");
      t.holds(found[0] === text && found[1] === "5", "the elements are what was packed");
    }
  },
);

law(
  "listpack-counts",
  "a count of 65,535 says nothing; any other must be right",
  { hint: "Listpacks" },
  (t) => {
    const three = [packedString("a"), packedInteger(7, 1), packedInteger(16, -300)];
    t.given("three elements, and a count of", 65_535);
    t.equal(listpackTexts(listpackOf(three, 65_535)), ["a", "1", "-300"]);
    for (const count of [0, 1, 2, 4, 256 * 3, 65_534]) {
      const bytes = listpackOf(three, count);
      t.given("three elements, and a count of", count);
      failsWith(t, bytes, () => listpackTexts(bytes));
    }
    const many = (size: number) => [Uint8Array.from(Buffer.alloc(2 * size, byte(5, 1)))];
    for (const size of [65_534, 65_535, 65_536]) {
      t.given("elements", size);
      const bytes = listpackOf(many(size), Math.min(size, 65_535));
      t.equal(listpackTexts(bytes).length, size, "elements");
    }
    t.given("65,534 elements, and a count of", 65_533);
    const wrong = listpackOf(many(65_534), 65_533);
    t.equal(
      resultOf(t, wrong, () => listpackTexts(wrong).length),
      undefined,
    );
  },
);

law(
  "listpacks-that-lie",
  "a listpack whose lengths are not those of its bytes fails",
  { hint: "Listpacks" },
  (t) => {
    const good = packedTexts("hello", "300", "-5");
    const total = (bytes: Uint8Array, size: number) => join(little(size, 4), bytes.subarray(4));
    const cases = [
      ...Array.from({ length: good.length }, (_, size) => good.subarray(0, size)),
      // The same, with a total that is right again: so the elements are cut, or the end is missing.
      ...Array.from({ length: good.length }, (_, size) => total(good.subarray(0, size), size)),
      join(good, byte(0xff)),
      total(join(good, byte(0xff)), good.length + 1),
      total(good, good.length + 1),
      total(good, good.length - 1),
      total(good, 2 ** 32 - 1),
      join(good.subarray(0, good.length - 1), byte(0xfe)),
      ...[0xf5, 0xf6, 0xfa, 0xfe].map((head) => listpack(byte(head, 1))),
      listpack(byte(0xff, 1)),
      listpackOf([packedString("a"), byte(0xff), packedString("b")], 2),
      listpackOf([packedString("a"), byte(0xff), packedString("b")], 1),
      listpack(join(byte(0x82), "a", backlen(3))),
      listpack(join(byte(0xbf), "a", backlen(2))),
      listpack(byte(0xe0)),
      listpack(join(byte(0xef, 0xff), "a", backlen(3))),
      listpack(byte(0xf0)),
      listpack(byte(0xf0, 0)),
      listpack(byte(0xf0, 0, 0, 0, 0)),
      listpack(join(byte(0xf0), little(2 ** 32 - 1, 4), "a", backlen(6))),
      listpack(join(byte(0xf0), little(2 ** 31, 4), "a", backlen(6))),
      listpack(byte(0xf4, 0, 0)),
      listpack(byte(0xc1)),
      listpack(byte(5)),
    ];
    for (const bytes of cases) failsWith(t, bytes, () => listpackTexts(bytes));
  },
);

law(
  "backlens-that-lie",
  "an element with any other backlen than Redis writes fails",
  { hint: "Backlens" },
  (t) => {
    const cases: [string, Uint8Array][] = [
      ["one too many", join("\x85hello", byte(7))],
      ["one too few", join("\x85hello", byte(5))],
      ["none", join("\x85hello", byte(0))],
      ["in two bytes, and one would do", join("\x85hello", byte(0, 0x86))],
      ["with the bit that says: more before", join("\x85hello", byte(0x86))],
      ["of an integer, one too many", byte(0xf1, 1, 2, 4)],
      ["in one byte, and two are needed", join(byte(0xe0, 126), "x".repeat(126), byte(127))],
      ["with its groups turned round", join(byte(0xe0, 198), "x".repeat(198), byte(72, 0x81))],
      ["without its high bits", join(byte(0xe0, 198), "x".repeat(198), byte(1, 72))],
      [
        "of 16,383 in two bytes",
        join(byte(0xf0), little(16_378, 4), "x".repeat(16_378), byte(127, 255)),
      ],
    ];
    for (const [what, bytes] of cases) {
      t.given("a backlen", what);
      const pack = listpackOf([bytes], 65_535);
      failsWith(t, pack, () => listpackTexts(pack));
    }
    t.given("the last of them, as Redis writes it", "3 bytes");
    const right = join(byte(0xf0), little(16_378, 4), "x".repeat(16_378), byte(0, 255, 255));
    t.equal(listpackTexts(listpackOf([right], 1)).length, 1, "elements");
    t.bytes(element(byte(0xe0, 198), bytesOf("x".repeat(198))).subarray(200), byte(1, 200));
  },
);

law(
  "listpack-whatever",
  "a damaged listpack or intset fails, or has elements",
  { hint: "Whatever the bytes are" },
  async (t) => {
    const texts = fc.array(words, { maxLength: 6 });
    await t.forAll(
      [texts, fc.nat(), fc.boolean()],
      (elements, seed, isIntset) => {
        const random = seededRandom(seed);
        const good = isIntset ? intset(4, -9, 5, 70_000) : packedTexts(...elements);
        const bytes = damaged(good, packedTexts("x", "-300", "70000"), random);
        t.did("read", bytes);
        const read = isIntset ? intsetTexts : listpackTexts;
        const found = resultOf(t, bytes, () => read(bytes));
        if (found !== undefined) t.atMost(found.length, bytes.length, "elements");
      },
      { runs: 1_000 },
    );
  },
);

law(
  "real-strings",
  "strings that redis-server wrote: raw, as integers of three sizes, as LZF",
  { hint: "Lengths and strings" },
  (t) => {
    const long =
      "The quick brown fox jumps over a lazy dog; pack my box with five dozen liquor jugs, 0123456789";
    const { entries, version, aux: fields } = contentsOf(realFile("strings"));
    const sorted = [...entries].sort((a, b) => (a.key < b.key ? -1 : 1));
    t.equal(sorted, [
      { key: "12345", held: string("a number for a name") },
      { key: "bytes", held: string("\0\xff\r\n") },
      { key: "empty", held: string("") },
      { key: "int16", held: string("32767") },
      { key: "int32", held: string("-2147483648") },
      { key: "int64", held: string("9223372036854775807") },
      { key: "int8", held: string("-128") },
      { key: "long", held: string(long) },
      { key: "lzf", held: string("abc".repeat(100)) },
      { key: "raw", held: string("hello") },
      { key: "soon", held: string("v"), deadline: 4_102_444_800_123 },
    ]);
    t.equal(version, 10, "version");
    t.equal(fields.get("redis-ver"), "7.0.15", 'aux.get("redis-ver")');
    t.equal(fields.get("redis-bits"), "64", 'aux.get("redis-bits")');
  },
);

law(
  "real-lists",
  "lists that redis-server wrote: packed and plain nodes",
  { hint: "Values" },
  (t) => {
    const integers = ["0", "127", "128", "-1", "4095", "-4096", "4096", "-4097", "32767", "-32768"]
      .concat(["32768", "-32769", "8388607", "-8388608", "8388608", "-8388609", "2147483647"])
      .concat(["-2147483648", "2147483648", "-2147483649", "9223372036854775807"])
      .concat(["-9223372036854775808"]);
    const run = (letter: string, size: number) => letter.repeat(size);
    const strings = ["", run("a", 63), run("b", 64), run("c", 4095), run("d", 4096), "007"];
    const backlens = [
      ["a", 125],
      ["b", 126],
      ["c", 16_377],
      ["d", 16_378],
      ["e", 16_379],
    ] as const;
    const { entries } = contentsOf(realFile("lists"));
    t.equal(
      [...entries].sort((a, b) => (a.key < b.key ? -1 : 1)),
      [
        { key: "backlens", held: list(...backlens.map(([letter, size]) => run(letter, size))) },
        { key: "integers", held: list(...integers) },
        { key: "one", held: list("x") },
        { key: "strings", held: list(...strings, "9223372036854775808") },
      ],
    );
    holds(t, realFile("plainNodes"), { key: "nodes", held: list("plain", "hi", "7") });
  },
);

law(
  "real-sets-and-hashes",
  "sets and hashes that redis-server wrote: intsets, listpacks, tables",
  { hint: "Values" },
  (t) => {
    const byKey = (entries: readonly PlainEntry[]) =>
      [...entries].sort((a, b) => (a.key < b.key ? -1 : 1));
    t.equal(
      byKey(contentsOf(realFile("sets")).entries),
      [
        { key: "i16", held: set("-5", "0", "300") },
        { key: "i32", held: set("-70000", "1", "70000") },
        { key: "i64", held: set("-9223372036854775808", "-1", "5000000000") },
        { key: "words", held: set("7", "a", "b", "w".repeat(40)) },
      ].map(inOrder),
    );
    t.equal(byKey(contentsOf(realFile("hashes")).entries), [
      { key: "packed", held: hash(["age", "31"], ["name", "kim"]) },
      { key: "table", held: hash(["a", "1"], ["b", "-70000"], ["c", "z".repeat(50)]) },
    ]);
  },
);

law(
  "real-sorted-sets",
  "sorted sets that redis-server wrote: scores as text in listpacks, as doubles in tables",
  { hint: "Values" },
  (t) => {
    const { entries } = contentsOf(realFile("sortedSets"));
    const packed = zset(
      ["a", 1.5],
      ["b", Infinity],
      ["c", -Infinity],
      ["d", 3],
      ["e", 0.1],
      ["f", 1e20],
    );
    const table = zset(
      ["7", -70_000],
      ["a", 2.5],
      ["b", Infinity],
      ["c", -Infinity],
      ["e", 1e-300],
      ["f", 0.1],
      ["zero", 0],
    );
    t.equal(
      [...entries].sort((a, b) => (a.key < b.key ? -1 : 1)),
      [
        { key: "packed", held: packed },
        { key: "table", held: table },
      ],
    );
  },
);

law(
  "real-usage",
  "IDLE and FREQ that redis-server wrote belong to the next key",
  { hint: "What belongs to the next key" },
  (t) => {
    holds(
      t,
      realFile("idle"),
      { key: "old", held: string("v"), idleSeconds: 1_000_000 },
      { key: "older", held: string("v"), deadline: 4_102_444_800_123, idleSeconds: 70 },
    );
    holds(
      t,
      realFile("frequency"),
      { key: "never", held: string("v"), frequency: 0 },
      { key: "often", held: string("v"), frequency: 200 },
    );
  },
);

law(
  "real-edges",
  "files of redis-server without keys, and without a checksum, are read",
  { hint: "The checksum" },
  (t) => {
    holds(t, realFile("noKeys"));
    t.equal(contentsOf(realFile("noKeys")).aux.get("aof-base"), "0", 'aux.get("aof-base")');
    holds(t, realFile("noChecksum"), { key: "a", held: string("1") });
  },
);

law(
  "real-refusals",
  "a file with a second database, a stream or functions is refused, and says why",
  { hint: "Refused by name" },
  (t) => {
    refused(t, realFile("twoDatabases"), { says: "database 3" });
    refused(t, realFile("stream"), { says: UNREAD.get(19)! });
    refused(t, realFile("functions"), { says: UNREAD.get(245)! });
  },
);

law(
  "round-trip",
  "what RdbWriter wrote of any keyspace is read as it was",
  { hint: "Values" },
  async (t) => {
    await t.forAll([keyspaces, fc.boolean()], (entries, isBase) => {
      t.did("wrote", entries);
      const writer = new RdbWriter({ now: 1_700_000_000_000, isBase });
      const pieces = [writer.begin(entries.length, 0)];
      for (const entry of entries) pieces.push(writer.entry(savedEntry(entry)));
      const bytes = join(...pieces, writer.end());
      const found = contentsOf(bytes);
      t.equal(found.entries, entries.map(inOrder), "what was visited");
      t.equal(found.end, bytes.length, "end");
      t.equal(found.aux.get("aof-base"), isBase ? "1" : "0", 'aux.get("aof-base")');
    });
  },
);

law(
  "any-encoding",
  "a keyspace is read as it is from any of the files that it can have",
  { hint: "Values" },
  async (t) => {
    const usage = fc.record(
      { idleSeconds: fc.nat(), frequency: fc.nat({ max: 255 }) },
      { requiredKeys: [] },
    );
    await t.forAll([keyspaces, usage, fc.nat()], (keys, used, seed) => {
      const entries = keys.map((entry, i) => (i === 1 ? { ...entry, ...used } : entry));
      t.did("a file of", entries);
      holds(t, unsummed(...partsOf(entries, seededRandom(seed))), ...entries);
    });
  },
);

law(
  "lengths",
  "a length is read in each of its four forms, also where a shorter one would do",
  { hint: "Lengths and strings" },
  (t) => {
    const text = "x".repeat(300);
    for (const [size, forms] of [
      [0, [6, 14, 32, 64]],
      [63, [6, 14, 32, 64]],
      [64, [14, 32, 64]],
      [300, [14, 32, 64]],
    ] as const) {
      for (const bits of forms) {
        t.given("length", `${size} in ${bits} bits`);
        const value = join(length(size, bits), text.slice(0, size));
        holds(t, rdb(key(TYPE.string, "k", value)), {
          key: "k",
          held: string(text.slice(0, size)),
        });
      }
    }
    t.given("an element count in", "64 bits");
    const two = join(length(2, 64), raw("a"), raw("b"));
    holds(t, rdb(key(TYPE.list, "k", two)), { key: "k", held: list("a", "b") });
    const long = "y".repeat(16_384);
    holds(t, unsummed(stringKey("k", long)), { key: "k", held: string(long) });
  },
);

law(
  "no-lengths",
  "what is no form of a length or a string is refused, where it begins",
  { hint: "Lengths and strings" },
  (t) => {
    const at = 12;
    for (const first of [0x82, 0x83, 0x8f, 0xa0, 0xbf]) {
      refused(t, unsummed(key(TYPE.string, "k", join(byte(first), "xxxxxxxx"))), { at });
    }
    for (const first of [0xc4, 0xc5, 0xd0, 0xff]) {
      refused(t, unsummed(key(TYPE.string, "k", join(byte(first), "xxxxxxxx"))), { at });
    }
    for (const first of [0xc0, 0xc1, 0xc3]) {
      refused(t, unsummed(key(TYPE.list, "k", join(byte(first, 1), raw("a")))), { at });
      refused(t, unsummed(join(byte(OPCODE.idle, first, 1)), stringKey("k", "v")), { at: 10 });
    }
    refused(t, unsummed(key(TYPE.listQuicklist2, "k", join(byte(1, 0), raw("a")))));
    refused(t, unsummed(key(TYPE.listQuicklist2, "k", join(byte(1, 3), raw("a")))));
    refused(t, unsummed(key(TYPE.listQuicklist2, "k", join(byte(1, 1), raw("")))));
    refused(t, unsummed(resizeDb(2n ** 64n - 1n, 0), stringKey("k", "v")));
  },
);

law(
  "deadlines",
  "deadlines are of 8 bytes in milliseconds or of 4 bytes in seconds, with a sign",
  { hint: "What belongs to the next key" },
  (t) => {
    const milliseconds = (value: number | bigint) =>
      join(byte(OPCODE.expireTimeMs), little(value, 8));
    const seconds = (value: number) => join(byte(OPCODE.expireTime), little(value, 4));
    const cases: [Uint8Array, number][] = [
      [milliseconds(0), 0],
      [milliseconds(1_893_456_000_123), 1_893_456_000_123],
      [milliseconds(-1_000), -1_000],
      [milliseconds(Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER],
      [milliseconds(2n ** 53n), Number.MAX_SAFE_INTEGER],
      [milliseconds(2n ** 63n - 1n), Number.MAX_SAFE_INTEGER],
      [milliseconds(-(2n ** 63n)), -Number.MAX_SAFE_INTEGER],
      [seconds(1_893_456_000), 1_893_456_000_000],
      [seconds(2 ** 31 - 1), 2_147_483_647_000],
      [seconds(-1), -1_000],
    ];
    for (const [opcode, deadline] of cases) {
      t.given("deadline", deadline);
      holds(t, rdb(opcode, stringKey("k", "v")), { key: "k", held: string("v"), deadline });
    }
  },
);

law(
  "next-key-only",
  "deadline, IDLE and FREQ belong to the next key, and to no other",
  { hint: "What belongs to the next key" },
  (t) => {
    const all = join(
      byte(OPCODE.freq, 7),
      byte(OPCODE.expireTimeMs),
      little(5, 8),
      byte(OPCODE.idle, 9),
    );
    holds(
      t,
      rdb(all, stringKey("a", "1"), stringKey("b", "2"), byte(OPCODE.idle, 0), stringKey("c", "3")),
      { key: "a", held: string("1"), deadline: 5, idleSeconds: 9, frequency: 7 },
      { key: "b", held: string("2") },
      { key: "c", held: string("3"), idleSeconds: 0 },
    );
    t.given("a hint and an AUX field between", "a deadline and its key");
    const far = join(byte(OPCODE.expireTimeMs), little(5, 8), resizeDb(1, 1), aux("a", "b"));
    holds(t, rdb(far, stringKey("a", "1")), { key: "a", held: string("1"), deadline: 5 });
    t.given("a key that is passed over", "with a deadline");
    const empty = join(byte(OPCODE.expireTimeMs), little(5, 8), key(TYPE.list, "e", byte(0)));
    holds(t, rdb(empty, stringKey("a", "1")), { key: "a", held: string("1") });
    t.given("visited", "a key without any of the three");
    readBytes(rdb(stringKey("a", "1")), 0, (entry) => {
      t.equal(Object.keys(entry).sort(), ["deadline", "key", "value"], "what the entry has");
    });
  },
);

law(
  "header",
  "a file begins with REDIS and a version of 5 to 12 in four digits",
  { hint: "The header" },
  (t) => {
    const file = (header: string) =>
      withChecksum(join(header, stringKey("k", "v"), byte(OPCODE.eof)));
    for (const version of [5, 6, 9, 10, 11, 12]) {
      const header = `REDIS${String(version).padStart(4, "0")}`;
      t.given("header", header);
      const found = contentsOf(file(header));
      t.equal(found.version, version, "version");
      t.equal(found.entries.length, 1, "keys");
    }
    for (const header of ["REDIS0000", "REDIS0001", "REDIS0004", "REDIS0013", "REDIS1010"]) {
      refused(t, file(header), { says: header.slice(5) });
    }
    for (const header of [
      "REDIS10  ",
      "REDIS  10",
      "REDIS0x0a",
      "REDIS+010",
      "REDIS010.",
      "REDIS-010",
    ]) {
      refused(t, file(header));
    }
    for (const header of ["redis0010", "REDIX0010", "XREDIS0010", "*2\r\n$6\r\nSELECT"]) {
      refused(t, file(header), { at: 0 });
    }
    t.given("a set as Redis 7.2 writes it, in version", 11);
    const listpacked = key(TYPE.setListpack, "k", raw(packedTexts("a", "5")));
    const bytes = withChecksum(join("REDIS0011", listpacked, byte(OPCODE.eof)));
    holds(t, bytes, { key: "k", held: set("5", "a") });
  },
);

law(
  "aux-fields",
  "AUX fields are told by name, whatever they are, and RESIZEDB is a hint",
  { hint: "What is behind the file" },
  (t) => {
    const fields = [aux("redis-ver", "7.0.15"), aux("ctime", "1700000000"), aux("%note", "\xe9\0")];
    const bytes = rdb(
      ...fields,
      resizeDb(2 ** 40, 2 ** 50),
      stringKey("k", "v"),
      aux("ctime", "9"),
    );
    const found = contentsOf(bytes);
    t.equal([...found.aux].sort(), [
      ["%note", "\xe9\0"],
      ["ctime", "9"],
      ["redis-ver", "7.0.15"],
    ]);
    t.equal(found.entries, [{ key: "k", held: string("v") }], "what was visited");
  },
);

law(
  "databases",
  "a key in another database than 0 is refused; an empty one is nothing",
  { hint: "Refused by name" },
  (t) => {
    const a = stringKey("a", "1");
    refused(t, rdb(selectDb(3), resizeDb(1, 0), a), { at: 9 + 2 + 3, says: "database 3" });
    refused(t, rdb(selectDb(0), a, selectDb(16), stringKey("b", "2")), { says: "database 16" });
    holds(t, rdb(selectDb(0), a, selectDb(3)), { key: "a", held: string("1") });
    holds(t, rdb(selectDb(3), resizeDb(0, 0), selectDb(0), a), { key: "a", held: string("1") });
  },
);

law(
  "unread",
  "every type and opcode that is not read is refused at its byte, by its name if it has one",
  { hint: "Refused by name" },
  (t) => {
    const known = new Set<number>([...Object.values(TYPE), ...Object.values(OPCODE)]);
    const before = stringKey("a", "1");
    let count = 0;
    for (let code = 0; code < 256; code++) {
      if (known.has(code)) continue;
      count += 1;
      const bytes = unsummed(before, key(code, "k", join(byte(1), raw("a"), raw("b"))));
      t.given("type or opcode", code);
      refused(t, bytes, { at: 9 + before.length, says: UNREAD.get(code) ?? String(code) });
    }
    t.floor("codes", count, 238);
  },
);

law(
  "empty-collections",
  "a key whose collection is empty is passed over",
  { hint: "Values" },
  (t) => {
    const empty = listpack();
    const cases: [number, Uint8Array][] = [
      [TYPE.list, byte(0)],
      [TYPE.set, byte(0)],
      [TYPE.hash, byte(0)],
      [TYPE.zset2, byte(0)],
      [TYPE.listQuicklist2, byte(0)],
      [TYPE.listQuicklist2, counted(2, byte(2), raw(empty), byte(2), raw(empty))],
      [TYPE.hashListpack, raw(empty)],
      [TYPE.zsetListpack, raw(empty)],
      [TYPE.setListpack, raw(empty)],
    ];
    for (const [type, value] of cases) {
      t.given("empty, of type", type);
      holds(t, rdb(key(type, "e", value), stringKey("a", "1")), { key: "a", held: string("1") });
    }
    t.given("a node without elements", "between others");
    const nodes = counted(3, byte(1), raw("a"), byte(2), raw(empty), byte(1), raw("b"));
    holds(t, rdb(key(TYPE.listQuicklist2, "k", nodes)), { key: "k", held: list("a", "b") });
    t.given("a key whose list is empty", "and then a key of that name");
    const again = [key(TYPE.list, "a", byte(0)), stringKey("a", "1")];
    holds(t, rdb(...again), { key: "a", held: string("1") });
    t.given("an empty string", "which is a value");
    holds(t, rdb(stringKey("", "")), { key: "", held: string("") });
    refused(t, rdb(key(TYPE.setIntset, "k", raw(intset(2)))));
  },
);

law(
  "twice",
  "a key, member or field that is there twice is refused, in every encoding",
  { hint: "Twice, and not a number" },
  (t) => {
    const scored = (member: string, score: number) => join(raw(member), double(score));
    const cases: [string, ...Uint8Array[]][] = [
      ["a key", stringKey("k", "1"), stringKey("k", "1")],
      ["a key, of another type", stringKey("k", "1"), key(TYPE.list, "k", counted(1, raw("a")))],
      ["a key, in another encoding", stringKey("7", "1"), join(byte(0, 0xc0, 7), raw("1"))],
      ["a member", key(TYPE.set, "k", counted(3, raw("a"), raw("b"), raw("a")))],
      ["a member, in another encoding", key(TYPE.set, "k", counted(2, raw("7"), byte(0xc0, 7)))],
      ["a member", key(TYPE.setListpack, "k", raw(packedTexts("a", "b", "a")))],
      ["a member", key(TYPE.setIntset, "k", raw(intset(2, 1, 1)))],
      ["a field", key(TYPE.hash, "k", counted(2, raw("a"), raw("1"), raw("a"), raw("2")))],
      ["a field", key(TYPE.hashListpack, "k", raw(packedTexts("a", "1", "a", "1")))],
      [
        "a field, once as an integer",
        key(
          TYPE.hashListpack,
          "k",
          raw(listpack(packedString("7"), byte(1, 1), packedInteger(16, 7), byte(2, 1))),
        ),
      ],
      ["a scored member", key(TYPE.zset2, "k", counted(2, scored("a", 1), scored("a", 1)))],
      ["with another score", key(TYPE.zset2, "k", counted(2, scored("a", 1), scored("a", 2)))],
      ["with another score", key(TYPE.zsetListpack, "k", raw(packedTexts("a", "1", "a", "2")))],
    ];
    for (const [what, ...parts] of cases) {
      t.given("twice", what);
      refused(t, rdb(...parts));
    }
    t.given("two names that are no UTF-8", "of keys, members and fields: they differ in a byte");
    holds(
      t,
      rdb(
        stringKey("\xff", "1"),
        stringKey("\xfe", "2"),
        key(TYPE.set, "s", counted(2, raw("\xff"), raw("\xfe"))),
        key(TYPE.hash, "h", counted(2, raw("\xff"), raw("1"), raw("\xfe"), raw("2"))),
        key(TYPE.zset2, "z", counted(2, scored("\xff", 1), scored("\xfe", 2))),
      ),
      { key: "\xff", held: string("1") },
      { key: "\xfe", held: string("2") },
      { key: "s", held: set("\xff", "\xfe") },
      { key: "h", held: hash(["\xff", "1"], ["\xfe", "2"]) },
      { key: "z", held: zset(["\xff", 1], ["\xfe", 2]) },
    );
    t.given("twice", "an element of a list, a value of a hash, a score: as it should be");
    holds(
      t,
      rdb(
        key(TYPE.list, "l", counted(2, raw("a"), raw("a"))),
        key(TYPE.hash, "h", counted(2, raw("a"), raw("1"), raw("b"), raw("1"))),
        key(TYPE.zset2, "z", counted(2, scored("a", 1), scored("b", 1))),
      ),
      { key: "l", held: list("a", "a") },
      { key: "h", held: hash(["a", "1"], ["b", "1"]) },
      { key: "z", held: zset(["a", 1], ["b", 1]) },
    );
  },
);

law(
  "scores",
  "a score is a number: NaN and other texts are refused",
  { hint: "Twice, and not a number" },
  (t) => {
    const packed = (...texts: string[]) =>
      rdb(key(TYPE.zsetListpack, "k", raw(packedTexts(...texts))));
    const nans = [double(Number.NaN), hex("010000000000f07f"), hex("000000000000f8ff")];
    for (const bytes of nans) {
      refused(t, rdb(key(TYPE.zset2, "k", counted(1, raw("a"), bytes))));
    }
    for (const text of [
      "nan",
      "Infinity",
      "+1",
      "1.",
      ".5",
      "-nan",
      "NaN",
      "",
      " 1",
      "1 ",
      "x",
      "1.5x",
      "0x10",
      "1e",
      "1E5",
      "INF",
      ".",
      "--1",
    ]) {
      t.given("score", JSON.stringify(text));
      refused(t, packed("a", text));
    }
    refused(t, packed("a", "1", "b"));
    refused(t, rdb(key(TYPE.hashListpack, "k", raw(packedTexts("a", "1", "b")))));
    for (const [text, score] of [
      ["-inf", -Infinity],
      ["inf", Infinity],
      ["-0", -0],
      ["0", 0],
      ["0.10000000000000001", 0.1],
      ["1e+20", 1e20],
      ["1e5", 1e5],
      ["-1.5e-07", -1.5e-7],
      ["9223372036854775807", 2 ** 63],
      ["5", 5],
    ] as const) {
      t.given("score", text);
      holds(t, packed("a", text), { key: "k", held: zset(["a", score]) });
    }
  },
);

law(
  "checksum",
  "the checksum is that of all bytes before it, from REDIS on, or 0",
  { hint: "The checksum" },
  (t) => {
    const bytes = SMALL;
    const at = bytes.length - 8;
    holds(t, bytes, ...SMALL_KEYS);
    holds(t, withoutChecksum(bytes), ...SMALL_KEYS);
    const body = bytes.subarray(0, at);
    refused(t, join(body, big(crcOf(body), 8)), { at });
    refused(t, join(body, little(crcOf(body.subarray(0, -1)), 8)), { at });
    refused(t, join(body, little(crcOf(body) ^ (1n << 63n), 8)), { at });
    refused(t, join(body, little(1, 8)), { at });
    refused(t, join(body, little(crcOf(body) & 0xffff_ffffn, 8)), { at });
  },
);

law(
  "offset-and-end",
  "a file may begin anywhere in another one, and anything may follow it",
  { hint: "What is behind the file" },
  (t) => {
    const tail = "*2\r\n$6\r\nSELECT\r\n$1\r\n0\r\n\xff\xfe";
    for (const before of ["", "x", "y".repeat(70_000)]) {
      const bytes = join(before, SMALL, tail);
      t.given("before the file", `${before.length} bytes`);
      const found = contentsOf(bytes, before.length);
      t.equal(found.entries, SMALL_KEYS, "what was visited");
      t.equal(found.end, before.length + SMALL.length, "end");
      const wrong = Uint8Array.from(bytes);
      const at = before.length + SMALL.length - 8;
      wrong[at]! ^= 1;
      refused(t, wrong, { at, offset: before.length });
    }
    refused(t, SMALL, { offset: SMALL.length });
    refused(t, SMALL, { offset: 5, at: 5 });
  },
);

law(
  "cut-anywhere",
  "a file that is cut at any byte is refused",
  { hint: "A cursor over chunks" },
  (t) => {
    holds(t, SMALL, ...SMALL_KEYS);
    const files = [SMALL, realFile("strings")];
    for (const file of files) {
      for (let size = 0; size < file.length; size++) {
        t.given("cut after", `${size} of ${file.length} bytes`);
        refused(t, file.subarray(0, size));
      }
    }
  },
);

law(
  "any-flipped-bit",
  "a file with any bit turned round is refused",
  { hint: "The checksum" },
  (t) => {
    for (let bit = 0; bit < 8 * SMALL.length; bit++) {
      const bytes = Uint8Array.from(SMALL);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      t.given("turned round", `bit ${bit & 7} of byte ${bit >> 3}`);
      refused(t, bytes);
    }
  },
);

law(
  "flipped-without-checksum",
  "without a checksum, a file with a bit turned round is read or refused",
  { hint: "Whatever the bytes are" },
  (t) => {
    let read = 0;
    let count = 0;
    for (const file of [SMALL, realFile("plainNodes")].map(withoutChecksum)) {
      for (let bit = 0; bit < 8 * (file.length - 8); bit++) {
        const bytes = Uint8Array.from(file);
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        t.given("turned round", `bit ${bit & 7} of byte ${bit >> 3}`);
        count += 1;
        try {
          readBytes(bytes);
          read += 1;
        } catch (error) {
          isRefusal(t, error, bytes);
        }
      }
    }
    t.floor("files that were read", read, count / 8);
    t.floor("files that were refused", count - read, count / 8);
  },
);

law(
  "damaged-files",
  "2,000 damaged files are read or refused, in little memory",
  { hint: "Whatever the bytes are" },
  (t) => {
    const random = seededRandom(t.seed);
    const names = ["strings", "plainNodes", "idle", "sets", "hashes", "sortedSets"] as const;
    const files = [SMALL, ...names.map(realFile)];
    let read = 0;
    const taken = memoryTaken(() => {
      for (let i = 0; i < 2_000; i++) {
        const file = files[random.below(files.length)]!;
        const other = files[random.below(files.length)]!;
        const isSummed = random.below(4) === 0;
        const bytes = damaged(isSummed ? file : withoutChecksum(file), other, random);
        t.given("damaged file", i);
        t.did("read", bytes);
        try {
          const { end } = readBytes(bytes);
          read += 1;
          const stored = Buffer.from(bytes).readBigUInt64LE(end - 8);
          const isRight = stored === 0n || stored === crc64(bytes.subarray(0, end - 8));
          t.holds(isRight, "a file that is read has a checksum that is right, or 0");
        } catch (error) {
          isRefusal(t, error, bytes);
        }
      }
    });
    t.floor("files that were read", read, 50);
    t.floor("files that were refused", 2_000 - read, 500);
    t.atMost(taken, 8 * MEMORY_BYTES, "bytes of memory");
  },
);

law(
  "announced-lengths",
  "what a length announces takes no memory before it is known to be there",
  { hint: "A cursor over chunks" },
  (t) => {
    const after = "a few bytes that follow";
    for (const size of [1_000, 2 ** 28, 2 ** 31, 2 ** 32 - 1, 2 ** 40, 2 ** 53, 2n ** 64n - 1n]) {
      const claim = length(size);
      const cases: [string, Uint8Array][] = [
        ["a string", join(byte(TYPE.string), raw("k"), claim, after)],
        ["a key", join(byte(TYPE.string), claim, after)],
        ["an AUX field", join(byte(OPCODE.aux), claim, after)],
        ["compressed bytes", join(byte(TYPE.string), raw("k"), byte(0xc3), claim, byte(5), after)],
        ["decompressed bytes", join(byte(0), raw("k"), byte(0xc3, 3), claim, "\x02abc", after)],
        ["elements", join(byte(TYPE.list), raw("k"), claim, after)],
        ["members", join(byte(TYPE.set), raw("k"), claim, after)],
        ["fields", join(byte(TYPE.hash), raw("k"), claim, after)],
        ["scored members", join(byte(TYPE.zset2), raw("k"), claim, after)],
        ["nodes", join(byte(TYPE.listQuicklist2), raw("k"), claim, after)],
        ["a listpack", join(byte(TYPE.hashListpack), raw("k"), claim, after)],
        ["an intset", join(byte(TYPE.setIntset), raw("k"), claim, after)],
      ];
      for (const [what, part] of cases) {
        t.given("announced", `${what}: ${size}`);
        const bytes = unsummed(part);
        t.atMost(
          memoryTaken(() => refused(t, bytes)),
          MEMORY_BYTES,
          "bytes of memory",
        );
      }
      if (typeof size === "bigint" || size > Number.MAX_SAFE_INTEGER) continue;
      t.given("announced by RESIZEDB", `${size} keys`);
      const hint = rdb(resizeDb(size, size), stringKey("k", "v"));
      const taken = memoryTaken(() => holds(t, hint, { key: "k", held: string("v") }));
      t.atMost(taken, MEMORY_BYTES, "bytes of memory");
    }
  },
);

law(
  "reads",
  "each byte of a file is read once, in chunks, and not long before it is needed",
  { hint: "A cursor over chunks" },
  (t) => {
    const keys = Array.from({ length: 15_000 }, (_, i) =>
      stringKey(`key ${i}`, "a value of no importance"),
    );
    const large = stringKey("large", "x".repeat(500_000));
    const tail = "t".repeat(300_000);
    for (const parts of [keys, [...keys, large, stringKey("last", "v")]]) {
      const file = unsummed(...parts);
      const { disk, file: plain } = opened(join(file, tail));
      let longest = 0;
      const noted = (size: number) => {
        longest = Math.max(longest, size);
        return size;
      };
      const watched: DiskFile = {
        ...plain,
        path: PATH,
        size: plain.size,
        read: (offset, size) => plain.read(offset, noted(size)),
        readExactly: (offset, size) => plain.readExactly(offset, noted(size)),
      };
      t.given("read", `${parts.length} keys in ${file.length} bytes, ${tail.length} behind them`);
      let visited = 0;
      let needed = 9;
      let ahead = 0;
      const visit = () => {
        needed += parts[visited]!.length;
        visited += 1;
        ahead = Math.max(ahead, disk.counts.bytesRead - needed);
      };
      const { end } = readRdb(watched, visit, 0, seededRandom(1));
      const { reads, bytesRead } = disk.counts;
      t.equal(visited, parts.length, "keys that were visited");
      t.equal(end, file.length, "end");
      t.atMost(bytesRead, file.length + CHUNK_BYTES, "bytes read");
      t.atMost(ahead, CHUNK_BYTES, "bytes read behind a key before it is visited");
      t.atMost(reads, 1 + Math.ceil(file.length / 2 ** 14), "reads");
      t.atMost(longest, parts === keys ? CHUNK_BYTES : 500_000 + CHUNK_BYTES, "bytes in one read");
    }
  },
);

law(
  "large-strings",
  "a string over many chunks is copied in proportion to its length",
  { hint: "A cursor over chunks" },
  (t) => {
    const size = 8_000_000;
    const { file } = opened(unsummed(stringKey("k", "x".repeat(size))));
    const limit = 400_000_000;
    const byDisk = t.copies(limit, () => {
      for (let at = 0; at < file.size; at += CHUNK_BYTES) file.read(at, CHUNK_BYTES);
    });
    t.given("read", `a string of ${size} bytes`);
    let found = 0;
    const copied = t.copies(limit, () => {
      readRdb(file, ({ value }) => {
        if (value.kind === "string") found = value.bytes.length;
      });
    });
    t.equal(found, size, "length");
    t.atMost(copied - byDisk, 4 * size + 262_144, "bytes copied");
  },
);

law(
  "chunk-borders",
  "nothing depends on where the chunks of a file end",
  { hint: "A cursor over chunks" },
  (t) => {
    const hashed = key(TYPE.zset2, "z", counted(1, raw("m"), double(1.5)));
    const long = length(5, 64);
    const parts = join(
      byte(OPCODE.expireTimeMs),
      little(1_893_456_000_123, 8),
      key(TYPE.string, "n", byte(0xc2, 1, 2, 3, 4)),
      key(TYPE.string, "s", join(long, "hello")),
      hashed,
    );
    for (let shift = 0; shift < parts.length + 12; shift++) {
      const filler = "f".repeat(CHUNK_BYTES - 9 - 8 - shift);
      const bytes = unsummed(stringKey("filler", filler), parts);
      bytes.set(little(crc64(bytes.subarray(0, -8)), 8), bytes.length - 8);
      t.given("the first 64 KiB end", `${shift} bytes into the parts that are looked at`);
      const { entries } = contentsOf(bytes);
      t.equal(entries.slice(1), [
        { key: "n", held: string("67305985"), deadline: 1_893_456_000_123 },
        { key: "s", held: string("hello") },
        { key: "z", held: zset(["m", 1.5]) },
      ]);
    }
  },
);

law(
  "many-elements",
  "a list may have any number of elements: 200,000 are read as three are",
  { hint: "Values" },
  (t) => {
    const count = 200_000;
    const plain = join(length(count), Buffer.alloc(2 * count, "\x01x"));
    const packed = listpackOf([Buffer.alloc(2 * count, byte(5, 1))], 65_535);
    for (const [what, type, value] of [
      ["strings", TYPE.list, plain],
      ["a listpack", TYPE.listQuicklist2, counted(1, byte(2), raw(packed))],
    ] as const) {
      t.given("read a list of 200,000 elements as", what);
      let found = 0;
      readBytes(unsummed(key(type, "k", value)), 0, ({ value: held }) => {
        if (held.kind === "list") found = held.size;
      });
      t.equal(found, count, "elements");
    }
  },
);

law(
  "one-element-at-a-time",
  "a listpack takes memory for one element at a time: the first costs nothing of the last",
  { hint: "Listpacks" },
  (t) => {
    const count = 1_000;
    const text = packedString("x".repeat(1_000));
    const bytes = listpackOf(new Array<Uint8Array>(count).fill(text));
    const elements = listpackElements(bytes, (at, what) => {
      throw new Error(`${what} at ${at}`);
    })[Symbol.iterator]();
    t.did("asked for the first of", `${count} elements of 1,000 bytes`);
    let first: IteratorResult<Uint8Array> | undefined;
    const copied = t.copies(10_000_000, () => {
      first = elements.next();
    });
    t.equal(first?.value?.length, 1_000, "its length");
    t.atMost(copied, 16_384, "bytes copied");
  },
);

law(
  "chance-is-given",
  "sorted sets are made with the generator that is handed in, so that a run can be had again",
  { hint: "Values" },
  (t) => {
    const scores = Array.from({ length: 200 }, (_, i): [string, number] => [`m${i}`, i]);
    const table = counted(200, ...scores.map(([name, score]) => join(raw(name), double(score))));
    const packed = raw(packedTexts(...scores.flatMap(([name, score]) => [name, String(score)])));
    const byHand = counting(t.seed);
    const made = new SortedSet(byHand.random);
    for (const [name, score] of scores) made.set(bytesOf(name), score);
    for (const [type, value] of [
      [TYPE.zset2, table],
      [TYPE.zsetListpack, packed],
    ] as const) {
      const read = counting(t.seed);
      t.given("read a sorted set of 200 members, type", type);
      readRdb(opened(unsummed(key(type, "z", value))).file, () => {}, 0, read.random);
      const [found, expected] = [read.draws(), byHand.draws()];
      t.holds(found >= expected, `${found} numbers drawn, and a SortedSet draws ${expected}`);
    }
  },
);

/** A generator that counts what is drawn of it. */
function counting(seed: number): { readonly random: Random; draws(): number } {
  const seeded = seededRandom(seed);
  let draws = 0;
  const drawn = (value: number) => {
    draws += 1;
    return value;
  };
  const random: Random = {
    next: () => drawn(seeded.next()),
    below: (bound) => drawn(seeded.below(bound)),
  };
  return { random, draws: () => draws };
}

law(
  "own-memory",
  "what is visited is its own: no later byte changes it, and it keeps no chunk alive",
  { hint: "A cursor over chunks" },
  (t) => {
    const entries: PlainEntry[] = Array.from({ length: 1_200 }, (_, i) => ({
      key: `key ${i}`,
      held:
        i % 2 === 0 ? list(`element ${i}`, "x".repeat(i % 90)) : hash([`field ${i}`, String(i)]),
    }));
    const bytes = unsummed(...partsOf(entries, seededRandom(t.seed)));
    const kept: (readonly [Uint8Array, Uint8Array])[] = [];
    const keep = (part: Uint8Array) => kept.push([part, Uint8Array.from(part)]);
    readBytes(bytes, 0, ({ key: name, value }) => {
      keep(name);
      if (value.kind === "list") for (const part of value.range(0, value.size)) keep(part);
      if (value.kind === "hash") for (const pair of value) pair.forEach(keep);
    });
    t.equal(kept.length, 3_600, "keys, elements, fields and values");
    for (const [part, copy] of kept) {
      t.bytes(part, copy);
      t.atMost(part.buffer.byteLength, part.length + 16_384, `bytes kept by ${part.length}`);
    }
    const texts = Array.from({ length: 2_000 }, (_, i) => `element ${i}`);
    const pairs = texts.flatMap((one, i) => [one, String(i)]);
    const pack = (...parts: string[]) => raw(packedTexts(...parts));
    const large = unsummed(
      key(TYPE.listQuicklist2, "list", counted(1, byte(2), pack(...texts))),
      key(TYPE.setListpack, "set", pack(...texts)),
      key(TYPE.hashListpack, "hash", pack(...pairs)),
      key(TYPE.zsetListpack, "zset", pack(...pairs)),
    );
    readBytes(large, 0, ({ value }) => {
      t.given("read", `a ${value.kind} of 2,000 elements in one listpack`);
      const parts = [...elementsOf(value)];
      t.holds(parts.length >= texts.length, `2,000 elements or more, not ${parts.length}`);
      for (const part of parts) {
        t.atMost(part.buffer.byteLength, part.length + 16_384, `bytes kept by ${part.length}`);
      }
    });
  },
);

/** All bytes that a collection has. */
function* elementsOf(value: Value): Iterable<Uint8Array> {
  if (value.kind === "list") yield* value.range(0, value.size);
  if (value.kind === "set") yield* value;
  if (value.kind === "hash") for (const pair of value) yield* pair;
  if (value.kind === "zset") for (const { member } of value.forward()) yield member;
}

law(
  "errors-pass-through",
  "what the visitor or the disk throws is not caught",
  { hint: "A cursor over chunks" },
  (t) => {
    const own = new Error("enough");
    t.did("threw", "an error in the visitor");
    const thrown = t.fails(() =>
      readBytes(SMALL, 0, () => {
        throw own;
      }),
    );
    t.holds(thrown === own, `the visitor's own error comes out, not ${thrown}`);
    const { disk, file } = opened(SMALL);
    disk.failReads();
    t.given("failed", "the first read of the disk");
    const error = t.fails(() => readRdb(file, () => {}), "EIO");
    t.holds(
      error instanceof DiskError && !(error instanceof CorruptionError),
      "a DiskError comes out",
    );
  },
);
