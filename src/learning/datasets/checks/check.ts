/** One thing that has to hold of a dataset. */
export interface Check {
  name: string;
  ok: boolean;
  /** What was found, for people. */
  sentence: string;
}
