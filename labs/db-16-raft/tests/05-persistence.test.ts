import { encodeBatch, type Message, RaftStorage } from "@labs/db-16";
import { step, type Trial } from "@labs/grader/testing";
import { watched } from "@labs/grader/testing/promises";
import { underStorms } from "@labs/grader/testing/storms";
import { CorruptionError, seededRandom } from "@labs/machine";
import { CRASH_MODES, crashes, SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import {
  type Batch,
  both,
  command,
  DiskRun,
  drawBatch,
  entriesOnly,
  found,
  madeOf,
  noOp,
  PATH,
  replacing,
  vote,
  votesOnly,
} from "./disk-runs.ts";
import {
  appendOf,
  asksForVote,
  bytesOf,
  PATIENCE_TICKS,
  Recorder,
  Rig,
  refusalOf,
  textOf,
  turns,
} from "./server-rig.ts";
import { type Life, type ServerStorm, serverStorms } from "./server-storms.ts";
import type { Propose } from "./storm-cluster.ts";

const law = step("persistence");

/** Three batches, and their bytes one after the other. */
const THREE: readonly Batch[] = [
  { hardState: vote(1, "a"), entries: [noOp(1, 1)] },
  { entries: [command(2, 1), command(3, 1)] },
  { hardState: vote(2, "b"), entries: [command(3, 2)] },
];

const encoded = ({ hardState, entries = [] }: Batch) => encodeBatch(hardState, entries);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

/** A disk on which these bytes are the file. */
function diskOf(bytes: Uint8Array): SimDisk {
  const disk = new SimDisk();
  disk.install(PATH, bytes);
  return disk;
}

law(
  "empty-at-first",
  "a file that is not there is made, and has term 0, no vote and no entry",
  { hint: "The file" },
  async (t) => {
    const disk = new SimDisk();
    t.did("opened", "an empty disk");
    const storage = await RaftStorage.open(disk, PATH);
    t.equal(storage.saved, madeOf([]), "saved");
    storage.close();
    t.holds(disk.crash({ mode: "lost" }).exists(PATH), "the power is cut, and the file is gone");
  },
);

law(
  "file-in-a-directory",
  "the name of a new file is durable too, in the directory that it stands in",
  { hint: "The file" },
  async (t) => {
    for (const directories of [["machines"], ["machines", "machines/a"]]) {
      const path = `${directories.at(-1)}/raft.log`;
      const disk = new SimDisk();
      for (const [i, directory] of directories.entries()) {
        disk.makeDirectory(directory);
        await disk.syncDirectory(directories[i - 1] ?? "");
      }
      t.given("opened", path);
      const storage = await RaftStorage.open(disk, path);
      await storage.save(vote(1, "a"), []);
      storage.close();
      const left = disk.crash({ mode: "lost" });
      t.holds(left.exists(path), "the power is cut, and the file has no name");
      const again = await RaftStorage.open(left, path);
      t.equal(again.saved, madeOf([{ hardState: vote(1, "a") }]), "saved, when it is opened again");
      again.close();
    }
  },
);

law(
  "what-was-saved",
  "what was saved is there when the file is opened again: term, vote, and the log",
  { hint: "The file" },
  async (t) => {
    await t.forAll([fc.nat(), fc.integer({ min: 1, max: 12 })], async (seed, count) => {
      const random = seededRandom(seed);
      const run = new DiskRun(new SimDisk());
      await run.open();
      for (let i = 0; i < count; i++) {
        await run.save(drawBatch(random, madeOf(run.batches)));
        if (random.below(4) === 0) await run.open();
      }
      t.did("saved", run.batches);
      t.equal(await found(run.disk), madeOf(run.batches), "saved, when it is opened again");
    });
  },
);

law(
  "bytes",
  "the file is one batch of record.ts after the other, and grows by whole batches alone",
  { hint: "The file" },
  async (t) => {
    const disk = new SimDisk();
    const storage = await RaftStorage.open(disk, PATH);
    for (const [i, batch] of THREE.entries()) {
      t.did("saved", batch);
      await storage.save(batch.hardState, batch.entries ?? []);
      t.bytes(disk.contents(PATH), joined(THREE.slice(0, i + 1).map(encoded)));
    }
    storage.close();
  },
);

law(
  "read-what-another-wrote",
  "a batch's first entry takes the place of all that was saved from its index on",
  { hint: "The file" },
  async (t) => {
    const log = [command(1, 1), command(2, 1), command(3, 1), command(4, 1)];
    for (const from of [1, 2, 4, 5]) {
      const later = [command(from, 2), command(from + 1, 2)].slice(0, from === 4 ? 1 : 2);
      const batches = [{ entries: log }, { entries: later }, { hardState: vote(2) }];
      t.given("file", batches);
      t.equal(await found(diskOf(joined(batches.map(encoded)))), madeOf(batches), "saved");
    }
  },
);

law(
  "save-waits",
  "save resolves when its sync has ended, and not before",
  { hint: "The file" },
  async (t) => {
    const disk = new SimDisk();
    const storage = await RaftStorage.open(disk, PATH);
    disk.syncs = "held";
    t.did("saved", "term 1, on a disk whose syncs are held");
    const save = watched(storage.save(vote(1, "a"), []));
    await turns();
    t.equal(disk.pendingSyncs, 1, "syncs under way");
    t.equal(save.state, "pending", "save");
    disk.completeSyncs();
    await turns();
    t.equal(save.state, "resolved", "save, when the sync has ended");
    storage.close();
  },
);

law(
  "save-costs-one-sync",
  "a save costs one sync, however much it saves",
  { hint: "The file" },
  async (t) => {
    const disk = new SimDisk();
    const storage = await RaftStorage.open(disk, PATH);
    const before = disk.counts.syncs;
    t.did("saved", "term and vote and 50 entries, ten times");
    for (let i = 0; i < 10; i++) {
      const entries = Array.from({ length: 50 }, (_, j) => command(50 * i + j + 1, 1));
      await storage.save(vote(i + 1, "a"), entries);
    }
    storage.close();
    t.atMost(disk.counts.syncs - before, 10, "syncs");
  },
);

law(
  "crash-everywhere",
  "after a crash at any moment there is everything whose save had resolved, and nothing that was not saved",
  { hint: "What open finds", seconds: 20 },
  async (t) => {
    let visited = 0;
    for (const workload of [votesOnly, entriesOnly, both, replacing]) {
      const run = new DiskRun(new SimDisk());
      await workload(run);
      for (const crash of crashes(run.disk, { seed: t.seed, draws: 3 })) {
        t.given("workload", run.batches.length);
        const saved = await found(crash.disk);
        run.holds(t, saved, crash.at, `${crash.replay}\n${run.disk.log(crash.at)}`);
        visited += 1;
      }
    }
    t.floor("crashes", visited, 600);
  },
);

law(
  "goes-on-after-a-crash",
  "after any crash the file takes more, and a second crash takes none of both",
  { hint: "What open finds", seconds: 20 },
  async (t) => {
    const run = new DiskRun(new SimDisk());
    await replacing(run);
    for (const crash of crashes(run.disk, { seed: t.seed })) {
      const { disk } = crash;
      t.given("crashed", crash.replay);
      const storage = await RaftStorage.open(disk, PATH);
      const next = storage.saved.entries.length + 1;
      const more = [
        { hardState: vote(9, "c") },
        { entries: [command(next, 9), command(next + 1, 9)] },
      ];
      for (const batch of more) await storage.save(batch.hardState, batch.entries ?? []);
      storage.close();
      t.did("saved", more);
      const { hardState, entries } = storage.saved;
      const all = madeOf([{ hardState, entries }, ...more]);
      t.equal(await found(disk), all, "saved, when it is opened again");
      t.equal(await found(disk.crash({ mode: "lost" })), all, "saved, after a power cut");
    }
  },
);

law(
  "what-is-read-proves-nothing",
  "what open tells is durable: after a kill it may have been in the cache alone, and a power cut then takes none of it",
  { hint: "What open finds" },
  async (t) => {
    for (const workload of [both, replacing]) {
      const run = new DiskRun(new SimDisk());
      await workload(run);
      for (const killed of crashes(run.disk, { modes: ["kept"], seed: t.seed })) {
        t.given("killed", killed.replay);
        const saved = await found(killed.disk);
        t.did("opened", saved);
        for (const mode of CRASH_MODES) {
          const cut = killed.disk.crash({ mode, seed: t.seed });
          t.did("then the power was cut", `disk: ${mode}`);
          t.equal(await found(cut), saved, "saved, when it is opened once more");
        }
      }
    }
  },
);

law(
  "torn-end",
  "a torn end is cut off, wherever it is torn, and what is saved then is not lost behind it",
  { hint: "What open finds" },
  async (t) => {
    const parts = THREE.map(encoded);
    const whole = joined(parts);
    const end = parts[0]!.length + parts[1]!.length;
    for (let size = end; size < whole.length; size++) {
      t.given("file", `two batches of ${end} bytes, and ${size - end} bytes of a third`);
      const disk = diskOf(whole.subarray(0, size));
      const storage = await RaftStorage.open(disk, PATH);
      t.equal(storage.saved, madeOf(THREE.slice(0, 2)), "saved");
      t.equal(disk.crash({ mode: "lost" }).contents(PATH).length, end, "bytes after a power cut");
      await storage.save(vote(7), []);
      storage.close();
      const all = [...THREE.slice(0, 2), { hardState: vote(7) }];
      t.equal(await found(disk), madeOf(all), "saved, after one more save");
    }
  },
);

law(
  "damage-is-no-torn-end",
  "damage in front of a whole batch is refused, with file and offset: what is durable there was answered for",
  { hint: "What open finds" },
  async (t) => {
    const parts = THREE.map(encoded);
    const whole = joined(parts);
    const [first, second] = [parts[0]!.length, parts[0]!.length + parts[1]!.length];
    for (let at = 0; at < second; at++) {
      t.given("file", `three batches; bit ${at % 8} of byte ${at} is turned round`);
      const disk = diskOf(whole);
      disk.flipBit(PATH, at, at % 8);
      await refuses(t, disk, at < first ? 0 : first);
    }
    for (let size = 1; size <= 40; size++) {
      t.given("file", `two batches, ${size} byte${size === 1 ? "" : "s"} of neither, and a third`);
      const between = new Uint8Array(size).fill(0xa5);
      const file = joined([whole.subarray(0, second), between, whole.subarray(second)]);
      await refuses(t, diskOf(file), second);
    }
  },
);

/** The file is refused, by what is wrong at `offset`, and stays as it is. */
async function refuses(t: Trial, disk: SimDisk, offset: number): Promise<void> {
  const before = disk.contents(PATH);
  const error = (await t.fails(
    () => RaftStorage.open(disk, PATH),
    "CORRUPTION",
  )) as CorruptionError;
  t.equal([error.path, error.offset], [PATH, offset], "path and offset of the error");
  t.bytes(disk.contents(PATH), before);
  t.equal(disk.openFiles, 0, "files that are still open");
}

law(
  "damage-before-a-vote",
  "damage in front of a batch that has a vote and no entry is refused too: the vote was given",
  { hint: "What open finds" },
  async (t) => {
    const disk = diskOf(
      joined([...THREE, { hardState: vote(9), entries: [] }].slice(-2).map(encoded)),
    );
    disk.flipBit(PATH, 9, 0);
    t.did("opened", "a file of two batches, the first damaged, the second a vote alone");
    await t.fails(() => RaftStorage.open(disk, PATH), "CORRUPTION");
  },
);

law(
  "any-bytes",
  "whatever the file holds, open finds its whole batches or says CORRUPTION",
  { hint: "What open finds", seconds: 20 },
  async (t) => {
    const batches = fc.array(fc.nat(), { maxLength: 6 });
    const change = fc.record({
      kind: fc.constantFrom("cut", "overwritten", "inserted", "replaced"),
      where: fc.double({ min: 0, max: 1, noNaN: true }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }),
    });
    let refused = 0;
    await t.forAll(
      [batches, change],
      async (seeds, { kind, where, bytes }) => {
        const saved: Batch[] = [];
        for (const seed of seeds) saved.push(drawBatch(seededRandom(seed), madeOf(saved)));
        const whole = joined(saved.map(encoded));
        const at = Math.floor(where * (whole.length + 1));
        const behind = {
          cut: whole.length,
          overwritten: at + bytes.length,
          inserted: at,
          replaced: whole.length,
        }[kind]!;
        const file = joined([
          whole.subarray(0, at),
          kind === "cut" ? new Uint8Array() : bytes,
          whole.subarray(Math.min(behind, whole.length)),
        ]);
        t.did("file", `${saved.length} batches; from byte ${at} on ${kind}`);
        refused += await opensOrRefuses(t, file, saved);
      },
      { runs: 2_000 },
    );
    t.floor("files that were refused", refused, 40);
  },
);

