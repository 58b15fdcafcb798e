/**
 * What submissions do, and the verdict each gets: one lab of one step, and a submission for every row of the table
 * in TOOLS.md, "What the grader says".
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { afterEach, expect, test } from "vitest";
import { ManifestError, type Step } from "../src/manifest.ts";
import { openGrader } from "../src/run/engine.ts";
import { type Grader, GraderFault } from "../src/run/grader.ts";
import { StepRun } from "../src/run/step-run.ts";
import { type StepResult, stepOutcome, type TestResult } from "../src/verdict.ts";
import { makeTree, type Tree } from "./tree.ts";

const opened: (Grader | Tree)[] = [];

afterEach(async () => {
  for (const thing of opened.splice(0)) await ("close" in thing ? thing.close() : thing.remove());
});

/** The laws call `act` with their own ids, and with what starts programs and opens files; a submission does something in one of them. */
const LAWS = (ids: readonly string[], seconds = 1) => `
  import { spawn } from "node:child_process";
  import fs from "node:fs";
  import { step } from "@labs/grader/testing";
  import { act } from "@labs/db-90";
  const law = step("one");
  ${ids
    .map(
      (
        id,
      ) => `law("${id}", "the law of ${id}", { hint: "Of ${id}", seconds: ${seconds} }, async (t) => {
        t.did("called", "${id}");
        t.equal(await act("${id}", { spawn, fs }), 1);
      });`,
    )
    .join("\n")}
`;

interface Sample {
  readonly ids?: readonly string[];
  readonly laws?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string>>;
}

function treeOf(source: string, sample: Sample = {}): Tree {
  const ids = sample.ids ?? ["first", "second", "third"];
  const tree = makeTree({
    steps: { one: ids },
    exports: sample.exports ?? { act: "function" },
    files: {
      "src/index.ts": source,
      "tests/01-one.test.ts": sample.laws ?? LAWS(ids),
      ...sample.files,
    },
  });
  opened.push(tree);
  return tree;
}

function graderOf(tree: Tree, conditions: readonly string[] = []): Grader {
  const grader = openGrader({ root: tree.root, lab: tree.lab, conditions });
  opened.push(grader);
  return grader;
}

async function graded(source: string, sample: Sample = {}): Promise<StepResult> {
  const tree = treeOf(source, sample);
  const steps = await graderOf(tree).grade({ steps: tree.lab.steps, seed: 1, all: true }, () => {});
  expect(steps).toHaveLength(1);
  return steps[0] as StepResult;
}

/** `act` answers 1, and in the law "second" does `what` first. */
const inSecond = (what: string, before = "") =>
  `${before}
   export async function act(id: string, { spawn, fs }: any): Promise<number> {
     if (id === "second") {
       ${what}
     }
     return 1;
   }`;

const outcomes = (step: StepResult) => step.tests.map((t) => t.outcome);
const ONLY_SECOND = ["passed", "failed", "passed"];

function second(step: StepResult): TestResult {
  expect(outcomes(step)).toEqual(ONLY_SECOND);
  return step.tests[1] as TestResult;
}

test("a correct submission passes every law", async () => {
  const step = await graded(inSecond(""));
  expect(outcomes(step)).toEqual(["passed", "passed", "passed"]);
  expect(step.tests.map((t) => t.title)).toEqual([
    "the law of first",
    "the law of second",
    "the law of third",
  ]);
  expect(step.tests[0]?.hint).toBe("Of first");
});

test("a wrong value: expected, actual, and what was done", async () => {
  const { failure } = second(await graded(inSecond("return 2;")));
  expect(failure).toMatchObject({ kind: "law", expected: "1", actual: "2" });
  expect(failure?.did).toEqual([{ label: "called", text: "second" }]);
});

test("an error: its message, and the learner's line", async () => {
  const { failure } = second(await graded(inSecond('throw new TypeError("no such thing");')));
  expect(failure).toMatchObject({
    kind: "threw",
    message: "TypeError: no such thing",
    place: { file: "src/index.ts", line: 4, name: "act" },
  });
});

test.each(["null", "undefined", "42", "{ get message() { throw 1; } }", "Symbol('s')"])(
  "throwing %s, which is no error",
  async (thrown) => {
    const { failure } = second(await graded(inSecond(`throw ${thrown};`)));
    expect(failure?.kind).toBe("threw");
    expect(failure?.message).toMatch(/^(?!threw).+, which is no Error$/);
  },
);

