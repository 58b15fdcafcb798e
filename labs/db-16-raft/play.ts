/**
 * `npm run play db-16`: a Raft cluster to watch, and to do things to.
 *
 *     clock ──tick──▶ ┌──────────┐ ──ready──▶ save, sync ──▶ send ──▶ apply, answer ──▶ the next ready
 *     network ─step─▶ │ RaftNode │
 *     a person ─────▶ └──────────┘
 *
 * It needs the RaftNode alone, so elections can be watched as soon as they are written. Everything is slow: a message
 * takes three ticks, a sync one, and an Append has one entry, so that each can be followed by eye.
 *
 * A machine keeps what it saves as lines of JSON, on the simulated disk: whose power goes loses what was not synced,
 * whose process is killed does not.
 *
 * How long a machine goes on waiting it does not tell. It is seen from outside: whenever a machine draws a number, it
 * begins to wait anew.
 *
 * Left out: RaftServer and its file; what they do is for the tests to judge.
 */
import {
  type Entry,
  type Message,
  NOTHING_SAVED,
  RaftNode,
  type Ready,
  type Saved,
} from "@labs/db-16";
import { type Lane, play, type Scenario, type Tell } from "@labs/grader/play";
import type { Disk, DiskFile, Machine, Random } from "@labs/machine";
import type { NodeState } from "@labs/machine/sim";

const TICK_MS = 10;
const LATENCY_MS = 30;
const ELECTION_TICKS = 24;
const HEARTBEAT_TICKS = 8;

/** What a machine keeps: a line for each batch, the latest word on each entry counts. */
class Kept {
  readonly saved: Saved;
  /** Resolves when what was read is durable. */
  readonly opened: Promise<void>;
  readonly #file: DiskFile;

  constructor(disk: Disk) {
    this.#file = disk.open("raft.json", "create");
    this.opened = this.#file.sync().then(() => disk.syncDirectory(""));
    const text = Buffer.from(this.#file.read(0, this.#file.size)).toString();
    let { hardState } = NOTHING_SAVED;
    const entries: Entry[] = [];
    for (const line of text.split("\n").slice(0, -1)) {
      const batch = JSON.parse(line, revived) as Pick<Ready, "hardState" | "entries">;
      hardState = batch.hardState ?? hardState;
      for (const entry of batch.entries) {
        entries.length = entry.index - 1;
        entries.push(entry);
      }
    }
    this.saved = { hardState: { ...NOTHING_SAVED.hardState, ...hardState }, entries };
  }

  save({ hardState, entries }: Ready): Promise<void> {
    const shown = entries.map((entry) =>
      entry.kind === "command" ? { ...entry, data: valueIn(entry) } : entry,
    );
    this.#file.append(Buffer.from(`${JSON.stringify({ hardState, entries: shown })}\n`));
    return this.#file.sync();
  }
}

/** A machine of the cluster. */
class Host {
  readonly raft: RaftNode;
  readonly #machine: Machine<Message>;
  readonly #tell: Tell;
  readonly #kept: Kept;
  readonly #applied: string[] = [];
  /** By index: what was proposed here, and in which term. */
  readonly #proposed = new Map<number, { readonly value: string; readonly term: number }>();
  #isPumping = true;
  /** How long it waits this time, and for how long it has waited, in ticks. */
  #patience = ELECTION_TICKS;
  #elapsed = 0;

  constructor(machine: Machine<Message>, tell: Tell) {
    const { id, peers, random, network, disk } = machine;
    this.#machine = machine;
    this.#tell = tell;
    this.#kept = new Kept(disk);
    this.raft = new RaftNode({
      id,
      voters: [id, ...peers].sort(),
      random: watched(random, (ticks) => this.#waits(ticks)),
      saved: this.#kept.saved,
      electionTicks: ELECTION_TICKS,
      heartbeatTicks: HEARTBEAT_TICKS,
      appendEntriesMax: 1,
    });
    this.#kept.opened.then(() => {
      this.#isPumping = false;
      network.receive((message) => {
        this.raft.step(message);
        this.#pump();
      });
      this.#tickOn();
    });
  }