/** What open makes of `file`, which begins like the batches of `saved`, and then differs. @returns 1 if refused */
async function opensOrRefuses(
  t: Trial,
  file: Uint8Array,
  saved: readonly Batch[],
): Promise<number> {
  const disk = diskOf(file);
  let left = 0;
  let size = 0;
  for (const batch of saved) {
    const bytes = encoded(batch);
    if (Buffer.compare(file.subarray(size, size + bytes.length), bytes) !== 0) break;
    left += 1;
    size += bytes.length;
  }
  try {
    t.equal(await found(disk), madeOf(saved.slice(0, left)), "saved: that of the whole batches");
  } catch (error) {
    if (!(error instanceof CorruptionError)) throw error;
    t.equal(error.offset, size, "the offset of the error: where the last whole batch ends");
    return 1;
  }
  return 0;
}

law(
  "random-bytes",
  "a file of random bytes is a torn end, and never more than its own size is asked of the memory",
  { hint: "What open finds" },
  async (t) => {
    await t.forAll([fc.uint8Array({ maxLength: 300 })], async (bytes) => {
      t.did("file", bytes);
      const disk = diskOf(bytes);
      t.equal(await found(disk), madeOf([]), "saved");
      t.equal(disk.contents(PATH).length, 0, "bytes of the file, once it was opened");
    });
    const wild = Uint8Array.from([1, 2, 3, 4, 0xff, 0xff, 0xff, 0xff, 1, 2, 3]);
    t.given("file", wild);
    const copied = t.copies(1_000_000, () => void found(diskOf(wild)).catch(() => {}));
    await turns();
    t.atMost(copied, 100_000, "bytes copied");
  },
);

