import {
  createSession,
  type Entry,
  encode,
  hello,
  type Limits,
  RespDecoder,
  type RespValue,
  SERVER_VERSION,
  type Session,
  textOf,
} from "@labs/db-01";
import { step, type Trial, visible } from "@labs/grader/testing";
import fc from "fast-check";
import {
  allocated,
  chunkSizes,
  cut,
  decoded,
  doubleText,
  grewAtMost,
  memoryInUse,
  resp3Values,
  shown,
  utf8,
  wholeAndByByte,
  wire,
  wire2,
} from "./model.ts";
import {
  array,
  attribute,
  bigNumber,
  boolean,
  bulkError,
  bulkString,
  double,
  integer,
  map,
  nil,
  nilArray,
  push,
  set,
  simpleError,
  simpleString,
  verbatimString,
} from "./values.ts";

const law = step("resp3");

/** The value has this form in RESP3, and a decoder reads it back, in one chunk and byte by byte. */
function isWritten(t: Trial, value: RespValue, form: string): void {
  t.given("encoded for version 3", value);
  t.bytes(encode(value, 3), form);
  reads(t, form, value);
}

function reads(t: Trial, stream: string, ...values: RespValue[]): void {
  for (const chunks of wholeAndByByte(utf8(stream))) {
    t.given("fed", shown(chunks));
    t.equal(decoded(chunks), { values });
  }
}

function refuses(t: Trial, stream: string, code: string, limits: Partial<Limits> = {}): void {
  for (const chunks of wholeAndByByte(utf8(stream))) {
    t.given("fed", shown(chunks));
    if (Object.keys(limits).length > 0) t.did("limits", limits);
    t.equal(decoded(chunks, limits).code, code);
  }
}

function downgrades(t: Trial, value: RespValue, form: string): void {
  t.given("encoded for version 2", value);
  t.bytes(encode(value, 2), form);
}

law(
  "lines",
  "null, booleans and big numbers are lines",
  { hint: "RESP3 types obey the same limits" },
  (t) => {
    isWritten(t, nil, "_\r\n");
    isWritten(t, boolean(true), "#t\r\n");
    isWritten(t, boolean(false), "#f\r\n");
    isWritten(t, bigNumber(-(10n ** 40n)), `(-1${"0".repeat(40)}\r\n`);
    reads(t, "(+007\r\n", bigNumber(7n));
  },
);

law(
  "doubles",
  "a double is the shortest text that reads back as the same number",
  { hint: "Doubles have four special spellings" },
  (t) => {
    isWritten(t, double(0.1), ",0.1\r\n");
    isWritten(t, double(3), ",3\r\n");
    isWritten(t, double(-1.5e-7), ",-1.5e-7\r\n");
    isWritten(t, double(1e21), ",1e+21\r\n");
    isWritten(t, double(5e-324), ",5e-324\r\n");
    reads(
      t,
      ",10\r\n,+1.50\r\n,1E3\r\n,007.5\r\n",
      double(10),
      double(1.5),
      double(1000),
      double(7.5),
    );
  },
);

law(
  "special-doubles",
  "the infinities, NaN and negative zero have spellings of their own",
  { hint: "Doubles have four special spellings" },
  (t) => {
    isWritten(t, double(Number.POSITIVE_INFINITY), ",inf\r\n");
    isWritten(t, double(Number.NEGATIVE_INFINITY), ",-inf\r\n");
    isWritten(t, double(Number.NaN), ",nan\r\n");
    isWritten(t, double(-0), ",-0\r\n");
    reads(t, ",-nan\r\n", double(Number.NaN));
  },
);

law(
  "bad-lines",
  "a null with a text, another boolean, a number that is none: refused, each with its code",
  { hint: "Doubles have four special spellings" },
  (t) => {
    for (const line of ["_x", "_ ", "#", "#T", "#true", "#1", "#tf"])
      refuses(t, `${line}\r\n`, "invalid-value");
    for (const line of [
      ",",
      ",.5",
      ",1.",
      ",0x10",
      ",1e",
      ",e1",
      ", 1",
      ",1 ",
      ",Infinity",
      ",+inf",
      ",NaN",
      ",1_0",
      ",--1",
      ",1.2.3",
    ]) {
      refuses(t, `${line}\r\n`, "invalid-number");
    }
    for (const line of ["_\n", "#t\n", ",1\n", "(1\n", "#\nt"])
      refuses(t, `${line}\r\n`, "expected-crlf");
    for (const line of ["(", "(1.0", "(1e3", "(0x1", "(1n", "(-", "( 1"])
      refuses(t, `${line}\r\n`, "invalid-number");
    for (const line of ["_x", "#x", ",x", "(x", "!x", "=01", "%x", "~-1", "|1048577", ">?"])
      refuses(t, `${line}\rY`, "expected-crlf");
  },
);

