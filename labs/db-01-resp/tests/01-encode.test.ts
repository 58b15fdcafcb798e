import {
  array,
  bulkString,
  encode,
  integer,
  nil,
  nilArray,
  type RespValue,
  simpleError,
  simpleString,
} from "@labs/db-01";
import { step, type Trial } from "@labs/grader/testing";
import fc from "fast-check";
import { resp2Values, utf8, wire, wire2 } from "./model.ts";

const law = step("encode");

function encodes(t: Trial, value: RespValue, expected: string | Uint8Array): void {
  t.given("encoded", value);
  t.bytes(encode(value, 2), expected);
}

law(
  "simple-strings",
  "a simple string is + then its text then CRLF",
  { hint: "The first byte names the type" },
  (t) => {
    encodes(t, simpleString("OK"), "+OK\r\n");
    encodes(t, simpleString(""), "+\r\n");
    encodes(t, simpleString("naïve 漢字"), "+naïve 漢字\r\n");
  },
);

law(
  "simple-errors",
  "an error is - then its text then CRLF",
  { hint: "The first byte names the type" },
  (t) => {
    encodes(t, simpleError("ERR unknown command 'foo'"), "-ERR unknown command 'foo'\r\n");
    encodes(t, simpleError("BUSY"), "-BUSY\r\n");
  },
);

law(
  "integers",
  "an integer is : then its digits then CRLF",
  { hint: "An integer is exact or refused" },
  (t) => {
    encodes(t, integer(0), ":0\r\n");
    encodes(t, integer(1000), ":1000\r\n");
    encodes(t, integer(-1), ":-1\r\n");
    encodes(t, { kind: "integer", value: -0 }, ":0\r\n");
  },
);

law(
  "large-integers",
  "an integer beyond 2^53 keeps every digit, up to 64 bits",
  { hint: "An integer is exact or refused" },
  (t) => {
    encodes(t, integer(Number.MAX_SAFE_INTEGER), ":9007199254740991\r\n");
    encodes(t, integer(9007199254740993n), ":9007199254740993\r\n");
    encodes(t, integer(2n ** 63n - 1n), ":9223372036854775807\r\n");
    encodes(t, integer(-(2n ** 63n)), ":-9223372036854775808\r\n");
  },
);

law(
  "not-an-integer",
  "what is no integer of 64 bits is refused, with code not-an-integer",
  { hint: "An integer is exact or refused" },
  (t) => {
    const wrong = [
      1.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      2 ** 53,
      -(2 ** 53),
      2n ** 63n,
      -(2n ** 63n) - 1n,
    ];
    for (const value of wrong) {
      t.given("encoded", { kind: "integer", value });
      t.fails(() => encode({ kind: "integer", value }, 2), "not-an-integer");
    }
    encodes(t, { kind: "integer", value: 2 ** 53 - 1 }, ":9007199254740991\r\n");
    encodes(t, { kind: "integer", value: 2n ** 63n - 1n }, ":9223372036854775807\r\n");
  },
);

law(
  "bulk-strings",
  "a bulk string is $ then the count of its bytes, CRLF, the bytes, CRLF",
  { hint: "A length counts bytes" },
  (t) => {
    encodes(t, bulkString("hello"), "$5\r\nhello\r\n");
    encodes(t, bulkString("漢字"), "$6\r\n漢字\r\n");
    encodes(t, bulkString("a\r\nb"), "$4\r\na\r\nb\r\n");
  },
);

law(
  "binary-bulk-strings",
  "a bulk string carries every byte from 00 to ff unchanged",
  { hint: "A length counts bytes" },
  (t) => {
    const rising = Uint8Array.from({ length: 256 }, (_, index) => index);
    for (const bytes of [rising, Uint8Array.from(rising).reverse()]) {
      encodes(t, bulkString(bytes), Buffer.concat([utf8("$256\r\n"), bytes, utf8("\r\n")]));
    }
  },
);

law(
  "empty-and-null",
  "an empty bulk string, a null, an empty array and a null array are four things",
  { hint: "Two nulls, and in RESP3 one" },
  (t) => {
    encodes(t, bulkString(""), "$0\r\n\r\n");
    encodes(t, nil, "$-1\r\n");
    encodes(t, array([]), "*0\r\n");
    encodes(t, nilArray, "*-1\r\n");
  },
);