law(
  "a-failure-is-final",
  "when a sync or a write has failed, every later save rejects with the same error, and nothing more is written",
  { hint: "A disk that fails" },
  async (t) => {
    for (const what of ["sync", "write"] as const) {
      const disk = new SimDisk();
      const storage = await RaftStorage.open(disk, PATH);
      await storage.save(vote(1, "a"), []);
      if (what === "sync") disk.failSync();
      else disk.failWrites();
      t.given("failed", `a ${what} of the second save`);
      const first = await t.fails(() => storage.save(vote(2, "b"), []), "EIO");
      const { operations, counts } = disk;
      for (let term = 3; term < 6; term++) {
        const later = await t.fails(() => storage.save(vote(term), [command(1, term)]), "EIO");
        t.holds(later === first, "a later save rejects with an error of its own");
      }
      t.equal(disk.operations - operations, 0, "changes of the disk after the failure");
      t.equal(disk.counts.syncs - counts.syncs, 0, "syncs after the failure");
      storage.close();
    }
  },
);

law(
  "handles-are-given-back",
  "close gives the file back, and so does an open that fails, with the disk's error",
  { hint: "A disk that fails" },
  async (t) => {
    const bytes = joined(THREE.map(encoded));
    const disk = diskOf(bytes);
    const storage = await RaftStorage.open(disk, PATH);
    t.equal(disk.openFiles, 1, "open files");
    storage.close();
    t.equal(disk.openFiles, 0, "open files after close");
    const faults = ["failReads", "failSync", "failDirectorySync"] as const;
    for (const fault of faults) {
      const failing = diskOf(bytes);
      failing[fault]();
      t.given("opened, and the disk fails", fault);
      await t.fails(() => RaftStorage.open(failing, PATH), "EIO");
      t.equal(failing.openFiles, 0, "open files");
    }
  },
);

