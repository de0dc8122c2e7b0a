/** What the service would not do, with the status it says so with. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function refuse(message: string): never {
  throw new Refusal(400, "INVALID_ARGUMENT", message);
}
