import type { KeyspaceOptions } from "@labs/db-02";
import { step, type Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import { LookedAt } from "./looked-at.ts";
import { Shell, START_MS } from "./shell.ts";

const law = step("eviction");

/** With so many samples every one of a few keys is drawn: what remains is the policy itself. */
const EXACT = "CONFIG SET maxmemory-samples 1000";
const MINUTE_MS = 60_000;
/** Uses, lfu-log-factor, and between what the mean frequency of a hundred keys is, six standard deviations wide. */
const BETWEEN = [
  [50, 1, 13.3, 15.4],
  [100, 10, 8.9, 10.5],
  [50, 100, 6.05, 6.8],
] as const;
/** A string of 4 bytes under a key of 4: 96 + 4 + 16 + 4. */
const SMALL_KEY_BYTES = 120;
/** Elements of a collection, and how many of them a command may look at that changes one: a part of a dict, a path. */
const ELEMENTS = 1_000;
const ELEMENTS_LOOKED_AT_MAX = 200;
/** Keys, and how many of them a command may look at that changes two. */
const KEYS = 1_000;
const KEYS_LOOKED_AT_MAX = 10;

const name = (i: number): string => `k${String(i).padStart(3, "0")}`;

/** A shell with `count` small keys, made one second after the other. */
function filled(t: Trial, count: number, options: KeyspaceOptions = {}): Shell {
  const shell = new Shell(t, options);
  t.did("made", `${count} small keys, ${name(0)} to ${name(count - 1)}, one a second`);
  for (let i = 0; i < count; i++) {
    shell.run(`SET ${name(i)} v${String(i).padStart(3, "0")}`);
    shell.clock.advance(1000);
  }
  return shell;
}

/** Room for so many small keys. */
function limit(t: Trial, shell: Shell, keys: number, policy: string): void {
  t.did("set", `${policy}, and maxmemory to room for ${keys} small keys`);
  shell.run(`CONFIG SET maxmemory-policy ${policy}`);
  shell.run(`CONFIG SET maxmemory ${keys * SMALL_KEY_BYTES}`);
}

/** Runs a line, and says so. */
function ran(t: Trial, shell: Shell, line: string): void {
  t.did("ran", line);
  shell.run(line);
}

const isThere = (shell: Shell, key: string): boolean =>
  shell.ask(`EXISTS ${key}`) === "(integer) 1";
const kept = (shell: Shell, from: number, to: number): number =>
  Array.from({ length: to - from }, (_, i) => name(from + i)).filter((key) => isThere(shell, key))
    .length;

/** Writes keys of the same size, so that room must be made for each. */
function push(t: Trial, shell: Shell, count: number): void {
  const which = count === 1 ? "" : ` to n${String(count - 1).padStart(3, "0")}`;
  t.did("ran", `SET of n000${which}, as large as the others`);
  for (let i = 0; i < count; i++) shell.run(`SET n${String(i).padStart(3, "0")} vnew`);
}

/**
 * Makes room for one more key, for which the keyspace draws these keys, the last of them again and again; the name of
 * the key that goes. There must be as many small keys as are one too many.
 */
function evicted(t: Trial, shell: Shell, drawn: string): string {
  const { keyspace } = shell;
  const keys = drawn.split(" ").map((key) => Buffer.from(key));
  let draws = 0;
  keyspace.sample = () => keyspace.peek(keys[Math.min(draws++, keys.length - 1)]!);
  const names = () => Array.from(keyspace.entries(), ({ key }) => Buffer.from(key).toString());
  const before = names();
  const line = `SET m${String(keyspace.evictedKeys).padStart(3, "0")} vnew`;
  t.did(
    "ran",
    `${line}; keyspace.sample draws ${drawn}${keys.length > 1 ? ", the last for ever" : ""}`,
  );
  shell.run(line);
  const after = names();
  return before.filter((key) => !after.includes(key)).join(" ");
}

law(
  "settings",
  "CONFIG GET shows the settings that its patterns match, CONFIG SET changes them",
  { hint: "Settings" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > CONFIG GET maxmemory
      1) "maxmemory"
      2) "0"
      > CONFIG SET maxmemory 100mb maxmemory-policy ALLKEYS-LRU
      OK
      > CONFIG GET maxmemory-p* MAXMEMORY max*y
      1) "maxmemory"
      2) "104857600"
      3) "maxmemory-policy"
      4) "allkeys-lru"
      > CONFIG GET lfu-*
      1) "lfu-log-factor"
      2) "10"
      3) "lfu-decay-time"
      4) "1"
      > CONFIG SET Maxmemory-Samples 7
      OK
      > CONFIG GET maxmemory-sample?
      1) "maxmemory-samples"
      2) "7"
      > CONFIG GET nothing
      (empty array)
    `,
    );
  },
);

law(
  "memory-values",
  "an amount of memory is digits and a unit: kb is 1,024 bytes, k is 1,000",
  { hint: "Settings" },
  (t) => {
    const shell = new Shell(t);
    const amounts: readonly (readonly [string, number])[] = [
      ["0", 0],
      ["17", 17],
      ["2b", 2],
      ["3k", 3_000],
      ["3Kb", 3_072],
      ["5m", 5_000_000],
      ["5MB", 5_242_880],
      ["1g", 1_000_000_000],
      ["2gb", 2_147_483_648],
      ["kb", 0],
      ['""', 0],
      ["9007199254740991", 2 ** 53 - 1],
    ];
    for (const [text, bytes] of amounts) {
      shell.script(t, `> CONFIG SET maxmemory ${text}\nOK`);
      shell.script(t, `> CONFIG GET maxmemory\n1) "maxmemory"\n2) "${bytes}"`);
    }
    for (const text of [
      "x",
      "-1",
      "1.5gb",
      "1tb",
      "constructor",
      "1constructor",
      '" 1"',
      "1 k".replace(" ", "_"),
      "1kbb",
      "9007199254740992",
      "9007199254740993",
      "8388608gb",
    ]) {
      shell.script(
        t,
        `> CONFIG SET maxmemory ${text}
        (error) ERR CONFIG SET failed (possibly related to argument 'maxmemory') - argument must be a memory value`,
      );
    }
  },
);

law(
  "config-errors",
  "CONFIG SET says which setting cannot be changed, and why",
  { hint: "Settings" },
  (t) => {
    const failed = (setting: string, why: string) =>
      `(error) ERR CONFIG SET failed (possibly related to argument '${setting}') - ${why}`;
    const policies =
      "volatile-lru, volatile-lfu, volatile-random, volatile-ttl, allkeys-lru, allkeys-lfu, allkeys-random, noeviction";
    new Shell(t).script(
      t,
      `
      > CONFIG SET maxmemory
      (error) ERR wrong number of arguments for 'config|set' command
      > CONFIG SET maxmemory 1 maxmemory
      (error) ERR syntax error
      > CONFIG SET nope x maxmemory y
      (error) ERR Unknown option or number of arguments for CONFIG SET - 'nope'
      > CONFIG SET maxmemory y nope x
      (error) ERR Unknown option or number of arguments for CONFIG SET - 'nope'
      > CONFIG SET save x nope y
      ${failed("save", "can't set immutable config")}
      > CONFIG SET maxmemory x MAXMEMORY 2
      ${failed("MAXMEMORY", "duplicate parameter")}
      > CONFIG SET maxmemory 1 maxmemory 2 save x
      ${failed("maxmemory", "duplicate parameter")}
      > CONFIG SET maxmemory-policy lru
      ${failed("maxmemory-policy", `argument(s) must be one of the following: ${policies}`)}
      > CONFIG SET maxmemory-samples 0
      ${failed("maxmemory-samples", "argument must be between 1 and 2147483647 inclusive")}
      > CONFIG SET maxmemory-samples 2147483648
      ${failed("maxmemory-samples", "argument must be between 1 and 2147483647 inclusive")}
      > CONFIG SET lfu-decay-time -1
      ${failed("lfu-decay-time", "argument must be between 0 and 2147483647 inclusive")}
      > CONFIG SET lfu-log-factor 1x
      ${failed("lfu-log-factor", "argument couldn't be parsed into an integer")}
    `,
    );
  },
);

law(
  "all-or-nothing",
  "CONFIG SET of several settings changes all of them, or none",
  { hint: "Settings" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > CONFIG SET maxmemory 1kb maxmemory-policy allkeys-lru maxmemory-samples 0
      (error) ERR CONFIG SET failed (possibly related to argument 'maxmemory-samples') - argument must be between 1 and 2147483647 inclusive
      > CONFIG GET maxmemory*
      1) "maxmemory"
      2) "0"
      3) "maxmemory-policy"
      4) "noeviction"
      5) "maxmemory-samples"
      6) "5"
    `,
    );
  },
);

