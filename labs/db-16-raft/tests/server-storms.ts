/**
 * Storms over RaftServers on simulated disks: power cuts in every mode, processes that are killed, syncs that fail.
 * What was acknowledged stays, and what was refused never comes.
 *
 *     propose ──▶ answer 7:p12       the state machine's seventh command is p12, on every machine, for good
 *            └──▶ NOT_LEADER         p12 is never applied
 *            └──▶ REPLACED           p12 is never applied
 *            └──▶ STOPPED, nothing   p12 may be applied, once
 */
import type { Message, RaftError } from "@labs/db-16";
import type { StormRun, Storms } from "@labs/grader/testing/storm-runs";
import type { NodeId, Plan, PlannedFault, Simulation } from "@labs/machine/sim";
import { drawPartedStorm } from "./partitions.ts";
import { ServerCluster, type ServerLife } from "./server-cluster.ts";
import { bytesOf, Recorder, textOf } from "./server-rig.ts";
import { actsOf, type Propose } from "./storm-cluster.ts";

const NODES = ["a", "b", "c"];
/** How many of them a grading runs. */
export const SERVER_STORMS = 150;
const UNTIL_MS = 900;
const PARTITIONS = { leastMs: 60, moreMs: 120 };
const ASKS = 40;
const AGAIN_MS = 150;
/** How many syncs a machine comes to in a storm, about. */
const SYNCS = 60;

export type Life = ServerLife<Recorder>;

/** A cluster, and what its clients were told. */
export class ServerStorm implements StormRun<Message, Life, Propose> {
  /** How many proposals came to which end. */
  readonly ends = { answered: 0, refused: 0, stopped: 0 };
  readonly #cluster: ServerCluster<Recorder, Propose>;
  readonly #refused = new Set<string>();
  #isDone = false;
  #asked = 0;

  constructor(plan: Plan<Propose>, trace: boolean) {
    this.#cluster = new ServerCluster<Recorder, Propose>({
      ...{ nodes: NODES, plan, trace, server: { electionTicks: 6, heartbeatTicks: 2 } },
      newStateMachine: () => new Recorder(),
      perform: (what) => this.#ask(what),
    });
  }

  get simulation(): Simulation<Message, Life, Propose> {
    return this.#cluster.simulation;
  }

  get elections(): number {
    return this.#cluster.elections;
  }

  get applied(): number {
    return this.#cluster.applied.length;
  }

  missing(): string | undefined {
    if (!this.#isDone) return "the last proposal has no answer";
    return this.#cluster.lacking(this.applied, ({ applied }) => applied.length);
  }

  /** What was refused is nowhere. */
  verdict(): { readonly law: string; readonly message: string } | undefined {
    const texts = this.#cluster.applied.map(textOf);
    const text = texts.find((each) => this.#refused.has(each));
    if (text === undefined) return undefined;
    const message = `${text} was refused (NOT_LEADER or REPLACED), and was applied all the same`;
    return { law: "what is refused never comes", message };
  }

  #ask({ text, isLast = false }: Propose): string {
    const leaders = this.#cluster.lives.filter(
      ([, life]) => life?.server.status?.role === "leader" && !life.isOut(),
    );
    this.#asked += 1;
    const [node, life] = leaders[this.#asked % leaders.length] ?? [];
    if (isLast) {
      this.simulation.later(AGAIN_MS, () => void (this.#isDone || this.#ask({ text, isLast })));
    }
    if (life === undefined) return `nobody leads: ${text} is not proposed`;
    life.server.propose(bytesOf(text)).then(
      (answer) => this.#onAnswer(node!, text, textOf(answer), isLast),
      (error: RaftError) => this.#onError(text, error, isLast),
    );
    return `${node} is asked for ${text}`;
  }

  #onAnswer(node: NodeId, text: string, answer: string, isLast: boolean): void {
    this.ends.answered += 1;
    this.#isDone ||= isLast;
    const at = Number(answer.split(":")[0]);
    const applied = this.#cluster.applied[at - 1];
    if (answer === `${at}:${text}` && applied !== undefined && textOf(applied) === text) return;
    const message = `${node} answers ${text} with ${answer}, and that command was ${applied === undefined ? "none" : textOf(applied)}`;
    this.#cluster.breaks("an answer is that of its command", message, node);
  }

  #onError(text: string, { code }: RaftError, isLast: boolean): void {
    if (code === "STOPPED") this.ends.stopped += 1;
    else this.ends.refused += 1;
    if (code !== "STOPPED" && !isLast) this.#refused.add(text);
  }
}

/** The storms. */
export function serverStorms(count = SERVER_STORMS): Storms<Message, Life, Propose, ServerStorm> {
  const storm = {
    untilMs: UNTIL_MS,
    cuts: 1,
    crashes: 12,
    downMs: 60,
    events: 300,
    failedSyncs: 4,
  };
  return {
    count,
    lab: "db-16",
    untilMs: UNTIL_MS,
    patienceMs: 20_000,
    promises: true,
    plan: (seed) => {
      const { faults, ...rest } = drawPartedStorm(seed, NODES, storm, PARTITIONS);
      return { ...rest, faults: withoutCacheOfFailedSyncs(faults), acts: actsOf(UNTIL_MS, ASKS) };
    },
    simulate: (plan, trace) => new ServerStorm(plan, trace),
  };
}

/**
 * One failing sync alone, and among those that a machine comes to, so that a majority goes on. And its machine loses its power where it would be killed: a
 * process that begins anew on the cache of a sync that failed reads what the device may never have.
 */
function withoutCacheOfFailedSyncs(faults: readonly PlannedFault[]): readonly PlannedFault[] {
  const failing = faults.find(({ kind }) => kind === "fail-sync");
  if (failing?.kind !== "fail-sync") return faults;
  const early = { ...failing, nth: 1 + (failing.nth % SYNCS) };
  const others = faults.filter(({ kind }) => kind !== "fail-sync");
  return [
    early,
    ...others.map((fault) =>
      fault.kind === "crash" && fault.node === failing.node && fault.disk === "kept"
        ? ({ ...fault, disk: "lost" } as const)
        : fault,
    ),
  ];
}
