/**
 * The command line as a process, with the real engine, on a small tree: exit codes, Ctrl-C, watch, and the commands
 * around grading.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeTree, repository, type Tree } from "./tree.ts";

const LAWS = `
  import { step } from "@labs/grader/testing";
  import { writeFileSync } from "node:fs";
  import { encode } from "@labs/db-90";
  const law = step("encode");
  law("abc", "a text is its bytes", { hint: "Bytes", seconds: 30 }, (t) => {
    t.bytes(encode("abc", writeFileSync), "abc");
  });
  law("empty", "the empty text is no bytes", { hint: "Nothing" }, (t) => t.bytes(encode(""), ""));
`;
const DOCUMENT = `# Encode

## Hints

### Bytes

<details><summary>Nudge</summary>

Think of UTF-8.

</details>
<details><summary>More</summary>

Use TextEncoder.

</details>

## Decision log

Why bytes, and not text?
`;
const withBody = (body: string) => `import { NotImplemented } from "@labs/machine";

/** The bytes of a text. @step 1 */
export function encode(text: string, writeFileSync?: any): Uint8Array {
  ${body}
}
`;
const STUB = withBody('throw new NotImplemented("db-90 step 1: encode");');
const GREEN = withBody("return new TextEncoder().encode(text);");
const RED = withBody('return new TextEncoder().encode(text + "!");');

let tree: Tree;
let running: ChildProcess[] = [];

beforeEach(() => {
  tree = makeTree({
    steps: { encode: ["abc", "empty"] },
    exports: { encode: "function" },
    files: {
      "src/index.ts": STUB,
      "tests/01-encode.test.ts": LAWS,
      "steps/01-encode.md": DOCUMENT,
      "serve.ts": 'console.log("listening", process.argv[2]);\nsetInterval(() => {}, 1000);\n',
    },
  });
  copyFileSync(join(repository, "tsconfig.json"), join(tree.root, "tsconfig.json"));
  writeFileSync(join(tree.root, "package.json"), '{ "name": "labs", "type": "module" }');
});
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running = [];
  tree.remove();
});

interface Process {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly text: string }>;
  text(): string;
  says(pattern: RegExp): Promise<void>;
}

function start(...words: string[]): Process {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "cli-main.ts"), tree.root, ...words],
    { cwd: repository, env: { ...process.env, NO_COLOR: "1", EDITOR: "", VISUAL: "" } },
  );
  running.push(child);
  let text = "";
  const keep = (chunk: Buffer) => {
    text += chunk;
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, text }));
  const says = async (pattern: RegExp) => {
    await expect.poll(() => text, { timeout: 30_000, interval: 20 }).toMatch(pattern);
  };
  return { child, ended, text: () => text, says };
}

const run = (...words: string[]) => start(...words).ended;

function descendants(pid: number): readonly string[] {
  const list = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" });
  const rows = list.split("\n").map((line) => line.trim().split(/\s+/));
  const of = (parent: string): readonly string[] =>
    rows.filter(([, ppid]) => ppid === parent).flatMap(([id = ""]) => [id, ...of(id)]);
  return of(String(pid));
}

describe("exit codes", () => {
  test("0 green, 1 not green", async () => {
    const before = await run("grade", "db-90");
    expect(before).toMatchObject({ code: 1 });
    expect(before.text).toContain(
      "Then write encode() in labs/db-90-sample/src/index.ts and run this again.\n",
    );
    tree.write("src/index.ts", GREEN);
    expect(await run("grade", "sample", "seed", "3")).toMatchObject({ code: 0 });
  });

  test("2 for what cannot be used, and nothing is run", async () => {
    const unknown = await run("grad");
    expect(unknown.code).toBe(2);
    expect(unknown.text).toContain("There is no command grad. Did you mean grade?");
    expect((await run("docs", "prot", "4")).text).toContain("Did you mean port?");
    const manifest = join(tree.root, "labs/db-90-sample/package.json");
    writeFileSync(
      manifest,
      readFileSync(manifest, "utf8").replace('"minutes": 30', '"minutes": "x"'),
    );
    const broken = await run("grade");
    expect(broken.code).toBe(2);
    expect(broken.text).toMatch(
      /nothing was run:\nlabs\/db-90-sample\/package\.json: lab\.steps\.0\.minutes: .*expected number/,
    );
    expect(existsSync(join(tree.root, ".labs"))).toBe(false);
  });

  test("3 for a fault of the grader's own: how to report it, and no stack on the screen", async () => {
    tree.remove();
    mkdirSync(tree.root);
    const { code, text } = await run("grade", "db-90", "step", "1");
    expect(code).toBe(3);
    expect(text).toContain("The grader itself failed. This is no fault of your code");
    expect(text).toContain("  command   npm run grade db-90 step 1\n");
    expect(text).toContain(`  system    node ${process.version}, `);
    expect(text).not.toMatch(/^\s+at /m);
    const file = /details {3}(\.labs\/fault-.*\.txt)/.exec(text)?.[1] ?? "";
    expect(readFileSync(join(tree.root, file), "utf8")).toMatch(/^\s+at /m);
  });
});

describe("beside the verdict", () => {
  test("type errors are listed, and decide nothing", async () => {
    tree.write("src/index.ts", `${GREEN}const wrong: number = "x";\n`);
    const { code, text } = await run("grade", "db-90", "seed", "1");
    expect(code).toBe(0);
    expect(text).toContain(
      "One type error; graded all the same:\n  labs/db-90-sample/src/index.ts:7  Type",
    );
    expect(text).toContain("(TS2322)");
  });
});

describe("Ctrl-C", () => {
  test("ends everything at once: code 130, and no process is left", async () => {
    loopForEver();
    const grading = start("grade", "db-90");
    await isLooping();
    const children = descendants(grading.child.pid ?? 0);
    expect(children.length).toBeGreaterThan(0);
    const before = Date.now();
    grading.child.kill("SIGINT");
    const { code } = await grading.ended;
    expect(code).toBe(130);
    expect(Date.now() - before).toBeLessThan(1_500);
    await expect.poll(() => children.filter(isAlive)).toEqual([]);
  });

  test("times says how far it came", async () => {
    tree.write("src/index.ts", GREEN);
    const grading = start("grade", "db-90", "times", "1000", "seed", "1");
    await grading.says(/seed each/);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    grading.child.kill("SIGINT");
    const { code, text } = await grading.ended;
    expect(code).toBe(130);
    // On a busy machine the first grading may not have ended by now: then none of none was green.
    expect(text).toMatch(
      / {2}(● (\d+) of \2|✗ 0 of 0) green, in .* s, stopped early: 1000 were to be run/,
    );
  });
});

const loopMark = () => join(tree.root, "looping");

/** Makes the submission one that loops for ever, and leaves a mark when it does. */
function loopForEver(): void {
  const body = `writeFileSync(${JSON.stringify(loopMark())}, text);\n  for (;;) {}`;
  tree.write("src/index.ts", withBody(body));
}

async function isLooping(): Promise<void> {
  await expect.poll(() => existsSync(loopMark()), { timeout: 20_000 }).toBe(true);
}

function declare(program: "serve" | "play" | "inspect"): void {
  const manifest = join(tree.root, "labs/db-90-sample/package.json");
  const json = JSON.parse(readFileSync(manifest, "utf8"));
  json.lab[program] = `${program}.ts`;
  writeFileSync(manifest, JSON.stringify(json));
}

/** A process that ended and that nobody waited for is dead all the same. */
function isAlive(pid: string): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

describe("watch", () => {
  test("grades again at every save, until it is ended", async () => {
    tree.write("src/index.ts", RED);
    const watching = start("grade", "db-90", "watch");
    await watching.says(/✗ 1 {2}Step encode.*q ends\n$/s);
    tree.write("src/index.ts", GREEN);
    await watching.says(/● 1 {2}Step encode.*every step green.*q ends\n$/s);
    tree.write("src/helper.ts", "export const x = 1;\n");
    tree.write("src/index.ts", RED);
    await watching.says(/every step green.*✗ 1 {2}Step encode.*q ends\n$/s);
    watching.child.kill("SIGINT");
    expect((await watching.ended).code).toBe(130);
  });

  test("a save while it grades begins anew", async () => {
    loopForEver();
    const watching = start("grade", "db-90", "watch");
    await isLooping();
    tree.write("src/index.ts", GREEN);
    await watching.says(/every step green/);
    expect(watching.text()).not.toContain("did not finish");
  });
});

describe("around grading", () => {
  test("hint: for the law that fails now, a level at a time", async () => {
    tree.write("src/index.ts", RED);
    await run("grade", "db-90");
    const first = await run("hint", "db-90", "1");
    expect(first.text).toContain("db-90 step 1 · Bytes\n1 of 2, Nudge\n\nThink of UTF-8.\n");
    expect((await run("hint")).text).toContain("2 of 2, More\n\nUse TextEncoder.\n");
    const all = await run("hint", "90");
    expect(all.text).toContain("All 2 levels of this hint have been shown");
    expect(all.text).not.toContain("reveal");
    tree.write("reference/index.ts", GREEN);
    expect((await run("hint", "90")).text).toContain("npm run reveal db-90 1");
    tree.write("src/index.ts", GREEN);
    await run("grade", "db-90", "seed", "1");
    expect((await run("hint", "db-90", "1")).text).toContain("Every law of step 1 of db-90 holds");
  });

  test("reveal: asks, and without a terminal says what to type; at once where the step is green", async () => {
    tree.write("reference/index.ts", GREEN);
    const refused = await run("reveal", "db-90", "1");
    expect(refused.code).toBe(1);
    expect(refused.text).toBe(
      "Step 1 of db-90 is not green yet. To see the reference all the same: npm run reveal db-90 1 sure\n",
    );
    const sure = await run("reveal", "db-90", "1", "sure");
    expect(sure.text).toMatch(/^labs\/db-90-sample\/reference\/index\.ts\n\n.*TextEncoder/s);
    expect((await run("progress", "db-90")).text).toContain("revealed");
    tree.write("src/index.ts", GREEN);
    await run("grade", "db-90", "seed", "1");
    expect((await run("reveal", "db-90", "1")).code).toBe(0);
  });

  test("reveal: an edition without a reference says so", async () => {
    const { code, text } = await run("reveal", "db-90", "1", "sure");
    expect(code).toBe(1);
    expect(text).toBe("This edition of the course has no reference of db-90 to show.\n");
  });

  test("reset: the stub again, and what was written is kept where it says", async () => {
    tree.write(".stub/index.ts", STUB);
    tree.write("src/index.ts", RED);
    tree.write("src/deep/own.ts", "export const own = 1;\n");
    const { code, text } = await run("reset", "db-90");
    expect(code).toBe(0);
    const src = join(tree.root, "labs/db-90-sample/src");
    expect(readdirSync(src)).toEqual(["index.ts"]);
    expect(readFileSync(join(src, "index.ts"), "utf8")).toBe(STUB);
    const saved = join(tree.root, /\.labs\/saved\/\S+(?=;)/.exec(text)?.[0] ?? "");
    expect(readFileSync(join(saved, "index.ts"), "utf8")).toBe(RED);
    expect(readFileSync(join(saved, "deep/own.ts"), "utf8")).toBe("export const own = 1;\n");
    expect((await run("reset", "db-90")).text).toContain("nothing was changed");
  });

  test("log: an entry with the question, made once and never written over", async () => {
    const first = await run("log", "db-90", "1");
    expect(first.text).toBe(
      "Your entry for db-90 step 1: journal/db-90-01-encode.md\n" +
        "Step 1 asks: Why bytes, and not text? About 150 words.\n",
    );
    const file = join(tree.root, "journal/db-90-01-encode.md");
    const text = readFileSync(file, "utf8");
    expect(text).toContain("\nstep: 1 encode\n");
    expect(text).toContain("\n> Why bytes, and not text?\n");
    writeFileSync(file, `${text}Because.\n`);
    expect((await run("log", "db-90")).text).toContain("1 word so far.\n");
    expect(readFileSync(file, "utf8")).toBe(`${text}Because.\n`);
  });

  test("serve: what is not written yet is said in a sentence", async () => {
    declare("serve");
    tree.write("serve.ts", 'import { encode } from "@labs/db-90";\nencode("");\n');
    const { code, text } = await run("serve", "db-90");
    expect(code).toBe(1);
    expect(text).toBe("Nothing to serve: not written yet: db-90 step 1: encode\n");
  });

  test("serve: runs the lab's own file with the port, and ends with it", async () => {
    declare("serve");
    const serving = start("serve", "db-90", "port", "7001");
    await serving.says(/listening 7001\n/);
    const children = descendants(serving.child.pid ?? 0);
    serving.child.kill("SIGINT");
    expect((await serving.ended).code).toBe(0);
    await expect.poll(() => children.filter(isAlive)).toEqual([]);
  });

  test("serve: what it stands on by use is said, beside what it prints", async () => {
    tree.write("reference.bundle.mjs", "");
    const manifest = JSON.parse(readFileSync(join(tree.lab.path, "package.json"), "utf8"));
    const lab = { ...manifest.lab, title: "top", serve: "./serve.ts" };
    const top = { ...manifest, name: "@labs/db-91", dependencies: { "@labs/db-90": "0.1.0" }, lab };
    tree.write("../db-91-top/package.json", JSON.stringify(top));
    tree.write("../db-91-top/serve.ts", "console.log(...process.execArgv);\n");
    expect((await run("serve", "db-91")).text).not.toContain("on db-90");
    expect((await run("use", "db-90", "mine")).text).toMatch(
      /^From now on db-91 stands on your own/,
    );
    const { text, code } = await run("serve", "db-91");
    expect(text).toMatch(/^on db-90 yours \(by use\)\n/);
    expect(text).not.toContain("--conditions");
    expect(code).toBe(0);
    expect((await run("serve", "db-91", "on", "reference")).text).toMatch(
      /^(?!on db-90).*--conditions=db-90=reference/,
    );
  });

  test("play: runs the lab's own file with the words, and ends as it ends", async () => {
    declare("play");
    tree.write("play.ts", "console.log(...process.argv.slice(2));\nprocess.exitCode = 1;\n");
    const { code, text } = await run("play", "db-90", "seed", "7", "script", "kill a; show");
    expect(text).toBe("--seed=7 --script=kill a; show --whose=your code\n");
    expect(code).toBe(1);
  });

  test("inspect: hands the lab's own file the place, as the person's folder has it", async () => {
    declare("inspect");
    tree.write("inspect.ts", "console.log(...process.argv.slice(2));\n");
    const { code, text } = await run("inspect", "db-90", "../a store");
    expect(text).toBe(`${resolve(process.env.INIT_CWD ?? repository, "../a store")}\n`);
    expect(code).toBe(0);
  });

  test("inspect: what is to be looked into must be named", async () => {
    const { code, text } = await run("inspect", "db-90");
    expect(text).toMatch(/As in: npm run inspect db-90 PATH/);
    expect(code).toBe(2);
  });

  test("play: a lab without a cluster says so", async () => {
    const { code, text } = await run("play", "db-90");
    expect(text).toBe("db-90 sample has nothing to play.\n");
    expect(code).toBe(2);
  });
});