law(
  "memory-usage",
  "MEMORY USAGE counts each key by the table of memory.ts",
  { hint: "Accounting" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > MEMORY USAGE none
      (nil)
      > SET s hello
      OK
      > MEMORY USAGE s
      (integer) ${96 + 1 + 16 + 5}
      > SET s ""
      OK
      > MEMORY USAGE s SAMPLES 0
      (integer) ${96 + 1 + 16}
      > RPUSH list a bc def
      (integer) 3
      > MEMORY USAGE list
      (integer) ${96 + 4 + 3 * 32 + 6}
      > LPOP list
      "a"
      > MEMORY USAGE list samples 5
      (integer) ${96 + 4 + 2 * 32 + 5}
      > LSET list 0 longer
      OK
      > MEMORY USAGE list
      (integer) ${96 + 4 + 2 * 32 + 9}
      > SADD set a bc
      (integer) 2
      > SREM set a
      (integer) 1
      > MEMORY USAGE set
      (integer) ${96 + 3 + 48 + 2}
      > HSET hash f value g x
      (integer) 2
      > HSET hash f v
      (integer) 0
      > MEMORY USAGE hash
      (integer) ${96 + 4 + 2 * 64 + 4}
      > ZADD zset 1 a 2 bcd
      (integer) 2
      > ZADD zset 3 a
      (integer) 0
      > MEMORY USAGE zset
      (integer) ${96 + 4 + 2 * 128 + 4}
      > MEMORY USAGE s SAMPLES x
      (error) ERR value is not an integer or out of range
      > MEMORY USAGE s SAMPLES -1
      (error) ERR syntax error
      > MEMORY USAGE s SAMPLES
      (error) ERR syntax error
      > MEMORY USAGE s FOO 1
      (error) ERR syntax error
      > MEMORY USAGE none FOO 1
      (error) ERR syntax error
    `,
    );
  },
);

const COMMANDS = [
  ...[
    "SET a 1",
    "SET b 12345678",
    "APPEND a xyz",
    "INCR c",
    "SETRANGE a 9 x",
    "GETDEL b",
    "GETSET c 4",
  ],
  ...[
    "RPUSH l x yy zzz",
    "LPOP l",
    "RPOP l 2",
    "LTRIM l 1 1",
    "LREM l 0 x",
    "LSET l 0 abcdef",
    "LINSERT l BEFORE x w",
  ],
  ...[
    "HSET h f 1 g 22",
    "HDEL h f",
    "HINCRBY h g 100",
    "HDEL h g f",
    "SADD s a bb ccc",
    "SREM s bb",
    "SREM s a ccc",
  ],
  ...[
    "SMOVE s t a",
    "SINTERSTORE t s s",
    "SUNIONSTORE t s s",
    "ZADD z 1 a 2 bb",
    "ZINCRBY z 5 a",
    "ZREM z bb",
    "ZPOPMIN z 9",
  ],
  ...[
    "ZREMRANGEBYRANK z 0 0",
    "RENAME a b",
    "RENAME b longer",
    "RENAMENX longer c",
    "RENAME l a",
    "RENAMENX h b",
    "DEL a",
    "UNLINK b z",
    "EXPIRE a 1",
    "PERSIST a",
  ],
  ...[
    "MSET a 1 b 2 c 3",
    "MSETNX d 4",
    "FLUSHDB",
    "SET a 2 KEEPTTL",
    "SET d 1 PX 500",
    "SADD l x",
    "LPUSH s x",
    "INCRBYFLOAT c 1.5",
  ],
  ...[
    "SETEX d 1 123",
    "SETNX longer 12",
    "HSETNX h x 1",
    "LPUSHX l qq",
    "SDIFFSTORE t s u",
    "ZREMRANGEBYSCORE z 1 1",
    "GETEX a PX 5",
  ],
];

law(
  "accounted",
  "while there is a limit, usedBytes is the sum of what every key is accounted for",
  { hint: "Accounting", seconds: 10 },
  async (t) => {
    const turns = fc.array(fc.constantFrom(...COMMANDS, "(a second passes)"), {
      minLength: 1,
      maxLength: 40,
    });
    const holds = (before: readonly string[], after: readonly string[]) => {
      const shell = new Shell(t);
      const runAll = (lines: readonly string[]) => {
        for (const line of lines) {
          t.did("ran", line);
          if (line.startsWith("(")) shell.clock.advance(1001);
          else shell.run(line);
        }
      };
      runAll(before);
      t.did("ran", "CONFIG SET maxmemory 1gb");
      shell.run("CONFIG SET maxmemory 1gb");
      runAll(after);
      const keys = ["a", "b", "c", "d", "l", "h", "s", "t", "z", "longer"];
      const sum = keys
        .map((key) => Number(/[0-9]+/.exec(shell.ask(`MEMORY USAGE ${key}`))?.[0] ?? 0))
        .reduce((total, bytes) => total + bytes, 0);
      t.equal(shell.keyspace.usedBytes, sum, "keyspace.usedBytes, and the sum of MEMORY USAGE");
    };
    holds(["SET b 1"], ["RENAME b longer"]);
    t.given("keys", "none");
    holds([], ["SET longer 1", "SET c 2", "RENAME longer c"]);
    t.given("keys", "none");
    await t.forAll([turns, turns], holds);
  },
);

law(
  "no-limit",
  "without a limit nothing is refused or evicted, whatever the policy; usedBytes is 0",
  { hint: "Accounting" },
  (t) => {
    const shell = filled(t, 50);
    shell.run("CONFIG SET maxmemory-policy allkeys-random");
    push(t, shell, 50);
    t.equal(shell.ask("DBSIZE"), "(integer) 100");
    t.equal(shell.keyspace.usedBytes, 0, "keyspace.usedBytes");
    shell.run("CONFIG SET maxmemory 1gb");
    t.equal(shell.keyspace.usedBytes, 100 * SMALL_KEY_BYTES, "keyspace.usedBytes with a limit");
    ran(t, shell, "CONFIG SET maxmemory 0");
    t.equal(shell.keyspace.usedBytes, 0, "keyspace.usedBytes, with the limit gone");
    for (const line of ["DEL k000", "SET k001 longer", "RENAME k002 k", "FLUSHALL", "SET a 1"]) {
      ran(t, shell, line);
      t.equal(shell.keyspace.usedBytes, 0, "keyspace.usedBytes, with the limit gone");
    }
    ran(t, shell, "CONFIG SET maxmemory 1gb");
    t.equal(shell.keyspace.usedBytes, 96 + 1 + 16 + 1, "keyspace.usedBytes, with a limit again");
  },
);

law(
  "sums-are-kept",
  "what a large collection is accounted for is known without a look at its elements, whatever is done to one",
  { hint: "Accounting" },
  (t) => {
    const looked = new LookedAt();
    const each = (words: (i: number) => readonly string[]) =>
      Array.from({ length: ELEMENTS }, (_, i) => words(i))
        .flat()
        .map((word) => looked.bytes(word));
    for (const [made, ...lines] of [
      ["RPUSH k", "RPUSH k x", "LPUSH k xy", "LSET k 0 x", "LPOP k", "RPOP k 2"],
      ["HSET k", "HSET k n v", "HSET k n longer", "HINCRBY k m 5", "HDEL k n"],
      ["SADD k", "SADD k n m", "SREM k n"],
      ["ZADD k", "ZADD k 7.5 n", "ZADD k 9.5 n", "ZREM k n", "ZPOPMIN k"],
    ] as const) {
      const shell = new Shell(t);
      const words = each((i) =>
        made === "HSET k" ? [`e${i}`, "v"] : made === "ZADD k" ? [`${i}`, `e${i}`] : [`e${i}`],
      );
      t.given("ran", `${made} …, for ${ELEMENTS.toLocaleString("en")} elements`);
      shell.execute([...made.split(" ").map((word) => Buffer.from(word)), ...words]);
      for (const line of [
        ...["MEMORY USAGE k", "CONFIG SET maxmemory 1gb", "MEMORY USAGE k"],
        ...lines,
        ...["RENAME k l", "EXPIRE l 100", "CONFIG SET maxmemory 0"],
      ]) {
        t.did("ran", line);
        const seen = looked.during(() => void shell.run(line));
        t.atMost(seen, ELEMENTS_LOOKED_AT_MAX, "elements whose length was asked for");
      }
    }
  },
);

law(
  "accounts-what-changed",
  "with a limit, a command accounts for what it changed, and looks at no other key",
  { hint: "Accounting" },
  (t) => {
    const shell = filled(t, KEYS);
    const looked = new LookedAt();
    limit(t, shell, 2 * KEYS, "allkeys-lru");
    looked.entries(shell.keyspace);
    const cheap = (line: string) => {
      t.did("ran", line);
      const seen = looked.during(() => void shell.run(line));
      t.atMost(seen, KEYS_LOOKED_AT_MAX, "keys whose value or account was looked at");
    };
    for (const line of ["GET k000", "SET k000 other", "SET n000 vnew", "APPEND k001 x"])
      cheap(line);
    for (const line of ["DEL k002 k003", "RENAME k004 k", "EXPIRE k005 9", "RPUSH l x y"])
      cheap(line);
    for (const line of ["MSET k006 x k007 y", "SET k008 v NX", "LPOP l", "LPOP l"]) cheap(line);
    limit(t, shell, KEYS - 2, "allkeys-lru");
    for (const line of ["SET n001 vnew", "SET n002 vnew"]) cheap(line);
    t.holds(shell.keyspace.evictedKeys > 0, "no key went");
  },
);

law(
  "refused",
  "with noeviction, commands that may grow are refused at the limit, and all others answer",
  { hint: "Making room" },
  (t) => {
    const shell = filled(t, 4);
    limit(t, shell, 4, "noeviction");
    shell.script(
      t,
      `
      > SET full v
      OK
      > SET k000 v000
      (error) OOM command not allowed when used memory > 'maxmemory'.
      > APPEND k000 x
      (error) OOM command not allowed when used memory > 'maxmemory'.
      > RPUSH l x
      (error) OOM command not allowed when used memory > 'maxmemory'.
      > HSET h f v
      (error) OOM command not allowed when used memory > 'maxmemory'.
      > SADD s x
      (error) OOM command not allowed when used memory > 'maxmemory'.
      > ZADD z 1 x
      (error) OOM command not allowed when used memory > 'maxmemory'.
      > INCR n
      (error) OOM command not allowed when used memory > 'maxmemory'.
      > SET k000
      (error) ERR wrong number of arguments for 'set' command
      > GET k000
      "v000"
      > EXPIRE k000 100
      (integer) 1
      > RENAME k000 k999
      OK
      > GETDEL k999
      "v000"
      > SET again v
      OK
      > EXISTS full again
      (integer) 2
    `,
    );
    t.equal(shell.keyspace.evictedKeys, 0, "keyspace.evictedKeys");
  },
);

law(
  "refused-changes-nothing",
  "a command that is refused for want of memory has changed nothing",
  { hint: "Making room" },
  (t) => {
    const shell = filled(t, 2);
    limit(t, shell, 1, "noeviction");
    const changes = shell.keyspace.changes;
    shell.script(
      t,
      `
      > MSET k000 other new v
      (error) OOM command not allowed when used memory > 'maxmemory'.
      > GET k000
      "v000"
      > EXISTS new
      (integer) 0
    `,
    );
    t.equal(shell.keyspace.changes, changes, "keyspace.changes");
  },
);

law(
  "makes-room",
  "before a command that may grow, keys go until what is used is within the limit, and no more",
  { hint: "Making room" },
  (t) => {
    const shell = filled(t, 100);
    limit(t, shell, 50, "allkeys-lru");
    ran(t, shell, "GET k000");
    t.equal(shell.ask("DBSIZE"), "(integer) 100", "DBSIZE after a command that only reads");
    ran(t, shell, "SET n000 vnew");
    t.equal(shell.ask("DBSIZE"), "(integer) 51", "DBSIZE after one that may grow");
    push(t, shell, 30);
    t.equal(shell.ask("DBSIZE"), "(integer) 51");
    t.equal(shell.keyspace.usedBytes, 51 * SMALL_KEY_BYTES, "keyspace.usedBytes");
    t.equal(shell.keyspace.evictedKeys, 79, "keyspace.evictedKeys");
    shell.script(t, "> CONFIG RESETSTAT\nOK");
    t.equal(shell.keyspace.evictedKeys, 0, "keyspace.evictedKeys after CONFIG RESETSTAT");
  },
);

law(
  "told",
  "each key that is evicted is told on, once, after it is gone",
  { hint: "Making room" },
  (t) => {
    const told: string[] = [];
    const shell = filled(t, 10, {
      onRemoved: ({ key }, reason) => {
        told.push(`${Buffer.from(key)} ${reason} ${shell.keyspace.peek(key) === undefined}`);
      },
    });
    shell.run(EXACT);
    limit(t, shell, 8, "allkeys-lru");
    push(t, shell, 1);
    const gone = Array.from({ length: 10 }, (_, i) => name(i)).filter(
      (key) => !isThere(shell, key),
    );
    t.equal(
      told.sort(),
      gone.map((key) => `${key} evicted true`),
      "what onRemoved was told: key, reason, whether it is gone; and the keys that are gone",
    );
    t.equal(gone.length, 2, "how many keys are gone");
  },
);

law(
  "lru",
  "LRU lets the key go that was unused for longest; reading is a use, and so is writing",
  { hint: "Who goes first" },
  (t) => {
    const shell = filled(t, 12);
    shell.run(EXACT);
    limit(t, shell, 12, "allkeys-lru");
    for (const line of [
      "GET k000",
      "SET k002 vnew",
      "STRLEN k004",
      "EXPIRE k006 9999",
      "TOUCH k008",
    ]) {
      shell.clock.advance(1000);
      t.did("ran", line);
      shell.run(line);
    }
    push(t, shell, 6);
    // The limit lets one more in: five are gone, and the sixth goes when the next comes.
    t.equal(
      Array.from({ length: 12 }, (_, i) => name(i)).filter((key) => isThere(shell, key)),
      ["k000", "k002", "k004", "k006", "k008", "k010", "k011"],
      "the keys that are left of the twelve",
    );
  },
);

law(
  "asking-is-no-use",
  "asking about a key is not using it: OBJECT, MEMORY, TYPE, EXISTS, TTL",
  { hint: "Who goes first" },
  (t) => {
    const shell = filled(t, 6);
    shell.run(EXACT);
    limit(t, shell, 6, "allkeys-lru");
    shell.clock.advance(60_000);
    for (const line of [
      ...["OBJECT IDLETIME k000", "MEMORY USAGE k000", "TYPE k000", "EXISTS k000", "TTL k000"],
      ...["PTTL k000", "EXPIRETIME k000", "SCAN 0", "KEYS *", "RANDOMKEY"],
    ]) {
      t.did("ran", line);
      shell.run(line);
    }
    shell.script(t, "> OBJECT IDLETIME k000\n(integer) 66");
    push(t, shell, 2);
    t.equal(shell.ask("EXISTS k000 k001"), "(integer) 1");
    t.equal(shell.ask("EXISTS k000"), "(integer) 0");
  },
);

law(
  "idle-time",
  "OBJECT IDLETIME says how many whole seconds a key was not used",
  { hint: "Who goes first" },
  (t) => {
    const shell = new Shell(t);
    shell.script(t, "> SET k v\nOK\n> OBJECT IDLETIME k\n(integer) 0");
    shell.clock.advance(1999);
    shell.script(t, "> OBJECT IDLETIME k\n(integer) 1\n> OBJECT IDLETIME none\n(nil)");
    shell.script(t, '> GET k\n"v"\n> OBJECT IDLETIME k\n(integer) 0');
    shell.script(
      t,
      `
      > CONFIG SET maxmemory-policy allkeys-lfu
      OK
      > OBJECT IDLETIME none
      (nil)
      > OBJECT IDLETIME k
      (error) ERR An LFU maxmemory policy is selected, idle time not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.
    `,
    );
  },
);

law(
  "clock-set-back",
  "with a clock that was set back no time has passed: no key is idle below 0, or used more often than it was",
  { hint: "Counting uses in a byte" },
  (t) => {
    let now = START_MS;
    const shell = new Shell(t, { clock: { now: () => now, after: () => () => {} } });
    const at = (ms: number, line: string, expected: string) => {
      now = START_MS + ms;
      t.did("ran", `at ${ms} ms: ${line}`);
      t.equal(shell.ask(line), expected);
    };
    at(0, "SET k v", "OK");
    at(-1, "OBJECT IDLETIME k", "(integer) 0");
    at(-3_600_000, "OBJECT IDLETIME k", "(integer) 0");
    at(2_000, "OBJECT IDLETIME k", "(integer) 2");
    at(0, "CONFIG SET maxmemory-policy allkeys-lfu lfu-log-factor 0", "OK");
    at(0, "GET k", '"v"');
    for (const ms of [0, -60_000, -3_600_000]) at(ms, "OBJECT FREQ k", "(integer) 6");
    at(-3_600_000, "GET k", '"v"');
    at(-3_600_000, "OBJECT FREQ k", "(integer) 7");
    t.did("ran", "GET k, 300 times");
    for (let i = 0; i < 300; i++) shell.run("GET k");
    at(-7_200_000, "OBJECT FREQ k", "(integer) 255");
    at(-7_200_000, "GET k", '"v"');
    at(-7_200_000, "OBJECT FREQ k", "(integer) 255");
  },
);

law(
  "volatile-only",
  "a volatile policy lets only keys with a deadline go; when none is left it refuses",
  { hint: "Whom it may hit" },
  (t) => {
    for (const policy of ["volatile-lru", "volatile-lfu", "volatile-random", "volatile-ttl"]) {
      t.given("policy", policy);
      const shell = filled(t, 40);
      for (let i = 0; i < 40; i += 4) shell.run(`EXPIRE ${name(i)} 100000`);
      limit(t, shell, 36, policy);
      push(t, shell, 4);
      t.equal(shell.ask("DBSIZE"), "(integer) 37");
      t.equal(kept(shell, 0, 40), 33, "how many of the forty are there");
      t.equal(
        shell.ask("EXISTS k001 k002 k003 k005 k006 k007 n000 n001 n002 n003"),
        "(integer) 10",
      );
      for (let i = 0; i < 3; i++) push(t, shell, 4);
      shell.run("CONFIG SET maxmemory 1");
      t.equal(
        shell.ask("SET more v"),
        "(error) OOM command not allowed when used memory > 'maxmemory'.",
      );
      t.equal(
        shell.ask("DBSIZE"),
        "(integer) 34",
        "DBSIZE: the thirty without a deadline, and the four new ones",
      );
    }
  },
);

law(
  "volatile-ttl",
  "volatile-ttl lets those go first that die soonest",
  { hint: "Who goes first" },
  (t) => {
    const shell = filled(t, 10);
    shell.run(EXACT);
    // 3, 6, 9, 2, 5, 8, 1, 4, 7, 10 thousand seconds.
    for (let i = 0; i < 10; i++)
      shell.run(`EXPIRE ${name(i)} ${((((i + 1) * 3 - 1) % 10) + 1) * 1000}`);
    limit(t, shell, 7, "volatile-ttl");
    push(t, shell, 1);
    t.equal(
      Array.from({ length: 10 }, (_, i) => name(i)).filter((key) => !isThere(shell, key)),
      ["k000", "k003", "k006"],
      "the keys that went",
    );
  },
);

law(
  "random",
  "under a random policy any key may go that the policy may hit",
  { hint: "Whom it may hit" },
  (t) => {
    const gone = new Set<string>();
    for (let turn = 0; turn < 60; turn++) {
      const shell = new Shell(t, { random: seededRandom(t.seed + turn) });
      for (let i = 0; i < 5; i++) shell.run(`SET ${name(i)} v00${i}`);
      shell.run("EXPIRE k001 1000");
      shell.run("EXPIRE k003 1000");
      limit(t, shell, 4, turn % 2 === 0 ? "allkeys-random" : "volatile-random");
      shell.run("SET new v");
      for (let i = 0; i < 5; i++) {
        if (!isThere(shell, name(i))) gone.add(`${turn % 2 === 0 ? "all" : "volatile"} ${name(i)}`);
      }
    }
    // Thirty draws of five, and of two: that one is never drawn has a chance of 1 in 800.
    t.atMost(gone.size, 7, "different keys that went");
    t.holds(
      gone.has("volatile k001") && gone.has("volatile k003"),
      "volatile-random always lets the same key go",
    );
    t.holds(gone.size >= 5, `only these ever went: ${[...gone].join(", ")}`);
  },
);

law(
  "five-samples",
  "five samples and the pool come close to LRU: of those that go, few were used lately",
  { hint: "Sampling, and the pool" },
  (t) => {
    const shell = filled(t, 600);
    limit(t, shell, 300, "allkeys-lru");
    push(t, shell, 1);
    t.equal(kept(shell, 0, 600), 300, "how many keys are left");
    const younger = kept(shell, 300, 600);
    // 278 on average, with a standard deviation of 3.3; 150 where chance decides.
    t.holds(younger >= 257, `only ${younger} of the 300 that were used last are left`);
  },
);

law(
  "pool",
  "what was drawn and did not go stays a candidate: the pool remembers the best sixteen",
  { hint: "Sampling, and the pool" },
  (t) => {
    let younger = 0;
    for (let turn = 0; turn < 3; turn++) {
      const shell = filled(t, 1000, { random: seededRandom(t.seed + turn) });
      shell.run("CONFIG SET maxmemory-samples 3");
      limit(t, shell, 500, "allkeys-lru");
      push(t, shell, 1);
      younger += kept(shell, 500, 1000);
    }
    t.did("samples", "3");
    // 1,239 on average with the pool, 1,131 without; the standard deviations are 12 and 10.
    t.holds(younger >= 1175, `only ${younger} of the 1,500 that were used last are left`);
  },
);

law(
  "pool-of-sixteen",
  "of those that were drawn the best sixteen stay candidates, each in one place; the others are forgotten",
  { hint: "Sampling, and the pool" },
  (t) => {
    const shell = filled(t, 40);
    limit(t, shell, 39, "allkeys-lru");
    ran(t, shell, "CONFIG SET maxmemory-samples 17");
    t.equal(evicted(t, shell, "k001 k002 k000"), "k000", "the key that went");
    for (const key of ["k001", "k002", "k030"]) {
      t.equal(evicted(t, shell, "k030"), key, "the key that went");
    }
    const drawn = Array.from({ length: 17 }, (_, i) => name(3 + ((i * 5) % 17)));
    t.equal(evicted(t, shell, drawn.join(" ")), "k003", "the key that went");
    ran(t, shell, "CONFIG SET maxmemory-samples 1");
    for (let i = 4; i < 19; i++) {
      t.equal(evicted(t, shell, "k031"), name(i), "the key that went");
    }
    // k019 was drawn as well: it was the seventeenth.
    t.equal(evicted(t, shell, "k031"), "k031", "the key that went");
  },
);

law(
  "used-but-no-worse",
  "a use that makes no worse candidate leaves it where it is: any under TTL, and under LFU one that adds nothing",
  { hint: "Sampling, and the pool" },
  (t) => {
    for (const policy of ["volatile-ttl", "allkeys-lfu"]) {
      const shell = filled(t, 6);
      t.given("policy", policy);
      shell.run("CONFIG SET maxmemory-samples 2 lfu-decay-time 0 lfu-log-factor 0");
      limit(t, shell, 5, policy);
      t.did("made", "k000 the best candidate, then k001, k002, k003");
      for (let i = 0; i < 4; i++) {
        shell.run(`EXPIRE ${name(i)} ${1000 * (i + 1)}`);
        for (let use = 0; use < 3 * i; use++) shell.run(`GET ${name(i)}`);
      }
      t.equal(evicted(t, shell, "k000 k001"), "k000", "the key that went");
      shell.clock.advance(1000);
      // A frequency of 9 grows with a chance of 1 in 8 thousand million.
      ran(t, shell, "CONFIG SET lfu-log-factor 2147483647");
      ran(t, shell, "GET k001");
      t.equal(evicted(t, shell, "k002"), "k001", "the key that went");
      ran(t, shell, "CONFIG SET lfu-log-factor 0");
      ran(t, shell, "EXPIRE k002 100000");
      t.equal(evicted(t, shell, "k003"), "k003", "the key that went");
    }
  },
);

law(
  "candidates-are-looked-at-again",
  "a candidate that was used, removed, or lost its deadline since it was drawn does not go",
  { hint: "Sampling, and the pool" },
  (t) => {
    const shell = filled(t, 10);
    t.did("ran", "EXPIRE of each, one a second; then SET of w000 to w009, which have no deadline");
    for (let i = 0; i < 10; i++) {
      shell.run(`EXPIRE ${name(i)} 1000000`);
      shell.clock.advance(1000);
    }
    for (let i = 0; i < 10; i++) shell.run(`SET w00${i} v00${i}`);
    shell.run(EXACT);
    limit(t, shell, 20, "volatile-lru");
    push(t, shell, 2);
    t.equal(shell.ask("EXISTS k000"), "(integer) 0", "EXISTS k000, the first to go");
    for (const line of [
      "GET k001",
      "PERSIST k002",
      "DEL k003",
      "SET k003 v003 KEEPTTL",
      "RENAME k004 x004",
    ]) {
      t.did("ran", line);
      shell.run(line);
    }
    push(t, shell, 2);
    ran(t, shell, "CONFIG SET maxmemory 1");
    t.did("ran", "SET more v");
    t.equal(
      shell.ask("SET more v"),
      "(error) OOM command not allowed when used memory > 'maxmemory'.",
    );
    t.equal(
      shell.ask("EXISTS k002 k003 w000 w009"),
      "(integer) 4",
      "EXISTS k002 k003 w000 w009, which have no deadline",
    );
    t.equal(
      shell.ask("EXISTS k001 k005 k009 x004"),
      "(integer) 0",
      "EXISTS k001 k005 k009 x004, which have one",
    );
  },
);

law(
  "used-since",
  "a key that is read after it became a candidate is not the one that goes",
  { hint: "Sampling, and the pool" },
  (t) => {
    const shell = filled(t, 12);
    shell.run(EXACT);
    limit(t, shell, 12, "allkeys-lru");
    push(t, shell, 2);
    for (let i = 1; i < 6; i++) {
      shell.clock.advance(1000);
      ran(t, shell, `GET ${name(i)}`);
    }
    ran(t, shell, "SET m000 vnew");
    ran(t, shell, "SET m001 vnew");
    t.equal(
      Array.from({ length: 12 }, (_, i) => name(i)).filter((key) => !isThere(shell, key)),
      ["k000", "k006", "k007"],
      "the keys that went",
    );
  },
);

law(
  "all-used-since",
  "where every candidate was used since it was drawn, others are drawn, and one goes",
  { hint: "Sampling, and the pool" },
  (t) => {
    const shell = filled(t, 12);
    shell.run(EXACT);
    limit(t, shell, 12, "allkeys-lru");
    push(t, shell, 2);
    ran(t, shell, "DEL n001");
    t.did("ran", "GET of each key that is left");
    for (const key of [...Array.from({ length: 12 }, (_, i) => name(i)), "n000"]) {
      shell.clock.advance(1000);
      shell.run(`GET ${key}`);
    }
    limit(t, shell, 11, "allkeys-lru");
    t.did("ran", "SET more vnew");
    t.equal(shell.ask("SET more vnew"), "OK");
    t.equal(shell.keyspace.evictedKeys, 2, "keyspace.evictedKeys");
  },
);

law(
  "policy-changes",
  "a candidate of one policy is none under another",
  { hint: "Sampling, and the pool" },
  (t) => {
    const gone = (shell: Shell) =>
      Array.from({ length: 12 }, (_, i) => name(i)).filter((key) => !isThere(shell, key));
    const shell = filled(t, 12);
    shell.run(EXACT);
    limit(t, shell, 12, "allkeys-lru");
    push(t, shell, 2);
    t.did("ran", "EXPIRE of k004 to k011, each 1,000 s earlier than the one before");
    for (let i = 0; i < 8; i++) shell.run(`EXPIRE ${name(i + 4)} ${(20 - i) * 1000}`);
    limit(t, shell, 12, "volatile-ttl");
    ran(t, shell, "SET m000 vnew");
    ran(t, shell, "SET m001 vnew");
    t.equal(
      gone(shell),
      ["k000", "k010", "k011"],
      "the keys that went: one by LRU, two by deadline",
    );

    shell.clock.advance(1000);
    t.did("ran", "GET of k004 to k009");
    for (let i = 4; i < 10; i++) shell.run(`GET ${name(i)}`);
    limit(t, shell, 12, "allkeys-lru");
    ran(t, shell, "SET m002 vnew");
    t.equal(gone(shell), ["k000", "k001", "k010", "k011"], "the keys that went: one more by LRU");
    shell.clock.advance(1000);
    t.did("ran", "GET of k002, k003, n000, n001, m000, m001, m002");
    for (const key of ["k002", "k003", "n000", "n001", "m000", "m001", "m002"])
      shell.run(`GET ${key}`);
    ran(t, shell, "SET m003 vnew");
    ran(t, shell, "SET m004 vnew");
    t.equal(
      shell.ask("EXISTS k002 k003 n000 n001 m000 m001 m002"),
      "(integer) 7",
      "EXISTS k002 k003 n000 n001 m000 m001 m002, which were just read",
    );
  },
);

law(
  "no-deadline-any-more",
  "a candidate that lost its deadline does not go, not even within the same millisecond",
  { hint: "Whom it may hit" },
  (t) => {
    const shell = new Shell(t);
    t.did("ran", "SET of k000 to k005, each with EX 1000");
    for (let i = 0; i < 6; i++) shell.run(`SET ${name(i)} v00${i} EX 1000`);
    shell.run(EXACT);
    limit(t, shell, 5, "volatile-lru");
    ran(t, shell, "SET n000 vnew");
    const left = Array.from({ length: 6 }, (_, i) => name(i)).filter((key) => isThere(shell, key));
    const [volatile, ...persistent] = left;
    for (const key of persistent) shell.run(`PERSIST ${key}`);
    t.did("ran", `PERSIST of ${persistent.join(", ")}`);
    shell.clock.advance(1000);
    ran(t, shell, `GET ${volatile}`);
    ran(t, shell, "SET n001 vnew");
    t.equal(
      shell.ask(`EXISTS ${persistent.join(" ")}`),
      `(integer) ${persistent.length}`,
      `EXISTS ${persistent.join(" ")}: no key without a deadline may go`,
    );
    t.equal(shell.ask(`EXISTS ${volatile}`), "(integer) 0", `EXISTS ${volatile}`);
  },
);

law(
  "frequency",
  "a new key has the frequency 5; with lfu-log-factor 0 each use adds one, up to 255",
  { hint: "Counting uses in a byte" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > SET k v
      OK
      > OBJECT FREQ none
      (nil)
      > OBJECT FREQ k
      (error) ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.
      > CONFIG SET maxmemory-policy volatile-lfu lfu-log-factor 0
      OK
      > OBJECT FREQ k
      (integer) 5
      > GET k
      "v"
      > OBJECT FREQ k
      (integer) 6
      > STRLEN k
      (integer) 1
      > OBJECT FREQ k
      (integer) 7
      > TYPE k
      string
      > OBJECT FREQ k
      (integer) 7
    `,
    );
    for (let i = 0; i < 300; i++) shell.run("GET k");
    t.given("ran", "GET k, 300 times");
    t.equal(shell.ask("OBJECT FREQ k"), "(integer) 255");
  },
);

