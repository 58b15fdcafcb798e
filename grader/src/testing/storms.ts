/**
 * Storms: a cluster under thousands of plans, and what is said of the first that breaks a law.
 *
 *     seeds ──▶ plan ──▶ simulation, without a trace ──▶ held: counts are added up
 *                                                   └──▶ broken ──▶ shrunk, and told: the faults, the last events,
 *                                                                   the picture (storm-runs.ts)
 *
 * Nothing in it knows which protocol runs.
 */
import { addCounts, type Ending, noCounts, type Plan, type SimCounts } from "@labs/machine/sim";
import { gradingSeed } from "./law.ts";
import { accountOf, type StormRun, type Storms, stormOf } from "./storm-runs.ts";
import type { Trial } from "./trial.ts";

export type { StormRun, Storms } from "./storm-runs.ts";

/** Runs them all; ends the law with the first that is broken. @returns what happened in all of them together */
export async function underStorms<
  Message,
  Process,
  What,
  Run extends StormRun<Message, Process, What>,
>(t: Trial, storms: Storms<Message, Process, What, Run>): Promise<SimCounts> {
  const sum = noCounts();
  for (let i = 0; i < storms.count; i++) {
    const { plan, run, ending } = await stormOf(storms, t.seed + i);
    addCounts(sum, run.simulation.counts);
    if (ending.kind !== "held") await tell(t, storms, plan, ending, i + 1);
    storms.held?.(run);
  }
  return sum;
}

async function tell<Message, Process, What>(
  t: Trial,
  storms: Storms<Message, Process, What>,
  plan: Plan<What>,
  ending: Ending,
  number: number,
): Promise<never> {
  const replay = `npm run grade ${storms.lab} seed ${gradingSeed}`;
  const { given, did, message, ...threw } = await accountOf(storms, plan, ending, {
    number,
    replay,
  });
  t.given("storm", given);
  for (const [label, text] of did) t.did(label, text);
  if ("error" in threw) throw threw.error;
  t.holds(false, message);
  throw new Error("a law that holds after all");
}