  /** How long it goes on waiting for a leader; a leader does not. */
  get patience(): Lane["patience"] {
    if (this.raft.status.role === "leader") return undefined;
    return { left: this.#patience - this.#elapsed, of: this.#patience };
  }

  propose(value: string): string {
    const proposal = this.raft.propose(Buffer.from(value));
    this.#pump();
    if (proposal.kind === "not-leader") return `is asked for ${value}: ${elsewhere(proposal)}`;
    const { index, term } = proposal;
    this.#proposed.set(index, { value, term });
    return `is asked for ${value}, and makes it entry ${index}, of term ${term}`;
  }

  read(): string {
    const request = this.raft.read();
    this.#pump();
    return request.kind === "waiting" ? "is asked what there is" : elsewhere(request);
  }

  #waits(ticks: number): void {
    this.#patience = ELECTION_TICKS + ticks;
    this.#elapsed = 0;
  }

  #tickOn(): void {
    this.#machine.clock.after(TICK_MS, () => {
      this.#elapsed += 1;
      this.raft.tick();
      this.#pump();
      this.#tickOn();
    });
  }

  #pump(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    const done = this.#workOff().finally(() => {
      this.#isPumping = false;
    });
    // What it throws is the machine's, and ends the game as an event of its.
    done.catch((error) => {
      this.#machine.clock.after(0, () => {
        throw error;
      });
    });
  }

  async #workOff(): Promise<void> {
    for (let ready = this.raft.ready(); ready !== undefined; ready = this.raft.ready()) {
      if (ready.hardState !== undefined || ready.entries.length > 0) await this.#kept.save(ready);
      for (const message of ready.messages) this.#machine.network.send(message.to, message);
      for (const entry of ready.committed) this.#apply(entry);
      for (const _ of ready.reads) this.#tell(`answers: ${this.#applied.join(" ") || "nothing"}`);
      for (const _ of ready.lostReads) this.#tell("cannot answer: it leads no more");
    }
  }

  #apply(entry: Entry): void {
    if (entry.kind === "command") this.#applied.push(valueIn(entry));
    const proposed = this.#proposed.get(entry.index);
    if (proposed === undefined) return;
    this.#proposed.delete(entry.index);
    const { value, term } = proposed;
    if (term === entry.term) this.#tell(`${value} is committed`);
    else this.#tell(`${value} is lost: entry ${entry.index} is another`);
  }
}

/** The same numbers, and somebody hears of each. */
function watched(random: Random, hear: (ticks: number) => void): Random {
  return {
    next: () => {
      const number = random.next();
      hear(Math.floor(number * ELECTION_TICKS));
      return number;
    },
    below: (bound) => {
      const number = random.below(bound);
      hear(number);
      return number;
    },
  };
}

const revived = (key: string, value: unknown): unknown =>
  key === "data" ? Buffer.from(String(value)) : value;

const valueIn = (entry: Extract<Entry, { kind: "command" }>): string =>
  Buffer.from(entry.data).toString();

const elsewhere = ({ leader }: { readonly leader: string | undefined }): string =>
  `does not lead; ${leader ?? "who does, it does not know"}${leader === undefined ? "" : " does"}`;

const cellOf = (entry: Entry) => ({
  text: entry.kind === "command" ? valueIn(entry) : "·",
  epoch: entry.term,
});

function laneOf({ raft, patience }: Host): Lane {
  const { role, term, votedFor, commitIndex, lastIndex } = raft.status;
  return {
    ...{ role, epoch: term, leads: role === "leader", patience, committed: commitIndex },
    fact: votedFor === undefined ? "no vote" : `voted ${votedFor}`,
    log: Array.from({ length: lastIndex }, (_, i) => cellOf(raft.entry(i + 1)!)),
  };
}

function describe(host: Host): NodeState {
  const { role, epoch, leads, fact, log, committed } = laneOf(host);
  const names = log.map((cell) => `${cell.epoch}${cell.text}`);
  const parts = [names.slice(0, committed).join(" "), names.slice(committed).join(" ")];
  return { role, epoch, leads, details: [fact, `log ${parts.join(" │ ")}`] };
}

function textOf(message: Message): string {
  const { term } = message;
  switch (message.kind) {
    case "request-vote":
      return `vote for me · term ${term}, log ends with ${message.lastLogIndex}/${message.lastLogTerm}`;
    case "vote":
      return `${message.granted ? "granted" : "refused"} · term ${term}`;
    case "append": {
      const { entries, prevLogIndex, prevLogTerm, leaderCommit } = message;
      const cells = entries.map(cellOf).map(({ epoch, text }) => `${epoch}${text}`);
      const what = entries.length === 0 ? "heartbeat" : `append ${cells.join(" ")}`;
      return `${what} · term ${term}, behind ${prevLogIndex}/${prevLogTerm}, commit ${leaderCommit}`;
    }
    case "append-reply":
      return message.ok
        ? `has up to ${message.matchIndex} · term ${term}`
        : `no ${message.prevLogIndex}, try ${message.conflictIndex} · term ${term}`;
  }
}

