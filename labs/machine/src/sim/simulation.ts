/**
 * Simulation: several machines, their network, their disks and their time, in one process and from one seed.
 *
 *     acts, crashes, cuts ───┐
 *     timers of processes ───┼──▶ queue ──first──▶ execute ──▶ follow up ──▶ check ──▶ the next
 *     messages on their way ─┤   (time, order)        │             │
 *     syncs that end ────────┘                        │             └─▶ syncs that began, trace
 *                                                     └─▶ a process: boot, receive, timer
 *
 * Nothing happens but by an event, one after the other; so a run is a function of its plan, and the same on every
 * machine. Nothing in it knows what the processes are.
 *
 * Invariants: time never goes back; what a crash strikes does nothing any more; whether there is a trace changes
 * nothing else.
 *
 * Left out: threads, and any other promise than one that microtasks keep: a process that asks Node for a timer or a
 * file by itself is not simulated.
 */
import { setImmediate } from "node:timers";
import { assert } from "../invariant.ts";
import type { Machine } from "../network.ts";
import { noCounts, type SimCounts } from "./counts.ts";
import type { CrashMode } from "./crash.ts";
import { EventQueue } from "./event-queue.ts";
import { PowerLoss } from "./kernel.ts";
import { type Cluster, type Failure, Violation, violationEvent } from "./laws.ts";
import { arrange, type Stage } from "./mishaps.ts";
import type { Fault, Plan } from "./plan.ts";
import { SimMachine, type World } from "./sim-machine.ts";
import { type Hub, SimNetwork } from "./sim-network.ts";
import type { NodeId, NodeState, SimEvent } from "./trace.ts";

export interface SimulationOptions<Message, Process, What> {
  readonly nodes: readonly NodeId[];
  readonly plan: Plan<What>;
  /** Begins a process; called again after each crash, when the disk has what that left. */
  boot(machine: Machine<Message>): Process;
  /** Does what an act says. @returns what was done, in words, for the trace */
  perform?(what: What, simulation: Simulation<Message, Process, What>): string;
  /** Looks at the processes after each event; `node` is the machine whose it was. @throws Violation */
  check?(simulation: Simulation<Message, Process, What>, node: NodeId | undefined): void;
  /** How long a message takes in the calm; 1 unless said. */
  readonly latencyMs?: number;
  /** How long a sync takes; 1 unless said. */
  readonly syncMs?: number;
  /** Writes down what happens, and the weather as faults. */
  readonly trace?: boolean;
  /** A message in a line, and a process as people are to see it; for the trace. */
  textOf?(message: Message): string;
  describe?(process: Process): NodeState;
}

/** How a run ended. */
export type Ending = { readonly kind: "held" } | Failure;

/** Something that is going to happen. */
interface Happening<Message, Process> {
  readonly at: number;
  order: number;
  /** Whose event it is; undefined for what happens to the whole. */
  readonly machine: SimMachine<Message, Process> | undefined;
  /** The life that it is part of; 0 for what reaches a machine in any, down or not. */
  readonly life: number;
  readonly run: () => void;
  isOff: boolean;
}

export class Simulation<Message, Process, What = never> implements Cluster<Process> {
  readonly counts: SimCounts = noCounts();
  /** What has happened; empty unless a trace was asked for. */
  readonly trace: SimEvent[] = [];
  /** All that went wrong, the weather too, as data; empty unless a trace was asked for. */
  readonly faults: Fault[] = [];
  readonly #options: SimulationOptions<Message, Process, What>;
  readonly #machines: ReadonlyMap<NodeId, SimMachine<Message, Process>>;
  readonly #network: SimNetwork<Message>;
  readonly #world: World<Message> & Hub<Message>;
  readonly #queue = new EventQueue<Happening<Message, Process>>();
  readonly #syncMs: number;
  readonly #isTraced: boolean;
  /** By machine: the state that the trace told last. */
  readonly #told = new Map<NodeId, string>();
  #now = 0;
  /** Whose event was executed last. */
  #struck: SimMachine<Message, Process> | undefined;
  #ending: Ending | undefined;

