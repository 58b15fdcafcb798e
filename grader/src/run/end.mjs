/** Ends this process and its group, at once. In a cage the leader of the group is outside, and ends when this one does. */
export function endAll() {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    process.kill(process.pid, "SIGKILL");
  }
}
