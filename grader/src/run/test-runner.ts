/**
 * vitest's test runner, as the grader needs it: it runs in the worker, and tells the engine what happens. vitest loads the
 * laws and the submission; the laws are run here, and the process ends with them: of what vitest thinks of tests, nothing
 * counts, and nothing of it is there for a submission to find.
 *
 * Around every test: a deadline, an async context to know whose a late error is, the counts of open resources,
 * what was printed, and whether NotImplemented was met. A test that left something behind, or did not end, is
 * reported, and then the process ends: the engine grades the rest in a new one.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import fs from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TestRunner } from "vitest";
import type * as Broken from "../testing/broken.ts";
import type * as Laws from "../testing/law.ts";
import type { Failure, Outcome, TestResult } from "../verdict.ts";
import { enclose, hideVitest } from "./enclosure.ts";
import { EVENT_FD, encodeEvent, type Plan, type WorkerEvent } from "./events.ts";
import { type Leak, Leftovers } from "./leaks.ts";
import { checkExports, notLoaded, spoilt } from "./loading.ts";
import { Originals } from "./originals.ts";
import { Printed } from "./printed.ts";
import { moreMs, starvedMs } from "./starved.mjs";
import { failureOf, hearLaws, placeIn, replaced } from "./submission.ts";

declare module "vitest" {
  interface ProvidedContext {
    plan: Plan;
  }
}

/** Loading the test file and all it imports, and whatever runs between two tests. */
const LOAD_MS = 10_000;
/** How long past a test's own deadline the guard waits before it takes the main thread for blocked. */
const BLOCKED_MS = 300;

/** While a submission is loaded, how often it is looked whether it replaced what the loading itself stands on. */
const LOOK_MS = 100;

// Kept from before a submission could replace them.
const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate } = globalThis;
const RealPromise = Promise;
const { store } = Atomics;
const { now } = Date;
const elapsed = performance.now.bind(performance);
const { fstatSync, writeSync } = fs;
const { importFile } = TestRunner.prototype;
const pipe = fstatSync(EVENT_FD);
const exitNow = (process as unknown as { reallyExit(code: number): never }).reallyExit.bind(
  process,
);

/** The worker's guard thread; no submission is to find it. */
const GUARD = Symbol.for("labs.guard");
const guard: { readonly deadline: Int32Array; readonly origin: number } = Reflect.get(
  globalThis,
  GUARD,
);
Reflect.deleteProperty(globalThis, GUARD);

/** What is known of the test that runs, or ran. */
interface Running {
  readonly law: Laws.RegisteredLaw;
  readonly startedAt: number;
  /** What of the stub it met first: `db-01 step 1: encode`. */
  unwritten: string | undefined;
  failure: Failure | undefined;
  background: Failure | undefined;
  /** Set once reported. Its own from the beginning: what is absent is asked of prototypes. */
  result: TestResult | undefined;
}

/** Whether the pipe is still where it was: something else in its place would be told the token. */
function isPipeThere(): boolean {
  try {
    const { dev, ino } = fstatSync(EVENT_FD);
    return dev === pipe.dev && ino === pipe.ino;
  } catch {
    return false;
  }
}

let runningOf: (handle: Handle) => Running;

/** What goes with a law's async context, where a submission may find it: nothing can be read from it. */
class Handle {
  readonly #running: Running;

  constructor(running: Running) {
    this.#running = running;
  }

  static {
    runningOf = (handle) => handle.#running;
  }
}

export default class LabsTestRunner extends TestRunner {
  readonly #plan: Plan = { ...(this.injectValue("plan" as never) as Plan) };
  readonly #context = new AsyncLocalStorage<Handle>();
  readonly #runIn = this.#context.run.bind(this.#context) as AsyncLocalStorage<Handle>["run"];
  readonly #printed = new Printed();
  readonly #leftovers = new Leftovers();
  #current: Running | undefined;
  #hasFailed = false;
  #canaries: readonly Laws.RegisteredLaw[] = [];
  /** Remembered just before the submission is loaded. */
  #originals: Originals | undefined;
  /** A background error with no test to its name: the next one's. */
  #stray: Failure | undefined;