const READS: readonly (readonly [line: string, uses: number])[] = [
  ...["GET s", "STRLEN s", "GETRANGE s 0 1", "SUBSTR s 0 1", "MGET s none", "TOUCH s"].map(once),
  ["MGET s s s", 3],
  ["TOUCH s s", 2],
  ...["LLEN l", "LRANGE l 0 -1", "LINDEX l 1", "HGET h f", "HEXISTS h f", "HSTRLEN h f"].map(once),
  ...["HLEN h", "HGETALL h", "HKEYS h", "HVALS h", "HMGET h f g none", "HSCAN h 0"].map(once),
  ...["SISMEMBER u a", "SMISMEMBER u a b none", "SMEMBERS u", "SCARD u", "SSCAN u 0"].map(once),
  ...["SINTER u none", "SUNION u", "SDIFF u none"].map(once),
  ["SINTER u u", 2],
  ["SUNION u u u", 3],
  ...["ZSCORE z a", "ZMSCORE z a b none", "ZCARD z", "ZRANK z a", "ZREVRANK z b"].map(once),
  ...["ZRANGE z 0 -1 WITHSCORES", "ZRANGE z 1 2 BYSCORE LIMIT 0 1", "ZCOUNT z 1 2"].map(once),
  ...["ZREVRANGEBYSCORE z 2 1", "ZRANGEBYLEX z - +", "ZLEXCOUNT z - +", "ZSCAN z 0"].map(once),
  // What is refused for its kind was used as well.
  ...["LLEN s", "SMISMEMBER s a b", "HMGET s f g", "ZMSCORE s a b", "GET l"].map(once),
  ...["EXISTS s", "TYPE s", "TTL s", "OBJECT FREQ s", "MEMORY USAGE s"].map(never),
];
/** Each names one key, its second word. */
const WRITES = [
  ...["SET s 10", "SET s 10 EX 99", "SET s 10 KEEPTTL", "SET s 10 GET", "SET s 10 NX", "MSET s 10"],
  ...["GETSET s 10", "SETEX s 99 10", "SETNX s 10", "MSETNX s 10", "SETRANGE s 0 1", "APPEND s 1"],
  ...["INCR s", "DECRBY s 2", "INCRBYFLOAT s 1", "GETEX s", "GETEX s PERSIST", "EXPIRE s 999"],
  ...["EXPIRE s 999 NX", "PERSIST s", "PERSIST s", "RENAME s s", "RENAMENX s s", "RPUSH s x"],
  ...["RPUSH l x", "LPUSHX l x", "LSET l 0 x", "LINSERT l BEFORE x y", "LREM l 0 none"],
  ...["LTRIM l 0 -1", "LPOP l", "LPOP l 0", "HSET h f w", "HSETNX h f v", "HINCRBY h n 1"],
  ...["HDEL h none", "SADD u a", "SREM u none", "SMOVE u u a", "SUNIONSTORE u u", "SDIFFSTORE u u"],
  ...["ZADD z 1 a", "ZADD z NX 1 a", "ZINCRBY z 1 a", "ZREM z none", "ZPOPMIN z"],
  ...["ZREMRANGEBYRANK z 9 9", "ZREMRANGEBYSCORE z 99 99"],
];

