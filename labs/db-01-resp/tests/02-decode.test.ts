import { type Limits, RespDecoder, type RespValue } from "@labs/db-01";
import { step, type Trial, visible } from "@labs/grader/testing";
import fc from "fast-check";
import {
  allocated,
  areLetGo,
  bytewise,
  chunkSizes,
  cut,
  decoded,
  grewAtMost,
  itemsMoved,
  memoryInUse,
  resp2Values,
  shown,
  utf8,
  wholeAndByByte,
  wire2,
} from "./model.ts";
import { array, bulkString, integer, nil, nilArray, simpleError, simpleString } from "./values.ts";

const law = step("decode");

const MIB = 1 << 20;

/** The stream gives these values, in one chunk and byte by byte, and then asks for more. */
function gives(t: Trial, stream: string | Uint8Array, ...values: RespValue[]): void {
  const bytes = typeof stream === "string" ? utf8(stream) : stream;
  for (const chunks of wholeAndByByte(bytes)) {
    t.given("fed", shown(chunks));
    t.equal(decoded(chunks), { values });
  }
}

/** The stream is refused with this code, in one chunk and byte by byte; these values come first. */
function refuses(
  t: Trial,
  stream: string,
  code: string,
  { limits = {}, values = [] }: { limits?: Partial<Limits>; values?: RespValue[] } = {},
): void {
  for (const chunks of wholeAndByByte(utf8(stream))) {
    t.given("fed", shown(chunks));
    if (Object.keys(limits).length > 0) t.did("limits", limits);
    t.equal(decoded(chunks, limits), { values, code });
  }
}

law("simple-values", "every kind of RESP2 is read", { hint: "The cut may be anywhere" }, (t) => {
  gives(t, "+OK\r\n", simpleString("OK"));
  gives(t, "-ERR no\r\n", simpleError("ERR no"));
  gives(t, ":1000\r\n", integer(1000));
  gives(t, "$5\r\nhello\r\n", bulkString("hello"));
  gives(t, "*2\r\n$3\r\nfoo\r\n:7\r\n", array([bulkString("foo"), integer(7)]));
  gives(t, "+\r\n", simpleString(""));
  gives(t, "+naïve 漢字\r\n", simpleString("naïve 漢字"));
  gives(t, "+a\u2028b\0\u0085\r\n", simpleString("a\u2028b\0\u0085"));
});

law(
  "empty-and-null",
  "an empty bulk string, a null, an empty array and a null array are four things",
  { hint: "An empty bulk is still a bulk" },
  (t) => {
    gives(t, "$0\r\n\r\n", bulkString(""));
    gives(t, "$-1\r\n", nil);
    gives(t, "*0\r\n", array([]));
    gives(t, "*-1\r\n", nilArray);
    gives(
      t,
      "*5\r\n$0\r\n\r\n$-1\r\n*0\r\n*-1\r\n*1\r\n*0\r\n",
      array([bulkString(""), nil, array([]), nilArray, array([array([])])]),
    );
  },
);

law(
  "binary-bulks",
  "a bulk string may hold any byte, CR and LF too: its length says where it ends",
  { hint: "An empty bulk is still a bulk" },
  (t) => {
    gives(t, "$6\r\n\r\n$1\r\n\r\n", bulkString("\r\n$1\r\n"));
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => 255 - index);
    gives(t, Buffer.concat([utf8("$256\r\n"), bytes, utf8("\r\n")]), bulkString(bytes));
  },
);

law(
  "malformed-utf8",
  "malformed UTF-8 in a simple string becomes U+FFFD, and a byte order mark stays",
  { hint: "Lines end with CRLF and have a limit" },
  (t) => {
    gives(t, Uint8Array.from([0x2b, 0x61, 0xff, 0x62, 13, 10]), simpleString("a\ufffdb"));
    gives(t, utf8("+\ufeffa\r\n"), simpleString("\ufeffa"));
  },
);

