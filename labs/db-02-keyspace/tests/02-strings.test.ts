import { encode, type RespValue } from "@labs/db-01";
import { Keyspace, type Value } from "@labs/db-02";
import { step, type Trial, visible } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import { printed, Shell, START_MS } from "./shell.ts";
import { StringModel } from "./string-model.ts";

const law = step("strings");

const NOT_AN_INTEGER = "(error) ERR value is not an integer or out of range";
const WRONG_TYPE = "(error) WRONGTYPE Operation against a key holding the wrong kind of value";
const SYNTAX_ERROR = "(error) ERR syntax error";
const MAX = "9223372036854775807";
const MIN = "-9223372036854775808";

/** Words of which each character is a byte. */
function ask(shell: Shell, ...words: string[]): string {
  return printed(reply(shell, ...words));
}

function reply(shell: Shell, ...words: string[]): RespValue {
  return shell.execute(words.map((word) => Uint8Array.from(Buffer.from(word, "latin1"))));
}

/** A key that holds no string: a stand-in, since lists come in step 6. */
function putList(shell: Shell, key: string): void {
  const list = { kind: "list", size: 1, memoryBytes: 64 } as unknown as Value;
  shell.keyspace.put(Buffer.from(key), list);
}

/** The deadline of each key, by its name; undefined where there is none. Looks at no key. */
function deadlines(shell: Shell): Record<string, number | undefined> {
  const entries = [...shell.keyspace.entries()];
  return Object.fromEntries(
    entries.map(({ key, deadline }) => [Buffer.from(key).toString("latin1"), deadline]),
  );
}

/** What `line` prints, and that it grew `changes` by `changes`. */
function changing(t: Trial, shell: Shell, changes: number, line: string, expected: string): void {
  const before = shell.keyspace.changes;
  t.did("ran", line);
  t.equal(shell.ask(line), expected);
  t.equal(shell.keyspace.changes - before, changes, `by how much changes grew at ${line}`);
}

law("set-get", "SET makes a key hold a string, and GET gives it", { hint: "Set and get" }, (t) => {
  new Shell(t).script(
    t,
    `
    > GET greeting
    (nil)
    > SET greeting hello
    OK
    > get greeting
    "hello"
    > SET greeting "good day"
    OK
    > GET greeting
    "good day"
    > SET empty ""
    OK
    > GET empty
    ""
    > GET Greeting
    (nil)
    `,
  );
});

law(
  "any-bytes",
  "keys and values are any bytes, and come back as they were",
  { hint: "Set and get" },
  async (t) => {
    const bytes = fc.uint8Array({ maxLength: 6 });
    await t.forAll([fc.array(fc.tuple(bytes, bytes), { maxLength: 12 })], (pairs) => {
      const shell = new Shell(t);
      const expected = new Map<string, Uint8Array>();
      for (const [key, value] of pairs) {
        t.did("set", `"${visible(key)}" to "${visible(value)}"`);
        shell.execute([Buffer.from("SET"), Uint8Array.from(key), Uint8Array.from(value)]);
        expected.set(key.join(), value);
      }
      for (const [key] of pairs) {
        const got = shell.execute([Buffer.from("GET"), key]);
        t.equal(got, { kind: "bulkString", bytes: expected.get(key.join()) });
      }
      t.equal(shell.keyspace.size, expected.size, "keyspace.size");
    });
  },
);

law(
  "nx-xx",
  "NX sets only what is not there, XX only what is; refused, SET replies null and changes nothing",
  { hint: "The words behind SET" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > SET k 1 XX
      (nil)
      > EXISTS k
      (integer) 0
      > SET k 2 NX
      OK
      > SET k 3 NX
      (nil)
      > GET k
      "2"
      > SET k 4 xx
      OK
      > GET k
      "4"
      > SETNX k 5
      (integer) 0
      > SETNX l 6
      (integer) 1
      > MGET k l
      1) "4"
      2) "6"
      `,
    );
  },
);

law(
  "set-get-option",
  "SET with GET replies what was there before, whether it sets or not",
  { hint: "The words behind SET" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > SET k 1 GET
      (nil)
      > SET k 2 GET
      "1"
      > SET k 3 NX GET
      "2"
      > GET k
      "2"
      > SET k 4 GET XX
      "2"
      > GET k
      "4"
      > SET l 5 GET XX
      (nil)
      > EXISTS l
      (integer) 0
      > SET l 6 NX GET
      (nil)
      > GET l
      "6"
      > SET empty ""
      OK
      > SET empty x GET NX
      ""
      `,
    );
    putList(shell, "list");
    t.did("put", "a list into the key list");
    changing(t, shell, 0, "SET list x GET", WRONG_TYPE);
    changing(t, shell, 0, "SET list x XX GET", WRONG_TYPE);
    changing(t, shell, 0, "SET list x GET NX", WRONG_TYPE);
    t.equal(shell.ask("TYPE list"), "list");
  },
);