law(
  "vote-waits",
  "a vote leaves when it is durable, and not before",
  { hint: "The loop" },
  async (t) => {
    const rig = await Rig.open(t);
    rig.holdSyncs();
    await rig.hear(asksForVote("b", 5));
    t.equal(rig.sent, [], "what it has sent, while term and vote are being saved");
    await rig.endSyncs();
    const saved = await found(rig.disk.crash({ mode: "lost" }));
    t.equal(saved.hardState, vote(5, "b"), "term and vote, as a power cut would leave them");
    t.equal(
      rig.sent,
      [{ kind: "vote", term: 5, from: "a", to: "b", granted: true }],
      "what it has sent",
    );
  },
);

law(
  "term-waits",
  "a term that comes with no vote and no entry is saved too, and before anything is said in it, a refusal as well",
  { hint: "The loop" },
  async (t) => {
    const older = { lastLogIndex: 0, lastLogTerm: 0 };
    const heard: readonly Message[] = [
      appendOf(5, [], 0, { index: 1, term: 1 }),
      appendOf(5, [], 0, { index: 9, term: 4 }),
      { kind: "request-vote", term: 5, from: "b", to: "a", ...older },
    ];
    for (const message of heard) {
      t.given("a machine", "a, of term 1, whose log is 1/1");
      const rig = await Rig.open(t);
      await rig.hear(appendOf(1, [command(1, 1)]));
      rig.sent.length = 0;
      rig.holdSyncs();
      await rig.hear(message);
      t.equal(rig.sent, [], "what it has sent in term 5, which is not durable yet");
      await rig.endSyncs();
      t.equal(
        rig.sent.map(({ term }) => term),
        [5],
        "the terms of what it has sent",
      );
      const saved = await found(rig.disk.crash({ mode: "lost" }));
      t.equal(saved.hardState, vote(5), "term and vote, as a power cut would leave them");
    }
  },
);

law(
  "candidate-waits",
  "a candidate's own vote is durable before it asks for others",
  { hint: "The loop" },
  async (t) => {
    const rig = await Rig.open(t);
    rig.holdSyncs();
    await rig.tick(PATIENCE_TICKS);
    t.equal(rig.sent, [], "what it has sent, while its first sync is under way");
    await rig.endSyncs();
    const asked = rig.sentOf("request-vote");
    t.holds(asked.length >= 2, "its vote is durable, and it has not asked b and c for theirs");
    const saved = await found(rig.disk.crash({ mode: "lost" }));
    t.holds(
      saved.hardState.votedFor === "a" && saved.hardState.term >= asked[0]!.term,
      "it asks for votes in a term in which its own vote is not durable",
    );
  },
);

