/** `fine`; `look` when somebody should know; `act` when somebody should do something. */
export type Standing = "fine" | "look" | "act";
