/**
 * Execution: several machines, and one path of choices that was taken with them.
 *
 *     on their way   #3 a ─▶ b   #5 c ─▶ a              ┐
 *     timers         a: 150, 300   b: 120               ├──▶ choices ──take──▶ a machine: boot, receive, timer ──▶ check
 *     acts           2 of 5 done                        │
 *     left           1 loss, 2 timers                   ┘
 *
 * Invariants: an execution is a function of its path; equal state texts have equal futures, if equal fingerprints do.
 *
 * Each machine has a time of its own, which is that of the last timer that ran there; nobody else's time moves it.
 *
 * Left out: promises, syncs, and a machine that stays down: it is one that nothing reaches for a while.
 */
import { assert, InvariantError } from "../invariant.ts";
import type { Machine } from "../network.ts";
import { toPlainJson } from "../plain-json.ts";
import type { Choice } from "./choices.ts";
import { type Cluster, type Failure, Violation, violationEvent } from "./laws.ts";
import { copyOf } from "./plain.ts";
import { SimMachine, type World } from "./sim-machine.ts";
import type { NodeId, NodeState, SimEvent } from "./trace.ts";

/** How often the adversary may do what, in all of a path. */
export interface Budget {
  /** How many timers run. */
  readonly timers: number;
  readonly losses: number;
  readonly repeats: number;
  readonly crashes: number;
}

/** What is executed, and what may happen to it. */
export interface ExecutionOptions<Message, Process, What> {
  readonly nodes: readonly NodeId[];
  /** Begins a process; called again after each crash. What `kept` holds outlives the crash; at first nothing. */
  boot(machine: Machine<Message>, kept: Map<string, unknown>): Process;
  /** What is asked of the whole, in this order; each at any moment. */
  readonly acts?: readonly What[];
  /** Does what an act says. @returns what was done, in words, for the trace */
  perform?(what: What, cluster: Cluster<Process>): string;
  /**
   * Looks at the processes after each choice; `node` is the machine that it befell. `seen` is what the check itself
   * has noted on this path, and is part of the state: for laws about what was once true. @throws Violation
   */
  check?(cluster: Cluster<Process>, node: NodeId | undefined, seen: Map<string, string>): void;
  /**
   * The state of a process as a text: processes with equal texts behave alike from here on, whatever comes. So all
   * belongs in it that the future depends on, what it has kept too, and, where it has several timers, which is due
   * first; and nothing else, or there are more states than need be.
   */
  fingerprint(process: Process): string;
  /** Unless said, any number of timers and nothing else. */
  readonly budget?: Partial<Budget>;
  /** Of what the processes draw; 1 unless said. */
  readonly seed?: number;
  /** A message in a line, and a process as people are to see it; for the trace. */
  textOf?(message: Message): string;
  describe?(process: Process): NodeState;
}

const USUAL: Budget = { timers: Number.POSITIVE_INFINITY, losses: 0, repeats: 0, crashes: 0 };

/** A message on its way. */
interface Flight<Message> {
  readonly number: number;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly message: Message;
  /** 1, and more for one that was repeated. */
  copy: number;
  /** Equal for messages that nobody can tell apart; made when it is asked for. */
  key: string | undefined;
}

interface Timer {
  readonly due: number;
  readonly run: () => void;
}

/** One machine of an execution. */
interface Seat<Message, Process> {
  readonly machine: SimMachine<Message, Process>;
  readonly world: World<Message>;
  readonly kept: Map<string, unknown>;
  /** In the order in which they are due. */
  readonly timers: Timer[];
  now: number;
}

export class Execution<Message, Process, What> implements Cluster<Process> {
  /** Undefined as long as all laws hold and no process has thrown. */
  failure: Failure | undefined;
  readonly #options: ExecutionOptions<Message, Process, What>;
  readonly #tell: ((event: SimEvent) => void) | undefined;
  readonly #seats: readonly Seat<Message, Process>[];
  #flights: Flight<Message>[] = [];
  readonly #left: { -readonly [What in keyof Budget]: number };
  readonly #seen = new Map<string, string>();
  #actsDone = 0;
  #sent = 0;
  /** How many choices were taken. */
  #taken = 0;

