import { OAuthRefusal } from "../replies/refusal.ts";
import { requestSchemas } from "../requests/request-schemas.ts";
import type { World } from "../world.ts";

const OWNER = "ffffffff-0000-4000-8000-00000000aaaa";

/** `POST /v1/oauth/token`: the app signs in with its id and secret. @throws OAuthRefusal */
export function answerToken({ oauth }: World, authorization: string | undefined, body: unknown) {
  const { clientId, clientSecret } = oauth.app;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  if (authorization !== `Basic ${basic}`) {
    throw new OAuthRefusal(401, "invalid_client", "Client authentication failed.");
  }
  const read = requestSchemas.token.safeParse(body);
  if (!read.success) {
    throw new OAuthRefusal(400, "invalid_request", "The body is not what was expected.");
  }
  const { accessToken, refreshToken } =
    read.data.grant_type === "refresh_token"
      ? oauth.refresh(read.data.refresh_token)
      : oauth.exchange(read.data.code, read.data.redirect_uri);
  return {
    access_token: accessToken,
    token_type: "bearer",
    refresh_token: refreshToken,
    bot_id: "ffffffff-0000-4000-8000-00000000b007",
    workspace_icon: null,
    workspace_name: "Acme",
    workspace_id: "aaaaaaaa-0000-4000-8000-00000000cafe",
    owner: { type: "user", user: { object: "user", id: OWNER } },
    duplicated_template_id: null,
  };
}
