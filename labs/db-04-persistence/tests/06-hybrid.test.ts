import { expireCycle, Keyspace, stringValue } from "@labs/db-02";
import {
  AppendOnlyDirectory,
  createAof,
  encodeRequest,
  type FsyncPolicy,
  firstLine,
  formatManifest,
  IncrementLog,
  Keeper,
  type Manifest,
  parseManifest,
  readAof,
  readRdb,
  SLICE_BYTES,
} from "@labs/db-04";
import { step } from "@labs/grader/testing";
import { CorruptionError, InvariantError, seededRandom } from "@labs/machine";
import { crashes, SimClock, SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { conditionOf, contentsOf } from "./disk-state.ts";
import {
  afterPowerCut,
  DIR,
  firstLineBytes,
  Kept,
  MANIFEST,
  type Picture,
  path,
  refuses,
  survivesAll,
  tell,
} from "./kept.ts";
import { leaveInTurn, settled, stateOf } from "./server.ts";
import { fileOf, pictureOf, START_MS, sameKeys, shown, text, wordsOf } from "./shell.ts";

const law = step("hybrid");

const ascii = (characters: string): Uint8Array => Buffer.from(characters, "latin1");

/** Serves while `job` is under way: at each turn some commands. */
async function meanwhile(
  server: Kept,
  job: Promise<unknown>,
  lines: () => readonly string[],
): Promise<void> {
  let isDone = false;
  const ended = job.finally(() => {
    isDone = true;
  });
  // It may fail before it is waited for.
  ended.catch(() => {});
  while (!isDone) {
    await server.send(...lines());
    // Under everysec no reply waits, and nobody else would ever have a turn.
    await settled(1);
  }
  await ended;
}

/** Commands that change something every time, and keys that die. */
function someCommands(): () => readonly string[] {
  let n = 0;
  return () => {
    n += 1;
    return [
      "INCR n",
      `RPUSH list ${n}`,
      `SADD set${n % 3} m${n} n`,
      `SET mortal${n % 2} ${n} PX 50`,
    ];
  };
}

/** The names in the directory, and the lines of the manifest. */
function filesOf(disk: SimDisk): { readonly names: readonly string[]; readonly manifest: string } {
  return { names: disk.list(DIR), manifest: text(disk.contents(MANIFEST)) };
}

/** A manifest of these lines: `b 2`, `i 3`. */
function manifestOf(...files: string[]): string {
  return files
    .map((file) => {
      const [type, seq] = file.split(" ");
      const suffix = type === "b" ? "base.rdb" : "incr.aof";
      return `file appendonly.aof.${seq}.${suffix} seq ${seq} type ${type}\n`;
    })
    .join("");
}

/** A disk with these files in the directory. */
function diskWith(files: Readonly<Record<string, Uint8Array | string>>): SimDisk {
  const disk = new SimDisk();
  for (const [name, bytes] of Object.entries(files)) {
    disk.install(name, typeof bytes === "string" ? ascii(bytes) : bytes);
  }
  return disk;
}

/** An RDB file of what these lines leave. */
async function rdbOf(...lines: string[]): Promise<Uint8Array> {
  const server = await Kept.start(new SimDisk(), { appendonly: false });
  for (const line of lines) server.run(line);
  await server.persistence.save();
  await server.persistence.close();
  return server.disk.contents("dump.rdb");
}

/** An increment of ours of these groups of lines, as a server leaves it that was closed, or killed. */
async function incrementOf(groups: readonly (readonly string[])[], isClosed = true) {
  const server = await Kept.start();
  for (const lines of groups) await server.send(...lines);
  if (isClosed) await server.persistence.close();
  return Uint8Array.from(server.disk.contents(path("1.incr.aof")));
}

const commandsOf = (...lines: string[]): string =>
  lines.map((line) => text(encodeRequest(wordsOf(line)))).join("");

law(
  "manifest-lines",
  "a manifest names the base, then the history, then the increments, a line each",
  { hint: "The manifest" },
  (t) => {
    const manifest: Manifest = {
      base: { name: "appendonly.aof.2.base.rdb", seq: 2 },
      history: [{ name: "appendonly.aof.2.incr.aof", seq: 2 }],
      increments: [
        { name: "appendonly.aof.3.incr.aof", seq: 3 },
        { name: "appendonly.aof.12.incr.aof", seq: 12 },
      ],
    };
    const lines = [
      "file appendonly.aof.2.base.rdb seq 2 type b\n",
      "file appendonly.aof.2.incr.aof seq 2 type h\n",
      "file appendonly.aof.3.incr.aof seq 3 type i\n",
      "file appendonly.aof.12.incr.aof seq 12 type i\n",
    ].join("");
    t.did("formatted", "a base, a file of the history, two increments");
    t.bytes(formatManifest(manifest), lines);
    t.equal(parseManifest(ascii(lines), "m"), manifest, "read back");
    const alone = { base: undefined, history: [], increments: [{ name: "a", seq: 1 }] };
    t.bytes(formatManifest(alone), "file a seq 1 type i\n");
    for (const [name, shown] of [
      ["two words", '"two words"'],
      ["tab\tline\nreturn\rbell\x07back\b", '"tab\\tline\\nreturn\\rbell\\aback\\b"'],
      ['say "aof"', '"say \\"aof\\""'],
      ["it's", '"it\'s"'],
      ["null\x01\x7f", '"null\\x01\\x7f"'],
      ["é", '"\\xc3\\xa9"'],
      ["#a-b_c.1", "#a-b_c.1"],
      ["\ufeffmarked", '"\\xef\\xbb\\xbfmarked"'],
    ] as const) {
      const quoted = { base: { name, seq: 1 }, history: [], increments: [] };
      t.given("a base of the name", JSON.stringify(name));
      t.bytes(formatManifest(quoted), `file ${shown} seq 1 type b\n`);
      t.equal(parseManifest(formatManifest(quoted), "m"), quoted, "read back");
    }
  },
);

law(
  "manifest-as-redis-reads-it",
  "a manifest may have comments, other fields, other orders, and blanks around",
  { hint: "The manifest" },
  (t) => {
    const lines = [
      "# written by hand, without an end that anybody needs ".padEnd(3000, "."),
      "\n  TYPE i  Seq 7 \t file c.aof  until tomorrow \r\n",
      "type b seq 01 file 'b a.rdb'\n",
      "file x file h.aof seq 9 seq 3 type h\n#",
    ].join("");
    t.did("parsed", lines.trim());
    t.equal(
      parseManifest(ascii(lines), "m"),
      {
        base: { name: "b a.rdb", seq: 1 },
        history: [{ name: "h.aof", seq: 3 }],
        increments: [{ name: "c.aof", seq: 7 }],
      },
      "the manifest",
    );
    const none = { base: undefined, history: [], increments: [] };
    t.equal(parseManifest(ascii("#\n"), "m"), none, "the manifest of a comment");
  },
);

law(
  "manifest-damage",
  "a manifest that nobody wrote so is refused, with the place of the line",
  { hint: "The manifest" },
  (t) => {
    const good = manifestOf("b 1", "i 1");
    const most = 1024 - "file  seq 2 type i\n".length;
    t.equal(
      parseManifest(ascii(`file ${"n".repeat(most)} seq 2 type i\n`), "m").increments.length,
      1,
      "increments of a line of 1,024 bytes",
    );
    for (const [what, bad, line = `${bad}\n`] of [
      ["nothing", ""],
      ["an empty line", "", "\n"],
      ["blanks", "", " \t\n"],
      ["a line without its end", "file a seq 2 type i", "file a seq 2 type i"],
      ["a line of 1,025 bytes", "", `file ${"n".repeat(most + 1)} seq 2 type i\n`],
      ["no type", "file a seq 2"],
      ["no file", "seq 2 type i"],
      ["no seq", "file a type i more ok"],
      ["a word too many", "file a seq 2 type i more"],
      ["a quote that is not closed", 'file "a seq 2 type i'],
      ["an empty name", 'file "" seq 2 type i'],
      ["a path", "file ../a seq 2 type i"],
      ["a path of Windows", 'file "a\\\\b" seq 2 type i'],
      ["this directory", "file . seq 2 type i"],
      ["the one above", "file .. seq 2 type i"],
      ["a name with NUL", 'file "a\\x00" seq 2 type i'],
      ["a name that is not UTF-8", 'file "a\\xff" seq 2 type i'],
      ["seq 0", "file a seq 0 type i"],
      ["a negative seq", "file a seq -2 type i"],
      ["a seq of letters", "file a seq 2x type i"],
      ["a seq beyond 2^53", "file a seq 9007199254740993 type i"],
      ["an unknown type", "file a seq 2 type x"],
      ["no letter for a type", 'file a seq 2 type ""'],
      ["a second base", "file a seq 2 type b"],
      ["a seq that does not ascend", "file a seq 1 type i"],
      ["a name that is there twice", "file appendonly.aof.1.incr.aof seq 2 type h"],
    ] as const) {
      const bytes = what === "nothing" ? "" : good + line;
      t.given("parsed a manifest with", what);
      const error = t.fails(() => parseManifest(ascii(bytes), "the/manifest"), "CORRUPTION");
      const { path: named, offset } = error as CorruptionError;
      t.equal([named, offset], ["the/manifest", bytes === "" ? 0 : good.length], "path and offset");
    }
  },
);

law(
  "manifest-round-trip",
  "what was formatted is what is parsed, whatever the files are called",
  { hint: "The manifest" },
  async (t) => {
    const name = fc
      .oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary-ascii" }))
      .filter((one) => one !== "" && one !== "." && one !== ".." && !/[/\\\0]/.test(one))
      .filter((one) => Buffer.byteLength(one) < 200);
    const files = fc.uniqueArray(name, { maxLength: 6 });
    await t.forAll([files, fc.boolean(), fc.nat(6), fc.nat()], (names, hasBase, split, from) => {
      const numbered = names.map((one, i) => ({ name: one, seq: from + i + 1 }));
      const rest = hasBase ? numbered.slice(1) : numbered;
      const manifest = {
        base: hasBase ? numbered[0] : undefined,
        history: rest.slice(0, split),
        increments: rest.slice(split),
      };
      t.did("manifest", manifest);
      const bytes = formatManifest(manifest);
      if (names.length === 0) t.equal(bytes.length, 0, "bytes of a manifest of no files");
      else t.equal(parseManifest(bytes, "m"), manifest, "read back");
    });
  },
);

law(
  "manifest-of-any-bytes",
  "whatever a manifest holds, it is read or refused",
  { hint: "The manifest" },
  async (t) => {
    const good = ascii(`# one\n${manifestOf("b 2", "i 3", "i 4")}file "a b" seq 1 type h\n`);
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 4 });
    const cut = fc.nat(good.length);
    await t.forAll([damage, cut, fc.uint8Array({ maxLength: 3 })], (changes, length, behind) => {
      const bytes = Buffer.concat([good.subarray(0, length), behind]);
      for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
      t.did("parsed", bytes);
      let manifest: Manifest;
      try {
        manifest = parseManifest(bytes, "m");
      } catch (error) {
        t.holds(error instanceof CorruptionError, `a CorruptionError, not ${error}`);
        return;
      }
      const formatted = formatManifest(manifest);
      if (formatted.length === 0) return;
      t.equal(parseManifest(formatted, "m"), manifest, "formatted and parsed again");
    });
  },
);

