/**
 * What a lab's benches, players and servers take from the grader loads where no law runs: in a Node that knows nothing
 * of vitest.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

/** Files of labs that run without a law: neither tests and mutants nor what people write. */
const ALONE = /^[^/]+\/((bench|inspect|play)\/.*|[^/]+)\.ts$/;
const VALUES = /^import \{[^}]*\} from "(@labs\/grader\/[^"]+)"/gm;

test("what labs import outside of tests loads without vitest", () => {
  const labs = join(root, "labs");
  const files = readdirSync(labs, { recursive: true, encoding: "utf8" });
  const texts = files
    .filter((file) => ALONE.test(file))
    .map((file) => readFileSync(join(labs, file), "utf8"));
  const names = new Set(
    texts.flatMap((text) => [...text.matchAll(VALUES)].map(([, name]) => name)),
  );
  expect(names).toContain("@labs/grader/bench");
  const code = [...names].map((name) => `await import("${name}");`).join("\n");
  const flags = ["--import", "tsx", "--input-type=module", "--eval"];
  const printed = execFileSync(process.execPath, [...flags, `${code}\nconsole.log("all");`], {
    cwd: join(root, "grader"),
    encoding: "utf8",
  });
  expect(printed).toBe("all\n");
}, 60_000);
