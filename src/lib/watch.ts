import { watch } from "chokidar";
import { once, type EventEmitter } from "node:events";

/** Files and folders that are watched. */
export type Watcher = {
  /** Watches more paths; missing ones are reported when they appear. */
  add(paths: readonly string[]): void;
  close(): Promise<void>;
  /** Resolves when everything that was asked for at first is watched. */
  readonly ready: Promise<unknown>;
};

/**
 * Watches paths, folders with all that is below them.
 *
 * @param changed called for each file that is added, changed or removed, and for existing ones at first
 */
export function watchPaths(paths: readonly string[], changed: (path: string) => void): Watcher {
  const watcher = watch([...paths]);
  watcher.on("all", (event, path) => {
    if (!event.endsWith("Dir")) {
      changed(path);
    }
  });
  return {
    add: (more) => watcher.add([...more]),
    close: () => watcher.close(),
    ready: once(watcher as unknown as EventEmitter, "ready"),
  };
}