law(
  "entries-wait",
  "that it has an entry a follower says when it is durable, and not before",
  { hint: "The loop" },
  async (t) => {
    const rig = await Rig.open(t);
    rig.holdSyncs();
    await rig.hear(appendOf(1, [noOp(1, 1), command(2, 1)]));
    t.equal(rig.sent, [], "what it has sent, while the entries are being saved");
    await rig.endSyncs();
    const [reply] = rig.sentOf("append-reply");
    t.holds(
      reply?.ok === true && reply.matchIndex === 2,
      "the entries are durable, and b is not told",
    );
    const saved = await found(rig.disk.crash({ mode: "lost" }));
    t.equal(saved.entries, [noOp(1, 1), command(2, 1)], "the log, as a power cut would leave it");
  },
);

law(
  "applied-when-durable",
  "an entry is applied when it is durable, and not before",
  { hint: "The loop" },
  async (t) => {
    const rig = await Rig.open(t);
    rig.holdSyncs();
    await rig.hear(appendOf(1, [command(1, 1), command(2, 1)], 2));
    t.equal(rig.machine.applied, [], "what was applied, while the entries are being saved");
    await rig.endSyncs();
    t.equal(rig.machine.applied, ["1/1 ", "2/1 "], "what was applied, when they are durable");
  },
);

law(
  "one-save-at-a-time",
  "one Ready is worked off at a time: no second sync begins before the first has ended",
  { hint: "The loop" },
  async (t) => {
    const rig = await Rig.open(t);
    rig.holdSyncs();
    for (let index = 1; index <= 5; index++) {
      const prev = { index: index - 1, term: index === 1 ? 0 : 1 };
      await rig.hear(appendOf(1, [command(index, 1)], index, prev));
      t.equal(rig.disk.pendingSyncs, 1, "syncs under way");
    }
    t.equal(rig.machine.applied, [], "what was applied, while the first is being saved");
  },
);

law(
  "group-commit",
  "what comes during a sync shares the next one",
  { hint: "The loop" },
  async (t) => {
    const rig = await Rig.open(t);
    rig.holdSyncs();
    const before = rig.disk.counts.syncs;
    for (let index = 1; index <= 21; index++) {
      const prev = { index: index - 1, term: index === 1 ? 0 : 1 };
      await rig.hear(appendOf(1, [command(index, 1)], 0, prev));
    }
    for (let ended = 1; ended > 0; ) ended = await rig.endSyncs();
    t.atMost(
      rig.disk.counts.syncs - before,
      2,
      "syncs: one for the first entry, one for the 20 behind it",
    );
    t.equal((await found(rig.disk)).entries.length, 21, "entries in the file");
    const matched = rig.sentOf("append-reply").map((reply) => (reply.ok ? reply.matchIndex : 0));
    t.equal(Math.max(...matched), 21, "up to where it has told b that it has the log");
  },
);

law(
  "begins-where-it-was",
  "a machine that begins again has the term, the vote and the log that it had",
  { hint: "The loop" },
  async (t) => {
    const first = await Rig.open(t);
    await first.hear(appendOf(3, [noOp(1, 3), command(2, 3)], 1));
    await first.hear(asksForVote("c", 4));
    const disk = first.disk.crash({ mode: "lost" });
    t.did("then", "the power is cut, and it begins again");
    const { status } = await Rig.open(t, { disk });
    const { role, term, votedFor, commitIndex, lastIndex, lastTerm } = status;
    t.equal(
      { role, term, votedFor, commitIndex, lastIndex, lastTerm },
      { role: "follower", term: 4, votedFor: "c", commitIndex: 0, lastIndex: 2, lastTerm: 3 },
      "its status",
    );
  },
);

