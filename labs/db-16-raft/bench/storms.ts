/**
 * Storms a second: three machines and 100 proposals under drawn faults, with the laws of Figure 3 behind every event.
 *
 * It tells what a grading can afford. Each storm ends when all is calm and the last proposal is applied everywhere.
 */
import { line } from "@labs/grader/bench";
import { stormOf } from "@labs/grader/testing/storm-runs";
import { assert } from "@labs/machine";
import { addCounts, noCounts } from "@labs/machine/sim";
import { stormsOf } from "../tests/storm-cluster.ts";

const STORMS = 300;
const PROPOSALS = 100;
const UNTIL_MS = 2_000;
const FIRST_SEED = 1;

/** Runs them one after the other, prints how many a second, and what happened in them. */
export async function benchStorms(): Promise<void> {
  const storms = stormsOf(
    { nodes: ["a", "b", "c"], storm: { untilMs: UNTIL_MS }, proposals: PROPOSALS },
    STORMS,
  );
  const sum = noCounts();
  let elections = 0;
  const started = process.hrtime.bigint();
  for (let i = 0; i < STORMS; i++) {
    const { run, ending } = await stormOf(storms, FIRST_SEED + i);
    assert(ending.kind === "held", "no law is broken");
    addCounts(sum, run.simulation.counts);
    elections += run.laws.elections;
  }
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const rate = (count: number) => Math.round(count / seconds).toLocaleString("en");
  const each = (count: number) => (count / STORMS).toFixed(1);
  console.log(line(`Storms, three machines, ${PROPOSALS} proposals`, "a second", "in each"));
  console.log(line("storms", rate(STORMS), ""));
  console.log(line("events", rate(sum.events), each(sum.events)));
  console.log(line("messages sent", rate(sum.sent), each(sum.sent)));
  console.log(
    line("messages lost, cut off or late", "", each(sum.lost + sum.cutOff + sum.reordered)),
  );
  console.log(line("crashes and kills", "", each(sum.crashes + sum.kills)));
  console.log(line("elections won", "", each(elections)));
  console.log("");
}
