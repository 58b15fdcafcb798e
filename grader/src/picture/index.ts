/**
 * The picture of a failed simulation: one page that holds a run, and the last lines of it for the
 * terminal.
 *
 *     const path = writePicture(".labs/pictures", "db-16-log-matching", run);
 *     for (const line of lastEvents(run, 12)) console.log(line);
 */
export { runPage } from "./html.ts";
export { lastEvents } from "./lines.ts";
export type { HistoryBar, HistoryPicture, HistoryRow, RunPicture } from "./run.ts";
export { writePage, writePicture } from "./write.ts";
