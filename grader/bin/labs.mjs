#!/usr/bin/env node
/**
 * The way in: makes sure that what package-lock.json lists is installed, then runs the command line in this
 * process, with tsx reading its TypeScript.
 *
 *   package-lock.json ──hash──▶ node_modules/.labs-lock        the same: nothing to do
 *                               differs: is every package there in its version? then only the stamp is renewed
 *                               else: npm ci, without install scripts
 *
 * It imports nothing that is not in Node, and runs on old ones far enough to say so. A node_modules that is a
 * link belongs to another tree, and is left alone.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, writeFileSync } from "node:fs";
import module from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NODE_LEAST = [20, 19];
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const modules = join(root, "node_modules");
const stampFile = join(modules, ".labs-lock");
const lockFile = join(root, "package-lock.json");

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < NODE_LEAST[0] || (major === NODE_LEAST[0] && minor < NODE_LEAST[1])) {
  console.error(
    `This course needs Node ${NODE_LEAST.join(".")} or newer, and this is ${process.versions.node}: see https://nodejs.org`,
  );
  process.exit(2);
}

const isLinked = lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink() === true;
if (!isLinked && existsSync(lockFile)) ensureInstalled(readFileSync(lockFile, "utf8"));

// Newer Nodes keep what they compiled: the first line comes sooner.
module.enableCompileCache?.();
// A reader that went away (a pipe into head) is no fault.
process.stdout.on("error", () => process.exit(1));
const { register } = await import("tsx/esm/api");
register();
const { main } = await import("../src/cli/main.ts");
const code = await main(process.argv.slice(2));
process.stdout.write("", () => process.exit(code));

function ensureInstalled(lock) {
  const hash = createHash("sha256").update(lock).digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8").trim() === hash) return;
  if (!isInstalled(JSON.parse(lock))) install();
  try {
    writeFileSync(stampFile, `${hash}\n`);
  } catch {
    // Without the stamp the packages are compared again next time.
  }
}

/** npm keeps its own list of what it installed; it has every package of the lock, in its version. */
function isInstalled(lock) {
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

function install() {
  const isFirst = !existsSync(modules);
  const why = isFirst ? "First time here" : "What the course needs has changed";
  // Not on standard output: that may be for a machine.
  console.error(`${why}: installing what package-lock.json lists (npm ci), about 20 s`);
  const script = process.env.npm_execpath;
  const isNpm = script !== undefined && basename(script) === "npm-cli.js";
  const words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const done = isNpm
    ? spawnSync(process.execPath, [script, ...words], { cwd: root, encoding: "utf8" })
    : spawnSync("npm", words, { cwd: root, encoding: "utf8", shell: process.platform === "win32" });
  if (done.status === 0) return;
  const output = `${done.stdout ?? ""}${done.stderr ?? ""}`.trimEnd();
  console.error(`${output || done.error?.message || ""}\n`);
  const isOffline = /EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|ECONNRESET/.test(
    output,
  );
  console.error(
    isOffline
      ? "npm ci cannot reach its registry: this first run needs the network. Try again when there is one."
      : "npm ci failed; what it said stands above. Run it by hand in the course's folder: npm ci",
  );
  process.exit(3);
}
