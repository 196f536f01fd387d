/**
 * A value of the API that reading is not done with: what depends on all schemas is noted when they are all known.
 * Nothing changes it after `buildApi` has returned.
 */
export type Unfinished<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** Notes what could not be known when a value was made. */
export function finish<Value extends object>(value: Value, rest: Partial<Unfinished<Value>>): void {
  Object.assign(value, rest);
}
