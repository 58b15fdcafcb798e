/** The page of a class: its figures, and every submission with what its laws said, in one file; see pages/page.ts. */
import type { Lab } from "../manifest.ts";
import { filledPage } from "../pages/page.ts";
import { classPageData } from "./page-data.ts";
import type { ClassRow } from "./row.ts";

const FOLDER = new URL("page/", import.meta.url);

/** The whole page, as HTML. @param rows by name @throws Error where esbuild is not installed */
export function classPage(lab: Lab, seed: number, rows: readonly ClassRow[]): string {
  const count = rows.length === 1 ? "1 submission" : `${rows.length} submissions`;
  const title = `${lab.id} ${lab.title} · ${count}`;
  return filledPage(FOLDER, title, classPageData(lab, seed, rows));
}