law(
  "blobs",
  "a bulk error is like a bulk string; a verbatim string's length counts its format and colon",
  { hint: "A verbatim string counts its format" },
  (t) => {
    isWritten(t, bulkError("SYNTAX invalid\r\nsyntax"), "!22\r\nSYNTAX invalid\r\nsyntax\r\n");
    isWritten(t, bulkError(""), "!0\r\n\r\n");
    isWritten(t, verbatimString("txt", "Some string"), "=15\r\ntxt:Some string\r\n");
    isWritten(t, verbatimString("mkd", ""), "=4\r\nmkd:\r\n");
    isWritten(t, verbatimString("txt", "é:\r\n"), "=9\r\ntxt:é:\r\n\r\n");
  },
);

law(
  "bad-formats",
  "a format is three characters from ! to ~, when it is written and when it is read",
  { hint: "A verbatim string counts its format" },
  (t) => {
    for (const format of [
      "",
      "tx",
      "text",
      "t x",
      "tx\x7f",
      "\x1ftx",
      "té!",
      "a\r\n",
      "txt\n",
      "txt\nmkd",
    ]) {
      for (const version of [2, 3] as const) {
        t.given(`encoded for version ${version}`, { kind: "verbatimString", format });
        t.fails(() => encode(verbatimString(format, "x"), version), "bad-format");
      }
    }
    isWritten(t, verbatimString("!a~", "x"), "=5\r\n!a~:x\r\n");
    for (const stream of [
      "=3\r\ntxt\r\n",
      "=0\r\n\r\n",
      "=5\r\ntext:\r\n",
      "=4\r\nt x:\r\n",
      "=4\r\ntx\x7f:\r\n",
      "=4\r\n\x1ftx:\r\n",
      "=5\r\ntxt x\r\n",
    ]) {
      refuses(t, stream, "invalid-value");
    }
  },
);

law(
  "aggregates",
  "a map counts its entries, a set and a push their items; what stands twice is kept",
  { hint: "A map counts entries" },
  (t) => {
    isWritten(
      t,
      map([
        [simpleString("a"), integer(1)],
        [integer(2), array([])],
      ]),
      "%2\r\n+a\r\n:1\r\n:2\r\n*0\r\n",
    );
    isWritten(t, map([]), "%0\r\n");
    isWritten(t, set([integer(1), integer(1), bulkString("x")]), "~3\r\n:1\r\n:1\r\n$1\r\nx\r\n");
    isWritten(t, push([simpleString("pubsub"), bulkString("hi")]), ">2\r\n+pubsub\r\n$2\r\nhi\r\n");
    const twice = map([
      [integer(1), nil],
      [integer(1), map([[map([]), set([])]])],
    ]);
    isWritten(t, twice, "%2\r\n:1\r\n_\r\n:1\r\n%1\r\n%0\r\n~0\r\n");
  },
);

law(
  "attributes",
  "an attribute annotates the value after it; the two are one value",
  { hint: "An attribute waits for its value" },
  (t) => {
    const note = attribute([[simpleString("ttl"), integer(60)]], bulkString("x"));
    isWritten(t, note, "|1\r\n+ttl\r\n:60\r\n$1\r\nx\r\n");
    isWritten(
      t,
      array([integer(1), note, integer(2)]),
      "*3\r\n:1\r\n|1\r\n+ttl\r\n:60\r\n$1\r\nx\r\n:2\r\n",
    );
    isWritten(t, attribute([], attribute([], nil)), "|0\r\n|0\r\n_\r\n");
    const decoder = new RespDecoder();
    t.did("fed only", '"|1\\r\\n+ttl\\r\\n:60\\r\\n"');
    decoder.push(utf8("|1\r\n+ttl\r\n:60\r\n"));
    t.equal(decoder.next(), undefined);
  },
);

