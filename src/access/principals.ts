// Connectors report readers and may not import src, so the grammar of principals lives with them.
export { normalizePrincipals, parsePrincipal } from "../../connectors/shared/principals.ts";