test("a loop without end is stopped, with its line; the others are graded", async () => {
  const { failure } = second(await graded(inSecond("for (;;) {}")));
  expect(failure).toMatchObject({
    kind: "hang",
    message: "did not finish in 1 s, and was stopped",
    place: { file: "src/index.ts", line: 4, name: "act" },
  });
});

test("a regular expression that never ends is stopped, though nothing can interrupt it", async () => {
  const { failure } = second(await graded(inSecond('/^(a+)+$/.test("a".repeat(40) + "b");')));
  expect(failure?.kind).toBe("hang");
});

test("a promise that never settles is stopped", async () => {
  const { failure } = second(await graded(inSecond("await new Promise(() => {});")));
  expect(failure).toMatchObject({
    kind: "hang",
    message: "did not finish in 1 s, and was stopped",
  });
});

test.runIf(process.platform === "linux")(
  "what a law waits for a processor is not taken from its time",
  async () => {
    const others = Array.from({ length: 2 * availableParallelism() }, () =>
      spawn(process.execPath, ["-e", "console.log('up'); for (;;);"], { detached: true }),
    );
    try {
      await Promise.all(others.map((other) => once(other.stdout, "data")));
      const step = await graded(
        inSecond(
          `const used = () => { const { user, system } = process.cpuUsage(); return user + system; };
           for (const before = used(); used() < before + 8e5; );`,
        ),
      );
      expect(step.tests.map(({ outcome }) => outcome)).toEqual(["passed", "passed", "passed"]);
      expect(step.tests[1]?.milliseconds).toBeGreaterThan(1000);
      const { failure } = second(await graded(inSecond("for (;;);")));
      expect(failure?.kind).toBe("hang");
    } finally {
      for (const other of others) other.kill("SIGKILL");
    }
  },
);

test("an endless chain of microtasks is stopped", async () => {
  const { failure } = second(await graded(inSecond("for (;;) await null;")));
  expect(failure?.kind).toBe("hang");
});

test("process.exit is not success, with its line; the others are graded", async () => {
  const { failure } = second(await graded(inSecond("process.exit(0);")));
  expect(failure).toMatchObject({ kind: "exit", place: { file: "src/index.ts", line: 4 } });
  expect(failure?.message).toContain("process.exit(0)");
});

test("process.exit from a timer blames the test that set it", async () => {
  const step = await graded(inSecond("setTimeout(() => process.exit(0), 1); await 0;"));
  expect(second(step).failure?.kind).toMatch(/exit|leak/);
});

test.each([
  ["abort", "process.abort();"],
  ["a signal", 'process.kill(process.pid, "SIGKILL");'],
  ["reallyExit", "(process as any).reallyExit(0);"],
  ["killing the runner", 'process.kill(process.ppid, "SIGKILL"); for (;;) {}'],
])("%s: the process ended under the test; the others are graded", async (_, what) => {
  expect(second(await graded(inSecond(what))).failure?.kind).toBe("exit");
});

test("stopping the process is noticed from outside", { timeout: 90_000 }, async () => {
  const { failure } = second(await graded(inSecond('process.kill(process.pid, "SIGSTOP");')));
  expect(failure?.kind).toBe("hang");
});

test.each([
  ["heap", "const all: unknown[] = []; for (;;) all.push(new Array(1000).fill(all.length));"],
  ["buffers", "const all: Buffer[] = []; for (;;) all.push(Buffer.alloc(1 << 20, 1));"],
  [
    "a string",
    'let s = "x"; const all: string[] = []; for (;;) { s += s.length; all.push(s + Math.random()); JSON.stringify(all); }',
  ],
])("allocating %s without end", async (_, what) => {
  expect(second(await graded(inSecond(what), {})).failure?.kind).toMatch(/memory|hang/);
});

test("buffers without end name the limit", async () => {
  const what = "const all: Buffer[] = []; for (;;) all.push(Buffer.alloc(1 << 22, 1));";
  const laws = LAWS(["first", "second", "third"], 20);
  const { failure } = second(await graded(inSecond(what), { laws }));
  expect(failure).toMatchObject({
    kind: "memory",
    message: "ran out of the memory that a test may use (1024 MiB)",
  });
});