law(
  "not-yet",
  "next is undefined until the last byte of a value is there",
  { hint: "The cut may be anywhere" },
  (t) => {
    const values: [string, RespValue][] = [
      ["+OK\r\n", simpleString("OK")],
      [":12\r\n", integer(12)],
      ["$4\r\nab\r\n\r\n", bulkString("ab\r\n")],
      ["$-1\r\n", nil],
      ["*2\r\n*1\r\n$0\r\n\r\n:1\r\n", array([array([bulkString("")]), integer(1)])],
    ];
    for (const [whole, value] of values) {
      const bytes = utf8(whole);
      for (let size = 0; size < bytes.length; size++) {
        const decoder = new RespDecoder();
        t.given("fed only", visible(bytes.subarray(0, size)));
        decoder.push(bytes.subarray(0, size));
        t.equal(decoder.next(), undefined);
        t.equal(decoder.next(), undefined);
        t.did("then fed", visible(bytes.subarray(size)));
        decoder.push(bytes.subarray(size));
        t.equal(decoder.next(), value);
      }
    }
  },
);

law(
  "many-in-a-chunk",
  "several values in one chunk come one after the other, in order",
  { hint: "The cut may be anywhere" },
  (t) => {
    gives(
      t,
      "+a\r\n:1\r\n$1\r\nb\r\n*0\r\n-E\r\n",
      simpleString("a"),
      integer(1),
      bulkString("b"),
      array([]),
      simpleError("E"),
    );
  },
);

law(
  "every-split",
  "a stream cut in two at any byte gives the same values",
  { hint: "The cut may be anywhere" },
  (t) => {
    const stream = utf8("*3\r\n$4\r\na\r\nb\r\n:-12\r\n*2\r\n$0\r\n\r\n+x y\r\n$-1\r\n:7\r\n");
    const values = [
      array([bulkString("a\r\nb"), integer(-12), array([bulkString(""), simpleString("x y")])]),
      nil,
      integer(7),
    ];
    for (let at = 0; at <= stream.length; at++) {
      const chunks = [stream.subarray(0, at), stream.subarray(at)];
      t.given("fed", shown(chunks));
      t.equal(decoded(chunks), { values });
    }
  },
);

law(
  "any-chunking",
  "any chunking of the input gives the same values",
  { hint: "The cut may be anywhere" },
  async (t) => {
    const streams = fc.array(resp2Values, { minLength: 1, maxLength: 4 });
    await t.forAll([streams, chunkSizes], (values, sizes) => {
      const chunks = cut(Buffer.concat(values.map(wire2)), sizes);
      t.did("fed", shown(chunks));
      t.equal(decoded(chunks), { values });
    });
  },
);

law(
  "integers",
  "integers may have a sign and leading zeros",
  { hint: "Integers have 64 bits" },
  (t) => {
    gives(t, ":0\r\n:-0\r\n:-00\r\n:+5\r\n:-5\r\n:007\r\n", ...[0, 0, 0, 5, -5, 7].map(integer));
  },
);

law(
  "large-integers",
  "an integer beyond 2^53 is a bigint with every digit, up to 64 bits",
  { hint: "Integers have 64 bits" },
  (t) => {
    gives(t, ":9007199254740991\r\n", integer(9007199254740991));
    gives(t, ":9007199254740993\r\n", integer(9007199254740993n));
    gives(t, ":-9007199254740992\r\n", integer(-9007199254740992n));
    gives(t, ":9223372036854775807\r\n", integer(2n ** 63n - 1n));
    gives(t, ":-9223372036854775808\r\n", integer(-(2n ** 63n)));
    gives(t, ":000000000000000000000000000000001\r\n", integer(1));
  },
);

