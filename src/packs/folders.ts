/** Folders of a pack that are no part of it: what it is tried with, and what came out. */
export const tested = { fixtures: "fixtures", snapshots: "snapshots" } as const;
