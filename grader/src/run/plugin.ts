/**
 * What the grader asks of vite: edits made while modules load, and a plain word where a submission cannot load.
 */
import { readFileSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { parseSync } from "oxc-parser";
import type { Plugin } from "vite";
import { isAllowedBuiltin } from "./builtins.ts";
import { REFUSED } from "./enclosure.ts";
import { HUNT_REFUSED, huntFolderOf, mayHuntImport } from "./hunts.ts";
import { LoadError } from "./load-error.ts";

/**
 * @param overlay by absolute path, the text to load instead of the file's; changed in place between runs
 * @param onLoad told of every file of the tree just before it is read
 */
export function labsPlugin(
  root: string,
  overlay: ReadonlyMap<string, string>,
  onLoad: (file: string) => void,
): Plugin {
  const labs = escapeRegExp(resolve(root, "labs"));
  const submission = new RegExp(`^(${labs}/db-\\d\\d-[^/]+)/(src|reference)/`);
  // Places are told from a lab's folder, those in a hunt too.
  const aLab = join(root, "labs/lab");
  return {
    name: "labs",
    enforce: "pre",
    async resolveId(source, importer = "") {
      const [folder, lab] = submission.exec(importer) ?? [];
      const hunt = huntFolderOf(root, importer);
      const own = folder?.slice(0, -1) ?? hunt;
      if (own === undefined) return undefined;
      const [may, refused] =
        hunt === undefined ? [mayImport, REFUSED] : [mayHuntImport, HUNT_REFUSED];
      const isOwn = resolve(importer, "..", source).startsWith(`${own}/`);
      let wrong: string | undefined;
      if (!(isFile(source) ? isOwn : may(source))) wrong = refused;
      else if (isFile(source) && !(await this.resolve(source, importer, { skipSelf: true }))) {
        wrong = "and there is no such file";
      }
      if (wrong === undefined) return undefined;
      const message = `imports ${JSON.stringify(source)}, ${wrong}`;
      throw new LoadError(relative(lab ?? aLab, importer), lineOf(source, importer), message);
    },
    load(id) {
      if (isAbsolute(id) && !id.includes("/node_modules/")) onLoad(id);
      return overlay.get(id);
    },
    transform(code, id) {
      const lab = submission.exec(id)?.[1];
      const hunt = huntFolderOf(root, id);
      if (lab !== undefined) checkSyntax(code, relative(lab, id));
      else if (hunt !== undefined) checkSyntax(code, relative(aLab, id));
    },
  };
}

const isFile = (source: string) => source.startsWith(".") || source.startsWith("/");

function mayImport(source: string): boolean {
  if (source.startsWith("node:")) return isAllowedBuiltin(source);
  return /^@labs\/(machine|db-\d\d)$/.test(source);
}

/** The line of `file` on which the import of `source` stands. */
function lineOf(source: string, file: string): number {
  const text = readFileSync(file, "utf8");
  const at = Math.max(0, text.search(new RegExp(`["']${escapeRegExp(source)}["']`)));
  return text.slice(0, at).split("\n").length;
}

function checkSyntax(code: string, file: string): void {
  const [first] = parseSync(file, code, { showSemanticErrors: true }).errors.filter(
    ({ severity }) => severity === "Error",
  );
  if (first === undefined) return;
  // The parser counts UTF-8 bytes.
  const before = Buffer.from(code)
    .subarray(0, first.labels[0]?.start ?? 0)
    .toString();
  const line = before.split("\n").length;
  const text = code.split("\n")[line - 1] ?? "";
  throw new LoadError(file, line, `syntax error: ${first.message}`, [
    { label: "line", text: text.trim() },
  ]);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
