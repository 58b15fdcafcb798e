/**
 * vitest's pool, with workers of ours: each in a process group of its own, with the event pipe, and the next one
 * started while the present one works, so that a step does not wait for a process to come up.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { PoolRunnerInitializer, PoolWorker } from "vitest/node";
import { EVENT_FD, type WorkerEnd } from "./events.ts";
import type { Cage } from "./grader.ts";
import { killGroup, killMarked, MARK_VARIABLE } from "./processes.ts";

const STDERR_TAIL = 4_096;
/** How long the pipes of a process that ended may take to be read to their end. */
const PIPES_MS = 300;
let started = 0;
const workerFile = fileURLToPath(new URL("./worker.mjs", import.meta.url));

export interface PoolSettings {
  readonly token: string;
  readonly mark: string;
  readonly memoryBytes: number;
  readonly cage?: Cage;
}

export class WorkerPool {
  readonly initializer: PoolRunnerInitializer;
  readonly #settings: PoolSettings;
  readonly #onStart: (pid: number) => void;
  readonly #alive = new Set<Worker>();
  /** Whether a worker is to be made ready when one is taken. */
  expectsAnother = true;
  #next: Worker | undefined;
  #working: Worker | undefined;

  /** @param onStart told of each worker, the leader of a process group */
  constructor(settings: PoolSettings, onStart: (pid: number) => void) {
    this.#settings = settings;
    this.#onStart = onStart;
    this.initializer = { name: "labs", createPoolWorker: () => this.#take() };
  }

  /** Starts a worker to be ready for the next file. */
  prepare(): void {
    this.#next ??= this.#start();
  }

  /** How the worker of this run ended, where it ended by itself. */
  async end(): Promise<WorkerEnd | undefined> {
    return this.#working?.end();
  }

  killWorking(): void {
    this.#working?.kill();
  }

  /** Ends every worker and what each has started. */
  killAll(): void {
    for (const worker of this.#alive) worker.kill();
    killMarked(this.#settings.mark);
  }

  #take(): Worker {
    const worker = this.#next?.alive === true ? this.#next : this.#start();
    this.#next = undefined;
    this.#working = worker;
    if (this.expectsAnother) this.prepare();
    return worker;
  }

  #start(): Worker {
    const worker = new Worker(this.#settings, () => this.#alive.delete(worker));
    this.#alive.add(worker);
    if (worker.pid !== undefined) this.#onStart(worker.pid);
    return worker;
  }
}

class Worker implements PoolWorker {
  readonly name = "labs";
  readonly #process: ChildProcess;
  readonly #mark: string;
  readonly #closed: Promise<void>;
  #stopping = false;
  #stderr = "";

  constructor(settings: PoolSettings, ended: () => void) {
    this.#mark = `${settings.mark}-${++started}.`;
    const heapMegabytes = Math.floor((settings.memoryBytes * 0.75) / (1 << 20));
    const { cage } = settings;
    const [program = process.execPath, ...words] = [...(cage?.command ?? []), process.execPath];
    this.#process = spawn(
      program,
      [...words, `--max-old-space-size=${heapMegabytes}`, workerFile],
      {
        detached: true,
        serialization: "advanced",
        stdio: ["pipe", "ignore", "pipe", "ipc", EVENT_FD],
        env: {
          ...(cage?.env ?? process.env),
          NODE_ENV: "test",
          VITEST: "true",
          [MARK_VARIABLE]: this.#mark,
          LABS_MEMORY_BYTES: String(settings.memoryBytes),
        },
      },
    );
    this.#process.stdin?.on("error", () => {});
    this.#process.stdin?.end(settings.token);
    this.#process.stderr?.on("data", (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString("latin1")).slice(-STDERR_TAIL);
    });
    this.#closed = new Promise((resolve) => {
      this.#process.on("close", () => resolve());
      this.#process.on("exit", () => {
        ended();
        killGroup(this.#process.pid);
        killMarked(this.#mark);
        // A grandchild that left the group may hold the pipes open.
        setTimeout(resolve, PIPES_MS).unref();
      });
    });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get alive(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  on(event: string, callback: (argument: never) => void): void {
    this.#process.on(event, callback as never);
  }

  off(event: string, callback: (argument: never) => void): void {
    this.#process.off(event, callback as never);
  }

  send(message: unknown): void {
    if (this.#process.connected) this.#process.send(message as never);
  }

  deserialize(data: unknown): unknown {
    return data;
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {
    this.kill();
  }

  /** How it ended, once it has; undefined where it was told to. */
  async end(): Promise<WorkerEnd | undefined> {
    if (this.alive) return undefined;
    await this.#closed;
    const { exitCode: code, signalCode: signal } = this.#process;
    return this.#stopping ? undefined : { code, signal, stderr: this.#stderr };
  }

  /** Ends it and its group; what left the group is looked for once, when it has ended. */
  kill(): void {
    this.#stopping = true;
    killGroup(this.#process.pid);
  }
}
