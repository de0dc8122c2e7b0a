/** Why no token is given, in the words of OAuth. */
export class TokenRefusal extends Error {
  override readonly name = "TokenRefusal";
  readonly status: 400 | 401;
  readonly error: string;

  constructor(status: 400 | 401, error: string, description: string) {
    super(description);
    this.status = status;
    this.error = error;
  }
}
