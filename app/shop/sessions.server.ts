/** Shopify's own session storage, with the tokens sealed on their way in and opened on their way out. */
import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import type { Vault } from "../vault/vault.server.ts";

export function sealSessions(storage: SessionStorage, vault: Vault): SessionStorage {
  const seal = (session: Session) =>
    change(session, (value, field) => vault.seal(value, { shop: session.shop, field }));
  const open = (session: Session) =>
    change(session, (value, field) => vault.open(value, { shop: session.shop, field }));

  return {
    storeSession: (session) => storage.storeSession(seal(session)),
    async loadSession(id) {
      const session = await storage.loadSession(id);
      return session && open(session);
    },
    deleteSession: (id) => storage.deleteSession(id),
    deleteSessions: (ids) => storage.deleteSessions(ids),
    async findSessionsByShop(shop) {
      return (await storage.findSessionsByShop(shop)).map(open);
    },
  };
}

function change(session: Session, turn: (value: string, field: string) => string): Session {
  const { accessToken, refreshToken } = session;
  return new Session({
    ...session,
    // A revoked token is kept as an empty one, and there is nothing to seal in that.
    ...(accessToken ? { accessToken: turn(accessToken, "session.accessToken") } : {}),
    ...(refreshToken ? { refreshToken: turn(refreshToken, "session.refreshToken") } : {}),
  });
}
