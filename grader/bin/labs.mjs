#!/usr/bin/env node
/**
 * The way in: makes sure that what package-lock.json lists is installed (install.mjs), then runs the command line in this
 * process, with tsx reading its TypeScript.
 *
 * It imports nothing that is not in Node, and runs on old ones far enough to say so.
 */
import module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./install.mjs";

const NODE_LEAST = [20, 19];
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < NODE_LEAST[0] || (major === NODE_LEAST[0] && minor < NODE_LEAST[1])) {
  console.error(
    `This course needs Node ${NODE_LEAST.join(".")} or newer, and this is ${process.versions.node}: see https://nodejs.org`,
  );
  process.exit(2);
}

ensureInstalled(root, "package-lock.json", "20 s to a minute");

// Newer Nodes keep what they compiled: the first line comes sooner.
module.enableCompileCache?.();
// A reader that went away (a pipe into head) is no fault.
process.stdout.on("error", () => process.exit(1));
const { register } = await import("tsx/esm/api");
register();
const { main } = await import("../src/cli/main.ts");
const code = await main(process.argv.slice(2));
process.stdout.write("", () => process.exit(code));