law(
  "pushes-anywhere",
  "a push may come between any two values",
  { hint: "A map counts entries" },
  (t) => {
    reads(
      t,
      "+a\r\n>1\r\n+note\r\n:1\r\n",
      simpleString("a"),
      push([simpleString("note")]),
      integer(1),
    );
  },
);

law(
  "round-trip",
  "any value of RESP3 is encoded by the rules, and read back the same however it is cut",
  { hint: "A map counts entries" },
  async (t) => {
    await t.forAll([resp3Values, chunkSizes], (value, sizes) => {
      const form = wire(value);
      t.given("encoded for version 3", value);
      t.bytes(encode(value, 3), form);
      const chunks = cut(form, sizes);
      t.did("fed", shown(chunks));
      t.equal(decoded(chunks), { values: [value] });
    });
  },
);

law(
  "downgrade",
  "a client of RESP2 is told the same in the kinds it knows",
  { hint: "A RESP2 client gets the same in poorer clothes" },
  (t) => {
    downgrades(t, boolean(true), ":1\r\n");
    downgrades(t, boolean(false), ":0\r\n");
    downgrades(t, double(1.5), "$3\r\n1.5\r\n");
    downgrades(t, double(Number.NEGATIVE_INFINITY), "$4\r\n-inf\r\n");
    downgrades(t, double(-0), "$2\r\n-0\r\n");
    downgrades(t, bigNumber(123n), "$3\r\n123\r\n");
    downgrades(t, bulkError("ERR a\r\nb"), "-ERR a  b\r\n");
    downgrades(t, bulkError("\ufeffERR"), "-\ufeffERR\r\n");
    downgrades(t, verbatimString("txt", "hé"), "$3\r\nhé\r\n");
    downgrades(t, map([[simpleString("a"), nil]]), "*2\r\n+a\r\n$-1\r\n");
    downgrades(t, set([integer(1)]), "*1\r\n:1\r\n");
    downgrades(t, push([integer(1), nilArray]), "*2\r\n:1\r\n*-1\r\n");
    downgrades(t, attribute([[integer(1), integer(2)]], integer(3)), ":3\r\n");
  },
);

law(
  "large-maps",
  "a map of 200,000 entries is encoded at a linear cost, for either version",
  { hint: "A RESP2 client gets the same in poorer clothes" },
  (t) => {
    const value = map(new Array<Entry>(200_000).fill([integer(1), nil]));
    for (const version of [2, 3] as const) {
      t.given(`encoded for version ${version}`, "a map of 200,000 entries");
      const [head, entry] =
        version === 2 ? ["*400000\r\n", ":1\r\n$-1\r\n"] : ["%200000\r\n", ":1\r\n_\r\n"];
      const expected = utf8(head + entry.repeat(200_000));
      let reply: Uint8Array | undefined;
      const copied = t.copies(40_000_000, () => {
        reply = encode(value, version);
      });
      t.atMost(copied, 20 * expected.length, "bytes copied");
      t.bytes(reply, expected);
    }
  },
);

law(
  "downgrade-inside",
  "whatever stands inside is downgraded too, however deep",
  { hint: "A RESP2 client gets the same in poorer clothes" },
  async (t) => {
    downgrades(
      t,
      array([map([[boolean(true), set([double(2)])]])]),
      "*1\r\n*2\r\n:1\r\n*1\r\n$1\r\n2\r\n",
    );
    await t.forAll([resp3Values], (value) => {
      t.given("encoded for version 2", value);
      t.bytes(encode(value, 2), wire2(poorer(value)));
    });
  },
);

/** The same value in RESP2's kinds. */
function poorer(value: RespValue): RespValue {
  if (value.kind === "attribute") return poorer(value.value);
  if (value.kind === "map") return array(value.entries.flat().map(poorer));
  if (value.kind === "array" || value.kind === "set" || value.kind === "push") {
    return array(value.items.map(poorer));
  }
  if (value.kind === "verbatimString") return bulkString(value.bytes);
  if (value.kind === "bulkError") {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(value.bytes);
    return simpleError(text.replace(/[\r\n]/g, " "));
  }
  if (value.kind === "bigNumber") return bulkString(`${value.value}`);
  if (value.kind === "double") return bulkString(doubleText(value.value));
  return value.kind === "boolean" ? integer(Number(value.value)) : value;
}

