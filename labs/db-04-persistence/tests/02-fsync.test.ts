import { CommandError, createSession, execute } from "@labs/db-01";
import { Keyspace, keyspaceCommands } from "@labs/db-02";
import { LogError } from "@labs/db-03";
import {
  AofFile,
  createAof,
  type FsyncPolicy,
  firstLine,
  groupLine,
  type LoggedRequest,
  readAof,
  recoverAof,
  refusing,
  sumLine,
} from "@labs/db-04";
import { step } from "@labs/grader/testing";
import { CorruptionError, type Disk, DiskError, InvariantError, seededRandom } from "@labs/machine";
import { type Crash, crashes, SimClock, SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { survives } from "./crash-check.ts";
import { conditionOf, contentsOf } from "./disk-state.ts";
import { expectedLine, LOG, leaveInTurn, Server, settled, stateOf, sumOf } from "./server.ts";
import { fileOf, load, pictureOf, request, shown, text, wordsOf } from "./shell.ts";

const law = step("fsync");

const SECOND = 1000;
const PIECE = 65_536;

/** A log in a file of its own, without a server. */
async function opened(policy: FsyncPolicy = "always") {
  const disk = new SimDisk();
  const clock = new SimClock(0);
  const start = await createAof(disk, "log.aof", seededRandom(7));
  const aof = new AofFile(start, { policy, clock });
  return { disk, clock, aof, start, contents: () => text(disk.contents("log.aof")) };
}

/** The bytes of a file of groups, each flushed after the one before was durable, or not. */
function summed(groups: readonly Uint8Array[], durable: (start: number) => number): Uint8Array {
  const first = text(firstLine(0x1234abcd).bytes);
  const seed = sumOf(first);
  let file = Buffer.from(first, "latin1");
  for (const group of groups) {
    const line = expectedLine(durable(file.length).toString(16), group, seed);
    file = Buffer.concat([file, group, Buffer.from(line)]);
  }
  return file;
}

/** Where the groups of a file begin and end, and what their lines say, if no value holds such a line. */
function groupsOf(file: Uint8Array) {
  const ends = [...text(file).matchAll(/#SUM:([0-9a-f]+):[0-9a-f]{8}\r\n/g)].map((match) => ({
    end: match.index + match[0].length,
    durable: Number.parseInt(match[1]!, 16),
  }));
  return ends.slice(1).map(({ end, durable }, i) => ({ start: ends[i]!.end, end, durable }));
}

/** What reading `file` comes to. */
function outcome(file: Uint8Array) {
  const applied: string[] = [];
  try {
    const end = readAof(fileOf(file), (one) => void applied.push(shown(one)));
    return { ...end, applied };
  } catch (error) {
    if (!(error instanceof CorruptionError)) throw error;
    return { kind: "corrupt" as const, at: error.offset, applied, durable: undefined };
  }
}

law(
  "a-new-file",
  "a new file has one line, of a number drawn at random and its sum, and is durable with its name",
  { hint: "The first line" },
  async (t) => {
    t.did("made a line with", "the number 0x0a1b2c3");
    t.bytes(firstLine(0xa1b2c3).bytes, expectedLine("00a1b2c3", new Uint8Array(), 0));
    t.equal(firstLine(0xa1b2c3).sum, sumOf(text(firstLine(0xa1b2c3).bytes)), "its sum");
    const salts = new Set<string>();
    for (const seed of [1, 2, 3]) {
      const disk = new SimDisk();
      const { file, seed: sum } = await createAof(disk, "log.aof", seededRandom(seed));
      t.given("createAof, and then", "a power cut");
      const found = disk.crash({ mode: "lost" });
      t.equal(found.list(""), ["log.aof"], "the files");
      const line = text(found.contents("log.aof"));
      const salt = line.slice(5, 13);
      t.equal(line, expectedLine(salt, new Uint8Array(), 0), "the file");
      t.equal(sum, sumOf(line), "seed");
      t.equal([file.size, file.durableBytes], [line.length, line.length], "size and durableBytes");
      salts.add(salt);
      file.close();
      t.equal(disk.openFiles, 0, "handles that are open");
    }
    t.equal(salts.size, 3, "how many numbers were drawn of three seeds");
    let [ones, zeros] = [0, 0];
    const unseeded = new Set<string>();
    for (let i = 0; i < 64; i++) {
      const disk = new SimDisk();
      (await createAof(disk, "log.aof", seededRandom(i))).file.close();
      const salt = Number.parseInt(text(disk.contents("log.aof")).slice(5, 13), 16);
      [ones, zeros] = [(ones | salt) >>> 0, (zeros | ~salt) >>> 0];
      if (i >= 3) continue;
      (await createAof(disk, "unseeded.aof")).file.close();
      unseeded.add(text(disk.contents("unseeded.aof")));
    }
    t.given("made", "64 files, each with a seed of its own");
    const all = 2 ** 32 - 1;
    t.equal([ones, zeros], [all, all], "the bits that were 1 in a number, and those that were 0");
    t.given("made", "three files without a seed");
    t.equal(unseeded.size, 3, "how many different files");
  },
);

law(
  "made-whole-or-not",
  "wherever a crash comes, a file that was being made is there whole or not at all",
  { hint: "The first line" },
  async (t) => {
    const disk = new SimDisk();
    disk.install("log.aof.tmp", new Uint8Array(100).fill(7));
    (await createAof(disk, "log.aof", seededRandom(t.seed))).file.close();
    const made = disk.contents("log.aof");
    let visited = 0;
    for (const crash of crashes(disk, { seed: t.seed, draws: 4 })) {
      visited += 1;
      t.given("after", `${crash.replay}\n${disk.log(crash.at)}`);
      if (crash.disk.exists("log.aof")) t.bytes(crash.disk.contents("log.aof"), made);
      else (await createAof(crash.disk, "log.aof")).file.close();
      t.equal(crash.disk.list(""), ["log.aof"].concat(crash.disk.list("").slice(1)), "the files");
    }
    t.floor("crashes", visited, 50);
    t.given("createAof", "where there is a file of that name");
    const error = await t.fails(() => createAof(disk, "log.aof"));
    t.holds(error instanceof InvariantError, "an InvariantError");
    t.bytes(disk.contents("log.aof"), made);
  },
);

law(
  "a-file-that-cannot-be-made",
  "where the disk refuses to make a file, createAof rejects and leaves no handle open",
  { hint: "The first line" },
  async (t) => {
    for (const [what, arm] of [
      ["the write", (disk: SimDisk) => disk.failWrites()],
      ["the sync", (disk: SimDisk) => disk.failSync()],
      ["the sync of the directory", (disk: SimDisk) => disk.failDirectorySync()],
    ] as const) {
      const disk = new SimDisk();
      arm(disk);
      t.given("createAof, and the disk refuses", what);
      await t.fails(() => createAof(disk, "log.aof"));
      t.equal(disk.openFiles, 0, "handles that are open");
    }
  },
);

