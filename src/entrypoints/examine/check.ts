/** One thing that was looked at, in words for whoever runs this. */
export interface Check {
  name: string;
  ok: boolean;
  detail: string;
  /** What to do about it. */
  fix?: string | undefined;
}
