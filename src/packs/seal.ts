/**
 * A view in which asking for a field that does not exist throws: strict Handlebars does not in `if` and `each`.
 * It is slow, so that built-in templates are held to it in tests, and those of a project always.
 */
export function sealed<View extends object>(view: View): View {
  return seal(view) as View;
}

function seal(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return new Proxy(value, {
    get(target, key) {
      if (
        typeof key === "symbol" ||
        key in Object.prototype ||
        key === "toJSON" ||
        (Array.isArray(target) && key in target)
      ) {
        return Reflect.get(target, key);
      }
      if (!Object.hasOwn(target, key)) {
        throw new Error(`the view has no ${key}`);
      }
      return seal(Reflect.get(target, key));
    },
  });
}
