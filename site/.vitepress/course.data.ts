/** The course, for the pages: read once, when the site is built. */
import { type Course, readCourse } from "./course.ts";

declare const data: Course;

export { data };

export default { load: readCourse };
