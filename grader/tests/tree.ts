/**
 * A small tree with one lab, db-90-sample, for the grader's own tests: real folders, so that everything between
 * the command and the worker runs as it does for a learner.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type Lab, readLabs } from "../src/manifest.ts";

export const repository = resolve(import.meta.dirname, "../..");

export interface Tree {
  readonly root: string;
  readonly lab: Lab;
  write(file: string, text: string): void;
  remove(): void;
}

export interface TreeOptions {
  /** By step, the ids of its tests. */
  readonly steps: Readonly<Record<string, readonly string[]>>;
  readonly exports?: Readonly<Record<string, string>>;
  /** By path relative to the lab's folder. */
  readonly files: Readonly<Record<string, string>>;
}

export function makeTree({ steps, exports = {}, files }: TreeOptions): Tree {
  const root = mkdtempSync(join(tmpdir(), "labs-"));
  const lab = join(root, "labs/db-90-sample");
  linkModules(root, lab);
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(lab, file)), { recursive: true });
    writeFileSync(join(lab, file), text);
  };
  write("package.json", JSON.stringify(manifest(steps, exports), null, 2));
  for (const [file, text] of Object.entries(files)) write(file, text);
  const [read] = readLabs(root);
  if (read === undefined) throw new Error("the tree has no lab");
  return { root, lab: read, write, remove: () => rmSync(root, { recursive: true, force: true }) };
}

function linkModules(root: string, lab: string): void {
  const modules = join(root, "node_modules");
  mkdirSync(join(modules, "@labs"), { recursive: true });
  for (const name of readdirSync(join(repository, "node_modules"))) {
    if (name !== "@labs") symlinkSync(join(repository, "node_modules", name), join(modules, name));
  }
  symlinkSync(join(repository, "grader"), join(modules, "@labs/grader"));
  symlinkSync(join(repository, "labs/machine"), join(modules, "@labs/machine"));
  mkdirSync(lab, { recursive: true });
  symlinkSync(lab, join(modules, "@labs/db-90"));
  symlinkSync(join(repository, "labs/machine"), join(root, "labs/machine"));
}

function manifest(steps: TreeOptions["steps"], exports: Readonly<Record<string, string>>): object {
  return {
    name: "@labs/db-90",
    version: "0.1.0",
    description: "a lab of the grader's own tests",
    type: "module",
    exports: {
      ".": {
        "db-90=reference": "./reference/index.ts",
        reference: "./reference/index.ts",
        default: "./src/index.ts",
      },
    },
    lab: {
      phase: 9,
      title: "sample",
      difficulty: 1,
      hours: 1,
      client: "none",
      exports,
      steps: Object.entries(steps).map(([id, tests]) => ({
        id,
        title: `Step ${id}`,
        file: id,
        minutes: 30,
        tests,
      })),
    },
  };
}
