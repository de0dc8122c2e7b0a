/** One request as it is put on the wire. */
export interface Shot {
  /** What a table counts it under: `slack events`, `web questions`. */
  door: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
  /**
   * `slow`: the body comes in pieces. `aborted`: the connection ends before the body does. `raw`:
   * `body` is all that is written, headers and all.
   */
  manner: "whole" | "slow" | "aborted" | "raw";
}

/** What is needed beside the path; the rest is usual. */
export function shot(
  door: string,
  path: string,
  given: Partial<Omit<Shot, "door" | "path">> = {},
): Shot {
  const { method = "POST", headers = {}, body, manner = "whole" } = given;
  return { door, path, method, headers, body, manner };
}
