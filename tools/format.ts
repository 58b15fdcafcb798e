/**
 * The formatter, for texts that tools derive: what it leaves is what `npm run check` expects of the file.
 *
 *   files in memory ──▶ a folder of the temporary directory ──▶ biome, once ──▶ files in memory
 *
 * Formatting and the order of imports, nothing that the linter would change. A file of a kind that biome does not
 * know comes back as it was.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..");
const SETTINGS = ["--linter-enabled=false", "--vcs-enabled=false", `--config-path=${ROOT}`];

/** Formats files by relative path; the same paths come back, in the same order. @throws Error with biome's words */
export function formatFiles(files: ReadonlyMap<string, string>): Map<string, string> {
  if (files.size === 0) return new Map();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "labs-format-")));
  try {
    writeFiles(folder, files);
    const words = ["check", "--write", "--no-errors-on-unmatched", ...SETTINGS, folder];
    const ran = spawnSync(process.execPath, [biome(), ...words], { encoding: "utf8" });
    if (ran.status !== 0) throw new Error(`biome could not format:\n${ran.stdout}${ran.stderr}`);
    const formatted = [...files.keys()].map(
      (path) => [path, readFileSync(join(folder, path), "utf8")] as const,
    );
    return new Map(formatted);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes files below a folder, making the folders they need. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function biome(): string {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve("@biomejs/biome/package.json");
  const { bin } = require(manifest) as { bin: { biome: string } };
  return join(dirname(manifest), bin.biome);
}
