import type { RespValue } from "@labs/db-01";
import type { Entry, RemovalReason } from "@labs/db-02";
import { step, type Trial } from "@labs/grader/testing";
import type { Clock } from "@labs/machine";
import fc from "fast-check";
import { printed, Shell, START_MS } from "./shell.ts";
import { StringModel } from "./string-model.ts";

const law = step("expiry");

const MAX = "9223372036854775807";
const MIN = "-9223372036854775808";

/** What a keyspace told of. */
interface Told {
  readonly shell: Shell;
  /** `key reason`, in order. */
  readonly removals: string[];
}

function listening(t: Trial): Told {
  const removals: string[] = [];
  const onRemoved = ({ key }: Entry, reason: RemovalReason) => {
    removals.push(`${Buffer.from(key).toString("latin1")} ${reason}`);
  };
  return { shell: new Shell(t, { onRemoved }), removals };
}

/** What `line` prints, and that it grew `changes` by `changes`. */
function changing(t: Trial, shell: Shell, changes: number, line: string, expected: string): void {
  const before = shell.keyspace.changes;
  t.did("ran", line);
  t.equal(shell.ask(line), expected);
  t.equal(shell.keyspace.changes - before, changes, `by how much changes grew at ${line}`);
}

/** Both dicts agree: every key with a deadline is among those with a deadline, by the same entry, and no other. */
function holdsDeadlines(t: Trial, shell: Shell): void {
  const { keyspace } = shell;
  const entries = [...keyspace.entries()];
  const withDeadline = entries.filter(({ deadline }) => deadline !== undefined);
  t.equal(keyspace.deadlineCount, withDeadline.length, "keyspace.deadlineCount");
  for (let i = 0; i < 5; i++) {
    const entry = keyspace.sample(true);
    const isThere = entry === undefined ? withDeadline.length === 0 : withDeadline.includes(entry);
    t.holds(isThere, "keyspace.sample(true) drew what is no entry of a key with a deadline");
  }
}

law(
  "dies-after-its-deadline",
  "a key is there at its deadline, and gone a millisecond after it",
  { hint: "When is a key dead?" },
  (t) => {
    for (const line of ["SET k v PX 100", "SET k v", "PSETEX k 100 v"]) {
      const shell = new Shell(t);
      t.given("ran", line);
      shell.ask(line);
      if (line === "SET k v") changing(t, shell, 1, "PEXPIRE k 100", "(integer) 1");
      t.did("let pass", "100 ms");
      shell.clock.advance(100);
      changing(t, shell, 0, "GET k", '"v"');
      changing(t, shell, 0, "PTTL k", "(integer) 0");
      t.did("let pass", "1 ms");
      shell.clock.advance(1);
      changing(t, shell, 0, "GET k", "(nil)");
      changing(t, shell, 0, "PTTL k", "(integer) -2");
      changing(t, shell, 0, "DBSIZE", "(integer) 0");
    }
  },
);