law(
  "bad-integers",
  "what is no integer of 64 bits is refused, with code invalid-number",
  { hint: "Integers have 64 bits" },
  (t) => {
    for (const text of [
      "",
      "-",
      "+",
      "abc",
      "1a",
      "1 ",
      " 1",
      "1.0",
      "1e3",
      "0x10",
      "--1",
      "+-1",
      "1_000",
      "9223372036854775808",
      "-9223372036854775809",
    ]) {
      refuses(t, `:${text}\r\n`, "invalid-number");
    }
    gives(t, ":10\r\n:-1\r\n", integer(10), integer(-1));
  },
);

law(
  "lengths",
  "a length has one spelling: no sign but -1, no leading zero, no blank",
  { hint: "Lengths have one spelling" },
  (t) => {
    for (const length of [
      "",
      "-",
      "-2",
      "-0",
      "+1",
      "01",
      "00",
      "1x",
      " 1",
      "1 ",
      "1.0",
      "0x1",
      "1e1",
      "-01",
      "99999999999999999999",
    ]) {
      refuses(t, `$${length}\r\n`, "invalid-bulk-length");
      refuses(t, `*${length}\r\n`, "invalid-multibulk-length");
    }
    gives(t, "$10\r\n0123456789\r\n*-1\r\n", bulkString("0123456789"), nilArray);
  },
);

law(
  "crlf",
  "a line ends with CRLF, and so does a bulk string; anything else is refused, with code expected-crlf, whatever the line says",
  { hint: "Lines end with CRLF and have a limit" },
  (t) => {
    for (const stream of [
      "$3\r\nabcXY\r\n",
      "$3\r\nabcd\r\n",
      "$0\r\nxx",
      "$1\r\na\r\r",
      "$1\r\na\n\r",
      "+a\rb\r\n",
      "+a\r\r\n",
      ":1\r:2\r\n",
      "+a\nb\r\n",
      "-a\nb\r\n",
      ":x\rY",
      ":\r\r",
      ":9223372036854775808\r:",
      "$x\rY",
      "$-2\r2",
      "*01\rY",
      "*1048577\r\r",
    ]) {
      refuses(t, stream, "expected-crlf");
    }
    gives(t, "$3\r\nabc\r\n+ab\r\n", bulkString("abc"), simpleString("ab"));
  },
);

law(
  "unknown-types",
  "a byte that begins no value is refused as soon as it is there, with code unknown-type",
  { hint: "The cut may be anywhere" },
  (t) => {
    for (const stream of ["x", "\r", "\n", " ", "5", "\0", "@OK\r\n"])
      refuses(t, stream, "unknown-type");
    refuses(t, "*2\r\n:1\r\nP", "unknown-type");
    refuses(t, "+OK\r\n:1\r\nP", "unknown-type", { values: [simpleString("OK"), integer(1)] });
  },
);

/** In 32 bits, or in 64, these would be -1, 0, 1 and 5. */
const BEYOND_32_BITS = ["4294967295", "4294967296", "4294967297", "4294967301"].concat([
  "18446744073709551615",
  "18446744073709551616",
  "18446744073709551621",
]);

law(
  "bulk-limit",
  "a bulk string longer than maxBulkBytes, by one byte or by 2^32, is refused before any of its bytes",
  { hint: "A length is a claim" },
  (t) => {
    const limits = { maxBulkBytes: 4 };
    t.did("limits", limits);
    t.did("fed", '"$4\\r\\nabcd\\r\\n"');
    t.equal(decoded([utf8("$4\r\nabcd\r\n")], limits), { values: [bulkString("abcd")] });
    refuses(t, "$5\r\n", "invalid-bulk-length", { limits });
    refuses(t, "$0\r\n\r\n$1\r\n", "invalid-bulk-length", {
      limits: { maxBulkBytes: 0 },
      values: [bulkString("")],
    });
    refuses(t, "$536870913\r\n", "invalid-bulk-length");
    for (const length of BEYOND_32_BITS) refuses(t, `$${length}\r\n`, "invalid-bulk-length");
  },
);