law(
  "limits",
  "RESP3's kinds obey the limits of RESP2's, with the same codes; an entry is two elements",
  { hint: "RESP3 types obey the same limits" },
  (t) => {
    for (const type of ["!", "="])
      refuses(t, `${type}5\r\n`, "invalid-bulk-length", { maxBulkBytes: 4 });
    for (const type of ["~", ">"])
      refuses(t, `${type}5\r\n`, "invalid-multibulk-length", { maxElements: 4 });
    for (const type of ["%", "|"])
      refuses(t, `${type}3\r\n`, "invalid-multibulk-length", { maxElements: 4 });
    // In 32 bits, twice the first would be 2.
    for (const count of ["2147483649", "4294967297"]) {
      for (const type of ["%", "~", ">", "|"])
        refuses(t, `${type}${count}\r\n`, "invalid-multibulk-length");
      for (const type of ["!", "=", "$?\r\n;"])
        refuses(t, `${type}${count}\r\n`, "invalid-bulk-length");
    }
    t.did("limits", { maxElements: 4 });
    t.did("fed", '"%2\\r\\n" and four integers');
    t.equal(decoded([utf8("%2\r\n:1\r\n:2\r\n:3\r\n:4\r\n")], { maxElements: 4 }), {
      values: [
        map([
          [integer(1), integer(2)],
          [integer(3), integer(4)],
        ]),
      ],
    });
    for (const type of ["!", "="])
      for (const length of ["-1", "01", "x", ""])
        refuses(t, `${type}${length}\r\n`, "invalid-bulk-length");
    for (const type of ["%", "~", ">", "|"]) {
      for (const count of ["-1", "01", "x", ""])
        refuses(t, `${type}${count}\r\n`, "invalid-multibulk-length");
    }
  },
);

law(
  "exactly-at-the-limits",
  "what is exactly at a limit is accepted: entries count as two, an annotated value as none, a stream as its parts",
  { hint: "RESP3 types obey the same limits" },
  (t) => {
    const limits = { maxElements: 4, maxBulkBytes: 4, maxDepth: 1 };
    const entries: Entry[] = [
      [integer(1), integer(2)],
      [integer(3), integer(4)],
    ];
    const accepted: [stream: string, value: RespValue, times?: number][] = [
      ["|2\r\n:1\r\n:2\r\n:3\r\n:4\r\n:5\r\n", attribute(entries, integer(5))],
      ["%?\r\n:1\r\n:2\r\n:3\r\n:4\r\n.\r\n", map(entries)],
      ["*1\r\n$?\r\n;4\r\nabcd\r\n;0\r\n", array([bulkString("abcd")])],
      ["$?\r\n;3\r\nabc\r\n;0\r\n", bulkString("abc"), 2],
      ["~?\r\n:1\r\n.\r\n", set([integer(1)]), 20],
      ["|0\r\n:1\r\n", attribute([], integer(1)), 20],
      ["*?\r\n*-1\r\n.\r\n", array([nilArray])],
    ];
    for (const [form, value, times = 1] of accepted) {
      const stream = utf8(form.repeat(times));
      t.given("fed", visible(stream));
      t.did("limits", limits);
      t.equal(decoded([stream], limits), { values: new Array(times).fill(value) });
    }
    refuses(t, "%?\r\n:1\r\n:2\r\n:3\r\n:4\r\n:5\r\n", "invalid-multibulk-length", limits);
  },
);

law(
  "claims-cost-nothing",
  "memory follows the bytes that arrived, not those that were announced, in RESP3 too",
  { hint: "RESP3 types obey the same limits" },
  async (t) => {
    const before = memoryInUse();
    for (const claim of [
      "%524288",
      "~1048576",
      ">1048576",
      "|524288",
      "!536870912",
      "=536870912",
    ]) {
      const decoders = Array.from({ length: 10 }, () => {
        const decoder = new RespDecoder();
        decoder.push(utf8(`${claim}\r\n`));
        t.equal(decoder.next(), undefined);
        return decoder;
      });
      t.given("fed", `"${claim}\\r\\n" to ${decoders.length} decoders`);
      await grewAtMost(t, before, 24);
      t.holds(
        decoders.every((decoder) => decoder !== undefined),
        "the decoders are still there",
      );
    }
    reads(t, "!5\r\nabcde\r\n~1\r\n:1\r\n", bulkError("abcde"), set([integer(1)]));
  },
);

