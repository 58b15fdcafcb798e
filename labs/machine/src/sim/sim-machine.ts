/**
 * One machine of a simulation: its lives, its clock, its disk.
 *
 *     life 1 ──────────●crash      life 2 ───────────▶
 *     clock, timers    ✗ dropped   new timers          the time goes on
 *     disk             ✗ what was not synced …         what the crash left of it
 *
 * Invariants: what a life was given (its network, its timers, its disk) does nothing any more once that life is over;
 * no event reaches a machine that is down, and none is executed while it is paused.
 */
import type { Clock } from "../clock.ts";
import { assert } from "../invariant.ts";
import type { Machine, Network } from "../network.ts";
import { type Random, seededRandom } from "../random.ts";
import type { CrashMode } from "./crash.ts";
import { mixed } from "./seeds.ts";
import { SimDisk } from "./sim-disk.ts";
import type { NodeId } from "./trace.ts";

/** What a machine asks of the simulation that it is in. */
export interface World<Message> {
  readonly seed: number;
  now(): number;
  send(from: SimMachine<Message, unknown>, to: NodeId, message: Message): void;
  /** Plans a timer of this machine's, in its present life. @returns what calls it off */
  plan(machine: SimMachine<Message, unknown>, at: number, run: () => void): () => void;
}

/** The handler of a life that has none yet. */
const deaf = (): void => {};

export class SimMachine<Message, Process> {
  readonly id: NodeId;
  /** Where it stands among the machines. */
  readonly position: number;
  /** How fast its clock runs. */
  rate = 1;
  /** What each message to and from it takes longer. */
  slowMs = 0;
  isPaused = false;
  /** What waits while it is paused: each call puts it back into the queue, ahead of all that is due later. */
  readonly waiting: (() => void)[] = [];
  /** How many events it has executed, in all its lives. */
  events = 0;
  /** How often it began. */
  life = 0;
  /** Which syncs of files fail, counted over all its lives. */
  readonly failingSyncs: number[] = [];
  /** Syncs under way whose end is planned. */
  plannedSyncs = 0;
  /** By number of the event behind which it crashes: the crash. */
  readonly crashesAfter = new Map<number, () => void>();
  process: Process | undefined;
  handler: (message: Message, from: NodeId) => void = deaf;

  /** Made when a life first asks for it: most protocols of a search never do, and it costs more than all the rest. */
  #disk: SimDisk | undefined;
  #tenure: Life<Message> | undefined;
  /** How many syncs of files its disks were asked for, in the lives before. */
  #syncsBefore = 0;

  constructor(id: NodeId, position: number) {
    this.id = id;
    this.position = position;
  }

  get isUp(): boolean {
    return this.process !== undefined;
  }

  /** Its disk, on which syncs end when they are told to. */
  get disk(): SimDisk {
    if (this.#disk === undefined) {
      this.#disk = new SimDisk();
      this.#prepare(this.#disk);
    }
    return this.#disk;
  }

  /** Syncs of its disk that are under way. */
  get pendingSyncs(): number {
    return this.#disk?.pendingSyncs ?? 0;
  }

  /** Its own time. */
  localTime(now: number): number {
    return Math.floor(now * this.rate);
  }

  /** Begins a life. */
  start(
    world: World<Message>,
    ids: readonly NodeId[],
    boot: (machine: Machine<Message>) => Process,
  ): void {
    assert(!this.isUp, `${this.id} runs already`);
    this.life += 1;
    if (this.#disk !== undefined) this.#prepare(this.#disk);
    this.#tenure = new Life(this, world, ids);
    this.process = boot(this.#tenure);
  }

  /** Crashes it where a crash is to come behind its last event, which it does once. */
  crashIfDue(): void {
    const crash = this.crashesAfter.get(this.events);
    this.crashesAfter.delete(this.events);
    crash?.();
  }

  /** Ends the life; the disk is what a crash of this mode leaves. @returns what waited */
  crash(mode: CrashMode, seed: number): readonly (() => void)[] {
    this.process = undefined;
    this.handler = deaf;
    this.isPaused = false;
    this.plannedSyncs = 0;
    if (this.#tenure !== undefined) this.#tenure.isOver = true;
    if (this.#disk !== undefined) {
      this.#syncsBefore += this.#disk.counts.syncs;
      this.#disk.powerOff();
      this.#disk = this.#disk.crash({ mode, seed });
    }
    return this.waiting.splice(0);
  }

  /** Makes a disk ready for a life. */
  #prepare(disk: SimDisk): void {
    disk.syncs = "held";
    for (const nth of this.failingSyncs) {
      if (nth > this.#syncsBefore) disk.failSync({ nth: nth - this.#syncsBefore });
    }
  }
}

/** What a process may ask the world for, as long as its life lasts. */
class Life<Message> implements Machine<Message> {
  readonly id: NodeId;
  readonly peers: readonly NodeId[];
  readonly clock: Clock;
  readonly random: Random;
  readonly network: Network<Message>;
  /** Ended by the crash that ends this life. */
  isOver = false;
  readonly #machine: SimMachine<Message, unknown>;
  #disk: SimDisk | undefined;

  constructor(
    machine: SimMachine<Message, unknown>,
    world: World<Message>,
    nodes: readonly NodeId[],
  ) {
    const { id, position, life } = machine;
    this.id = id;
    this.peers = nodes.filter((node) => node !== id);
    this.random = seededRandom(mixed(world.seed, position, life));
    this.#machine = machine;
    this.clock = {
      now: () => machine.localTime(world.now()),
      after: (milliseconds, run) => {
        assert(Number.isFinite(milliseconds), `a timer in ${milliseconds} ms`);
        if (this.isOver) return () => {};
        const at = world.now() + Math.ceil(Math.max(0, milliseconds) / machine.rate);
        return world.plan(machine, at, run);
      },
    };
    this.network = {
      send: (to, message) => {
        if (!this.isOver) world.send(machine, to, message);
      },
      receive: (handler) => {
        if (!this.isOver) machine.handler = handler;
      },
    };
  }

  get disk(): SimDisk {
    this.#disk ??= this.isOver ? diskWithoutPower() : this.#machine.disk;
    return this.#disk;
  }
}

/** What a life finds that first looks for its disk when it is over. */
function diskWithoutPower(): SimDisk {
  const disk = new SimDisk();
  disk.powerOff();
  return disk;
}