law(
  "no-second-vote",
  "whatever a crash takes and whenever it comes: who was promised a vote, or an entry, has it",
  { hint: "The loop", seconds: 20 },
  async (t) => {
    const rig = await Rig.open(t);
    const promised: { by: number; vote?: string; term: number; matchIndex: number }[] = [];
    const note = (): void => {
      for (const message of rig.sent.splice(0)) {
        const by = rig.disk.operations;
        const { term, to } = message;
        if (message.kind === "vote" && message.granted) {
          promised.push({ by, vote: to, term, matchIndex: 0 });
        } else if (message.kind === "append-reply" && message.ok) {
          promised.push({ by, term, matchIndex: message.matchIndex });
        }
      }
    };
    for (let term = 1; term < 12; term += 2) {
      await rig.hear(asksForVote(term % 4 === 1 ? "b" : "c", term));
      note();
      const prev = { index: Math.min(term - 1, 4), term: term === 1 ? 0 : term - 1 };
      const from = prev.index + 1;
      if (term < 5)
        await rig.hear(
          appendOf(term + 1, [command(from, term + 1), command(from + 1, term + 1)], 0, prev),
        );
      note();
    }
    t.floor("promises", promised.length, 8);
    for (const crash of crashes(rig.disk, { seed: t.seed })) {
      t.given("crashed", crash.replay);
      const { hardState, entries } = await found(crash.disk);
      t.did("found", { hardState, entries: entries.length });
      for (const { by, vote: to, term, matchIndex } of promised) {
        if (by > crash.at) continue;
        t.holds(hardState.term >= term, `it has answered in term ${term}, and does not know it`);
        const isKept = to === undefined || hardState.term > term || hardState.votedFor === to;
        t.holds(isKept, `its vote of term ${term} was ${to}'s, and it does not know it`);
        t.holds(entries.length >= matchIndex, `it has told that it has entry ${matchIndex}`);
      }
    }
  },
);

law(
  "propose-answers",
  "propose resolves to what the state machine answers, when its entry is committed and applied",
  { hint: "Who waits for what" },
  async (t) => {
    const rig = await Rig.leading(t);
    const [x, y] = [rig.propose("x"), rig.propose("y")];
    await turns();
    t.equal(
      [x.state, y.state],
      ["pending", "pending"],
      "the proposals, while nobody else has them",
    );
    await rig.hear(rig.accepted("b", rig.status.lastIndex - 1));
    t.equal([x.state, y.state], ["resolved", "pending"], "the proposals, when b has the first");
    await rig.hear(rig.accepted("b", rig.status.lastIndex));
    t.equal([textOf(x.value!), textOf(y.value!)], ["1:x", "2:y"], "the answers");
  },
);

law(
  "propose-alone",
  "a cluster of one machine commits what it has saved, many proposals with one sync",
  { hint: "Who waits for what" },
  async (t) => {
    const rig = await Rig.open(t, { peers: [] });
    await rig.tick(PATIENCE_TICKS);
    t.equal(rig.role, "leader", "its role");
    rig.holdSyncs();
    const before = rig.disk.counts.syncs;
    const proposals = Array.from({ length: 20 }, (_, i) => rig.propose(`p${i}`));
    await turns();
    t.equal(rig.machine.applied, [], "what was applied, while the first is being saved");
    for (let ended = 1; ended > 0; ) ended = await rig.endSyncs();
    t.equal(
      proposals.map(({ value }) => value && textOf(value)),
      proposals.map((_, i) => `${i + 1}:p${i}`),
      "the answers",
    );
    t.atMost(rig.disk.counts.syncs - before, 2, "syncs for 20 proposals");
  },
);

law(
  "propose-replaced",
  "a proposal in whose place another entry is committed rejects with REPLACED",
  { hint: "Who waits for what" },
  async (t) => {
    const rig = await Rig.leading(t);
    const proposal = rig.propose("x");
    const { lastIndex, term } = rig.status;
    const prev = { index: lastIndex - 1, term };
    await rig.hear(appendOf(term + 1, [command(lastIndex, term + 1)], 0, prev));
    t.equal(proposal.state, "pending", "the proposal, while it may still be committed somewhere");
    await rig.hear(appendOf(term + 1, [], lastIndex, { index: lastIndex, term: term + 1 }));
    t.equal([proposal.state, proposal.error?.code], ["rejected", "REPLACED"], "the proposal");
    t.equal(rig.machine.applied, [`${lastIndex}/${term + 1} `], "what was applied");
  },
);

law(
  "propose-replaced-by-a-no-op",
  "a no-op answers nobody: who waited for its index was replaced",
  { hint: "Who waits for what" },
  async (t) => {
    const rig = await Rig.leading(t);
    const proposal = rig.propose("x");
    const { lastIndex, term } = rig.status;
    const prev = { index: lastIndex - 1, term };
    await rig.hear(appendOf(term + 2, [noOp(lastIndex, term + 2)], lastIndex, prev));
    t.equal([proposal.state, proposal.error?.code], ["rejected", "REPLACED"], "the proposal");
  },
);