law(
  "a-first-start",
  "a first start leaves an empty increment and a manifest that names it, both durable",
  { hint: "Before anything is acknowledged" },
  async (t) => {
    const server = await Kept.start();
    t.did("started on", "an empty disk, and cut the power");
    const found = afterPowerCut(server.disk);
    t.equal(
      filesOf(found),
      {
        names: ["appendonly.aof.1.incr.aof", "appendonly.aof.manifest"],
        manifest: manifestOf("i 1"),
      },
      "what the directory has",
    );
    t.equal(found.contents(path("1.incr.aof")).length, firstLineBytes(), "bytes of the increment");
    t.equal(
      server.persistence.loaded,
      { source: "nothing", commands: 0, keys: 0, cut: undefined },
      "loaded",
    );
    t.equal(server.disk.openFiles, 1, "handles that are open");
    await server.persistence.close();
    t.equal(server.disk.openFiles, 0, "handles that are open after close");
    t.equal(server.clock.pending, 0, "timers that wait after close");
  },
);

law(
  "each-start-an-increment",
  "each start begins an increment, and ones without a command are dropped",
  { hint: "Before anything is acknowledged" },
  async (t) => {
    let server = await Kept.start();
    await server.send("SET a 1");
    const first = Uint8Array.from(server.disk.contents(path("1.incr.aof")));
    const { clock } = server;
    for (let i = 2; i <= 6; i++) {
      server = await Kept.start(server.disk.crash({ mode: "kept" }), { clock });
      t.did("killed, and started again", `start ${i}`);
      t.equal(server.persistence.loaded.commands, 1, "commands that were loaded");
      t.equal(
        filesOf(server.disk),
        {
          names: ["1.incr.aof", `${i}.incr.aof`, "manifest"].map(
            (name) => `appendonly.aof.${name}`,
          ),
          manifest: manifestOf("i 1", `i ${i}`),
        },
        "what the directory has",
      );
    }
    t.bytes(server.disk.contents(path("1.incr.aof")), first);
    await server.send("SET b 2");
    server = await Kept.start(afterPowerCut(server.disk), { clock });
    t.equal(server.manifest(), manifestOf("i 1", "i 6", "i 7"), "the manifest after SET b 2");
    t.equal(server.persistence.loaded.keys, 2, "keys");
  },
);

law(
  "in-order",
  "increments are read in the order in which they were written, however many there are",
  { hint: "Before anything is acknowledged" },
  async (t) => {
    let server = await Kept.start();
    for (const letter of "abcdefghijkl") {
      await server.send(`APPEND letters ${letter}`);
      server = await Kept.start(server.disk.crash({ mode: "kept" }));
    }
    t.did("started", "twelve times, with an APPEND each");
    t.equal(await server.ask("GET letters"), "abcdefghijkl", "GET letters");
  },
);

law(
  "a-rewrite",
  "a rewrite leaves a base of the state and a new increment, and nothing of what was before",
  { hint: "The order of a rewrite" },
  async (t) => {
    const server = await Kept.start();
    await server.send("SET a 1", "INCR a", "RPUSH l x y", "SET m v PX 5000", "DEL none");
    const before = pictureOf(server.keyspace);
    server.clock.advance(1000);
    await server.persistence.rewrite();
    t.did("logged four commands, and then", "rewrite");
    t.equal(
      filesOf(server.disk),
      {
        names: ["1.base.rdb", "2.incr.aof", "manifest"].map((name) => `appendonly.aof.${name}`),
        manifest: manifestOf("b 1", "i 2"),
      },
      "what the directory has",
    );
    const keys: string[] = [];
    const base = server.disk.contents(path("1.base.rdb"));
    const { aux } = readRdb(fileOf(base), ({ key }) => void keys.push(text(key)));
    t.equal(keys.sort(), ["a", "l", "m"], "the keys of the base");
    t.equal(
      [aux.get("aof-base"), aux.get("ctime")],
      ["1", String(START_MS / 1000 + 1)],
      "aof-base and ctime of the base",
    );
    await server.send("INCR a");
    const again = await Kept.start(afterPowerCut(server.disk));
    t.equal(again.persistence.loaded.source, "aof", "loaded.source");
    t.equal(again.persistence.loaded.commands, 1, "commands that were loaded, beside the base");
    t.equal(again.pictures[0], before.replace('"2"', '"3"'), "the keyspace after a power cut");
    await again.persistence.rewrite();
    await again.persistence.rewrite();
    t.equal(again.manifest(), manifestOf("b 3", "i 5"), "the manifest after two more rewrites");
  },
);

law(
  "rewritten-while-serving",
  "what comes during a rewrite is in the new increment once, and in the base not at all",
  { hint: "The switch" },
  async (t) => {
    for (const appendfsync of ["always", "everysec", "no"] as const) {
      const server = await Kept.start(new SimDisk(), { appendfsync, pause: () => settled(1) });
      const large = "x".repeat(SLICE_BYTES);
      for (let i = 0; i < 4; i++) await server.send(`SET large${i} ${i}${large}`);
      await server.send("SADD s a b c d e", "SET n 0");
      t.given(`rewrote under ${appendfsync}`, "five slices, with commands between any two turns");
      let sent = 0;
      await meanwhile(server, server.persistence.rewrite(), () => {
        sent += 1;
        return [
          "INCR n",
          `APPEND large${sent % 4} ${sent}`,
          "RENAME s s2",
          "RENAME s2 s",
          "LPUSH l x",
        ];
      });
      t.floor("turns with commands", sent, 2);
      t.equal(server.manifest(), manifestOf("b 1", "i 2"), "the manifest");
      const found = await Kept.start(server.disk.crash({ mode: "kept" }));
      sameKeys(t, found.pictures[0]!, pictureOf(server.keyspace), "the keyspace after kill -9");
      await server.persistence.close();
    }
  },
);