law(
  "null-in-resp3",
  "RESP3 has one null, written _",
  { hint: "Two nulls, and in RESP3 one" },
  (t) => {
    for (const value of [nil, nilArray]) {
      t.given("encoded for version 3", value);
      t.bytes(encode(value, 3), "_\r\n");
    }
    t.given("encoded for version 3", array([nil, bulkString("")]));
    t.bytes(encode(array([nil, bulkString("")]), 3), "*2\r\n_\r\n$0\r\n\r\n");
  },
);

law(
  "arrays",
  "an array is * then the count of its items, CRLF, then every item in order",
  { hint: "An array is a head and its items" },
  (t) => {
    encodes(t, array([integer(1), bulkString("two")]), "*2\r\n:1\r\n$3\r\ntwo\r\n");
    const nested = array([
      array([integer(1)]),
      array([]),
      nil,
      array([simpleString("a"), array([nilArray])]),
    ]);
    encodes(t, nested, "*4\r\n*1\r\n:1\r\n*0\r\n$-1\r\n*2\r\n+a\r\n*1\r\n*-1\r\n");
  },
);

law(
  "line-breaks",
  "a simple string or error that holds CR or LF is refused, with code line-break; no other character is",
  { hint: "Nothing in a text may end its frame" },
  (t) => {
    for (const text of ["a\r\n+OK", "a\r", "\nb", "\n", "\r"]) {
      for (const value of [
        simpleString(text),
        simpleError(text),
        array([integer(1), array([simpleError(text)])]),
      ]) {
        t.given("encoded", value);
        t.fails(() => encode(value, 2), "line-break");
      }
    }
    for (const text of ["a\u2028b", "\u2029", "\u0085", "\v\f\t\0"]) {
      encodes(t, simpleString(text), `+${text}\r\n`);
      encodes(t, simpleError(text), `-${text}\r\n`);
    }
  },
);

law(
  "own-memory",
  "what encode returns is the caller's: neither the next call nor a change of the value's bytes alters it",
  { hint: "Many small pieces, one buffer" },
  (t) => {
    const bytes = utf8("first");
    const first = encode(bulkString(bytes), 2);
    t.did("encoded", 'bulkString("first"), then wrote over its bytes and encoded two others');
    bytes.fill(0x78);
    const second = encode(bulkString("second"), 2);
    encode(simpleString("third"), 2);
    t.bytes(first, "$5\r\nfirst\r\n");
    first.fill(0x79);
    t.bytes(second, "$6\r\nsecond\r\n");
    for (const value of [simpleString("OK"), integer(1), nil, array([]), bulkString("")]) {
      t.given("encoded twice, and wrote over the first", value);
      const expected = Uint8Array.from(encode(value, 2));
      encode(value, 2).fill(0x79);
      t.bytes(encode(value, 2), expected);
    }
  },
);

law(
  "any-value",
  "any value of RESP2's kinds is encoded by the rules, in both versions",
  { hint: "An array is a head and its items" },
  async (t) => {
    await t.forAll([resp2Values, fc.constantFrom(2 as const, 3 as const)], (value, version) => {
      t.given(`encoded for version ${version}`, value);
      t.bytes(encode(value, version), version === 2 ? wire2(value) : wire(value));
    });
  },
);

law(
  "linear",
  "the cost is linear: a hundred thousand items copy at most twenty bytes for each byte of the reply",
  { hint: "Many small pieces, one buffer" },
  (t) => {
    const digits = [..."0123456789"].map((digit) => bulkString(digit));
    const value = array(Array.from({ length: 10_000 }, () => digits).flat());
    const size = 9 + 100_000 * 7;
    t.did("encoded", "an array of 100,000 bulk strings of one byte each");
    let reply: Uint8Array | undefined;
    const copied = t.copies(20 * size, () => {
      reply = encode(value, 2);
    });
    t.atMost(copied, 20 * size, "bytes copied");
    const everyDigit = [..."0123456789"].map((digit) => `$1\r\n${digit}\r\n`).join("");
    t.bytes(reply, `*100000\r\n${everyDigit.repeat(10_000)}`);
    t.given("encoded", "a bulk string of 100,000 bytes inside a hundred arrays");
    const long = "x".repeat(100_000);
    let deep: RespValue = bulkString(long);
    for (let depth = 0; depth < 100; depth++) deep = array([deep]);
    const again = t.copies(20 * 100_000, () => {
      reply = encode(deep, 2);
    });
    t.atMost(again, 20 * 100_000, "bytes copied");
    t.bytes(reply, `${"*1\r\n".repeat(100)}$100000\r\n${long}\r\n`);
  },
);
