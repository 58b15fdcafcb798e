/**
 * The guard thread of a worker: it goes on where the main thread loops.
 *
 * - The main thread is past its deadline: it asks V8's inspector where it is, says so, and ends the process.
 * - The process is above its memory limit: it says so, and ends the process before the machine suffers.
 * - The parent is gone: it ends the process.
 */
import { writeSync } from "node:fs";
import { Session } from "node:inspector";
import { workerData } from "node:worker_threads";
import { endAll } from "./end.mjs";
import { moreMs } from "./starved.mjs";

const { deadline, origin, token, memoryLimitBytes } = workerData;
const TICK_MS = 50;
/** How long the inspector may take; a loop inside a regular expression never answers. */
const PAUSE_MS = 700;
const parent = process.ppid;
let ending = false;

setInterval(() => {
  if (ending) return;
  if (process.ppid !== parent) end();
  const bytes = process.memoryUsage.rss();
  if (bytes > memoryLimitBytes) {
    say({ kind: "memory", bytes, limitBytes: memoryLimitBytes });
    end();
  }
  const due = Atomics.load(deadline, 0);
  if (due !== 0 && Date.now() - origin > due + more()) {
    ending = true;
    setTimeout(() => stuck(""), PAUSE_MS);
    whereIsMain(stuck);
  }
}, TICK_MS);

/** What the main thread has on top, where it was not let. */
function more() {
  return moreMs(Atomics.load(deadline, 1), Atomics.load(deadline, 2));
}

/** @param {string} stack */
function stuck(stack) {
  say({ kind: "stuck", stack });
  end();
}

/** @param {(stack: string) => void} found */
function whereIsMain(found) {
  const session = new Session();
  session.connectToMainThread();
  session.on("Debugger.paused", ({ params }) => {
    const frame = params.callFrames[0];
    if (frame === undefined) return found("");
    // A stack made in the paused frame goes through the source maps, which the frame's own position does not.
    const expression = "Error.stackTraceLimit = 50, new Error().stack";
    session.post(
      "Debugger.evaluateOnCallFrame",
      { callFrameId: frame.callFrameId, expression, returnByValue: true },
      (error, answer) => found(error === null ? String(answer?.result.value ?? "") : ""),
    );
  });
  session.post("Debugger.enable");
  session.post("Debugger.pause");
}

/** @param {object} event */
function say(event) {
  writeSync(4, `\n${token} ${JSON.stringify(event)}\n`);
}

function end() {
  ending = true;
  endAll();
}