law(
  "propose-replaced-by-an-older-entry",
  "what is committed in its place may be of an older term: who waits for the index is told REPLACED all the same",
  { hint: "Who waits for what" },
  async (t) => {
    const rig = await Rig.leading(t, { peers: ["c", "b"] });
    const { lastIndex, term } = rig.status;
    const to = { from: "c", to: "a" } as const;
    const conflict = { prevLogIndex: lastIndex, conflictTerm: term, conflictIndex: lastIndex };
    t.did("then", `b leads term ${term + 1}, and only b has its entries; c has elected it`);
    await rig.hear({
      ...{ kind: "append-reply", term: term + 1, ...to, round: 0, ok: false, ...conflict },
    });
    await rig.campaign();
    const proposal = rig.propose("x");
    await turns();
    const index = rig.status.lastIndex;
    t.did("then", `b leads term ${term + 3}, and has its entries of term ${term + 1} committed`);
    const entries = [
      noOp(lastIndex + 1, term + 1),
      command(lastIndex + 2, term + 1),
      noOp(lastIndex + 3, term + 3),
    ];
    const prev = { index: lastIndex, term };
    await rig.hear(appendOf(term + 3, entries, lastIndex + 3, prev));
    t.equal(rig.machine.applied, [`${index}/${term + 1} `], "what was applied");
    t.equal([proposal.state, proposal.error?.code], ["rejected", "REPLACED"], "the proposal");
  },
);

law(
  "two-wait-for-one-index",
  "two may wait for one index, where a machine led, was replaced and leads again: each of them is told",
  { hint: "Who waits for what" },
  async (t) => {
    const rig = await Rig.leading(t);
    const { lastIndex, term } = rig.status;
    const former = ["x", "y", "z"].map((text) => rig.propose(text));
    await turns();
    t.did("then", `b leads term ${term + 1}: one entry of its own takes the place of all three`);
    const entry = command(lastIndex + 1, term + 1);
    await rig.hear(appendOf(term + 1, [entry], 0, { index: lastIndex, term }));
    await rig.campaign();
    const latter = rig.propose("new");
    await turns();
    t.equal(rig.status.lastIndex, lastIndex + 3, "the index of the new proposal: that of z too");
    await rig.acknowledge();
    t.equal(
      former.map(({ state, error }) => [state, error?.code]),
      former.map(() => ["rejected", "REPLACED"]),
      "the proposals x, y and z, when all is committed",
    );
    t.equal(latter.value && textOf(latter.value), "2:new", "the answer to the new one");
  },
);

law(
  "propose-answered-with-no-bytes",
  "an answer of no bytes is an answer: the command was executed",
  { hint: "Who waits for what" },
  async (t) => {
    const rig = await Rig.leading(t, { machine: new Recorder(() => "") });
    t.did("state machine", "answers every command with no bytes");
    const proposal = rig.propose("x");
    await turns();
    await rig.acknowledge();
    t.equal([proposal.state, proposal.error?.code], ["resolved", undefined], "the proposal");
    t.equal(proposal.value?.length, 0, "bytes of the answer");
    t.equal(rig.machine.applied, ["x"], "what was applied");
  },
);

law(
  "propose-survives-a-change",
  "a proposal is answered by its entry, whoever leads when that is committed",
  { hint: "Who waits for what" },
  async (t) => {
    const rig = await Rig.leading(t);
    const proposal = rig.propose("x");
    await turns();
    const { lastIndex, term } = rig.status;
    t.did("then", "b, which has the entry, leads the next term, and commits it");
    const last = { index: lastIndex, term };
    await rig.hear(appendOf(term + 1, [noOp(lastIndex + 1, term + 1)], lastIndex + 1, last));
    t.equal(proposal.state, "resolved", "the proposal");
    t.equal(textOf(proposal.value!), "1:x", "the answer");
  },
);

law(
  "propose-not-leader",
  "who does not lead says NOT_LEADER, and who does, where that is known",
  { hint: "Who waits for what" },
  async (t) => {
    const rig = new Rig(t);
    const early = rig.propose("x");
    await turns();
    t.equal(refusalOf(early), ["NOT_LEADER", undefined], "before it opened");
    const unknown = rig.propose("x");
    await turns();
    t.equal(refusalOf(unknown), ["NOT_LEADER", undefined], "at first");
    await rig.hear(appendOf(1, []));
    const known = rig.propose("x");
    await turns();
    t.equal(refusalOf(known), ["NOT_LEADER", "b"], "when b leads");
    t.equal(rig.machine.applied, [], "what was applied");
  },
);

law(
  "stop",
  "stop ends it: who waits is told STOPPED, no timer is left, nothing is sent, the file is given back",
  { hint: "A disk that fails" },
  async (t) => {
    const rig = await Rig.leading(t);
    const waiting = [rig.propose("x"), rig.propose("y")];
    await turns();
    rig.sent.length = 0;
    t.did("called", "stop, twice");
    rig.server.stop();
    rig.server.stop();
    await turns();
    t.equal(
      waiting.map(({ error }) => error?.code),
      ["STOPPED", "STOPPED"],
      "who waited",
    );
    const later = rig.propose("z");
    await turns();
    t.equal(later.error?.code, "STOPPED", "a proposal after it");
    t.equal(rig.clock.pending, 0, "timers that wait");
    t.equal(rig.disk.openFiles, 0, "open files");
    await rig.hear(asksForVote("b", 99));
    t.equal(rig.sent, [], "what it has sent since");
  },
);

