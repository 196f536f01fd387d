/**
 * A name of the document and the safe spellings made from it.
 *
 * `wire` is the untrusted original: print it only through an escaping helper. The other spellings
 * are made in `read/names.ts`, are identifiers, and are unique in their scope also when case is
 * ignored (so that they can name files).
 */
export type Name = {
  readonly wire: string;
  /** `getUser` */
  readonly camel: string;
  /** `GetUser` */
  readonly pascal: string;
};