law(
  "the-switch",
  "from the switch on replies wait, under every policy, until the increment before is durable",
  { hint: "The switch" },
  async (t) => {
    for (const policy of ["always", "everysec", "no"] as const) {
      const { disk, log, next, contents } = await switching(policy);
      log.append(wordsOf("SET a 1"));
      disk.syncs = "held";
      const before = log.beforeSend();
      const switched = log.switchTo(next);
      t.given(`under ${policy}`, "SET a 1, then the switch, then SET b 2; every sync is held");
      t.holds(contents("old").includes("SET"), "SET a 1 is in the old increment, in the same turn");
      log.append(wordsOf("SET b 2"));
      const after = log.beforeSend();
      t.holds(after !== undefined, "beforeSend is a promise while the switch is under way");
      await settled();
      t.equal(await stateOf(after!), "waits", "the reply to SET b 2");
      t.equal(contents("new"), contents("new").slice(0, firstLineBytes()), "the new increment");
      t.equal(contents("old").includes("\nb\r"), false, "whether the old increment has SET b 2");
      disk.syncs = "soon";
      disk.completeSyncs();
      await switched;
      await before;
      await after;
      t.did("then", "the syncs ended");
      const found = disk.crash({ mode: policy === "always" ? "lost" : "kept" });
      t.equal(commandsIn(found, "old"), ["SET a 1"], "the commands of the old increment");
      t.equal(commandsIn(found, "new"), ["SET b 2"], "the commands of the new increment");
      t.equal(commandsIn(disk.crash({ mode: "lost" }), "old"), ["SET a 1"], "after a power cut");
      log.append(wordsOf("SET c 3"));
      await log.beforeSend();
      await log.close();
      t.equal(commandsIn(disk, "new"), ["SET b 2", "SET c 3"], "the commands of the new increment");
      t.equal(disk.openFiles, 0, "handles that are open");
    }
  },
);

law(
  "policies-and-the-switch",
  "the policy of the log is that of every increment, also if it is set during a switch",
  { hint: "The switch" },
  async (t) => {
    const { disk, clock, log, next } = await switching("no");
    t.equal(log.policy, "no", "policy");
    disk.syncs = "held";
    const switched = log.switchTo(next);
    log.policy = "always";
    t.did("set always", "during the switch");
    disk.syncs = "soon";
    disk.completeSyncs();
    await switched;
    t.equal(log.policy, "always", "policy");
    log.append(wordsOf("SET a 1"));
    await log.beforeSend();
    t.equal(commandsIn(afterPowerCut(disk), "new"), ["SET a 1"], "what a power cut leaves");
    log.policy = "everysec";
    log.append(wordsOf("SET b 2"));
    t.holds(await leaveInTurn(log.beforeSend()), "a reply leaves in this turn, under everysec");
    clock.advance(1000);
    await settled();
    t.equal(commandsIn(afterPowerCut(disk), "new").length, 2, "commands durable after a second");
    await log.close();
    t.equal(clock.pending, 0, "timers that wait after close");
  },
);

law(
  "a-switch-that-fails",
  "where the increment before fails, what was held is not logged, and no reply to it leaves",
  { hint: "The switch" },
  async (t) => {
    for (const policy of ["always", "everysec", "no"] as const) {
      const { disk, log, next, contents } = await switching(policy);
      log.append(wordsOf("SET a 1"));
      disk.failSync();
      const switched = log.switchTo(next);
      log.append(wordsOf("SET b 2"));
      const reply = log.beforeSend();
      t.given(`under ${policy}`, "SET a 1, a switch whose sync fails, and SET b 2 meanwhile");
      await t.fails(() => switched, "LOG_FAILED");
      await t.fails(() => reply, "LOG_FAILED");
      t.equal(log.failure?.code, "LOG_FAILED", "the log's failure");
      log.append(wordsOf("SET c 3"));
      const later = log.beforeSend();
      if (policy === "always") await t.fails(() => later, "LOG_FAILED");
      else t.equal(later, undefined, "beforeSend after the failure");
      await settled();
      t.equal(contents("new").length, firstLineBytes(), "bytes of the new increment");
      t.equal(disk.openFiles, 0, "handles that are open");
      await t.fails(() => log.close(), "LOG_FAILED");
    }
  },
);

law(
  "closed-during-a-switch",
  "close waits for a switch under way: what was held is in the new increment, and durable",
  { hint: "The switch" },
  async (t) => {
    for (const policy of ["always", "everysec", "no"] as const) {
      for (const isFailing of [false, true]) {
        const { disk, clock, log, next } = await switching(policy);
        log.append(wordsOf("SET a 1"));
        if (isFailing) disk.failSync();
        disk.syncs = "held";
        const switched = log.switchTo(next);
        log.append(wordsOf("SET b 2"));
        t.given(
          `under ${policy}`,
          "SET a 1, the switch, SET b 2, and close before a sync has ended",
        );
        const closed = log.close();
        t.equal(await stateOf(closed), "waits", "close");
        disk.syncs = "soon";
        disk.completeSyncs();
        if (isFailing) {
          t.did("then", "the sync failed");
          await t.fails(() => switched, "LOG_FAILED");
          await t.fails(() => closed, "LOG_FAILED");
        } else {
          await switched;
          await closed;
          const found = afterPowerCut(disk);
          t.equal(commandsIn(found, "old"), ["SET a 1"], "what a power cut leaves in the old one");
          t.equal(commandsIn(found, "new"), ["SET b 2"], "what a power cut leaves in the new one");
        }
        t.equal([disk.openFiles, clock.pending], [0, 0], "handles and timers");
      }
    }
  },
);

law(
  "one-switch-at-a-time",
  "a switch during a switch is a bug, and nothing that is held is lost by it",
  { hint: "The switch" },
  async (t) => {
    const { disk, log, next } = await switching("always");
    const other = await createAof(disk, "other", seededRandom(3));
    disk.syncs = "held";
    const switched = log.switchTo(next);
    log.append(wordsOf("SET a 1"));
    t.did("switched", "appended SET a 1, and switched again before a sync had ended");
    const refused = t.fails(() => log.switchTo(other));
    disk.syncs = "soon";
    disk.completeSyncs();
    const error = await refused;
    t.holds(error instanceof InvariantError, `an InvariantError, not ${error}`);
    await switched;
    await log.beforeSend();
    t.equal(commandsIn(afterPowerCut(disk), "new"), ["SET a 1"], "the commands of the new one");
    await log.close();
  },
);

/** A log with an increment, `old`, and another one to switch to. */
async function switching(policy: FsyncPolicy) {
  const disk = new SimDisk();
  const clock = new SimClock(START_MS);
  const start = await createAof(disk, "old", seededRandom(1));
  const next = await createAof(disk, "new", seededRandom(2));
  const log = new IncrementLog(start, { policy, clock });
  return { disk, clock, log, next, contents: (name: string) => text(disk.contents(name)) };
}

/** The commands of a file, as lines. */
function commandsIn(disk: SimDisk, name: string): readonly string[] {
  const lines: string[] = [];
  readAof(fileOf(disk.contents(name)), (one) => void lines.push(shown(one)));
  return lines;
}

/** Commands, keys that die, two rewrites and a save while more of them come. */
async function workload(server: Kept): Promise<void> {
  const some = someCommands();
  await server.send(...some(), "HSET h a 1 b 2", "ZADD z 1 a 2 b", "SET n 5");
  await meanwhile(server, server.persistence.rewrite(), some);
  await server.send("SPOP set1", "RENAME h h2", "INCR n");
  server.clock.advance(60);
  expireCycle(server.keyspace, 100);
  server.note();
  await meanwhile(server, server.persistence.save(), some);
  await meanwhile(server, server.persistence.rewrite(), some);
  await server.send("INCR n", "DEL list");
}

law(
  "crash-anywhere",
  "wherever a crash comes, with rewrites and saves under way, what replies had told of is there",
  { hint: "The order of a rewrite", seconds: 20 },
  async (t) => {
    const server = await Kept.start();
    await workload(server);
    const modes = ["lost", "names", "bytes", "prefix", "scattered"] as const;
    const torn = await survivesAll(t, server, { modes, floor: 250 });
    t.floor("files that were found torn", torn, 30);
  },
);

