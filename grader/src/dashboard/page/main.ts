/** The script of the page that stands alone: it shows the dashboard that the page holds, for reading. */
import { find } from "../../pages/browser/elements.ts";
import type { Dashboard } from "../data.ts";
import { drawDashboard } from "./draw.ts";
import { longDayText } from "./words.ts";

const data = JSON.parse(find("data").textContent ?? "") as Dashboard;
find("facts").textContent = `As of ${longDayText(data.today)}`;
drawDashboard(find("dashboard"), data);