law(
  "set-options",
  "options stand in any case and order; what excludes each other is a syntax error",
  { hint: "The words behind SET" },
  (t) => {
    const shell = new Shell(t);
    const fine = ["nX NX", "GET get", "KEEPTTL keepttl", "gEt Nx", "KEEPTTL NX GET"];
    const wrong = [
      "NX XX",
      "xx get nx",
      "FOO",
      "NX FOO",
      "EX",
      "NX PX",
      "EX 1 PX 1",
      "PX 1 EX 1",
      "EX 1 EXAT 1",
      "PXAT 1 EX 1",
      "EX 1 KEEPTTL",
      "KEEPTTL EXAT 1",
      "PERSIST",
      "NX10",
      "EX 10 10",
      '""',
      "KEEPTT\xcc",
    ];
    for (const options of wrong) changing(t, shell, 0, `SET k v ${options}`, SYNTAX_ERROR);
    for (const [i, options] of fine.entries()) {
      t.did("ran", `SET fine${i} v ${options}`);
      const isGet = options.toLowerCase().includes("get");
      t.equal(shell.ask(`SET fine${i} v ${options}`), isGet ? "(nil)" : "OK");
    }
    t.equal(shell.keyspace.size, fine.length, "keyspace.size");
  },
);

law(
  "options-in-any-order",
  "the order of SET's options does not matter",
  { hint: "The words behind SET" },
  async (t) => {
    const condition = fc.constantFrom("", "NX", "xx");
    const isGet = fc.constantFrom("", "GET", "get GET");
    const lifetimes = {
      "": undefined,
      KeepTTL: undefined,
      "EX 5": START_MS + 5_000,
      "px 5": START_MS + 5,
      "EXAT 2000000000": 2_000_000_000_000,
      "PXAT 2000000000001": 2_000_000_000_001,
    } as const;
    const lifetime = fc.constantFrom(...Object.keys(lifetimes)) as fc.Arbitrary<
      keyof typeof lifetimes
    >;
    const order = fc.shuffledSubarray([0, 1, 2], { minLength: 3 });
    await t.forAll([condition, isGet, lifetime, order], (only, get, until, places) => {
      const words = places.map((place) => [only, get, until][place]).filter((word) => word !== "");
      const shell = new Shell(t);
      const line = ["SET k v", ...words].join(" ");
      changing(t, shell, only === "xx" ? 0 : 1, line, only === "xx" || get !== "" ? "(nil)" : "OK");
      const expected = only === "xx" ? {} : { k: lifetimes[until] };
      t.equal(deadlines(shell), expected, "the deadlines of keyspace.entries()");
    });
  },
);

law(
  "set-deadline",
  "EX, PX, EXAT and PXAT give a deadline in milliseconds since 1970; of one told twice the later counts",
  { hint: "Deadlines are numbers" },
  (t) => {
    const shell = new Shell(t);
    const lines: readonly (readonly [string, number | undefined])[] = [
      ["SET k0 v EX 10", START_MS + 10_000],
      ["SET k1 v px 10", START_MS + 10],
      ["SET k2 v EXAT 1800000000", 1_800_000_000_000],
      ["SET k3 v PXAT 1800000000001 NX", 1_800_000_000_001],
      ["SETEX k4 3 v", START_MS + 3_000],
      ["PSETEX k5 3 v", START_MS + 3],
      ["SET k6 v KEEPTTL", undefined],
      ["SET k7 v EX 10 EX 20", START_MS + 20_000],
      ["SET k8 v GET EX 10 NX", START_MS + 10_000],
      ["SET k9 v EXAT 1", 1_000],
    ];
    for (const [line] of lines) {
      t.did("ran", line);
      t.equal(shell.ask(line), line.includes("GET") ? "(nil)" : "OK");
    }
    const expected = Object.fromEntries(lines.map(([, deadline], i) => [`k${i}`, deadline]));
    t.equal(deadlines(shell), expected, "the deadlines of keyspace.entries()");
    t.equal(shell.keyspace.deadlineCount, 9, "keyspace.deadlineCount");
    t.equal(shell.keyspace.changes, 10, "keyspace.changes");
  },
);

