/**
 * What of its process a submission cannot reach: vitest's own state, modules that are not its own, and some of Node's.
 *
 *     globals              __vitest_worker__ and the like go before it is loaded: what vitest needs later, it has kept
 *     import, import()     the loader is told by whom: a submission gets its own folder, labs/machine without the real disk,
 *                          the labs that it stands on, and those of Node's modules in builtins.ts; so no file is open to
 *                          it. A hunt's tests get as little: see hunts.ts
 *     require              there is none; process.getBuiltinModule gives what import gives
 *     exports              stay what they were when their module had been loaded
 *
 * vitest compiles modules with node:vm, and without an import of Node's own: so eval and new Function have none either.
 *
 * A lab's files are those of the Disk that it is given: what reaches past that, no crash test would see.
 */
import { readdirSync, realpathSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, sep } from "node:path";
import type { TestRunner } from "vitest";
import { isAllowedBuiltin } from "./builtins.ts";
import { HUNT_REFUSED, huntFolderOf } from "./hunts.ts";

/** By what a lab, or labs/machine, is imported by others. */
const ENTRIES = new Set(["src/index.ts", "reference/index.ts", "reference.bundle.mjs"]);
/** By what a hunt's tests import the grader, and what else of labs/machine than its index. */
const HUNT_ENTRIES = new Set([
  ...["src/testing/index.ts", "src/checkers/index.ts"],
  "src/sim/index.ts",
]);

/** Completes `imports "tsx", …`. */
export const REFUSED =
  "and a lab imports its own files, @labs/machine, the labs it stands on, and those of Node's modules that open no " +
  "file, start no program or thread, and load no code";

/** A module as vite's loader knows it. */
interface LoadedModule {
  /** A file's path, or by what Node loads it. */
  readonly id: string;
  readonly evaluated: boolean;
  readonly meta?: object;
}

/** vite's loader, in what is changed here. */
interface Loader {
  cachedModule(url: string, importer?: string): Promise<LoadedModule>;
  cachedRequest(url: string, module: LoadedModule, ...rest: unknown[]): Promise<object>;
  readonly evaluator: { createRequire(url: string): unknown };
}

/** Takes away what vitest leaves for everybody to find. */
export function hideVitest(): void {
  for (const key of Reflect.ownKeys(globalThis)) {
    const name = typeof key === "symbol" ? (key.description ?? "") : key;
    if (/vitest|jest/i.test(name)) Reflect.deleteProperty(globalThis, key);
  }
}

/** From now on, what a lab's src or reference loads is looked at, and modules stay what they are. */
export function enclose(runner: TestRunner, root: string): void {
  const loader = Reflect.get(runner, "moduleRunner") as Loader;
  const cachedModule = loader.cachedModule.bind(loader);
  const cachedRequest = loader.cachedRequest.bind(loader);
  const mayLoad = loadingRule(root);
  loader.cachedModule = async (url, importer) => {
    const module = await cachedModule(url, importer);
    if (importer === undefined || mayLoad(importer, module.id)) return module;
    const why = huntFolderOf(root, importer) === undefined ? REFUSED : HUNT_REFUSED;
    throw new Error(`imports ${JSON.stringify(url)}, ${why}`);
  };
  loader.cachedRequest = async (url, module, ...rest) => {
    const exports = await cachedRequest(url, module, ...rest);
    const isOurs = module.meta !== undefined && !("externalize" in module.meta);
    return isOurs && module.evaluated ? Object.freeze(exports) : exports;
  };
  loader.evaluator.createRequire = () => () => {
    throw new Error("there is no require: modules are imported");
  };
  const { getBuiltinModule } = process;
  process.getBuiltinModule = ((name: string) =>
    isAllowedBuiltin(name) ? getBuiltinModule(name) : undefined) as typeof getBuiltinModule;
}

/** Whether the file `importer` may load the module `id`. Tests, the grader and labs/machine may load what they will. */
function loadingRule(root: string): (importer: string, id: string) => boolean {
  const packages = join(root, "node_modules/@labs");
  const folderOf = (name: string) => `${realpathSync(join(packages, name)).replaceAll(sep, "/")}/`;
  const folders = readdirSync(packages).map(folderOf);
  const free = ["grader", "machine"].map(folderOf);
  const placeOf = (file: string) => {
    const folder = folders.find((each) => file.startsWith(each));
    return folder === undefined ? undefined : { folder, path: file.slice(folder.length) };
  };
  const partOf = (path: string) => path.split("/", 1)[0];
  const mayHunt = (hunt: string, id: string): boolean => {
    const to = placeOf(id);
    if (to === undefined) {
      return (
        id.startsWith(`${hunt}/`) || isAllowedBuiltin(id) || /\/node_modules\/fast-check\//.test(id)
      );
    }
    const isGrader = to.folder === free[0];
    return HUNT_ENTRIES.has(to.path) || (!isGrader && ENTRIES.has(to.path));
  };
  return (importer, id) => {
    const hunt = huntFolderOf(root, importer);
    if (hunt !== undefined) return mayHunt(hunt, id);
    const from = placeOf(importer);
    if (from === undefined || free.includes(from.folder)) return true;
    const part = partOf(from.path);
    if (part !== "src" && part !== "reference") return true;
    if (isBuiltin(id)) return isAllowedBuiltin(id);
    const to = placeOf(id);
    if (to === undefined || to.folder === free[0]) return false;
    return to.folder === from.folder ? partOf(to.path) === part : ENTRIES.has(to.path);
  };
}
