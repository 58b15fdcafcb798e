/**
 * The process in which a step's tests and the submission run: vitest's own worker, and a guard thread beside it.
 *
 * Plain JavaScript, because a fork must be up before TypeScript is.
 */
import { readFileSync } from "node:fs";
import v8 from "node:v8";
import { Worker } from "node:worker_threads";
import { init, runBaseTests, setupEnvironment } from "vitest/worker";
import { endAll } from "./end.mjs";

// Laws run briefly: most of what V8 optimizes for them pays nothing back, and it spends a fifth of a grading on that. So it is
// to inline less, and in Node 20, which has no quicker compiler before the optimizing one, to begin later.
v8.setFlagsFromString("--max-inlined-bytecode-size-cumulative=300");
if (process.version.startsWith("v20.")) v8.setFlagsFromString("--interrupt-budget=400000");

const token = readFileSync(0, "utf8");
const { LABS_MEMORY_BYTES: memory } = process.env;
delete process.env.LABS_MEMORY_BYTES;

const send = process.send?.bind(process);
if (send === undefined) throw new Error("the worker is started by the runner only");
// The channel is vitest's; no submission is to find it.
process.send = undefined;
process.disconnect = undefined;
// It hands out what fs and others stand on.
Reflect.deleteProperty(process, "binding");
// vitest would define it for good; what is there already, it leaves to be deleted (enclosure.ts).
Reflect.defineProperty(globalThis, "__vitest_index__", { configurable: true });

/**
 * [0] deadline, in ms since `origin`; 0 where none is running. [1] how long that was then. [2] `starvedMs` then. Written by
 * the test runner, read by the guard.
 */
const deadline = new Int32Array(new SharedArrayBuffer(12));
const origin = Date.now();
const guard = new Worker(new URL("./guard.mjs", import.meta.url), {
  workerData: { deadline, origin, token, memoryLimitBytes: Number(memory) },
});
guard.unref();

/** @type {{ deadline: Int32Array, origin: number }} */
const shared = { deadline, origin };
Reflect.set(globalThis, Symbol.for("labs.guard"), shared);

// The runner is gone: nobody is left to hear a verdict.
process.on("disconnect", endAll);

init({
  post: (message) => send(message),
  on: (callback) => process.on("message", callback),
  off: (callback) => process.off("message", callback),
  teardown: () => process.removeAllListeners("message"),
  runTests: (state, traces) => runBaseTests("run", state, traces),
  collectTests: (state, traces) => runBaseTests("collect", state, traces),
  setup: setupEnvironment,
});
