import { bloomFilterPolicy, bloomMayContain, dumpFilterBlock } from "@labs/db-07";
import { step } from "@labs/grader/testing";
import fc from "fast-check";
import { anyKey, joined, modelFilter, utf8 } from "./keys.ts";

const law = step("filter-block");

/** A data block: where it begins, and its keys. */
interface Placed {
  readonly offset: number;
  readonly keys: readonly Uint8Array[];
}

const anyBlocks = fc
  .array(
    fc.record({
      gap: fc.oneof(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 9000 })),
      keys: fc.array(anyKey, { minLength: 1, maxLength: 8 }),
    }),
    { maxLength: 10 },
  )
  .map((blocks) => {
    let offset = 0;
    return blocks.map(({ gap, keys }): Placed => {
      const placed = { offset, keys };
      offset += gap;
      return placed;
    });
  });

const anyBitsPerKey = fc.integer({ min: 1, max: 24 });

/** What the builder makes of these blocks. */
function built(blocks: readonly Placed[], bitsPerKey: number): Uint8Array {
  const builder = bloomFilterPolicy(bitsPerKey).builder();
  for (const { offset, keys } of blocks) {
    builder.startBlock(offset);
    for (const key of keys) builder.addKey(key);
  }
  return Uint8Array.from(builder.finish());
}

/** Numbers of 4 bytes, the lowest byte first. */
const fixed32 = (...numbers: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(4 * numbers.length);
  const view = new DataView(bytes.buffer);
  for (const [i, number] of numbers.entries()) view.setUint32(4 * i, number, true);
  return bytes;
};

/** A block of these filters, as they are; ranges of 2 to the power `baseLg`. */
function blockOf(filters: readonly Uint8Array[], baseLg = 11): Uint8Array {
  let at = 0;
  const offsets = filters.map((filter) => {
    at += filter.length;
    return at - filter.length;
  });
  return joined([...filters, fixed32(...offsets, at), Uint8Array.of(baseLg)]);
}

/** The filter block of these data blocks, by the definition. */
function modelBlock(blocks: readonly Placed[], bitsPerKey: number): Uint8Array {
  const rangeOf = ({ offset }: Placed) => Math.floor(offset / 2048);
  const count = blocks.length === 0 ? 0 : rangeOf(blocks.at(-1)!) + 1;
  const filters = Array.from({ length: count }, (_, range) => {
    const keys = blocks.filter((block) => rangeOf(block) === range).flatMap(({ keys }) => keys);
    return keys.length === 0 ? new Uint8Array() : modelFilter(keys, bitsPerKey);
  });
  return blockOf(filters);
}

const asks = (contents: Uint8Array, offset: number, key: Uint8Array | string): boolean =>
  bloomFilterPolicy(10)
    .reader(contents)
    .mayContain(offset, typeof key === "string" ? utf8(key) : key);

law(
  "name",
  "the policy has the name under which LevelDB looks for its filter",
  { hint: "The end of the block" },
  (t) => {
    t.equal(bloomFilterPolicy(10).name, "leveldb.BuiltinBloomFilter2");
    t.equal(bloomFilterPolicy(4).name, "leveldb.BuiltinBloomFilter2");
  },
);

law(
  "no-keys",
  "without a key the block is the offset of no offsets, and 11",
  { hint: "The end of the block" },
  (t) => {
    t.did("built", "nothing");
    t.bytes(built([], 10), Uint8Array.of(0, 0, 0, 0, 11));
    t.given("built", "a block at 0 without keys");
    t.bytes(built([{ offset: 0, keys: [] }], 10), Uint8Array.of(0, 0, 0, 0, 11));
  },
);

law(
  "one-block",
  "one block is one filter, its offset, the offset of that, and 11",
  { hint: "The end of the block" },
  (t) => {
    const keys = [utf8("apple"), utf8("pear"), utf8("plum")];
    const filter = modelFilter(keys, 10);
    t.did("built", '"apple", "pear", "plum" in the block at 0');
    t.bytes(
      built([{ offset: 0, keys }], 10),
      joined([filter, fixed32(0, filter.length), Uint8Array.of(11)]),
    );
  },
);

