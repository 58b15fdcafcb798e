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
import { type Lane, play, type Tell } from "@labs/grader/play";
import type { Disk, DiskFile, Machine, Random } from "@labs/machine";
import type { NodeState } from "@labs/machine/sim";
import { SCENARIOS } from "./play-scenarios.ts";

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