law(
  "element-limit",
  "an array of more than maxElements, by one or by 2^32, is refused before any of its items",
  { hint: "A length is a claim" },
  (t) => {
    const limits = { maxElements: 2 };
    t.did("limits", limits);
    t.did("fed", '"*2\\r\\n:1\\r\\n:2\\r\\n"');
    t.equal(decoded([utf8("*2\r\n:1\r\n:2\r\n")], limits), {
      values: [array([integer(1), integer(2)])],
    });
    refuses(t, "*3\r\n", "invalid-multibulk-length", { limits });
    refuses(t, "*0\r\n*1\r\n", "invalid-multibulk-length", {
      limits: { maxElements: 0 },
      values: [array([])],
    });
    refuses(t, "*1048577\r\n", "invalid-multibulk-length");
    for (const count of BEYOND_32_BITS) refuses(t, `*${count}\r\n`, "invalid-multibulk-length");
  },
);

law(
  "line-limit",
  "a line longer than maxInlineBytes is refused as soon as so many bytes are there",
  { hint: "Lines end with CRLF and have a limit" },
  (t) => {
    const limits = { maxInlineBytes: 6 };
    t.did("limits", limits);
    t.did("fed", '"+12345\\r\\n"');
    t.equal(decoded(cut(utf8("+12345\r\n"), [1]), limits), { values: [simpleString("12345")] });
    refuses(t, "+123456", "too-big-line", { limits });
    refuses(t, "+123456\r\n", "too-big-line", { limits });
    refuses(t, `-${"x".repeat(65_536)}`, "too-big-line");
  },
);

law(
  "depth-limit",
  "an array inside more than maxDepth - 1 others is refused when its count is read, with code too-deep",
  { hint: "Depth is bounded" },
  (t) => {
    const limits = { maxDepth: 2 };
    t.did("limits", limits);
    t.did("fed", '"*1\\r\\n*1\\r\\n:1\\r\\n"');
    t.equal(decoded([utf8("*1\r\n*1\r\n:1\r\n")], limits), {
      values: [array([array([integer(1)])])],
    });
    refuses(t, "*1\r\n*1\r\n*0\r\n", "too-deep", { limits });
    refuses(t, "*1\r\n*1\r\n*1\r\n", "too-deep", { limits });
    refuses(t, "*0\r\n", "too-deep", { limits: { maxDepth: 0 } });
    refuses(t, "*1\r\n*-1\r\n*1\r\n*0\r\n", "too-deep", {
      limits: { maxDepth: 1 },
      values: [array([nilArray])],
    });
    gives(t, `${"*1\r\n".repeat(128)}:1\r\n`, nest(integer(1), 128));
    refuses(t, "*1\r\n".repeat(129), "too-deep");
  },
);

function nest(value: RespValue, depth: number): RespValue {
  return depth === 0 ? value : nest(array([value]), depth - 1);
}

law(
  "hostile-depth",
  "a million nested arrays neither overflow the stack nor get past the limit",
  { hint: "Depth is bounded" },
  (t) => {
    t.did("fed", '"*1\\r\\n" a million times');
    t.equal(decoded([Buffer.alloc(4_000_000, "*1\r\n")]), { values: [], code: "too-deep" });
    t.did("limits", { maxDepth: 20_000 });
    t.did("fed", '"*1\\r\\n" 20,000 times, then ":1\\r\\n"');
    const { values, code } = decoded([utf8(`${"*1\r\n".repeat(20_000)}:1\r\n`)], {
      maxDepth: 20_000,
    });
    t.equal(code, undefined);
    let depth = 0;
    let [value] = values;
    for (; value?.kind === "array"; value = value.items[0]) depth++;
    t.equal(depth, 20_000, "the depth of the value");
    t.equal(value, integer(1), "what stands innermost");
  },
);