law(
  "shared-ranges",
  "blocks that begin in the same 2,048 bytes share a filter; 2048 begins the next",
  { hint: "Which range a block is in" },
  (t) => {
    const [a, b, c] = [utf8("a"), utf8("b"), utf8("c")];
    const together = modelFilter([a, b], 10);
    const alone = modelFilter([c], 10);
    t.did("built", '"a" at 0, "b" at 2047, "c" at 2048');
    const blocks = [
      { offset: 0, keys: [a] },
      { offset: 2047, keys: [b] },
      { offset: 2048, keys: [c] },
    ];
    t.bytes(built(blocks, 10), blockOf([together, alone]));
  },
);

law(
  "gaps",
  "a range in which no block begins has a filter of 0 bytes, and says no",
  { hint: "Ranges without a block" },
  (t) => {
    const [a, b] = [utf8("a"), utf8("b")];
    t.did("built", '"a" at 100, "b" at 9000');
    const block = built(
      [
        { offset: 100, keys: [a] },
        { offset: 9000, keys: [b] },
      ],
      10,
    );
    const none = new Uint8Array();
    t.bytes(block, blockOf([modelFilter([a], 10), none, none, none, modelFilter([b], 10)]));
    for (const offset of [2048, 5000, 8191]) {
      t.given("asked for", `"a" in the block at ${offset}`);
      t.equal(asks(block, offset, "a"), false);
    }
  },
);

law(
  "a-start-and-no-key",
  "a block that is started and gets no key leaves no filter, and ends the ranges before it",
  { hint: "Ranges without a block" },
  (t) => {
    const [a, b] = [utf8("a"), utf8("b")];
    t.did("built", '"a" at 0, "b" at 3000, then a block begun at 7000');
    const blocks = [
      { offset: 0, keys: [a] },
      { offset: 3000, keys: [b] },
      { offset: 7000, keys: [] },
    ];
    const none = new Uint8Array();
    t.bytes(built(blocks, 10), blockOf([modelFilter([a], 10), modelFilter([b], 10), none]));
    t.given("built", '"a" at 0, then a block begun at 4,000,000');
    const far = [
      { offset: 0, keys: [a] },
      { offset: 4_000_000, keys: [] },
    ];
    const empty = Array<Uint8Array>(Math.floor(4_000_000 / 2048) - 1).fill(none);
    t.bytes(built(far, 10), blockOf([modelFilter([a], 10), ...empty]));
  },
);

law(
  "any-blocks",
  "of any blocks the filter block is, byte for byte, LevelDB's",
  { hint: "Which range a block is in" },
  async (t) => {
    await t.forAll([anyBlocks, anyBitsPerKey], (blocks, bitsPerKey) => {
      t.did("built", blocks);
      t.did("bits a key", bitsPerKey);
      t.bytes(built(blocks, bitsPerKey), modelBlock(blocks, bitsPerKey));
    });
  },
);

law(
  "found",
  "each key is found where it was put, whatever bits per key the asking policy has",
  { hint: "Asking a range" },
  async (t) => {
    await t.forAll([anyBlocks, anyBitsPerKey, anyBitsPerKey], (blocks, bitsPerKey, other) => {
      t.did("built", blocks);
      const reader = bloomFilterPolicy(other).reader(built(blocks, bitsPerKey));
      for (const { offset, keys } of blocks) {
        for (const key of keys) {
          t.did("asked for", key);
          t.equal(reader.mayContain(offset, key), true, `of the block at ${offset}`);
        }
      }
    });
  },
);

law(
  "asked",
  "to any key at any offset a block says what the filter of that range says",
  { hint: "Asking a range" },
  async (t) => {
    const offset = fc.integer({ min: 0, max: 90_000 });
    await t.forAll([anyBlocks, anyKey, offset], (blocks, key, at) => {
      const contents = modelBlock(blocks, 10);
      t.did("of", blocks);
      t.did(`asked at ${at} for`, key);
      const range = Math.floor(at / 2048);
      const ranges = blocks.map(({ offset }) => Math.floor(offset / 2048));
      const keys = blocks.filter((_, i) => ranges[i] === range).flatMap(({ keys }) => keys);
      const expected =
        range > (ranges.at(-1) ?? -1) ||
        (keys.length > 0 && bloomMayContain(modelFilter(keys, 10), key));
      t.equal(asks(contents, at, key), expected);
    });
  },
);