law(
  "stop-while-saving",
  "a machine that is stopped while it saves sends nothing when that has ended, and gives its file back",
  { hint: "A disk that fails" },
  async (t) => {
    const rig = await Rig.open(t);
    rig.holdSyncs();
    await rig.hear(asksForVote("b", 5));
    t.did("called", "stop");
    rig.server.stop();
    await rig.endSyncs();
    t.equal(rig.sent, [], "what it has sent");
    t.equal(rig.disk.openFiles, 0, "open files");
  },
);

law(
  "stop-while-opening",
  "a machine that is stopped while it opens its file never takes part",
  { hint: "A disk that fails" },
  async (t) => {
    const disk = new SimDisk({ syncs: "held" });
    const rig = new Rig(t, { disk });
    await turns();
    t.did("called", "stop, while the first sync of its file is under way");
    rig.server.stop();
    for (let ended = 1; ended > 0; ) ended = await rig.endSyncs();
    await rig.tick(2 * PATIENCE_TICKS);
    t.equal([rig.clock.pending, disk.openFiles], [0, 0], "timers that wait, and open files");
    t.equal(rig.sent, [], "what it has sent");
  },
);

law(
  "disk-fails",
  "a machine whose disk has failed says nothing any more, and tells who waits STOPPED",
  { hint: "A disk that fails" },
  async (t) => {
    for (const what of ["sync", "write"] as const) {
      t.given("to fail", `the next ${what}`);
      const rig = await Rig.leading(t);
      if (what === "sync") rig.disk.failSync();
      else rig.disk.failWrites();
      const proposal = rig.propose("x");
      await turns();
      const { code, cause } = proposal.error ?? {};
      t.equal(code, "STOPPED", "the proposal");
      t.equal((cause as { code?: string } | undefined)?.code, "EIO", "the cause of that error");
      t.equal(rig.sent, [], "what it has sent");
      await rig.tick(2 * PATIENCE_TICKS);
      await rig.hear(asksForVote("b", 99));
      t.equal(rig.sent, [], "what it has sent since");
      t.equal(rig.clock.pending, 0, "timers that wait");
      const later = rig.propose("y");
      await turns();
      t.equal(later.error?.code, "STOPPED", "a later proposal");
    }
  },
);

law(
  "opened-rejects",
  "a file that cannot be read keeps the machine out: opened rejects with the reason",
  { hint: "A disk that fails" },
  async (t) => {
    const disk = diskOf(joined(THREE.map(encoded)));
    disk.flipBit(PATH, 9, 0);
    t.did("opened", "a file with damage in its first batch");
    const rig = new Rig(t, { disk });
    await turns();
    t.equal(rig.opened.state, "rejected", "what has become of `opened`");
    t.equal(rig.opened.error?.code as string, "CORRUPTION", "the code of its error");
    t.equal(rig.server.status, undefined, "status");
    await rig.hear(asksForVote("b", 5));
    await rig.tick(2 * PATIENCE_TICKS);
    t.equal(rig.sent, [], "what it has sent");
  },
);

law(
  "commands-are-copied",
  "propose takes a copy: what becomes of the caller's bytes is no matter",
  { hint: "Who waits for what" },
  async (t) => {
    const rig = await Rig.leading(t);
    const bytes = bytesOf("x");
    const proposal = watched(rig.server.propose(bytes));
    bytes.fill(0);
    await turns();
    await rig.acknowledge();
    t.equal(proposal.value && textOf(proposal.value), "1:x", "the answer");
  },
);

law(
  "under-storms",
  "under storms no answer is lost and no machine applies what others do not, whatever their disks forget",
  { hint: "The loop", seconds: 60 },
  async (t) => {
    const ends = { answered: 0, refused: 0, stopped: 0 };
    let elections = 0;
    const storms = serverStorms();
    const counts = await underStorms<Message, Life, Propose, ServerStorm>(t, {
      ...storms,
      held: (run) => {
        for (const end of ["answered", "refused", "stopped"] as const) ends[end] += run.ends[end];
        elections += run.elections;
      },
    });
    t.floor("proposals that were answered", ends.answered, 1_300);
    t.floor("proposals that were refused", ends.refused, 200);
    t.floor("proposals whose machine stopped", ends.stopped, 5);
    t.floor("elections", elections, 200);
    t.floor("power cuts", counts.crashes, 110);
    t.floor("processes that were killed", counts.kills, 10);
    t.floor("syncs that failed", counts.failedSyncs, 6);
    t.floor("messages cut off", counts.cutOff, 2_900);
  },
);
