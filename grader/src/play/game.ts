/**
 * A game: one cluster on the simulator, and what is done to it by hand.
 *
 *     commands ──▶ queue ──▶ at once: kill, cut, propose …
 *                       └──▶ over time: step, await ──tick──▶ simulation ──▶ trace ──▶ lines
 *
 * It knows nothing of a terminal, nor of real time: who plays it says when a tick is. What is done is written down,
 * so that the same game can be had again from its seed.
 *
 * Left out: faults by chance. Those are what a storm is for.
 */
import { type Ending, type NodeId, type SimEvent, Simulation } from "@labs/machine/sim";
import type { RunPicture } from "../picture/run.ts";
import { cutWords, wordsOf } from "../picture/words.ts";
import { type Command, commandText, type Names, PlayError } from "./command.ts";
import { type Lane, namesOf, type Playable } from "./lab.ts";

/** How long `await` waits. */
const AWAIT_TICKS = 5_000;

/** Something that happened, for people to read. */
export interface Line {
  readonly at: number;
  readonly where: string;
  readonly text: string;
}

export interface GameOptions {
  readonly machines: number;
  readonly seed: number;
}

/** A way that is closed, and what opens it. */
interface Cut {
  readonly from: readonly NodeId[];
  readonly to: readonly NodeId[];
  heal(): void;
}

export class Game<Message, Process> {
  readonly nodes: readonly NodeId[];
  readonly options: GameOptions;
  /** What has happened, apart from messages and timers. */
  readonly lines: Line[] = [];
  readonly lab: Playable<Message, Process>;
  readonly #simulation: Simulation<Message, Process>;
  readonly #queue: Command[] = [];
  /** What was done, each as a command, with the ticks between as steps. */
  readonly #done: string[] = [];
  #cuts: Cut[] = [];
  /** Ticks since something was done; of the command that takes its time; in all. */
  #ticksSince = 0;
  #waited = 0;
  #ticks = 0;
  /** In which epoch somebody led when the command that waits had its turn. */
  #epochBefore = 0;
  /** How much of the trace has become lines. */
  #read = 0;
  /** By machine: the role and epoch that a line told last. */
  readonly #told = new Map<NodeId, string>();
  #ending: Ending = { kind: "held" };