law(
  "behind-the-last",
  "behind the last filter every key may be contained",
  { hint: "When there is no way to know" },
  (t) => {
    const block = built([{ offset: 0, keys: [utf8("a")] }], 10);
    for (const offset of [2048, 10_000, 2 ** 32, 2 ** 40]) {
      t.given("asked for", `"b" in the block at ${offset}`);
      t.equal(asks(block, offset, "b"), true);
    }
    t.given("asked", "a block without filters");
    t.equal(asks(Uint8Array.of(0, 0, 0, 0, 11), 0, "a"), true);
  },
);

law(
  "twice",
  "a key that is added twice counts twice, as LevelDB counts it",
  { hint: "Which range a block is in" },
  (t) => {
    const keys = Array.from({ length: 12 }, () => utf8("pear"));
    t.did("built", '"pear" twelve times in the block at 0');
    const block = built([{ offset: 0, keys }], 10);
    t.equal(block.length, 15 + 1 + 4 + 4 + 1, "the length: 120 bits, and what is behind them");
    t.bytes(block, blockOf([modelFilter(keys, 10)]));
    const versions = Array.from({ length: 3000 }, () => utf8("pear"));
    t.given("built", '"pear" three thousand times in the block at 0');
    t.bytes(built([{ offset: 0, keys: versions }], 10), blockOf([modelFilter(versions, 10)]));
  },
);

law(
  "borrowed",
  "a key is borrowed for the call: its bytes may be other ones afterwards",
  { hint: "A key is gone after the call" },
  (t) => {
    const builder = bloomFilterPolicy(10).builder();
    const key = utf8("pear");
    t.did("added", '"pear", whose bytes then become "plum", and added again');
    builder.startBlock(0);
    builder.addKey(key);
    key.set(utf8("plum"));
    builder.addKey(key);
    key.fill(0);
    const block = builder.finish();
    t.bytes(block, blockOf([modelFilter([utf8("pear"), utf8("plum")], 10)]));
    const reader = bloomFilterPolicy(10).reader(block);
    t.did("asked", "one reader, by one array, for none, pear, none and plum");
    for (const name of ["none", "pear", "none", "plum"]) {
      key.set(utf8(name));
      t.equal(reader.mayContain(0, key), name !== "none", `whether it may contain "${name}"`);
    }
  },
);

law(
  "builders",
  "two builders of one policy know nothing of each other",
  { hint: "A key is gone after the call" },
  (t) => {
    const policy = bloomFilterPolicy(10);
    const [one, two] = [policy.builder(), policy.builder()];
    t.did("added", '"a" to one builder and "b" to another, by turns');
    one.startBlock(0);
    two.startBlock(0);
    one.addKey(utf8("a"));
    two.addKey(utf8("b"));
    t.bytes(one.finish(), blockOf([modelFilter([utf8("a")], 10)]));
    t.bytes(two.finish(), blockOf([modelFilter([utf8("b")], 10)]));
  },
);

law(
  "backwards",
  "a block in a range whose filter is made is a bug, also where that was beyond 4 GiB",
  { hint: "Which range a block is in", seconds: 10 },
  (t) => {
    const builder = bloomFilterPolicy(10).builder();
    builder.startBlock(0);
    builder.addKey(utf8("a"));
    builder.startBlock(5000);
    t.did("started", "a block at 0, then one at 5000, then one at 4095");
    t.isBug(() => builder.startBlock(4095));
    const far = bloomFilterPolicy(10).builder();
    // In 32 bits the second would be negative, and the third in the range of 4096.
    for (const offset of [0, 2 ** 31, 2 ** 32 + 4096]) {
      t.given("started", `blocks from 0 on, the last of them at ${offset}`);
      far.startBlock(offset);
      far.addKey(utf8("a"));
    }
    t.did("started", "one at 4096");
    t.isBug(() => far.startBlock(4096));
    for (const bitsPerKey of [0, 2.5, Number.NaN]) {
      t.given("made", `a policy of ${bitsPerKey} bits per key`);
      t.isBug(() => bloomFilterPolicy(bitsPerKey));
    }
  },
);

