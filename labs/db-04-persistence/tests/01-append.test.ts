import { type Command, CommandError, commandTable, integer, simpleError } from "@labs/db-01";
import { Keyspace, keyspaceCommands } from "@labs/db-02";
import {
  accessOf,
  encodeRequest,
  type LoggedRequest,
  logged,
  propagated,
  readAof,
  replaying,
} from "@labs/db-04";
import { step, type Trial } from "@labs/grader/testing";
import { CorruptionError, type DiskFile } from "@labs/machine";
import { SimClock, SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { anyActions, FLUSHES, WRITES } from "./any-writes.ts";
import {
  fileOf,
  load,
  pictureOf,
  request,
  Shell,
  START_MS,
  shown,
  text,
  wordsOf,
  YEAR_MS,
} from "./shell.ts";

const law = step("append");

/** What each line is logged as, after `setup`. */
function logsAs(t: Trial, setup: string, cases: readonly (readonly [string, string])[]): void {
  for (const [line, expected] of cases) {
    const shell = new Shell(t.seed);
    for (const before of setup.split("; ")) shell.run(before);
    t.given("ran", `${setup}; ${line}`);
    t.equal(shell.logs(line), expected === "" ? [] : [expected], "what the last one is logged as");
  }
}

/** Reads `bytes`, and gives the requests that were applied, and how the file ends. */
function read(t: Trial, bytes: Uint8Array, offset = 0) {
  t.given("read a file of", bytes);
  const applied: string[] = [];
  const end = readAof(fileOf(bytes), (one) => void applied.push(shown(one)), offset);
  return { end, applied };
}

/** Reading `bytes` is a CorruptionError at this offset. */
function corrupt(t: Trial, bytes: Uint8Array, offset: number): CorruptionError {
  t.given("read a file of", bytes);
  const error = t.fails(() => readAof(fileOf(bytes), () => {}), "CORRUPTION") as CorruptionError;
  t.equal(error.offset, offset, "the offset of the CorruptionError");
  t.equal(error.path, "log.aof", "its path");
  return error;
}

const SET_A = request("SET", "a", "1");
const INCR_A = request("INCR", "a");
const whole = (commands: number, bytes: Uint8Array) => ({
  kind: "whole",
  commands,
  size: bytes.length,
});
const endOf = ({ kind, commands, size }: { kind: string; commands: number; size: number }) => ({
  kind,
  commands,
  size,
});

law(
  "request-bytes",
  "a request is an array of bulk strings, and any bytes may be in them",
  { hint: "A request as bytes" },
  (t) => {
    t.did("encoded", "SET, a key with CR and LF, an empty value");
    const words = ["SET", "k\r\n", ""].map((one) => Buffer.from(one));
    t.bytes(encodeRequest(words), "*3\r\n$3\r\nSET\r\n$3\r\nk\r\n\r\n$0\r\n\r\n");
    const word = new Uint8Array(300).fill(0xff);
    const bytes = encodeRequest([word]);
    t.bytes(bytes.subarray(0, 10), "*1\r\n$300\r\n");
    t.equal(bytes.length, 312, "the length of a request of one word of 300 bytes");
  },
);

law(
  "times-are-absolute",
  "what tells a time from now on is logged with the millisecond that it means",
  { hint: "On which day?" },
  (t) => {
    const at = (ms: number) => String(START_MS + ms);
    logsAs(t, "SET k old PX 90000", [
      ["SET k v EX 10", `SET k v PXAT ${at(10_000)}`],
      ["set k v px 10 xx get", `SET k v PXAT ${at(10)}`],
      [`SET k v EXAT ${START_MS / 1000 + 7}`, `SET k v PXAT ${at(7000)}`],
      [`SET k v GET PXAT ${at(7)}`, `SET k v PXAT ${at(7)}`],
      ["SET k v KEEPTTL", `SET k v PXAT ${at(90_000)}`],
      ["SET k v", "SET k v"],
      ["SET k v XX", "SET k v"],
      ["SET k v NX", ""],
      ["SETEX k 10 v", `SET k v PXAT ${at(10_000)}`],
      ["PSETEX k 10 v", `SET k v PXAT ${at(10)}`],
      ["GETSET k v", "SET k v"],
      ["EXPIRE k 10", `PEXPIREAT k ${at(10_000)}`],
      ["EXPIRE k 10 LT", `PEXPIREAT k ${at(10_000)}`],
      ["EXPIRE k 10 GT", ""],
      ["PEXPIRE k 10", `PEXPIREAT k ${at(10)}`],
      [`EXPIREAT k ${START_MS / 1000 + 7}`, `PEXPIREAT k ${at(7000)}`],
      [`PEXPIREAT k ${at(7)} XX`, `PEXPIREAT k ${at(7)}`],
      ["GETEX k EX 10", `PEXPIREAT k ${at(10_000)}`],
      [`GETEX k PXAT ${at(7)}`, `PEXPIREAT k ${at(7)}`],
      ["GETEX k PERSIST", "PERSIST k"],
      ["GETEX k", ""],
      ["PERSIST k", "PERSIST k"],
      ["SET new v EX 10 NX", `SET new v PXAT ${at(10_000)}`],
    ]);
  },
);

law(
  "gone-is-deleted",
  "a command after which its key is gone is logged as DEL",
  { hint: "And if it is gone?" },
  (t) => {
    logsAs(t, "SET k 1 EX 10", [
      ["EXPIRE k 0", "DEL k"],
      ["PEXPIREAT k 1", "DEL k"],
      [`EXPIREAT k ${START_MS / 1000}`, "DEL k"],
      ["GETEX k PXAT 1", "DEL k"],
      ["GETDEL k", "DEL k"],
    ]);
    logsAs(t, "SADD s m", [
      ["SPOP s", "DEL s"],
      ["SPOP s 5", "DEL s"],
    ]);
    const shell = new Shell(t.seed);
    shell.run("SET k old");
    t.given("ran", "SET k old; SET k v PXAT 1");
    const written = shell.logs("SET k v PXAT 1");
    t.equal(new Set(written), new Set(["DEL k"]), "what the last one is logged as");
  },
);

law(
  "chance-is-written-down",
  "SPOP is logged as SREM of the members that it took",
  { hint: "What chance has chosen" },
  (t) => {
    for (const [line, count] of [
      ["SPOP s", 1],
      ["SPOP s 3", 3],
    ] as const) {
      const shell = new Shell(t.seed);
      shell.run("SADD s a b c d e f");
      t.given("ran", `SADD s a b c d e f; ${line}`);
      const reply = shell.run(line);
      const taken = (reply.kind === "set" ? reply.items : [reply]).map((item) =>
        item.kind === "bulkString" ? text(item.bytes) : "?",
      );
      t.equal(taken.length, count, "how many members were taken");
      t.equal(shell.log.slice(1).map(shown), [`SREM s ${taken.join(" ")}`], "what it is logged as");
      t.equal(shell.logs("SPOP s 0"), [], "what SPOP s 0 is logged as");
    }
  },
);

law(
  "sums-are-written-down",
  "INCRBYFLOAT is logged as a SET of the sum that keeps the deadline; other counters as they were sent",
  { hint: "On which day?" },
  (t) => {
    logsAs(t, "SET k 10.50 EX 10", [["INCRBYFLOAT k 0.1", "SET k 10.6 KEEPTTL"]]);
    logsAs(t, "SET n 5", [
      ["INCR n", "INCR n"],
      ["DECRBY n 3", "DECRBY n 3"],
      ["INCRBYFLOAT new 3.0e3", "SET new 3000 KEEPTTL"],
    ]);
  },
);

law(
  "others-as-sent",
  "all other commands are logged as they were sent, with their name in upper case",
  { hint: "A request as bytes" },
  (t) => {
    logsAs(t, "SET k v; RPUSH l a b; ZADD z 1 m; SADD s x; SADD r x; HSET h n 1", [
      ["setnx new v", "SETNX new v"],
      ["Append k 'x\\r'".replaceAll("'", '"'), "APPEND k x\\r"],
      ["MSET k 1 new 2", "MSET k 1 new 2"],
      ["del k nothing k", "DEL k nothing k"],
      ["UNLINK k", "UNLINK k"],
      ["RENAME k new", "RENAME k new"],
      ["LPOP l 5", "LPOP l 5"],
      ["LINSERT l after a c", "LINSERT l after a c"],
      ["HINCRBY h n 5", "HINCRBY h n 5"],
      ["SMOVE s new x", "SMOVE s new x"],
      ["SINTERSTORE new s r", "SINTERSTORE new s r"],
      ["zadd z ch gt 5 m 1 q", "ZADD z ch gt 5 m 1 q"],
      ["ZPOPMIN z", "ZPOPMIN z"],
      ["FLUSHALL ASYNC", "FLUSHALL ASYNC"],
    ]);
  },
);

law(
  "only-changes",
  "a command is logged once if it has changed something, and never if not, nor if it failed",
  { hint: "Did it change anything?" },
  (t) => {
    logsAs(
      t,
      "SET k v; SADD s m; RPUSH l a; ZADD z 1 m",
      [
        ...["GET k", "SADD s m", "SREM s x", "DEL nothing", "RENAME k k", "LREM l 0 x", "TTL k"],
        ...["ZADD z 1 m", "SETNX k w", "EXPIRE nothing 5", "PERSIST k", "LPUSH k x", "INCR k"],
        ...["MSET a", "SET k", "RENAME nothing x", "SMOVE s s m", "PING", "CONFIG GET save"],
      ].map((line) => [line, ""] as const),
    );
    const shell = new Shell(t.seed);
    t.given("ran", "FLUSHDB on an empty keyspace");
    t.equal(shell.logs("FLUSHDB"), [], "what it is logged as");
  },
);

law(
  "a-failed-command-is-not-logged",
  "a command that throws is not logged, and its error is as it was",
  { hint: "Did it change anything?" },
  (t) => {
    const keyspace = new Keyspace({ clock: new SimClock(START_MS) });
    const told: string[] = [];
    const fails: Command = {
      name: "fails",
      arity: -1,
      run() {
        keyspace.changes += 1;
        throw new CommandError("ERR no");
      },
    };
    const counts: Command = { name: "counts", arity: -1, run: (_, args) => integer(args.length) };
    const commands = logged(commandTable([fails, counts]), keyspace, (one) =>
      told.push(shown(one)),
    );
    t.did("ran", "a command that counts a change and throws, then one that changes nothing");
    const session = { id: 1, protocol: 2 as const, name: "", closing: false };
    const error = t.fails(() => commands.get("fails")?.run(session, [], commands));
    t.equal((error as Error).message, "ERR no");
    t.equal(commands.get("counts")?.run(session, wordsOf("x y"), commands), integer(2));
    t.equal(told, [], "what was logged");
  },
);

law(
  "the-table-is-kept",
  "the table that logs has the same commands, with their arity and what they do to keys",
  { hint: "Did it change anything?" },
  (t) => {
    const keyspace = new Keyspace();
    const before = keyspaceCommands(keyspace);
    const after = logged(before, keyspace, () => {});
    t.equal([...after.keys()], [...before.keys()], "the names");
    for (const [name, command] of before) {
      const same = after.get(name)!;
      t.equal(
        [same.name, same.arity, accessOf(same)],
        [command.name, command.arity, accessOf(command)],
      );
    }
  },
);

law(
  "removed-before",
  "what died or was evicted stands as DEL before the command that found it gone, be it a read",
  { hint: "Did it change anything?" },
  (t) => {
    const dead = (line: string) => {
      const shell = new Shell(t.seed);
      for (const setup of ["SET a 1 PX 5", "SET b 2 PX 5", "SADD s m"]) shell.run(setup);
      shell.clock.advance(6);
      t.given("ran", `SET a 1 PX 5; SET b 2 PX 5; SADD s m; 6 ms later ${line}`);
      return shell.logs(line);
    };
    t.equal(dead("GET a"), ["DEL a"], "what is logged");
    t.equal(dead("INCR a"), ["DEL a", "INCR a"], "what is logged");
    t.equal(dead("RENAME s b"), ["DEL b", "RENAME s b"], "what is logged");
    t.equal(dead("SET a x KEEPTTL"), ["DEL a", "SET a x"], "what is logged");
    t.equal(dead("SADD s m"), [], "what is logged");
    t.equal(dead("MSETNX a 1 b 2"), ["DEL a", "DEL b", "MSETNX a 1 b 2"], "what is logged");
    const shell = new Shell(t.seed);
    shell.run("SET big x");
    shell.run("CONFIG SET maxmemory 1 maxmemory-policy allkeys-lru");
    t.given("ran", "SET big x; CONFIG SET maxmemory 1 …; SADD s m");
    t.equal(shell.logs("SADD s m"), ["DEL big", "SADD s m"], "what is logged");
    shell.run("CONFIG SET maxmemory-policy noeviction");
    t.did("ran", "CONFIG SET maxmemory-policy noeviction; SET more x");
    t.equal(shell.logs("SET more x"), [], "what is logged of a command without memory");
  },
);

law(
  "a-year-later",
  "what is logged gives the same keys, values and deadlines, on whatever day it is read",
  { hint: "On which day?" },
  async (t) => {
    const logged = new Set<string>();
    await t.forAll([anyActions(40), fc.nat()], (actions, seed) => {
      const shell = new Shell(seed);
      for (const action of actions) {
        if (action.kind === "time") {
          shell.clock.advance(action.milliseconds);
          t.did("let pass", `${action.milliseconds} ms`);
          continue;
        }
        t.did("ran", action.words.join(" "));
        shell.execute(action.words.map((word) => Buffer.from(word, "latin1")));
      }
      for (const [name] of shell.log) logged.add(text(name!));
      const bytes = shell.bytes();
      t.did("logged", bytes);
      const { end, keyspace } = load(bytes, START_MS + YEAR_MS);
      t.equal(endOf(end), whole(shell.log.length, bytes));
      t.equal(pictureOf(keyspace), pictureOf(shell.keyspace), "the keyspace that was read");
    });
    t.floor("kinds of commands that were logged", logged.size, 20);
  },
);

law(
  "every-command-that-writes",
  "no command of db-02 that writes is left out when logs are tried",
  { hint: "On which day?" },
  (t) => {
    const writing = [...keyspaceCommands(new Keyspace()).values()].flatMap((command) => {
      const access = accessOf(command);
      return access === "write" || access === "grow" ? [command.name] : [];
    });
    const shell = new Shell(t.seed);
    t.equal(shell.logs("SET a 1"), ["SET a 1"], "what SET a 1 is logged as");
    const tried = [...WRITES, ...FLUSHES].map((line) => line.split(" ")[0]!.toLowerCase());
    t.equal([...new Set(tried)].sort(), writing.sort(), "the commands");
  },
);

law(
  "replay-takes-no-errors",
  "a logged request that is not known, or is answered by an error, is thrown as a CommandError",
  { hint: "What a log cannot say" },
  (t) => {
    const apply = replaying(
      commandTable([
        { name: "answers", arity: -1, run: () => simpleError("ERR answered") },
        {
          name: "throws",
          arity: -1,
          run: () => {
            throw new CommandError("ERR thrown");
          },
        },
        { name: "works", arity: 2, run: () => integer(1) },
      ]),
    );
    const message = (line: string) => {
      t.given("applied", line);
      const error = t.fails(() => apply(wordsOf(line)));
      t.holds(error instanceof CommandError, "it is a CommandError");
      return (error as Error).message;
    };
    t.equal(message("ANSWERS"), "ERR answered");
    t.equal(message("throws"), "ERR thrown");
    t.equal(message("WORKS"), "ERR wrong number of arguments for 'works' command");
    t.holds(message("other").startsWith("ERR unknown command 'other'"), "it names the command");
    t.given("applied", "Works x");
    t.equal(apply(wordsOf("Works x")), undefined);
  },
);

law(
  "reads-what-was-logged",
  "a whole file is applied in order; annotations and SELECT 0 are skipped",
  { hint: "Torn or damaged" },
  (t) => {
    const nothing = new Uint8Array();
    t.equal(endOf(read(t, nothing).end), whole(0, nothing));
    const bytes = Buffer.concat([
      Buffer.from("#TS:1700000000\r\n"),
      request("select", "0"),
      SET_A,
      Buffer.from("#\n#SUM:what else\r\n# $3\r\n"),
      request("SELECT", "0"),
      request("APPEND", "a", "*1\r\n#x\r\n"),
      Buffer.from("#last\r\n"),
    ]);
    const { end, applied } = read(t, bytes);
    t.equal(applied, ["SET a 1", "APPEND a *1\\r\\n#x\\r\\n"], "the requests");
    t.equal(endOf(end), whole(2, bytes));
    const behind = Buffer.concat([Buffer.from("REDIS…"), INCR_A]);
    t.equal(read(t, behind, behind.length - INCR_A.length).applied, ["INCR a"], "behind an offset");
  },
);

law(
  "torn-at-every-byte",
  "a file that ends inside a request is torn at its beginning, and what stands before is applied",
  { hint: "Torn or damaged" },
  (t) => {
    const parts = [
      SET_A,
      Buffer.from("#TS:1\r\n"),
      request("APPEND", "a", "0123456789abc"),
      request("RPUSH", "l", "", "\r\n"),
      request("INCR", "n"),
    ];
    const bytes = Buffer.concat(parts);
    const starts = parts.map((_, i) => Buffer.concat(parts.slice(0, i)).length);
    const lines = ["SET a 1", "", "APPEND a 0123456789abc", 'RPUSH l "" \\r\\n', "INCR n"];
    for (let size = 0; size <= bytes.length; size++) {
      const { end, applied } = read(t, bytes.subarray(0, size));
      const before = parts.findLastIndex((_, i) => starts[i]! + parts[i]!.length <= size) + 1;
      const expected = lines.slice(0, before).filter((line) => line !== "");
      t.equal(applied, expected, "the requests");
      const at = before === parts.length ? bytes.length : starts[before]!;
      t.equal(
        end.kind === "torn" ? end.at : end.size,
        at,
        "where the file is torn, or else its size",
      );
      t.equal(
        [end.kind, end.commands, end.size],
        [at === size ? "whole" : "torn", expected.length, size],
      );
    }
  },
);

law(
  "nobody-writes-so",
  "bytes that are no request, and no beginning of one, are damage at the beginning of the request",
  { hint: "Torn or damaged" },
  (t) => {
    for (const bad of [
      ...["PING\r\n", "\r\n", "\x00\x00\x00\x00", "$3\r\nSET\r\n", "+OK\r\n", "REDIS0010"],
      ...[
        "*0\r\n",
        "*-1\r\n",
        "*+1\r\n$4\r\nPING\r\n",
        "*01\r\n$4\r\nPING\r\n",
        "*\r\n",
        "*1 \r\n",
      ],
      ...["*1\n$4\r\nPING\r\n", "*1\r\n$4\nPING\r\n", "*1\r\n$04\r\nPING\r\n", "*1\r\n$-1\r\n"],
      ...[
        "*1\r\n$3\r\nPING\r\n",
        "*1\r\n$4\r\nPING\n\r",
        "*1\r\n$5\r\nPING\r\n*1\r\n$4\r\nPING\r\n",
      ],
      ...["*1\r\n:4\r\nPING\r\n", "*1\r\n*4\r\n", "*2\r\n$4\r\nPING\r\n*1\r\n", "*1\r\n$\r\n\r\n"],
      ...["*1000000000000000\r\n$4\r\nPING\r\n", "*1\r\n$1000000000000000\r\nPING\r\n"],
      ...[
        "*1\r\n$4\r\n\x00\x00\x00\x00\x00\x00",
        "*1\r\n$3\r\nGETX",
        "*1\r\n$3\r\nGET\rX",
        "*1\rX",
      ],
    ]) {
      const bytes = Buffer.from(bad, "latin1");
      corrupt(t, bytes, 0);
      corrupt(t, Buffer.concat([SET_A, bytes, INCR_A]), SET_A.length);
    }
    const applied: string[] = [];
    t.given("read", "SET a 1, then *0");
    t.fails(() =>
      readAof(
        fileOf(Buffer.concat([SET_A, Buffer.from("*0\r\n")])),
        (one) => void applied.push(shown(one)),
      ),
    );
    t.equal(applied, ["SET a 1"], "what was applied before");
  },
);

law(
  "refused-is-damage",
  "a request that apply refuses is damage: what was logged had succeeded",
  { hint: "What a log cannot say" },
  (t) => {
    const reading = (bytes: Uint8Array, offset: number, says: string) => {
      t.given("read a file of", bytes);
      const error = t.fails(() => load(bytes), "CORRUPTION") as CorruptionError;
      t.equal(error.offset, offset, "the offset of the CorruptionError");
      t.holds(error.message.includes(says), `its message says ${says}, not ${error.message}`);
    };
    const behind = (bytes: Uint8Array) => Buffer.concat([SET_A, bytes, INCR_A]);
    reading(behind(request("JUMP", "a")), SET_A.length, "unknown command 'JUMP'");
    reading(behind(request("LPUSH", "a", "x")), SET_A.length, "WRONGTYPE");
    reading(behind(request("INCR")), SET_A.length, "wrong number of arguments");
    reading(behind(request("SELECT", "3")), SET_A.length, "3");
    reading(behind(request("SELECT", "0", "0")), SET_A.length, "");
    for (const word of ["00", "", "-0", " 0", "0.0"]) {
      reading(behind(request("SELECT", word)), SET_A.length, word);
    }
    const multi = Buffer.concat([SET_A, request("MULTI"), SET_A]);
    const exec = request("EXEC");
    reading(Buffer.concat([multi, request("LPUSH", "a", "x"), exec]), multi.length, "WRONGTYPE");
    t.given("applied", "a request at which apply throws an error of its own");
    const bug = new TypeError("a bug");
    const thrown = t.fails(() =>
      readAof(fileOf(SET_A), () => {
        throw bug;
      }),
    );
    t.holds(thrown === bug, "an error that is no CommandError passes through as it is");
  },
);

law(
  "transactions",
  "what stands between MULTI and EXEC is applied at EXEC; without EXEC the file is torn at MULTI",
  { hint: "All or nothing" },
  (t) => {
    const multi = request("multi");
    const exec = request("Exec");
    const bytes = Buffer.concat([
      SET_A,
      multi,
      Buffer.from("#TS:1700000000\r\n"),
      INCR_A,
      request("SELECT", "0"),
      SET_A,
      exec,
      INCR_A,
    ]);
    const { end, applied } = read(t, bytes);
    t.equal(applied, ["SET a 1", "INCR a", "SET a 1", "INCR a"], "the requests");
    t.equal(endOf(end), whole(4, bytes));
    const open = SET_A.length;
    for (let size = open + multi.length; size < bytes.length - INCR_A.length; size++) {
      const cut = read(t, bytes.subarray(0, size));
      t.equal(cut.applied, ["SET a 1"], "the requests");
      t.equal(
        [cut.end.kind, cut.end.commands, cut.end.kind === "torn" && cut.end.at],
        ["torn", 1, open],
        "where the file is torn",
      );
    }
    corrupt(t, Buffer.concat([SET_A, exec]), open);
    corrupt(t, Buffer.concat([multi, SET_A, request("SELECT", "1")]), multi.length + open);
    corrupt(t, Buffer.concat([multi, SET_A, multi, exec]), multi.length + open);
    corrupt(t, Buffer.concat([SET_A, request("MULTI", "x")]), open);
    corrupt(t, Buffer.concat([multi, SET_A, request("EXEC", "x")]), multi.length + open);
    corrupt(t, Buffer.concat([multi, SET_A, Buffer.from("x")]), multi.length + open);
  },
);

law(
  "kept-by-apply",
  "apply may keep the words that it is given, and none of them keeps a piece of the file alive",
  { hint: "A file that is larger than memory" },
  (t) => {
    const value = (i: number) => String(i).repeat(1 + ((i * 997) % 700));
    const count = 900;
    const parts = Array.from({ length: count }, (_, i) => request("SET", `k${i}`, value(i)));
    const kept: LoggedRequest[] = [];
    t.did("read", `${count} requests, and looked at their words afterwards`);
    readAof(fileOf(Buffer.concat(parts)), (one) => void kept.push(one));
    for (const [i, one] of kept.entries()) {
      t.equal(one.map(text), ["SET", `k${i}`, value(i)], `request ${i}`);
      for (const word of one) {
        t.atMost(word.buffer.byteLength, word.length + 16_384, `bytes kept by ${word.length}`);
      }
    }
    t.equal(kept.length, count, "how many requests there were");
  },
);

/** A file that counts what is asked of it. */
class CountedFile implements DiskFile {
  readonly path = "log.aof";
  bytes = 0;
  reads = 0;
  largest = 0;
  /** Of the reads before the end of the file. */
  smallest = Number.POSITIVE_INFINITY;
  readonly #file: DiskFile;

  constructor(bytes: Uint8Array) {
    this.#file = fileOf(bytes);
  }

  get size(): number {
    return this.#file.size;
  }

  read(offset: number, length: number): Uint8Array {
    const bytes = this.#file.read(offset, length);
    this.bytes += bytes.length;
    this.reads += 1;
    this.largest = Math.max(this.largest, length);
    // `isSummed` looks at the first five bytes.
    const isMark = offset === 0 && length === 5;
    if (!isMark && offset + length < this.size) this.smallest = Math.min(this.smallest, length);
    return bytes;
  }

  readExactly(offset: number, length: number): Uint8Array {
    return this.read(offset, length);
  }

  write(): never {
    throw new Error("a reader does not write");
  }

  append(): never {
    throw new Error("a reader does not write");
  }

  truncate(): never {
    throw new Error("a reader does not write");
  }

  sync(): never {
    throw new Error("a reader does not write");
  }

  close(): void {}
}

law(
  "in-pieces",
  "a file is read in pieces of 4 to 64 KiB, a longer word at once, and nothing three times",
  { hint: "A file that is larger than memory" },
  (t) => {
    const piece = 65_536;
    for (const length of [10, 1000, 40_000, piece - 20, piece, 300_000]) {
      const count = Math.max(3, Math.floor(400_000 / (length + 40)));
      const one = request("SET", "key", "v".repeat(length));
      const file = new CountedFile(Buffer.concat(new Array(count).fill(one)));
      t.given("read", `${count} requests with a value of ${length} bytes each`);
      let sizes = 0;
      readAof(file, (words) => {
        sizes += words[2]?.length ?? 0;
      });
      t.equal(sizes, count * length, "the bytes of all values");
      t.atMost(file.largest, Math.max(piece, length + 2), "bytes asked for at once");
      if (length <= 1000) {
        const { smallest } = file;
        t.holds(smallest >= 4096, `a read before the file's end asked for ${smallest} bytes`);
      }
      t.atMost(file.bytes, 2 * file.size + piece, "bytes read");
      const pieces = Math.ceil((2 * file.size) / 4096) + 2;
      t.atMost(file.reads, pieces + (length > piece / 2 ? 3 * count : 0), "reads");
    }
  },
);

law(
  "across-pieces",
  "wherever a piece of the file ends, what stands there is read whole",
  { hint: "A file that is larger than memory" },
  (t) => {
    const around = Buffer.concat([
      request("SET", "key", "value\r\n"),
      Buffer.from("#TS:1700000000\r\n"),
      request("RPUSH", "list", "", "element", "x".repeat(70)),
      Buffer.from(`#${"y".repeat(40)}\n`),
      request("INCR", "n"),
    ]);
    const piece = 65_536;
    for (let before = 0; before <= around.length; before++) {
      const filler = request("SET", "filler", "f".repeat(piece - 500));
      const rest = piece - filler.length - before;
      const comment = Buffer.from(`#${"c".repeat(rest - 2)}\n`);
      const bytes = Buffer.concat([filler, comment, around, around]);
      t.given("read a file", `in which ${before} bytes of two requests stand before offset 65536`);
      const lines: string[] = [];
      const end = readAof(fileOf(bytes), (one) => void lines.push(shown(one).slice(0, 30)));
      t.equal(endOf(end), whole(7, bytes));
      const group = ["SET key value\\r\\n", 'RPUSH list "" element xxxxxxxxx', "INCR n"];
      t.equal(
        lines.slice(1),
        [...group, ...group].map((line) => line.slice(0, 30)),
        "the requests",
      );
    }
  },
);

law(
  "nothing-for-promises",
  "a length or a count that the file does not have takes no memory, and is torn",
  { hint: "A file that is larger than memory" },
  (t) => {
    for (const announced of [
      "*1\r\n$999999999999999\r\nabc",
      "*2\r\n$3\r\nSET\r\n$2000000000\r\n",
      "*999999999999999\r\n$1\r\na\r\n",
    ]) {
      const file = new CountedFile(Buffer.concat([SET_A, Buffer.from(announced)]));
      t.given("read", `SET a 1, and ${JSON.stringify(announced)}`);
      const end = readAof(file, () => {});
      t.equal(end.kind === "torn" && end.at, SET_A.length, "where it is torn");
      t.atMost(file.largest, 65_536, "bytes asked for at once");
    }
  },
);

law(
  "any-bytes",
  "whatever happened to a file, reading it ends, with what was whole before the damage or an offset",
  { hint: "Torn or damaged" },
  async (t) => {
    const requests = fc.array(
      fc.array(fc.oneof(fc.constantFrom("MULTI", "EXEC", "SELECT", "0"), fc.string()), {
        minLength: 1,
        maxLength: 4,
      }),
      { minLength: 1, maxLength: 8 },
    );
    const change = fc.record({ at: fc.nat(), byte: fc.nat({ max: 255 }), cut: fc.boolean() });
    await t.forAll([requests, change], (lines, { at, byte, cut }) => {
      const good = Buffer.concat(lines.map((words) => request(...words)));
      const place = at % good.length;
      const bytes = cut ? good.subarray(0, place) : Uint8Array.from(good);
      if (!cut) bytes[place] = byte;
      t.did("read a file of", bytes);
      const disk = new SimDisk();
      disk.install("log.aof", bytes);
      try {
        const end = readAof(disk.open("log.aof", "existing"), () => {});
        t.equal(end.size, bytes.length, "the size");
        if (end.kind === "torn")
          t.atMost(end.at, bytes.length, "as the offset at which it is torn");
      } catch (error) {
        if (!(error instanceof CorruptionError)) throw error;
        t.atMost(error.offset, bytes.length, "as the offset of the damage");
      }
    });
  },
);

law(
  "propagated-by-itself",
  "what a command is logged as follows from its request, its reply and the keyspace after it",
  { hint: "What chance has chosen" },
  (t) => {
    const shell = new Shell(t.seed);
    shell.run("SADD s a b c");
    const line = wordsOf("SPOP s 2");
    const reply = shell.execute(line);
    t.did("ran", "SADD s a b c; SPOP s 2");
    const one = propagated(line, reply, shell.keyspace);
    t.equal(one.map(text).slice(0, 2), ["SREM", "s"], "the first words");
    t.equal(shown(one), shown(shell.log.at(-1)!), "the request");
  },
);