test("a syntax error is one message, with file and line", async () => {
  const step = await graded("export function act( {\n  return 1;\n}\n");
  expect(outcomes(step)).toEqual(["failed", "failed", "failed"]);
  expect(step.tests.every((t) => t.failure === undefined)).toBe(true);
  expect(step.failure).toMatchObject({ kind: "import", place: { file: "src/index.ts" } });
  expect(step.failure?.message).not.toMatch(/vite|rolldown|oxc|\/tmp/);
});

test("a syntax error in another file names that file", async () => {
  const step = await graded('export { act } from "./act.ts";\n', {
    files: { "src/act.ts": "export const fine = 1;\nexport const act = (((;\n" },
  });
  expect(step.failure).toMatchObject({ kind: "import", place: { file: "src/act.ts", line: 2 } });
});

test("an import of a file that is not there names who imports what", async () => {
  const step = await graded('import "./nowhere.ts";\nexport const act = () => 1;\n');
  expect(step.failure).toMatchObject({
    kind: "import",
    message: 'imports "./nowhere.ts", and there is no such file',
    place: { file: "src/index.ts", line: 1 },
  });
});

test("a missing export and one of the wrong kind, in one message", async () => {
  const step = await graded("export class act {}\n", {
    exports: { act: "function", Store: "class" },
  });
  expect(step.failure).toMatchObject({ kind: "import" });
  expect(step.failure?.message).toContain("no class Store");
  expect(step.failure?.message).toContain("act as a class, where a function is needed");
});

test("a throw at import is one message, with the line", async () => {
  const step = await graded('export const act = 1;\nthrow new Error("too early");\n');
  expect(step.failure).toMatchObject({ kind: "import", place: { file: "src/index.ts", line: 2 } });
  expect(step.failure?.message).toBe("threw Error: too early, while the lab was loaded");
});

test.each([
  ["null", "null", "threw null, which is no Error, while the lab was loaded"],
  [
    "what cannot be read",
    'new Proxy(new Error("x"), { get() { throw null; }, getPrototypeOf() { throw null; } })',
    "threw something that cannot be read, while the lab was loaded",
  ],
  [
    "an error of a megabyte",
    'new Error("y".repeat(1e6))',
    `threw Error: ${"y".repeat(393)} …, while the lab was loaded`,
  ],
])("throwing %s at import is one short message", async (_, thrown, message) => {
  const step = await graded(`throw ${thrown};\nexport const act = () => 1;\n`);
  expect(step.failure).toMatchObject({ kind: "import", message });
});

test.each([
  ["an exit", "process.exit(0);", "exit"],
  ["a loop", "for (;;) {}", "hang"],
  ["an await that never settles", "await new Promise(() => {});", "hang"],
])("%s at import is one message", async (_, what, kind) => {
  const step = await graded(`${what}\nexport const act = () => 1;\n`);
  expect(step.failure?.kind).toBe(kind);
  expect(step.failure?.message).toMatch(/while the lab was loaded$/);
});

test.each([
  [
    "an error marked as a skipped law",
    'throw Object.assign(new Error(""), { [Symbol.for("labs.law-broken")]: { kind: "tool", message: "not there" } });',
  ],
  [
    "an error with a law's name and fields",
    'class LawBroken extends Error { name = "LawBroken"; kind = "tool"; broken = { kind: "tool" }; } throw new LawBroken();',
  ],
  [
    "a Promise.race that loses what failed",
    'Promise.race = () => Promise.resolve(undefined); throw new Error("wrong");',
  ],
  [
    "a toJSON that speaks for what failed",
    `const { prototype } = Object as any;
     prototype.toJSON = function () {
       if (this.kind !== "end") return this;
       delete prototype.toJSON;
       return { ...this, result: { ...this.result, outcome: "passed" } };
     };
     return 2;`,
  ],
  [
    "a then that takes away what failed",
    `const { prototype } = Object as any;
     Object.defineProperty(prototype, "then", {
       configurable: true,
       get() {
         if (this.did === undefined) return undefined;
         delete prototype.then;
         return (resolve: (value: unknown) => void) => resolve(undefined);
       },
     });
     return 2;`,
  ],
])("%s passes nothing and skips nothing", async (_, what) => {
  const step = await graded(inSecond(what));
  expect(outcomes(step)).toEqual(["passed", "failed", "passed"]);
});

