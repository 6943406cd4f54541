/** What other slices may use of the returns. */
export { ReturnIssues, ReturnTasks } from "./pages/child.tsx";
export { childReturnIssues, returnTasks, type ReturnTask } from "./tasks.ts";