law(
  "lines",
  "a line's sum goes on from the first line's, over the group and over what the line says",
  { hint: "A sum for each group" },
  async (t) => {
    const seed = 0xdeadbeef;
    t.did("made a line with", '"5a" after a CRC of 0xdeadbeef');
    t.bytes(sumLine("5a", seed).bytes, expectedLine("5a", new Uint8Array(), seed));
    t.equal(sumLine("5a", seed).sum, sumOf(text(sumLine("5a", seed).bytes)), "its sum");
    await t.forAll([fc.uint8Array(), fc.nat(), fc.nat()], (group, durable, from) => {
      t.did("group", group);
      t.did("durable and seed", `${durable}, ${from}`);
      const line = groupLine(group, durable, from);
      t.bytes(line.bytes, expectedLine(durable.toString(16), group, from));
    });
  },
);

law(
  "a-group-is-one-write",
  "what was appended since the last flush is one write, with its line; nothing is none",
  { hint: "One write" },
  async (t) => {
    const { disk, aof, start, contents } = await opened("no");
    const before = contents();
    const { writes } = disk.counts;
    aof.flush();
    t.equal(disk.counts.writes, writes, "writes after a flush of nothing");
    const words = [Buffer.from("SET"), Buffer.from("k"), Buffer.from("v")];
    aof.append(words);
    words[2]!.fill(0x78);
    aof.append(wordsOf("INCR n"));
    t.did("appended, and flushed", "SET k v (whose words were changed afterwards), INCR n");
    aof.flush();
    aof.flush();
    const group = Buffer.concat([request("SET", "k", "v"), request("INCR", "n")]);
    const line = expectedLine(before.length.toString(16), group, start.seed);
    t.equal(contents(), before + text(group) + line, "the file");
    t.equal(disk.counts.writes, writes + 1, "writes");
    t.equal(aof.size, contents().length, "size");
    t.equal(aof.durableBytes, before.length, "durableBytes");
    await aof.close();
  },
);

law(
  "the-line-says-what-is-durable",
  "each line says how much of the file was durable when it was written",
  { hint: "A sum for each group" },
  async (t) => {
    const { disk, aof, contents } = await opened();
    const first = contents().length;
    disk.syncs = "held";
    const durable: number[] = [];
    for (let i = 0; i < 6; i++) {
      durable.push(aof.durableBytes);
      aof.append(wordsOf(`SET k ${i}`));
      void aof.beforeSend();
      await settled(1);
      if (i % 2 === 1) disk.completeSyncs();
      await settled(1);
    }
    disk.syncs = "soon";
    disk.completeSyncs();
    await aof.close();
    durable.push(groupsOf(disk.contents("log.aof")).at(-1)!.start);
    t.did("appended", "six groups; after every second one a sync ended");
    t.equal(
      groupsOf(disk.contents("log.aof")).map((one) => one.durable),
      durable,
      "what they say",
    );
    t.equal(durable[0], first, "what the first says");
    t.holds(durable[2]! > first, "the third group is written when the first one is durable");
  },
);

law(
  "flushed-by-the-end-of-the-turn",
  "what no reply follows is in the file before the next turn",
  { hint: "One write" },
  async (t) => {
    for (const policy of ["no", "everysec", "always"] as const) {
      const { disk, aof, contents } = await opened(policy);
      const before = contents();
      const { writes } = disk.counts;
      aof.append(wordsOf("DEL dead"));
      aof.append(wordsOf("DEL too"));
      t.given(`appended under ${policy}`, "DEL dead, DEL too, and nobody flushed");
      t.equal(contents(), before, "the file within the same turn");
      await settled(1);
      t.holds(contents().includes("dead"), "it is in the file at the end of the turn");
      t.equal(disk.counts.writes, writes + 1, "writes");
      await settled();
      const isDurable = aof.durableBytes === aof.size;
      t.equal(isDurable, policy === "always", "whether it became durable, without anybody waiting");
      await aof.close();
    }
  },
);

law(
  "always-waits",
  "under always a reply leaves when a sync has ended that began after it was made",
  { hint: "When may it leave?" },
  async (t) => {
    const { disk, aof } = await opened();
    disk.syncs = "held";
    t.equal(aof.beforeSend(), undefined, "beforeSend where all is durable");
    aof.append(wordsOf("SET a 1"));
    const first = aof.beforeSend()!;
    t.equal(await stateOf(first), "waits", "the first reply");
    aof.append(wordsOf("SET b 2"));
    const second = aof.beforeSend()!;
    t.equal(await stateOf(second), "waits", "the second reply");
    t.did("then", "the sync ended that had begun before the second command");
    t.equal(disk.completeSyncs(), 1, "syncs under way");
    t.equal(await stateOf(first), "resolved", "the first reply");
    t.equal(await stateOf(second), "waits", "the second reply");
    t.did("then", "the next sync ended");
    t.equal(disk.completeSyncs(), 1, "syncs under way");
    t.equal(await stateOf(second), "resolved", "the second reply");
    t.equal(aof.beforeSend(), undefined, "beforeSend where all is durable");
    disk.syncs = "soon";
    await aof.close();
  },
);

law(
  "reads-wait-too",
  "under always a reply to a read waits while what it may tell of is not durable",
  { hint: "When may it leave?" },
  async (t) => {
    const disk = new SimDisk();
    const server = await Server.start(disk);
    disk.syncs = "held";
    const write = server.send("SET k new");
    t.did("sent", "SET k new by one client; then GET k by another, which answers new");
    const read = server.send("GET k");
    t.equal([await stateOf(write), await stateOf(read)], ["waits", "waits"], "the replies");
    disk.completeSyncs();
    await settled(1);
    disk.completeSyncs();
    t.equal([await stateOf(write), await stateOf(read)], ["resolved", "resolved"], "the replies");
    server.run("SET k2 v PX 5");
    disk.syncs = "soon";
    await server.leave(1);
    server.clock.advance(6);
    disk.syncs = "held";
    t.did("sent", "6 ms after SET k2 v PX 5: GET k2, which finds it dead");
    const dead = server.send("GET k2");
    t.equal(await stateOf(dead), "waits", "the reply");
    disk.syncs = "soon";
    disk.completeSyncs();
    await server.aof.close();
  },
);

law(
  "many-clients-few-syncs",
  "those who wait at once share syncs: 64 clients with ten writes each cost about eleven",
  { hint: "When may it leave?" },
  async (t) => {
    const { disk, aof } = await opened();
    const before = disk.counts.syncs;
    let sent = 0;
    const client = async (name: number) => {
      for (let i = 0; i < 10; i++) {
        aof.append(wordsOf(`INCR n${name}`));
        aof.append(wordsOf(`APPEND a${name} x`));
        await aof.beforeSend();
        sent += 1;
      }
    };
    t.did("sent", "ten times two commands by each of 64 clients");
    await Promise.all(Array.from({ length: 64 }, (_, i) => client(i)));
    t.equal(sent, 640, "times that replies left");
    t.atMost(disk.counts.syncs - before, 22, "syncs");
    await aof.close();
  },
);

