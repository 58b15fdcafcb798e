import { createSession, integer } from "@labs/db-01";
import { Keyspace, keyspaceCommands } from "@labs/db-02";
import {
  AofFormat,
  accessOf,
  ITEMS_PER_COMMAND,
  observed,
  SLICE_BYTES,
  SLICE_LOOKS,
  Snapshot,
  SnapshotError,
  SYNC_EVERY_BYTES,
  saveSnapshot,
} from "@labs/db-04";
import { step, type Trial } from "@labs/grader/testing";
import { type Disk, DiskError } from "@labs/machine";
import { crashes, SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { anyActions, anyWrite } from "./any-writes.ts";
import { load, pictureOf, request, Shell, START_MS, text } from "./shell.ts";
import { Watched } from "./watched.ts";

const law = step("snapshot");

/** With entries of so many bytes each slice has one. */
const ONE_A_SLICE = SLICE_BYTES;
/** More entries than a part of a keyspace has. */
const PART_ENTRIES = 64;

const bytesOf = (words: readonly string[]) => words.map((word) => Buffer.from(word, "latin1"));

/** A keyspace with some of everything. */
const SETUP = [
  ...["SET a 1", "SET b 2 PX 90000", "RPUSH l x y z", "HSET h f v g w", "SADD s m n o"],
  ...["SADD r n o p", "ZADD z 1 m 2 n", "SET e 5 PX 50", "SET other x", "INCR n"],
];

/** The file of `keyspace` in commands, without anything running meanwhile. */
function written(keyspace: Keyspace): Uint8Array {
  const snapshot = new Snapshot(keyspace, new AofFormat());
  const slices: Uint8Array[] = [];
  for (let slice = snapshot.step(); slice !== undefined; slice = snapshot.step()) {
    slices.push(slice);
  }
  return Buffer.concat(slices);
}

law(
  "format-bytes",
  "each entry is written as the commands that make it, and PEXPIREAT behind them",
  { hint: "An entry as commands" },
  (t) => {
    const cases = [
      ["SET k v PX 100", request("SET", "k", "v"), "100"],
      ["SET k 007", request("SET", "k", "007"), ""],
      ["RPUSH k b a b", request("RPUSH", "k", "b", "a", "b"), ""],
      ["HSET k f v", request("HMSET", "k", "f", "v"), ""],
      ["SADD k m", request("SADD", "k", "m"), ""],
      [
        "ZADD k 2 b 1 c 1 a 0.1 d inf e -inf f -0 g",
        request(
          ...["ZADD", "k", "-inf", "f", "-0", "g", "0.1", "d"],
          ...["1", "a", "1", "c", "2", "b", "inf", "e"],
        ),
        "",
      ],
      ["ZADD k 0.30000000000000004 m", request("ZADD", "k", "0.30000000000000004", "m"), ""],
      ["ZADD k 1.7976931348623157e308 m", request("ZADD", "k", "1.7976931348623157e+308", "m"), ""],
    ] as const;
    for (const [line, commands, after] of cases) {
      const shell = new Shell(t.seed);
      shell.run(line);
      t.given("wrote the keyspace after", line);
      const deadline = after === "" ? [] : [request("PEXPIREAT", "k", String(START_MS + 100))];
      t.bytes(written(shell.keyspace), Buffer.concat([commands, ...deadline]));
    }
    t.bytes(written(new Shell(t.seed).keyspace), "");
    const dead = new Keyspace();
    dead.put(Buffer.from("k"), { kind: "string", bytes: Buffer.from("v") }, 0);
    t.given("wrote", "a key with the deadline 0");
    const [entry] = dead.entries();
    const bytes = Buffer.concat([request("SET", "k", "v"), request("PEXPIREAT", "k", "0")]);
    t.bytes(new AofFormat().entry(entry!), bytes);
  },
);

law(
  "items-per-command",
  "no command has more than 64 elements, members or pairs",
  { hint: "An entry as commands" },
  (t) => {
    const numbers = Array.from({ length: 200 }, (_, i) => String(i));
    for (const [name, perItem, width] of [
      ["RPUSH", (i: string) => [i], 1],
      ["SADD", (i: string) => [i], 1],
      ["HMSET", (i: string) => [i, "v"], 2],
      ["ZADD", (i: string) => [i, `m${i}`], 2],
    ] as const) {
      for (const count of [1, 63, 64, 65, 128, 129, 200]) {
        const shell = new Shell(t.seed);
        shell.execute(bytesOf([name, "k", ...numbers.slice(0, count).flatMap(perItem)]));
        const deadline = String(START_MS + 5000);
        shell.run(`PEXPIREAT k ${deadline}`);
        const before = pictureOf(shell.keyspace);
        t.given("wrote", `a value made by ${name} with ${count} items`);
        const bytes = written(shell.keyspace);
        const last = request("PEXPIREAT", "k", deadline);
        t.bytes(bytes.subarray(bytes.length - last.length), last);
        const commands = text(bytes.subarray(0, bytes.length - last.length));
        const counts = [...commands.matchAll(/\*(\d+)\r\n\$\d+\r\n[A-Z]+\r\n/g)].map(
          (match) => (Number(match[1]) - 2) / width,
        );
        t.equal(counts.length, Math.ceil(count / ITEMS_PER_COMMAND), "how many commands there are");
        t.atMost(Math.max(...counts), ITEMS_PER_COMMAND, "items in a command");
        t.equal(pictureOf(load(bytes).keyspace), before, "what is read again");
      }
    }
  },
);

law(
  "reads-back",
  "what is written of any keyspace is read back as it was",
  { hint: "An entry as commands" },
  async (t) => {
    await t.forAll([anyActions(40), fc.nat()], (actions, seed) => {
      const shell = new Shell(seed);
      for (const action of actions) {
        if (action.kind === "time") shell.clock.advance(action.milliseconds);
        else shell.execute(bytesOf(action.words));
      }
      t.did(
        "after",
        actions.map((one) => (one.kind === "time" ? "…" : one.words.join(" "))).join("; "),
      );
      for (const { key } of [...shell.keyspace.entries()]) shell.keyspace.peek(key);
      const before = pictureOf(shell.keyspace);
      t.equal(pictureOf(load(written(shell.keyspace)).keyspace), before, "what is read again");
    });
  },
);

law(
  "a-still-keyspace",
  "without commands every entry is written once, between the beginning and the end",
  { hint: "A walk in slices" },
  (t) => {
    for (const count of [0, 1, 511, 512, 513, 1200]) {
      const watched = new Watched(t.seed);
      for (let i = 0; i < count; i++) watched.run(`SET k${i} v`);
      if (count > 0) watched.run("EXPIRE k0 100");
      t.given("a keyspace of", `${count} keys, one with a deadline`);
      const snapshot = watched.begin(3);
      t.equal(watched.format.begun, [count, Math.min(count, 1)], "what begin is told");
      const file = Buffer.concat(watched.rest());
      t.equal(file.length, 2 + 3 * count, "the size of the file");
      t.equal([file[0], file.at(-1)], [0x3c, 0x3e], "its first and last byte");
      watched.check(t);
      t.equal(watched.format.saved.length, count, "entries");
      t.equal([watched.format.ends, snapshot.step()], [1, undefined], "ends, and another step");
    }
  },
);

/** The words of a command, with keys out of many. */
const anySpread = fc
  .tuple(anyWrite, fc.array(fc.nat({ max: 11 }), { minLength: 3, maxLength: 3 }))
  .map(([words, numbers]) => {
    let used = 0;
    return words.map((word, i) =>
      i > 0 && /^[abcd]$/.test(word) ? `${word}${numbers[used++ % 3]! % 3}` : word,
    );
  });

law(
  "made-since",
  "what a command makes is marked when it has run: it is not of the picture",
  { hint: "New since then" },
  (t) => {
    for (const line of ["SET new 1", "MSET new 1 more 2", "RPUSH new x", "SUNIONSTORE new s r"]) {
      const watched = new Watched(t.seed);
      for (const setup of SETUP) watched.run(setup);
      watched.begin(ONE_A_SLICE);
      t.given("began a picture, and ran", line);
      watched.run(line);
      watched.rest();
      watched.check(t);
    }
  },
);

law(
  "as-it-was",
  "whatever commands run between the slices, the picture is the keyspace at its beginning",
  { hint: "Save it before it changes" },
  async (t) => {
    const action = fc.oneof(
      { weight: 10, arbitrary: anySpread },
      { weight: 4, arbitrary: fc.constant("step" as const) },
      { weight: 1, arbitrary: fc.constantFrom(1, 300, 5000) },
    );
    const before = fc.array(anySpread, { minLength: 10, maxLength: 40, size: "max" });
    let slices = 0;
    let changed = 0;
    const during = fc.array(action, { maxLength: 40, size: "max" });
    await t.forAll([before, during, fc.nat()], (setup, actions, seed) => {
      const watched = new Watched(seed);
      for (const words of setup) watched.execute(bytesOf(words));
      t.did("after", setup.map((words) => words.join(" ")).join("; "));
      watched.begin(ONE_A_SLICE);
      t.did("began a picture", watched.picture.join("; "));
      const { changes } = watched.keyspace;
      for (const one of actions) {
        if (typeof one === "number") watched.clock.advance(one);
        else if (one !== "step") {
          if (one[0]!.startsWith("FLUSH")) continue;
          t.did("ran", one.join(" "));
          watched.execute(bytesOf(one));
        } else if (watched.snapshot!.step() !== undefined) {
          slices += 1;
          t.did("took", "a slice");
        }
      }
      changed += watched.keyspace.changes - changes;
      watched.rest();
      watched.check(t);
    });
    t.floor("slices", slices, 200);
    t.floor("changes between them", changed, 300);
  },
);

law(
  "each-kind-of-change",
  "a value is saved before a command changes it, whichever word of the command is its key",
  { hint: "Save it before it changes" },
  (t) => {
    for (const line of [
      ...["SET a 2", "DEL a b l h s z", "RENAME a b", "RENAME b new", "RENAMENX l new", "INCR n"],
      ...["APPEND a x", "MSET x 1 a 2 y 3", "RPUSH l w", "LPOP l 3", "LSET l 0 q", "LTRIM l 1 1"],
      ...["HSET h f 2", "HDEL h f g", "SADD s q", "SREM s m", "SPOP s 2", "SMOVE s r m"],
      ...[
        "SINTERSTORE a s r",
        "SUNIONSTORE s s r",
        "SDIFFSTORE r s s",
        "ZADD z 9 m",
        "ZPOPMIN z 2",
      ],
      ...["ZREMRANGEBYRANK z 0 0", "EXPIRE a 100", "PERSIST b", "GETEX b EX 5", "GETDEL a"],
      ...["EXPIRE a 0", "SETRANGE a 3 x", "INCRBYFLOAT n 1.5", "LINSERT l BEFORE y q", "UNLINK s"],
    ]) {
      for (const steps of [0, 3]) {
        const watched = new Watched(t.seed);
        for (const setup of SETUP) watched.run(setup);
        const snapshot = watched.begin(ONE_A_SLICE);
        t.given("took", `${steps} slices, and then ran ${line}`);
        for (let i = 0; i < steps; i++) snapshot.step();
        const { changes } = watched.keyspace;
        watched.run(line);
        t.holds(watched.keyspace.changes > changes, "the command has changed something");
        watched.rest();
        watched.check(t);
        t.equal(watched.format.saved.length, watched.picture.length, "entries");
      }
    }
  },
);

law(
  "new-keys",
  "a key that is made after the picture was begun is not in it, in whatever way it is made",
  { hint: "New since then" },
  (t) => {
    for (const lines of [
      ["SET new 1"],
      ["DEL a", "SET a again"],
      ["RENAME a new", "SET a again", "RENAME new third"],
      ["SUNIONSTORE new s r"],
      ["SMOVE s new m"],
      ["DEL l", "RPUSH l again"],
      ["MSET new 1 a 2 more 3"],
      ["SPOP s 3", "SADD s again"],
      ["SET a dead PXAT 1", "SET a again"],
      ["DEL a", "SET a dead PXAT 1", "GET a"],
      ["SET new dead PXAT 1", "SET new alive"],
    ]) {
      const watched = new Watched(t.seed);
      for (const setup of SETUP) watched.run(setup);
      watched.begin(ONE_A_SLICE);
      t.given("began a picture, and ran", lines.join("; "));
      for (const line of lines) watched.run(line);
      watched.snapshot?.step();
      for (let i = 0; i < 600; i++) watched.run(`SET grows${i} x`);
      watched.rest();
      watched.check(t);
      t.equal(watched.format.saved.length, watched.picture.length, "entries");
    }
  },
);

law(
  "removed-by-nobody",
  "what is evicted before it was saved is saved; what has expired may be missing",
  { hint: "Removed by nobody" },
  (t) => {
    const watched = new Watched(t.seed);
    for (let i = 0; i < 30; i++) watched.run(`SET k${i} v`);
    for (let i = 0; i < 10; i++) watched.run(`SET dies${i} v PX 50`);
    watched.begin(ONE_A_SLICE);
    watched.run("CONFIG SET maxmemory 2000 maxmemory-policy allkeys-random");
    watched.snapshot?.step();
    watched.run("SET more x");
    t.did("evicted", `${watched.keyspace.evictedKeys} keys of 40, after a slice of one entry`);
    t.floor("evicted keys", watched.keyspace.evictedKeys, 5);
    watched.clock.advance(51);
    watched.run("EXISTS dies0 dies1 dies2 dies3 dies4 dies5 dies6 dies7 dies8 dies9");
    watched.rest();
    watched.check(t);
    t.holds(watched.format.saved.length >= 30, "all that has no deadline was saved");
    const second = new Watched(t.seed);
    for (const line of ["SET a 1", "SET b 2 PX 5"]) second.run(line);
    second.begin(1);
    second.clock.advance(6);
    second.run("DEL b");
    second.run("SET b new");
    t.given("began a picture", "b expired, and was made again");
    second.rest();
    second.check(t);
  },
);

law(
  "flushed",
  "when all keys are removed at once an unfinished picture is given up, and a finished one is not",
  { hint: "Removed by nobody" },
  (t) => {
    for (const line of ["FLUSHALL", "flushdb async"]) {
      const watched = new Watched(t.seed);
      for (const setup of SETUP) watched.run(setup);
      const snapshot = watched.begin(ONE_A_SLICE);
      snapshot.step();
      watched.run("FLUSHALL now");
      t.given("ran", "FLUSHALL now, which is an error");
      t.holds(snapshot.step() !== undefined, "there is another slice");
      watched.run("SET a changed");
      watched.run(line);
      watched.run("SET a new");
      t.did("ran", line);
      for (let i = 0; i < 2; i++) {
        const error = t.fails(() => snapshot.step(), "SNAPSHOT_FLUSHED");
        t.holds(error instanceof SnapshotError, "it is a SnapshotError");
      }
      watched.begin(1);
      t.given("began", "another picture");
      watched.rest();
      watched.check(t);
      watched.run(line);
      t.did("ran after its end", line);
      t.equal(watched.snapshot?.step(), undefined, "another step");
    }
  },
);

/** Counts what is asked of a keyspace, by the step during which it is. */
class CountedKeyspace extends Keyspace {
  parts = 0;
  visits = 0;
  others = 0;

  override scan(...[cursor, visit]: Parameters<Keyspace["scan"]>): number {
    this.parts += 1;
    return super.scan(cursor, (entry) => {
      this.visits += 1;
      visit(entry);
    });
  }

  override entries(): ReturnType<Keyspace["entries"]> {
    this.others += 1;
    return super.entries();
  }

  override sample(withDeadline: boolean): ReturnType<Keyspace["sample"]> {
    this.others += 1;
    return super.sample(withDeadline);
  }
}

law(
  "slices-are-small",
  "a slice takes 512 looks at most, at entries and at parts of the keyspace, full or empty",
  { hint: "A walk in slices" },
  (t) => {
    for (const removed of [0, 0.95]) {
      const keyspace = new CountedKeyspace();
      const count = 6000;
      for (let i = 0; i < count; i++) {
        keyspace.put(Buffer.from(`key:${i}`), { kind: "string", bytes: Buffer.from("v") });
      }
      for (let i = 0; i < count * removed; i++) keyspace.remove(Buffer.from(`key:${i}`));
      const { size } = keyspace;
      t.given("a keyspace of", `${size} keys, which had ${count}`);
      let entries = 0;
      const format = {
        begin: () => new Uint8Array(),
        entry: () => {
          entries += 1;
          return new Uint8Array(1);
        },
        end: () => new Uint8Array(),
      };
      const snapshot = new Snapshot(keyspace, format);
      t.equal([keyspace.parts, keyspace.others, entries], [0, 0, 0], "looks when it is made");
      let slices = 0;
      let [parts, visits, saved] = [0, 0, 0];
      for (let slice = snapshot.step(); slice !== undefined; slice = snapshot.step()) {
        slices += 1;
        t.atMost(entries - saved, SLICE_LOOKS, "entries in a slice");
        t.atMost(keyspace.parts - parts, SLICE_LOOKS, "parts in a slice");
        t.atMost(
          keyspace.visits - visits,
          SLICE_LOOKS + PART_ENTRIES,
          "entries visited in a slice",
        );
        t.atMost(keyspace.parts - parts + entries - saved, SLICE_LOOKS, "looks in a slice");
        [parts, visits, saved] = [keyspace.parts, keyspace.visits, entries];
      }
      t.equal([entries, keyspace.others], [size, 0], "entries, and other ways to find them");
      t.atMost(slices, Math.ceil((keyspace.parts + entries) / SLICE_LOOKS) + 1, "slices");
    }
  },
);

law(
  "slices-end-when-full",
  "a slice ends with the entry that fills it; one that commands have filled is not added to",
  { hint: "A walk in slices" },
  (t) => {
    const watched = new Watched(t.seed);
    for (let i = 0; i < 500; i++) watched.run(`SET k${i} v`);
    const size = 5000;
    const snapshot = watched.begin(size);
    t.did("entries of", `${size} bytes`);
    const full = Math.ceil(SLICE_BYTES / size);
    t.equal(Math.floor(snapshot.step()!.length / size), full, "entries in a slice");
    const keys = Array.from({ length: 100 }, (_, i) => `k${i * 5}`);
    watched.run(`DEL ${keys.join(" ")}`);
    const before = watched.format.keys.length;
    t.atMost(before, full + 100, "entries saved so far");
    t.did("ran", "DEL of 100 keys; then took a slice");
    const slice = snapshot.step()!;
    t.equal(watched.format.keys.length, before, "entries saved after that slice");
    t.equal(slice.length, (before - full) * size, "the bytes of that slice");
    t.equal(Math.floor(snapshot.step()!.length / size), full, "entries in the next slice");
    watched.rest();
    watched.check(t);
  },
);

law(
  "one-after-another",
  "every picture has all entries, whatever pictures were taken or begun before",
  { hint: "New since then" },
  (t) => {
    const watched = new Watched(t.seed);
    for (const setup of SETUP) watched.run(setup);
    for (let i = 0; i < 4; i++) {
      watched.begin(ONE_A_SLICE);
      t.given("picture", `${i + 1}, where every second one before was left unfinished`);
      watched.run(`SET k${i} new`);
      watched.run("INCR a");
      if (i % 2 === 0) {
        watched.snapshot?.step();
        watched.snapshot?.step();
        continue;
      }
      watched.rest();
      watched.check(t);
      t.equal(watched.format.saved.length, watched.picture.length, "entries");
    }
    for (let i = 0; i < 2; i++) {
      watched.begin(1);
      t.given("picture", "of a keyspace that has not changed since the one before");
      watched.rest();
      watched.check(t);
      t.equal(watched.format.saved.length, watched.picture.length, "entries");
    }
    const [one, two] = [new Watched(1), new Watched(2)];
    for (const each of [one, two, one]) {
      each.run("SET a 1");
      each.begin(1);
    }
    t.given("began pictures of two keyspaces", "one, two, one");
    for (const each of [one, two]) {
      each.rest();
      each.check(t);
    }
  },
);

law(
  "reads-save-nothing",
  "a command that only reads has nothing saved, and to look for a key is no use of it",
  { hint: "Save it before it changes" },
  (t) => {
    const watched = new Watched(t.seed);
    for (const setup of SETUP) watched.run(setup);
    const used = () => Array.from(watched.keyspace.entries(), ({ usedAt }) => usedAt);
    const before = used();
    watched.clock.advance(10);
    const snapshot = watched.begin(1);
    for (const line of ["EXISTS a b", "TYPE l", "DBSIZE", "PTTL b", "PING a", "KEYS *"])
      watched.run(line);
    t.equal(watched.format.saved, [], "what was saved after commands that read");
    snapshot.beforeCommand(bytesOf(["a", "b", "l", "nothing", "a"]));
    snapshot.afterCommand(bytesOf(["a", "b", "l", "nothing", "a"]));
    t.equal(
      watched.format.keys,
      ["a", "b", "l"],
      "what was saved before a command with these words",
    );
    t.equal(used(), before, "when each key was used");
  },
);

law(
  "the-table-is-observed",
  "the table tells a snapshot of each command that writes, also of one that fails, and is else as it was",
  { hint: "Who tells it" },
  (t) => {
    const keyspace = new Keyspace();
    const before = keyspaceCommands(keyspace);
    const commands = observed(before, () => undefined);
    t.equal([...commands.keys()], [...before.keys()], "the names");
    for (const [name, command] of before) {
      const same = commands.get(name)!;
      t.equal([same.name, same.arity, accessOf(same)], [name, command.arity, accessOf(command)]);
    }
    const run = commands.get("incr")!.run;
    t.equal(run(createSession(1), bytesOf(["k"]), commands), integer(1), "INCR without a snapshot");
    const watched = new Watched(t.seed);
    watched.run("SET a x");
    watched.run("SET b x");
    watched.begin(1);
    t.given("began a picture of a and b, and ran", "INCR a, which fails; GET b");
    t.equal(watched.run("INCR a").kind, "simpleError", "the reply");
    watched.run("GET b");
    t.equal(watched.format.keys, ["a"], "what is saved");
    watched.rest();
    watched.check(t);
  },
);

/** A keyspace with some entries, whose picture is saved in several slices. */
function large(t: Trial, keys: number, bytes: number): Watched {
  const watched = new Watched(t.seed);
  for (let i = 0; i < keys; i++) watched.run(`SET key${i} ${"v".repeat(bytes)}`);
  return watched;
}

const noPause = async () => {};

/** No more bytes than these fit on the disk. */
function fill(disk: SimDisk, bytes: number): void {
  disk.capacityBytes = bytes;
}

law(
  "saved-while-serving",
  "a file is written slice by slice with pauses, in which commands run, and holds the picture",
  { hint: "A file, whole or not at all" },
  async (t) => {
    const watched = large(t, 400, 1000);
    const picture = pictureOf(watched.keyspace);
    const disk = new SimDisk();
    disk.makeDirectory("d");
    await disk.syncDirectory("");
    disk.install("d/dump.tmp", Buffer.from("left by a crash"));
    let pauses = 0;
    const snapshot = new Snapshot(watched.keyspace, new AofFormat());
    watched.snapshot = snapshot;
    const seen: number[] = [];
    await saveSnapshot(disk, "d/dump", snapshot, async () => {
      seen.push(disk.contents("d/dump.tmp").length);
      for (const word of ["INCR", "DEL"]) watched.run(`${word} key${(pauses * 37) % 400}`);
      watched.run(`SET new${pauses} x`);
      pauses += 1;
    });
    t.did("saved", "400 entries of 1,000 bytes, with commands in the pauses");
    t.holds(pauses >= 2, `a pause after each slice, not ${pauses} in all`);
    t.holds(
      seen.every((size, i) => i === 0 || size > seen[i - 1]!),
      "each slice is written before its pause",
    );
    const file = disk.crash({ mode: "lost" }).contents("d/dump");
    t.equal(pictureOf(load(file).keyspace), picture, "what is read again");
    t.equal([disk.list("d"), disk.openFiles], [["dump"], 0], "files, and handles");
  },
);

law(
  "old-or-new",
  "wherever a crash comes, there is the old file or the new one, whole; resolved, it is the new one",
  { hint: "A file, whole or not at all" },
  async (t) => {
    for (const old of [undefined, Buffer.from("the old file".repeat(100))]) {
      const watched = large(t, 80, 3000);
      const disk = new SimDisk();
      disk.install("d/readme", Buffer.from("x"));
      if (old !== undefined) disk.install("d/dump", old);
      await saveSnapshot(disk, "d/dump", new Snapshot(watched.keyspace, new AofFormat()), noPause);
      const done = disk.operations;
      const made = disk.contents("d/dump");
      let visited = 0;
      for (const { disk: found, at, replay } of crashes(disk, { seed: t.seed, draws: 4 })) {
        visited += 1;
        const contents = found.exists("d/dump") ? Buffer.from(found.contents("d/dump")) : undefined;
        const isNew = contents?.equals(made) ?? false;
        const isOld = old === undefined ? contents === undefined : (contents?.equals(old) ?? false);
        if (isNew || (isOld && at < done)) continue;
        t.given("after", `${replay}\n${disk.log(at)}`);
        t.holds(isOld, "there is the old file or the new one");
        t.holds(at < done, "it had resolved, and the new file is there");
      }
      t.floor("crashes", visited, 60);
      const again = disk.crash({ mode: "kept", at: done - 4 });
      await saveSnapshot(again, "d/dump", new Snapshot(watched.keyspace, new AofFormat()), noPause);
      t.given("saved again", "after a crash");
      t.bytes(again.contents("d/dump"), made);
    }
  },
);

law(
  "a-save-that-fails",
  "where a save fails its file is removed, the one under the name is as it was, and no handle is open",
  { hint: "A file, whole or not at all" },
  async (t) => {
    const old = Buffer.from("the old file");
    const failures: readonly (readonly [string, (disk: SimDisk) => void, string])[] = [
      ["the first write fails", (disk) => disk.failWrites(), "LOG_FAILED"],
      ["a later write fails", (disk) => disk.failWrites({ nth: 3 }), "LOG_FAILED"],
      ["the disk is full", (disk) => fill(disk, 100_000), "LOG_FAILED"],
      ["the sync fails", (disk) => disk.failSync(), "LOG_FAILED"],
    ];
    for (const [what, arm, code] of failures) {
      const disk = new SimDisk();
      disk.install("dump", old);
      const watched = large(t, 100, 3000);
      arm(disk);
      t.given("saved, and", what);
      const snapshot = new Snapshot(watched.keyspace, new AofFormat());
      await t.fails(() => saveSnapshot(disk, "dump", snapshot, noPause), code);
      t.bytes(disk.contents("dump"), old);
      t.equal([disk.list(""), disk.openFiles], [["dump"], 0], "files, and handles");
    }
    const disk = new SimDisk();
    disk.install("dump", old);
    const watched = large(t, 100, 3000);
    const bug = new Error("the pause fails");
    for (const [what, pause, check] of [
      ["a pause rejects", () => Promise.reject(bug), (error: unknown) => error === bug],
      [
        "all keys are removed",
        async () => void watched.run("FLUSHALL"),
        (error: unknown) => error instanceof SnapshotError,
      ],
    ] as const) {
      watched.snapshot = new Snapshot(watched.keyspace, new AofFormat());
      t.given("saved, and", what);
      const error = await t.fails(() => saveSnapshot(disk, "dump", watched.snapshot!, pause));
      t.holds(check(error), "it rejects with that");
      t.bytes(disk.contents("dump"), old);
      t.equal([disk.list(""), disk.openFiles], [["dump"], 0], "files, and handles");
    }
    const stubborn: Disk = {
      open: (path, mode) => disk.open(path, mode),
      exists: (path) => disk.exists(path),
      list: (path) => disk.list(path),
      makeDirectory: (path) => disk.makeDirectory(path),
      rename: (from, to) => disk.rename(from, to),
      remove(path) {
        throw new DiskError("ENOENT", path, "remove");
      },
      syncDirectory: (path) => disk.syncDirectory(path),
    };
    watched.snapshot = new Snapshot(watched.keyspace, new AofFormat());
    t.given("saved, and a pause fails, and then", "the removal of the file");
    const pause = () => Promise.reject(bug);
    const told = await t.fails(() => saveSnapshot(stubborn, "dump", watched.snapshot!, pause));
    t.holds(told === bug, "it rejects with what went wrong first");
    t.bytes(disk.contents("dump"), old);
    t.equal(disk.openFiles, 0, "handles");
    disk.remove("dump.tmp");
    disk.failDirectorySync();
    t.given("saved, and", "the sync of the directory fails");
    const snapshot = new Snapshot(watched.keyspace, new AofFormat());
    await t.fails(() => saveSnapshot(disk, "dump", snapshot, noPause), "EIO");
    t.equal(disk.openFiles, 0, "handles");
  },
);

law(
  "synced-on-the-way",
  "a file is synced each 4 MiB while it is written, and not after every slice",
  { hint: "A file, whole or not at all" },
  async (t) => {
    const watched = new Watched(t.seed);
    const value = Buffer.alloc(500_000, "v");
    for (let i = 0; i < 30; i++) {
      watched.keyspace.put(Buffer.from(`k${i}`), { kind: "string", bytes: value });
    }
    const disk = new SimDisk();
    const { syncs } = disk.counts;
    let written = 0;
    let synced = 0;
    let before = 0;
    await saveSnapshot(disk, "dump", new Snapshot(watched.keyspace, new AofFormat()), async () => {
      const size = disk.usedBytes;
      if (disk.counts.syncs > before) synced = size;
      before = disk.counts.syncs;
      written = size;
      t.atMost(written - synced, SYNC_EVERY_BYTES - 1, "bytes without a sync, in a pause");
    });
    t.did("saved", "15 MB");
    const made = disk.counts.syncs - syncs;
    t.holds(made >= 4 && made <= 6, `four to six syncs, not ${made}`);
  },
);

law(
  "any-bytes-may-be-a-key",
  "a key is found under its word whatever bytes it has, however long it is, and beside others like it",
  { hint: "Save it before it changes" },
  (t) => {
    const long = "k".repeat(70_000);
    for (const line of [
      ...['MSET "\\xff" 2 "\\xfe" 3', 'RENAME "\\xff" "\\xfe"', 'DEL "\\xff" "\\xfe"', 'SET "" 2'],
      ...[`SET ${long} 2`, `RENAME a ${long}`, `RENAME ${long} a`, `MSET x ${long} ${long} y`],
    ]) {
      const watched = new Watched(t.seed);
      for (const setup of [
        'SET "\\xff" 1',
        'SET "\\xfe" 1',
        'SET "" 1',
        `SET ${long} 1`,
        "SET a 1",
      ]) {
        watched.run(setup);
      }
      watched.begin(ONE_A_SLICE);
      t.given("began a picture, and ran", line.replaceAll(long, "(70,000 k)"));
      watched.run(line);
      watched.rest();
      watched.check(t);
      t.equal(watched.format.saved.length, watched.picture.length, "entries");
    }
  },
);

law(
  "empty-slices",
  "a slice without bytes is not the end of the file",
  { hint: "A file, whole or not at all" },
  async (t) => {
    const watched = new Watched(t.seed);
    const keys = Array.from({ length: 4_000 }, (_, i) => `k${i}`);
    watched.run(`MSET ${keys.map((key) => `${key} old`).join(" ")}`);
    watched.run("SET last old");
    const picture = pictureOf(watched.keyspace);
    const snapshot = new Snapshot(watched.keyspace, new AofFormat());
    watched.snapshot = snapshot;
    watched.run(`MSET ${keys.map((key) => `${key} new`).join(" ")}`);
    t.did(
      "saved",
      "4,000 keys that a command has changed after the picture was begun, and one more",
    );
    const disk = new SimDisk();
    await saveSnapshot(disk, "dump", snapshot, async () => {});
    t.equal(pictureOf(load(disk.contents("dump")).keyspace), picture, "what is read again");
  },
);