  constructor(config: ConstructorParameters<typeof TestRunner>[0]) {
    super(config);
    // No submission is to find it and speak in our name.
    Reflect.set(this.injectValue("plan" as never), "token", "");
    this.#printed.capture();
    subscribe("labs:not-implemented", (what) => {
      const running = this.#owner();
      if (running !== undefined) running.unwritten ??= typeof what === "string" ? what : "";
    });
    process.on("uncaughtException", (error) => this.#inBackground(error, "threw"));
    process.on("unhandledRejection", (error) => this.#inBackground(error, "rejected"));
    process.exit = (code) => this.#exited(Number(code ?? process.exitCode ?? 0));
  }

  override async importFile(path: string, source: "collect" | "setup"): Promise<unknown> {
    if (source === "setup") return super.importFile(path, source);
    const laws = await this.#load(path);
    this.#tell({
      kind: "collected",
      tests: laws.map(({ id, title, hint }) => ({ id, title, hint })),
    });
    await this.#failCanaries();
    for (const law of laws) {
      const isOver = this.#plan.bail && this.#hasFailed;
      if (!isOver && !this.#plan.skip.includes(law.id)) await this.#runLaw(law);
    }
    await this.#failCanaries();
    return this.#endWith({ kind: "done" });
  }

  /** The laws of the file at `path`, which stand on a submission that is loaded before them. */
  async #load(path: string): Promise<readonly Laws.RegisteredLaw[]> {
    this.#arm(LOAD_MS);
    const { entry, exports, labPath } = this.#plan;
    const load = (file: string) => importFile.call(this, file, "collect") as Promise<unknown>;
    // What laws are written with keeps what it stands on: so it comes before the submission.
    const testing = (name: string) =>
      load(fileURLToPath(new URL(`../testing/${name}.ts`, import.meta.url)));
    hearLaws(((await testing("broken")) as typeof Broken).brokenLaw);
    const { canaryLaws, lawsOf } = (await testing("law")) as typeof Laws;
    this.#canaries = canaryLaws();
    await testing("programs");
    hideVitest();
    enclose(this, join(labPath, "../.."));
    this.#originals = new Originals();
    const look = setInterval(() => this.#endIfSpoilt(), LOOK_MS);
    this.#tell({ kind: "loading" });
    let what = "the lab was";
    try {
      const lab = (await load(entry)) as Record<string, unknown>;
      this.#endIfSpoilt();
      checkExports(lab, exports, entry, labPath);
      if (this.#plan.ownTests) what = "your tests were";
      await load(path);
      this.#endIfSpoilt();
      return lawsOf();
    } catch (error) {
      this.#endIfSpoilt();
      return this.#endWith(notLoaded(error, labPath, what));
    } finally {
      clearInterval(look);
    }
  }

  async #runLaw(law: Laws.RegisteredLaw): Promise<void> {
    const running = begun(law, this.#stray);
    this.#stray = undefined;
    this.#current = running;
    this.#printed.restart();
    this.#leftovers.begin();
    const { id, title, hint, budgetMs } = law;
    this.#tell({ kind: "start", id, title, hint, budgetMs });
    this.#arm(budgetMs + BLOCKED_MS);
    await this.#attempt(running);
    this.#arm(LOAD_MS);
    if (this.#changed() !== undefined) return this.#report(running, undefined);
    // Rejections nobody handles are known once the microtasks are through.
    await new RealPromise<void>((resolve) => void setImmediate(resolve));
    this.#report(running, await this.#leftovers.find());
  }

  /** Everything ends where failing has become impossible. */
  async #failCanaries(): Promise<void> {
    this.#arm(LOAD_MS);
    for (const law of this.#canaries) {
      const running = begun(law, undefined);
      await this.#attempt(running);
      if (outcomeOf(running, running.failure) === "failed") continue;
      const message = `made ${law.title} pass, which never does: nothing that was found beside it counts`;
      this.#endWith({ kind: "void", failure: { kind: "replaced", message, did: [] } });
    }
  }

  /** Runs the law, to its end or that of its time. No promise carries the failure: a `then` could take it away. */
  async #attempt(running: Running): Promise<void> {
    const { run, budgetMs } = running.law;
    await new RealPromise<void>((resolve) => {
      const end = (failure: Failure | undefined): void => {
        clearTimeout(timer);
        running.failure ??= failure;
        resolve();
      };
      const before = starvedMs();
      let given = budgetMs;
      const late = (): void => {
        const due = budgetMs + moreMs(budgetMs, before);
        if (due <= given) end(hang(budgetMs));
        else timer = setTimeout(late, due - given);
        given = due;
      };
      let timer = setTimeout(late, budgetMs);
      void this.#runIn(new Handle(running), async () => {
        try {
          await run();
          end(undefined);
        } catch (error) {
          end(failureOf(error, "threw", this.#plan.labPath));
        }
      });
    });
  }

  /** Says how the test ended; ends the process where the next test would not find a clean one. */
  #report(running: Running, leak: Leak | undefined): void {
    const changed = this.#changed();
    const found = running.failure ?? running.background ?? this.#leaked(leak);
    // A law that was stopped may itself have had something in another's place.
    const failure =
      changed === undefined || found?.kind === "hang" ? found : replaced("replaced", changed);
    const printed = this.#printed.taken();
    const { id, title, hint } = running.law;
    const result: TestResult = {
      id,
      title,
      hint,
      outcome: outcomeOf(running, failure),
      milliseconds: elapsed() - running.startedAt,
      ...(failure === undefined ? {} : { failure }),
      ...(running.unwritten === undefined ? {} : { unwritten: running.unwritten }),
      ...(printed === undefined ? {} : { printed }),
    };
    running.result = result;
    this.#hasFailed ||= result.outcome === "failed";
    const restart =
      leak !== undefined ||
      changed !== undefined ||
      failure?.kind === "hang" ||
      failure?.kind === "background";
    this.#tell({ kind: "end", result, restart });
    if (restart) exitNow(0);
  }