law(
  "everysec",
  "under everysec no reply waits for a sync, which begins a second after the first write that it saves",
  { hint: "Once a second" },
  async (t) => {
    const { disk, clock, aof, contents } = await opened("everysec");
    const before = disk.counts.syncs;
    const syncs = () => disk.counts.syncs - before;
    clock.advance(10 * SECOND);
    t.equal([syncs(), clock.pending], [0, 0], "syncs and timers while nothing is written");
    for (let i = 0; i < 5; i++) {
      aof.append(wordsOf(`SET k ${i}`));
      t.holds(await leaveInTurn(aof.beforeSend()), "a reply leaves in this turn");
      t.holds(
        contents().includes(`k\r\n$1\r\n${i}\r\n`),
        "it is in the file when the reply may leave",
      );
      clock.advance(199);
    }
    t.did("wrote", "five times within 995 ms");
    await settled();
    t.equal(syncs(), 0, "syncs");
    t.holds(aof.durableBytes < aof.size, "not all is durable");
    clock.advance(5);
    await settled();
    t.equal([syncs(), aof.durableBytes], [1, aof.size], "syncs, and what is durable, 5 ms later");
    clock.advance(10 * SECOND);
    await settled();
    t.equal([syncs(), clock.pending], [1, 0], "syncs and timers ten seconds later");
    await aof.close();
  },
);

law(
  "no",
  "under no the file is synced when it is closed, and not before",
  { hint: "Once a second" },
  async (t) => {
    const { disk, clock, aof } = await opened("no");
    const before = disk.counts.syncs;
    for (let i = 0; i < 5; i++) {
      aof.append(wordsOf(`SET k ${i}`));
      t.holds(await leaveInTurn(aof.beforeSend()), "a reply leaves in this turn");
      clock.advance(10 * SECOND);
      await settled();
    }
    t.equal([disk.counts.syncs - before, clock.pending], [0, 0], "syncs and timers");
    await aof.close();
    const found = disk.crash({ mode: "lost" }).contents("log.aof");
    t.equal(outcome(found).applied.length, 5, "requests that are durable after close");
  },
);

law(
  "the-policy-changes",
  "another policy holds from now on, for what was written under the one before too",
  { hint: "Once a second" },
  async (t) => {
    const { disk, clock, aof } = await opened("no");
    const write = (value: string) => aof.append(wordsOf(`SET k ${value}`));
    write("1");
    t.holds(await leaveInTurn(aof.beforeSend()), "a reply leaves in this turn, under no");
    aof.policy = "always";
    t.equal(aof.policy, "always");
    t.did("changed the policy", "from no to always, with a write that is not durable");
    disk.syncs = "held";
    const read = aof.beforeSend();
    t.holds(read !== undefined, "a reply waits that may tell of it");
    t.equal(await stateOf(read!), "waits", "that reply");
    disk.syncs = "soon";
    disk.completeSyncs();
    t.equal(await stateOf(read!), "resolved", "that reply after a sync");
    t.equal(aof.durableBytes, aof.size, "what is durable");
    aof.policy = "no";
    write("1a");
    disk.syncs = "held";
    const early = aof.beforeSend();
    aof.policy = "always";
    t.did("changed the policy", "from no to always, in the turn in which a reply had asked");
    if (early !== undefined)
      t.equal(await stateOf(early), "waits", "that reply, if it has not left");
    disk.syncs = "soon";
    disk.completeSyncs();
    await settled();
    aof.policy = "no";
    write("2");
    aof.flush();
    aof.policy = "everysec";
    t.did("changed the policy", "from no to everysec, with a write that is not durable");
    clock.advance(SECOND);
    await settled();
    t.equal(aof.durableBytes, aof.size, "what is durable a second later");
    write("3");
    aof.flush();
    for (let moment = 0; moment < 4; moment++) {
      clock.advance(SECOND / 4);
      aof.policy = "everysec";
    }
    await settled();
    t.did("set the policy", "to everysec, which it was, four times in a second");
    t.equal(aof.durableBytes, aof.size, "what is durable a second after a write");
    write("4");
    aof.flush();
    aof.policy = "no";
    t.did("changed the policy", "from everysec to no");
    const { syncs } = disk.counts;
    clock.advance(5 * SECOND);
    await settled();
    t.equal(disk.counts.syncs, syncs, "syncs of the next five seconds");
    await aof.close();
  },
);

/** Eight clients, which write what they please; values of no byte, of zeros, and of several sectors. */
async function manyClients(server: Server): Promise<void> {
  const client = async (name: number) => {
    for (let i = 0; i < 4; i++) {
      const lines = [`INCR n${name}`, `RPUSH l v${name}-${i}`];
      // So that some come while a sync is under way.
      for (let moment = 0; moment < name; moment++) await Promise.resolve();
      if (i === name % 4) lines.push(`SET big${name} "${"\\x00".repeat(300 * (name % 4))}"`);
      await server.send(...lines);
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, i) => client(i)));
}

law(
  "crash-anywhere-always",
  "under always no crash takes what a reply has told, and what is there is the state after some command",
  { hint: "After a crash" },
  async (t) => {
    const server = await Server.start(new SimDisk(), { seed: t.seed });
    await manyClients(server);
    await server.aof.close();
    t.equal(server.sent, server.replies, "replies that left, of those that were made");
    await survives(t, server, {
      due: ({ at }) => server.due(at),
      draws: 2,
      floors: { crashes: 200, torn: 20 },
    });
  },
);

/** Keys that die, sets that chance takes from, and writes beside them. */
async function mortals(server: Server): Promise<void> {
  await server.send("SADD s a b c d e f g h", "RPUSH l x");
  for (let i = 0; i < 8; i++) {
    await server.send(`SET k${i} v PX ${7 * (i + 1)}`, "SPOP s", `INCRBYFLOAT sum 0.${i}`);
    server.clock.advance(13);
    await server.send("EXISTS k0 k1 k2 k3 k4 k5 k6 k7 k8", `GETEX k${i} EX 5`);
    await server.send("SET k1 again NX", `EXPIRE k${i} ${i % 3}`);
  }
}

law(
  "crash-anywhere-mortals",
  "keys that die and members that chance takes come back as they were at some command",
  { hint: "After a crash" },
  async (t) => {
    const server = await Server.start(new SimDisk(), { seed: t.seed });
    await mortals(server);
    await server.aof.close();
    await survives(t, server, {
      due: ({ at }) => server.due(at),
      floors: { crashes: 200, torn: 10 },
    });
  },
);

law(
  "crash-anywhere-everysec",
  "under everysec a crash takes at most what was written in the second before, and a killed process nothing",
  { hint: "Once a second" },
  async (t) => {
    const server = await Server.start(new SimDisk(), { policy: "everysec", seed: t.seed });
    const { clock, disk } = server;
    const promised: { requests: number; by: number }[] = [];
    const written: { requests: number; at: number }[] = [];
    for (let i = 0; i < 40; i++) {
      const sent = server.send(`SET k${i % 7} ${"v".repeat((i * 37) % 600)}`, `INCR n`, `GET n`);
      written.push({ requests: server.requests, at: clock.now() });
      await sent;
      clock.advance(150 + ((i * 61) % 100));
      await settled(2);
      const old = written.findLast(({ at }) => at <= clock.now() - SECOND);
      if (old !== undefined) promised.push({ requests: old.requests, by: disk.operations });
    }
    await server.aof.close();
    const due = ({ at, mode }: Crash) => {
      // What is in the cache outlives the process; `names` loses the bytes.
      if (mode === "kept" || mode === "bytes") return server.due(at);
      return Math.max(0, ...promised.map(({ requests, by }) => (by <= at ? requests : 0)));
    };
    t.floor("seconds that passed", Math.floor((clock.now() - written[0]!.at) / SECOND), 5);
    t.floor("promises", promised.length, 14);
    await survives(t, server, { due, draws: 3, floors: { crashes: 300, torn: 30 } });
  },
);

