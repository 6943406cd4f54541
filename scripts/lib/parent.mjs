/** How often to look. Short, because the next Kith may be waiting for this one's port and data folder. */
const EVERY_MS = 200;

/**
 * Tells when the shell that npm put over us has gone. npm passes a request to stop to that shell and not to us; the shell ends, and without this Kith
 * would stay behind, holding its port and its data. Started by anything but npm, a program may outlive its parent, and nothing is watched.
 *
 * @param {() => void} gone called once
 */
export function watchParent(gone) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, EVERY_MS);
  timer.unref();
}
