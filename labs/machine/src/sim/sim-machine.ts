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
import type { Machine } from "../network.ts";
import { seededRandom } from "../random.ts";
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
  disk = new SimDisk({ syncs: "held" });
  handler: (message: Message, from: NodeId) => void = deaf;

  /** How many syncs of files its disks were asked for, in the lives before. */
  #syncsBefore = 0;

  constructor(id: NodeId, position: number) {
    this.id = id;
    this.position = position;
  }

  get isUp(): boolean {
    return this.process !== undefined;
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
    this.disk.syncs = "held";
    for (const nth of this.failingSyncs) {
      if (nth > this.#syncsBefore) this.disk.failSync({ nth: nth - this.#syncsBefore });
    }
    this.process = boot(this.#given(world, ids));
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
    this.#syncsBefore += this.disk.counts.syncs;
    this.disk.powerOff();
    this.disk = this.disk.crash({ mode, seed });
    return this.waiting.splice(0);
  }

  /** What this life may ask the world for. */
  #given(world: World<Message>, ids: readonly NodeId[]): Machine<Message> {
    const { disk } = this;
    // A crash gives the machine another disk.
    const isOver = () => this.disk !== disk;
    const clock: Clock = {
      now: () => this.localTime(world.now()),
      after: (milliseconds, run) => {
        assert(Number.isFinite(milliseconds), `a timer in ${milliseconds} ms`);
        if (isOver()) return () => {};
        const at = world.now() + Math.ceil(Math.max(0, milliseconds) / this.rate);
        return world.plan(this, at, run);
      },
    };
    return {
      id: this.id,
      peers: ids.filter((id) => id !== this.id),
      clock,
      random: seededRandom(mixed(world.seed, this.position, this.life)),
      disk,
      network: {
        send: (to, message) => {
          if (!isOver()) world.send(this, to, message);
        },
        receive: (handler) => {
          if (!isOver()) this.handler = handler;
        },
      },
    };
  }
}
