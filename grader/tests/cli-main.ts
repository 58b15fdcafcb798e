/**
 * The command line on another tree: `node --import tsx cli-main.ts ROOT WORD …`.
 *
 * What bin/labs.mjs does after it has installed, for tests that bring a tree of their own.
 */
import { main } from "../src/cli/main.ts";

const [root, ...tokens] = process.argv.slice(2);
const code = await main(tokens, root);
process.stdout.write("", () => process.exit(code));
