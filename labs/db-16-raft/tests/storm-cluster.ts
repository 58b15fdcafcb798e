/**
 * A cluster under a plan: hosts on a simulated network, clients that propose to whoever leads, the laws of Figure 3
 * behind every event, and progress once all is calm.
 */
import { type Message, messageText } from "@labs/db-16";
import type { StormRun, Storms } from "@labs/grader/testing/storm-runs";
import {
  type Act,
  type NodeId,
  type Plan,
  Simulation,
  type StormOptions,
  Violation,
} from "@labs/machine/sim";
import { Host, type HostOptions, Stable } from "./host.ts";
import { LawsOfRaft, nameOf, textOf } from "./laws-of-raft.ts";
import { drawPartedStorm, type PartitionsOptions } from "./partitions.ts";

/** What a client does: proposes this once, or, where `isLast`, until it is applied. */
export interface Propose {
  readonly text: string;
  readonly isLast?: boolean;
}

export interface ClusterOptions {
  readonly nodes: readonly NodeId[];
  readonly host?: HostOptions;
  readonly storm: StormOptions;
  /** Partitions, one after the other, besides. */
  readonly partitions?: Omit<PartitionsOptions, "untilMs">;
  /** How many proposals, over the time of the storm. */
  readonly proposals: number;
  /** How many messages all machines together may send in a storm; no matter, unless said. */
  readonly messagesMax?: number;
}

/** How long a client waits for its last proposal before it tries again. */
const AGAIN_MS = 300;
const LAST = "last";

/** A cluster, and what was seen of it. */
export class Cluster implements StormRun<Message, Host, Propose> {
  readonly simulation: Simulation<Message, Host, Propose>;
  readonly laws = new LawsOfRaft();
  /** How many proposals somebody accepted. */
  accepted = 0;
  readonly #nodes: readonly NodeId[];
  /** How often a leader was looked for. */
  #asked = 0;

  constructor(
    { nodes, host, messagesMax = Number.POSITIVE_INFINITY }: ClusterOptions,
    plan: Plan<Propose>,
    trace: boolean,
  ) {
    this.#nodes = nodes;
    const stables = new Map(nodes.map((node) => [node, new Stable()]));
    this.simulation = new Simulation<Message, Host, Propose>({
      nodes,
      plan,
      trace,
      boot: (machine) => new Host(machine, stables.get(machine.id)!, this.laws, host),
      perform: (what) => this.#propose(what),
      check: (simulation, node) => {
        const process = node === undefined ? undefined : simulation.process(node);
        if (process !== undefined) this.laws.onStatus(process.raft);
        if (simulation.counts.sent > messagesMax) {
          throw new Violation("few messages", `more than ${messagesMax} were sent`, node);
        }
      },
      textOf: messageText,
      describe: (process) => stateOf(process),
    });
  }

  /** The last proposal, applied by all. */
  missing(): string | undefined {
    const last = this.#lastIndex();
    for (const node of this.#nodes) {
      const host = this.simulation.process(node);
      if (host === undefined) return `${node} is down`;
      if (last !== undefined && host.applied.length >= last) continue;
      const { role, term, commitIndex, lastIndex } = host.raft.status;
      return `${node}, ${role} of term ${term}, has committed ${commitIndex} of ${lastIndex} entries, and not applied the last proposal`;
    }
    return undefined;
  }

  /** Where the last proposal was applied; undefined where it was not. */
  #lastIndex(): number | undefined {
    for (let index = this.laws.applied; index > 0; index--) {
      if (textOf(this.laws.entryAt(index)!) === LAST) return index;
    }
    return undefined;
  }

  /** One that leads, or believes that it does: each in turn. */
  #leader(): Host | undefined {
    const leaders = this.#nodes.flatMap((node) => {
      const host = this.simulation.process(node);
      return host?.raft.status.role === "leader" ? [host] : [];
    });
    this.#asked += 1;
    return leaders[this.#asked % leaders.length];
  }

  #propose({ text, isLast = false }: Propose): string {
    const leader = this.#leader();
    const proposal = leader?.raft.propose(Buffer.from(text));
    leader?.pump();
    if (isLast) {
      this.simulation.later(AGAIN_MS, () => {
        if (this.#lastIndex() === undefined) this.#propose({ text, isLast });
      });
    }
    if (proposal?.kind !== "accepted") return `nobody leads: ${text} is not proposed`;
    this.accepted += 1;
    return `${leader!.raft.id} is asked for ${text}, and makes it entry ${proposal.index}/${proposal.term}`;
  }
}

/** The storms of one kind of cluster. */
export function stormsOf(
  cluster: ClusterOptions,
  count: number,
): Storms<Message, Host, Propose, Cluster> {
  const { nodes, storm, partitions, proposals } = cluster;
  const { untilMs } = storm;
  return {
    count,
    lab: "db-16",
    untilMs,
    patienceMs: 20_000,
    promises: false,
    plan: (seed) => ({
      ...drawPartedStorm(seed, nodes, storm, partitions),
      acts: actsOf(untilMs, proposals),
    }),
    simulate: (plan, trace) => new Cluster(cluster, plan, trace),
  };
}

/** So many proposals over the time of a storm, and one that is last. */
export function actsOf(untilMs: number, proposals: number): readonly Act<Propose>[] {
  const acts = Array.from({ length: proposals }, (_, i) => ({
    atMs: Math.floor(((i + 1) * untilMs) / (proposals + 1)),
    what: { text: `p${i + 1}` },
  }));
  return [...acts, { atMs: untilMs, what: { text: LAST, isLast: true } }];
}

function stateOf({ raft }: Host) {
  const { role, term, votedFor, leader, commitIndex, lastIndex } = raft.status;
  const entries = Array.from({ length: lastIndex }, (_, i) => raft.entry(i + 1)!);
  return {
    role,
    epoch: term,
    leads: role === "leader",
    details: [
      `term ${term}, voted for ${votedFor ?? "nobody"}, leader ${leader ?? "unknown"}`,
      `committed ${commitIndex} of ${lastIndex}`,
      `log ${entries
        .slice(-40)
        .map((entry) => `${nameOf(entry)} ${textOf(entry)}`)
        .join(", ")}`,
    ],
  };
}