law(
  "errors-last",
  "after an error every call throws it again, and the values before it come first",
  { hint: "An error is for ever" },
  (t) => {
    refuses(t, "+a\r\n:1\r\n:x\r\n+b\r\n", "invalid-number", {
      values: [simpleString("a"), integer(1)],
    });
    const decoder = new RespDecoder();
    decoder.push(utf8("*2\r\n:1\r\n?"));
    t.did("fed", '"*2\\r\\n:1\\r\\n?"');
    const error = t.fails(() => decoder.next(), "unknown-type");
    t.equal((error as Error).name, "ProtocolError", "the error's name");
    decoder.push(utf8("+OK\r\n"));
    t.did("then fed", '"+OK\\r\\n"');
    const again = t.fails(() => decoder.next(), "unknown-type");
    t.holds(again === error, "it is the same error object each time");
  },
);

law(
  "push-never-throws",
  "push takes any bytes, none too, and throws for none; next does",
  { hint: "An error is for ever" },
  (t) => {
    const decoder = new RespDecoder();
    t.did("pushed", 'no bytes, "+OK\\r\\n", "x", ":x\\r\\n"');
    for (const chunk of ["", "+OK\r\n", "x", ":x\r\n", ""]) decoder.push(utf8(chunk));
    t.equal(decoder.next(), simpleString("OK"));
    t.fails(() => decoder.next(), "unknown-type");
    decoder.push(utf8("+OK\r\n"));
  },
);

law(
  "own-bytes",
  "a value stays as it is when the chunk's memory is used again",
  { hint: "A value owns its bytes" },
  async (t) => {
    const bulks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), {
      minLength: 1,
      maxLength: 6,
    });
    await t.forAll([bulks, chunkSizes], (contents, sizes) => {
      const stream = Buffer.concat(
        contents.map((bytes) => wire2(bulkString(Uint8Array.from(bytes)))),
      );
      const memory = new Uint8Array(32);
      const decoder = new RespDecoder();
      const values: RespValue[] = [];
      for (const chunk of cut(stream, sizes)) {
        memory.set(chunk);
        decoder.push(memory.subarray(0, chunk.length));
        memory.fill(0x21);
        for (let value = decoder.next(); value !== undefined; value = decoder.next())
          values.push(value);
      }
      t.did("fed", `${shown(cut(stream, sizes))}, every chunk in the same memory`);
      t.equal(
        values,
        contents.map((bytes) => bulkString(Uint8Array.from(bytes))),
      );
    });
  },
);

law(
  "large-values-own-bytes",
  "a large bulk owns its bytes too, whether it lies whole in one chunk or comes in parts",
  { hint: "A value owns its bytes" },
  (t) => {
    for (const size of [1_000, 20_000, 300_000]) {
      const content = new Uint8Array(size).fill(0x61);
      for (const parts of [1, 2, 3, 7]) {
        const chunks = cut(wire2(bulkString(content)), [Math.ceil((size + 16) / parts)]);
        const decoder = new RespDecoder();
        let value: RespValue | undefined;
        for (const chunk of chunks) {
          decoder.push(chunk);
          value = decoder.next();
          chunk.fill(0x21);
        }
        t.given(
          "fed",
          `a bulk of ${size} bytes, cut in ${chunks.length}, and wrote over each chunk`,
        );
        t.equal(value?.kind, "bulkString");
        if (value?.kind === "bulkString") t.bytes(value.bytes, content);
      }
    }
  },
);

law(
  "values-apart",
  "writing over one value's bytes changes no other value, not even one that is equal",
  { hint: "A value owns its bytes" },
  (t) => {
    t.did("fed", '"$3\\r\\none\\r\\n$3\\r\\ntwo\\r\\n", and wrote over the first');
    const { values } = decoded([utf8("$3\r\none\r\n$3\r\ntwo\r\n")]);
    const [first, second] = values;
    if (first?.kind === "bulkString") first.bytes.fill(0x21);
    t.equal(second, bulkString("two"));
    for (const text of ["a", "OK", "abc", "twenty-four bytes of it."]) {
      const stream = utf8(`$${text.length}\r\n${text}\r\n`.repeat(2));
      const decoder = new RespDecoder();
      t.given("fed", `${visible(stream)}, wrote over each value, and fed it again`);
      for (let times = 0; times < 2; times++) {
        decoder.push(stream);
        for (let value = decoder.next(); value !== undefined; value = decoder.next()) {
          t.equal(value, bulkString(text));
          if (value.kind === "bulkString") value.bytes.fill(0x21);
        }
      }
      t.equal(decoded([stream]).values, [bulkString(text), bulkString(text)]);
    }
  },
);

