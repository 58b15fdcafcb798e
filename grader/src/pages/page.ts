/**
 * A page in one file that asks the network for nothing: a shell, a style, a script and data.
 *
 *     shell.html    @title
 *                   @style      style.css and what it imports, minified
 *                   @body       page.html, with the title
 *                   "@data"     what the page shows, as JSON
 *                   @script     main.ts and what it imports, bundled
 *
 * Invariants: whatever the data says is data in the page, never markup. In JSON every `<` is an escape, so that no
 * text can end the element it stands in; the title is escaped as HTML. The shell's own policy forbids the page the
 * network.
 *
 * The bundle of a folder is made once a process, in some tens of milliseconds, by a run that ends before this returns:
 * no server and no thread is left.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

interface Parts {
  readonly shell: string;
  readonly script: string;
  readonly style: string;
}

const SHELL = readFileSync(new URL("shell.html", import.meta.url), "utf8");
const PLACES = /@title|\/\* @(?:style|script) \*\/|"@data"/g;
const made = new Map<string, Parts>();

/**
 * The whole page, as HTML.
 *
 * @param folder that of page.html, style.css and main.ts, with a slash at its end
 * @throws Error where esbuild is not installed
 */
export function filledPage(folder: URL, title: string, data: unknown): string {
  const { shell, script, style } = partsOf(folder);
  const values: Readonly<Record<string, string>> = {
    "@title": escapedText(title),
    "/* @style */": style,
    "/* @script */": script,
    '"@data"': escapedJson(data),
  };
  return shell.replace(PLACES, (place) => values[place]!);
}

function partsOf(folder: URL): Parts {
  const before = made.get(folder.href);
  if (before !== undefined) return before;
  const body = readFileSync(new URL("page.html", folder), "utf8");
  const parts = { shell: SHELL.replace("<!-- @body -->", () => body), ...bundled(folder) };
  made.set(folder.href, parts);
  return parts;
}

function bundled(folder: URL): Omit<Parts, "shell"> {
  const { outputFiles } = buildSync({
    entryPoints: ["main.ts", "style.css"].map((name) => fileURLToPath(new URL(name, folder))),
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    outdir: fileURLToPath(folder),
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