law(
  "kill-anywhere",
  "wherever a kill -9 comes, under any policy, no reply had told of what is lost",
  { hint: "The switch", seconds: 20 },
  async (t) => {
    const known = new Map<string, Picture>();
    for (const appendfsync of ["everysec", "no"] as const) {
      const server = await Kept.start(new SimDisk(), { appendfsync });
      t.given("under", appendfsync);
      await workload(server);
      await survivesAll(t, server, { modes: ["kept"], floor: 50, known });
    }
  },
);

law(
  "shown-and-durable",
  "what a start has found no later power cut takes",
  { hint: "What is read proves nothing", seconds: 20 },
  async (t) => {
    const server = await Kept.start(new SimDisk(), { appendfsync: "no" });
    await workload(server);
    let [looked, rewritten] = [0, 0];
    await survivesAll(t, server, {
      modes: ["kept"],
      floor: 50,
      async look({ crash, kept }) {
        looked += 1;
        const again = await Kept.start(afterPowerCut(crash.disk), { clock: kept.clock });
        if (again.pictures[0] !== kept.pictures[0]) {
          tell(t, server, crash);
          t.did("started", "and cut the power");
          sameKeys(t, again.pictures[0]!, kept.pictures[0]!, "the keyspace after the power cut");
        }
        if (looked % 6 !== 0) return;
        rewritten += 1;
        await kept.persistence.rewrite();
        await kept.send("SET one more");
        const last = await Kept.start(afterPowerCut(crash.disk), { clock: kept.clock });
        tell(t, server, crash);
        t.did("started", "rewrote, SET one more, and cut the power");
        sameKeys(t, last.pictures[0]!, pictureOf(kept.keyspace), "the keyspace");
        t.equal(crash.disk.list(DIR).length, 3, "files in the directory");
      },
    });
    t.floor("rewrites after a crash", rewritten, 8);
  },
);

law(
  "crash-while-starting",
  "a crash while a server starts loses nothing, nor does one while it starts after that",
  { hint: "What is read proves nothing", seconds: 20 },
  async (t) => {
    const server = await Kept.start();
    const some = someCommands();
    await server.send(...some());
    await meanwhile(server, server.persistence.rewrite(), some);
    let visited = 0;
    const [tried, known] = [new Set<string>(), new Map<string, string>()];
    for (const crash of crashes(server.disk, { seed: t.seed })) {
      const condition = conditionOf(crash.disk);
      if (crash.at % 37 !== t.seed % 37 || tried.has(condition)) continue;
      tried.add(condition);
      const again = await Kept.start(crash.disk);
      for (const second of crashes(crash.disk, { seed: crash.seed })) {
        visited += 1;
        const contents = contentsOf(second.disk);
        const found = known.get(contents) ?? (await Kept.start(second.disk)).pictures[0]!;
        known.set(contents, found);
        const isShown = second.at === crash.disk.operations;
        if (isShown ? found === again.pictures[0] : server.tells(found, crash.at)) continue;
        tell(t, server, crash);
        t.did("started, and then", `${second.replay}\n${crash.disk.log(second.at)}`);
        sameKeys(t, found, again.pictures[0]!, "the keyspace");
      }
    }
    t.floor("crashes", visited, 250);
  },
);

law(
  "torn-at-the-end",
  "the last increment that holds anything may be torn, and is cut there, for good",
  { hint: "Which end may be torn" },
  async (t) => {
    const first = await incrementOf([["SET a 1"]]);
    const whole = await incrementOf([["SET b 2"], ["SET c 3"]], false);
    const plain = ascii(`${commandsOf("SELECT 0", "SET b 2")}*3\r\n$3\r\nSET\r\n$1\r\nc`);
    for (const [what, second, offset, commands] of [
      ["a group of ours", whole.subarray(0, -3), groupStart(whole), 2],
      ["zeros where a group was", zeroed(whole, groupStart(whole)), groupStart(whole), 2],
      ["a command of Redis", plain, commandsOf("SELECT 0", "SET b 2").length, 2],
      ["the first SELECT of Redis", plain.subarray(0, 22), 0, 1],
      ["the first byte of Redis", plain.subarray(0, 1), 0, 1],
    ] as const) {
      for (const empty of [ascii(""), firstLine(7).bytes]) {
        const disk = diskWith({
          [MANIFEST]: manifestOf("i 4", "i 5", "i 9"),
          [path("4.incr.aof")]: first,
          [path("5.incr.aof")]: second,
          [path("9.incr.aof")]: empty,
        });
        t.given(
          "increment 5 ends in the middle of",
          `${what}; increment 9 has ${empty.length} bytes`,
        );
        const { loaded } = (await Kept.start(disk)).persistence;
        const bytes = second.length - offset;
        t.equal(loaded.cut, { path: path("5.incr.aof"), offset, bytes }, "loaded.cut");
        t.equal(loaded.commands, commands, "commands that were loaded");
        const found = afterPowerCut(disk);
        const kept = commands === 1 ? ["i 4", "i 10"] : ["i 4", "i 5", "i 10"];
        t.equal(text(found.contents(MANIFEST)), manifestOf(...kept), "the manifest");
        if (commands > 1) t.bytes(found.contents(path("5.incr.aof")), second.subarray(0, offset));
        const again = (await Kept.start(found)).persistence.loaded;
        t.equal(again.cut, undefined, "loaded.cut, of the next start");
      }
    }
  },
);

law(
  "a-cut-that-was-forgotten",
  "where a start that cuts fails in a sync, the next one cuts again, and no power cut brings it back",
  { hint: "What is read proves nothing" },
  async (t) => {
    const whole = await incrementOf([["SET a 1"], ["SET b 2"]], false);
    const plain = ascii(`${commandsOf("SELECT 0", "SET a 1")}*3\r\n$3\r\nSET\r\n$1\r\nc`);
    const torn = [
      ["a group of ours", whole.subarray(0, -3)],
      ["a command of Redis", plain],
    ] as const;
    let failed = 0;
    for (const [pages, nth] of [
      ["forgotten", 1],
      ["reverted", 1],
      ["forgotten", 2],
    ] as const) {
      for (const [what, bytes] of torn) {
        const disk = diskWith({ [MANIFEST]: manifestOf("i 1"), [path("1.incr.aof")]: bytes });
        t.given("increment 1 ends in the middle of", what);
        disk.failSync({ nth, pages });
        if (await startsOn(disk)) continue;
        failed += 1;
        t.did("started", `sync ${nth} failed, and its pages were ${pages}`);
        const server = await Kept.start(disk);
        t.did("started again", "and ran INCR later");
        await server.send("INCR later");
        t.did("started once more", "after a power cut");
        const found = await Kept.start(afterPowerCut(disk));
        sameKeys(
          t,
          found.pictures[0]!,
          pictureOf(server.keyspace),
          "the keyspace after the power cut",
        );
      }
    }
    t.floor("starts that failed", failed, 4);
  },
);

/** Whether a server starts on what the disk has; it is not closed. */
const startsOn = (disk: SimDisk): Promise<boolean> =>
  Kept.start(disk).then(
    () => true,
    () => false,
  );