const CHANGES: readonly (readonly [what: string, changed: string])[] = [
  ["Buffer.prototype.equals = () => true;", "replaced Buffer.prototype.equals"],
  ["Array.prototype.filter = () => [];", "replaced Array.prototype.filter"],
  ["RegExp.prototype.test = () => true;", "replaced RegExp.prototype.test"],
  ["globalThis.Promise = class extends Promise<never> { then() {} } as never;", "replaced Promise"],
  ["globalThis.setTimeout = (() => 0) as never;", "replaced setTimeout"],
  ["net.Socket.prototype.write = () => true;", "replaced net.Socket.prototype.write"],
  ["util.isDeepStrictEqual = () => true;", "replaced util.isDeepStrictEqual"],
  ["process.emit = () => true;", "replaced process.emit"],
  ["delete (Array.prototype as any).some;", "deleted Array.prototype.some"],
  [
    "Object.defineProperty(Uint8Array, Symbol.hasInstance, { value: () => true });",
    "replaced Uint8Array[Symbol.hasInstance]",
  ],
  [
    'Object.defineProperty(Object.prototype, "mode", { set() {}, configurable: true });',
    "added Object.prototype.mode",
  ],
  ["Object.freeze(process);", "froze process"],
  ["Object.freeze(net);", "froze net"],
  [
    'Object.defineProperty(globalThis, "setTimeout", { value: setTimeout, writable: false });',
    "made setTimeout read-only",
  ],
  ["process.removeAllListeners();", "removed the grader's listener for uncaughtException"],
];

test("what is replaced, frozen or added at import is said in one sentence", async () => {
  const tree = treeOf("");
  const grader = graderOf(tree);
  const before = 'import net from "node:net"; import util from "node:util";';
  const said: (readonly [string, string | undefined])[] = [];
  for (const [what] of CHANGES) {
    const overlay = { "src/index.ts": `${before}\n${what}\nexport const act = () => 1;\n` };
    const request = { steps: tree.lab.steps, seed: 1, all: true, overlay };
    const [step] = await grader.grade(request, () => {});
    said.push([what, step?.failure?.message]);
  }
  const rule = "what JavaScript and Node give to everybody has to stay as it is";
  expect(said).toEqual(
    CHANGES.map(([what, changed]) => [what, `${changed}, while the lab was loaded; ${rule}`]),
  );
});

test("most of what is everybody's is read-only: the line that replaces it throws", async () => {
  const { failure } = second(await graded(inSecond("Object.is = () => true; return 1;")));
  expect(failure).toMatchObject({ kind: "threw", place: { file: "src/index.ts", line: 4 } });
  expect(failure?.message).toMatch(/read only property 'is'/);
});

test.each([
  ["replaces", "Array.isArray = (() => true) as never; return 2;", "replaced Array.isArray"],
  ["freezes", "Object.freeze(process);", "froze process"],
  [
    "no longer lets the grader hear of",
    "process.removeAllListeners(); void Promise.reject(1);",
    "removed the grader's listener for uncaughtException",
  ],
])("a law in which the submission %s what is everybody's fails", async (_, what, changed) => {
  const { failure } = second(await graded(inSecond(what)));
  expect(failure).toMatchObject({
    kind: "replaced",
    message: `${changed}; what JavaScript and Node give to everybody has to stay as it is`,
  });
});

test("what a submission adds and what it listens to is its own affair", async () => {
  const before = `
    (Array.prototype as any).last = function () { return this[this.length - 1]; };
    (Promise as any).withResolvers ??= () => undefined;
    Error.stackTraceLimit = 50;
    process.on("uncaughtException", () => {});
    void [globalThis.crypto, globalThis.fetch, process.stdin];`;
  const step = await graded(inSecond("return ([0, 1] as any).last();", before));
  expect(outcomes(step)).toEqual(["passed", "passed", "passed"]);
});