  constructor(options: SimulationOptions<Message, Process, What>) {
    const { nodes, plan, syncMs = 1, trace = false } = options;
    this.#options = options;
    this.#syncMs = syncMs;
    this.#isTraced = trace;
    this.#machines = new Map(
      nodes.map((id, position) => [id, new SimMachine<Message, Process>(id, position)]),
    );
    this.#world = this.#newWorld(options);
    this.#network = new SimNetwork(this.#world, plan.seed, this.#machines);
    for (const fault of plan.faults) arrange(fault, this.#stage());
    for (const machine of this.#machines.values()) this.#at(0, () => this.#start(machine));
    for (const { atMs, what } of plan.acts) this.#at(atMs, () => this.#perform(what));
  }

  /** Milliseconds since it began. */
  get now(): number {
    return this.#now;
  }

  get nodes(): readonly NodeId[] {
    return this.#options.nodes;
  }

  get plan(): Plan<What> {
    return this.#options.plan;
  }

  process(node: NodeId): Process | undefined {
    return this.#machine(node).process;
  }

  life(node: NodeId): number {
    return this.#machine(node).life;
  }

  /** Runs all that is planned by `untilMs`, or until a law is broken. What was promised goes on after each event. */
  async run(untilMs: number): Promise<Ending> {
    while (this.#next(untilMs)) {
      await new Promise((resolve) => setImmediate(resolve));
      // A promise that one machine's event kept may have gone on in another.
      this.#followUp(undefined);
    }
    return this.#end(untilMs);
  }

  /** The same at once, for processes that promise nothing and sync no disk. */
  runSync(untilMs: number): Ending {
    while (this.#next(untilMs)) this.#followUp(this.#struck);
    return this.#end(untilMs);
  }

  /** Calls `run` in so many milliseconds of the simulation, as an event of nobody's. For acts that go on. */
  later(milliseconds: number, run: () => void): void {
    assert(Number.isFinite(milliseconds), `later by ${milliseconds} ms`);
    this.#at(this.#now + Math.ceil(Math.max(0, milliseconds)), run);
  }

  /** Writes a line into the trace. For acts that go on. */
  note(text: string, node?: NodeId): void {
    if (!this.#isTraced) return;
    this.#tell({ kind: "act", at: this.#now, text, ...(node === undefined ? {} : { node }) });
  }

  /**
   * By hand, between runs: ends the process of a machine that is up; its disk is what a crash of this mode leaves. What
   * is done by hand is in the trace, and not among the faults.
   */
  crash(node: NodeId, mode: CrashMode, seed = 0): void {
    if (this.#machine(node).isUp) this.#crash(this.#machine(node), mode, seed);
  }

  /** By hand: begins the next life of a machine that is down. */
  start(node: NodeId): void {
    if (!this.#machine(node).isUp) this.#start(this.#machine(node));
  }

  /** By hand: from now on nothing goes from any of `from` to any of `to`. @returns what ends that, once */
  cut(from: readonly NodeId[], to: readonly NodeId[]): () => void {
    return this.#network.cut(from, to);
  }

  /** What the machines and the network may ask. */
  #newWorld(options: SimulationOptions<Message, Process, What>): World<Message> & Hub<Message> {
    const { plan, latencyMs = 1, textOf = () => "" } = options;
    return {
      seed: plan.seed,
      weather: plan.weather,
      latencyMs,
      counts: this.counts,
      isTraced: this.#isTraced,
      textOf,
      now: () => this.#now,
      tell: (event) => this.#tell(event),
      note: (fault) => this.#note(fault),
      send: (from, to, message) => this.#network.send(from, to, message),
      arrive: (machine, at, run) => this.#plan(this.#machine(machine.id), 0, at, run),
      plan: (machine, at, run) => {
        const timer = () => {
          this.counts.timers += 1;
          this.#tell({ kind: "timer", at: this.#now, node: machine.id });
          run();
        };
        const planned = this.#plan(this.#machine(machine.id), machine.life, at, timer);
        return () => {
          planned.isOff = true;
        };
      },
    };
  }

  /** Where faults are arranged. */
  #stage(): Stage {
    return {
      ...this.#world,
      network: this.#network,
      machine: (node) => this.#machine(node),
      at: (at, run) => this.#at(at, run),
      crash: (node, mode, seed) => this.#crash(this.#machine(node), mode, seed),
      start: (node) => this.#start(this.#machine(node)),
    };
  }

  #plan(
    machine: SimMachine<Message, Process> | undefined,
    life: number,
    at: number,
    run: () => void,
  ): Happening<Message, Process> {
    const happening = { at, order: 0, machine, life, run, isOff: false };
    this.#queue.add(happening);
    return happening;
  }

  /** Says that a law is broken, as the last of the trace: for what is looked at when a run is over. */
  breaks(violation: Violation): Ending {
    this.#broken(violation);
    return { kind: "broken", violation };
  }

  /** Executes the first event that is planned by `untilMs`. @returns whether there was one */
  #next(untilMs: number): boolean {
    while (this.#ending === undefined) {
      const first = this.#queue.first;
      if (first === undefined || first.at > untilMs) return false;
      this.#queue.take();
      if (!this.#isDue(first)) continue;
      // What waited for a machine that stood still was due before now.
      this.#now = Math.max(this.#now, first.at);
      this.#execute(first);
      return true;
    }
    return false;
  }

  /** Whether it comes to pass now: not if its life is over; and if its machine stands still, later. */
  #isDue(happening: Happening<Message, Process>): boolean {
    const { machine, life, isOff } = happening;
    if (isOff) return false;
    if (machine === undefined) return true;
    if (life !== 0 && (life !== machine.life || !machine.isUp)) return false;
    if (machine.isPaused) machine.waiting.push(() => this.#queue.putBack(happening));
    return !machine.isPaused;
  }

  #execute({ machine, run }: Happening<Message, Process>): void {
    this.counts.events += 1;
    this.#struck = machine;
    this.#try(run, machine);
    if (machine === undefined) return;
    machine.events += 1;
  }

  /**
   * Behind an event, and behind what was promised in it: a crash that was to come here, the ends of syncs that began,
   * what the processes look like now, and whether the laws hold.
   *
   * @param looked whose syncs and state may be others now; all where it is undefined
   */
  #followUp(looked: SimMachine<Message, Process> | undefined): void {
    const struck = this.#struck;
    if (this.#ending !== undefined) return;
    struck?.crashIfDue();
    if (looked !== undefined) this.#look(looked);
    else for (const machine of this.#machines.values()) this.#look(machine);
    this.#try(() => this.#options.check?.(this, struck?.id), struck);
  }

  #look(machine: SimMachine<Message, Process>): void {
    if (machine.process === undefined) return;
    const { life } = machine;
    for (; machine.plannedSyncs < machine.pendingSyncs; machine.plannedSyncs++) {
      this.#plan(machine, life, this.#now + this.#syncMs, () => this.#endSync(machine));
    }
    const { describe } = this.#options;
    if (!this.#isTraced || describe === undefined) return;
    const state = describe(machine.process);
    const shown = JSON.stringify(state);
    if (shown === this.#told.get(machine.id)) return;
    this.#told.set(machine.id, shown);
    this.#tell({ kind: "state", at: this.#now, node: machine.id, state });
  }

  #endSync(machine: SimMachine<Message, Process>): void {
    const { disk, id: node } = machine;
    machine.plannedSyncs -= 1;
    disk.completeSyncs(1);
    const ok = disk.history.operation(disk.operations).kind === "synced";
    this.counts.syncs += 1;
    if (!ok) this.counts.failedSyncs += 1;
    this.#tell({ kind: "synced", at: this.#now, node, ok });
  }

  #start(machine: SimMachine<Message, Process>): void {
    const { id: node, life } = machine;
    if (life > 0) this.counts.restarts += 1;
    if (this.#isTraced) this.#tell({ kind: "start", at: this.#now, node, life: life + 1 });
    this.#told.delete(node);
    this.#struck = machine;
    this.#try(() => machine.start(this.#world, this.nodes, this.#options.boot), machine);
  }

  #crash(machine: SimMachine<Message, Process>, mode: CrashMode, seed: number): void {
    const power = mode !== "kept";
    if (power) this.counts.crashes += 1;
    else this.counts.kills += 1;
    this.#tell({ kind: "crash", at: this.#now, node: machine.id, power });
    for (const run of machine.crash(mode, seed)) run();
  }

  #perform(what: What): void {
    assert(this.#options.perform !== undefined, "acts, and nobody to perform them");
    this.counts.acts += 1;
    this.note(this.#options.perform(what, this));
  }

  /** Plans something that happens to the whole. */
  #at(at: number, run: () => void): void {
    this.#plan(undefined, 0, at, run);
  }

  /** Runs a piece of a process, or a check; what it throws ends the run. */
  #try(run: () => void, machine: SimMachine<Message, Process> | undefined): void {
    try {
      run();
    } catch (error) {
      if (error instanceof Violation) this.#broken(error);
      else if (!(error instanceof PowerLoss)) this.#threw(error, machine?.id);
    }
  }

  #threw(error: unknown, node: NodeId | undefined): void {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    this.#broken(new Violation("no process throws", message, node));
    this.#ending = { kind: "threw", node, error };
  }

  #broken(violation: Violation): void {
    this.#ending = { kind: "broken", violation };
    this.#tell(violationEvent(this.#now, violation));
  }

  #end(untilMs: number): Ending {
    if (this.#ending === undefined) this.#now = Math.max(this.#now, untilMs);
    return this.#ending ?? { kind: "held" };
  }

  #machine(node: NodeId): SimMachine<Message, Process> {
    const machine = this.#machines.get(node);
    assert(machine !== undefined, `there is no machine ${node}`);
    return machine;
  }

  #tell(event: SimEvent): void {
    if (this.#isTraced) this.trace.push(event);
  }

  #note(fault: Fault): void {
    if (this.#isTraced) this.faults.push(fault);
  }
}
