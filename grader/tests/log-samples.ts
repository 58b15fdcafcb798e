/**
 * A tree for the tests of the decision log: two labs with a step's document, and the command as it is typed.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { vi } from "vitest";
import { commands } from "../src/cli/catalogue.ts";
import { UsageError } from "../src/cli/command.ts";
import { resolveWords } from "../src/cli/resolve.ts";
import { parseWords } from "../src/cli/words.ts";
import type { Lab } from "../src/manifest.ts";
import { labNamed } from "./canned.ts";

export interface LogTree {
  readonly root: string;
  readonly labs: readonly Lab[];
  put(path: string, text: string): void;
  read(path: string): string;
  /** Names in a folder of the tree, sorted. */
  names(folder: string): readonly string[];
  /** What the command says, and how it ends. The words as a shell splits them: what stands in quotes is one. */
  log(typed: string): Promise<{ readonly code: number; readonly said: string }>;
  /** What it says where it is refused. */
  refused(typed: string): Promise<string>;
  remove(): void;
}

export function makeLogTree(): LogTree {
  const root = mkdtempSync(join(tmpdir(), "labs-log-"));
  const labs = [labNamed("db-01", "resp", {}, root), labNamed("db-05", "memtable", {}, root)];
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const spec = commands.find((each) => each.name === "log")!;
  const log = async (typed: string) => {
    let said = "";
    const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      said += text;
      return true;
    });
    try {
      const words = (typed.match(/"[^"]*"|[^ ]+/g) ?? []).map((word) => word.replaceAll('"', ""));
      const { run } = await spec.load();
      const code = await run({ root, labs, ...resolveWords(spec, parseWords(spec, words), labs) });
      return { code, said };
    } finally {
      spy.mockRestore();
    }
  };
  const refused = async (typed: string) => {
    try {
      await log(typed);
    } catch (error) {
      if (error instanceof UsageError) return error.message;
      throw error;
    }
    throw new Error(`"log ${typed}" was not refused`);
  };
  put("labs/db-01-resp/steps/01-encode.md", `# Encode\n\n${DECISION}\n\n## Last\n`);
  return {
    ...{ root, labs, put, log, refused },
    read: (path) => readFileSync(join(root, path), "utf8"),
    names: (folder) => readdirSync(join(root, folder)).sort(),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

const DECISION = `## Decision log

Redis replaces line breaks by \`spaces\`. Which would you want,
and who notices?`;

/** An entry's file; `head` is its front matter, a line each. */
export function entry(head: readonly string[], body: string): string {
  return `---\n${head.join("\n")}\n---\n\n${body}\n`;
}
