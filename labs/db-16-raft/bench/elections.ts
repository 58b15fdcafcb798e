/**
 * How long a cluster is without a leader: five machines, the leader's power goes, by election timeout.
 *
 *     ├─ leader dies ─── nobody notices ─── somebody loses patience ─── votes ─┤ the next leads
 *
 * All of it is simulated, so the figures are exact, and the same on every machine: a message takes 1 ms, saving 1 ms,
 * a tick 10 ms, and timeouts are drawn in whole ticks.
 */
import { line, spread } from "@labs/grader/bench";
import { assert } from "@labs/machine";
import { Cluster } from "../tests/storm-cluster.ts";

const NODES = ["a", "b", "c", "d", "e"];
const ELECTION_TICKS = [2, 3, 5, 10, 20, 50];
const SEEDS = 400;
const STEP_MS = 1;
const PATIENCE_MS = 60_000;

/** Prints, for each timeout, how long it took and how often votes were split. */
export function benchElections(): void {
  console.log(line("Without a leader, five machines", "median, ms", "95 of 100", "worst", "split"));
  for (const electionTicks of ELECTION_TICKS) {
    const runs = Array.from({ length: SEEDS }, (_, seed) => withoutLeader(seed, electionTicks));
    const times = runs.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
    const split = runs.filter(({ terms }) => terms > 1).length;
    const late = times[Math.floor(SEEDS * 0.95)]!;
    const { median, most } = spread(times);
    console.log(
      line(
        `timeouts of ${electionTicks} to ${2 * electionTicks - 1} ticks`,
        ...[median, late, most].map(String),
        `${((100 * split) / SEEDS).toFixed(1)} %`,
      ),
    );
  }
  console.log("");
}

/** From a leader's death to the next one: how long, and how many terms. */
function withoutLeader(seed: number, electionTicks: number) {
  const cluster = new Cluster(
    { nodes: NODES, host: { electionTicks }, storm: { untilMs: 1 }, proposals: 0 },
    { seed, faults: [], acts: [] },
    false,
  );
  const first = nextLeader(cluster, 0);
  // The others have heard of it.
  cluster.simulation.runSync(cluster.simulation.now + 50);
  cluster.simulation.crash(first.id, "lost");
  const from = cluster.simulation.now;
  const next = nextLeader(cluster, first.term);
  return { milliseconds: cluster.simulation.now - from, terms: next.term - first.term };
}

function nextLeader({ simulation }: Cluster, term: number) {
  for (let now = simulation.now; now < PATIENCE_MS; now += STEP_MS) {
    for (const node of NODES) {
      const status = simulation.process(node)?.raft.status;
      if (status?.role === "leader" && status.term > term) return status;
    }
    simulation.runSync(now + STEP_MS);
  }
  assert(false, "somebody is elected in the end");
}
