/**
 * Where something of the model stands in the user's document.
 * `pointer` is a JSON pointer (RFC 6901) inside `file`; `""` is the whole file.
 */
export type Origin = {
  readonly file: string;
  readonly pointer: string;
};