/** Where the last group of a file of two groups begins. */
function groupStart(file: Uint8Array): number {
  const lines = [...text(file).matchAll(/#SUM:[0-9a-f]+:[0-9a-f]{8}\r\n/g)];
  const before = lines.at(-2)!;
  return before.index + before[0].length;
}

function zeroed(file: Uint8Array, from: number): Uint8Array {
  return Uint8Array.from(file).fill(0, from);
}

law(
  "torn-elsewhere",
  "a file that is torn and is not the last is damage: nothing is loaded, nothing is changed",
  { hint: "Which end may be torn" },
  async (t) => {
    const whole = await incrementOf([["SET a 1"], ["SET b 2"]], false);
    const torn = whole.subarray(0, -3);
    const at = groupStart(whole);
    const rdb = await rdbOf("SET a 1");
    const command = ascii("*3\r\n$3\r\nSET\r\n$1\r\nc");
    const one = ascii(commandsOf("SET one 1"));
    for (const [what, name, bytes, offset, last] of [
      ["an increment of ours", "1.incr.aof", torn, at, whole],
      ["an increment of Redis", "1.incr.aof", join(one, command), one.length, whole],
      ["a base of commands", "1.base.rdb", join(one, command), one.length, ascii("")],
      [
        "the commands behind an RDB file",
        "1.base.rdb",
        join(rdb, one, command),
        rdb.length + one.length,
        ascii(""),
      ],
      ["an RDB file", "1.base.rdb", rdb.subarray(0, -9), rdb.length - 9, whole],
    ] as const) {
      const type = name.endsWith("rdb") ? "b 1" : "i 1";
      const disk = diskWith({
        [MANIFEST]: manifestOf(type, "i 2"),
        [path(name)]: bytes,
        [path("2.incr.aof")]: last,
      });
      const before = disk.files();
      t.given("torn is", what);
      const error = await refuses(t, disk);
      t.equal(error.path, path(name), "the path of the error");
      if (what !== "an RDB file") t.equal(error.offset, offset, "the offset of the error");
      t.equal(disk.files(), before, "the files");
      t.equal(disk.openFiles, 0, "handles that are open");
    }
  },
);

const join = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

law(
  "missing-files",
  "a file that the manifest names must be there, but for the history",
  { hint: "Which files count" },
  async (t) => {
    const rdb = await rdbOf("SET a 1");
    const whole = await incrementOf([["SET b 2"]]);
    const files = {
      [MANIFEST]: manifestOf("b 1", "h 1", "i 2", "i 3"),
      [path("1.base.rdb")]: rdb,
      [path("2.incr.aof")]: whole,
      [path("3.incr.aof")]: whole,
    };
    const server = await Kept.start(diskWith(files));
    t.equal(server.persistence.loaded.keys, 2, "keys, where a file of the history is not there");
    for (const name of ["1.base.rdb", "2.incr.aof", "3.incr.aof"]) {
      const disk = diskWith(files);
      disk.remove(path(name));
      t.given("not there is", name);
      const error = await refuses(t, disk);
      t.equal([error.path, error.offset], [path(name), 0], "path and offset of the error");
      t.equal(disk.openFiles, 0, "handles that are open");
    }
  },
);

law(
  "a-lost-manifest",
  "where the manifest is gone and its files are not, it was lost, and the start is refused",
  { hint: "Which files count" },
  async (t) => {
    const rdb = await rdbOf("SET a 1");
    const whole = await incrementOf([["SET b 2"]]);
    const empty = firstLine(1).bytes;
    for (const [what, isLost, files] of [
      ["an increment with a command", true, { [path("1.incr.aof")]: whole }],
      ["an increment of Redis", true, { [path("1.incr.aof")]: commandsOf("SET a 1") }],
      ["a base", true, { [path("1.base.rdb")]: rdb }],
      [
        "an increment with a command, and dump.rdb",
        true,
        { [path("1.incr.aof")]: whole, "dump.rdb": rdb },
      ],
      ["a base beside dump.rdb", false, { [path("1.base.rdb")]: rdb, "dump.rdb": rdb }],
      ["an increment with its first line", false, { [path("1.incr.aof")]: empty }],
      ["an empty increment", false, { [path("1.incr.aof")]: "" }],
      [
        "unfinished files",
        false,
        { [path("1.incr.aof.tmp")]: whole, [path("1.base.rdb.tmp")]: rdb },
      ],
      ["a file of somebody else", false, { [`${DIR}/other.aof.1.incr.aof`]: whole }],
    ] as const) {
      const disk = diskWith(files as Record<string, Uint8Array | string>);
      t.given("no manifest, but", what);
      if (!isLost) {
        const keys = "dump.rdb" in files ? 1 : 0;
        t.equal((await Kept.start(disk)).persistence.loaded.keys, keys, "keys");
        continue;
      }
      const before = disk.files();
      const error = await refuses(t, disk);
      t.equal([error.path, error.offset], [MANIFEST, 0], "path and offset of the error");
      t.equal(disk.files(), before, "the files");
    }
  },
);

law(
  "leftovers",
  "what no manifest names is removed when the new manifest is durable; what is not ours stays",
  { hint: "Which files count" },
  async (t) => {
    const whole = await incrementOf([["SET a 1"]]);
    const ours = ["1.base.rdb", "2.base.aof", "7.incr.aof", "8.incr.aof.tmp", "9.base.rdb.tmp"];
    const history = "appendonly.aof";
    const others = ["appendonly.aof.bak", "notes", "other.1.incr.aof", "appendonly.aof.x.incr.aof"];
    const disk = diskWith({
      [MANIFEST]: `${manifestOf("i 3")}file ${history} seq 1 type h\n`,
      [path("3.incr.aof")]: whole,
      [`${DIR}/temp-appendonly.aof.manifest`]: "file",
    });
    for (const name of ours) disk.install(path(name), whole);
    for (const name of [...others, history]) disk.install(`${DIR}/${name}`, whole);
    await Kept.start(disk);
    t.did("started with", `${ours.join(" ")} left over, and ${others.join(" ")}`);
    const expected = ["3.incr.aof", "8.incr.aof", "9.incr.aof", "manifest"];
    const names = disk.list(DIR);
    t.equal(names.includes("appendonly.aof.3.incr.aof"), true, "whether the increment is there");
    t.equal(
      names.filter((name) => ours.includes(name.slice("appendonly.aof.".length))),
      [],
      "leftovers",
    );
    t.equal(
      names.filter((name) => others.includes(name)),
      [...others].sort(),
      "others",
    );
    t.equal(names.includes(history), false, "whether the file of the history is there");
    t.equal(names.includes("temp-appendonly.aof.manifest"), false, "whether the temporary one is");
    t.equal(
      text(disk.contents(MANIFEST)),
      manifestOf("i 3", "i 9"),
      `the manifest, not ${expected}`,
    );
    const tried = new Set<string>();
    for (const crash of crashes(disk, { seed: t.seed })) {
      const contents = contentsOf(crash.disk);
      if (tried.has(contents)) continue;
      tried.add(contents);
      const again = await Kept.start(crash.disk);
      t.given("started after", `${crash.replay}\n${disk.log(crash.at)}`);
      t.equal(again.persistence.loaded.keys, 1, "keys");
    }
  },
);

law(
  "any-base",
  "a base is an RDB file, one with commands behind it, or commands alone",
  { hint: "Three kinds of base" },
  async (t) => {
    const rdb = await rdbOf("SET a 1", "RPUSH l x y", "ZADD z 1.5 m", "SET m v PX 9999999");
    const behind = ascii(commandsOf("SELECT 0", "INCR a", "MULTI", "SET b 2", "EXEC"));
    const alone = ascii(commandsOf("SET a 1", "RPUSH l x y", "ZADD z 1.5 m"));
    const increment = ascii(commandsOf("INCR a"));
    for (const [what, name, bytes, a, keys, commands] of [
      ["an RDB file", "appendonly.aof.1.base.rdb", rdb, "2", 4, 1],
      ["RDB and commands", "appendonly.aof", join(rdb, behind), "3", 5, 3],
      ["commands", "appendonly.aof.1.base.aof", alone, "2", 3, 4],
      ["nothing", "appendonly.aof.1.base.aof", ascii(""), "1", 1, 1],
    ] as const) {
      const disk = diskWith({
        [MANIFEST]: `file ${name} seq 1 type b\n${manifestOf("i 1")}`,
        [`${DIR}/${name}`]: bytes,
        [path("1.incr.aof")]: increment,
      });
      t.given("the base is", what);
      const server = await Kept.start(disk);
      t.equal(await server.ask("GET a"), a, "GET a");
      const { loaded } = server.persistence;
      t.equal([loaded.keys, loaded.commands], [keys, commands], "keys and commands");
      t.equal(server.disk.openFiles, 1, "handles that are open");
      await server.persistence.rewrite();
      t.equal(disk.list(DIR).length, 3, "files after a rewrite");
      const found = await Kept.start(afterPowerCut(disk));
      sameKeys(t, found.pictures[0]!, pictureOf(server.keyspace), "the keyspace after a power cut");
    }
  },
);

law(
  "a-base-in-the-cache",
  "a base or a dump.rdb that is in the cache alone, as a copy is, is durable when the server has started",
  { hint: "What is read proves nothing" },
  async (t) => {
    const rdb = await rdbOf("SET a 1", "RPUSH l x y");
    const alone = ascii(commandsOf("SET b 1", "INCR b"));
    for (const [what, bytes, isForgotten] of [
      ["an RDB file", rdb, false],
      ["RDB and commands", join(rdb, alone), false],
      ["commands", alone, false],
      ["commands, of which a sync had failed", alone, true],
    ] as const) {
      const disk = diskWith({ [MANIFEST]: manifestOf("b 1", "i 1"), [path("1.incr.aof")]: "" });
      const base = disk.open(path("1.base.rdb"), "new");
      base.write(0, bytes);
      if (isForgotten) {
        disk.failSync({ pages: "forgotten" });
        await base.sync().catch(() => {});
      }
      base.close();
      const server = await Kept.start(disk);
      t.given("started, and cut the power; the base was", what);
      const found = await Kept.start(afterPowerCut(disk));
      sameKeys(t, found.pictures[0]!, server.pictures[0]!, "the keyspace after the power cut");
    }
    for (const appendonly of [false, true]) {
      const disk = new SimDisk();
      const dump = disk.open("dump.rdb", "new");
      dump.write(0, rdb);
      dump.close();
      const server = await Kept.start(disk, { appendonly });
      t.given(
        "started with a dump.rdb in the cache",
        `appendonly ${appendonly}; and cut the power`,
      );
      const found = await Kept.start(afterPowerCut(disk), { appendonly });
      sameKeys(t, found.pictures[0]!, server.pictures[0]!, "the keyspace after the power cut");
    }
  },
);

law(
  "numbers-go-on",
  "a new number is beyond that of every file that the manifest names, whatever it is called, or that is there",
  { hint: "Which files count" },
  async (t) => {
    const named = 'file renamed.rdb seq 7 type b\nfile "an increment" seq 9 type i\n';
    const disk = diskWith({
      [MANIFEST]: named,
      [`${DIR}/renamed.rdb`]: await rdbOf("SET a 1"),
      [`${DIR}/an increment`]: commandsOf("INCR a"),
    });
    const server = await Kept.start(disk);
    t.did("started with the manifest", named);
    t.equal(server.manifest(), named + manifestOf("i 10"), "the manifest then");
    await server.send("INCR a");
    const again = await Kept.start(afterPowerCut(disk));
    t.equal(await again.ask("GET a"), "3", "GET a after a power cut");
    await again.persistence.rewrite();
    t.equal(again.manifest(), manifestOf("b 8", "i 12"), "the manifest after a rewrite");
    const left = ["9999.incr.aof", "10000.incr.aof", "4294967297.incr.aof.tmp", "99999.base.rdb"];
    const many = diskWith({
      [MANIFEST]: manifestOf("i 12345"),
      [path("12345.incr.aof")]: commandsOf("INCR a"),
    });
    for (const name of left) many.install(path(name), ascii(commandsOf("INCR b")));
    const late = await Kept.start(many);
    t.given("started; left over were", `${left.join(", ")}, beside increment 12345`);
    t.equal(late.manifest(), manifestOf("i 12345", "i 4294967298"), "the manifest then");
    t.equal(many.list(DIR).length, 3, "files in the directory");
    t.equal(late.persistence.loaded.keys, 1, "keys");
  },
);

/** What can fail while a log is rewritten, but for the log itself. */
const FAULTS: readonly (readonly [string, (disk: SimDisk) => void])[] = [
  ["the write of the increment", (disk) => disk.failWrites({ path: path("3.incr.aof.tmp") })],
  ["the sync of the increment", (disk) => disk.failSync({ path: path("3.incr.aof.tmp") })],
  ...[1, 2].flatMap((nth): [string, (disk: SimDisk) => void][] => [
    [`write ${nth} of a manifest`, (disk) => disk.failWrites({ path: TEMPORARY, nth })],
    [`sync ${nth} of a manifest`, (disk) => disk.failSync({ path: TEMPORARY, nth })],
  ]),
  ["the write of the base", (disk) => disk.failWrites({ path: path("2.base.rdb.tmp") })],
  ["the sync of the base", (disk) => disk.failSync({ path: path("2.base.rdb.tmp") })],
  ...[1, 2, 3, 4].map((nth): [string, (disk: SimDisk) => void] => [
    `sync ${nth} of the directory`,
    (disk) => disk.failDirectorySync({ path: DIR, nth }),
  ]),
];

law(
  "a-rewrite-that-fails",
  "a rewrite that fails leaves the server as it was, on the disk too, and the next one does it",
  { hint: "What a failed rewrite leaves", seconds: 20 },
  async (t) => {
    const known = new Map<string, Picture>();
    for (const [what, arm] of FAULTS) {
      const server = await Kept.start();
      await server.send("SET a 1", "INCR n");
      await server.persistence.rewrite();
      await server.send("INCR n");
      const from = server.disk.operations;
      arm(server.disk);
      t.given("failed", what);
      await t.fails(() => meanwhile(server, server.persistence.rewrite(), () => ["INCR n"]));
      t.equal(
        Object.values(server.disk.faults).reduce((a, b) => a + b),
        1,
        "faults",
      );
      t.equal(server.disk.openFiles, 1, "handles that are open");
      t.equal(await server.send("INCR n"), true, "whether the reply to INCR n leaves");
      const isNamed = server.manifest().includes("2.base.rdb");
      t.equal(
        server.disk.list(DIR).filter((name) => name.includes("base")),
        ["1.base.rdb", ...(isNamed ? ["2.base.rdb"] : [])].map((name) => `appendonly.aof.${name}`),
        "the bases: one that no manifest can name takes room",
      );
      await survivesAll(t, server, {
        modes: ["lost", "kept", "scattered"],
        from,
        floor: 10,
        known,
      });
      t.given("failed, and then rewrote", what);
      await server.persistence.rewrite();
      await server.send("INCR n");
      t.equal(server.disk.list(DIR).length, 3, "files in the directory");
      const found = await Kept.start(afterPowerCut(server.disk));
      sameKeys(t, found.pictures[0]!, pictureOf(server.keyspace), "the keyspace after a power cut");
    }
  },
);

const TEMPORARY = `${DIR}/temp-appendonly.aof.manifest`;

law(
  "a-full-disk",
  "wherever a disk becomes full during a rewrite, nothing is lost that was told",
  { hint: "What a failed rewrite leaves", seconds: 20 },
  async (t) => {
    const unlimited = Number.POSITIVE_INFINITY;
    let [failed, refused] = [0, 0];
    const known = new Map<string, Picture>();
    for (let room = 0; room <= 440; room += 40) {
      const server = await Kept.start();
      await server.send(`SET a ${"x".repeat(200)}`, "INCR n");
      const from = server.disk.operations;
      server.disk.capacityBytes = server.disk.usedBytes + room;
      t.given("rewrote with room for", `${room} bytes`);
      const isDone = await server.persistence.rewrite().then(
        () => true,
        () => false,
      );
      if (!isDone) failed += 1;
      server.disk.capacityBytes = unlimited;
      t.equal(server.disk.openFiles <= 1, true, "whether at most one handle is open");
      const reply = await server.ask("INCR n");
      if (reply.startsWith("(error) MISCONF Errors writing to the AOF file: No space left")) {
        refused += 1;
      } else {
        server.note();
        t.equal(await server.send("INCR n"), true, "whether the reply to INCR n leaves");
      }
      await survivesAll(t, server, { modes: ["lost", "kept", "scattered"], from, floor: 1, known });
    }
    t.floor("rewrites that failed", failed, 4);
    t.atMost(refused, 2, "logs that failed with it");
  },
);

/** A server with six large keys: a snapshot has a slice for each. `between` is called in its second pause. */
async function interrupted(between: (server: Kept) => void): Promise<Kept> {
  let pauses = 0;
  const server: Kept = await Kept.start(new SimDisk(), {
    async pause() {
      pauses += 1;
      if (pauses === 2) between(server);
    },
  });
  const large = "x".repeat(SLICE_BYTES);
  for (let i = 0; i < 6; i++) await server.send(`SET large${i} ${large}`);
  return server;
}

law(
  "flushed-meanwhile",
  "where all keys are removed during a rewrite or a save, it begins again, of the empty keyspace",
  { hint: "Begin again" },
  async (t) => {
    for (const flush of ["FLUSHALL", "FLUSHDB"]) {
      for (const job of ["rewrite", "save"] as const) {
        let isFlushed = false;
        const server = await interrupted((one) => {
          one.run("INCR changed");
          one.run(flush);
          one.run("SET after 1");
          one.run("RPUSH changed x");
          isFlushed = true;
        });
        t.given(job, `and after two of six slices: ${flush}, SET after 1`);
        t.did("ran", `INCR changed before ${flush}, and RPUSH changed x after it`);
        await server.persistence[job]();
        t.holds(isFlushed, "pause is called after each slice: there others have their turn");
        const file =
          job === "save" ? "dump.rdb" : path(`${server.manifest().split(".")[2]}.base.rdb`);
        const keys: string[] = [];
        readRdb(fileOf(server.disk.contents(file)), ({ key }) => void keys.push(text(key)));
        t.equal(keys.sort(), ["after", "changed"], `the keys of ${file}`);
        await server.persistence.beforeSend();
        t.equal(server.disk.list(DIR).length, job === "save" ? 2 : 3, "files in the directory");
        const found = await Kept.start(afterPowerCut(server.disk));
        sameKeys(
          t,
          found.pictures[0]!,
          pictureOf(server.keyspace),
          "the keyspace after a power cut",
        );
        await server.persistence.close();
      }
    }
  },
);

law(
  "removed-by-nobody",
  "what is evicted or expires is logged; and a picture that is being written has what is evicted",
  { hint: "Removed by nobody" },
  async (t) => {
    for (const job of ["rewrite", "save"] as const) {
      let isLimited = false;
      const server = await interrupted((one) => {
        isLimited = true;
        one.clock.advance(10);
        one.run("GET mortal");
        one.run(`CONFIG SET maxmemory ${3 * SLICE_BYTES}`);
        one.run("SET small 1");
      });
      await server.send("SET mortal 1 PX 5", "CONFIG SET maxmemory-policy allkeys-random");
      const before = Array.from(server.keyspace.entries(), ({ key }) => text(key));
      t.given(job, "and after two of six slices memory was limited to less than half");
      await server.persistence[job]();
      t.holds(isLimited, "pause is called after each slice: there others have their turn");
      t.floor("keys that were evicted", server.keyspace.evictedKeys, 1);
      t.floor("keys that died", server.keyspace.expiredKeys, 1);
      const file = job === "save" ? "dump.rdb" : path("1.base.rdb");
      const keys: string[] = [];
      readRdb(fileOf(server.disk.contents(file)), ({ key }) => void keys.push(text(key)));
      const alive = (names: readonly string[]) => names.filter((one) => one !== "mortal").sort();
      t.equal(alive(keys), alive(before), `the keys of ${file}, as they were at the instant`);
      await server.persistence.beforeSend();
      const found = await Kept.start(afterPowerCut(server.disk), { clock: new SimClock(0) });
      sameKeys(t, found.pictures[0]!, pictureOf(server.keyspace), "the keyspace after a power cut");
      await server.persistence.close();
    }
  },
);

/** A keyspace with a few keys and what keeps it, without commands. */
async function keeping(pause: (clock: SimClock) => void = () => {}) {
  const [disk, clock, random] = [new SimDisk(), new SimClock(START_MS), seededRandom(1)];
  const keyspace = new Keyspace({ clock, random });
  const names = { appenddirname: DIR, appendfilename: "appendonly.aof" };
  const directory = await AppendOnlyDirectory.open(disk, names, false);
  const log = new IncrementLog(await directory.addIncrement(random), { policy: "no", clock });
  const keeper = new Keeper({
    ...{ disk, keyspace, clock, random, dbfilename: "dump.rdb", aof: { directory, log } },
    pause: async () => pause(clock),
  });
  for (let i = 0; i < 6; i++) {
    const value = stringValue(ascii("v".repeat(SLICE_BYTES)));
    keyspace.put(ascii(`k${i}`), value);
  }
  return { disk, clock, keeper };
}

law(
  "who-is-told",
  "a picture is told of changes while it is written, and not when that has ended, or failed",
  { hint: "What a failed rewrite leaves" },
  async (t) => {
    for (const job of ["save", "rewrite"] as const) {
      for (const isFailing of [false, true]) {
        const told: boolean[] = [];
        const { disk, keeper } = await keeping(() => told.push(keeper.snapshot !== undefined));
        const file = job === "save" ? "dump.rdb.tmp" : path("1.base.rdb.tmp");
        if (isFailing) disk.failWrites({ path: file, nth: 3 });
        t.given(job, isFailing ? "whose third write fails" : "without a fault");
        const ended = keeper[job]();
        await (isFailing ? t.fails(() => ended, "LOG_FAILED") : ended);
        t.holds(told.length >= 2, `a pause after each slice, not ${told.length}`);
        t.holds(!told.includes(false), "in each pause keeper.snapshot is the picture");
        t.holds(keeper.snapshot === undefined, "then keeper.snapshot is undefined");
        await keeper.close();
      }
    }
  },
);

law(
  "saved-when-it-ended",
  "a save was made when it ended, not when it began",
  { hint: "Saves and rewrites by themselves" },
  async (t) => {
    const { clock, disk, keeper } = await keeping((time) => time.advance(1000));
    await keeper.save();
    t.did("saved", `in ${clock.now() - START_MS} ms`);
    t.holds(clock.now() > START_MS, "a pause after each slice");
    t.equal(keeper.savedMs, clock.now(), "savedMs");
    disk.failWrites({ path: "dump.rdb.tmp" });
    const { savedMs } = keeper;
    clock.advance(1000);
    await t.fails(() => keeper.save());
    t.equal(keeper.savedMs, savedMs, "savedMs after a save that failed");
    await keeper.close();
  },
);

law(
  "dump-becomes-the-base",
  "where there is dump.rdb and no manifest yet, its keys are loaded, and become the first base",
  { hint: "From dump.rdb" },
  async (t) => {
    const dump = await rdbOf("SET a 1", "RPUSH l x y", "SET m v PX 5");
    const disk = diskWith({ "dump.rdb": dump });
    const server = await Kept.start(disk, { clock: new SimClock(START_MS + 1000) });
    t.did("turned appendonly on", "with a dump.rdb of three keys, one of them dead");
    const { loaded } = server.persistence;
    t.equal(loaded, { source: "rdb", commands: 0, keys: 3, cut: undefined }, "loaded");
    t.equal(server.manifest(), manifestOf("b 1", "i 1"), "the manifest");
    const { aux } = readRdb(fileOf(disk.contents(path("1.base.rdb"))), () => {});
    t.equal(aux.get("ctime"), String(START_MS / 1000 + 1), "ctime of the base");
    t.equal(await server.ask("GET m"), "(nil)", "GET m, which is dead");
    t.bytes(disk.contents("dump.rdb"), dump);
    let visited = 0;
    const tried = new Set<string>();
    for (const crash of crashes(disk, { seed: t.seed })) {
      visited += 1;
      const contents = contentsOf(crash.disk);
      if (tried.has(contents)) continue;
      tried.add(contents);
      const again = await Kept.start(crash.disk, { clock: server.clock });
      t.given("started after", `${crash.replay}\n${disk.log(crash.at)}`);
      t.equal(await again.ask("GET a"), "1", "GET a");
      t.equal(await again.ask("LLEN l"), "(integer) 2", "LLEN l");
    }
    t.floor("crashes", visited, 80);
    await server.send("SET a 2");
    const again = await Kept.start(disk.crash({ mode: "kept" }));
    t.equal(await again.ask("GET a"), "2", "GET a, which dump.rdb has in another way");
    t.equal(again.persistence.loaded.source, "aof", "loaded.source");
  },
);

law(
  "without-a-log",
  "without appendonly dump.rdb alone is loaded and saved",
  { hint: "From dump.rdb" },
  async (t) => {
    const disk = new SimDisk();
    const server = await Kept.start(disk, { appendonly: false });
    await server.send("SET a 1");
    t.equal(server.persistence.beforeSend(), undefined, "beforeSend");
    await server.persistence.save();
    await server.send("SET a 2");
    await t.fails(() => server.persistence.rewrite());
    t.equal(disk.files().size, 1, "files after a save");
    const found = await Kept.start(afterPowerCut(disk), { appendonly: false });
    t.equal(await found.ask("GET a"), "1", "GET a after a power cut");
    t.equal(
      found.persistence.loaded,
      { source: "rdb", commands: 0, keys: 1, cut: undefined },
      "loaded",
    );
    let visited = 0;
    for (const crash of crashes(disk, { seed: t.seed, modes: ["kept"] })) {
      if (!crash.disk.exists("dump.rdb")) continue;
      visited += 1;
      const one = await Kept.start(crash.disk, { appendonly: false });
      const two = await Kept.start(afterPowerCut(crash.disk), { appendonly: false });
      t.given("started, cut the power, started, after", crash.replay);
      sameKeys(t, two.pictures[0]!, one.pictures[0]!, "the keyspace");
    }
    t.floor("crashes", visited, 1);
    const damaged = diskWith({ "dump.rdb": disk.contents("dump.rdb").subarray(0, -1) });
    await refuses(t, damaged, { appendonly: false });
    t.equal(damaged.openFiles, 0, "handles that are open");
  },
);

law(
  "save-points",
  "a save point that is reached saves, once, and after a failure five seconds later again",
  { hint: "Saves and rewrites by themselves" },
  async (t) => {
    let between = (): void => {};
    const options = { save: "60 2 10 4", appendonly: false, pause: async () => between() };
    const server = await Kept.start(new SimDisk(), options);
    const { clock, disk } = server;
    const saves = () => disk.counts.renames;
    /** Time goes by in steps of what a server looks after. */
    const seconds = async (count: number) => {
      for (let i = 0; i < count * 10; i++) {
        clock.advance(100);
        await settled(1);
      }
      await server.idle();
    };
    await server.send("SET a 1");
    await seconds(70);
    t.equal(saves(), 0, "saves after 70 s with one change");
    await server.send("SET a 2");
    await seconds(1);
    t.equal(saves(), 1, "saves after 71 s with two changes");
    await seconds(100);
    t.equal(saves(), 1, "saves after that, without a change");
    await server.persistence.save();
    await server.send("SET a 3", "SET a 4", "SET a 5", "SET a 6");
    await seconds(9);
    t.equal(saves(), 2, "saves 9 s after the last, with four changes");
    disk.failWrites({ path: "dump.rdb.tmp" });
    await seconds(2);
    t.equal(disk.faults.failedWrites, 1, "saves that failed");
    await seconds(4);
    t.equal(saves(), 2, "saves 4 s after one that failed");
    await seconds(2);
    t.equal(saves(), 3, "saves 6 s after one that failed");
    between = () => {
      for (const line of ["SET a 7", "SET a 8", "SET a 9", "SET b 1"]) server.run(line);
      between = () => {};
    };
    await server.persistence.save();
    t.equal(saves(), 4, "saves, of which the last was asked for");
    await seconds(11);
    t.equal(saves(), 5, "saves 11 s after that, with four changes while it was made");
    await server.ask("CONFIG SET save ''");
    await server.send("SET a 7", "SET a 8", "SET a 9", "SET b 1");
    await seconds(100);
    t.equal(saves(), 5, "saves without save points");
    await server.persistence.close();
    t.equal(clock.pending, 0, "timers that wait after close");
  },
);

law(
  "rewritten-as-it-grows",
  "a log that has grown by the percentage, and is larger than the least, is rewritten",
  { hint: "Saves and rewrites by themselves" },
  async (t) => {
    const options = { autoAofRewritePercentage: 100, autoAofRewriteMinSize: 4_000 };
    const server = await Kept.start(new SimDisk(), options);
    const grow = async (bytes: number, key: string) => {
      await server.send(`SET ${key} ${"x".repeat(bytes)}`);
      server.clock.advance(100);
      await server.idle();
    };
    await grow(3_000, "a");
    t.equal(server.manifest(), manifestOf("i 1"), "the manifest with 3,000 bytes");
    await grow(2_000, "b");
    t.equal(server.manifest(), manifestOf("b 1", "i 2"), "the manifest with 5,000 bytes");
    await grow(4_500, "c");
    t.equal(server.manifest(), manifestOf("b 1", "i 2"), "the manifest with 9,500 bytes");
    await grow(1_000, "c");
    t.equal(server.manifest(), manifestOf("b 2", "i 3"), "the manifest with 10,500 bytes");
    await server.ask("CONFIG SET auto-aof-rewrite-percentage 0");
    await grow(30_000, "c");
    t.equal(server.manifest(), manifestOf("b 2", "i 3"), "the manifest with a percentage of 0");
    const again = await Kept.start(server.disk.crash({ mode: "kept" }), options);
    again.clock.advance(100);
    await again.idle();
    t.equal(again.manifest(), manifestOf("b 3", "i 5"), "the manifest after a restart");
    await server.persistence.close();
  },
);

law(
  "closed",
  "after close nothing that a reply could tell is lost: none leaves",
  { hint: "Saves and rewrites by themselves" },
  async (t) => {
    for (const appendfsync of ["always", "everysec", "no"] as const) {
      const server = await Kept.start(new SimDisk(), { appendfsync, pause: () => settled(1) });
      await server.send("SET a 1", "SET b 2");
      const rewriting = server.persistence.rewrite();
      const saving = server.persistence.save();
      for (const job of [rewriting, saving]) job.catch(() => {});
      await settled(2);
      const closed = server.persistence.close();
      t.given(`closed under ${appendfsync}`, "while a rewrite was under way, and a save waited");
      t.equal(await server.send("SET c 3"), false, "whether the reply to SET c 3 leaves");
      await closed;
      await t.fails(() => saving, "GIVEN_UP");
      t.equal(await server.send("GET c"), false, "whether the reply to GET c leaves");
      await server.persistence.close();
      t.equal(server.disk.openFiles, 0, "handles that are open");
      t.equal(server.disk.exists("dump.rdb"), false, "whether there is dump.rdb");
      const found = await Kept.start(afterPowerCut(server.disk));
      t.equal([await found.ask("GET a"), await found.ask("GET b")], ["1", "2"], "GET a and GET b");
      t.equal(
        found.disk.list(DIR).filter((name) => /tmp|temp/.test(name)),
        [],
        "files half made",
      );
    }
  },
);

law(
  "a-start-that-fails",
  "a start that fails leaves no handle open, and nothing is lost by it",
  { hint: "Before anything is acknowledged", seconds: 10 },
  async (t) => {
    const first = await Kept.start();
    await first.send("SET a 1");
    await first.persistence.rewrite();
    await first.send("SET b 2");
    let failed = 0;
    for (const kind of ["failWrites", "failReads", "failSync", "failDirectorySync"] as const) {
      for (let nth = 1; nth <= 8; nth++) {
        const disk = first.disk.crash({ mode: "kept" });
        disk[kind]({ nth });
        t.given(`${kind} the`, `${nth}. time`);
        const isStarted = await Kept.start(disk).then(
          () => true,
          () => false,
        );
        if (isStarted) break;
        failed += 1;
        t.equal(disk.openFiles, 0, "handles that are open");
        const found = await Kept.start(disk.crash({ mode: "kept" }));
        t.equal(found.persistence.loaded.keys, 2, "keys that the next start finds");
      }
    }
    t.floor("starts that failed", failed, 7);
  },
);

law(
  "what-a-killed-start-left",
  "what a start that was killed has left does no harm: a directory without a durable name, a longer manifest half made",
  { hint: "Before anything is acknowledged" },
  async (t) => {
    const disk = new SimDisk();
    disk.makeDirectory(DIR);
    for (const name of [`${DIR}/temp-appendonly.aof.manifest`, path("1.incr.aof.tmp")]) {
      const file = disk.open(name, "new");
      file.write(0, ascii("file x seq 1 type i\n".repeat(40)));
      file.close();
    }
    const server = await Kept.start(disk);
    await server.send("SET k v");
    t.did("started", "where another start had been killed, SET k v, and cut the power");
    const found = await Kept.start(afterPowerCut(disk));
    sameKeys(t, found.pictures[0]!, server.pictures.at(-1)!, "the keyspace");
  },
);

law(
  "evicted-without-a-log",
  "without a log, too, what is evicted while dump.rdb is written is in it",
  { hint: "Removed by nobody" },
  async (t) => {
    const disk = new SimDisk();
    let pauses = 0;
    const server: Kept = await Kept.start(disk, {
      appendonly: false,
      async pause() {
        pauses += 1;
        if (pauses === 1) server.run("CONFIG SET maxmemory 100000 maxmemory-policy allkeys-random");
        server.run(`SET more${pauses} x`);
      },
    });
    for (let i = 0; i < 2_000; i++)
      server.keyspace.put(ascii(`key:${i}`), { kind: "string", bytes: ascii("v".repeat(90)) });
    const picture = pictureOf(server.keyspace);
    await server.persistence.save();
    t.did("saved", `2,000 keys, of which ${server.keyspace.evictedKeys} were evicted meanwhile`);
    t.holds(pauses > 0, "pause is called after each slice: there others have their turn");
    t.floor("keys that were evicted", server.keyspace.evictedKeys, 100);
    const found = await Kept.start(disk, { appendonly: false });
    sameKeys(t, found.pictures[0]!, picture, "the keyspace, and that when the save began");
  },
);