law(
  "ttl",
  "TTL and its like tell what is left and until when; -1 without a deadline, -2 without a key",
  { hint: "What is left" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > TTL k
      (integer) -2
      > PEXPIRETIME k
      (integer) -2
      > SET k v
      OK
      > TTL k
      (integer) -1
      > PTTL k
      (integer) -1
      > EXPIRETIME k
      (integer) -1
      > PEXPIRETIME k
      (integer) -1
      > PEXPIRE k 1500
      (integer) 1
      > PTTL k
      (integer) 1500
      > TTL k
      (integer) 2
      > PEXPIRETIME k
      (integer) ${START_MS + 1500}
      > EXPIRETIME k
      (integer) ${START_MS / 1000 + 2}
      > PEXPIRE k 1499
      (integer) 1
      > TTL k
      (integer) 1
      > EXPIRETIME k
      (integer) ${START_MS / 1000 + 1}
      > PEXPIRE k 499
      (integer) 1
      > TTL k
      (integer) 0
      > EXPIREAT k 1800000000
      (integer) 1
      > PEXPIRETIME k
      (integer) 1800000000000
      > PEXPIREAT k 1800000000001
      (integer) 1
      > PEXPIRETIME k
      (integer) 1800000000001
      > EXPIRE k 7
      (integer) 1
      > PTTL k
      (integer) 7000
      `,
    );
    t.did("let pass", "1 s");
    shell.clock.advance(1000);
    changing(t, shell, 0, "PTTL k", "(integer) 6000");
    changing(t, shell, 0, "PEXPIRETIME k", `(integer) ${START_MS + 7000}`);
  },
);

law(
  "expire-options",
  "NX, XX, GT and LT all have to agree; no deadline is later than any",
  { hint: "Four words that forbid" },
  (t) => {
    // Before, options, new deadline in milliseconds from now: set or not.
    const cases: readonly (readonly [number | undefined, string, number, 0 | 1])[] = [
      [undefined, "NX", 50, 1],
      [100, "NX", 50, 0],
      [undefined, "XX", 50, 0],
      [100, "XX", 50, 1],
      [undefined, "GT", 50, 0],
      [100, "GT", 50, 0],
      [100, "GT", 100, 0],
      [100, "GT", 101, 1],
      [undefined, "LT", 50, 1],
      [100, "LT", 50, 1],
      [100, "LT", 100, 0],
      [100, "LT", 101, 0],
      [undefined, "XX GT", 50, 0],
      [undefined, "LT XX", 50, 0],
      [100, "xx gt", 150, 1],
      [100, "XX GT", 50, 0],
      [100, "XX LT", 50, 1],
      [100, "LT lt LT", 50, 1],
      [100, "NX NX", 50, 0],
      [100, "GT", -50, 0],
      [100, "NX", -50, 0],
      [undefined, "XX", -50, 0],
    ];
    for (const [before, options, after, reply] of cases) {
      const shell = new Shell(t);
      const set = before === undefined ? "SET k v" : `SET k v PX ${before}`;
      t.given("ran", set);
      shell.ask(set);
      const line = `PEXPIRE k ${after} ${options}`;
      changing(t, shell, reply, line, `(integer) ${reply}`);
      const left = reply === 1 ? after : (before ?? -1);
      t.equal(shell.ask("PTTL k"), `(integer) ${left}`);
      changing(t, shell, 0, `PEXPIRE nobody ${after} ${options}`, "(integer) 0");
    }
  },
);

law(
  "expire-errors",
  "of several mistakes of an EXPIRE the first in order is told: the words, their company, the time",
  { hint: "Four words that forbid" },
  (t) => {
    const shell = new Shell(t);
    const ofNx = "(error) ERR NX and XX, GT or LT options at the same time are not compatible";
    const ofGt = "(error) ERR GT and LT options at the same time are not compatible";
    const noInteger = "(error) ERR value is not an integer or out of range";
    const invalid = (name: string) => `(error) ERR invalid expire time in '${name}' command`;
    for (const key of ["k", "nobody"]) {
      shell.ask("SET k v");
      changing(t, shell, 0, `EXPIRE ${key} x FOO NX XX`, "(error) ERR Unsupported option FOO");
      changing(t, shell, 0, `EXPIRE ${key} x nx xx bar`, "(error) ERR Unsupported option bar");
      changing(t, shell, 0, `EXPIRE ${key} 1 KEEPTTL`, "(error) ERR Unsupported option KEEPTTL");
      for (const options of ["NX XX", "xx nx", "NX GT", "LT NX", "NX GT LT", "XX GT LT NX"]) {
        changing(t, shell, 0, `EXPIRE ${key} x ${options}`, ofNx);
      }
      for (const options of ["GT LT", "lt xx gt"]) {
        changing(t, shell, 0, `PEXPIREAT ${key} x ${options}`, ofGt);
      }
      for (const time of ["x", "1.5", "01", "9223372036854775808", '""']) {
        changing(t, shell, 0, `PEXPIRE ${key} ${time} NX`, noInteger);
      }
      changing(t, shell, 0, `EXPIRE ${key} ${MAX}`, invalid("expire"));
      changing(t, shell, 0, `EXPIRE ${key} ${MIN}`, invalid("expire"));
      changing(t, shell, 0, `EXPIRE ${key} -9223372036854776`, invalid("expire"));
      changing(t, shell, 0, `PEXPIRE ${key} ${MAX} XX`, invalid("pexpire"));
      changing(t, shell, 0, `EXPIREAT ${key} 9223372036854776`, invalid("expireat"));
      changing(t, shell, 0, `PEXPIREAT ${key} ${2 ** 53}`, invalid("pexpireat"));
      t.equal(shell.ask("PTTL k"), "(integer) -1");
    }
    changing(t, shell, 0, "PEXPIREAT nobody 5", "(integer) 0");
    changing(t, shell, 1, `PEXPIREAT k ${2 ** 53 - 1}`, "(integer) 1");
    changing(t, shell, 0, "PEXPIRETIME k", `(integer) ${2 ** 53 - 1}`);
  },
);

law(
  "deadline-in-the-past",
  "a deadline that is not later than now removes the key at once, as DEL would",
  { hint: "When is a key dead?" },
  (t) => {
    const now = START_MS;
    const lines = [
      "EXPIRE k 0",
      "EXPIRE k -1",
      `PEXPIREAT k ${now}`,
      `PEXPIREAT k ${now - 1}`,
      `EXPIREAT k ${now / 1000}`,
      `PEXPIRE k ${MIN}`,
      "EXPIRE k -9223372036854775",
      "EXPIRE k -1 NX",
      "EXPIREAT k -5 LT",
      "PEXPIREAT k 0",
    ];
    for (const line of lines) {
      const { shell, removals } = listening(t);
      t.given("ran", "SET k v");
      shell.ask("SET k v");
      changing(t, shell, 1, line, "(integer) 1");
      t.equal(shell.keyspace.size, 0, "keyspace.size");
      changing(t, shell, 0, "GET k", "(nil)");
      t.equal(removals, [], "what onRemoved was told");
      t.equal(shell.keyspace.expiredKeys, 0, "keyspace.expiredKeys");
    }
    const shell = new Shell(t);
    t.given("ran", "SET k v PX 5");
    shell.ask("SET k v PX 5");
    changing(t, shell, 0, "PEXPIRE k 0 GT", "(integer) 0");
    changing(t, shell, 1, "PEXPIRE k 0 XX", "(integer) 1");
    t.equal(shell.keyspace.deadlineCount, 0, "keyspace.deadlineCount");
  },
);

law(
  "who-keeps-a-deadline",
  "what alters a value keeps the deadline, what sets a new value drops it",
  { hint: "Keep or drop" },
  (t) => {
    const keep = [
      "INCR k",
      "DECRBY k 2",
      "INCRBYFLOAT k 1",
      "APPEND k 1",
      "SETRANGE k 0 9",
      "SET k 6 KEEPTTL",
      "SET k 6 XX GET KEEPTTL",
      "SET k 6 NX",
      "SETNX k 6",
      "MSETNX k 6 l 7",
      "GETEX k",
      "GET k",
      "EXPIRE k 9 NX",
      "RENAMENX k k",
      "RENAME k k",
    ];
    const drop = ["SET k 6", "SET k 6 GET", "SET k 6 XX", "GETSET k 6", "MSET k 6", "PERSIST k"];
    const left = (line: string): string => {
      const shell = new Shell(t);
      t.given("ran", `SET k 5 PX 1000, then ${line}`);
      shell.ask("SET k 5 PX 1000");
      shell.ask(line);
      holdsDeadlines(t, shell);
      return shell.ask("PTTL k");
    };
    for (const line of keep) t.equal(left(line), "(integer) 1000", "PTTL k");
    for (const line of [...drop, "GETEX k PERSIST"]) t.equal(left(line), "(integer) -1", "PTTL k");
    for (const line of ["SET k 6 PX 70", "GETEX k PX 70", "PSETEX k 70 v"]) {
      t.equal(left(line), "(integer) 70", "PTTL k");
    }
  },
);

law(
  "persist",
  "PERSIST takes a deadline away and says whether there was one; so does GETEX with PERSIST",
  { hint: "Keep or drop" },
  (t) => {
    const shell = new Shell(t);
    changing(t, shell, 0, "PERSIST k", "(integer) 0");
    changing(t, shell, 1, "SET k v", "OK");
    changing(t, shell, 0, "PERSIST k", "(integer) 0");
    changing(t, shell, 1, "PEXPIRE k 100", "(integer) 1");
    changing(t, shell, 1, "PEXPIRE k 100", "(integer) 1");
    changing(t, shell, 1, "PERSIST k", "(integer) 1");
    changing(t, shell, 0, "PERSIST k", "(integer) 0");
    changing(t, shell, 1, "PEXPIRE k 100", "(integer) 1");
    changing(t, shell, 1, "GETEX k PERSIST", '"v"');
    changing(t, shell, 0, "GETEX k PERSIST", '"v"');
    t.did("let pass", "200 ms");
    shell.clock.advance(200);
    changing(t, shell, 0, "GET k", '"v"');
    holdsDeadlines(t, shell);
  },
);

law(
  "rename-and-deadlines",
  "RENAME takes the deadline along, and what the new name had is gone",
  { hint: "Keep or drop" },
  (t) => {
    const cases = [
      { set: ["SET a 1 PX 50", "SET b 2 PX 900"], left: 50 },
      { set: ["SET a 1", "SET b 2 PX 900"], left: -1 },
      { set: ["SET a 1 PX 50", "SET b 2"], left: 50 },
      { set: ["SET a 1 PX 50"], left: 50 },
    ];
    for (const { set, left } of cases) {
      const { shell, removals } = listening(t);
      t.given("ran", [...set, "RENAME a b"].join(", then "));
      for (const line of [...set, "RENAME a b"]) shell.ask(line);
      t.equal(shell.ask("PTTL b"), `(integer) ${left}`);
      t.equal(shell.ask("PTTL a"), "(integer) -2");
      holdsDeadlines(t, shell);
      t.did("let pass", "51 ms");
      shell.clock.advance(51);
      t.equal(shell.ask("GET b"), left === 50 ? "(nil)" : '"1"');
      shell.clock.advance(1000);
      shell.ask("EXISTS a b");
      t.equal(removals, left === 50 ? ["b expired"] : [], "what onRemoved was told");
    }
  },
);

/** Every command so far that names a key k, which is dead. */
const ON_THE_DEAD = [
  "GET k",
  "SET k 7 NX",
  "SET k 7 XX",
  "SET k 7 GET",
  "SET k 7 KEEPTTL",
  "SET k 7",
  "SETNX k 7",
  "GETSET k 7",
  "GETDEL k",
  "GETEX k",
  "GETEX k EX abc",
  "MGET k l",
  "MSET k 7",
  "MSETNX l 7 k 7",
  "APPEND k 7",
  "STRLEN k",
  "SETRANGE k 2 7",
  'SETRANGE k 2 ""',
  "GETRANGE k 0 -1",
  "INCR k",
  "DECRBY k 5",
  "INCRBYFLOAT k 5",
  "DEL k",
  "UNLINK k k",
  "EXISTS k k",
  "TOUCH k",
  "TYPE k",
  "RENAME k l",
  "RENAME k k",
  "RENAMENX k l",
  "RENAMENX k k",
  "RANDOMKEY",
  "EXPIRE k 100",
  "PEXPIREAT k 5",
  "EXPIRE k 100 NX",
  "EXPIRE k 100 XX",
  "PERSIST k",
  "TTL k",
  "PTTL k",
  "EXPIRETIME k",
  "PEXPIRETIME k",
  "SETEX k 100 7",
] as const;

law(
  "dead-for-everyone",
  "a dead key is not there for any command, whatever it held",
  { hint: "The first who looks" },
  (t) => {
    for (const line of ON_THE_DEAD) {
      const { shell, removals } = listening(t);
      const fresh = new Shell(t);
      t.given("let die", `SET k 41 PX 10, 11 ms ago; then ran ${line}`);
      shell.ask("SET k 41 PX 10");
      const before = shell.keyspace.changes;
      shell.clock.advance(11);
      fresh.clock.advance(11);
      t.equal(shell.ask(line), fresh.ask(line));
      const grown = shell.keyspace.changes - before;
      t.equal(grown, fresh.keyspace.changes, "by how much changes grew");
      for (const look of ["GET k", "PTTL k", "GET l", "PTTL l", "DBSIZE"]) {
        t.did("ran", look);
        t.equal(shell.ask(look), fresh.ask(look));
      }
      t.equal(removals, ["k expired"], "what onRemoved was told");
      holdsDeadlines(t, shell);
    }
  },
);

law(
  "dead-target",
  "a dead key is no target that is taken: RENAMENX and MSETNX go ahead, and its end is told",
  { hint: "The first who looks" },
  (t) => {
    for (const [line, expected] of [
      ["RENAMENX a k", "(integer) 1"],
      ["RENAME a k", "OK"],
      ["MSETNX b 1 k 1", "(integer) 1"],
    ] as const) {
      const { shell, removals } = listening(t);
      t.given("let die", "SET k 41 PX 10, 11 ms ago; there is a key a");
      shell.ask("SET k 41 PX 10");
      shell.ask("SET a 1");
      shell.clock.advance(11);
      t.did("ran", line);
      t.equal(shell.ask(line), expected);
      t.equal(shell.ask("GET k"), '"1"');
      t.equal(shell.ask("PTTL k"), "(integer) -1");
      t.equal(removals, ["k expired"], "what onRemoved was told");
      t.equal(shell.keyspace.expiredKeys, 1, "keyspace.expiredKeys");
      holdsDeadlines(t, shell);
    }
  },
);

law(
  "told-once",
  "the end of a key is told once, after it is gone, and counts as expired and not as a change",
  { hint: "The first who looks" },
  (t) => {
    const seen: string[] = [];
    const shell: Shell = new Shell(t, {
      onRemoved({ key, value }, reason) {
        const { size, deadlineCount, expiredKeys, evictedKeys } = shell.keyspace;
        const held = value.kind === "string" ? Buffer.from(value.bytes) : value.kind;
        const text = `${Buffer.from(key)}=${held}`;
        seen.push(`${text} ${reason}: ${[size, deadlineCount, expiredKeys, evictedKeys].join()}`);
      },
    });
    t.did("ran", "SET a 1 PX 10, SET b 2 PX 10, SET c 3 PX 999, SET d 4");
    for (const line of ["SET a 1 PX 10", "SET b 2 PX 10", "SET c 3 PX 999", "SET d 4"]) {
      shell.ask(line);
    }
    const { changes } = shell.keyspace;
    t.did("let pass", "20 ms");
    shell.clock.advance(20);
    t.equal(seen, [], "what onRemoved was told, before anybody looked");
    t.equal(shell.ask("DBSIZE"), "(integer) 4");
    for (const line of ["EXISTS a a c d", "GET a", "MGET a b b", "DEL a b", "TYPE b"]) {
      t.did("ran", line);
      shell.ask(line);
    }
    t.equal(
      seen,
      ["a=1 expired: 3,2,1,0", "b=2 expired: 2,1,2,0"],
      "what onRemoved was told: the entry; size, deadlineCount, expiredKeys and evictedKeys at that time",
    );
    t.equal(shell.keyspace.changes, changes, "keyspace.changes");
    t.equal(shell.ask("DBSIZE"), "(integer) 2");
  },
);

law(
  "second-life",
  "a key that died and was set again lives by its new deadline alone",
  { hint: "The first who looks" },
  (t) => {
    const { shell, removals } = listening(t);
    const run = (line: string, expected: string) => {
      t.did("ran", line);
      t.equal(shell.ask(line), expected);
    };
    run("SET k 1 PX 10", "OK");
    shell.clock.advance(11);
    run("SET k 2", "OK");
    run("PTTL k", "(integer) -1");
    run("SET k 3 PX 100", "OK");
    run("SET k 4 PX 10", "OK");
    shell.clock.advance(11);
    run("INCR k", "(integer) 1");
    run("PTTL k", "(integer) -1");
    run("PEXPIRE k 10", "(integer) 1");
    run("DEL k", "(integer) 1");
    run("SET k 5", "OK");
    shell.clock.advance(1000);
    run("GET k", '"5"');
    t.equal(removals, ["k expired", "k expired"], "what onRemoved was told");
    holdsDeadlines(t, shell);
    run("FLUSHALL", "OK");
    holdsDeadlines(t, shell);
  },
);

law(
  "randomkey-is-alive",
  "RANDOMKEY never names a dead key, and null where all are dead",
  { hint: "The first who looks" },
  (t) => {
    const { shell, removals } = listening(t);
    t.did("ran", "SET kI v PX 10 for I = 1 … 40, then SET live v");
    for (let i = 1; i <= 40; i++) shell.ask(`SET k${i} v PX 10`);
    shell.ask("SET live v");
    shell.clock.advance(11);
    for (let i = 0; i < 60; i++) t.equal(shell.ask("RANDOMKEY"), '"live"');
    shell.ask("DEL live");
    t.did("ran", "DEL live");
    t.equal(shell.ask("RANDOMKEY"), "(nil)");
    t.equal(shell.keyspace.size, 0, "keyspace.size");
    t.equal(new Set(removals).size, 40, "how many keys onRemoved was told of");
    t.equal(removals.length, 40, "how often onRemoved was told");
  },
);

/** Goes on by itself: each reading is a millisecond later. */
class HastyClock implements Clock {
  readings = 0;

  now(): number {
    this.readings += 1;
    return START_MS + this.readings;
  }

  after(): () => void {
    throw new Error("no timers here");
  }
}

law(
  "time-stands-still",
  "within one command time stands still, however long it takes",
  { hint: "What time is it?" },
  (t) => {
    const clock = new HastyClock();
    const shell = new Shell(t, { clock });
    t.did("given", "a clock that goes on by 1 ms at each reading");
    shell.ask("SET k v PX 20");
    const keys = " k".repeat(100);
    t.did("ran", "EXISTS k k … (100 times)");
    t.equal(shell.ask(`EXISTS${keys}`), "(integer) 100");
    for (const line of ["SET l v PX 50", "EXPIRE l 10 XX", "GETEX l PX 9", "TTL l", "RENAME l m"]) {
      const before = clock.readings;
      t.did("ran", line);
      shell.ask(line);
      t.equal(clock.readings - before, 1, `readings of the clock for ${line}`);
    }
    t.did("ran", "SET n 1 PX 7, then PTTL n");
    shell.ask("SET n 1 PX 7");
    t.equal(shell.ask("PTTL n"), "(integer) 6");
  },
);

/** Is where it is put. */
class MovableClock implements Clock {
  at = START_MS;

  now(): number {
    return this.at;
  }

  after(): () => void {
    throw new Error("no timers here");
  }
}

law(
  "clock-set-back",
  "a clock that is set back kills nobody, and brings nobody back who is gone",
  { hint: "What time is it?" },
  (t) => {
    const clock = new MovableClock();
    const shell = new Shell(t, { clock });
    const at = (ms: number, line: string, expected: string) => {
      clock.at = START_MS + ms;
      t.did("ran", `at ${ms} ms: ${line}`);
      t.equal(shell.ask(line), expected);
    };
    at(0, "SET k v PX 1000", "OK");
    at(0, "SET l v PX 1000", "OK");
    at(-3_600_000, "GET k", '"v"');
    at(-3_600_000, "PTTL k", "(integer) 3601000");
    at(-3_600_000, "SET m v PX 5", "OK");
    at(1001, "GET k", "(nil)");
    at(1001, "GET m", "(nil)");
    at(0, "GET k", "(nil)");
    // Nobody looked for it while it was dead.
    at(0, "GET l", '"v"');
    at(1000, "GET l", '"v"');
    at(-START_MS, "PTTL l", `(integer) ${START_MS + 1000}`);
    at(1001, "EXISTS k l m", "(integer) 0");
    at(0, "DBSIZE", "(integer) 0");
  },
);

law(
  "asking-is-no-use",
  "to ask how long a key has is no use of it; to set or take away a deadline is",
  { hint: "Asking and using" },
  (t) => {
    const asking = ["TTL k", "PTTL k", "EXPIRETIME k", "PEXPIRETIME k"];
    const setting = ["EXPIRE k 9", "EXPIRE k 9 NX", "EXPIRE k 9 GT", "PERSIST k", "GETEX k EX 9"];
    for (const set of ["SET k v PX 50000", "SET k v"]) {
      for (const line of [...asking, ...setting]) {
        const shell = new Shell(t);
        t.given("ran", `${set}, and a second later ${line}`);
        shell.ask(set);
        shell.clock.advance(1000);
        shell.ask(line);
        const [entry] = shell.keyspace.entries();
        const isUse = setting.includes(line);
        t.equal(entry?.usedAt, START_MS + (isUse ? 1000 : 0), "the entry's usedAt");
      }
    }
  },
);

law(
  "deadlines-all-together",
  "whatever comes whenever, keys live and die as in a plain map",
  { hint: "The first who looks" },
  async (t) => {
    const key = fc.constantFrom("a", "b", "c");
    const value = fc.constantFrom("", "7", "x");
    const time = fc.integer({ min: -3, max: 12 }).map((ms) => String(START_MS + ms));
    const laterTime = fc.integer({ min: 1, max: 12 }).map((ms) => String(START_MS + ms));
    const setOptions = fc.constantFrom(
      [],
      ["NX"],
      ["XX"],
      ["GET"],
      ["KEEPTTL"],
      ["GET", "KEEPTTL"],
    );
    const expireOptions = fc.constantFrom([], ["NX"], ["XX"], ["GT"], ["LT"], ["XX", "LT"]);
    const command = fc.oneof(
      fc.tuple(key, value, setOptions).map(([k, v, o]) => ["SET", k, v, ...o]),
      fc.tuple(key, value, laterTime).map(([k, v, at]) => ["SET", k, v, "PXAT", at]),
      fc.tuple(key, time, expireOptions).map(([k, at, o]) => ["PEXPIREAT", k, at, ...o]),
      fc.tuple(fc.constantFrom("GETSET", "APPEND"), key, value),
      fc.tuple(fc.constantFrom("GET", "GETDEL", "PERSIST", "PEXPIRETIME", "DEL"), key),
      fc.tuple(fc.constantFrom("EXISTS", "RENAME", "RENAMENX", "MGET"), key, key),
      fc.tuple(fc.constant("MSETNX"), key, value, key, value),
      fc.tuple(fc.constant("INCRBY"), key, fc.constant("1")),
    );
    const turn = fc.tuple(fc.constantFrom(0, 0, 1, 2, 5), command);
    await t.forAll([fc.array(turn, { maxLength: 30 })], (turns) => {
      const { shell, removals } = listening(t);
      const model = new StringModel(START_MS);
      for (const [pause, words] of [...turns, [0, ["EXISTS", "a", "b", "c"]] as const]) {
        shell.clock.advance(pause);
        model.now += pause;
        const shown = words.map((word) => (word === "" ? '""' : word)).join(" ");
        t.did("ran", `at ${model.now - START_MS} ms: ${shown}`);
        t.equal(askWords(shell, words), model.ask(words));
        t.equal(shell.keyspace.changes, model.changes, "keyspace.changes");
        t.equal(living(shell), model.living(), "the entries that are not dead");
      }
      t.equal(
        removals.sort(),
        model.died.map((name) => `${name} expired`).sort(),
        "what onRemoved was told, in the order of the alphabet",
      );
      t.equal(shell.keyspace.size, model.rows.size, "keyspace.size");
      holdsDeadlines(t, shell);
    });
  },
);

/** Every key that is not dead and its deadline, in the order of the alphabet; looks at none. */
function living({ clock, keyspace }: Shell): string[] {
  const now = clock.now();
  const entries = [...keyspace.entries()].filter(({ deadline = now }) => now <= deadline);
  return entries.map(({ key, deadline }) => `${Buffer.from(key)} until ${deadline}`).sort();
}

function askWords(shell: Shell, words: readonly string[]): string {
  const reply: RespValue = shell.execute(
    words.map((word) => Uint8Array.from(Buffer.from(word, "latin1"))),
  );
  return printed(reply);
}