test("the runner's channel and the guard are not to be found", async () => {
  const what = `
    process.send?.(null as never);
    process.disconnect?.();
    (globalThis as any)[Symbol.for("labs.guard")]?.deadline.fill(0);
    for (;;) {}`;
  expect(second(await graded(inSecond(what))).failure?.kind).toBe("hang");
});

test("nothing of vitest is to be found among the globals", async () => {
  const what =
    "return Reflect.ownKeys(globalThis).map(String).filter((key) => /vitest/i.test(key)).join() || 1;";
  const step = await graded(inSecond(what));
  expect(step.tests[1]?.failure?.actual).toBeUndefined();
});

test("programs are found and run as before the submission changed folder and PATH", async () => {
  const laws = `
    import { step } from "@labs/grader/testing";
    import { run } from "@labs/grader/testing/programs";
    import { act } from "@labs/db-90";
    const law = step("one");
    law("first", "node runs here", { hint: "h" }, async (t) => {
      const printed = await run(t, "node", ["-p", "process.cwd()"], { install: "nodejs.org" });
      t.equal(printed, \`\${act()}\n\`);
    });`;
  const source = `
    const before = process.cwd();
    process.chdir("/");
    for (const name of Object.keys(process.env)) delete process.env[name];
    export const act = () => before;`;
  const step = await graded(source, { ids: ["first"], laws });
  expect(step.tests[0]).toMatchObject({ outcome: "passed" });
});

test("a law's own process loads what is graded: src or the reference", async () => {
  const laws = `
    import { step } from "@labs/grader/testing";
    import { nodeFlags, run } from "@labs/grader/testing/programs";
    import { act } from "@labs/db-90";
    const law = step("one");
    law("first", "another process sees the same lab", { hint: "h" }, async (t) => {
      const program = 'import { act } from "@labs/db-90"; console.log(act());';
      const args = [...nodeFlags(), "--input-type=module", "-e", program];
      t.equal(await run(t, "node", args, { install: "" }), \`\${act()}\\n\`);
    });`;
  const files = { "reference/index.ts": 'export const act = (): string => "reference";' };
  const tree = treeOf('export const act = (): string => "src";', { ids: ["first"], laws, files });
  for (const conditions of [[], ["db-90=reference"]]) {
    const grader = graderOf(tree, conditions);
    const [step] = await grader.grade({ steps: tree.lab.steps, seed: 1, all: true }, () => {});
    expect(step!.tests[0]).toMatchObject({ outcome: "passed" });
  }
});

test.each([
  ["a file's words", 'await import(["node", "fs"].join(":"));'],
  ["import()", 'void (await import(["node", "child_process"].join(":")));'],
  ["an import() in a text", "await eval(\"import('node:child_process')\");"],
  ["require", 'eval("require")("node:child_process");'],
  ["getBuiltinModule", '(process as any).getBuiltinModule("child_process").spawn;'],
  ["a path", 'await import(process.cwd() + "/labs/db-90-sample/tests/01-one.test.ts");'],
])("what a lab may not import, it does not get by %s", async (_, what) => {
  const { failure } = second(await graded(inSecond(what)));
  expect(failure).toMatchObject({ kind: "threw", place: { file: "src/index.ts" } });
});

test("what a module exports cannot be exchanged from elsewhere", async () => {
  const files = { "src/other.ts": "export const one = () => 1;" };
  const what = 'Object.defineProperty(other, "one", { value: () => 1 });';
  const source = inSecond(what, 'import * as other from "./other.ts";');
  expect(second(await graded(source, { files })).failure?.message).toMatch(/Cannot redefine/);
});

test("an import from outside the lab's own ground is refused", async () => {
  const step = await graded('import fc from "fast-check";\nexport const act = () => fc;\n');
  expect(step.failure).toMatchObject({ kind: "import", place: { file: "src/index.ts", line: 1 } });
  expect(step.failure?.message).toContain('imports "fast-check", and a lab imports its own files');
});

test("what is not implemented is not started, even where it is caught or comes late", async () => {
  const step = await graded(
    inSecond(
      'try { throw new NotImplemented("db-90 step 1: act"); } catch { return 2; }',
      'import { NotImplemented } from "@labs/machine";',
    ),
  );
  expect(outcomes(step)).toEqual(["passed", "not-started", "passed"]);
  expect(stepOutcome(step)).toBe("not-started");
});

