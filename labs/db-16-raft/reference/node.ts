/**
 * RaftNode: one machine of a Raft cluster, as a pure state machine.
 *
 *                    no leader heard of               votes of a majority
 *     ┌──────────┐ ───────────────────▶ ┌───────────┐ ───────────────────▶ ┌────────┐
 *     │ follower │                      │ candidate │ ─┐ again, a term on  │ leader │
 *     └──────────┘ ◀─────────────────── └───────────┘ ◀┘                   └────────┘
 *          ▲          a leader of its term, or a higher term                    │
 *          └──────────────────── a higher term, or no majority ─────────────────┘
 *
 *     step(message)  tick()  propose(data)  read()  ──▶  ready(): what to save, send, apply, in that order
 *
 * It does nothing itself: no disk, no network, no clock. What it is told it remembers, and what it wants done it tells
 * in `ready`. So the same node runs over TCP and a disk, and in a simulation.
 *
 * Invariants (Raft Figure 3): at most one leader in a term; a leader never removes entries of its own log; two logs
 * with the same entry are the same up to it; what is committed is in the log of every later leader; what is applied at
 * an index is the same everywhere.
 *
 * Source: Raft Figure 2, and the sections named below.
 *
 * Left out: snapshots, membership changes, pre-vote, transfer of leadership: db-17.
 */
import { assert, type Random } from "@labs/machine";
import { Ballot } from "./ballot.ts";
import { Leadership } from "./leadership.ts";
import { RaftLog } from "./log.ts";
import {
  type Append,
  type Entry,
  type HardState,
  type Message,
  NOTHING_SAVED,
  type NodeId,
  type RequestVote,
  type Saved,
  type Vote,
} from "./messages.ts";
import type { Ready } from "./ready.ts";
import type { Proposal, ReadRequest, Role, Status } from "./status.ts";

/** What a node needs to know. */
export interface RaftOptions {
  readonly id: NodeId;
  /** All machines of the cluster, this one among them. */
  readonly voters: readonly NodeId[];
  /** Election timeouts are drawn from it. */
  readonly random: Random;
  /** What the machine has kept; nothing unless said. */
  readonly saved?: Saved;
  /** A follower waits so many ticks for a leader at least, and less than twice as many; 10 unless said. */
  readonly electionTicks?: number;
  /** A leader speaks every so many ticks; 1 unless said. Less than `electionTicks`. */
  readonly heartbeatTicks?: number;
  /** How many entries an Append has at most; 64 unless said. */
  readonly appendEntriesMax?: number;
  /**
   * Whether a leader steps down that has heard of no majority for `electionTicks` ticks, itself counted in; it does so
   * before twice as many are over. Any answer of its term is a sign of life. Not unless said.
   */
  readonly checkQuorum?: boolean;
}

const DEFAULTS = {
  electionTicks: 10,
  heartbeatTicks: 1,
  appendEntriesMax: 64,
  checkQuorum: false,
} as const;

/** One machine's part in Raft. */
export class RaftNode {
  readonly id: NodeId;
  readonly #options: Required<RaftOptions>;
  readonly #others: readonly NodeId[];
  readonly #log: RaftLog;
  #term: number;
  #votedFor: NodeId | undefined;
  /** Who leads in this term, as far as is known. */
  #leader: NodeId | undefined;
  #commitIndex = 0;
  /** Up to which entry `ready` has told to apply. */
  #applied = 0;
  /** Ticks since it began to wait for a leader. */
  #elapsed = 0;
  /** At how many of them it waits no longer; drawn anew each time it begins. */
  #timeout = 0;
  /** Its votes, while it is a candidate. */
  #ballot: Ballot | undefined;
  /** Its work, while it leads. */
  #leadership: Leadership | undefined;
  #readsAsked = 0;
  #outbox: Message[] = [];
  #lostReads: number[] = [];
  /** What `ready` told last of term and vote. */
  #told: HardState;

