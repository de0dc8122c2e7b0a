import type { AppToken } from "./app-token.ts";
import { refusalOf } from "./to-chat-error.ts";

const NOT_AUTHORIZED = 401;

/** Makes a call with a token of the app's own, once more with another where that one is not taken. @throws ChatError */
export async function withToken<Result>(
  appToken: AppToken,
  { scope, tenantId }: { scope: string; tenantId?: string },
  call: (token: string) => Promise<Result>,
): Promise<Result> {
  const token = await appToken(scope, tenantId);
  try {
    return await call(token);
  } catch (error) {
    if (refusalOf(error)?.status !== NOT_AUTHORIZED) throw error;
    const another = await appToken(scope, tenantId, { refused: token });
    if (another === token) throw error;
    return call(another);
  }
}