test("not implemented at import: every test is not started", async () => {
  const step = await graded(
    'import { NotImplemented } from "@labs/machine";\nthrow new NotImplemented("db-90 step 1: act");\n',
  );
  expect(outcomes(step)).toEqual(["not-started", "not-started", "not-started"]);
  expect(step.failure).toBeUndefined();
});

test.each([
  ["a rejection nobody handles", 'void Promise.reject(new Error("lost"));'],
  [
    "a throw from a timer",
    'setTimeout(() => { throw new Error("lost"); }, 1); await new Promise((r) => setTimeout(r, 20));',
  ],
  [
    "a throw from an event",
    'process.nextTick(() => { throw new Error("lost"); }); await new Promise((r) => setTimeout(r, 5));',
  ],
])("%s fails the test that caused it", async (_, what) => {
  const { failure } = second(await graded(inSecond(what)));
  expect(failure).toMatchObject({ kind: "background", place: { file: "src/index.ts", line: 4 } });
  expect(failure?.message).toContain("lost");
});

test("a server left behind fails its test, and the next one finds the port free", async () => {
  const source = `
    import { createServer } from "node:net";
    export async function act(id: string): Promise<number> {
      if (id === "first") return 1;
      const server = createServer();
      await new Promise<void>((resolve, reject) => {
        server.on("error", reject);
        server.listen(42817, "127.0.0.1", resolve);
      });
      if (id === "third") await new Promise((resolve) => server.close(resolve));
      return 1;
    }`;
  const { failure } = second(await graded(source));
  expect(failure).toMatchObject({ kind: "leak", place: { file: "src/index.ts", line: 8 } });
  expect(failure?.message).toContain("a server that listens");
});

test("a timer and a child process left behind fail their test", async () => {
  const timer = second(await graded(inSecond("setInterval(() => {}, 1000);")));
  expect(timer.failure).toMatchObject({ kind: "leak", message: "left a timer behind" });
  const child = second(await graded(inSecond('spawn("sleep", ["61.7"]);')));
  expect(child.failure?.kind).toBe("leak");
  expect(processesLike("sleep 61.7")).toBe("");
});

test("a file that registers no test fails, naming the tests", async () => {
  const step = await graded("export const act = () => 1;", {
    laws: 'import "@labs/db-90";\nexport {};\n',
  });
  expect(outcomes(step)).toEqual(["failed", "failed", "failed"]);
  expect(step.failure?.message).toContain("first, second, third");
});

test("a declared test that does not report fails", async () => {
  const step = await graded("export const act = () => 1;", { laws: LAWS(["first"]) });
  expect(outcomes(step)).toEqual(["passed", "failed", "failed"]);
  expect(step.tests[1]?.failure).toMatchObject({ kind: "unreported", message: "never reported" });
});

test("a test that the manifest does not declare is an error of the lab's author", async () => {
  const graded_ = graded("export const act = () => 1;", {
    ids: ["first"],
    laws: LAWS(["first", "new"]),
  });
  await expect(graded_).rejects.toThrow(ManifestError);
});

test("more output than memory: its beginning is kept, the rest counted", async () => {
  // Fresh bytes each time: were they kept, they would not fit. The law has time enough on a busy machine too.
  const what =
    'for (let i = 0; i < 132; i++) process.stdout.write(Buffer.alloc(1 << 23, "spam "));';
  const laws = LAWS(["first", "second", "third"], 30);
  const step = await graded(inSecond(what), { laws });
  expect(outcomes(step)).toEqual(["passed", "passed", "passed"]);
  const printed = step.tests[1]?.printed;
  expect(printed?.bytes).toBeGreaterThan(1 << 30);
  expect(printed?.head.length).toBeLessThan(5_000);
  expect(printed?.head).toMatch(/^spam spam/);
});

test("output past the streams is dropped, not waited for", async () => {
  const what =
    "const b = Buffer.alloc(1 << 20, 120); for (let i = 0; i < 100; i++) fs.writeSync(1, b);";
  const step = await graded(inSecond(what));
  expect(outcomes(step)).toEqual(["passed", "passed", "passed"]);
});

test("writing to the grader's own pipe says nothing", async () => {
  const what = 'try { fs.writeSync(4, "\\n{}\\nnonsense"); } catch {}';
  const step = await graded(inSecond(what));
  expect(outcomes(step)).toEqual(["passed", "passed", "passed"]);
});