/** How many requests the next server finds. */
async function commandsOn(disk: SimDisk): Promise<number> {
  return (await Server.start(disk, { seed: 3 })).found?.commands ?? 0;
}

law(
  "crash-while-recovering",
  "what a start has found is durable when it has started, and a crash on the way there takes nothing either",
  { hint: "What is read proves nothing" },
  async (t) => {
    const server = await Server.start(new SimDisk(), { seed: t.seed });
    for (let i = 0; i < 3; i++) await server.send(`SET k${i} ${"v".repeat(300 * i)}`, "INCR n");
    const last = server.send("RPUSH l not acknowledged");
    let visited = 0;
    let torn = 0;
    // What is durable has no second chance to be lost: the modes in which more is found.
    const modes = ["kept", "bytes", "prefix", "scattered"] as const;
    const [tried, known] = [new Set<string>(), new Map<string, number>()];
    for (const crash of crashes(server.disk, { seed: t.seed, modes })) {
      const due = server.due(crash.at);
      const condition = `${due} ${conditionOf(crash.disk)}`;
      if (!crash.disk.exists(LOG) || tried.has(condition)) continue;
      tried.add(condition);
      const second = await Server.start(crash.disk, { seed: 2 });
      const found = second.found!.commands;
      if (second.found!.kind === "torn") torn += 1;
      const started = crash.disk.operations;
      await second.send("SET after v");
      const acknowledged = crash.disk.operations;
      for (const again of crashes(crash.disk, { seed: t.seed })) {
        visited += 1;
        const contents = contentsOf(again.disk);
        const reached = known.get(contents) ?? (await commandsOn(again.disk));
        known.set(contents, reached);
        const expected = again.at >= acknowledged ? found + 1 : again.at >= started ? found : due;
        if (reached < expected) {
          t.given("after", `${crash.replay}, a start, and ${again.replay}`);
          t.did("the disk had seen", `\n${crash.disk.log(again.at)}`);
          t.holds(false, `${expected} requests had been told of, ${reached} are there`);
        }
      }
    }
    await last;
    await server.aof.close();
    t.floor("crashes", visited, 500);
    t.floor("torn files", torn, 2);
  },
);

law(
  "the-cache-proves-nothing",
  "what a failed sync has left in the cache is durable when the next process has started with it, or is gone",
  { hint: "What is read proves nothing" },
  async (t) => {
    let failed = 0;
    for (const policy of ["always", "everysec", "no"] as const) {
      for (let nth = 1; nth <= 4; nth++) {
        const disk = new SimDisk();
        const server = await Server.start(disk, { policy, seed: nth });
        disk.failSync({ nth, pages: "forgotten" });
        for (let i = 0; i < 6; i++) {
          await server.send(`SET k${i} ${"v".repeat(700)}`);
          server.clock.advance(SECOND);
          await settled(2);
        }
        await server.aof.close().catch(() => {});
        if (disk.faults.failedSyncs === 0) continue;
        failed += 1;
        t.given("under", `${policy} sync ${nth} failed`);
        const second = await Server.start(disk, { policy, seed: 2 });
        t.did("a second process found", `${second.found?.commands} requests`);
        const found = pictureOf(second.keyspace);
        const third = await Server.start(disk.crash({ mode: "lost" }), { seed: 3 });
        t.equal(pictureOf(third.keyspace), found, "what a power cut leaves of that");
        await second.aof.close();
      }
    }
    t.floor("syncs that failed", failed, 8);
    const plain = Buffer.concat([request("SELECT", "0"), request("SET", "a", "1")]);
    const ours = summed([request("SET", "b", "2")], (start) => start);
    for (const [what, bytes] of [
      ["a file of commands alone", plain],
      ["a file of ours with which a redis-server went on", Buffer.concat([ours, plain])],
    ] as const) {
      const disk = new SimDisk();
      const file = disk.open("log.aof", "new");
      file.write(0, bytes);
      disk.failSync({ pages: "forgotten" });
      await file.sync().catch(() => {});
      file.close();
      t.given("a sync failed; then recovered", what);
      await recoverAof(disk, "log.aof", () => {});
      const found = disk.crash({ mode: "lost" });
      t.equal(found.list(""), ["log.aof"], "the files after a power cut");
      t.bytes(found.contents("log.aof"), bytes);
    }
  },
);

law(
  "rot-is-not-cut-off",
  "a bit that turned in what a later line says was durable is damage; never is anything of it applied",
  { hint: "Rot or crash" },
  async (t) => {
    const server = await Server.start(new SimDisk(), { seed: t.seed });
    for (let i = 0; i < 12; i++) await server.send(`SET k${i} ${"v".repeat(i * 9)}`, "INCR n");
    await server.aof.close();
    const file = server.disk.contents(LOG);
    const groups = groupsOf(file);
    const all = outcome(file).applied;
    const first = groups[0]!.start;
    let refused = 0;
    for (let at = first + (t.seed % 3); at < file.length; at += 3) {
      const bit = (at * 7 + t.seed) % 8;
      const rotten = Uint8Array.from(file);
      rotten[at]! ^= 1 << bit;
      const g = groups.findIndex(({ end }) => at < end);
      const { start } = groups[g]!;
      const isTold = groups.slice(g + 2).some(({ durable }) => durable > start);
      const found = outcome(rotten);
      t.given(
        "turned",
        `bit ${bit} at offset ${at}, in group ${g} of ${groups.length}, at ${start}`,
      );
      t.equal("at" in found ? found.at : undefined, start, "where it is damaged, or torn");
      if (isTold) t.equal(found.kind, "corrupt", "what the file is");
      if (found.kind === "corrupt") refused += 1;
      t.equal(found.applied, all.slice(0, found.applied.length), "what was applied");
      t.atMost(found.applied.length, 2 * g, "requests applied: those of the groups before");
    }
    t.floor("damaged files that were refused", refused, 150);
    for (let at = 5; at < first; at++) {
      const rotten = Uint8Array.from(file);
      rotten[at]! ^= 1;
      t.given("turned", `bit 0 at offset ${at}, in the first line`);
      const { kind, ...found } = outcome(rotten);
      t.equal([kind, "at" in found && found.at], ["corrupt", 0], "what the file is, and where");
    }
  },
);

