import { step } from "@labs/grader/testing";
import { RaftLog } from "@labs/db-16";
const law = step("commitment");
law("x-commitment", "x", { hint: "x" }, () => void new RaftLog([]));