law(
  "bad-deadlines",
  "a time that is no integer, is not above 0, or lies beyond what can be told is an error",
  { hint: "Deadlines are numbers" },
  (t) => {
    const shell = new Shell(t);
    const last = 2 ** 53 - 1;
    for (const word of ["EX", "PX", "EXAT", "PXAT"]) {
      for (const amount of ["ten", "1.5", "01", "+1", "9223372036854775808", '""', "NX", "EX"]) {
        changing(t, shell, 0, `SET k v ${word} ${amount}`, NOT_AN_INTEGER);
      }
      for (const amount of ["0", "-1", MIN, MAX]) {
        const text = "(error) ERR invalid expire time in 'set' command";
        changing(t, shell, 0, `SET k v ${word} ${amount}`, text);
      }
    }
    const invalid = (name: string) => `(error) ERR invalid expire time in '${name}' command`;
    const lastSecond = Math.floor(last / 1000);
    const seconds = Math.floor((last - START_MS) / 1000);
    changing(t, shell, 0, `SET k v PXAT ${last + 1}`, invalid("set"));
    changing(t, shell, 0, `SET k v PX ${last - START_MS + 1}`, invalid("set"));
    changing(t, shell, 0, `SET k v EXAT ${lastSecond + 1}`, invalid("set"));
    changing(t, shell, 0, `SET k v EX ${seconds + 1}`, invalid("set"));
    changing(t, shell, 0, "SETEX k 0 v", invalid("setex"));
    changing(t, shell, 0, "PSETEX k -5 v", invalid("psetex"));
    changing(t, shell, 0, "SETEX k x v", NOT_AN_INTEGER);
    changing(t, shell, 1, `SET a v PXAT ${last}`, "OK");
    changing(t, shell, 1, `SET b v PX ${last - START_MS}`, "OK");
    changing(t, shell, 1, `SET c v EXAT ${lastSecond}`, "OK");
    changing(t, shell, 1, `SET d v EX ${seconds}`, "OK");
    t.equal(
      deadlines(shell),
      { a: last, b: last, c: lastSecond * 1000, d: START_MS + seconds * 1000 },
      "the deadlines of keyspace.entries()",
    );
  },
);

law(
  "error-order",
  "of several mistakes the first in order is told: options, the time, the type",
  { hint: "Which error comes first" },
  (t) => {
    const shell = new Shell(t);
    putList(shell, "list");
    const refused = (line: string, expected: string) => {
      t.given("put", "a list into the key list");
      changing(t, shell, 0, line, expected);
    };
    const invalid = (name: string) => `(error) ERR invalid expire time in '${name}' command`;
    refused("SET list v GET EX abc FOO", SYNTAX_ERROR);
    refused("SET list v GET EX abc", NOT_AN_INTEGER);
    refused("SET list v GET EX 0", invalid("set"));
    refused("SET list v NX EX 0", invalid("set"));
    refused("SET list v EX NX", NOT_AN_INTEGER);
    refused("SET list v EX 10 EX abc", NOT_AN_INTEGER);
    refused("SET list v EX abc EX 0", invalid("set"));
    refused("GETEX nobody EX abc", "(nil)");
    refused("GETEX nobody EX", SYNTAX_ERROR);
    refused("GETEX list EX abc", WRONG_TYPE);
    refused("GETEX list EX 1 PERSIST", SYNTAX_ERROR);
    refused("INCRBY list abc", NOT_AN_INTEGER);
    refused("INCRBYFLOAT list abc", WRONG_TYPE);
    refused("SETRANGE list -1 v", "(error) ERR offset is out of range");
    refused("SETRANGE list 536870912 v", WRONG_TYPE);
    refused("GETRANGE list 0 x", NOT_AN_INTEGER);
    refused("GETRANGE nobody x 0", NOT_AN_INTEGER);
    refused(`DECRBY list ${MIN}`, "(error) ERR decrement would overflow");
    t.equal(shell.ask("TYPE list"), "list");
  },
);

law(
  "read-and-write",
  "GETSET, GETDEL and GETEX reply what was there, and then change it",
  { hint: "Read and write in one" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > GETSET k 1
      (nil)
      > GETSET k 2
      "1"
      > GETDEL k
      "2"
      > GETDEL k
      (nil)
      > EXISTS k
      (integer) 0
      > SET k 3
      OK
      > GETEX k
      "3"
      > GETEX k ex 100
      "3"
      > SET past 4
      OK
      > GETEX past PXAT ${START_MS}
      "4"
      > EXISTS past
      (integer) 0
      > SET near 5
      OK
      > GETEX near PXAT ${START_MS + 1}
      "5"
      > SET bad 6
      OK
      > GETEX bad EX 0
      (error) ERR invalid expire time in 'getex' command
      > GETEX bad KEEPTTL
      (error) ERR syntax error
      > GETEX bad NX
      (error) ERR syntax error
      > GETEX bad PX 5 EX 5
      (error) ERR syntax error
      > GETEX bad PERSIST PERSIST
      "6"
      `,
    );
    const expected = { k: START_MS + 100_000, near: START_MS + 1, bad: undefined };
    t.equal(deadlines(shell), expected, "the deadlines of keyspace.entries()");
  },
);

law(
  "many-keys",
  "MSET sets all in order; MSETNX sets all or none; a key without a value sets none",
  { hint: "All or none" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > MSET a 1 b 2 a 3
      OK
      > MGET a b c a
      1) "3"
      2) "2"
      3) (nil)
      4) "3"
      > MSETNX c 1 d 2 b 3
      (integer) 0
      > MGET b c d
      1) "2"
      2) (nil)
      3) (nil)
      > MSETNX c 1 d 2 c 4
      (integer) 1
      > MGET c d
      1) "4"
      2) "2"
      > MSET x 1 y
      (error) ERR wrong number of arguments for 'mset' command
      > MSETNX x 1 y
      (error) ERR wrong number of arguments for 'msetnx' command
      > MSETNX a 1 y
      (error) ERR wrong number of arguments for 'msetnx' command
      > EXISTS x y
      (integer) 0
      `,
    );
    putList(shell, "list");
    t.did("put", "a list into the key list");
    changing(t, shell, 0, "MSETNX list 1 z 2", "(integer) 0");
    changing(t, shell, 0, "MGET list a", '1) (nil)\n2) "3"');
    changing(t, shell, 1, "MSET list 1", "OK");
  },
);

