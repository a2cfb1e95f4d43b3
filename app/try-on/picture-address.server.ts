/**
 * Short-lived signed addresses of pictures: of a result for its shopper, of a photo for the provider that is to use it.
 * Each is good for its own kind alone.
 */
import type { PictureRole } from "@prisma/client";
import type { Database } from "../db.server.ts";
import type { Pictures } from "../storage/pictures.server.ts";
import type { Purpose, Signer } from "../vault/signer.server.ts";
import { isUuid } from "../uuid.ts";

type Parts = { db: Database; signer: Signer; pictures: Pictures; appAddress: string; now: () => Date };

export type ReadPicture = { role: PictureRole; bytes: Buffer };

const livesMs = 15 * 60_000;
const purposes: Record<PictureRole, Purpose> = { result: "media", photo: "photo" };

export function createPictureAddresses({ db, signer, pictures, appAddress, now }: Parts) {
  const addressOf = (role: PictureRole) => (pictureId: string) => {
    const until = (now().getTime() + livesMs).toString(36);
    return `${appAddress}/media/${pictureId}/${until}.${signer.sign(purposes[role], `${pictureId} ${until}`)}`;
  };

  return {
    resultAddress: addressOf("result"),
    photoAddress: addressOf("photo"),

    /** What is behind an address; undefined when the address is wrong or too old, or the picture gone. */
    async read(pictureId: string, signature: string): Promise<ReadPicture | undefined> {
      const [until = "", signed = ""] = signature.split(".");
      if (!isUuid(pictureId) || !(Number.parseInt(until, 36) > now().getTime())) return undefined;
      const isSigned = (role: PictureRole) => signer.verify(purposes[role], `${pictureId} ${until}`, signed);
      // A stranger's guess costs no question to the database.
      const role = isSigned("result") ? "result" : isSigned("photo") ? "photo" : undefined;
      const picture = role && (await db.picture.findUnique({ where: { id: pictureId, role } }));
      const bytes = picture ? await pictures.open(picture) : undefined;
      return role && bytes && { role, bytes };
    },
  };
}
