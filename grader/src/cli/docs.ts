/**
 * `npm run docs`: the labs as pages in a browser, with how far you are, on this machine alone.
 * `npm run docs build FOLDER`: the same pages as files, to be published; nobody's progress is in them.
 */
import { existsSync, type FSWatcher, mkdirSync, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import { Companion } from "../companion/server.ts";
import { LIVE, makeSite, type SiteOptions } from "../companion/site.ts";
import { readDashboard } from "../dashboard/data.ts";
import { JOURNAL } from "../journal/folder.ts";
import { ProgressStore } from "../progress.ts";
import { Terminal } from "../screen/terminal.ts";
import { wrapped } from "../screen/text.ts";
import { type Invocation, type Run, UsageError } from "./command.ts";
import { placed } from "./place.ts";

const PORT = 5180;
/** So many ports after the first are tried, where none was asked for. */
const PORTS = 10;
/** A grading writes several files at once. */
const SETTLE_MS = 80;
const WHOEVER =
  "Whoever has the second address on this machine can mark things done. Ctrl-C ends it.";

export const run: Run = (invocation) => {
  const [word, ...rest] = invocation.rest;
  return word === undefined ? serve(invocation) : build(invocation, rest);
};

const build = async (
  { root, options }: Invocation,
  [folder, ...more]: readonly string[],
): Promise<0> => {
  if (folder === undefined || more.length > 0) {
    throw new UsageError("One folder to write to: npm run docs build ../site");
  }
  const out = placed(folder);
  const isOurs = existsSync(join(out, "made.json"));
  if (!isOurs && existsSync(out) && readdirSync(out).length > 0) {
    throw new UsageError(`${out} holds something else already; name an empty folder.`);
  }
  const terminal = new Terminal();
  const site: SiteOptions = {
    base: pathOf(options.base ?? "/"),
    source: sourceOf(options.source),
    isLive: false,
  };
  await makeSite(root, out, site, (line) => terminal.print(line));
  terminal.print(`The site is in ${out}; any server of files can publish it, below ${site.base}.`);
  return 0;
};

const serve: Run = async ({ root, labs, options }) => {
  const terminal = new Terminal();
  const site = join(root, ".labs", "site");
  await makeSite(root, site, LIVE, (line) => terminal.print(line));
  const store = new ProgressStore(root, { warn: (message) => terminal.print(message) });
  const companion = await listening(options.port, {
    ...{ root, site },
    state: async () => JSON.stringify(await readDashboard(root, labs, new Date())),
    mark: async (id, mark, isDone) => {
      const lab = labs.find((each) => each.id === id);
      if (lab === undefined) throw new Error(`There is no lab ${id}.`);
      await store.saveMark(lab, mark, isDone);
    },
  });
  const forget = watched(root, companion);
  const { origin, token } = companion;
  terminal.print([
    `To read   ${origin}/`,
    `To edit   ${origin}/dashboard#edit=${token}`,
    "",
    ...wrapped(WHOEVER, terminal.columns),
  ]);
  await stopped();
  forget();
  await companion.close();
  return 0;
};

/** Ctrl-C is how it is meant to end. */
function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => resolve());
    }
  });
}

/** Tells the pages when something of the learner's has changed. @returns a function that stops it */
function watched(root: string, companion: Companion): () => void {
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void companion.changed().catch(() => {}), SETTLE_MS);
  };
  const watchers = new Map<string, FSWatcher>();
  const follow = (folder: string, onChange: (file: string | null) => void) => {
    const path = join(root, folder);
    if (watchers.has(folder) || !existsSync(path)) return;
    const watcher = watch(path, (_, file) => onChange(file));
    watchers.set(folder, watcher);
    // The folder may be taken away; until it is there again, nothing of it changes.
    watcher.on("error", () => {
      watcher.close();
      watchers.delete(folder);
    });
  };
  mkdirSync(join(root, ".labs"), { recursive: true });
  follow(".labs", changed);
  follow(JOURNAL, changed);
  // The journal may be begun later.
  follow(".", (file) => {
    if (file !== JOURNAL) return;
    follow(JOURNAL, changed);
    changed();
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}

/** @throws UsageError where the port is taken */
async function listening(
  wanted: Invocation["options"][string] | undefined,
  options: Omit<ConstructorParameters<typeof Companion>[0], "port">,
): Promise<Companion> {
  const first = typeof wanted === "string" ? Number(wanted) : PORT;
  const last = wanted === undefined ? first + PORTS : first;
  for (let port = first; port <= last; port++) {
    const companion = new Companion({ ...options, port });
    try {
      await companion.listen();
      return companion;
    } catch (error) {
      await companion.close();
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== "EADDRINUSE") throw new UsageError(`Cannot listen on port ${port}: ${message}`);
    }
  }
  throw new UsageError(`Port ${first} is taken. Another one: npm run docs port ${first + 1}`);
}

function pathOf(base: unknown): string {
  const path = String(base);
  if (/^\/([\w.-]+\/)*$/.test(path)) return path;
  throw new UsageError(`base is a path that begins and ends with a slash: /course/; not ${path}`);
}

function sourceOf(source: unknown): string {
  if (typeof source === "string" && /^https?:\/\/\S+\/$/.test(source)) return source;
  throw new UsageError(
    "Pages lead to files of the course, so say where these are to be read, with a slash at the end:\n" +
      "npm run docs build ../site source https://github.com/OWNER/REPOSITORY/blob/main/",
  );
}
