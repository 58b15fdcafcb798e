/** The page of one run: its events, packed, in a page of one file; see pages/page.ts. */
import { filledPage } from "../pages/page.ts";
import { type PageData, pack } from "./packed.ts";
import type { RunPicture } from "./run.ts";

const FOLDER = new URL("page/", import.meta.url);

/** The whole page, as HTML. @throws Error where esbuild is not installed */
export function runPage(run: RunPicture): string {
  const data: PageData = { ...run, events: pack(run.events) };
  return filledPage(FOLDER, run.title, data);
}
