/**
 * The kinds of storms that a RaftNode must stand, and what each is for.
 *
 *     three      the usual cluster in the usual storm
 *     five       as many may be away as a majority can bear, and one more
 *     two, one   every machine is needed; nobody else is
 *     quorum     leaders that look whether anybody hears them
 *     long       logs that take many Appends to catch up with, in small ones; and not too many
 *     restless   partitions one after the other, so that leaders last for a moment: old entries of many terms lie about,
 *                and are replicated by leaders of later ones (Raft Figure 8)
 */
import type { Message } from "@labs/db-16";
import type { Storms } from "@labs/grader/testing/storm-runs";
import type { Host } from "./host.ts";
import { type Cluster, type ClusterOptions, type Propose, stormsOf } from "./storm-cluster.ts";

/** One kind: its name, and how many of it a grading runs. */
export interface Kind {
  readonly name: string;
  readonly count: number;
  readonly cluster: ClusterOptions;
}

const NODES = ["a", "b", "c", "d", "e"];
const nodes = (count: number) => NODES.slice(0, count);

export const KINDS: readonly Kind[] = [
  {
    name: "three",
    count: 500,
    cluster: { nodes: nodes(3), storm: { untilMs: 800 }, proposals: 40 },
  },
  {
    name: "five",
    count: 250,
    cluster: {
      nodes: nodes(5),
      storm: { untilMs: 700, crashes: 8, cuts: 6 },
      proposals: 20,
      host: { heartbeatTicks: 3 },
    },
  },
  {
    name: "two",
    count: 150,
    cluster: { nodes: nodes(2), storm: { untilMs: 800 }, proposals: 30 },
  },
  {
    name: "one",
    count: 50,
    cluster: { nodes: nodes(1), storm: { untilMs: 800, crashes: 8 }, proposals: 40 },
  },
  {
    name: "quorum",
    count: 300,
    cluster: {
      nodes: nodes(3),
      storm: { untilMs: 800, cuts: 2 },
      partitions: { leastMs: 60, moreMs: 200 },
      proposals: 30,
      host: { electionTicks: 5, heartbeatTicks: 2, checkQuorum: true },
    },
  },
  {
    name: "long",
    count: 50,
    cluster: {
      nodes: nodes(3),
      storm: { untilMs: 1_000, downMs: 300 },
      proposals: 400,
      messagesMax: 4_000,
      host: { appendEntriesMax: 8 },
    },
  },
  {
    name: "restless",
    count: 400,
    cluster: {
      nodes: nodes(5),
      storm: { untilMs: 800, lose: 0.2, cuts: 0, crashes: 2, downMs: 100, pauses: 1, slow: 1 },
      partitions: { leastMs: 30, moreMs: 50 },
      proposals: 110,
      host: { electionTicks: 4, heartbeatTicks: 3, appendEntriesMax: 1, saveMs: 4 },
    },
  },
];

/** The kind of this name. */
export function kindOf(name: string): Kind {
  const kind = KINDS.find((each) => each.name === name);
  if (kind === undefined) throw new Error(`there is no kind of storm ${name}`);
  return kind;
}

/** The storms of a kind; as many as a grading runs, unless said. */
export function stormsOfKind(
  { cluster, count: usual }: Kind,
  count = usual,
): Storms<Message, Host, Propose, Cluster> {
  return stormsOf(cluster, count);
}
