/**
 * Links between documents: every relative target is there, and so is the anchor it names.
 *
 *   (02-decode.md#hints)            a file, relative to the document, and one of its headings
 *   (#background)                   a heading of the document itself
 *   (../reference/encode.ts#L12)    a line of a file that is no document
 *   (https://…)  (mailto:…)         well-formed, and no more: the network is never asked
 *
 * A target that leaves the tree is a problem, and so is one that begins with a slash: on GitHub
 * they lead nowhere. What is sound here is sound on the site, whose rule writes each anew
 * (grader/src/companion/pages.ts); images and HTML's links it does not know, so a page may have none
 * to a file of the tree.
 *
 * Left out: whether an external page is still there, and whether it says what we say it says.
 */
import { readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { isPage } from "../grader/src/companion/pages.ts";
import { type Link, type Markdown, readMarkdown } from "./documents-markdown.ts";
import type { Problem } from "./problem.ts";

/**
 * What is wrong with the links of one document.
 *
 * @param file relative to `root`, with slashes
 */
export function linkProblems(root: string, file: string, document: Markdown): readonly Problem[] {
  return document.links.flatMap((link) => {
    const message = faultOf(root, file, document, link);
    return message === undefined ? [] : { file, line: link.line, message };
  });
}

function faultOf(
  root: string,
  file: string,
  document: Markdown,
  { target, kind }: Link,
): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return externalFault(target);
  if (kind !== "link" && !target.startsWith("#") && isPage(file))
    return `the link ${target} is no link of Markdown's: the site leads to files by those alone`;
  const [path = "", anchor] = target.split("#");
  const name = decoded(path.split("?")[0]!);
  if (name === undefined) return `the link ${target} is not well-formed`;
  if (name === "") return anchorFault(document.anchors, anchor ?? "", target);
  const relative = normalize(join(dirname(file), name)).replace(/\/$/, "");
  if (name.startsWith("/") || relative.startsWith(".."))
    return `the link ${target} leaves the tree`;
  const found = statSync(join(root, relative), { throwIfNoEntry: false });
  if (found === undefined) return `the link ${target} leads nowhere: there is no ${relative}`;
  if (anchor === undefined || anchor === "") return undefined;
  if (found.isDirectory()) return `the link ${target} names an anchor of a folder`;
  const text = readFileSync(join(root, relative), "utf8");
  if (relative.endsWith(".md")) return anchorFault(readMarkdown(text).anchors, anchor, target);
  return lineFault(text, anchor, target);
}

function externalFault(target: string): string | undefined {
  if (!URL.canParse(target)) return `the link ${target} is not well-formed`;
  const url = new URL(target);
  if (url.protocol === "mailto:") return undefined;
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return `the link ${target} is no web address`;
  return /^[^.]+(\.[^.]+)+$|^localhost$/.test(url.hostname)
    ? undefined
    : `the link ${target} has no host`;
}

function anchorFault(
  anchors: ReadonlySet<string>,
  anchor: string,
  target: string,
): string | undefined {
  const name = decoded(anchor);
  if (name !== undefined && anchors.has(name)) return undefined;
  return `the link ${target} leads nowhere: no heading has that anchor`;
}

function lineFault(text: string, anchor: string, target: string): string | undefined {
  const numbers = /^L(\d+)(?:-L(\d+))?$/.exec(anchor);
  if (numbers === null) return `the link ${target} names an anchor of a file that has none`;
  const last = Number(numbers[2] ?? numbers[1]);
  return last <= text.split("\n").length
    ? undefined
    : `the link ${target} is past the end of the file`;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
