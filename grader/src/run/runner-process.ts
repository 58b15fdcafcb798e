/**
 * The runner as the engine sees it: a process that is asked to run a file, and is never trusted to answer.
 */
import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import {
  EVENT_FD,
  EventReader,
  type RunnerEvent,
  type RunnerOptions,
  type RunRequest,
  type StopRequest,
  type WorkerEnd,
  type WorkerEvent,
} from "./events.ts";
import { killGroup, killMarked } from "./processes.ts";
import type { RunEnd } from "./step-run.ts";

const runnerFile = fileURLToPath(new URL("./runner.mjs", import.meta.url));
const STDERR_TAIL = 4_096;
/** How long the runner may take to end a run that it is told to stop. */
const STOP_MS = 3_000;
/** How long it may take to come up. */
const READY_MS = 60_000;

/** Who hears a run, and for how long nothing may be heard. */
export interface Listener {
  hear(event: WorkerEvent): void;
  patienceMs(): number;
}

interface Run {
  readonly listener: Listener;
  readonly over: (end: RunEnd) => void;
  stopped: boolean;
  timer: NodeJS.Timeout | undefined;
}

export class RunnerProcess {
  readonly #process: ChildProcess;
  readonly #events: EventReader;
  readonly #mark: string;
  /** The latest two workers: the one that runs, and the one that waits. */
  readonly #workers: number[] = [];
  #ready = false;
  #stderr = "";
  #run: Run | undefined;

  constructor(options: RunnerOptions) {
    this.#events = new EventReader(options.token);
    this.#process = spawn(process.execPath, [runnerFile], {
      cwd: options.root,
      detached: true,
      stdio: ["pipe", "ignore", "pipe", "ipc", "pipe"],
      env: { ...process.env, NODE_ENV: "test", VITEST: "true" },
    });
    this.#mark = options.mark;
    this.#process.stdin?.on("error", () => {});
    this.#process.stdin?.end(JSON.stringify(options));
    const events = this.#process.stdio[EVENT_FD] as Readable;
    events.setEncoding("utf8");
    events.on("data", (chunk: string) => {
      for (const event of this.#events.read(chunk)) this.#hear(event);
    });
    events.on("error", () => {});
    this.#process.stderr?.on("data", (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString("utf8")).slice(-STDERR_TAIL);
    });
    this.#process.on("error", (error) => this.#gone(error.message));
    this.#process.on("exit", (code, signal) => {
      this.#killWorkers();
      const why = () => `the runner ended (${signal ?? code})\n${this.#stderr}`;
      const gone = () => {
        // vitest hears of some signals, and ends with their numbers.
        const isKilled = signal !== null || (code ?? 0) > 128;
        const worker = isKilled ? { code, signal, stderr: "" } : undefined;
        this.#gone(why(), worker);
      };
      if (events.readableEnded) gone();
      else events.on("close", gone);
    });
  }

  /** Runs one test file. Never rejects; one at a time. */
  run(request: RunRequest, listener: Listener): Promise<RunEnd> {
    return new Promise((resolve) => {
      const run: Run = { listener, over: resolve, stopped: false, timer: undefined };
      this.#run = run;
      if (!this.#send(request)) this.#gone(`the runner is not there\n${this.#stderr}`);
      else this.#wait(run);
    });
  }

  /** Ends the run that is under way, and waits until it has ended. */
  async stop(): Promise<void> {
    const run = this.#run;
    if (run === undefined) return;
    run.stopped = true;
    this.#stopWorker();
    while (this.#run === run) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Ends every process of it, at once. */
  kill(): void {
    this.#killWorkers();
    killGroup(this.#process.pid);
    this.#gone("it was closed");
  }

  #hear(event: WorkerEvent | RunnerEvent): void {
    if (event.kind === "ready") this.#ready = true;
    else if (event.kind === "started") this.#workers.splice(0, this.#workers.length - 1, event.pid);
    const run = this.#run;
    if (run === undefined) return;
    if (event.kind === "ran") {
      const { worker, errors } = event;
      const { stopped } = run;
      const broken = worker === undefined && !stopped && errors.length > 0;
      const gone = broken ? { gone: errors.join("\n") } : {};
      this.#end({ worker, stopped, ...gone });
      return;
    }
    if (event.kind !== "ready" && event.kind !== "started") run.listener.hear(event);
    // A worker that was not there yet when it was to be stopped is there now.
    if (run.stopped) this.#send({ kind: "stop" });
    else this.#wait(run);
  }

  /** From now on, this long; then the worker is stopped, and where even that does not end it, the runner. */
  #wait(run: Run): void {
    clearTimeout(run.timer);
    const patience = this.#ready ? run.listener.patienceMs() : READY_MS;
    run.timer = setTimeout(() => {
      run.stopped = true;
      this.#stopWorker();
    }, patience);
  }

  #stopWorker(): void {
    const run = this.#run;
    if (run === undefined) return;
    this.#send({ kind: "stop" });
    clearTimeout(run.timer);
    run.timer = setTimeout(
      () => this.#gone(`the runner does not answer\n${this.#stderr}`),
      STOP_MS,
    );
  }

  /** @param worker how it ended, where somebody else ended it */
  #gone(why: string, worker?: WorkerEnd): void {
    if (this.#run !== undefined) this.#end({ worker, stopped: this.#run.stopped, gone: why });
  }

  #end(end: RunEnd): void {
    const run = this.#run;
    this.#run = undefined;
    clearTimeout(run?.timer);
    run?.over(end);
  }

  #send(request: RunRequest | StopRequest): boolean {
    return this.#process.connected && this.#process.send(request) !== undefined;
  }

  #killWorkers(): void {
    for (const pid of this.#workers) killGroup(pid);
    killMarked(this.#mark);
  }
}
