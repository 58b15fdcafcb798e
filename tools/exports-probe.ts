/**
 * Prints what a module exports and of which kind, as JSON: `{ "encode": "function", "RespDecoder": "class" }`.
 *
 *   node --import tsx --conditions=reference tools/exports-probe.ts /path/to/index.ts
 *
 * A process of its own, because importing runs the module. The kinds are those of a manifest's `lab.exports`, and any
 * other that typeof knows; types do not exist when it runs, so they are not listed.
 */
import { pathToFileURL } from "node:url";

const module: Record<string, unknown> = await import(pathToFileURL(process.argv[2] ?? "").href);
const kinds = Object.entries(module).map(([name, value]) => [name, kindOf(value)]);
process.stdout.write(JSON.stringify(Object.fromEntries(kinds)), () => process.exit(0));

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "function") return typeof value;
  return /^class\b/.test(Function.prototype.toString.call(value)) ? "class" : "function";
}