function once(line: string): [string, number] {
  return [line, 1];
}

function never(line: string): [string, number] {
  return [line, 0];
}

law(
  "each-use-counts",
  "who only reads a key uses it once for each time it is named; who writes to it uses it too, and makes it no new one",
  { hint: "Counting uses in a byte" },
  (t) => {
    const shell = new Shell(t);
    t.did("ran", "CONFIG SET maxmemory-policy allkeys-lfu lfu-log-factor 0");
    for (const line of [
      ...["CONFIG SET maxmemory-policy allkeys-lfu lfu-log-factor 0", "SET s 10"],
      ...["RPUSH l x y z", "HSET h f v g w", "SADD u a b c", "ZADD z 1 a 2 b 3 c"],
    ]) {
      shell.run(line);
    }
    const uses = (line: string): number => {
      const frequency = `OBJECT FREQ ${line.split(" ")[line.startsWith("MEMORY") || line.startsWith("OBJECT") ? 2 : 1]}`;
      const asked = () => Number(/[0-9]+/.exec(shell.ask(frequency))?.[0]);
      const before = asked();
      t.given("ran", line);
      shell.run(line);
      return asked() - before;
    };
    for (const [line, expected] of READS)
      t.equal(uses(line), expected, "what the frequency grew by");
    for (const line of WRITES) {
      const grown = uses(line);
      t.holds(grown > 0, `the frequency grew by ${grown}`);
    }
  },
);

