/**
 * The workflow that grades a class on GitHub's machines: it types commands that there are, and runs only when it is told
 * to. Whether GitHub takes it is not tested here: actionlint and the schema of SchemaStore say so where they are at hand.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readShard } from "../src/class/shards.ts";
import { commands } from "../src/cli/catalogue.ts";
import { parseWords } from "../src/cli/words.ts";
import { repository } from "./tree.ts";

const text = readFileSync(join(repository, "tools/school/class.yml"), "utf8");
const lines = text.split("\n").filter((line) => !line.trimStart().startsWith("#"));
const typed = lines.flatMap((line) => /\bnpm run (.*)/.exec(line)?.[1] ?? []);
const VALUES: Readonly<Record<string, string>> = { LAB: "db-01", SHARD: "2/5", SEED: "8127" };

test.each(typed)("npm run %s is understood", (words) => {
  const [name, ...tokens] = words
    .replace(/"?\$(\w+)"?/g, (_, variable: string) => VALUES[variable] ?? expect.fail(variable))
    .split(" ");
  const spec = commands.find((each) => each.name === name);
  expect(spec?.name).toBe("class");
  const { options, words: rest } = parseWords(spec!, tokens);
  if (rest[0] === "merge") {
    expect(rest).toEqual(["merge", "all", "parts/*"]);
    expect(options).toEqual({ of: "submissions" });
  } else {
    expect(rest).toEqual(["db-01", "submissions"]);
    expect(options).toEqual({
      ...{ shard: "2/5", seed: "8127", isolation: "bubblewrap", out: "part" },
    });
    expect(readShard(String(options.shard))).toEqual({ part: 2, of: 5 });
  }
});

test("there are two, one that grades a part and one that merges them", () => {
  expect(typed).toHaveLength(2);
});

test("it runs only when somebody starts it, and may do nothing that it need not", () => {
  const triggers = /^on:\n((?: .*\n|\n)*)/m.exec(text)?.[1] ?? "";
  expect(triggers.match(/^ {2}\w+:/gm)).toEqual(["  workflow_dispatch:"]);
  expect(lines).toContain("permissions: {}");
  expect(text.match(/: write\b/g)).toBeNull();
  const checkouts = text.match(/actions\/checkout@/g)?.length;
  expect(text.match(/persist-credentials: false/g)).toHaveLength(checkouts ?? -1);
});

test("actions are GitHub's own, of a major version", () => {
  const used = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
  expect(used.length).toBeGreaterThan(0);
  for (const action of used) expect(action).toMatch(/^actions\/[a-z-]+@v\d+$/);
});

test("what somebody types reaches no shell but as a variable", () => {
  let indent = 0;
  let isScript = false;
  for (const line of lines) {
    const own = line.search(/\S/);
    if (isScript && own !== -1 && own <= indent) isScript = false;
    if (/^\s*(- )?run: /.test(line)) [isScript, indent] = [true, own];
    if (isScript) expect(line).not.toContain("${{");
  }
});
