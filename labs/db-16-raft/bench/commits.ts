/**
 * Committed entries a second: three nodes in memory, batches of 1, 16 and 256 proposals.
 *
 *     propose × batch ──▶ leader ──append──▶ two followers ──append-reply──▶ leader: committed
 *
 * Messages are handed over as they are, and nothing is saved: it is the work of the state machine alone that is
 * measured, and how much of it a batch shares.
 *
 * Left out: disks and networks, which in a real cluster cost a thousand times as much.
 */
import { type Entry, type Message, RaftNode } from "@labs/db-16";
import { type Figure, line, spread, takeTurns } from "@labs/grader/bench";
import { assert, seededRandom } from "@labs/machine";

const BATCHES = [1, 16, 256];
const ENTRIES = 32 * 1024;
const TURNS = 9;
const VOTERS = ["a", "b", "c"];
const DATA = new Uint8Array(100);

/** Measures each size of batch, prints a table. @returns our speed as a ratio to that with batches of 1, and to the yardstick's */
export async function benchCommits(): Promise<readonly Figure[]> {
  console.log(line("Committed entries, three nodes", "a second", "yardstick", "ratio", "messages"));
  const figures: Figure[] = [];
  const speeds: number[] = [];
  for (const batch of BATCHES) {
    let messages = 0;
    const rows = await takeTurns(
      [
        {
          name: "Raft",
          run: () => {
            messages = committedByRaft(batch);
          },
        },
        { name: "yardstick", run: () => copied(batch) },
      ],
      TURNS,
    );
    const ratio = spread(rows.map(([ours, theirs]) => theirs! / ours!)).median;
    const perSecond = (i: number) =>
      Math.round((1000 * ENTRIES) / spread(rows.map((row) => row[i]!)).median).toLocaleString("en");
    speeds.push(1 / spread(rows.map((row) => row[0]!)).median);
    const perEntry = (messages / ENTRIES).toFixed(2);
    const name = `batches of ${batch}`;
    console.log(line(name, perSecond(0), perSecond(1), ratio.toFixed(3), perEntry));
    if (batch > 1) {
      figures.push({ name: `${name} to batches of 1`, ratio: speeds.at(-1)! / speeds[0]! });
    }
    figures.push({ name: `Raft to copying and counting, ${name}`, ratio });
  }
  console.log("");
  return figures;
}

/** Proposes, in batches, until all is committed. @returns how many messages it took */
function committedByRaft(batch: number): number {
  const nodes = VOTERS.map(
    (id, seed) =>
      new RaftNode({ id, voters: VOTERS, random: seededRandom(seed), appendEntriesMax: 256 }),
  );
  const [leader] = nodes;
  assert(leader !== undefined, "there is a node");
  while (leader.status.role !== "leader") {
    leader.tick();
    settle(nodes);
  }
  const from = leader.status.commitIndex;
  let messages = 0;
  for (let proposed = 0; proposed < ENTRIES; proposed += batch) {
    for (let i = 0; i < batch; i++) leader.propose(DATA);
    messages += settle(nodes);
  }
  assert(leader.status.commitIndex === from + ENTRIES, "all is committed");
  return messages;
}

/** Does what the nodes want done, until they want nothing. @returns how many messages they sent */
function settle(nodes: readonly RaftNode[]): number {
  let sent = 0;
  for (let isBusy = true; isBusy; ) {
    isBusy = false;
    for (const node of nodes) {
      for (let ready = node.ready(); ready !== undefined; ready = node.ready()) {
        isBusy = true;
        sent += ready.messages.length;
        for (const message of ready.messages) deliver(nodes, message);
      }
    }
  }
  return sent;
}

function deliver(nodes: readonly RaftNode[], message: Message): void {
  nodes.find(({ id }) => id === message.to)?.step(message);
}

/** The yardstick: entries appended to three arrays, in as many messages, and counted. */
function copied(batch: number): void {
  const logs: Entry[][] = [[], [], []];
  let committed = 0;
  for (let proposed = 0; proposed < ENTRIES; proposed += batch) {
    const leader = logs[0]!;
    const first = leader.length;
    for (let i = 0; i < batch; i++) {
      leader.push({ kind: "command", index: leader.length + 1, term: 1, data: DATA });
      if (i > 0) continue;
      committed = repliesTo(logs, leader.slice(first), committed);
    }
    if (batch > 1) committed = repliesTo(logs, leader.slice(first + 1), committed);
  }
  assert(committed === ENTRIES, "all is counted");
}

function repliesTo(logs: readonly Entry[][], entries: readonly Entry[], committed: number): number {
  const replies = logs.slice(1).map((log) => {
    const append = { kind: "append", to: "b", from: "a", entries, leaderCommit: committed };
    for (const entry of append.entries) log.push(entry);
    return { kind: "append-reply", ok: true, matchIndex: log.length };
  });
  const matches = replies.map(({ matchIndex }) => matchIndex).sort((a, b) => b - a);
  return Math.max(committed, matches[0]!);
}