law(
  "after-a-clean-close-all-rot-is-seen",
  "after a clean close every bit that turns in a group is damage, in the last one too",
  { hint: "Rot or crash" },
  async (t) => {
    const server = await Server.start(new SimDisk(), { policy: "no", seed: t.seed });
    for (let i = 0; i < 3; i++) await server.send(`SET k${i} value`);
    await server.aof.close();
    const file = server.disk.contents(LOG);
    const groups = groupsOf(file);
    t.equal(groups.length, 4, "groups: three, and an empty one");
    const { start, end } = groups[2]!;
    const lineBytes =
      text(file.subarray(start, end)).length - text(file.subarray(start, end)).indexOf("#SUM:");
    for (let at = start; at < end - lineBytes; at++) {
      const rotten = Uint8Array.from(file);
      rotten[at]! ^= 4;
      t.given("turned", `bit 2 at offset ${at}, in the last group with requests, at ${start}`);
      const { kind, ...found } = outcome(rotten);
      t.equal([kind, "at" in found && found.at], ["corrupt", start], "what the file is, and where");
    }
  },
);

law(
  "holes-are-torn",
  "a hole in what was not durable is cut off with its group, and with whole groups behind it",
  { hint: "Rot or crash" },
  (t) => {
    const groups = [
      request("SET", "a", "1"),
      request("SET", "b", "v".repeat(600)),
      Buffer.concat([request("SET", "c", "3"), request("INCR", "n")]),
      request("SET", "d", "4"),
    ];
    const starts: number[] = [];
    const file = summed(groups, (start) => {
      starts.push(start);
      return starts[1] ?? start;
    });
    const ends = groupsOf(file);
    for (let g = 1; g < groups.length; g++) {
      const { start, end } = ends[g]!;
      for (const [from, to] of [
        [start, end],
        [start + 30, end],
        [start, start + 20],
        [start + 25, start + 27],
        [end - 5, end],
      ] as const) {
        const holed = Uint8Array.from(file).fill(0, from, to);
        t.given(
          "zeros",
          `at ${from} to ${to}, in group ${g} at ${start}; durable was ${starts[1]}`,
        );
        const { kind, ...found } = outcome(holed);
        t.equal([kind, "at" in found && found.at], ["torn", start], "what the file is, and where");
        t.equal(found.applied.length, g === 3 ? 4 : g, "requests that are applied");
        t.equal(found.durable, starts[g === 1 ? 0 : 1], "durable");
      }
    }
    for (let size = ends[0]!.start; size < file.length; size++) {
      const { kind, ...found } = outcome(file.subarray(0, size));
      const g = ends.findIndex(({ end }) => size < end);
      t.given("cut", `at ${size}, in group ${g}`);
      const { start } = ends[g]!;
      t.equal(kind, size === start ? "whole" : "torn", "what the file is");
      if (size !== start) t.equal("at" in found && found.at, start, "where");
    }
  },
);

law(
  "durable-rot-before-a-crash",
  "what a line far behind says was durable is damage, also where the last groups are torn",
  { hint: "Rot or crash" },
  (t) => {
    const groups = Array.from({ length: 8 }, (_, i) => request("SET", `k${i}`, "value"));
    let third = 0;
    let count = 0;
    // The first three are durable when the sixth is written.
    const file = summed(groups, (start) => {
      if (count++ === 3) third = start;
      return count > 5 ? third : 33 - 8;
    });
    const { start } = groupsOf(file)[1]!;
    const torn = Uint8Array.from(file.subarray(0, file.length - 7));
    torn[start + 3]! ^= 1;
    t.did("turned a bit", "in the second group of eight, and cut the last one");
    const { kind, ...found } = outcome(torn);
    t.equal([kind, "at" in found && found.at], ["corrupt", start], "what the file is, and where");
    const late = groupsOf(file)[4]!;
    const later = Uint8Array.from(file);
    later[late.start + 3]! ^= 1;
    t.given("turned a bit in the fifth group", "of which no line says that it was durable");
    const second = outcome(later);
    t.equal([second.kind, "at" in second && second.at], ["torn", late.start], "what the file is");
  },
);

law(
  "values-that-look-like-lines",
  "a value may hold lines of sums, right ones among them, and is a value",
  { hint: "A sum for each group" },
  async (t) => {
    const inner = summed([request("SET", "inner", "x"), request("INCR", "n")], () => 0xffff);
    const forged = Buffer.concat([inner, Buffer.from("#SUM:ffff:00000000\r\n"), inner]);
    const server = await Server.start(new SimDisk(), { seed: t.seed });
    const session = createSession(1);
    const set = (key: string) => {
      execute(server.commands, session, [Buffer.from("SET"), Buffer.from(key), forged]);
      return server.leave(1);
    };
    await set("a");
    await set("b");
    await server.send("SET c 1");
    await server.aof.close();
    const file = server.disk.contents(LOG);
    t.did("set a value, itself a file with sums", forged);
    const found = load(file);
    t.equal(found.end.kind, "whole", "what the file is");
    t.equal(pictureOf(found.keyspace), pictureOf(server.keyspace), "the keyspace");
    // A crash: the beginning of the last group is missing, and the value is there.
    const start = text(file).indexOf("SET\r\n$1\r\nb") - 8;
    const crashed = Uint8Array.from(file.subarray(0, file.length)).fill(0, start, start + 4);
    const end = text(file).indexOf("\r\n#SUM:", start + forged.length) + 2;
    t.given("crashed", "the group with the value lost its first bytes, and nothing came after it");
    const { kind, ...torn } = outcome(crashed.subarray(0, end + 29));
    t.equal([kind, "at" in torn && torn.at], ["torn", start], "what the file is, and where");
  },
);

law(
  "redis-went-on",
  "where a redis-server has gone on with a file, which begins with SELECT, the plain rules hold",
  { hint: "Rot or crash" },
  (t) => {
    const ours = summed([request("SET", "a", "1"), request("INCR", "a")], (start) => start);
    const theirs = Buffer.concat([
      request("SELECT", "0"),
      request("SET", "b", "2"),
      request("INCR", "b"),
    ]);
    const file = Buffer.concat([ours, theirs]);
    t.did("read", file);
    const found = outcome(file);
    t.equal(found.applied, ["SET a 1", "INCR a", "SET b 2", "INCR b"], "the requests");
    t.equal([found.kind, found.durable], ["whole", undefined], "kind and durable");
    const unproven = Buffer.concat([ours, request("SET", "x", "1"), theirs]);
    t.given("read", "the same with a request before SELECT that we had not summed yet");
    t.equal(outcome(unproven).applied.slice(2), ["SET x 1", "SET b 2", "INCR b"], "the requests");
    const stamped = Buffer.concat([ours, Buffer.from("#TS:1700000000\r\n"), theirs]);
    t.given("read", "the same with an annotation before SELECT");
    t.equal(outcome(stamped).applied.slice(2), ["SET b 2", "INCR b"], "the requests");
    const cut = outcome(file.subarray(0, file.length - 3));
    t.given("read", "the first one, cut three bytes before its end");
    const at = file.length - request("INCR", "b").length;
    t.equal([cut.kind, "at" in cut && cut.at], ["torn", at], "what the file is, and where");
    const bad = Uint8Array.from(file);
    bad[at]! ^= 1;
    t.given("read", "the first one, with a bit turned at the beginning of its last request");
    const damaged = outcome(bad);
    t.equal(
      [damaged.kind, "at" in damaged && damaged.at],
      ["corrupt", at],
      "what it is, and where",
    );
    const word = text(request("SELECT", "0"));
    for (const [what, behind] of [
      ["without a line, whose value holds a whole SELECT", request("SET", "x", word)],
      [
        "without a line, with the word SELECT",
        request("MSET", "SELECT", "0", "\r\nSELECT\r\n", "0"),
      ],
      ["that a crash has left zeros of, and a SELECT", Buffer.concat([Buffer.alloc(40), theirs])],
    ] as const) {
      t.given("read ours, then two groups, the second", what);
      const first = request("SET", "y", "1");
      const groups = what.includes("zeros") ? behind : Buffer.concat([first, behind]);
      const { kind, ...found } = outcome(Buffer.concat([ours, groups]));
      t.equal([kind, "at" in found && found.at], ["torn", ours.length], "what it is, and where");
      t.equal(found.applied, ["SET a 1", "INCR a"], "the requests");
    }
    t.given("read", "requests without a line or a SELECT behind what we wrote");
    const alone = outcome(Buffer.concat([ours, request("SET", "x", "1")]));
    t.equal(
      [alone.kind, "at" in alone && alone.at],
      ["torn", ours.length],
      "what it is, and where",
    );
  },
);