law(
  "large-values",
  "a large verbatim string and a map of very many entries are read at a linear cost",
  { hint: "A map counts entries" },
  (t) => {
    const text = "x".repeat(1_000_000);
    t.did("fed", "a verbatim string of 1,000,000 bytes");
    t.equal(decoded([wire(verbatimString("txt", text))]).values, [verbatimString("txt", text)]);
    const entries = 300_000;
    t.given("fed", `a map of ${entries} entries, nulls but for the last`);
    const nulls = Buffer.alloc(10 * (entries - 1), "$-1\r\n");
    const [value] = decoded([utf8(`%${entries}\r\n`), nulls, utf8(":1\r\n:2\r\n")]).values;
    t.equal(value?.kind, "map");
    if (value?.kind !== "map") return;
    t.equal(value.entries.length, entries);
    let bothNull = 0;
    for (const [key, item] of value.entries)
      if (key.kind === "null" && item.kind === "null") bothNull++;
    t.equal(bothNull, entries - 1, "entries that are two nulls");
    t.equal(value.entries.at(-1), [integer(1), integer(2)]);
  },
);

law(
  "streamed-strings-are-linear",
  "a stream of many parts is put together once: neither bytes nor items are copied again for each",
  { hint: "A stream is the plain kind" },
  (t) => {
    const stream = utf8(`$?\r\n${";1\r\nx\r\n".repeat(10_000)};0\r\n`);
    const decoder = new RespDecoder();
    t.did("fed", "a streamed string of 10,000 parts, one byte each");
    let value: RespValue | undefined;
    const copied = t.copies(20 * stream.length, () => {
      decoder.push(stream);
      value = decoder.next();
    });
    t.atMost(copied, 20 * stream.length, "bytes copied");
    t.equal(value, bulkString("x".repeat(10_000)));
    const ones = new Array<RespValue>(10_000).fill(integer(1));
    const pairs = new Array<Entry>(5_000).fill([integer(1), integer(1)]);
    for (const [type, whole] of [
      ["*", array(ones)],
      ["~", set(ones)],
      ["%", map(pairs)],
    ] as const) {
      const items = utf8(`${type}?\r\n${":1\r\n".repeat(10_000)}.\r\n`);
      t.given("fed", `"${type}?\\r\\n", 10,000 integers, ".\\r\\n"`);
      const bytes = allocated(() => {
        decoder.push(items);
        value = decoder.next();
      });
      t.atMost(bytes, 2_000 * 10_000, "bytes allocated");
      t.equal(value, whole);
    }
  },
);

law(
  "depth",
  "maps, sets, pushes and attributes count towards the depth; an attribute until its value is whole",
  { hint: "An attribute waits for its value" },
  (t) => {
    const limits = { maxDepth: 2 };
    for (const stream of [
      "%1\r\n~1\r\n*0\r\n",
      ">1\r\n*1\r\n%0\r\n",
      "|0\r\n|0\r\n|0\r\n",
      "|1\r\n:1\r\n:1\r\n*1\r\n~0\r\n",
    ]) {
      refuses(t, stream, "too-deep", limits);
    }
    const note = (value: number) => attribute([], integer(value));
    const accepted: [string, RespValue][] = [
      ["%1\r\n:1\r\n~1\r\n:1\r\n", map([[integer(1), set([integer(1)])]])],
      ["|0\r\n*1\r\n:1\r\n", attribute([], array([integer(1)]))],
      ["*2\r\n|0\r\n:1\r\n|0\r\n:2\r\n", array([note(1), note(2)])],
    ];
    for (const [stream, value] of accepted) {
      t.given("fed", visible(utf8(stream)));
      t.did("limits", limits);
      t.equal(decoded([utf8(stream)], limits), { values: [value] });
    }
  },
);