  /** Begins every process. @param tell is told what happens, at the number of the choice */
  constructor(options: ExecutionOptions<Message, Process, What>, tell?: (event: SimEvent) => void) {
    this.#options = options;
    this.#tell = tell;
    this.#left = { ...USUAL, ...options.budget };
    this.#seats = options.nodes.map((id, position) => this.#newSeat(new SimMachine(id, position)));
    for (const seat of this.#seats) {
      this.#try(seat.machine.id, () => this.#start(seat));
      this.#look(seat);
    }
    this.#check(undefined);
  }

  get nodes(): readonly NodeId[] {
    return this.#options.nodes;
  }

  process(node: NodeId): Process | undefined {
    return this.#seat(node).machine.process;
  }

  life(node: NodeId): number {
    return this.#seat(node).machine.life;
  }

  /** All that may happen next. Of messages that nobody can tell apart, the oldest stands for all. */
  choices(): Choice[] {
    const { timers, losses, repeats, crashes } = this.#left;
    const nodes = this.#seats;
    const messages = [
      ...new Map([...this.#flights].reverse().map((f) => [keyOf(f), f.number])).values(),
    ].sort((a, b) => a - b);
    const each = (kind: "deliver" | "lose" | "repeat"): Choice[] =>
      messages.map((message) => ({ kind, message }));
    const running = timers > 0 ? nodes.filter((seat) => seat.timers.length > 0) : [];
    return [
      ...(this.#actsDone < (this.#options.acts?.length ?? 0) ? [{ kind: "act" } as const] : []),
      ...each("deliver"),
      ...running.map(({ machine }) => ({ kind: "timer", node: machine.id }) as const),
      ...(losses > 0 ? each("lose") : []),
      ...(repeats > 0 ? each("repeat") : []),
      ...(crashes > 0
        ? nodes.map(({ machine }) => ({ kind: "crash", node: machine.id }) as const)
        : []),
    ];
  }

  /** Lets it happen. @throws InvariantError for what may not happen now */
  take(choice: Choice): void {
    assert(this.failure === undefined, "an execution that has failed goes no further");
    this.#taken += 1;
    const node = this.#happen(choice);
    if (node === undefined) for (const seat of this.#seats) this.#look(seat);
    else this.#look(this.#seat(node));
    this.#check(node);
  }

  /** All that the future depends on, as a text. */
  state(): string {
    const processes = this.#seats.map(
      ({ machine, timers }) => `${this.#options.fingerprint(machine.process!)} ${timers.length}`,
    );
    const { timers, losses, repeats, crashes } = this.#left;
    const left = `${timers} ${losses} ${repeats} ${crashes} ${this.#actsDone}`;
    const seen = [...this.#seen].map(([key, value]) => `${key}=${value}`).sort();
    return [left, ...processes, ...this.#flights.map(keyOf).sort(), ...seen].join("\n");
  }

  /** @returns the machine that it befell */
  #happen(choice: Choice): NodeId | undefined {
    switch (choice.kind) {
      case "act":
        this.#act();
        return undefined;
      case "timer":
        this.#fire(this.#seat(choice.node));
        return choice.node;
      case "crash":
        this.#crash(this.#seat(choice.node));
        return choice.node;
      case "lose":
        this.#lose(this.#flight(choice.message));
        return undefined;
      default:
        return this.#deliver(this.#flight(choice.message), choice.kind === "repeat");
    }
  }

  #act(): void {
    const { acts = [], perform } = this.#options;
    assert(this.#actsDone < acts.length && perform !== undefined, "there is no act to perform");
    const what = acts[this.#actsDone]!;
    this.#actsDone += 1;
    this.#try(undefined, () => {
      const text = perform(what, this);
      this.#tell?.({ kind: "act", at: this.#taken, text });
    });
  }

  #fire(seat: Seat<Message, Process>): void {
    const { machine } = seat;
    const timer = seat.timers.shift();
    assert(timer !== undefined, `${machine.id} has no timer`);
    this.#spend("timers");
    seat.now = Math.max(seat.now, timer.due);
    this.#tell?.({ kind: "timer", at: this.#taken, node: machine.id });
    this.#try(machine.id, timer.run);
  }

  #crash(seat: Seat<Message, Process>): void {
    const { machine } = seat;
    this.#spend("crashes");
    this.#tell?.({ kind: "crash", at: this.#taken, node: machine.id, power: false });
    machine.crash("kept", 0);
    seat.timers.length = 0;
    this.#try(machine.id, () => this.#start(seat));
  }

  #lose(flight: Flight<Message>): void {
    this.#spend("losses");
    this.#flights = this.#flights.filter((other) => other !== flight);
    const { number: message, copy } = flight;
    this.#tell?.({ kind: "lose", at: this.#taken, message, copy, why: "lost" });
  }

