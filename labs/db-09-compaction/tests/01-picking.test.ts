import { step } from "@labs/grader/testing";

const law = step("picking");

law("placeholder", "there is a law", { hint: "A nudge" }, (t) => t.equal(1, 1, "one"));