law(
  "copies",
  "a bulk string of 1 MiB fed one byte at a time is copied at most three times",
  { hint: "Bytes are copied a few times, not each time", seconds: 20 },
  (t) => {
    const content = Buffer.alloc(
      MIB,
      Uint8Array.from({ length: 251 }, (_, index) => index),
    );
    const stream = wire2(bulkString(content));
    t.did("fed", "a bulk string of 1 MiB, one byte at a time, asking for a value after each");
    const decoder = new RespDecoder();
    let value: RespValue | undefined;
    const copied = t.copies(4 * MIB, () => {
      for (const chunk of bytewise(stream)) {
        decoder.push(chunk);
        value ??= decoder.next();
      }
    });
    // The frame around it is copied too.
    t.atMost(copied, 3 * stream.length, "bytes copied");
    t.equal(value?.kind, "bulkString");
    if (value?.kind === "bulkString") t.bytes(value.bytes, content);
  },
);

law(
  "nothing-twice",
  "nothing is parsed twice: an array of 40,000 items fed one byte at a time takes no longer than its bytes do",
  { hint: "Nothing is parsed twice" },
  (t) => {
    t.did("fed", "an array of 40,000 integers, one byte at a time, asking for a value after each");
    const { values } = decoded(bytewise(utf8(`*40000\r\n${":1\r\n".repeat(40_000)}`)));
    t.equal(values, [array(new Array(40_000).fill(integer(1)))]);
  },
);

law(
  "many-values",
  "handing out a value costs the same however many wait behind it",
  { hint: "Nothing is parsed twice" },
  (t) => {
    const count = 100_000;
    t.did("fed", `${count} nulls in one chunk`);
    const chunk = Buffer.alloc(5 * count, "$-1\r\n");
    let values = 0;
    const takesAll = () => {
      values = 0;
      const decoder = new RespDecoder();
      decoder.push(chunk);
      for (let value = decoder.next(); value?.kind === "null"; value = decoder.next()) values++;
    };
    // Where each value moves all that wait, these are 50,000 and 400,000 for each.
    t.atMost(itemsMoved(500 * count, takesAll), 500 * count, "items of arrays moved");
    t.equal(values, count, "nulls");
    t.atMost(allocated(takesAll), 2_000 * count, "bytes allocated");
  },
);

law(
  "lets-go",
  "a value that was handed out is no longer the decoder's: it keeps nothing of it",
  { hint: "A value owns its bytes" },
  async (t) => {
    const decoder = new RespDecoder();
    const chunk = wire2(bulkString(new Uint8Array(MIB)));
    const before = memoryInUse();
    let values = 0;
    for (let n = 0; n < 64; n++) {
      decoder.push(chunk);
      while (decoder.next() !== undefined) values++;
    }
    t.did("fed", "64 bulks of 1 MiB, each handed out and forgotten");
    t.equal(values, 64, "values");
    await grewAtMost(t, before, 16);
    for (let n = 0; n < 64; n++) {
      decoder.push(chunk);
      if (decoder.next() !== undefined) values++;
    }
    t.did("fed", "64 more, asking only once for each");
    t.equal(values, 128, "values");
    await grewAtMost(t, before, 16);
    // A function of its own: no variable is left that holds a value.
    const handedOut = () => {
      const refs: WeakRef<RespValue>[] = [];
      decoder.push(Buffer.concat([wire2(bulkString("a")), wire2(bulkString("b"))]));
      for (let value = decoder.next(); value !== undefined; value = decoder.next())
        refs.push(new WeakRef(value));
      return refs;
    };
    const refs = handedOut();
    t.did("fed", "two bulks more in one chunk, and asked until there was no more");
    t.equal(refs.length, 2, "values");
    await areLetGo(t, refs, "values");
    decoder.push(utf8("+end\r\n"));
    t.equal(decoder.next(), simpleString("end"));
  },
);

