import { step } from "@labs/grader/testing";
import { RaftLog } from "@labs/db-16";
const law = step("replication");
law("x-replication", "x", { hint: "x" }, () => void new RaftLog([]));