  constructor(options: RaftOptions) {
    const { id, voters, saved = NOTHING_SAVED } = options;
    this.#options = { ...DEFAULTS, saved, ...options };
    const { electionTicks, heartbeatTicks } = this.#options;
    assert(voters.includes(id), `${id} is one of the voters`);
    assert(heartbeatTicks < electionTicks, "a leader speaks before others lose patience");
    this.id = id;
    this.#others = voters.filter((voter) => voter !== id);
    this.#log = new RaftLog(saved.entries);
    this.#term = saved.hardState.term;
    this.#votedFor = saved.hardState.votedFor;
    this.#told = saved.hardState;
    this.#restartTimer();
  }

  get status(): Status {
    return {
      id: this.id,
      role: this.#role,
      term: this.#term,
      votedFor: this.#votedFor,
      leader: this.#leader,
      commitIndex: this.#commitIndex,
      lastIndex: this.#log.lastIndex,
      lastTerm: this.#log.lastTerm,
    };
  }

  /** Entry `index` of its log; undefined where there is none. */
  entry(index: number): Entry | undefined {
    return this.#log.entry(index);
  }

  /**
   * Time passes: one tick. A leader does what is due. Anyone else counts it, and begins an election with the tick that
   * makes as many as it drew.
   * @step 1
   */
  tick(): void {
    if (this.#leadership !== undefined) {
      this.#leadership.tick();
      if (this.#options.checkQuorum && !this.#leadership.checkQuorum()) {
        this.#follow(this.#term, undefined);
      }
      return;
    }
    this.#elapsed += 1;
    if (this.#elapsed >= this.#timeout) this.#campaign();
  }

  /**
   * A message has arrived. A higher term is taken over at once, whatever the message says (Raft §5.1). An answer of
   * another term than its own was to an older question, and is dropped; a question of a lower term is answered, with
   * its own term, so that the sender learns. What is not for it, or not from another voter, is dropped, whatever its term.
   * @step 1
   */
  step(message: Message): void {
    if (message.to !== this.id || !this.#others.includes(message.from)) return;
    const isOfThisTerm = message.term === this.#term;
    if (message.term > this.#term) this.#follow(message.term, undefined);
    switch (message.kind) {
      case "request-vote":
        this.#onRequestVote(message);
        break;
      case "vote":
        if (isOfThisTerm) this.#onVote(message);
        break;
      case "append":
        this.#onAppend(message);
        break;
      case "append-reply":
        if (isOfThisTerm) this.#leadership?.onAppendReply(message);
    }
  }

  /**
   * A client's command. A leader puts it behind its log's end, under its term, and says where. Who does not lead takes
   * nothing, and says who leads in its term, if it knows.
   * @param data copied
   * @step 3
   */
  propose(data: Uint8Array): Proposal {
    if (this.#leadership === undefined) return { kind: "not-leader", leader: this.#leader };
    const [index, term] = [this.#log.lastIndex + 1, this.#term];
    this.#leadership.append({ kind: "command", index, term, data: Uint8Array.from(data) });
    return { kind: "accepted", index, term };
  }

  /**
   * A question to the state machine, which must see all that was answered before it was asked. `ready` tells later when
   * it may be answered, or that this machine cannot.
   * @step 6
   */
  read(): ReadRequest {
    if (this.#leadership === undefined) return { kind: "not-leader", leader: this.#leader };
    this.#readsAsked += 1;
    this.#leadership.read(this.#readsAsked);
    return { kind: "waiting", id: this.#readsAsked };
  }

  /**
   * What is to be done now; undefined where there is nothing. It counts as done when the next one is asked for: what is
   * to be saved, sent and applied is told once.
   */
  ready(): Ready | undefined {
    const hardState: HardState = { term: this.#term, votedFor: this.#votedFor };
    const { term, votedFor } = this.#told;
    const hasChanged = hardState.term !== term || hardState.votedFor !== votedFor;
    const ready: Ready = {
      hardState: hasChanged ? hardState : undefined,
      entries: this.#log.takeUnsaved(),
      messages: this.#outbox,
      committed: this.#log.slice(this.#applied + 1, this.#commitIndex + 1),
      reads: this.#leadership?.takeConfirmed() ?? [],
      lostReads: this.#lostReads,
    };
    this.#told = hardState;
    this.#applied = this.#commitIndex;
    [this.#outbox, this.#lostReads] = [[], []];
    const { entries, messages, committed, reads, lostReads } = ready;
    const parts = [entries, messages, committed, reads, lostReads];
    return hasChanged || parts.some(({ length }) => length > 0) ? ready : undefined;
  }

  /** Its state and its log, in two lines, for people and golden scripts. */
  dump(): string {
    const { role, term, votedFor, leader, commitIndex, lastIndex } = this.status;
    const names = this.#log.slice(1, lastIndex + 1).map((entry) => `${entry.index}/${entry.term}`);
    const whom = `voted for ${votedFor ?? "nobody"}, leader ${leader ?? "unknown"}`;
    const log = names.join(" ") || "empty";
    return `${this.id}: ${role} of term ${term}, ${whom}\n  log ${log}, committed ${commitIndex}`;
  }

  get #role(): Role {
    if (this.#leadership !== undefined) return "leader";
    return this.#ballot === undefined ? "follower" : "candidate";
  }

  /**
   * Follows in `term`, which is not lower than its own, and behind `leader` where that is known. A new term begins with
   * no vote given; in the same term the vote stays. Who waits goes on waiting, for as long as it drew. Who led, leads no
   * more: questions that wait are lost, and it waits for a leader from now on.
   * @step 1
   */
  #follow(term: number, leader: NodeId | undefined): void {
    if (term > this.#term) this.#votedFor = undefined;
    this.#term = term;
    this.#leader = leader;
    this.#ballot = undefined;
    if (this.#leadership === undefined) return;
    this.#lostReads.push(...this.#leadership.end());
    this.#leadership = undefined;
    this.#restartTimer();
  }

  /**
   * Begins to wait, for `electionTicks` ticks at least and less than twice as many: drawn anew from `random` alone, each
   * number as likely as any other, so that seldom two machines lose patience at once (Raft §5.2).
   *
   * Three things make a machine wait anew: an Append of its term's leader, whether it fits or not; a vote that it gives;
   * an election that it begins. So does the end of its leadership. No other message does.
   * @step 1
   */
  #restartTimer(): void {
    const { electionTicks, random } = this.#options;
    this.#elapsed = 0;
    this.#timeout = electionTicks + random.below(electionTicks);
  }

  /**
   * Begins an election: the next term, its own vote, and a question to all others. Where there are no others it is
   * elected.
   * @step 1
   */
  #campaign(): void {
    this.#term += 1;
    this.#votedFor = this.id;
    this.#leader = undefined;
    this.#ballot = new Ballot(this.#options.voters, this.id);
    this.#restartTimer();
    const { lastIndex: lastLogIndex, lastTerm: lastLogTerm } = this.#log;
    for (const to of this.#others) {
      this.#send({ kind: "request-vote", ...this.#head(to), lastLogIndex, lastLogTerm });
    }
    if (this.#others.length === 0) this.#lead();
  }

  /**
   * Somebody asks for a vote. It is granted to the first who asks in a term, and to that one again; if its log is not
   * older than this one's: by the term of the last entry, and where that is the same by its index (Raft §5.2, §5.4.1).
   * Who grants a vote waits anew.
   * @step 2
   */
  #onRequestVote({ term, from, lastLogIndex, lastLogTerm }: RequestVote): void {
    const { lastTerm, lastIndex } = this.#log;
    const isUpToDate =
      lastLogTerm > lastTerm || (lastLogTerm === lastTerm && lastLogIndex >= lastIndex);
    const isFree = this.#votedFor === undefined || this.#votedFor === from;
    const granted = term === this.#term && isFree && isUpToDate;
    if (granted) {
      this.#votedFor = from;
      this.#restartTimer();
    }
    this.#send({ kind: "vote", ...this.#head(from), granted });
  }

  /**
   * A vote of this term. With those of a majority a candidate leads; to anyone else it means nothing. A refusal is no
   * vote, and no reason to stop.
   * @step 2
   */
  #onVote({ from, granted }: Vote): void {
    if (this.#ballot === undefined || !granted) return;
    this.#ballot.grant(from);
    if (this.#ballot.isWon) this.#lead();
  }

  /**
   * It is elected, and begins with an entry of its own: a no-op, which goes to all at once.
   * @step 2
   */
  #lead(): void {
    const { electionTicks, heartbeatTicks, appendEntriesMax } = this.#options;
    this.#leader = this.id;
    this.#ballot = undefined;
    this.#leadership = new Leadership({
      ...{ id: this.id, others: this.#others, term: this.#term, log: this.#log },
      ...{ electionTicks, heartbeatTicks, appendEntriesMax },
      commitIndex: () => this.#commitIndex,
      commitUpTo: (index) => this.#commitUpTo(index),
      send: (message) => this.#send(message),
    });
    this.#leadership.append({ kind: "no-op", index: this.#log.lastIndex + 1, term: this.#term });
  }

  /**
   * Entries from a leader, or only a sign that there is one. From a lower term they are refused. Else the sender leads
   * this term, and is followed; it is waited for anew.
   *
   * Where the log has no such entry before them, they do not fit: the log stays as it is, and the answer says what stands
   * there. Else they are accepted, and the answer says up to where the two logs are the same: as far as the last of
   * `entries`, or the entry before where there are none, whatever the log has behind it. That far, and no further, the
   * leader's commit index holds here too. Every answer has the round of its question;
   * that to a lower term has round 0.
   * @step 3
   */
  #onAppend(append: Append): void {
    const { term, from, prevLogIndex, prevLogTerm, entries, leaderCommit, round } = append;
    const isOld = term < this.#term;
    if (!isOld) {
      this.#follow(term, from);
      this.#restartTimer();
    }
    // Its sender may lead a later term by now, with rounds of its own: an old question confirms none of them.
    const answered = isOld ? 0 : round;
    const reply = { kind: "append-reply", ...this.#head(from), round: answered } as const;
    if (isOld || this.#log.termAt(prevLogIndex) !== prevLogTerm) {
      this.#send({ ...reply, ok: false, prevLogIndex, ...this.#conflictAt(prevLogIndex) });
      return;
    }
    for (const entry of entries) this.#accept(entry);
    const matchIndex = prevLogIndex + entries.length;
    if (leaderCommit > this.#commitIndex) this.#commitUpTo(Math.min(leaderCommit, matchIndex));
    this.#send({ ...reply, ok: true, matchIndex });
  }

  /**
   * Takes a leader's entry into the log. Where another one has its index, that one and all behind it go. Where it is
   * there already nothing changes, and nothing is saved again: the Append may be an old one, and more may stand behind it
   * (Raft Figure 2, AppendEntries 3 and 4).
   * @step 3
   */
  #accept(entry: Entry): void {
    const { index, term } = entry;
    if (this.#log.termAt(index) === term) return;
    assert(index > this.#commitIndex, `entry ${index} is committed, and stays`);
    this.#log.truncate(index);
    this.#log.append(entry);
  }

  /**
   * What stands where a leader's entries do not fit, so that it need not try one index after the other (Raft §5.3, at
   * its end).
   * @step 3
   */
  #conflictAt(prevLogIndex: number): { conflictTerm: number | undefined; conflictIndex: number } {
    const conflictTerm = this.#log.termAt(prevLogIndex);
    if (conflictTerm === undefined) return { conflictTerm, conflictIndex: this.#log.lastIndex + 1 };
    return { conflictTerm, conflictIndex: this.#log.firstIndexOf(prevLogIndex) };
  }

  /**
   * Entries up to `index` are committed; never fewer than before. `ready` tells them, from the first on, in order.
   * @step 4
   */
  #commitUpTo(index: number): void {
    this.#commitIndex = Math.max(this.#commitIndex, index);
  }

  #head(to: NodeId): { readonly term: number; readonly from: NodeId; readonly to: NodeId } {
    return { term: this.#term, from: this.id, to };
  }

  #send(message: Message): void {
    this.#outbox.push(message);
  }
}
