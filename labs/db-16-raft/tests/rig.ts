/**
 * A machine on the bench: a RaftNode that is told every message and every tick by hand, and is watched.
 *
 *     hear(message), tick(), propose(text) ──▶ RaftNode ──ready()──▶ kept      what a crash would leave
 *                                                               ├──▶ applied   what its state machine was given
 *                                                               └──▶ messages, returned
 *
 * A log is written by its terms: "1 1 2" is three entries. An entry's data is its name, so that the same name is the
 * same entry in every log: that is what Raft promises, and what these logs are drawn by.
 *
 * Everything that happens is told to the trial: a law that breaks shows the conversation that led there.
 */
import {
  type Append,
  type Entry,
  type HardState,
  type Message,
  type NodeId,
  RaftNode,
  type RaftOptions,
  type Ready,
} from "@labs/db-16";
import type { Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";

/** Readys in a row after which something else is wrong. */
const READY_MAX = 100;

/** The entries of a log, by their terms. */
export function logOf(terms: string): readonly Entry[] {
  return terms
    .split(" ")
    .filter((term) => term !== "")
    .map((term, at) => entryOf(at + 1, Number(term)));
}

/** The command of this index and term. */
export function entryOf(index: number, term: number): Entry {
  return { kind: "command", index, term, data: utf8(`${index}/${term}`) };
}

/** The bytes of a text. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Entries by index and term: `1/1 2/1 3/2`; a no-op has a star, `4/3*`. */
export function namesOf(entries: readonly Entry[]): string {
  return entries
    .map(({ kind, index, term }) => `${index}/${term}${kind === "no-op" ? "*" : ""}`)
    .join(" ");
}

/** So many names are told of a long row, from either end. */
const NAMES_SHOWN = 4;

/** The same, for people: of many names the first and the last. */
function namesInBrief(entries: readonly Entry[]): string {
  if (entries.length <= 2 * NAMES_SHOWN) return namesOf(entries);
  return `${namesOf(entries.slice(0, NAMES_SHOWN))} … ${namesOf(entries.slice(-NAMES_SHOWN))}`;
}

/** A message in a line, as `messageText` writes it, with everything in it but its round and the data of commands. */
export function lineOf(message: Message, names = namesOf): string {
  const head = `${message.from}→${message.to} ${message.kind} ${message.term}`;
  switch (message.kind) {
    case "request-vote":
      return `${head}: log ends with ${message.lastLogIndex}/${message.lastLogTerm}`;
    case "vote":
      return `${head}: ${message.granted ? "granted" : "refused"}`;
    case "append": {
      const { prevLogIndex, prevLogTerm, entries, leaderCommit } = message;
      return `${head}: behind ${prevLogIndex}/${prevLogTerm} [${names(entries)}] commit ${leaderCommit}`;
    }
    case "append-reply":
      return message.ok
        ? `${head}: has up to ${message.matchIndex}`
        : `${head}: no ${message.prevLogIndex}, try ${message.conflictIndex} (its term ${message.conflictTerm ?? "none"})`;
  }
}

/** Lines in an order of their own: in which order different machines are written to is free. */
export const linesOf = (messages: readonly Message[]): readonly string[] =>
  messages.map((message) => lineOf(message)).sort();

/** From whom to whom, in which term. */
export interface Route {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly term: number;
}

/** `b` to `a`, in `term`. */
export const toA = (term: number, from: NodeId = "b"): Route => ({ from, to: "a", term });

/** Asks for a vote; the candidate's log ends with entry `last`, given as "7/3". */
export function requestVote(route: Route, last: string): Message {
  const [lastLogIndex, lastLogTerm] = numbersOf(last);
  return { kind: "request-vote", ...route, lastLogIndex, lastLogTerm };
}

/** A vote. */
export const vote = (route: Route, granted = true): Message => ({
  kind: "vote",
  ...route,
  granted,
});

/** An Append of the `count` entries of `log` behind entry `prevLogIndex`. */
export function append(
  route: Route,
  log: readonly Entry[],
  prevLogIndex: number,
  count: number,
  leaderCommit = 0,
): Append {
  return {
    kind: "append",
    ...route,
    prevLogIndex,
    prevLogTerm: log[prevLogIndex - 1]?.term ?? 0,
    entries: log.slice(prevLogIndex, prevLogIndex + count),
    leaderCommit,
    round: 0,
  };
}

/** A follower has everything up to an entry. */
export const accepted = (route: Route, matchIndex: number): Message => ({
  kind: "append-reply",
  ...route,
  round: 0,
  ok: true,
  matchIndex,
});

/** A follower has no such entry before; `conflict` is the first entry of its term there, as "7/3", or "7" where its log ends. */
export function rejected(route: Route, prevLogIndex: number, conflict: string): Message {
  const [conflictIndex, term] = numbersOf(conflict);
  const conflictTerm = conflict.includes("/") ? term : undefined;
  const ok = false;
  return {
    kind: "append-reply",
    ...route,
    round: 0,
    ok,
    prevLogIndex,
    conflictTerm,
    conflictIndex,
  };
}

function numbersOf(name: string): [number, number] {
  const [index, term] = name.split("/");
  return [Number(index), Number(term ?? 0)];
}

/** What a machine is made of: `a`, of three, with nothing saved, unless said otherwise. */
export interface Setup extends Partial<Omit<RaftOptions, "saved">> {
  /** The terms of its log. */
  readonly log?: string;
  /** Its saved term; that of its last entry unless said. */
  readonly term?: number;
  readonly votedFor?: NodeId;
  /** Where what happens is told; to the trial unless said. */
  tell?(who: string, what: string): void;
}

/** The names of so many machines. */
export const names = (size: number): readonly NodeId[] =>
  Array.from({ length: size }, (_, at) => String.fromCharCode(97 + at));

/** A RaftNode, and what came of it. */
export class Watched {
  node: RaftNode;
  readonly applied: Entry[] = [];
  /** The log as it was saved. */
  readonly kept: Entry[];
  hardState: HardState;
  readonly #t: Trial;
  readonly #options: Omit<RaftOptions, "saved">;
  #tell: (who: string, what: string) => void;

  constructor(t: Trial, setup: Setup = {}) {
    const { log = "", term, votedFor, tell, ...rest } = setup;
    this.#t = t;
    this.#tell = tell ?? ((who, what) => t.did(who, what));
    this.kept = [...logOf(log)];
    this.hardState = { term: term ?? this.kept.at(-1)?.term ?? 0, votedFor };
    this.#options = { id: "a", voters: names(3), random: seededRandom(t.seed), ...rest };
    this.node = this.#begun("begins");
  }

  get id(): NodeId {
    return this.#options.id;
  }

  get role(): string {
    return this.node.status.role;
  }

  get term(): number {
    return this.node.status.term;
  }

  /** Its log, by names. */
  get log(): string {
    return namesOf(this.entries);
  }

  /** Its log. */
  get entries(): readonly Entry[] {
    const { lastIndex } = this.node.status;
    return Array.from({ length: lastIndex }, (_, at) => this.node.entry(at + 1)!);
  }

  /** A message arrives. @returns what is sent then */
  hear(message: Message): readonly Message[] {
    this.#tell(`${this.id} hears`, lineOf(message, namesInBrief));
    this.node.step(message);
    return this.take();
  }

  /** Ticks. @returns what is sent then */
  tick(times = 1): readonly Message[] {
    this.#tell(`${this.id} ticks`, times === 1 ? "once" : `${times} times`);
    return Array.from({ length: times }, () => {
      this.node.tick();
      return this.take();
    }).flat();
  }

  /** A client's command. @returns what is sent then */
  propose(text: string): readonly Message[] {
    this.#tell(`${this.id} is given`, text);
    this.node.propose(utf8(text));
    return this.take();
  }

  /** Ticks until it begins an election, which must not take too long. @returns what is sent then */
  campaign(): readonly Message[] {
    const { term } = this;
    const most = 2 * (this.#options.electionTicks ?? 10);
    for (let ticks = 1; ticks <= most; ticks++) {
      this.node.tick();
      if (this.term === term) continue;
      this.#tell(`${this.id} ticks`, `${ticks} times`);
      return this.take();
    }
    this.#tell(`${this.id} ticks`, `${most} times`);
    this.#t.holds(false, "it heard of no leader all the time, and begins no election");
    return [];
  }

  /** Has it elected, in its next term, by the votes of all. @returns what it sends then */
  elect(): readonly Message[] {
    const told: (readonly [string, string])[] = [];
    const { id, term } = this;
    const tell = this.#tell;
    this.#tell = (who, what) => void told.push([who, what]);
    this.campaign();
    const voters = this.#options.voters.filter((voter) => voter !== id);
    const route = { to: id, term: term + 1 };
    const sent = voters.flatMap((from) => this.hear(vote({ from, ...route })));
    this.#tell = tell;
    if (this.role !== "leader") for (const [who, what] of told) tell(who, what);
    this.#t.equal(this.role, "leader", "the role, with all votes");
    const appends = sent.map((message) => lineOf(message, namesInBrief)).join("; ");
    tell(`${id} is elected`, `in term ${this.term}, and sends ${appends || "nothing"}`);
    return sent;
  }

  /** Does what the node wants done. @returns what is to be sent */
  take(): readonly Message[] {
    const sent: Message[] = [];
    for (let count = 0; ; count++) {
      const ready = this.node.ready();
      if (ready === undefined) break;
      this.#t.holds(count < READY_MAX, "ready() has always more to do, without an end");
      this.#keep(ready);
      sent.push(...ready.messages);
    }
    for (const message of sent) this.#tell(`${this.id} sends`, lineOf(message, namesInBrief));
    return sent;
  }

  /** Dies, and begins again with what it kept. */
  restart(): void {
    this.applied.length = 0;
    this.node = this.#begun("dies, and begins again");
  }

  #begun(how: string): RaftNode {
    const { term, votedFor } = this.hardState;
    const log = this.kept.length === 0 ? "no log" : `log ${namesOf(this.kept)}`;
    const voted = votedFor === undefined ? "" : `, voted for ${votedFor}`;
    const { id, voters } = this.#options;
    this.#tell(`${id} ${how}`, `of ${voters.join(" ")}: term ${term}${voted}, ${log}`);
    const saved = { hardState: this.hardState, entries: [...this.kept] };
    return new RaftNode({ ...this.#options, saved });
  }

  #keep({ hardState, entries, committed }: Ready): void {
    this.hardState = hardState ?? this.hardState;
    const [first] = entries;
    if (first !== undefined) this.kept.length = Math.min(this.kept.length, first.index - 1);
    this.kept.push(...entries);
    this.applied.push(...committed);
  }
}

/** A machine that leads, elected by all, in the term behind its saved one. */
export function leading(t: Trial, setup: Setup = {}): Watched {
  const leader = new Watched(t, setup);
  leader.elect();
  return leader;
}

/** Ticks until it begins an election; 21 where it does not. */
export function ticksToCampaign(machine: Watched): number {
  const { term } = machine;
  for (let ticks = 1; ticks <= 20; ticks++) {
    machine.node.tick();
    if (machine.term === term) continue;
    machine.take();
    return ticks;
  }
  return 21;
}

/**
 * Holds that `event` has a machine draw anew for how long it waits. Each of 20 machines has a twin, with the same random,
 * that is spared: where all wait as long as their twins, what was drawn before was kept.
 *
 * @param before what happens to both, with which they begin to wait
 */
export function drawsAnew(
  t: Trial,
  event: (machine: Watched) => void,
  before: (machine: Watched) => void = () => undefined,
): void {
  const begun = (_: unknown, at: number): Watched => {
    const machine = new Watched(t, { random: seededRandom(t.seed + at), tell: () => undefined });
    before(machine);
    return machine;
  };
  const spared = Array.from({ length: 20 }, begun).map(ticksToCampaign);
  const waited = Array.from({ length: 20 }, begun).map((machine) => {
    machine.tick();
    event(machine);
    return ticksToCampaign(machine);
  });
  t.did("without it", `20 machines waited ${spared.join(" ")} ticks`);
  t.did("behind it", `20 with the same random waited ${waited.join(" ")} ticks`);
  const isNew = waited.some((ticks, at) => ticks !== spared[at]);
  t.holds(isNew, "each waits for as long as it had drawn before, and draws no other number");
}

/** Holds that in any 3 ticks a leader speaks to b and to c, whatever `deed` has it send before each of 12 ticks. */
export function speaksToAll(
  t: Trial,
  leader: Watched,
  deed: (count: number) => readonly Message[],
): void {
  for (let count = 0; count < 12; count += 3) {
    const sent = [0, 1, 2].flatMap((tick) => [...deed(count + tick), ...leader.tick()]);
    const told = new Set(sent.map(({ to }) => to));
    t.equal([...told].sort(), ["b", "c"], "whom it speaks to in 3 ticks");
  }
}

/** Holds that these messages were sent, to different machines in any order. */
export function sends(t: Trial, sent: readonly Message[], ...expected: readonly Message[]): void {
  t.equal(linesOf(sent), linesOf(expected), "what is sent");
}