law(
  "recovered-and-ready",
  "recoverAof cuts what is torn, hands on a file to append to, and leaves a damaged one as it was",
  { hint: "What is read proves nothing" },
  async (t) => {
    const ours = summed([request("SET", "a", "1"), request("INCR", "a")], (start) => start);
    const tail = Buffer.from("*2\r\n$4\r\nINC");
    const disk = new SimDisk();
    disk.install("d/log.aof", Buffer.concat([ours, tail]));
    const applied: string[] = [];
    const { end, start } = await recoverAof(
      disk,
      "d/log.aof",
      (one) => void applied.push(shown(one)),
    );
    t.did("recovered", "two groups and a torn tail");
    t.equal(applied, ["SET a 1", "INCR a"], "the requests");
    t.equal([end.kind, "at" in end && end.at, end.size], ["torn", ours.length, ours.length + 11]);
    t.bytes(disk.crash({ mode: "lost" }).contents("d/log.aof"), ours);
    t.equal(start?.seed, sumOf(text(ours.subarray(0, 24))), "seed");
    t.equal([start?.file.size, start?.file.durableBytes], [ours.length, ours.length], "the file");
    const aof = new AofFile(start!, { policy: "always", clock: new SimClock(0) });
    aof.append(wordsOf("DEL a"));
    await aof.beforeSend();
    await aof.close();
    t.equal(outcome(disk.contents("d/log.aof")).applied.at(-1), "DEL a", "what was appended then");
    const rotten = Uint8Array.from(disk.contents("d/log.aof"));
    rotten[40]! ^= 1;
    disk.install("d/log.aof", rotten);
    t.given("recovered", "a file with a bit turned in its first group");
    await t.fails(() => recoverAof(disk, "d/log.aof", () => {}), "CORRUPTION");
    t.bytes(disk.contents("d/log.aof"), rotten);
    disk.install("d/plain.aof", Buffer.concat([request("SET", "a", "1"), tail]));
    t.given("recovered", "a file without sums, torn");
    const plain = await recoverAof(disk, "d/plain.aof", () => {});
    t.equal([plain.end.kind, plain.end.durable, plain.start], ["torn", undefined, undefined]);
    t.bytes(disk.crash({ mode: "lost" }).contents("d/plain.aof"), request("SET", "a", "1"));
    t.equal(disk.openFiles, 0, "handles that are open");
  },
);

/** So many bytes more fit on the disk. */
function leaveRoom(disk: SimDisk, bytes: number): void {
  disk.capacityBytes = disk.usedBytes + bytes;
}

const FAILURES: readonly (readonly [string, (disk: SimDisk) => void, string])[] = [
  ["a write fails", (disk) => disk.failWrites(), "Input/output error"],
  ["the disk is full", (disk) => leaveRoom(disk, 20), "No space left on device"],
  ["a sync fails", (disk) => disk.failSync(), "Input/output error"],
  ["a sync finds no room", (disk) => disk.failSync({ code: "ENOSPC" }), "No space left on device"],
];

/** A server whose log is about to fail. */
async function failing(policy: FsyncPolicy, arm: (disk: SimDisk) => void) {
  const disk = new SimDisk();
  const server = await Server.start(disk, { policy });
  await server.send("SET before 1");
  server.clock.advance(SECOND);
  await settled();
  arm(disk);
  return { disk, server };
}

law(
  "a-failed-log-under-always",
  "under always no reply leaves after a write or a sync has failed, and the disk is not asked again",
  { hint: "When the disk refuses" },
  async (t) => {
    for (const [what, arm] of FAILURES) {
      const { disk, server } = await failing("always", arm);
      t.given("under always", what);
      const waiting = [server.send("SET k 1"), server.send("GET before"), server.send("SET l 2")];
      t.equal(await Promise.all(waiting), [false, false, false], "whether those left who waited");
      t.equal(server.aof.failure?.code, "LOG_FAILED", "failure");
      disk.capacityBytes = Number.POSITIVE_INFINITY;
      const { writes, syncs } = disk.counts;
      t.equal(await server.send("GET before"), false, "whether a later reply to a read leaves");
      t.equal(await server.send("SET m 3"), false, "whether a later reply to a write leaves");
      const alone = await failing("always", arm);
      alone.server.aof.append(wordsOf("DEL before"));
      await settled();
      t.given("under always, with nobody who waits,", what);
      t.equal(alone.server.aof.failure?.code, "LOG_FAILED", "failure");
      await t.fails(() => alone.server.aof.close(), "LOG_FAILED");
      server.aof.append(wordsOf("DEL k"));
      await settled();
      t.equal([disk.counts.writes, disk.counts.syncs], [writes, syncs], "writes and syncs");
      await t.fails(() => server.aof.close(), "LOG_FAILED");
      t.equal(disk.openFiles, 0, "handles that are open after close");
      const found = load(disk.contents(LOG));
      t.holds(pictureOf(found.keyspace).includes("before"), "what was told is there");
    }
  },
);

law(
  "a-failed-log-refuses-writes",
  "after a failure writes are refused with MISCONF and its reason, and change nothing; reads are served",
  { hint: "When the disk refuses" },
  async (t) => {
    for (const policy of ["everysec", "no"] as const) {
      for (const [what, arm, why] of FAILURES) {
        if (policy === "no" && what.includes("sync")) continue;
        const { disk, server } = await failing(policy, arm);
        t.given(`under ${policy}`, what);
        t.equal(await server.send("SET k 1"), true, "whether the reply leaves");
        server.clock.advance(SECOND);
        await settled();
        t.holds(server.aof.failure !== undefined, "there is a failure");
        disk.capacityBytes = Number.POSITIVE_INFINITY;
        const { writes, syncs } = disk.counts;
        const before = pictureOf(server.keyspace);
        for (const line of ["SET k 2", "DEL before", "FLUSHALL", "GETEX before EX 5"]) {
          t.did("ran", line);
          const text = `MISCONF Errors writing to the AOF file: ${why}`;
          t.equal(server.run(line), { kind: "simpleError", text });
        }
        t.equal(pictureOf(server.keyspace), before, "the keyspace");
        t.equal(server.run("GET before").kind, "bulkString", "what GET answers");
        t.equal(server.run("PING").kind, "simpleString", "what PING answers");
        t.equal(await server.send("DBSIZE"), true, "whether the reply to a read leaves");
        server.clock.advance(10 * SECOND);
        await settled();
        t.equal([disk.counts.writes, disk.counts.syncs], [writes, syncs], "writes and syncs");
        await t.fails(() => server.aof.close(), "LOG_FAILED");
        const restarted = await Server.start(disk.crash({ mode: "kept" }));
        t.holds(restarted.found !== undefined, "the next process starts");
      }
    }
  },
);

