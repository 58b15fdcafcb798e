/**
 * An election, right and wrong in two ways: for examining what examines.
 *
 *     follower ──timer──▶ candidate: a new term, a vote for itself, asks all
 *                             │ votes of a majority                    wrong: nobody has refused for a while
 *                             ▼
 *                          leader of that term, tells all
 *
 * Who is asked votes once in a term, and keeps that over a crash (wrong: forgets it). The law: no term has two leaders.
 *
 * Source: Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm" (ATC 2014), §5.2, made small.
 *
 * Left out: logs; so whom one votes for does not matter.
 */
import type { Machine } from "@labs/machine";
import {
  type Cluster,
  drawStorm,
  type NodeState,
  type Plan,
  Simulation,
  Violation,
} from "@labs/machine/sim";

export type ElectionMessage =
  | { readonly kind: "ask" | "vote" | "refuse" | "lead"; readonly term: number };

/** What is wrong with it. */
export type Wrong = "nothing" | "silence is consent" | "forgets its vote";

/** What must not be forgotten. */
interface Ballot {
  term: number;
  votedFor: string | undefined;
}

export interface Elector {
  readonly ballot: Readonly<Ballot>;
  readonly role: "follower" | "candidate" | "leader";
  /** Who has voted for it in its term. */
  readonly votes: ReadonlySet<string>;
  readonly isRefused: boolean;
}

const TIMEOUT_MS = 100;
const PATIENCE_MS = 30;

/** Begins electors that are wrong in this way. */
export const electors =
  (wrong: Wrong) =>
  (machine: Machine<ElectionMessage>, kept: Map<string, unknown>): Elector =>
    new Election(machine, wrong === "forgets its vote" ? new Map() : kept, wrong);

class Election implements Elector {
  readonly ballot: Ballot;
  role: "follower" | "candidate" | "leader" = "follower";
  votes = new Set<string>();
  isRefused = false;
  readonly #machine: Machine<ElectionMessage>;
  readonly #wrong: Wrong;

  constructor(machine: Machine<ElectionMessage>, kept: Map<string, unknown>, wrong: Wrong) {
    this.#machine = machine;
    this.#wrong = wrong;
    this.ballot = (kept.get("ballot") as Ballot | undefined) ?? { term: 0, votedFor: undefined };
    kept.set("ballot", this.ballot);
    machine.network.receive((message, from) => this.#receive(message, from));
    this.#wait();
  }

  #wait(): void {
    const { clock, random } = this.#machine;
    clock.after(TIMEOUT_MS + random.below(TIMEOUT_MS), () => {
      if (this.role !== "leader") this.#stand();
      this.#wait();
    });
  }

  #stand(): void {
    const { id, peers, network, clock } = this.#machine;
    this.#enter(this.ballot.term + 1);
    const { term } = this.ballot;
    this.ballot.votedFor = id;
    this.role = "candidate";
    this.votes.add(id);
    for (const peer of peers) network.send(peer, { kind: "ask", term });
    if (this.#wrong !== "silence is consent") return;
    clock.after(PATIENCE_MS, () => {
      if (this.ballot.term === term && this.role === "candidate" && !this.isRefused) this.#lead();
    });
  }

  #receive({ kind, term }: ElectionMessage, from: string): void {
    if (term > this.ballot.term) this.#enter(term);
    if (term < this.ballot.term) return;
    switch (kind) {
      case "ask":
        return this.#answer(from);
      case "vote":
        this.votes.add(from);
        if (this.role === "candidate" && this.#isElected()) this.#lead();
        return;
      case "refuse":
        this.isRefused = true;
        return;
      case "lead":
        if (this.role === "candidate") this.role = "follower";
    }
  }

  #answer(from: string): void {
    const { ballot } = this;
    ballot.votedFor ??= from;
    const kind = ballot.votedFor === from ? "vote" : "refuse";
    this.#machine.network.send(from, { kind, term: ballot.term });
  }

  #isElected(): boolean {
    return this.votes.size > (this.#machine.peers.length + 1) / 2;
  }

  #enter(term: number): void {
    this.ballot.term = term;
    this.ballot.votedFor = undefined;
    this.role = "follower";
    this.votes = new Set();
    this.isRefused = false;
  }

  #lead(): void {
    this.role = "leader";
    const { peers, network } = this.#machine;
    for (const peer of peers) network.send(peer, { kind: "lead", term: this.ballot.term });
  }
}

/** No term has two leaders. */
export function electionSafety(cluster: Cluster<Elector>, node: string | undefined): void {
  const mine = node === undefined ? undefined : cluster.process(node);
  if (mine?.role !== "leader") return;
  for (const other of cluster.nodes) {
    const theirs = other === node ? undefined : cluster.process(other);
    if (theirs?.role !== "leader" || theirs.ballot.term !== mine.ballot.term) continue;
    const { term } = mine.ballot;
    throw new Violation("election safety", `${other} and ${node} both lead term ${term}`, node);
  }
}

/** All of an elector that its future depends on. */
export function fingerprintOf({ ballot, role, votes, isRefused }: Elector): string {
  return `${ballot.term} ${ballot.votedFor} ${role} ${[...votes].sort()} ${isRefused}`;
}

export function describeElector({ ballot, role }: Elector): NodeState {
  const details = ballot.votedFor === undefined ? [] : [`votes for ${ballot.votedFor}`];
  return { role, epoch: ballot.term, leads: role === "leader", details };
}

export type ElectionPlan = Plan<never>;

/** An election of a, b and c by this plan. What is kept over a crash, this simulation keeps. */
export function election(wrong: Wrong, plan: ElectionPlan, trace = false) {
  const kept = new Map<string, Map<string, unknown>>();
  const keptBy = (node: string) => kept.get(node) ?? kept.set(node, new Map()).get(node)!;
  return new Simulation<ElectionMessage, Elector>({
    nodes: ["a", "b", "c"],
    plan,
    boot: (machine) => electors(wrong)(machine, keptBy(machine.id)),
    check: electionSafety,
    textOf: ({ kind, term }) => `${kind} ${term}`,
    describe: describeElector,
    trace,
  });
}

/** The storms that elections are held in. */
export function electionStorm(seed: number): ElectionPlan {
  return { ...drawStorm(seed, ["a", "b", "c"], { untilMs: 2_000, events: 60 }), acts: [] };
}
