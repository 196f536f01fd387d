import type { LocalApi, Stage } from "./api.ts";

/** What the stage says of one method, where it says anything (API Gateway: MethodSetting). */
export function settingOf(
  { stage }: Pick<LocalApi, "stage">,
  method: string,
  resource: string,
): Stage["methods"][number] | undefined {
  const path = `${resource.replaceAll("/", "~1")}/${method === "ANY" ? "*" : method}`;
  return stage.methods.find((each) => each.path === path);
}