const BEGIN = ["await leader", "step 25", "propose x", "step 25"];

const SCENARIOS: readonly Scenario[] = [
  {
    title: "a leader dies",
    watch:
      "The bars: without heartbeats they run out, and whose runs out first asks for votes. What was committed stays.",
    machines: 5,
    script: [
      ...BEGIN,
      "say the leader dies",
      "kill leader",
      "await next",
      "step 25",
      "propose y",
      "step 25",
      "say it comes back, and follows",
      "restart abcde",
      "step 40",
    ],
  },
  {
    title: "the old leader comes back, with entries that nobody has",
    watch:
      "Two machines lead, in two terms, and one of them commits nothing. When the way is open its entries go.",
    machines: 5,
    script: [
      ...BEGIN,
      "say the leader is cut off, and goes on taking proposals",
      "propose y leader",
      "cut leader",
      "step 5",
      "propose z leader",
      "await next",
      "step 25",
      "propose u",
      "step 25",
      "say the way is open again",
      "heal",
      "step 40",
    ],
  },
  {
    title: "split vote",
    watch:
      "All lose patience at nearly the same time, and each votes for itself. What ends it is chance: the bars are drawn anew.",
    machines: 3,
    seed: 29,
    script: ["await leader", "step 30"],
  },
  {
    title: "figure 8",
    watch:
      "x comes to stand on three machines of five, and is overwritten all the same: a majority is not enough for an entry of an older term.",
    machines: 5,
    seed: 34,
    script: [
      "say only a can be elected, since only a reaches the others",
      "cut bcde bcde",
      "await a",
      "step 25",
      "await a",
      "heal",
      "say (a) a leads, and only b gets x",
      "split ab cde",
      "propose x a",
      "await b x",
      "step 5",
      "say (b) a dies, and e is elected by c and d, and its entry reaches nobody",
      "kill a",
      "cut c d",
      "cut d c",
      "await e",
      "cut e abcd",
      "propose y e",
      "step 10",
      "say (c) e dies, a is back, leads again, x reaches c: three have it",
      "kill e",
      "heal",
      "cut bcd bcd",
      "restart a",
      "await a",
      "cut d a",
      "await c x",
      "cut a bcd",
      "step 8",
      "show",
      "say (d) a dies before more of its own term is on c, and e is elected: its last entry is of a later term",
      "kill a",
      "heal",
      "cut cd cd",
      "cut b",
      "restart e",
      "await e",
      "step 30",
      "await e",
      "heal",
      "step 60",
      "show",
      "say x is gone everywhere, and nobody had called it committed",
    ],
  },
  {
    title: "a one-way cut",
    watch:
      "The leader speaks and hears nothing. Its heartbeats keep the others patient, so it goes on leading, and commits nothing: what checkQuorum is for (step 7).",
    machines: 3,
    script: [
      ...BEGIN,
      "say the leader hears nothing from now on",
      "cut others leader",
      "propose y",
      "step 100",
      "say the way is open again",
      "heal",
      "step 40",
    ],
  },
  {
    title: "one link of three",
    watch:
      "A follower and the leader cannot reach each other, though both reach the third. The follower's elections raise the term, and the leader loses its place, in turns.",
    machines: 3,
    script: [
      ...BEGIN,
      "say the link between the leader and one follower is cut, both ways",
      "cut leader follower",
      "cut follower leader",
      "step 150",
      "say the way is open again",
      "heal",
      "step 60",
    ],
  },
];

await play<Message, Host>({
  lab: "db-16",
  title: "raft",
  epoch: "term",
  tickMs: TICK_MS,
  latencyMs: LATENCY_MS,
  syncMs: TICK_MS,
  boot: (machine, tell) => new Host(machine, tell),
  textOf,
  laneOf,
  describe,
  propose: (host, value) => host.propose(value),
  read: (host) => host.read(),
  scenarios: SCENARIOS,
});