law(
  "append",
  "APPEND adds behind what is there, makes a key where there is none, and replies the length",
  { hint: "Length, part, more" },
  (t) => {
    const shell = new Shell(t);
    changing(t, shell, 0, "STRLEN log", "(integer) 0");
    changing(t, shell, 1, "APPEND log one", "(integer) 3");
    changing(t, shell, 1, 'APPEND log "\\x00\\xff"', "(integer) 5");
    changing(t, shell, 1, 'APPEND log ""', "(integer) 5");
    changing(t, shell, 0, "GET log", '"one\\x00\\xff"');
    changing(t, shell, 0, "STRLEN log", "(integer) 5");
    changing(t, shell, 1, 'APPEND empty ""', "(integer) 0");
    changing(t, shell, 0, "EXISTS empty", "(integer) 1");
    t.did("kept the reply to", "GET log");
    const before = reply(shell, "GET", "log");
    changing(t, shell, 1, "APPEND log !", "(integer) 6");
    t.bytes(encode(before, 2), Uint8Array.from(Buffer.from("$5\r\none\0\xff\r\n", "latin1")));
  },
);

law(
  "setrange",
  "SETRANGE overwrites from an offset on, fills a gap with zeros, and leaves the old string alone",
  { hint: "Length, part, more" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > SET k "Hello World"
      OK
      > SETRANGE k 6 Redis
      (integer) 11
      > GET k
      "Hello Redis"
      > SETRANGE k 9 "s, again"
      (integer) 17
      > GET k
      "Hello Reds, again"
      > SETRANGE new 3 x
      (integer) 4
      > GET new
      "\\x00\\x00\\x00x"
      > SETRANGE new 0 ""
      (integer) 4
      > SETRANGE new 100 ""
      (integer) 4
      > SETRANGE nobody 100 ""
      (integer) 0
      > EXISTS nobody
      (integer) 0
      > SETRANGE k -1 x
      (error) ERR offset is out of range
      > SETRANGE k -1 ""
      (error) ERR offset is out of range
      > SETRANGE k 1.5 x
      (error) ERR value is not an integer or out of range
      `,
    );
    t.did("kept the reply to", "GET k");
    const before = reply(shell, "GET", "k");
    t.did("ran", "SETRANGE k 0 J");
    ask(shell, "SETRANGE", "k", "0", "J");
    t.bytes(encode(before, 2), "$17\r\nHello Reds, again\r\n");
    t.equal(shell.ask("GET k"), '"Jello Reds, again"');
  },
);

law(
  "replies-stay",
  "a reply that waits stays as it was, whatever is done to the key, and so do the words of a request",
  { hint: "A reply that waits" },
  (t) => {
    const makes = ["SET k 5", "INCRBY k 5", "INCRBYFLOAT k 5", "APPEND k 5", "SETRANGE k 0 5"];
    const reads = ["GET k", "MGET k", "GETRANGE k 0 0", "GETEX k", "SET k 7 GET", "GETSET k 7"];
    const writes = ["INCR k", "DECRBY k 2", "INCRBYFLOAT k 1", "SETRANGE k 0 9", "APPEND k 0"];
    writes.push("SET k 6", "GETDEL k");
    const wordsOf = (line: string) => line.split(" ").map((word) => Buffer.from(word));
    for (const make of makes) {
      for (const read of reads) {
        for (const write of writes) {
          const shell = new Shell(t);
          const words = [wordsOf(make), wordsOf(read)];
          shell.execute(words[0]!);
          const kept = shell.execute(words[1]!);
          shell.run(write);
          t.given("ran", make);
          t.did("kept the reply to", read);
          t.did("ran", write);
          const expected = read === "MGET k" ? "*1\r\n$1\r\n5\r\n" : "$1\r\n5\r\n";
          t.bytes(encode(kept, 2), expected);
          t.equal(
            words.map((line) => line.join(" ")),
            [make, read],
            "the words of the requests",
          );
        }
      }
    }
  },
);

law(
  "getrange",
  "GETRANGE gives the bytes from start to end, both included, counted from the end if below 0",
  { hint: "Length, part, more" },
  async (t) => {
    const index = fc.oneof(
      fc.integer({ min: -8, max: 8 }),
      fc.constantFrom(2 ** 31, -(2 ** 31), 2 ** 40),
    );
    const value = fc.constantFrom("", "a", "abcde", "\x00\x80\xff");
    const command = fc.constantFrom("GETRANGE", "SUBSTR");
    await t.forAll([command, value, index, index], (name, text, start, end) => {
      const shell = new Shell(t);
      const model = new StringModel(START_MS);
      ask(shell, "SET", "k", text);
      model.ask(["SET", "k", text]);
      t.did(
        "ran",
        `${name} k ${start} ${end}, k holding "${visible(Buffer.from(text, "latin1"))}"`,
      );
      const expected = model
        .ask(["GETRANGE", "k", String(start), String(end)])
        .replaceAll("\x80", "\\x80")
        .replaceAll("\xff", "\\xff");
      t.equal(ask(shell, name, "k", String(start), String(end)), expected);
    });
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > SET k "This is a string"
      OK
      > GETRANGE k 0 3
      "This"
      > GETRANGE k -3 -1
      "ing"
      > GETRANGE k 0 -100
      "T"
      > GETRANGE k -90 -100
      ""
      > GETRANGE k ${MIN} ${MAX}
      "This is a string"
      > GETRANGE nobody 0 -1
      ""
      > SET one x
      OK
      > GETRANGE one -1 -2
      ""
      > GETRANGE one -1 -1
      "x"
      > GETRANGE one -2 -2
      "x"
      `,
    );
  },
);

