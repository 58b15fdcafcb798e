/**
 * The way in: installs when it must, and only then; says plainly what is wrong where it cannot.
 *
 * The tree is a small one with the real bin/labs.mjs, and npm is a script that does what a test wants.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { repository } from "./tree.ts";

const INSTALLS = `
  import { mkdirSync, symlinkSync, writeFileSync, existsSync, readFileSync, appendFileSync } from "node:fs";
  appendFileSync("npm.log", process.argv.slice(2).join(" ") + "\\n");
  mkdirSync("node_modules", { recursive: true });
  if (!existsSync("node_modules/tsx")) symlinkSync(${JSON.stringify(join(repository, "node_modules/tsx"))}, "node_modules/tsx");
  writeFileSync("node_modules/.package-lock.json", readFileSync("package-lock.json"));
  console.log("added 1 package");
`;

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "labs-bootstrap-"));
  mkdirSync(join(root, "grader/src/cli"), { recursive: true });
  cpSync(join(repository, "grader/bin"), join(root, "grader/bin"), { recursive: true });
  write("package.json", '{ "type": "module" }');
  write(
    "grader/src/cli/main.ts",
    'export const main = async (words: string[]) => (console.log("ran", words.join(" ")), 1);\n',
  );
  lock("1.0.0");
  npm(INSTALLS);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
function npm(source: string): void {
  write("fake/npm-cli.js", source);
}
function lock(version: string, more: object = {}): void {
  const packages = { "": {}, "node_modules/tsx": { version }, ...more };
  write("package-lock.json", JSON.stringify({ packages }));
}
function run(
  words: readonly string[] = ["grade", "db-01"],
  bin = "labs.mjs",
  flags: readonly string[] = [],
) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, join(root, "grader/bin", bin), ...words],
    {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, npm_execpath: join(root, "fake/npm-cli.js") },
    },
  );
  return { status, stdout, stderr };
}
const installs = () =>
  existsSync(join(root, "npm.log"))
    ? readFileSync(join(root, "npm.log"), "utf8").split("\n").length - 1
    : 0;

test("the first time: one line, npm ci without scripts, then the command; the exit code is the command's", () => {
  expect(run()).toEqual({
    status: 1,
    stdout: "ran grade db-01\n",
    stderr: "First time here: installing what package-lock.json lists (npm ci), 20 s to a minute\n",
  });
  expect(readFileSync(join(root, "npm.log"), "utf8")).toBe(
    "ci --ignore-scripts --no-audit --no-fund\n",
  );
});

test("after that: nothing is installed, until the lock lists something else", () => {
  run();
  expect(run().stdout).toBe("ran grade db-01\n");
  expect(installs()).toBe(1);
  lock("2.0.0");
  expect(run().stderr).toMatch(/^What the course needs has changed: installing /);
  expect(installs()).toBe(2);
});

test("what was installed by hand is taken as it is, optional packages or not", () => {
  run();
  rmSync(join(root, "node_modules/.labs-lock"));
  expect(run().stdout).toBe("ran grade db-01\n");
  lock("1.0.0", { "node_modules/fsevents": { version: "2.0.0", optional: true } });
  expect(run().stdout).toBe("ran grade db-01\n");
  expect(installs()).toBe(1);
  lock("1.0.0", { "node_modules/other": { version: "2.0.0" } });
  run();
  expect(installs()).toBe(2);
});

test("a node_modules that is a link is another tree's, and left alone", () => {
  run();
  cpSync(join(root, "node_modules"), join(root, "elsewhere"), { recursive: true });
  rmSync(join(root, "node_modules"), { recursive: true });
  symlinkSync(join(root, "elsewhere"), join(root, "node_modules"));
  lock("3.0.0");
  expect(run().stdout).toBe("ran grade db-01\n");
  expect(installs()).toBe(1);
});

test("an install that fails: what npm said, what to do, code 3, and tried again next time", () => {
  npm('console.error("npm error no space left"); process.exit(1);');
  const failed = run();
  expect(failed.status).toBe(3);
  expect(failed.stderr).toBe(
    `First time here: installing what package-lock.json lists (npm ci), 20 s to a minute\nnpm error no space left\n\nnpm ci failed; what it said stands above. Run it by hand in ${root}: npm ci\n`,
  );
  npm('console.error("npm error request failed, reason: getaddrinfo EAI_AGAIN"); process.exit(1);');
  expect(run().stderr).toContain("this first run needs the network");
  npm(INSTALLS);
  expect(run().stdout).toContain("ran grade db-01\n");
});

test("npx grade is the same, with grade before the words", () => {
  run();
  expect(run(["db-01", "--step", "3"], "grade.mjs").stdout).toBe("ran grade db-01 --step 3\n");
});

test("a Node that is too old is told so in a sentence, before anything else", () => {
  const old =
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.3' } })";
  const { status, stdout, stderr } = run(["grade"], "labs.mjs", [
    "--import",
    `data:text/javascript,${old}`,
  ]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toBe(
    "This course needs Node 20.19 or newer, and this is 20.18.3: see https://nodejs.org\n",
  );
  expect(installs()).toBe(0);
});
