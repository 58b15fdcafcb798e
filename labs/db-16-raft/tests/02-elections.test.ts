import { step } from "@labs/grader/testing";
import { RaftLog } from "@labs/db-16";
const law = step("elections");
law("x-elections", "x", { hint: "x" }, () => void new RaftLog([]));