law(
  "other-bases",
  "the last byte says how large a range is, also beyond 4 GiB",
  { hint: "Asking a range" },
  (t) => {
    const filters = ["a", "b", "c", "d", "e", "f"].map((name) => modelFilter([utf8(name)], 10));
    for (const baseLg of [0, 1, 11, 12, 16, 30, 31, 32, 40]) {
      const reader = bloomFilterPolicy(10).reader(blockOf(filters, baseLg));
      for (const [range, name] of ["a", "b", "c", "d", "e", "f"].entries()) {
        const offset = (range + 1) * 2 ** baseLg - 1;
        t.given("asked for", `"${name}" at ${offset}, ranges of 2^${baseLg} bytes`);
        t.equal(reader.mayContain(offset, utf8(name)), true);
        t.did("asked for", "the key of the range before");
        const before = ["f", "a", "b", "c", "d", "e"][range]!;
        t.equal(reader.mayContain(offset, utf8(before)), false);
      }
    }
    const huge = blockOf(filters, 255);
    t.given("asked for", '"a" at 2^40, ranges of 2^255 bytes');
    t.equal(asks(huge, 2 ** 40, "a"), true);
    t.equal(asks(huge, 2 ** 40, "b"), false);
  },
);

law("windows", "a block may be a window in a larger memory", { hint: "Asking a range" }, (t) => {
  const filters = [modelFilter([utf8("a")], 10), modelFilter([utf8("b")], 10)];
  const block = blockOf(filters);
  const memory = joined([new Uint8Array(37).fill(0xff), block, new Uint8Array(9).fill(0xff)]);
  const contents = memory.subarray(37, 37 + block.length);
  for (const [offset, key, expected] of [
    [0, "a", true],
    [0, "b", false],
    [2048, "b", true],
    [2048, "a", false],
  ] as const) {
    t.given("asked for", `"${key}" at ${offset}`);
    t.equal(asks(contents, offset, key), expected);
  }
});

law(
  "damaged",
  "a block that is not what it should be may contain any key",
  { hint: "When there is no way to know" },
  (t) => {
    const whole = built([{ offset: 0, keys: [utf8("a"), utf8("b")] }], 10);
    const says = (what: string, contents: Uint8Array, offset = 0) => {
      t.given("asked for", `a key that is not there: ${what}`);
      t.equal(asks(contents, offset, "nowhere"), true);
    };
    for (let length = 0; length < 5; length++) says(`${length} bytes`, whole.subarray(0, length));
    const changed = (at: number, ...word: readonly number[]) => {
      const copy = Uint8Array.from(whole);
      copy.set(fixed32(...word), at < 0 ? copy.length + at : at);
      return copy;
    };
    says("its array begins behind its end", changed(-5, 1000));
    says("its array begins one byte too far", changed(-5, whole.length - 4));
    says("its array begins at 2^32 - 1", changed(-5, 2 ** 32 - 1));
    const two = blockOf([modelFilter([utf8("a")], 10), modelFilter([utf8("b")], 10)]);
    const withOffsets = (first: number, second: number) => {
      const copy = Uint8Array.from(two);
      copy.set(fixed32(first, second), two.length - 13);
      return copy;
    };
    says("its filter begins behind its end", withOffsets(9, 0));
    says("its filter ends behind the array's beginning", withOffsets(0, two.length - 12));
    says("its filter is of no bytes, behind the array's beginning", withOffsets(5000, 5000));
    says("its filter begins at 2^32 - 1", withOffsets(2 ** 32 - 1, 9));
    // No bit is set, and what is behind the filters would be taken for a number of probes.
    const bare = blockOf([new Uint8Array(9), new Uint8Array(9)]);
    for (let behind = 1; behind <= 8; behind++) {
      const end = 18 + behind;
      const copy = Uint8Array.from(bare);
      copy.set(fixed32(3, end), 18);
      says(`its filter ends at ${end}, and the array begins at 18`, copy);
    }
    t.given("asked", "the whole block");
    t.equal(asks(whole, 0, "nowhere"), false);
  },
);

law(
  "any-bytes",
  "of any bytes there is an answer, and never a crash",
  { hint: "When there is no way to know" },
  async (t) => {
    const garbage = fc.uint8Array({ maxLength: 60 });
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 });
    const offset = fc.oneof(fc.nat(10_000), fc.integer({ min: 0, max: 2 ** 45 }));
    await t.forAll([garbage, anyBlocks, damage, offset], (bytes, blocks, changes, at) => {
      const mutated = modelBlock(blocks, 10);
      for (const [where, byte] of changes) mutated[where % mutated.length] = byte;
      for (const contents of [Uint8Array.from(bytes), mutated]) {
        t.did("asked of", contents);
        t.equal(typeof asks(contents, at, "pear"), "boolean", "the type of the answer");
        t.equal(typeof dumpFilterBlock(contents), "string", "the type of its dump");
      }
    });
  },
);