law(
  "streamed-strings",
  "a streamed string is its parts together, one bulk string",
  { hint: "A stream is the plain kind" },
  (t) => {
    reads(t, "$?\r\n;4\r\nHell\r\n;5\r\no wor\r\n;2\r\nld\r\n;0\r\n", bulkString("Hello world"));
    reads(t, "$?\r\n;0\r\n", bulkString(""));
    reads(t, "*2\r\n$?\r\n;2\r\n\r\n\r\n;0\r\n:1\r\n", array([bulkString("\r\n"), integer(1)]));
    refuses(t, "$?\r\n;3\r\nabc\r\n;2\r\n", "invalid-bulk-length", { maxBulkBytes: 4 });
    for (const length of ["-1", "x", "01", "?"])
      refuses(t, `$?\r\n;${length}\r\n`, "invalid-bulk-length");
  },
);

law(
  "streamed-aggregates",
  "a streamed array, set or map ends with a dot, and is the plain kind",
  { hint: "A stream is the plain kind" },
  (t) => {
    reads(
      t,
      "*?\r\n:1\r\n*?\r\n.\r\n+a\r\n.\r\n",
      array([integer(1), array([]), simpleString("a")]),
    );
    reads(t, "~?\r\n:1\r\n:1\r\n.\r\n", set([integer(1), integer(1)]));
    reads(
      t,
      "%?\r\n+a\r\n:1\r\n+b\r\n:2\r\n.\r\n",
      map([
        [simpleString("a"), integer(1)],
        [simpleString("b"), integer(2)],
      ]),
    );
    reads(t, "*?\r\n.\r\n%?\r\n.\r\n", array([]), map([]));
    refuses(t, "*?\r\n:1\r\n:2\r\n:3\r\n", "invalid-multibulk-length", { maxElements: 2 });
    refuses(t, "*?\r\n*?\r\n*?\r\n", "too-deep", { maxDepth: 2 });
    for (const type of [">", "|"]) refuses(t, `${type}?\r\n`, "invalid-multibulk-length");
  },
);

law(
  "misplaced",
  "a part or a dot where none belongs is refused, with code misplaced-part",
  { hint: "Each part of a stream in its place" },
  (t) => {
    const misplaced = [
      ";1\r\n",
      "*1\r\n;1\r\n",
      "$?\r\n+a\r\n",
      "$?\r\n$1\r\n",
      "$?\r\n.\r\n",
      ".\r\n",
      "*1\r\n.\r\n",
      "*?\r\n.x\r\n",
      "%?\r\n+a\r\n.\r\n",
      "*?\r\n|0\r\n.\r\n",
      "*?\r\n|1\r\n+a\r\n.\r\n",
    ];
    for (const stream of misplaced) refuses(t, stream, "misplaced-part");
    reads(t, "$?\r\n;1\r\na\r\n;0\r\n*?\r\n.\r\n", bulkString("a"), array([]));
  },
);

law(
  "hostile-input",
  "random, cut short or altered RESP3 gives values or a coded error, and cutting it changes nothing",
  { hint: "Each part of a stream in its place" },
  async (t) => {
    const noise = fc
      .string({
        unit: fc.constantFrom(..."+-:$*_#,(!=%~>|;.?\r\n", "\r\n", "1\r\n", "0\r\n", "2\r\n"),
        maxLength: 40,
      })
      .map(utf8);
    const altered = fc
      .tuple(resp3Values, fc.nat(), fc.nat(255), fc.nat())
      .map(([value, at, byte, end]) => {
        const stream = Uint8Array.from(wire(value));
        stream[at % stream.length] = byte;
        return stream.subarray(0, 1 + (end % stream.length));
      });
    await t.forAll(
      [fc.nat(), fc.oneof(noise, altered), chunkSizes],
      (first, rest, sizes) => {
        const stream = Buffer.concat([utf8(`,${first}\r\n`), rest]);
        t.did("fed", visible(stream));
        const limits = { maxBulkBytes: 1000, maxElements: 100, maxDepth: 10 };
        const whole = decoded([Uint8Array.from(stream)], limits);
        t.equal(whole.values[0], double(first), "the first value");
        const pieces = decoded(cut(stream, sizes), limits);
        t.did("and then in chunks", shown(cut(stream, sizes)));
        t.equal(pieces.values, whole.values);
        const alike = (pieces.code === undefined) === (whole.code === undefined);
        t.holds(alike, "an error in one way of cutting only");
      },
      { runs: 600 },
    );
  },
);