law(
  "logarithmic",
  "a frequency grows by chance, ever less likely: it is a logarithm of the uses",
  { hint: "Counting uses in a byte" },
  (t) => {
    const after = (uses: number, factor: number, keys: number): number => {
      const shell = new Shell(t);
      shell.run(`CONFIG SET maxmemory-policy allkeys-lfu lfu-log-factor ${factor}`);
      let sum = 0;
      for (let i = 0; i < keys; i++) {
        shell.run(`SET ${name(i)} v`);
        for (let use = 0; use < uses; use++) shell.run(`GET ${name(i)}`);
        sum += Number(/[0-9]+/.exec(shell.ask(`OBJECT FREQ ${name(i)}`))?.[0]);
      }
      return sum / keys;
    };
    // A frequency of 5 + f has taken 1 + … + (factor × f + 1) uses on average.
    for (const [uses, factor, least, most] of BETWEEN) {
      const mean = after(uses, factor, 100);
      t.did("frequency", `${mean} on average, after ${uses} uses at factor ${factor}`);
      t.holds(mean >= least && mean <= most, `it should be between ${least} and ${most}`);
    }
  },
);

law(
  "decay",
  "a frequency decays by one for every lfu-decay-time minutes without use, and not below 0",
  { hint: "Counting uses in a byte" },
  (t) => {
    const shell = new Shell(t);
    // To the beginning of a minute.
    shell.clock.advance(MINUTE_MS - (shell.clock.now() % MINUTE_MS));
    shell.run("CONFIG SET maxmemory-policy allkeys-lfu lfu-log-factor 0");
    shell.run("SET k v");
    for (let i = 0; i < 5; i++) shell.run("GET k");
    const frequency = (after: number, expected: number): void => {
      shell.clock.advance(after);
      t.equal(
        shell.ask("OBJECT FREQ k"),
        `(integer) ${expected}`,
        `OBJECT FREQ k, ${after} ms later`,
      );
    };
    frequency(0, 10);
    frequency(MINUTE_MS - 1, 10);
    frequency(1, 9);
    frequency(2 * MINUTE_MS, 7);
    t.did("ran", "GET k");
    shell.run("GET k");
    frequency(0, 8);
    frequency(5 * MINUTE_MS, 3);
    frequency(0, 3);
    frequency(60 * MINUTE_MS, 0);
    shell.run("CONFIG SET lfu-decay-time 10");
    // 65 minutes without use are six times ten: 8 has decayed to 2.
    for (let i = 0; i < 4; i++) shell.run("GET k");
    frequency(0, 6);
    frequency(9 * MINUTE_MS, 6);
    frequency(MINUTE_MS, 5);
    t.did("ran", "CONFIG SET lfu-decay-time 1, and GET k one second before the minute is over");
    shell.run("CONFIG SET lfu-decay-time 1");
    shell.clock.advance(MINUTE_MS - 1000);
    shell.run("GET k");
    const used = Number(/[0-9]+/.exec(shell.ask("OBJECT FREQ k"))?.[0]);
    frequency(999, used);
    frequency(1, used - 1);
    shell.run("CONFIG SET lfu-decay-time 0");
    const undecayed = shell.ask("OBJECT FREQ k");
    shell.clock.advance(1000 * MINUTE_MS);
    t.equal(shell.ask("OBJECT FREQ k"), undecayed, "OBJECT FREQ k, with lfu-decay-time 0");
  },
);

