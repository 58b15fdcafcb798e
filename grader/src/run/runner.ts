/**
 * vitest's host: a process that runs one test file at a time, as often as the engine asks.
 *
 * It stays up between steps and, in watch mode, between gradings: what has been transformed stays so until the file
 * changes. It never runs a submission's code. Results do not pass through it: see events.ts.
 */
import { readFileSync, statSync, writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  EVENT_FD,
  encodeEvent,
  type RunnerEvent,
  type RunnerOptions,
  type RunRequest,
  type StopRequest,
} from "./events.ts";
import { labsPlugin } from "./plugin.ts";
import { WorkerPool } from "./pool.ts";

const options: RunnerOptions = JSON.parse(readFileSync(0, "utf8"));
const overlay = new Map<string, string>();
const pool = new WorkerPool(options, (pid) => say({ kind: "started", pid }));
// The first worker comes up while vitest's host is loaded, which takes as long.
pool.prepare();
// Unheard, it opens Node's inspector, to whoever sends it.
process.on("SIGUSR1", () => {});
process.on("disconnect", () => {
  pool.killAll();
  process.exit();
});
/** By path: when the file that vite has loaded was last written. */
const loadedAt = new Map<string, number>();

const [{ createVitest }, { defaultServerConditions }] = await Promise.all([
  import("vitest/node"),
  import("vite"),
]);
const vitest = await createVitest(
  "test",
  {
    root: options.root,
    config: false,
    watch: false,
    include: [],
    reporters: [{}],
    disableConsoleIntercept: true,
    runner: fileURLToPath(new URL("./test-runner.ts", import.meta.url)),
    pool: pool.initializer,
    fileParallelism: false,
    testTimeout: 0,
    hookTimeout: 0,
    passWithNoTests: true,
    // It would write into the tree.
    cache: false,
  },
  {
    logLevel: "silent",
    clearScreen: false,
    plugins: [labsPlugin(options.root, overlay, (file) => loadedAt.set(file, modifiedAt(file)))],
    ssr: { resolve: { conditions: [...options.conditions, ...defaultServerConditions] } },
  },
);
const project = vitest.getRootProject();

process.on("message", (request: RunRequest | StopRequest) => {
  if (request.kind === "run") void run(request);
  else pool.killWorking();
});
say({ kind: "ready" });

async function run(request: RunRequest): Promise<void> {
  const errors: string[] = [];
  try {
    freshen(new Map(Object.entries(request.overlay)));
    project.provide("plan", request.plan);
    project.provide("seed", request.plan.seed);
    project.provide("conditions", options.conditions);
    pool.expectsAnother = request.another;
    const { unhandledErrors } = await vitest.runTestSpecifications([
      project.createSpecification(request.testFile),
    ]);
    for (const error of unhandledErrors) errors.push(String((error as Error).stack ?? error));
  } catch (error) {
    errors.push(String((error as Error).stack ?? error));
  }
  const worker = await pool.end();
  say({ kind: "ran", errors, ...(worker === undefined ? {} : { worker }) });
}

/** Makes vite load again what was edited since, on the disk or in memory. */
function freshen(edits: ReadonlyMap<string, string>): void {
  for (const file of new Set([...overlay.keys(), ...edits.keys()])) {
    if (overlay.get(file) !== edits.get(file)) vitest.invalidateFile(file);
  }
  overlay.clear();
  for (const [file, text] of edits) overlay.set(file, text);
  for (const [file, at] of loadedAt) {
    if (modifiedAt(file) !== at) vitest.invalidateFile(file);
  }
}

function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function say(event: RunnerEvent): void {
  writeSync(EVENT_FD, encodeEvent(options.token, event));
}
