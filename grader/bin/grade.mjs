#!/usr/bin/env node
/**
 * `npx grade db-01 --step 3`: the same as `npm run grade db-01 step 3`.
 *
 * npx passes dashes on, npm run does not. Other commands go through npm run.
 */
process.argv.splice(2, 0, "grade");
await import("./labs.mjs");