  #leaked(leak: Leak | undefined): Failure | undefined {
    if (leak === undefined) return undefined;
    const place = placeIn(leak.stack, this.#plan.labPath);
    const { message } = leak;
    return { kind: "leak", message, did: [], ...(place === undefined ? {} : { place }) };
  }

  #inBackground(error: unknown, how: string): void {
    if (error instanceof Error && error.name === "NotImplemented") return;
    const failure = failureOf(error, "background", this.#plan.labPath);
    const message = `${how} in the background: ${failure.message}`;
    const background: Failure = { ...failure, kind: "background", message };
    const owner = this.#owner();
    if (owner === undefined) this.#stray ??= background;
    else if (owner.result === undefined) owner.background ??= background;
    else if (owner.result.outcome === "passed") {
      // It had been reported as passed; it is not.
      this.#tell({
        kind: "end",
        result: { ...owner.result, outcome: "failed", failure: background },
        restart: false,
      });
    }
  }

  #exited(code: number): never {
    const at: { stack?: string } = {};
    Error.captureStackTrace(at);
    const place = placeIn(at.stack ?? "", this.#plan.labPath);
    const message = `called process.exit(${code}), which ended the process`;
    const id = this.#owner()?.law.id;
    this.#tell({
      kind: "exit",
      ...(id === undefined ? {} : { id }),
      failure: { kind: "exit", message, did: [], ...(place === undefined ? {} : { place }) },
    });
    return exitNow(code);
  }

  #owner(): Running | undefined {
    const handle = this.#context.getStore();
    return handle === undefined ? this.#current : runningOf(handle);
  }

  /** What the submission changed of that which belongs to everybody. */
  #changed(): string | undefined {
    return this.#originals?.changed();
  }

  #endIfSpoilt(): void {
    const changed = this.#changed();
    if (changed !== undefined) this.#endWith(spoilt(changed));
  }

  /** Says so, and ends the process: the rest of vitest need not cope with what has come of it. */
  #endWith(event: WorkerEvent): never {
    this.#tell(event);
    return exitNow(0);
  }

  /** From now on the main thread has this long before the guard takes it for blocked. */
  #arm(milliseconds: number): void {
    store(guard.deadline, 1, milliseconds);
    store(guard.deadline, 2, starvedMs());
    store(guard.deadline, 0, now() - guard.origin + milliseconds);
  }

  #tell(event: WorkerEvent): void {
    if (!isPipeThere()) exitNow(1);
    writeSync(EVENT_FD, encodeEvent(this.#plan.token, event));
  }
}

function begun(law: Laws.RegisteredLaw, background: Failure | undefined): Running {
  return {
    law,
    startedAt: elapsed(),
    unwritten: undefined,
    failure: undefined,
    background,
    result: undefined,
  };
}

function outcomeOf(running: Running, failure: Failure | undefined): Outcome {
  if (running.unwritten !== undefined) return "not-started";
  if (failure === undefined) return "passed";
  if (failure.kind === "tool") return "skipped";
  return failure.kind === "too-little" ? "inconclusive" : "failed";
}

function hang(budgetMs: number): Failure {
  const seconds = (budgetMs / 1000).toLocaleString("en");
  return { kind: "hang", message: `did not finish in ${seconds} s, and was stopped`, did: [] };
}
