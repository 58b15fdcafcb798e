/**
 * A submission that tries to get points which it did not earn.
 *
 *   stub of db-01, step by step derived     labs/db-01-resp/src/**
 *     + files of the trick, laid over it    src/trick.ts, src/encode.ts, package.json …
 *     + import "./trick.ts"                 first in src/index.ts, unless the trick brings an index of its own
 *
 * It is beaten where it has no point for what it fakes, and the grader neither hangs nor faults. Nothing that a trick
 * starts outlives a minute, takes more than some megabytes, speaks to another machine, or writes outside of its tree.
 */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { stubFiles } from "../../../tools/stub.ts";
import { DESK_PREFIX } from "../../src/class/desk.ts";
import type { Lab } from "../../src/manifest.ts";

export interface Hostile {
  /** What it does, as the name of a test. */
  readonly title: string;
  /** How it would work, and what stands or should stand against it. */
  readonly story: string;
  /** By path relative to the lab's folder; `../..` leads to the tree's own. */
  readonly files: Readonly<Record<string, string>>;
  /** Files that are changed and not replaced. */
  readonly edits?: Readonly<Record<string, (was: string) => string>>;
  /** Symbolic links, by path relative to the lab's folder: what each leads to, relative to where it stands. */
  readonly links?: Readonly<Record<string, string>>;
  /** Ids of the steps that it fakes; `encode` unless said. */
  readonly steps?: readonly string[];
  /** It takes the better part of a minute: run where HOSTILE_SLOW is set. */
  readonly slow?: boolean;
  /** It needs what only Linux has: /proc, numbers of files. */
  readonly linux?: boolean;
}

/** A src/encode.ts that runs `body` and gives what it returns; `head` stands above. Without a body it knows nothing. */
export function encoder(body = "return new Uint8Array(0);", head = ""): string {
  return `
    ${head}
    export type ProtocolVersion = 2 | 3;
    export function encode(value: any, version: any): any { ${body} }
    export function writeValue(): void {}
  `;
}

/**
 * A src/forge.ts whose `forge` tells the grader over its pipe that every law of the first step has passed, with each
 * of these tokens, and ends the process.
 */
export const FORGE = `
  import { readFileSync, writeSync } from "node:fs";
  export function forge(tokens: string | readonly string[], fd = 4): void {
    const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    for (const token of [tokens].flat()) {
      const say = (event: object) => writeSync(fd, "\\n" + token + " " + JSON.stringify(event) + "\\n");
      for (const id of manifest.lab.steps[0].tests) {
        const result = { id, title: id, hint: "", outcome: "passed", milliseconds: 1 };
        say({ kind: "start", id, title: id, hint: "", budgetMs: 1000 });
        say({ kind: "end", result, restart: false });
      }
      say({ kind: "done" });
    }
    process.kill(process.pid, "SIGKILL");
  }
`;

/** All of this folder, by name. */
export async function readHostiles(): Promise<ReadonlyMap<string, Hostile>> {
  const names = readdirSync(import.meta.dirname)
    .map((file) => file.replace(/\.ts$/, ""))
    .filter((name) => name !== "hostile");
  const read = async (name: string): Promise<Hostile> =>
    (await import(join(import.meta.dirname, `${name}.ts`))).hostile;
  return new Map(await Promise.all(names.map(async (name) => [name, await read(name)] as const)));
}

/** The reference, as the files of a submission. */
export function referenceAsSource(lab: Lab): Readonly<Record<string, string>> {
  const reference = join(lab.path, "reference");
  const files = readdirSync(reference, { recursive: true, encoding: "utf8" });
  return Object.fromEntries(
    files
      .filter((file) => file.endsWith(".ts"))
      .map((file) => [join("src", file), readFileSync(join(reference, file), "utf8")]),
  );
}

/** The processes that work in a desk, or in a folder of one: `labs/`. On Linux; elsewhere nobody knows. */
export function processesAtDesks(below = ""): readonly number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").flatMap((entry) => {
    try {
      const folder = /^\d+$/.test(entry) ? readlinkSync(`/proc/${entry}/cwd`) : "";
      const isAtDesk =
        folder.startsWith(DESK_PREFIX) && folder.includes(`/${below}`, DESK_PREFIX.length);
      return isAtDesk ? [Number(entry)] : [];
    } catch {
      // It has ended.
      return [];
    }
  });
}

/** Makes it in `folder`: a clone of the course, in which the learner's own files are the stub's and the trick's. */
export function layOut(
  lab: Lab,
  folder: string,
  { files = {}, edits = {}, links = {} }: Partial<Hostile> = {},
): void {
  const own = join(folder, "labs", lab.folder);
  for (const [file, text] of stubFiles(lab)) put(join(own, "src", file), text);
  put(join(own, "package.json"), readFileSync(join(lab.path, "package.json"), "utf8"));
  for (const [file, edit] of Object.entries(edits)) {
    put(join(own, file), edit(readFileSync(join(own, file), "utf8")));
  }
  for (const [file, text] of Object.entries(files)) put(join(own, file), text);
  for (const [file, target] of Object.entries(links)) {
    const path = join(own, file);
    rmSync(path, { recursive: true, force: true });
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path);
  }
  if (files["src/trick.ts"] === undefined || files["src/index.ts"] !== undefined) return;
  const index = join(own, "src/index.ts");
  put(index, `import "./trick.ts";\n${readFileSync(index, "utf8")}`);
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