test.each([
  [
    "JSON.stringify",
    'const { stringify } = JSON; JSON.stringify = (...a: [unknown]) => stringify(...a)?.replaceAll("failed", "passed");',
  ],
  [
    "fs.writeSync",
    'const { writeSync } = fs; fs.writeSync = ((fd: number, text: string) => writeSync(fd, String(text).replaceAll("failed", "passed"))) as never;',
  ],
])("replacing %s does not change a verdict", async (_, what) => {
  expect(second(await graded(inSecond(`${what}\nreturn 2;`))).outcome).toBe("failed");
});

test("the token that verdicts carry stands in no command line and no environment", async () => {
  const source = `
    export function act(_id: string, { fs }: any): string {
      return ["self", String(process.ppid)]
        .flatMap((pid) => [\`/proc/\${pid}/cmdline\`, \`/proc/\${pid}/environ\`])
        .map((file) => fs.readFileSync(file, "latin1"))
        .join("\\n");
    }`;
  const step = await graded(source, { ids: ["first"] });
  const actual = step.tests[0]?.failure?.actual ?? "";
  expect(actual).toContain("worker.mjs");
  expect(actual).not.toMatch(/[0-9a-f]{24}/);
});

test("a child that leaves its group does not outlive the grading", async () => {
  const what = 'spawn("sleep", ["63.3"], { detached: true, stdio: "ignore" }).unref();';
  await graded(inSecond(what));
  for (const thing of opened.splice(0)) await ("close" in thing ? thing.close() : thing.remove());
  expect(processesLike("sleep 63.3")).toBe("");
});

test("killing the runner while the lab is loaded is the submission's doing", async () => {
  const step = await graded(
    'process.kill(process.ppid, "SIGKILL");\nexport const act = () => 1;\n',
  );
  expect(step.failure).toMatchObject({ kind: "exit" });
});

test("a property shows its smallest case, and the same seed finds the same", async () => {
  const laws = `
    import fc from "fast-check";
    import { step } from "@labs/grader/testing";
    import { act } from "@labs/db-90";
    const law = step("one");
    law("first", "any number is itself", { hint: "h" }, (t) =>
      t.forAll([fc.nat(10_000)], (n) => {
        t.did("gave", n);
        t.equal(act(n), n);
      }));`;
  const step = await graded("export const act = (n: number) => (n > 99 ? 0 : n);", {
    ids: ["first"],
    laws,
  });
  expect(step.tests[0]?.failure).toMatchObject({
    kind: "law",
    did: [{ label: "gave", text: "100" }],
    expected: "100",
    actual: "0",
  });
  expect(step.tests[0]?.failure?.note).toMatch(/^Smallest case found, of \d+ tried\.$/);
});

test("a step stops after three tests that had to be stopped", { timeout: 90_000 }, async () => {
  const ids = ["a", "b", "c", "d", "e"];
  const step = await graded("export function act() { for (;;) {} }", { ids });
  expect(step.tests.map((t) => t.failure?.kind)).toEqual([
    "hang",
    "hang",
    "hang",
    "unreported",
    "unreported",
  ]);
});

test("an edit is made in memory, and only for the grading that asks", async () => {
  const tree = treeOf("export const act = () => 2;", {
    files: { "reference/index.ts": "export const act = () => 1;" },
  });
  const grader = graderOf(tree, ["reference"]);
  const request = { steps: tree.lab.steps, seed: 1, all: true };
  const edits = [{ file: "reference/index.ts", find: "=> 1", replace: "=> 3" }];
  const run = async (with_: object) => (await grader.grade({ ...request, ...with_ }, () => {}))[0];
  expect(stepOutcome((await run({})) as StepResult)).toBe("passed");
  expect(stepOutcome((await run({ edits })) as StepResult)).toBe("failed");
  expect(stepOutcome((await run({})) as StepResult)).toBe("passed");
});

