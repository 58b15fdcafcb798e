/**
 * One storm at a time: what a lab says of its storms, how one ended, the small plan that breaks the same law, and what is
 * told of it. For a law (storms.ts), and for a soak of a night.
 *
 *     plan ──▶ run, look every 100 ms what is missing ──▶ verdict of the whole ──▶ Ending
 *     broken plan ──▶ again, with a trace: the weather as faults ──▶ shrunk ──▶ again, with a trace ──▶ Account
 *
 * Invariant: what is told was run, and broke the law that is named.
 */
import { join } from "node:path";
import {
  type Ending,
  faultText,
  type Plan,
  type Simulation,
  shrink,
  Violation,
} from "@labs/machine/sim";
import { type HistoryPicture, lastEvents, writePicture } from "../picture/index.ts";

/** How many plans are run to shrink one. */
const SHRINK_RUNS_MAX = 600;
/** How often it is looked whether something is still missing. */
const LOOK_MS = 100;
/** How many faults, and events, are told in the terminal. */
const FAULTS_SHOWN = 12;
const EVENTS_SHOWN = 14;
/** Where pictures go, from the folder in which the grading began. */
const PICTURES = join(process.cwd(), ".labs", "pictures");

/** One run of a plan. */
export interface StormRun<Message, Process, What> {
  readonly simulation: Simulation<Message, Process, What>;
  /** What is still to come, once all is calm, in words: "no leader"; undefined where nothing is. */
  missing?(): string | undefined;
  /** Looks at the run as a whole, when nothing is missing: the law that it breaks, and how. */
  verdict?(): { readonly law: string; readonly message: string } | undefined;
  /** The history of the clients, for the picture. */
  history?(): HistoryPicture | undefined;
  /** What else is to be told where a law is broken: a drawing of that history. */
  account?(): string | undefined;
}

export interface Storms<
  Message,
  Process,
  What,
  Run extends StormRun<Message, Process, What> = StormRun<Message, Process, What>,
> {
  /** How many plans. */
  readonly count: number;
  /** The plan of a seed. */
  plan(seed: number): Plan<What>;
  /** A cluster under that plan. */
  simulate(plan: Plan<What>, trace: boolean): Run;
  /** The lab, for the command that runs it again: "db-16". */
  readonly lab: string;
  /** How long each runs at least; by then the faults have ended. */
  readonly untilMs: number;
  /** How long it may take from then on until nothing is missing. */
  readonly patienceMs: number;
  /** Whether the processes promise something, as those that sync a disk do. */
  readonly promises: boolean;
  /** Looks at each that held. */
  held?(run: Run): void;
}

/** The storm of a seed: its plan, its run, and how that ended. */
export interface Storm<Message, Process, What, Run extends StormRun<Message, Process, What>> {
  readonly plan: Plan<What>;
  readonly run: Run;
  readonly ending: Ending;
}

/** Runs the storm of a seed. Rejects with NotImplemented where that was met: what is not written yet is no violation. */
export async function stormOf<Message, Process, What, Run extends StormRun<Message, Process, What>>(
  storms: Storms<Message, Process, What, Run>,
  seed: number,
): Promise<Storm<Message, Process, What, Run>> {
  const plan = storms.plan(seed);
  const run = storms.simulate(plan, false);
  const ending = await endingOf(storms, run);
  if (ending.kind === "threw" && nameOf(ending.error) === "NotImplemented") throw ending.error;
  return { plan, run, ending };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "");

/** Runs one, and says how it ended. */
export async function endingOf<Message, Process, What>(
  {
    untilMs,
    patienceMs,
    promises,
  }: Pick<Storms<Message, Process, What>, "untilMs" | "patienceMs" | "promises">,
  cluster: StormRun<Message, Process, What>,
): Promise<Ending> {
  const { simulation } = cluster;
  const run = (until: number) =>
    promises ? simulation.run(until) : Promise.resolve(simulation.runSync(until));
  let ending = await run(untilMs);
  for (let waited = 0; ending.kind === "held" && waited <= patienceMs; waited += LOOK_MS) {
    const lacking = cluster.missing?.();
    if (lacking === undefined) return judged(cluster, ending);
    if (waited + LOOK_MS > patienceMs) {
      const message = `${patienceMs} ms after the last fault: ${lacking}`;
      return simulation.breaks(new Violation("progress", message));
    }
    ending = await run(untilMs + waited + LOOK_MS);
  }
  return ending;
}

