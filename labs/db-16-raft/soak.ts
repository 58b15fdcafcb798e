/**
 * `npm run soak db-16`: the storms of steps 5, 6 and 7, as many as you like.
 *
 * The kinds come as often as in a grading. What holds and what is told when it does not is the same there.
 */
import { soak, soakKind } from "@labs/grader/soak";
import { CLIENT_STORMS, clientStorms } from "./tests/client-storms.ts";
import { KINDS, stormsOfKind } from "./tests/raft-storms.ts";
import { SERVER_STORMS, serverStorms } from "./tests/server-storms.ts";

await soak([
  ...KINDS.map((kind) => soakKind(kind.name, kind.count, stormsOfKind(kind))),
  soakKind("servers", SERVER_STORMS, serverStorms()),
  soakKind("clients", CLIENT_STORMS, clientStorms()),
]);
