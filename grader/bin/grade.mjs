#!/usr/bin/env node
process.argv.splice(2, 0, "grade");
await import("./labs.mjs");
