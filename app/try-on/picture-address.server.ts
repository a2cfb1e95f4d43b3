/**
 * Short-lived signed addresses of pictures: of a result for its shopper, of a photo for the provider that is to use it.
 * Each is good for its own kind alone.
 */
import type { PictureRole } from "@prisma/client";
import type { Database } from "../db.server.ts";
import type { Pictures } from "../storage/pictures.server.ts";
import type { Purpose, Signer } from "../vault/signer.server.ts";

type Parts = { db: Database; signer: Signer; pictures: Pictures; appAddress: string; now: () => Date };

const livesMs = 15 * 60_000;
const purposes: Record<PictureRole, Purpose> = { result: "media", photo: "photo" };
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function createPictureAddresses({ db, signer, pictures, appAddress, now }: Parts) {
  const addressOf = (role: PictureRole) => (pictureId: string) => {
    const until = (now().getTime() + livesMs).toString(36);
    return `${appAddress}/media/${pictureId}/${until}.${signer.sign(purposes[role], `${pictureId} ${until}`)}`;
  };

  return {
    resultAddress: addressOf("result"),
    photoAddress: addressOf("photo"),

    /** The bytes behind an address; undefined when the address is wrong or too old, or the picture gone. */
    async read(pictureId: string, signature: string): Promise<Buffer | undefined> {
      const [until = "", signed = ""] = signature.split(".");
      if (!uuid.test(pictureId) || !(Number.parseInt(until, 36) > now().getTime())) return undefined;
      const picture = await db.picture.findUnique({ where: { id: pictureId } });
      if (!picture || !signer.verify(purposes[picture.role], `${pictureId} ${until}`, signed))
        return undefined;
      return pictures.open(picture);
    },
  };
}
