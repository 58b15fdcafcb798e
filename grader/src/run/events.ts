/**
 * What a worker and its runner tell the engine, over a pipe of their own; what the engine asks goes over IPC.
 *
 *   CLI, engine ──IPC──▶ runner (vitest's host) ──IPC──▶ worker (tests and the submission)
 *        ▲                                                  │
 *        └────────────── pipe, fd 4: one event a line ◀─────┘
 *
 * Written synchronously, so that whatever happens next (a loop, a crash, an exit) what was said has arrived. Each
 * line is `\n<token> <json>\n`: the token is new for every engine, so a submission that prints into the pipe by
 * accident says nothing, and spoils no line of ours.
 */
import type { Failure, TestResult } from "../verdict.ts";
import type { Cage } from "./grader.ts";

/** The number of the pipe in the runner and in the worker. */
export const EVENT_FD = 4;

/** A test of the file, in the words of its declaration. */
export type Registered = Pick<TestResult, "id" | "title" | "hint">;

export type WorkerEvent =
  /** The submission is loaded next: what goes wrong from here on is its doing. */
  | { readonly kind: "loading" }
  /** The test file and all it imports are loaded, and these ids are registered. */
  | { readonly kind: "collected"; readonly tests: readonly Registered[] }
  | { readonly kind: "not-loaded"; readonly failure: Failure }
  | { readonly kind: "not-loaded"; readonly notImplemented: string }
  | ({ readonly kind: "start"; readonly budgetMs: number } & Registered)
  | { readonly kind: "end"; readonly result: TestResult; readonly restart: boolean }
  /** Said by the guard thread: the main thread is blocked, or memory is gone. The process ends itself next. */
  | { readonly kind: "stuck"; readonly stack: string }
  | { readonly kind: "memory"; readonly bytes: number; readonly limitBytes: number }
  /** The submission called process.exit, in the test `id` or in what it left running. */
  | { readonly kind: "exit"; readonly id?: string; readonly failure: Failure }
  /** A law that cannot hold was found to hold: no verdict of this step counts. The process ends next. */
  | { readonly kind: "void"; readonly failure: Failure }
  | { readonly kind: "done" };

/** Kept from before a submission could replace them. */
const { stringify } = JSON;
const { keys } = Object;
const { isArray } = Array;

export function encodeEvent(token: string, event: WorkerEvent | RunnerEvent): string {
  return `\n${token} ${json(event)}\n`;
}

/** JSON of plain data; unlike JSON.stringify it asks no toJSON, which a submission may have given to every object. */
function json(value: unknown): string {
  if (typeof value !== "object" || value === null) return stringify(value) ?? "null";
  const names = keys(value);
  let text = "";
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string;
    const item = (value as Readonly<Record<string, unknown>>)[name];
    if (item === undefined) continue;
    text += `${text === "" ? "" : ","}${isArray(value) ? "" : `${stringify(name)}:`}${json(item)}`;
  }
  return isArray(value) ? `[${text}]` : `{${text}}`;
}

/** Splits what arrives into events; lines that are not ours are dropped, and a line of 1 MiB is not ours. */
export class EventReader {
  readonly #prefix: string;
  #rest = "";

  constructor(token: string) {
    this.#prefix = `${token} `;
  }

  *read(chunk: string): Generator<WorkerEvent | RunnerEvent> {
    const lines = (this.#rest + chunk).split("\n");
    this.#rest = lines.pop() ?? "";
    if (this.#rest.length > 1 << 20) this.#rest = "";
    for (const line of lines) {
      const event = line.startsWith(this.#prefix) && parsed(line.slice(this.#prefix.length));
      if (event) yield event;
    }
  }
}

/** Undefined where it is no event: whoever has found the token may write anything behind it. */
function parsed(text: string): WorkerEvent | RunnerEvent | undefined {
  try {
    const event: unknown = JSON.parse(text);
    const isEvent = typeof event === "object" && event !== null && "kind" in event;
    return isEvent ? (event as WorkerEvent | RunnerEvent) : undefined;
  } catch {
    return undefined;
  }
}

/** What the engine asks of the runner. */
export interface RunRequest {
  readonly kind: "run";
  /** Absolute path of the test file. */
  readonly testFile: string;
  /** Whether another run is to be expected: a worker is then made ready for it. */
  readonly another: boolean;
  readonly plan: Plan;
  /** By absolute path: the whole text to load instead. */
  readonly overlay: Readonly<Record<string, string>>;
}

/** What the worker needs to know; vitest carries it there as provided context. */
export interface Plan {
  readonly token: string;
  readonly seed: number;
  /** The lab's folder, absolute, for places in the learner's files. */
  readonly labPath: string;
  /** The absolute path of the lab's index, and what it must export, of which kind. */
  readonly entry: string;
  readonly exports: Readonly<Record<string, string>>;
  /** Ids that have been reported already, or that had to be stopped. */
  readonly skip: readonly string[];
  /** Whether nothing is run after a test that failed. */
  readonly bail: boolean;
  /** Whether the test file is a learner's own, and not the lab's. */
  readonly ownTests: boolean;
}

/** Ends the worker that runs; the run is then over. */
export interface StopRequest {
  readonly kind: "stop";
}

/** What the runner itself says, on the same pipe: all that its workers said stands before it. */
export type RunnerEvent =
  | { readonly kind: "ready" }
  /** A worker was started, the leader of a process group. */
  | { readonly kind: "started"; readonly pid: number }
  | {
      readonly kind: "ran";
      /** How the worker ended, where it ended by itself before its work was done. */
      readonly worker?: WorkerEnd;
      /** Errors of vitest's own, in its words. */
      readonly errors: readonly string[];
    };

export interface WorkerEnd {
  readonly code: number | null;
  readonly signal: string | null;
  /** The end of what it wrote on standard error: V8 says there that its heap is full. */
  readonly stderr: string;
}

/** How the runner is started, as JSON on its standard input: what stands there, no other process can read. */
export interface RunnerOptions {
  readonly token: string;
  /** Part of every worker's environment, and so of whatever a submission starts. */
  readonly mark: string;
  readonly root: string;
  readonly conditions: readonly string[];
  readonly memoryBytes: number;
  readonly cage?: Cage;
}
