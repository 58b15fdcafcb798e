/**
 * A process that loads a folder until it is killed: `node … leveldb-load.ts FOLDER STRATEGY`. It prints how many writes were
 * acknowledged, each time that one more was.
 */
import { writeSync } from "node:fs";
import { LsmStore } from "@labs/db-08";
import { leveled, sizeTiered } from "@labs/db-09";
import { realDisk } from "@labs/machine/real-disk";
import { killedDeeds, optionsOf, TINY, write } from "./loads.ts";

const [folder = "", strategy = ""] = process.argv.slice(2);
const compactor = strategy === "leveled" ? leveled(TINY) : sizeTiered(TINY);
const options = optionsOf(compactor, { compression: "snappy" });
const store = await LsmStore.open(realDisk(folder), "", options);
for (const [at, deed] of killedDeeds().entries()) {
  await write(store, deed);
  writeSync(1, `${at + 1}\n`);
}