law(
  "refusing",
  "whoever may not write is told why, and tables without a failure are as they were",
  { hint: "When the disk refuses" },
  (t) => {
    let failure: LogError | undefined;
    const keyspace = new Keyspace({ clock: new SimClock(0) });
    const before = keyspaceCommands(keyspace);
    const commands = refusing(before, () => failure);
    t.equal([...commands.keys()], [...before.keys()], "the names");
    for (const [name, command] of before) {
      const { run: _, ...rest } = command;
      const { run: __, ...same } = commands.get(name)!;
      t.equal(same, rest);
    }
    const ask = (line: string) => execute(commands, createSession(1), wordsOf(line));
    t.equal(ask("SET k v"), { kind: "simpleString", text: "OK" });
    failure = new LogError("LOG_FAILED", "log.aof failed", { cause: new Error("odd") });
    t.did("failed", "with a cause that is no DiskError");
    const text = "MISCONF Errors writing to the AOF file: log.aof failed";
    t.equal(ask("SET k w"), { kind: "simpleError", text });
    t.equal(ask("SET k"), {
      kind: "simpleError",
      text: "ERR wrong number of arguments for 'set' command",
    });
    for (const [code, why] of [
      ["EIO", "Input/output error"],
      ["ENOSPC", "No space left on device"],
      ["ENOENT", "log.aof failed"],
      ["SHORT_READ", "log.aof failed"],
    ] as const) {
      const cause = new DiskError(code, "log.aof", "write");
      failure = new LogError("LOG_FAILED", "log.aof failed", { cause });
      t.given("failed", `with a DiskError ${code}`);
      t.equal(ask("DEL k"), { kind: "simpleError", text: `${text.slice(0, 40)}${why}` });
    }
    const [run] = [commands.get("del")!.run];
    const error = t.fails(() => run(createSession(1), [Buffer.from("k")], commands));
    t.holds(error instanceof CommandError, "a CommandError is thrown");
    failure = undefined;
    t.equal(ask("DEL k"), { kind: "integer", value: 1 });
  },
);

law(
  "close",
  "close writes what is left and a line that says all is durable, once, and gives the handle back",
  { hint: "One write" },
  async (t) => {
    for (const policy of ["always", "everysec", "no"] as const) {
      const { disk, clock, aof, start } = await opened(policy);
      aof.append(wordsOf("SET k v"));
      t.given(`under ${policy}`, "SET k v, not flushed; closed twice");
      await Promise.all([aof.close(), aof.close()]);
      await aof.close();
      aof.append(wordsOf("DEL k"));
      aof.flush();
      await settled();
      const found = disk.crash({ mode: "lost" }).contents("log.aof");
      t.bytes(disk.contents("log.aof"), found);
      t.equal(outcome(found).applied, ["SET k v"], "the requests");
      const last = groupsOf(found).at(-1)!;
      const line = expectedLine(last.start.toString(16), new Uint8Array(), start.seed);
      t.bytes(found.subarray(last.start), line);
      t.equal(groupsOf(found).length, 2, "groups: one, and an empty one");
      t.equal([disk.openFiles, clock.pending], [0, 0], "handles and timers");
    }
  },
);

law(
  "nothing-is-collected",
  "after a failure, and after close, what is appended takes no memory: nobody will ever write it",
  { hint: "When the disk refuses" },
  async (t) => {
    for (const policy of ["always", "everysec", "no"] as const) {
      for (const isClosed of [false, true]) {
        const { disk, aof } = await opened(policy);
        if (!isClosed) disk.failWrites();
        aof.append(wordsOf("SET k v"));
        aof.flush();
        if (isClosed) await aof.close();
        t.given(
          `under ${policy}`,
          `100 requests of 10,000 bytes, after ${isClosed ? "close" : "a failure"}`,
        );
        const large = [Buffer.from("DEL"), Buffer.alloc(10_000, "k")];
        const copied = t.copies(10_000_000, () => {
          for (let i = 0; i < 100; i++) aof.append(large);
        });
        t.atMost(copied, 10_000, "bytes copied");
        await aof.close().catch(() => {});
      }
    }
  },
);

law(
  "written-again-in-pieces",
  "what is written again at a start is written in pieces of at most 64 KiB, however large the file is",
  { hint: "What is read proves nothing" },
  async (t) => {
    const bytes = Buffer.concat(new Array(300).fill(request("SET", "k", "v".repeat(1000))));
    const disk = new SimDisk();
    disk.install("log.aof", bytes);
    const pieces: number[] = [];
    const watched: Disk = {
      open(path, mode) {
        const file = disk.open(path, mode);
        return {
          path,
          get size() {
            return file.size;
          },
          read: (offset, length) => file.read(offset, length),
          readExactly: (offset, length) => file.readExactly(offset, length),
          write(offset, piece) {
            pieces.push(piece.length);
            file.write(offset, piece);
          },
          append(piece) {
            pieces.push(piece.length);
            return file.append(piece);
          },
          truncate: (size) => file.truncate(size),
          sync: () => file.sync(),
          close: () => file.close(),
        };
      },
      exists: (path) => disk.exists(path),
      list: (path) => disk.list(path),
      makeDirectory: (path) => disk.makeDirectory(path),
      rename: (from, to) => disk.rename(from, to),
      remove: (path) => disk.remove(path),
      syncDirectory: (path) => disk.syncDirectory(path),
    };
    await recoverAof(watched, "log.aof", () => {});
    t.did("recovered", `a file of another server, of ${bytes.length} bytes`);
    const written = pieces.reduce((a, b) => a + b, 0);
    t.holds(written >= bytes.length, `all of it is written again, not ${written} bytes`);
    t.atMost(Math.max(...pieces), PIECE, "bytes in one piece");
    t.bytes(disk.contents("log.aof"), bytes);
  },
);

law(
  "what-is-durable-is-left-alone",
  "a start writes again only what no line says was durable: after a clean close, the last line",
  { hint: "What is read proves nothing" },
  async (t) => {
    const server = await Server.start(new SimDisk(), { policy: "no" });
    for (let i = 0; i < 100; i++) await server.send(`SET k${i} ${"v".repeat(2000)}`);
    const killed = server.disk.crash({ mode: "kept" });
    await server.aof.close();
    const closed = server.disk.crash({ mode: "kept" });
    for (const [what, disk, most] of [
      ["killed, and nothing had been synced", killed, server.aof.size],
      ["closed", closed, 64],
    ] as const) {
      t.given("started again after the server was", what);
      const again = await Server.start(disk);
      t.equal(again.found?.commands, 100, "requests that were found");
      t.atMost(disk.counts.bytesWritten, most, "bytes written");
      await again.aof.close();
    }
  },
);