/** The ending of a run that held behind every event, and from which nothing is missing. */
function judged<Message, Process, What>(
  run: StormRun<Message, Process, What>,
  ending: Ending,
): Ending {
  const broken = run.verdict?.();
  if (broken === undefined) return ending;
  return run.simulation.breaks(new Violation(broken.law, broken.message));
}

/** Of a plan that is broken: the small one that breaks the same law, and how many were run for it. */
export async function shrunk<Message, Process, What>(
  storms: Storms<Message, Process, What>,
  plan: Plan<What>,
  law: string,
): Promise<{ readonly plan: Plan<What>; readonly runs: number }> {
  const traced = storms.simulate(plan, true);
  await endingOf(storms, traced);
  const { weather: _, ...calm } = plan;
  const concrete: Plan<What> = { ...calm, faults: traced.simulation.faults };
  const isBroken = async (candidate: Plan<What>) =>
    lawOf(await endingOf(storms, storms.simulate(candidate, false))) === law;
  return shrink(concrete, isBroken, SHRINK_RUNS_MAX);
}

/** The law that a run broke; a process that throws breaks one too. */
export function lawOf(ending: Ending): string | undefined {
  switch (ending.kind) {
    case "held":
      return undefined;
    case "broken":
      return ending.violation.law;
    case "threw":
      return "no process throws";
  }
}

/** What is told of a plan that broke a law. */
export interface Account {
  readonly given: string;
  /** How many of each the small plan has. */
  readonly faults: number;
  readonly acts: number;
  /** What happened, each with its label. */
  readonly did: readonly (readonly [label: string, text: string])[];
  /** The law, and how it is broken. */
  readonly message: string;
  /** What a process threw, where that is it. */
  readonly error?: unknown;
}

/**
 * Shrinks a plan that ended so, and tells of the small one; its picture is written.
 *
 * @param number which storm it was, from 1 on
 * @param replay the command that runs it again
 */
export async function accountOf<Message, Process, What>(
  storms: Storms<Message, Process, What>,
  plan: Plan<What>,
  ending: Ending,
  { number, replay }: { readonly number: number; readonly replay: string },
): Promise<Account> {
  const law = lawOf(ending) ?? "";
  const small = await shrunk(storms, plan, law);
  const run = storms.simulate(small.plan, true);
  const last = await endingOf(storms, run);
  const { simulation } = run;
  const { faults, acts } = small.plan;
  const history = run.history?.();
  const picture = {
    ...{ title: `${law}, storm ${number}`, replay },
    ...{ nodes: simulation.nodes, events: simulation.trace },
    ...(history === undefined ? {} : { history }),
  };
  const did: (readonly [string, string])[] = faults
    .slice(0, FAULTS_SHOWN)
    .map((fault) => ["fault", faultText(fault)]);
  if (faults.length > FAULTS_SHOWN)
    did.push(["faults", `and ${faults.length - FAULTS_SHOWN} more`]);
  const events = simulation.trace.filter(({ kind }) => kind !== "timer");
  did.push(["last", `\n${lastEvents({ ...picture, events }, EVENTS_SHOWN).join("\n")}`]);
  const more = run.account?.();
  if (more !== undefined) did.push(["history", `\n${more}`]);
  did.push(["picture", writePicture(PICTURES, `${law}-${plan.seed}`, picture)]);
  const many = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
  const needed = `${many(faults.length, "fault")}, ${many(acts.length, "act")}`;
  return {
    given: `${number}; what is needed of it: ${needed}`,
    ...{ faults: faults.length, acts: acts.length },
    did,
    message: `${law}: ${last.kind === "broken" ? last.violation.message : ""}`,
    ...(last.kind === "threw" ? { error: last.error } : {}),
  };
}