  #deliver(flight: Flight<Message>, isRepeated: boolean): NodeId {
    const { number: message, copy, from, to } = flight;
    this.#tell?.({ kind: "deliver", at: this.#taken, message, copy });
    if (isRepeated) this.#spend("repeats");
    else this.#flights = this.#flights.filter((other) => other !== flight);
    flight.copy += 1;
    this.#try(to, () => this.#seat(to).machine.handler(copyOf(flight.message), from));
    return to;
  }

  #start({ machine, world, kept }: Seat<Message, Process>): void {
    this.#tell?.({ kind: "start", at: this.#taken, node: machine.id, life: machine.life + 1 });
    machine.start(world, this.nodes, (given) => this.#options.boot(given, kept));
  }

  #newSeat(machine: SimMachine<Message, Process>): Seat<Message, Process> {
    const seat: Seat<Message, Process> = {
      machine,
      kept: new Map(),
      timers: [],
      now: 0,
      world: {
        seed: this.#options.seed ?? 1,
        now: () => seat.now,
        send: (from, to, message) => this.#send(from.id, to, message),
        plan: (_, due, run) => planTimer(seat.timers, { due, run }),
      },
    };
    return seat;
  }

  #send(from: NodeId, to: NodeId, message: Message): void {
    if (from === to) throw new InvariantError(`${to} sends a message to itself`);
    this.#seat(to);
    this.#sent += 1;
    const flight = {
      number: this.#sent,
      from,
      to,
      message: copyOf(message),
      copy: 1,
      key: undefined,
    };
    this.#flights.push(flight);
    if (this.#tell === undefined) return;
    const text = this.#options.textOf?.(message) ?? "";
    this.#tell({ kind: "send", at: this.#taken, message: flight.number, from, to, text });
  }

  #check(node: NodeId | undefined): void {
    if (this.failure !== undefined) return;
    this.#try(node, () => this.#options.check?.(this, node, this.#seen));
  }

  #look({ machine }: Seat<Message, Process>): void {
    const { describe } = this.#options;
    if (this.#tell === undefined || describe === undefined || machine.process === undefined) return;
    const state = describe(machine.process);
    this.#tell({ kind: "state", at: this.#taken, node: machine.id, state });
  }

  #try(node: NodeId | undefined, run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof Violation)) {
        this.failure = { kind: "threw", node, error };
        return;
      }
      this.failure = { kind: "broken", violation: error };
      this.#tell?.(violationEvent(this.#taken, error));
    }
  }

  #spend(what: keyof Budget): void {
    assert(this.#left[what] > 0, `no ${what} are left`);
    this.#left[what] -= 1;
  }

  #seat(node: NodeId): Seat<Message, Process> {
    const seat = this.#seats.find(({ machine }) => machine.id === node);
    assert(seat !== undefined, `there is no machine ${node}`);
    return seat;
  }

  #flight(message: number): Flight<Message> {
    const flight = this.#flights.find(({ number }) => number === message);
    assert(flight !== undefined, `message ${message} is not on its way`);
    return flight;
  }
}

function keyOf<Message>(flight: Flight<Message>): string {
  flight.key ??= `${flight.from} ${flight.to} ${toPlainJson(flight.message)}`;
  return flight.key;
}

/** Puts a timer behind those that are due no later. @returns what calls it off */
function planTimer(timers: Timer[], timer: Timer): () => void {
  const after = timers.findIndex(({ due }) => due > timer.due);
  timers.splice(after === -1 ? timers.length : after, 0, timer);
  return () => {
    const at = timers.indexOf(timer);
    if (at !== -1) timers.splice(at, 1);
  };
}
