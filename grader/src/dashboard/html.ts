/** The dashboard as a page in one file, for reading; see pages/page.ts. */
import { filledPage } from "../pages/page.ts";
import type { Dashboard } from "./data.ts";

const FOLDER = new URL("page/", import.meta.url);

/** The whole page, as HTML. @throws Error where esbuild is not installed */
export function dashboardPage(data: Dashboard): string {
  return filledPage(FOLDER, "Databases by building them: progress", data);
}