law(
  "linear",
  "a file is read in linear time: many groups, and many lines that are none, cost nothing twice",
  { hint: "A sum for each group" },
  (t) => {
    const disk = new SimDisk();
    const many = Array.from({ length: 4000 }, (_, i) => request("SET", `k${i}`, "v"));
    const file = summedFast(many);
    disk.install("many", file);
    const broken = Buffer.concat([
      file.subarray(0, groupsOf(file)[3]!.end),
      Buffer.from("#SUM:1:00000000\r\n".repeat(10_000)),
    ]);
    disk.install("broken", broken);
    for (const name of ["many", "broken"]) {
      const handle = disk.open(name, "existing");
      t.given("read", name === "many" ? "4,000 groups" : "10,000 lines whose sums are wrong");
      const before = disk.counts;
      let applied = 0;
      readAof(handle, () => {
        applied += 1;
      });
      t.equal(applied, name === "many" ? 4000 : 4, "requests that were applied");
      t.atMost(disk.counts.bytesRead - before.bytesRead, 4 * handle.size + 4 * PIECE, "bytes read");
      t.atMost(disk.counts.reads - before.reads, (4 * handle.size) / 4096 + 12, "reads");
      handle.close();
    }
  },
);

law(
  "lines-across-pieces",
  "wherever a piece of the file ends, a line there is seen",
  { hint: "A sum for each group" },
  (t) => {
    const piece = 65_536;
    for (let before = 0; before < 160; before++) {
      const filler = request("SET", "filler", "f".repeat(piece - 100 - before));
      const small = Array.from({ length: 4 }, (_, i) => request("SET", `k${i}`, "v"));
      const file = summedFast([filler, ...small]);
      t.given("read", `four groups behind one of ${filler.length} bytes`);
      const { kind, applied } = outcome(file);
      t.equal([kind, applied.length], ["whole", 5], "what the file is, and its requests");
    }
  },
);

/** As `summed`, for many groups. */
function summedFast(groups: readonly Uint8Array[]): Uint8Array {
  const first = firstLine(1);
  const parts: Uint8Array[] = [first.bytes];
  for (const group of groups)
    parts.push(group, groupLine(group, first.bytes.length, first.sum).bytes);
  return Buffer.concat(parts);
}

law(
  "any-damage",
  "whatever happened to a file with sums, what is applied is what was written first",
  { hint: "Rot or crash" },
  async (t) => {
    const groups = Array.from({ length: 9 }, (_, i) =>
      Buffer.concat([request("SET", `k${i}`, "v".repeat(i * i)), request("INCR", "n")]),
    );
    const file = summed(groups, (start) => start >> 1);
    const all = outcome(file).applied;
    t.equal(all.length, 18, "requests in the file");
    const damage = fc.record({
      kind: fc.constantFrom("flip", "zeros", "cut", "bytes"),
      at: fc.nat({ max: file.length - 1 }),
      length: fc.nat({ max: 200 }),
      seed: fc.nat(),
    });
    await t.forAll([fc.array(damage, { minLength: 1, maxLength: 3 })], (damages) => {
      let bytes = Uint8Array.from(file);
      for (const { kind, at, length, seed } of damages) {
        const end = Math.min(bytes.length, at + length + 1);
        const random = seededRandom(seed);
        if (kind === "cut") bytes = bytes.subarray(0, at);
        else if (kind === "zeros") bytes.fill(0, at, end);
        else if (kind === "flip" && at < bytes.length) bytes[at]! ^= 1 << random.below(8);
        else for (let i = at; i < end; i++) bytes[i] = random.below(256);
      }
      t.did("damaged", JSON.stringify(damages));
      if (!text(bytes).startsWith("#SUM:")) return;
      const { applied, kind } = outcome(bytes);
      t.equal(applied, all.slice(0, applied.length), `what is applied of a file that is ${kind}`);
    });
  },
);

law(
  "commands-stay-in-order",
  "what was appended is in the file in its order, whoever flushed when",
  { hint: "One write" },
  async (t) => {
    const action = fc.constantFrom("append", "flush", "send", "turn", "sync" as const);
    const policy = fc.constantFrom<FsyncPolicy>("always", "everysec", "no");
    await t.forAll([policy, fc.array(action, { maxLength: 30 })], async (chosen, actions) => {
      const { disk, clock, aof } = await opened(chosen);
      t.did(`under ${chosen}`, actions.join(" "));
      const appended: string[] = [];
      const waiting: Promise<unknown>[] = [];
      for (const [i, one] of actions.entries()) {
        if (one === "append") {
          const words: LoggedRequest = wordsOf(`SET k ${i}`);
          aof.append(words);
          appended.push(shown(words));
        }
        if (one === "flush") aof.flush();
        if (one === "send") waiting.push(Promise.resolve(aof.beforeSend()));
        if (one === "turn") await settled(1);
        if (one === "sync") clock.advance(SECOND);
      }
      await aof.close();
      await Promise.all(waiting.map((one) => one.catch(() => {})));
      t.equal(outcome(disk.contents("log.aof")).applied, appended, "the requests in the file");
    });
  },
);

law(
  "the-last-line-when-all-is-durable",
  "close writes the line that says all is durable also where everything was durable already",
  { hint: "One write" },
  async (t) => {
    const { disk, aof } = await opened("always");
    aof.append(wordsOf("SET k v"));
    await aof.beforeSend();
    t.equal(aof.durableBytes, aof.size, "what is durable");
    await aof.close();
    t.did("closed", "a log of which all was durable");
    const groups = groupsOf(disk.contents("log.aof"));
    t.equal(groups.length, 2, "groups: one, and an empty one");
    t.equal(groups[1]!.durable, groups[1]!.start, "what the last line says is durable");
  },
);

law(
  "beyond-32-bits",
  "a line says what is durable beyond 2 and 4 GiB too, and is believed",
  { hint: "A sum for each group" },
  (t) => {
    const group = request("SET", "a", "1");
    for (const durable of [2 ** 31, 2 ** 32 + 24, 2 ** 40 + 1, 2 ** 52 - 1]) {
      const { seed, first } = seeded();
      t.given("durable", durable);
      const written = groupLine(group, durable, seed).bytes;
      t.bytes(written, expectedLine(durable.toString(16), group, seed));
      const file = Buffer.concat([first, group, written]);
      const found = outcome(file);
      t.equal([found.kind, found.durable, found.applied], ["whole", durable, ["SET a 1"]]);
      const damaged = Buffer.concat([first, request("SET", "a", "2"), written, group, written]);
      const rot = outcome(damaged);
      t.equal(
        [rot.kind, "at" in rot && rot.at],
        ["corrupt", first.length],
        "a broken group before such a line",
      );
    }
  },
);

/** A first line, and its sum. */
function seeded() {
  const first = Buffer.from(firstLine(0x1234abcd).bytes);
  return { first, seed: sumOf(text(first)) };
}
