/**
 * The page of one run: a shell, a style, a script and data, in one file that asks the network for
 * nothing.
 *
 *     page/page.html    @title
 *                       @style      page/style.css, minified
 *                       @script     page/main.ts and what it imports, bundled
 *                       "@run"      the run, packed, as JSON
 *
 * Invariants: whatever the run says is data in the page, never markup. In JSON every `<` is an
 * escape, so that no text can end the element it stands in; the title is escaped as HTML. The
 * page's own policy forbids it the network.
 *
 * The bundle is made once a process, in some tens of milliseconds, by a run that ends before this
 * returns: no server and no thread is left.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { type PageData, pack } from "./packed.ts";
import type { RunPicture } from "./run.ts";

interface Parts {
  readonly shell: string;
  readonly script: string;
  readonly style: string;
}

const FOLDER = new URL("page/", import.meta.url);
const PLACES = /@title|\/\* @(?:style|script) \*\/|"@run"/g;
let parts: Parts | undefined;

/** The whole page, as HTML. @throws Error where esbuild is not installed */
export function runPage(run: RunPicture): string {
  parts ??= { shell: readFileSync(new URL("page.html", FOLDER), "utf8"), ...bundled() };
  const data: PageData = { ...run, events: pack(run.events) };
  const values: Readonly<Record<string, string>> = {
    "@title": escapedText(run.title),
    "/* @style */": parts.style,
    "/* @script */": parts.script,
    '"@run"': escapedJson(data),
  };
  return parts.shell.replace(PLACES, (place) => values[place]!);
}

function bundled(): Omit<Parts, "shell"> {
  const { outputFiles } = buildSync({
    entryPoints: ["main.ts", "style.css"].map((name) => fileURLToPath(new URL(name, FOLDER))),
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    outdir: fileURLToPath(FOLDER),
    tsconfigRaw: {},
    logLevel: "silent",
  });
  const textOf = (ending: string) =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text.trim() ?? "";
  return { script: textOf(".js"), style: textOf(".css") };
}

function escapedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

function escapedText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