/** HELLO with these words. */
function says(t: Trial, session: Session, words: string): RespValue {
  t.given("said", `HELLO ${words}`);
  return hello(session, words === "" ? [] : words.split(" ").map(utf8));
}

const aboutServer = (proto: number, id: number): RespValue => {
  const text = (key: string, value: string): [RespValue, RespValue] => [
    bulkString(key),
    bulkString(value),
  ];
  return map([
    text("server", "redis"),
    text("version", SERVER_VERSION),
    [bulkString("proto"), integer(proto)],
    [bulkString("id"), integer(id)],
    text("mode", "standalone"),
    text("role", "master"),
    [bulkString("modules"), array([])],
  ]);
};

law(
  "hello",
  "HELLO tells about the server; HELLO 2 and HELLO 3 set the protocol",
  { hint: "HELLO sets the protocol last" },
  (t) => {
    const session = createSession(7);
    t.equal(says(t, session, ""), aboutServer(2, 7));
    t.equal(session.protocol, 2, "session.protocol");
    t.equal(says(t, session, "3"), aboutServer(3, 7));
    t.equal(session.protocol, 3, "session.protocol");
    t.equal(says(t, session, ""), aboutServer(3, 7));
    t.equal(says(t, session, "2"), aboutServer(2, 7));
    t.equal(session.protocol, 2, "session.protocol");
  },
);

law(
  "hello-versions",
  "a version that is none, or not ours, is refused and changes nothing",
  { hint: "HELLO sets the protocol last" },
  (t) => {
    const session = createSession(1);
    says(t, session, "3");
    for (const version of ["1", "4", "0", "-2", "100", "9223372036854775807"]) {
      t.equal(says(t, session, version), simpleError("NOPROTO unsupported protocol version"));
    }
    for (const version of ["x", "03", "+3", "3.0", "3x", "\ufeff3", "9223372036854775808"]) {
      t.equal(
        says(t, session, version),
        simpleError("ERR Protocol version is not an integer or out of range"),
      );
    }
    t.equal(session.protocol, 3, "session.protocol");
  },
);

law(
  "hello-options",
  "HELLO takes AUTH and SETNAME in any order and case, and sets the protocol only when all of it is right",
  { hint: "HELLO sets the protocol last" },
  (t) => {
    const session = createSession(1);
    t.equal(says(t, session, "3 setname worker AUTH default secret"), aboutServer(3, 1));
    t.equal([session.protocol, session.name], [3, "worker"], "session.protocol and session.name");
    const wrong: [string, string][] = [
      ["2 AUTH DEFAULT x", "WRONGPASS invalid username-password pair or user is disabled."],
      ["2 AUTH root x", "WRONGPASS invalid username-password pair or user is disabled."],
      ["2 AUTH default", "ERR Syntax error in HELLO option 'AUTH'"],
      ["2 SetName", "ERR Syntax error in HELLO option 'SetName'"],
      ["2 SETNAME a BOGUS", "ERR Syntax error in HELLO option 'BOGUS'"],
    ];
    for (const [words, error] of wrong) t.equal(says(t, session, words), simpleError(error));
    t.equal(session.protocol, 3, "session.protocol");
    t.equal(session.name, "a", "session.name: a SETNAME before the error has taken effect");
  },
);

law(
  "names",
  "a name with a blank or a special character is refused and changes nothing; the empty one takes it away",
  { hint: "Names without blanks" },
  (t) => {
    const session = createSession(1);
    says(t, session, "2 SETNAME first");
    t.did("textOf", "a byte order mark, then an a");
    t.equal(textOf(utf8("\ufeffa")), "\ufeffa");
    for (const name of ["a b", "a\nb", "é", "\x7f", "tab\t", "\ufeffa"]) {
      t.given("said", `HELLO 3 SETNAME ${JSON.stringify(name)}`);
      t.equal(
        hello(session, ["3", "SETNAME", name].map(utf8)),
        simpleError("ERR Client names cannot contain spaces, newlines or special characters."),
      );
    }
    t.equal([session.protocol, session.name], [2, "first"], "session.protocol and session.name");
    t.given("said", 'HELLO 3 SETNAME ""');
    hello(session, ["3", "SETNAME", ""].map(utf8));
    t.equal([session.protocol, session.name], [3, ""], "session.protocol and session.name");
  },
);
