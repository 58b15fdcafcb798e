/**
 * vitest's pool, with workers of ours: each in a process group of its own, with the event pipe, and the next one
 * started while the present one works, so that a step does not wait for a process to come up.
 */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { PoolRunnerInitializer, PoolWorker } from "vitest/node";
import { EVENT_FD, type WorkerEnd } from "./events.ts";

const STDERR_TAIL = 4_096;
const workerFile = fileURLToPath(new URL("./worker.mjs", import.meta.url));

export interface PoolSettings {
  readonly token: string;
  readonly memoryBytes: number;
}

export class WorkerPool {
  readonly initializer: PoolRunnerInitializer;
  readonly #settings: PoolSettings;
  readonly #alive = new Set<Worker>();
  #next: Worker | undefined;
  /** How the latest worker that died by itself ended. */
  #end: WorkerEnd | undefined;

  constructor(settings: PoolSettings) {
    this.#settings = settings;
    this.initializer = { name: "labs", createPoolWorker: () => this.#take() };
  }

  /** Starts a worker to be ready for the next file. */
  prepare(): void {
    this.#next ??= this.#start();
  }

  /** How the worker of this run ended, where it ended by itself; asked once. */
  takeEnd(): WorkerEnd | undefined {
    const end = this.#end;
    this.#end = undefined;
    return end;
  }

  killAll(): void {
    for (const worker of this.#alive) worker.kill();
  }

  #take(): Worker {
    const worker = this.#next?.alive === true ? this.#next : this.#start();
    this.#next = undefined;
    return worker;
  }

  #start(): Worker {
    const worker = new Worker(this.#settings, (end) => {
      this.#alive.delete(worker);
      if (end !== undefined) this.#end = end;
    });
    this.#alive.add(worker);
    return worker;
  }
}

class Worker implements PoolWorker {
  readonly name = "labs";
  readonly #process: ChildProcess;
  #stopping = false;
  #stderr = "";

  constructor(settings: PoolSettings, ended: (end: WorkerEnd | undefined) => void) {
    const heapMegabytes = Math.floor((settings.memoryBytes * 0.75) / (1 << 20));
    this.#process = fork(workerFile, [], {
      detached: true,
      serialization: "advanced",
      stdio: ["ignore", "pipe", "pipe", "ipc", EVENT_FD],
      execArgv: [`--max-old-space-size=${heapMegabytes}`],
      env: {
        ...process.env,
        NODE_ENV: "test",
        VITEST: "true",
        LABS_TOKEN: settings.token,
        LABS_MEMORY_BYTES: String(settings.memoryBytes),
      },
    });
    this.#process.stdout?.resume();
    this.#process.stderr?.on("data", (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString("latin1")).slice(-STDERR_TAIL);
    });
    this.#process.on("exit", (code, signal) => {
      ended(this.#stopping ? undefined : { code, signal, stderr: this.#stderr });
    });
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

  /** The worker and all that it started. */
  kill(): void {
    this.#stopping = true;
    try {
      process.kill(-(this.#process.pid ?? 0), "SIGKILL");
    } catch {
      this.#process.kill("SIGKILL");
    }
  }
}