law(
  "too-long",
  "a string of 512 MB is taken; a longer one is refused, before any memory is taken for it",
  { hint: "Length, part, more" },
  (t) => {
    const shell = new Shell(t);
    const error = "(error) ERR string exceeds maximum allowed size (proto-max-bulk-len)";
    changing(t, shell, 0, "SETRANGE k 536870912 x", error);
    changing(t, shell, 0, "SETRANGE k 536870911 xy", error);
    changing(t, shell, 0, `SETRANGE k ${MAX} x`, error);
    changing(t, shell, 0, 'SETRANGE k 536870912 ""', "(integer) 0");
    changing(t, shell, 0, "EXISTS k", "(integer) 0");
    // All zeros but the last byte: the system gives pages of zeros only when they are written to.
    changing(t, shell, 1, "SETRANGE long 536870911 x", "(integer) 536870912");
    changing(t, shell, 0, "APPEND long x", error);
    changing(t, shell, 0, "SETRANGE long 536870912 x", error);
    changing(t, shell, 0, "STRLEN long", "(integer) 536870912");
    changing(t, shell, 1, "DEL long", "(integer) 1");
  },
);

law(
  "one-spelling",
  "an integer has one spelling: no plus, no zero in front, no blank, no fraction, 64 bits",
  { hint: "One spelling for each number" },
  (t) => {
    const shell = new Shell(t);
    const integers = ["0", "7", "-7", "10", "-10", MAX, MIN, "1234567890123456789"];
    for (const text of integers) {
      t.did("ran", `SET k ${text}, then INCRBY k 0`);
      ask(shell, "SET", "k", text);
      t.equal(ask(shell, "INCRBY", "k", "0"), `(integer) ${text}`);
      t.equal(ask(shell, "SET", "k", "0"), "OK");
      t.equal(ask(shell, "INCRBY", "k", text), `(integer) ${text}`);
      t.equal(ask(shell, "GET", "k"), `"${text}"`);
    }
    const others = [
      ..."|-|+7|07|-07|00|-0|+0| 7|7 |7\n|7.0|1e3|0x7|abc|7a|--7|\0".split("|"),
      "9223372036854775808",
      "-9223372036854775809",
      "99999999999999999999",
      "18446744073709551617",
      "1".repeat(100),
      "7\0",
      "\xb2",
    ];
    for (const text of others) {
      t.did("ran", `SET k "${visible(Buffer.from(text, "latin1"))}", then INCR k`);
      ask(shell, "SET", "k", text);
      t.equal(ask(shell, "INCR", "k"), NOT_AN_INTEGER);
      t.equal(ask(shell, "INCRBY", "new", text), NOT_AN_INTEGER);
      t.equal(ask(shell, "DECRBY", "new", text), NOT_AN_INTEGER);
    }
    t.equal(ask(shell, "EXISTS", "new"), "(integer) 0");
  },
);

