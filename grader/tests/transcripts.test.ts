/**
 * Transcripts: read, run in a shell, compared, and written back.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import {
  missingTool,
  type RerunDocument,
  rerunTranscripts,
  rewritten,
  transcriptProblems,
} from "../../tools/documents-console.ts";
import { makeScratch, removeScratch } from "../../tools/scratch.ts";
import { Shell } from "../../tools/shell.ts";
import { contentOf, exchangesOf, normalised, shown } from "../../tools/transcript.ts";
import { makeTree, repository, type Tree } from "./tree.ts";

describe("reading", () => {
  test.each([
    ["one command", "$ a\nx\ny\n", [["a", "x\ny"]]],
    [
      "commands without output",
      "$ a\n$ b\n",
      [
        ["a", ""],
        ["b", ""],
      ],
    ],
    ["an open quote", "$ a '\nb\n'\nx\n", [["a '\nb\n'", "x"]]],
    ["an open quote at a prompt", "$ a '\n> b'\nx\n", [["a '\nb'", "x"]]],
    ["a backslash", "$ a \\\n  b\nx\n", [["a \\\n  b", "x"]]],
    ["a here-document", "$ cat <<END\nx\nEND\nx\n", [["cat <<END\nx\nEND", "x"]]],
    ["output that looks like a prompt", "$ a\n> x\n\ny\n", [["a", "> x\n\ny"]]],
    [
      "output before any command",
      "x\n$ a\n",
      [
        ["", "x"],
        ["a", ""],
      ],
    ],
  ])("%s", (_name, content, wanted) => {
    const exchanges = exchangesOf(content);
    expect(exchanges.map(({ command, output }) => [command, output])).toEqual(wanted);
  });

  test("a fence is written as it was read", () => {
    const content = "$ a '\n> b'\nx\n$ c\n$ d\ny\n";
    expect(contentOf(exchangesOf(content))).toBe(content);
    expect(exchangesOf(content).map(({ offset }) => offset)).toEqual([0, 3, 4]);
  });
});

describe("comparing", () => {
  test.each([
    ["● 1  Encode   4/4   0.1 s", "● 1  Encode   4/4  12.3 s"],
    ["db-01 resp · seed 8127", "db-01 resp · seed 55"],
    ["took 12 ms", "took 1,234.5 ms"],
    ["redis-cli 7.0.15", "redis-cli 8.2.1"],
    ["v20.20.2 since 2026-01-02T10:11:12Z", "v24.1.0 since 2026-11-21T07:00:00Z"],
    [
      "PING: 94339.62 requests per second, p50=0.2 msec",
      "PING: 2.5 requests per second, p50=1 msec",
    ],
    ["from 127.0.0.1:51234", "from 127.0.0.1:40000"],
    ["\u001b[32mok\u001b[39m  ", "ok"],
    ["10 %\r100 %\r\n", "100 %\n"],
  ])("%j is as good as %j", (a, b) => {
    expect(normalised(a)).toBe(normalised(b));
  });

  test.each([
    ["PONG", "pong"],
    ["4/4 points", "3/4 points"],
    ["listening on 127.0.0.1:7001", "listening on 127.0.0.1:7002"],
    ["a\nb", "a"],
    ['"+OK\\r\\n"', '"+OK\\n"'],
    ["step 1", "step 2"],
  ])("%j is not %j", (a, b) => {
    expect(normalised(a)).not.toBe(normalised(b));
  });

  test("what is shown has no colours, no ends of blanks, and no lines around it", () => {
    expect(shown("\n\u001b[1ma\u001b[0m  \n\n b\n\n")).toBe("a\n\n b");
  });
});

describe("a shell", () => {
  let shell: Shell | undefined;
  afterEach(() => shell?.close());

  test("keeps variables and the directory, and tells output and status apart", async () => {
    shell = new Shell("/tmp", { GIVEN: "yes" });
    await shell.run("X=1; cd /");
    expect(await shell.run('echo "$X $GIVEN $PWD"; echo wrong >&2; false')).toEqual({
      output: "1 yes /\nwrong\n",
      status: 1,
    });
    expect(await shell.run("cat; printf 'no newline'")).toEqual({
      output: "no newline",
      status: 0,
    });
  });

  test("leaves file descriptor 3 to the commands", async () => {
    shell = new Shell("/tmp", {});
    await shell.run("exec 3< <(echo from three)");
    expect(await shell.run("cat <&3; exec 3<&-")).toEqual({ output: "from three\n", status: 0 });
    expect((await shell.run("echo still here")).output).toBe("still here\n");
  });

  test("hears a server in the background, and ends it when it closes", async () => {
    shell = new Shell("/tmp", {});
    const { output } = await shell.run("(sleep 0.3; echo up; exec sleep 60) & echo pid $!");
    expect(output).toMatch(/^pid \d+\n$/);
    const late = await shell.run("(sleep 0.3; echo up; exec sleep 60) &");
    expect(late.output).toContain("up\n");
    await shell.close();
    const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", /\d+/.exec(output)![0]]);
    expect(stdout.toString()).toMatch(/^(Z.*)?\s*$/);
  });

  test("a session that ended runs nothing more", async () => {
    shell = new Shell("/tmp", {});
    expect((await shell.run("exit 3")).status).toBeUndefined();
    expect((await shell.run("echo x")).output).toBe("");
  });
});

test("a scratch copy has the tree's files and runs its own workspaces", () => {
  const scratch = makeScratch(repository);
  try {
    expect(existsSync(join(scratch, "package.json"))).toBe(true);
    expect(existsSync(join(scratch, ".git"))).toBe(false);
    expect(readlinkSync(join(scratch, "node_modules/@labs/machine"))).toBe(
      join(scratch, "labs/machine"),
    );
    expect(existsSync(join(scratch, "node_modules/.bin/tsc"))).toBe(true);
  } finally {
    removeScratch(scratch);
  }
  expect(existsSync(join(repository, "labs/machine/package.json"))).toBe(true);
});

describe("a document", () => {
  let tree: Tree | undefined;
  afterEach(() => tree?.remove());

  const rerun = async (
    files: Readonly<Record<string, string>>,
  ): Promise<readonly RerunDocument[]> => {
    tree = makeTree({ steps: { one: ["a"] }, files });
    tree.write("../../package-lock.json", '{ "packages": {} }');
    return rerunTranscripts(tree.root, tree.lab);
  };
  const fence = (content: string, language = "console") =>
    `\`\`\`${language}\n${content}\n\`\`\`\n`;

  test("execution.md is one session; what it shows wrongly is found and written", async () => {
    const text = `# Run\n\n${fence("$ X=1")}\n${fence("$ echo $X\n2\n$ echo 12 ms\n7 ms")}`;
    const [document] = await rerun({ "docs/execution.md": text });
    expect(transcriptProblems(document!)).toEqual([
      {
        file: "labs/db-90-sample/docs/execution.md",
        line: 8,
        message:
          '$ echo $X: the document shows "2", and it prints "1"; npm run derive writes what came',
      },
    ]);
    expect(rewritten(document!)).toBe(text.replace("\n2\n", "\n1\n"));
  });

  test("a step's fence runs only if it is meant to, under the reference", async () => {
    const steps = [
      fence("$ echo not run\nx"),
      fence("$ npx tsx -e 'console.log(process.env.NODE_OPTIONS)'\n--conditions=reference"),
      fence("$ npm run serve db-90 nowhere\nx", "text"),
    ].join("\n");
    const [document] = await rerun({ "steps/01-one.md": `# Step\n\n${steps}` });
    expect(document?.reruns).toHaveLength(1);
    expect(transcriptProblems(document!)).toEqual([]);
  });

  test("a fence without a command is a problem, and the tree stays as it was", async () => {
    const text = `# Run\n\n${fence("PONG")}`;
    const [document] = await rerun({ "docs/execution.md": text });
    expect(document?.findings.problems).toEqual([
      {
        file: "labs/db-90-sample/docs/execution.md",
        line: 3,
        message: "a console fence begins with a command: $ …",
      },
    ]);
    expect(readFileSync(join(tree!.lab.path, "docs/execution.md"), "utf8")).toBe(text);
  });

  test("the tool that a fence needs and this machine lacks is named", () => {
    const needs = exchangesOf("$ printf x | redis-cli ping\nPONG\n");
    expect(missingTool(needs, () => false)).toBe("redis-cli");
    expect(missingTool(needs, () => true)).toBeUndefined();
    expect(missingTool(exchangesOf("$ echo redis-client\n"), () => false)).toBeUndefined();
  });
});
