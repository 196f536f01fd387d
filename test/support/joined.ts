import { join } from "node:path";

export const users = join(import.meta.dirname, "..", "..", "specs", "users.yaml");
