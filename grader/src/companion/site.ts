/**
 * The site's files: made from the tree's documents by VitePress, once for each state of the tree.
 *
 *     documents, manifests, site/ ──digest──▶ .labs/site/made.json    the same: nothing to do
 *                                             differs: built beside it, and put in its place whole
 *
 * VitePress and what it needs are a hundred megabytes that nobody needs for a grading: site/ has a lock of its own, and
 * is installed when pages are first asked for.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { ensureInstalled } from "../../bin/install.mjs";
import { documents } from "./documents.ts";
import { isPage } from "./pages.ts";

export interface SiteOptions {
  /** The path below which it stands, with a slash at both ends. */
  readonly base: string;
  /** What stands before the path of a file that is no page, with a slash at its end. */
  readonly source: string;
  /** Whether pages may ask their server how far the learner is. */
  readonly isLive: boolean;
}

/** What `npm run docs` serves. */
export const LIVE: SiteOptions = { base: "/", source: "/-/file/", isLive: true };

/** What went wrong while pages were made: VitePress's own words. */
export class SiteError extends Error {
  override readonly name = "SiteError";
}

/**
 * Makes the site in `out`, where it is not what the tree says already. What was there is replaced whole.
 *
 * @param say told when it begins to make pages, which takes some tens of seconds
 * @throws SiteError
 */
export async function makeSite(
  root: string,
  out: string,
  options: SiteOptions,
  say: (line: string) => void,
): Promise<void> {
  const made = join(out, "made.json");
  const text = JSON.stringify({ digest: digestOf(root), ...options });
  if (existsSync(made) && readFileSync(made, "utf8") === text) return;
  ensureInstalled(join(root, "site"), "site/package-lock.json", "20 s to a minute");
  say("Making the pages, half a minute to two; once for each update of the course.");
  const beside = `${out}.${process.pid}`;
  mkdirSync(beside, { recursive: true });
  try {
    await build(root, beside, options);
    writeFileSync(join(beside, "made.json"), text);
    rmSync(out, { recursive: true, force: true });
    renameSync(beside, out);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

function build(root: string, out: string, { base, source, isLive }: SiteOptions): Promise<void> {
  const site = join(root, "site");
  const program = join(site, "node_modules/vitepress/bin/vitepress.js");
  const child = spawn(process.execPath, [program, "build", site, "--outDir", out], {
    // From elsewhere it would lay a link to its vue among the tree's packages while it runs.
    cwd: site,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...{ ...process.env, SITE_BASE: base, SITE_SOURCE: source },
      ...(isLive ? { SITE_LIVE: "1" } : {}),
    },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      said = `${said}${text}`.slice(-20_000);
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new SiteError(said.trim()))));
  });
}

/** Of all that pages are made from. */
function digestOf(root: string): string {
  const hash = createHash("sha256");
  for (const file of sources(root)) {
    hash
      .update(`${file}\n`)
      .update(readFileSync(join(root, file)))
      .update("\n");
  }
  return hash.digest("hex");
}

function sources(root: string): readonly string[] {
  const of = (folder: string): readonly string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      if (entry.name === "node_modules" || entry.name.startsWith(".temp")) return [];
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? of(path) : [path];
    });
  const manifests = readdirSync(join(root, "labs")).map((lab) => `labs/${lab}/package.json`);
  return [
    ...documents(root).filter((file) => isPage(file) && !file.startsWith("site/")),
    ...manifests.filter((file) => existsSync(join(root, file))),
    ...["grader/src/companion", "grader/src/dashboard", "grader/src/pages", "site"].flatMap(of),
    ...["tools/roadmap.json", "tools/phases.ts", "tools/documents-markdown.ts"],
  ].sort();
}
