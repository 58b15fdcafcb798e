/**
 * What a package-lock.json lists, installed where it is not yet.
 *
 *   package-lock.json ──hash──▶ node_modules/.labs-lock        the same: nothing to do
 *                               differs: is every package there in its version? then only the stamp is renewed
 *                               else: npm ci, without install scripts
 *
 * It imports nothing that is not in Node. A node_modules that is a link belongs to another tree, and is left alone.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

/**
 * Installs what the lock of this folder lists, if it must; ends the process with 3 where it cannot.
 *
 * @param name what the lock is called to people @param time how long npm takes
 */
export function ensureInstalled(folder, name, time) {
  const modules = join(folder, "node_modules");
  const lockFile = join(folder, "package-lock.json");
  const isLinked = lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (isLinked || !existsSync(lockFile)) return;
  const lock = readFileSync(lockFile, "utf8");
  const stampFile = join(modules, ".labs-lock");
  const hash = createHash("sha256").update(lock).digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8").trim() === hash) return;
  if (!isInstalled(modules, JSON.parse(lock))) install(folder, modules, name, time);
  try {
    writeFileSync(stampFile, `${hash}\n`);
  } catch {
    // Without the stamp the packages are compared again next time.
  }
}

/** npm keeps its own list of what it installed; it has every package of the lock, in its version. */
function isInstalled(modules, lock) {
  const listFile = join(modules, ".package-lock.json");
  if (!existsSync(listFile)) return false;
  const { packages } = JSON.parse(readFileSync(listFile, "utf8"));
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (!path.startsWith("node_modules/") || wanted.optional || wanted.devOptional) return true;
    if (wanted.link)
      return packages[path]?.link === true && packages[path].resolved === wanted.resolved;
    return packages[path]?.version === wanted.version;
  });
}

function install(folder, modules, name, time) {
  const isFirst = !existsSync(modules);
  const why = isFirst ? "First time here" : "What the course needs has changed";
  // Not on standard output: that may be for a machine.
  console.error(`${why}: installing what ${name} lists (npm ci), ${time}`);
  const script = process.env.npm_execpath;
  const isNpm = script !== undefined && basename(script) === "npm-cli.js";
  const words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const done = isNpm
    ? spawnSync(process.execPath, [script, ...words], { cwd: folder, encoding: "utf8" })
    : spawnSync("npm", words, {
        cwd: folder,
        encoding: "utf8",
        shell: process.platform === "win32",
      });
  if (done.status === 0) return;
  const output = `${done.stdout ?? ""}${done.stderr ?? ""}`.trimEnd();
  console.error(`${output || done.error?.message || ""}\n`);
  const isOffline = /EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|ECONNRESET/.test(
    output,
  );
  console.error(
    isOffline
      ? "npm ci cannot reach its registry: this first run needs the network. Try again when there is one."
      : `npm ci failed; what it said stands above. Run it by hand in ${folder}: npm ci`,
  );
  process.exit(3);
}