test("a grading that bails ends a step with its first failure, whatever that is", async () => {
  const failures = [
    "return 2;",
    "for (;;) {}",
    "process.exit(0);",
    "setTimeout(() => { throw 1 });",
  ];
  for (const failure of failures) {
    const tree = treeOf(
      `export function act(id: string) { if (id !== "first") ${failure} return 1; }`,
    );
    const request = { steps: tree.lab.steps, seed: 1, all: true, bail: true };
    const ran: string[] = [];
    const [step] = await graderOf(tree).grade(request, (event) => {
      if (event.kind === "test-finished") ran.push(`${event.result.id} ${event.result.outcome}`);
    });
    expect(ran).toEqual(["first passed", "second failed"]);
    expect(step?.tests.at(-1)?.failure?.kind).toBe("unreported");
  }
});

test("a file that was saved is loaded again", async () => {
  const tree = treeOf("export const act = () => 2;");
  const grader = graderOf(tree);
  const request = { steps: tree.lab.steps, seed: 1, all: true };
  expect(stepOutcome((await grader.grade(request, () => {}))[0] as StepResult)).toBe("failed");
  tree.write("src/index.ts", "export const act = () => 1;");
  expect(stepOutcome((await grader.grade(request, () => {}))[0] as StepResult)).toBe("passed");
});

test("cancelling ends the grading at once, and the grader stays usable", async () => {
  const tree = treeOf("export function act() { for (;;) {} }");
  const grader = graderOf(tree);
  const request = { steps: tree.lab.steps, seed: 1, all: true };
  const before = performance.now();
  const grading = grader.grade(request, (event) => {
    if (event.kind === "test-started") void grader.cancel();
  });
  expect(await grading).toEqual([]);
  tree.write("src/index.ts", "export const act = () => 1;");
  expect(stepOutcome((await grader.grade(request, () => {}))[0] as StepResult)).toBe("passed");
  expect(performance.now() - before).toBeLessThan(20_000);
});

test.each([0, 20, 200, 400])("a cancel %i ms after the start is not lost", async (delay) => {
  const tree = treeOf("export function act() { for (;;) {} }", {
    laws: LAWS(["first", "second", "third"], 30),
  });
  const grader = graderOf(tree);
  const before = performance.now();
  const grading = grader.grade({ steps: tree.lab.steps, seed: 1, all: true }, () => {});
  await new Promise((resolve) => setTimeout(resolve, delay));
  await grader.cancel();
  expect(await grading).toEqual([]);
  expect(performance.now() - before).toBeLessThan(15_000);
});

test("closing ends every process, also one that loops", async () => {
  const tree = treeOf(inSecond('spawn("sleep", ["62.9"]); for (;;) {}'));
  const grader = graderOf(tree);
  await grader.grade({ steps: tree.lab.steps, seed: 1, all: true }, (event) => {
    if (event.kind === "test-started" && event.id === "second") {
      setTimeout(() => void grader.close(), 300);
    }
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(processesLike("sleep 62.9")).toBe("");
  expect(processesLike(tree.root)).toBe("");
});

test("where a law that cannot hold was found to hold, no verdict of the step counts", () => {
  const { lab } = treeOf("");
  const run = new StepRun(lab.steps[0] as Step, lab.path);
  const passed = { id: "first", title: "", hint: "", outcome: "passed", milliseconds: 1 } as const;
  run.begin();
  run.hear({ kind: "loading" });
  run.hear({ kind: "collected", tests: [passed] });
  run.hear({ kind: "start", ...passed, budgetMs: 1 });
  run.hear({ kind: "end", result: passed, restart: false });
  run.hear({ kind: "void", failure: { kind: "replaced", message: "made it pass", did: [] } });
  expect(run.end({ worker: undefined, stopped: false })).toEqual({ again: false });
  const step = run.result(1);
  expect(outcomes(step)).toEqual(["failed", "failed", "failed"]);
  expect(step.failure?.message).toBe("made it pass");
});

test("a runner that cannot start is the grader's own fault", async () => {
  const tree = treeOf("export const act = () => 1;");
  const grader = openGrader({ root: `${tree.root}/gone`, lab: tree.lab, conditions: [] });
  opened.push(grader);
  const grading = grader.grade({ steps: tree.lab.steps, seed: 1, all: true }, () => {});
  await expect(grading).rejects.toThrow(GraderFault);
});

function processesLike(text: string): string {
  const all = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" });
  return all
    .split("\n")
    .filter((line) => line.includes(text))
    .join("\n");
}