  constructor(lab: Playable<Message, Process>, options: GameOptions) {
    this.lab = lab;
    this.options = options;
    this.nodes = namesOf(options.machines);
    this.#simulation = new Simulation<Message, Process>({
      nodes: this.nodes,
      plan: { seed: options.seed, faults: [], acts: [] },
      trace: true,
      latencyMs: lab.latencyMs,
      syncMs: lab.syncMs,
      boot: (machine) => lab.boot(machine, (text) => this.#simulation.note(text, machine.id)),
      textOf: (message) => lab.textOf(message),
      describe: (process) => lab.describe(process),
    });
  }

  /** Boots the machines. To be awaited before anything else. */
  async begin(): Promise<void> {
    await this.#run(0);
  }

  /** Milliseconds of the simulation. */
  get now(): number {
    return this.#simulation.now;
  }

  get trace(): readonly SimEvent[] {
    return this.#simulation.trace;
  }

  /** Why it cannot go on: a machine threw; undefined where it can. */
  get failure(): string | undefined {
    if (this.#ending.kind !== "threw") return undefined;
    const { node, error } = this.#ending;
    const what = error instanceof Error ? error.message : String(error);
    const isNotWritten = error instanceof Error && error.name === "NotImplemented";
    return isNotWritten ? `${node}: ${what}` : `${node} threw: ${what}`;
  }

  /** Whether there are commands that were not carried out yet. */
  get isBusy(): boolean {
    return this.#queue.length > 0 && this.failure === undefined;
  }

  /** The machine as it is drawn; undefined while it is down. */
  lane(node: NodeId): Lane | undefined {
    const process = this.#simulation.process(node);
    return process === undefined ? undefined : this.lab.laneOf(process);
  }

  /** Whom it cannot reach. */
  unreached(node: NodeId): readonly NodeId[] {
    const lost = this.#cuts.filter(({ from }) => from.includes(node)).flatMap(({ to }) => to);
    return this.nodes.filter((other) => other !== node && lost.includes(other));
  }

  /** What led here, as a script: the same seed and this give the same game. */
  get script(): string {
    const last = this.#ticksSince > 0 ? [`step ${this.#ticksSince}`] : [];
    return [...this.#done, ...last].join("; ");
  }

  /** The command that plays it again. */
  get replay(): string {
    const { machines, seed } = this.options;
    return `npm run play ${this.lab.lab} machines ${machines} seed ${seed} script "${this.script}"`;
  }

  get picture(): RunPicture {
    return {
      title: `${this.lab.lab} ${this.lab.title}, played by hand`,
      replay: this.replay,
      nodes: this.nodes,
      events: this.trace,
    };
  }

  /** Puts commands behind those that wait. */
  add(commands: readonly Command[]): void {
    this.#queue.push(...commands);
  }

  /** Carries out a command ahead of those that wait. @throws PlayError */
  interrupt(command: Command, show: (command: Command) => void): void {
    if (command.kind === "step" || command.kind === "await") {
      this.#queue.unshift(command);
      this.#turn();
      return;
    }
    try {
      this.#carryOut(command, show);
    } finally {
      this.#tell();
    }
  }

  /** One tick of the machines' clocks. */
  async tick(): Promise<void> {
    this.#ticks += 1;
    this.#ticksSince += 1;
    this.#waited += 1;
    await this.#run(this.#ticks * this.lab.tickMs);
  }

  /**
   * Carries out what waits, up to a command that takes its time, which is told apart by `isBusy`: then a tick is due.
   *
   * @param show called for a command that only its player can carry out: show, picture, play
   * @throws PlayError; then the command is gone, and those behind it
   */
  carryOut(show: (command: Command) => void): void {
    try {
      for (let next = this.#queue[0]; next !== undefined && this.isBusy; next = this.#queue[0]) {
        if (!this.#isOver(next)) return;
        this.#queue.shift();
        this.#carryOut(next, show);
        this.#turn();
      }
    } catch (error) {
      this.#queue.length = 0;
      throw error;
    } finally {
      this.#tell();
    }
  }

  /** The machines that these names mean. @throws PlayError */
  meant(names: Names): readonly NodeId[] {
    if (names === "leader") return [this.leader()];
    if (names === "others" || names === "follower") {
      const others = this.nodes.filter((node) => node !== this.leader());
      return names === "others" ? others : others.slice(0, 1);
    }
    const unknown = [...names].find((name) => !this.nodes.includes(name));
    if (unknown === undefined) return [...names];
    throw new PlayError(`there is no machine ${unknown}; there are ${this.nodes.join(", ")}`);
  }

  /** Who leads in the highest epoch. @throws PlayError */
  leader(): NodeId {
    const leader = this.#leader();
    if (leader === undefined) throw new PlayError("nobody leads");
    return leader;
  }

  #leader(): NodeId | undefined {
    const leaders = this.nodes.filter((node) => this.lane(node)?.leads === true);
    return leaders.sort((a, b) => this.lane(b)!.epoch - this.lane(a)!.epoch)[0];
  }

  /** The next command has its turn. */
  #turn(): void {
    this.#waited = 0;
    this.#epochBefore = this.#leaderEpoch();
  }

  /** The highest epoch in which somebody leads; 0 where nobody does. */
  #leaderEpoch(): number {
    const leader = this.#leader();
    return leader === undefined ? 0 : this.lane(leader)!.epoch;
  }

  /** Whether a command that takes its time has taken it; true of the others. @throws PlayError */
  #isOver(command: Command): boolean {
    if (command.kind === "step") return this.#waited >= command.ticks;
    if (command.kind !== "await") return true;
    if (this.#hasCome(command)) return true;
    if (this.#waited < AWAIT_TICKS) return false;
    throw new PlayError(`${commandText(command)}: not within ${AWAIT_TICKS} ticks`);
  }

  #hasCome({ who, value }: Extract<Command, { kind: "await" }>): boolean {
    if (who === "leader") return this.#leaderEpoch() > 0;
    if (who === "next") return this.#leaderEpoch() > this.#epochBefore;
    const lanes = this.meant(who).map((node) => this.lane(node));
    if (value === undefined) return lanes.every((lane) => lane?.leads === true);
    return lanes.every((lane) => lane?.log.some(({ text }) => text === value) === true);
  }

  #carryOut(command: Command, show: (command: Command) => void): void {
    switch (command.kind) {
      case "step":
      case "await":
        return;
      case "show":
      case "picture":
      case "play":
        show(command);
        return;
      default:
        this.#remember(command);
        this.#act(command);
    }
  }

  /** Writes down what is done, with the machines by their own names, whoever leads. */
  #remember(command: Command): void {
    const named = commandText(command).replace(/\b(leader|others|follower)\b/g, (names) =>
      command.kind === "say" ? names : this.meant(names).join(""),
    );
    if (this.#ticksSince > 0) this.#done.push(`step ${this.#ticksSince}`);
    this.#ticksSince = 0;
    this.#done.push(named);
  }

  #act(command: Command): void {
    const simulation = this.#simulation;
    switch (command.kind) {
      case "kill":
      case "power":
        for (const node of this.meant(command.who)) {
          simulation.crash(node, command.kind === "kill" ? "kept" : "lost");
        }
        break;
      case "restart":
        for (const node of this.meant(command.who)) simulation.start(node);
        break;
      case "cut":
        this.#cut(this.meant(command.from), command.to);
        break;
      case "split":
        this.#cutBoth(this.meant(command.one), this.meant(command.other));
        break;
      case "heal":
        for (const { heal } of this.#cuts.splice(0)) heal();
        this.#line("every way is open");
        break;
      case "propose":
        this.#ask(command.who, (process) => this.lab.propose(process, command.value));
        break;
      case "read":
        this.#ask(command.who, (process) => this.lab.read(process));
        break;
      case "say":
        simulation.note(command.text);
    }
  }

  /** One way; or both, between `from` and all others, where `to` is undefined. */
  #cut(from: readonly NodeId[], to: Names | undefined): void {
    if (to === undefined) {
      this.#cutBoth(
        from,
        this.nodes.filter((node) => !from.includes(node)),
      );
      return;
    }
    const ends = this.meant(to);
    this.#close(from, ends);
    const isEachOther = from.join() === ends.join();
    const each = `${from.join(", ")} cannot reach each other`;
    this.#line(isEachOther ? each : cutWords(from, ends));
  }

  #cutBoth(one: readonly NodeId[], other: readonly NodeId[]): void {
    this.#close(one, other);
    this.#close(other, one);
    this.#line(cutWords(one, other, true));
  }

  #close(from: readonly NodeId[], to: readonly NodeId[]): void {
    this.#cuts.push({ from, to, heal: this.#simulation.cut(from, to) });
  }

  #ask(who: Names, ask: (process: Process) => string): void {
    for (const node of this.meant(who)) {
      const process = this.#simulation.process(node);
      if (process === undefined) throw new PlayError(`${node} is down`);
      try {
        this.#simulation.note(ask(process), node);
      } catch (error) {
        this.#ending = { kind: "threw", node, error };
      }
    }
  }

  async #run(untilMs: number): Promise<void> {
    if (this.failure !== undefined) return;
    this.#ending = await this.#simulation.run(untilMs);
    this.#tell();
  }

  #line(text: string): void {
    this.lines.push({ at: this.now, where: "", text });
  }

  /** Makes lines of what the trace has got. */
  #tell(): void {
    const news = this.trace.slice(this.#read);
    this.#read = this.trace.length;
    for (const event of news) {
      if (QUIET.has(event.kind) || !this.#isNews(event)) continue;
      const { where, what } = wordsOf(event, () => undefined);
      this.lines.push({ at: event.at, where, text: what });
    }
  }

  /** Not that a machine is there from the beginning, nor a state that differs in its log alone. */
  #isNews(event: SimEvent): boolean {
    if (event.kind === "start") return event.life > 1;
    if (event.kind !== "state") return true;
    const { role, epoch } = event.state;
    const before = this.#told.get(event.node);
    this.#told.set(event.node, `${role} ${epoch}`);
    return before !== undefined && before !== `${role} ${epoch}`;
  }
}

/** What happens too often to be told of; what the command has told that did it; what `failure` tells. */
const QUIET = new Set(["send", "deliver", "lose", "timer", "synced", "cut", "heal", "violation"]);
