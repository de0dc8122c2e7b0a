/** What the bot answered an invoke with. */
export interface InvokeAnswer {
  /** Undefined where no answer came. */
  status: number | undefined;
  body: unknown;
  /** What the person sees of it besides the card: a toast, or that something went wrong. */
  toast: string | undefined;
}