law(
  "counters",
  "INCR, DECR, INCRBY and DECRBY add exactly, up to the ends of 64 bits and no further",
  { hint: "Adding without loss" },
  async (t) => {
    new Shell(t).script(
      t,
      `
      > INCR k
      (integer) 1
      > INCRBY k 41
      (integer) 42
      > DECR k
      (integer) 41
      > DECRBY k -1
      (integer) 42
      > GET k
      "42"
      > SET k 9223372036854775806
      OK
      > INCR k
      (integer) 9223372036854775807
      > INCR k
      (error) ERR increment or decrement would overflow
      > GET k
      "9223372036854775807"
      > DECRBY k ${MAX}
      (integer) 0
      > DECRBY k ${MAX}
      (integer) -9223372036854775807
      > DECR k
      (integer) -9223372036854775808
      > DECR k
      (error) ERR increment or decrement would overflow
      > INCRBY k ${MAX}
      (integer) -1
      > DECRBY k ${MIN}
      (error) ERR decrement would overflow
      > INCRBY k ${MIN}
      (error) ERR increment or decrement would overflow
      > GET k
      "-1"
      `,
    );
    const word = fc.oneof(
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.bigInt({ min: -5n, max: 5n }),
      fc.bigInt({ min: 2n ** 53n - 2n, max: 2n ** 53n + 2n }),
    );
    await t.forAll([word, word], (a, b) => {
      const shell = new Shell(t);
      ask(shell, "SET", "k", String(a));
      t.did("ran", `INCRBY k ${b}, k holding ${a}`);
      const sum = a + b;
      const fits = BigInt.asIntN(64, sum) === sum;
      const overflow = "(error) ERR increment or decrement would overflow";
      t.equal(ask(shell, "INCRBY", "k", String(b)), fits ? `(integer) ${sum}` : overflow);
      t.equal(ask(shell, "GET", "k"), `"${fits ? sum : a}"`);
    });
  },
);