law(
  "decays-before-it-grows",
  "how likely a frequency grows depends on what it has decayed to, not on what it was",
  { hint: "Counting uses in a byte" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      "> CONFIG SET maxmemory-policy allkeys-lfu lfu-log-factor 0\nOK\n> SET k v\nOK",
    );
    for (let i = 0; i < 100; i++) shell.run("GET k");
    shell.script(t, "> OBJECT FREQ k\n(integer) 105\n> CONFIG SET lfu-log-factor 1000000\nOK");
    t.did("passed", "200 minutes");
    shell.clock.advance(200 * MINUTE_MS);
    shell.script(t, '> OBJECT FREQ k\n(integer) 0\n> GET k\n"v"\n> OBJECT FREQ k\n(integer) 1');
  },
);

law(
  "lfu",
  "LFU keeps what is used often, when much is read just once",
  { hint: "Counting uses in a byte" },
  (t) => {
    const shell = filled(t, 100);
    shell.run(`${EXACT} lfu-log-factor 1`);
    limit(t, shell, 100, "allkeys-lfu");
    for (let i = 0; i < 20; i++) for (let use = 0; use < 60; use++) shell.run(`GET ${name(i)}`);
    shell.clock.advance(1000);
    for (let i = 20; i < 100; i++) shell.run(`GET ${name(i)}`);
    push(t, shell, 60);
    t.equal(kept(shell, 0, 20), 20, "how many of the twenty favourites are left");
  },
);