law(
  "long-lines",
  "a line is not searched again from its start for every byte that comes",
  { hint: "Nothing is parsed twice" },
  (t) => {
    const limits = { maxInlineBytes: MIB };
    t.did("limits", limits);
    t.did(
      "fed",
      "a simple string of 200,000 bytes, one byte at a time, asking for a value after each",
    );
    const { values } = decoded(bytewise(utf8(`+${"x".repeat(200_000)}\r\n`)), limits);
    t.equal(values, [simpleString("x".repeat(200_000))]);
  },
);

law(
  "claims-cost-nothing",
  "memory follows the bytes that arrived, not those that were announced",
  { hint: "A length is a claim" },
  async (t) => {
    const before = memoryInUse();
    for (const claim of ["$536870912\r\nab", `${"*1048576\r\n".repeat(100)}`]) {
      const decoders = Array.from({ length: 10 }, () => {
        const decoder = new RespDecoder();
        decoder.push(utf8(claim));
        t.equal(decoder.next(), undefined);
        return decoder;
      });
      t.did("fed", `${visible(utf8(claim.slice(0, 24)))} … to ${decoders.length} decoders`);
      await grewAtMost(t, before, 48);
      t.holds(
        decoders.every((decoder) => decoder !== undefined),
        "the decoders are still there",
      );
    }
    t.given("fed", '"$1000000\\r\\n", then as many bytes');
    const content = new Uint8Array(1_000_000).fill(0x61);
    const { values } = decoded([utf8("$1000000\r\n"), content, utf8("\r\n")]);
    t.equal(values, [bulkString(content)]);
  },
);

law(
  "hostile-input",
  "random, cut short or altered input gives values or a coded error, never anything else",
  { hint: "An error is for ever" },
  async (t) => {
    const codes = [
      "invalid-bulk-length",
      "invalid-multibulk-length",
      "expected-crlf",
      "unknown-type",
      "too-big-line",
      "invalid-number",
      "too-deep",
    ];
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(..."+-:$*\r\n0123456789x"), maxLength: 60 }).map(utf8),
    );
    const altered = fc
      .tuple(resp2Values, fc.nat(), fc.nat(255), fc.nat())
      .map(([value, at, byte, end]) => {
        const stream = Uint8Array.from(wire2(value));
        stream[at % stream.length] = byte;
        return stream.subarray(0, 1 + (end % stream.length));
      });
    await t.forAll(
      [fc.nat(), fc.oneof(noise, altered), chunkSizes],
      (first, bytes, sizes) => {
        // What begins a value of RESP3 is the next step's.
        const rest = bytes.map((byte) =>
          "_#,(!=%~>|;.?".includes(String.fromCharCode(byte)) ? 0x78 : byte,
        );
        const stream = Buffer.concat([utf8(`:${first}\r\n`), rest]);
        const limits = { maxBulkBytes: 1000, maxElements: 100 };
        t.did("limits", limits);
        t.did("fed", visible(stream));
        const whole = decoded([Uint8Array.from(stream)], limits);
        t.equal(whole.values[0], integer(first), "the first value");
        t.holds(
          whole.code === undefined || codes.includes(String(whole.code)),
          `the code is ${whole.code}`,
        );
        t.did("and then in chunks", shown(cut(stream, sizes)));
        const pieces = decoded(cut(stream, sizes), limits);
        t.equal(pieces.values, whole.values);
        const alike = (pieces.code === undefined) === (whole.code === undefined);
        t.holds(alike, "an error in one way of cutting only");
      },
      { runs: 600 },
    );
  },
);