law(
  "counter-floats",
  "INCRBYFLOAT adds without the dust that doubles leave, and keeps and replies the sum as text",
  { hint: "Adding without loss" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > SET k 0.1
      OK
      > INCRBYFLOAT k 0.2
      "0.3"
      > GET k
      "0.3"
      > INCRBYFLOAT k -0.3
      "0"
      > SET k 5.0e3
      OK
      > INCRBYFLOAT k 2.0e2
      "5200"
      > INCRBYFLOAT new 10.50
      "10.5"
      > INCRBYFLOAT new abc
      (error) ERR value is not a valid float
      > INCRBYFLOAT new " 1"
      (error) ERR value is not a valid float
      > INCRBYFLOAT new inf
      (error) ERR increment would produce NaN or Infinity
      > INCRBYFLOAT new nan
      (error) ERR value is not a valid float
      > GET new
      "10.5"
      > SET word abc
      OK
      > INCRBYFLOAT word 1
      (error) ERR value is not a valid float
      > INCRBYFLOAT count 3
      "3"
      > INCR count
      (integer) 4
      `,
    );
    changing(t, shell, 1, "INCRBYFLOAT count 0", '"4"');
    changing(t, shell, 0, "INCRBYFLOAT count x", "(error) ERR value is not a valid float");
    changing(t, shell, 0, "INCRBYFLOAT nobody x", "(error) ERR value is not a valid float");
    changing(t, shell, 0, "EXISTS nobody", "(integer) 0");
  },
);

law(
  "wrong-type",
  "what needs a string refuses another type and changes nothing; what sets a key does not ask",
  { hint: "Another type" },
  (t) => {
    const refuse = [
      "GET k",
      "GETSET k v",
      "GETDEL k",
      "GETEX k",
      "GETEX k EX 1",
      "APPEND k v",
      "STRLEN k",
      "SETRANGE k 0 v",
      'SETRANGE k 0 ""',
      "GETRANGE k 0 1",
      "GETRANGE k -1 -5",
      "SUBSTR k 0 1",
      "INCR k",
      "DECR k",
      "INCRBY k 1",
      "DECRBY k 1",
      "INCRBYFLOAT k 1",
    ];
    const shell = new Shell(t);
    putList(shell, "k");
    t.did("put", "a list into the key k");
    for (const line of refuse) changing(t, shell, 0, line, WRONG_TYPE);
    changing(t, shell, 0, "SETNX k v", "(integer) 0");
    changing(t, shell, 0, "SET k v NX", "(nil)");
    t.equal(shell.ask("TYPE k"), "list");
    for (const line of ["SET k v", "SET k v XX", "MSET k v", "SETEX k 9 v"]) {
      const other = new Shell(t);
      putList(other, "k");
      t.given("put", "a list into the key k");
      changing(t, other, 1, line, "OK");
      const kinds = [...other.keyspace.entries()].map(({ value }) => value.kind);
      t.equal(kinds, ["string"], "what k holds");
    }
  },
);

law(
  "keys",
  "DEL and UNLINK count what was there, EXISTS and TOUCH count each time a key is named",
  { hint: "Keys as such" },
  (t) => {
    const shell = new Shell(t);
    changing(t, shell, 3, "MSET a 1 b 2 c 3", "OK");
    changing(t, shell, 0, "EXISTS a b nobody a", "(integer) 3");
    changing(t, shell, 0, "TOUCH a b nobody a", "(integer) 3");
    changing(t, shell, 0, "TYPE a", "string");
    changing(t, shell, 0, "TYPE nobody", "none");
    changing(t, shell, 0, "DBSIZE", "(integer) 3");
    changing(t, shell, 2, "DEL a nobody a b", "(integer) 2");
    changing(t, shell, 0, "DEL a", "(integer) 0");
    changing(t, shell, 1, "UNLINK c c", "(integer) 1");
    changing(t, shell, 0, "DBSIZE", "(integer) 0");
    t.equal(shell.keyspace.size, 0, "keyspace.size");
  },
);

law(
  "rename",
  "RENAME moves what a key holds over whatever the new name held; RENAMENX only where nothing is",
  { hint: "Keys as such" },
  (t) => {
    const shell = new Shell(t);
    changing(t, shell, 0, "RENAME a b", "(error) ERR no such key");
    changing(t, shell, 0, "RENAME a a", "(error) ERR no such key");
    changing(t, shell, 0, "RENAMENX a a", "(error) ERR no such key");
    changing(t, shell, 2, "MSET a 1 b 2", "OK");
    changing(t, shell, 0, "RENAMENX nobody b", "(error) ERR no such key");
    changing(t, shell, 0, "RENAMENX a b", "(integer) 0");
    changing(t, shell, 0, "RENAMENX a a", "(integer) 0");
    changing(t, shell, 0, "RENAME a a", "OK");
    changing(t, shell, 0, "MGET a b", '1) "1"\n2) "2"');
    changing(t, shell, 1, "RENAME a b", "OK");
    changing(t, shell, 0, "MGET a b", '1) (nil)\n2) "1"');
    changing(t, shell, 1, "RENAMENX b c", "(integer) 1");
    changing(t, shell, 0, "DBSIZE", "(integer) 1");
    putList(shell, "list");
    t.did("put", "a list into the key list");
    changing(t, shell, 1, "RENAME list c", "OK");
    changing(t, shell, 0, "TYPE c", "list");
    changing(t, shell, 0, "DBSIZE", "(integer) 1");
  },
);

law(
  "randomkey",
  "RANDOMKEY names every key now and then, and null where there is none",
  { hint: "Keys as such" },
  (t) => {
    const shell = new Shell(t);
    t.equal(shell.ask("RANDOMKEY"), "(nil)");
    shell.ask("MSET a 1 b 2 c 3 d 4");
    t.did("ran", "MSET a 1 b 2 c 3 d 4, then RANDOMKEY 500 times");
    // With a draw that hits each of four keys with a probability of 0.1 or more, one is missed with 4 × 0.9^500 < 1e-22.
    const seen = new Set(Array.from({ length: 500 }, () => shell.ask("RANDOMKEY")));
    t.equal([...seen].sort(), ['"a"', '"b"', '"c"', '"d"']);
    t.equal(shell.keyspace.changes, 4, "keyspace.changes");
  },
);

law("flush", "FLUSHALL and FLUSHDB remove every key", { hint: "Keys as such" }, (t) => {
  for (const name of ["FLUSHALL", "FLUSHDB"]) {
    for (const word of ["", " ASYNC", " sync"]) {
      const shell = new Shell(t);
      t.given("ran", "MSET a 1 b 2");
      shell.ask("MSET a 1 b 2");
      changing(t, shell, 0, `${name} now`, SYNTAX_ERROR);
      changing(t, shell, 0, `${name} ASYNC SYNC`, SYNTAX_ERROR);
      changing(t, shell, 0, "DBSIZE", "(integer) 2");
      changing(t, shell, 2, `${name}${word}`, "OK");
      changing(t, shell, 0, "DBSIZE", "(integer) 0");
      changing(t, shell, 0, name, "OK");
    }
  }
});

law(
  "changes",
  "changes counts each key that is set, altered or removed, the same value again included",
  { hint: "Did anything change?" },
  (t) => {
    const shell = new Shell(t);
    changing(t, shell, 1, "SET k v", "OK");
    changing(t, shell, 1, "SET k v", "OK");
    changing(t, shell, 2, "MSET k v k v", "OK");
    changing(t, shell, 1, "GETSET k 5", '"v"');
    changing(t, shell, 1, "INCRBY k 0", "(integer) 5");
    changing(t, shell, 1, "SETRANGE k 0 5", "(integer) 1");
    changing(t, shell, 0, 'SETRANGE k 0 ""', "(integer) 1");
    changing(t, shell, 0, "GETEX k", '"5"');
    changing(t, shell, 0, "GETEX k PERSIST", '"5"');
    changing(t, shell, 1, "GETEX k PX 5", '"5"');
    changing(t, shell, 1, "SET gone 1", "OK");
    changing(t, shell, 1, "GETEX gone PXAT 1", '"1"');
    changing(t, shell, 0, "GETDEL gone", "(nil)");
    changing(t, shell, 1, "SET l 1", "OK");
    changing(t, shell, 1, "GETDEL l", '"1"');
    changing(t, shell, 0, "INCR", "(error) ERR wrong number of arguments for 'incr' command");
  },
);

law(
  "use",
  "to read or write a key is to use it, even if it is refused; to ask whether it is there, or of which type, is not",
  { hint: "What is a use?" },
  (t) => {
    const used = (line: string, isList = false): boolean => {
      const shell = new Shell(t);
      t.given("ran", `${isList ? "put a list into k" : "SET k 5"}, and a second later ${line}`);
      if (isList) putList(shell, "k");
      else shell.ask("SET k 5");
      shell.clock.advance(1000);
      shell.ask(line);
      const [entry] = shell.keyspace.entries();
      return entry?.usedAt === START_MS + 1000;
    };
    const read = ["GET k", "MGET k", "STRLEN k", "TOUCH k", "GETRANGE k 0 1", "GETEX k"];
    read.push("GETRANGE k -1 -5");
    const write = ["SET k 6", "INCR k", "APPEND k x", "RENAME k l", "RENAME k k", "MSET k 6"];
    const refused = ["SET k 6 NX", "SETNX k 6", "MSETNX j 6 k 7", "RENAMENX k k"];
    for (const line of [...read, ...write, ...refused]) {
      t.holds(used(line), "usedAt is not the time of the last command");
    }
    for (const line of ["GET k", "APPEND k x", "MGET k", "SET k 6 GET"]) {
      t.holds(used(line, true), "usedAt is not the time of the last command");
    }
    for (const line of ["EXISTS k", "TYPE k", "DBSIZE", "RANDOMKEY", "GET j", "EXISTS k k"]) {
      t.holds(!used(line), "usedAt is the time of a command that did not use the key");
    }
    const shell = new Shell(t);
    t.given("ran", "MSET k 5 j 6, and a second later RENAMENX k j");
    shell.ask("MSET k 5 j 6");
    shell.clock.advance(1000);
    t.equal(shell.ask("RENAMENX k j"), "(integer) 0");
    for (const { key, usedAt } of shell.keyspace.entries()) {
      t.equal(usedAt, START_MS + 1000, `usedAt of ${Buffer.from(key)}`);
    }
  },
);

law(
  "all-together",
  "whatever comes in whatever order, replies and changes are those of a plain map",
  { hint: "Did anything change?" },
  async (t) => {
    const key = fc.constantFrom("a", "b", "c");
    const value = fc.constantFrom("", "x", "hello", "7", "-3", MAX, "07");
    const amount = fc.constantFrom("1", "-1", "5", MAX, "-9223372036854775807");
    const index = fc.integer({ min: -7, max: 7 }).map(String);
    const offset = fc.integer({ min: 0, max: 7 }).map(String);
    const options = fc.constantFrom([], ["NX"], ["XX"], ["GET"], ["NX", "GET"], ["GET", "XX"]);
    const command = fc.oneof(
      fc.tuple(key, value, options).map(([k, v, o]) => ["SET", k, v, ...o]),
      fc.tuple(fc.constantFrom("GETSET", "APPEND"), key, value),
      fc.tuple(fc.constantFrom("GET", "GETDEL", "EXISTS", "DEL"), key),
      fc.tuple(fc.constantFrom("MGET", "EXISTS", "DEL", "RENAME", "RENAMENX"), key, key),
      fc.tuple(fc.constant("MSETNX"), key, value, key, value),
      fc.tuple(fc.constant("SETRANGE"), key, offset, value),
      fc.tuple(fc.constant("GETRANGE"), key, index, index),
      fc.tuple(fc.constantFrom("INCRBY", "DECRBY"), key, amount),
    );
    await t.forAll([fc.array(command, { maxLength: 30 })], (commands) => {
      const shell = new Shell(t);
      const model = new StringModel(START_MS);
      for (const words of commands) {
        t.did("ran", () => words.map((word) => (word === "" ? '""' : word)).join(" "));
        t.equal(ask(shell, ...words), model.ask(words));
        t.equal(shell.keyspace.changes, model.changes, "keyspace.changes");
      }
      t.equal(shell.keyspace.size, model.rows.size, "keyspace.size");
    });
  },
);

law("two-keyspaces", "two keyspaces know nothing of each other", { hint: "Set and get" }, (t) => {
  const a = new Keyspace({ random: seededRandom(t.seed) });
  const b = new Keyspace({ random: seededRandom(t.seed) });
  t.did("put", "a string into one of two keyspaces");
  a.put(Buffer.from("k"), { kind: "string", bytes: Buffer.from("v") });
  t.equal(b.get(Buffer.from("k")), undefined);
  t.equal([a.size, b.size], [1, 0]);
  t.equal([a.changes, b.changes], [1, 0]);
});
