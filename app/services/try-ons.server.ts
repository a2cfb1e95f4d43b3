/** The way of a try-on, from the shopper's photo to its receipt, and the merchant's comparisons on the same way. */
import { createAdvance } from "../try-on/advance.server.ts";
import { createBegin } from "../try-on/begin.server.ts";
import { createCompare } from "../try-on/comparison/compare.server.ts";
import { createComparedProduct } from "../try-on/comparison/compared-product.server.ts";
import { createForgetComparison } from "../try-on/comparison/forget-comparison.server.ts";
import { createShowComparison } from "../try-on/comparison/show-comparison.server.ts";
import { createCrowd } from "../try-on/crowd.ts";
import { createDriver } from "../try-on/drive.server.ts";
import { createForgetTryOn } from "../try-on/forget.server.ts";
import { createMatches } from "../try-on/garments/matches.server.ts";
import { createMove } from "../try-on/move.server.ts";
import { createNudge } from "../try-on/nudge.server.ts";
import { createGiveOpinion } from "../try-on/opinion.server.ts";
import { createEndOverdue } from "../try-on/overdue.server.ts";
import { createPictureAddresses } from "../try-on/picture-address.server.ts";
import { createSettle } from "../try-on/settle.server.ts";
import { createShow } from "../try-on/show.server.ts";
import { createStart } from "../try-on/start.server.ts";
import { createStop } from "../try-on/stop.server.ts";
import { createErase } from "../try-on/visitor/erase.server.ts";
import { createVisitorData } from "../try-on/visitor/visitor-data.server.ts";
import { createLook } from "../try-on/waiting/look.server.ts";
import { pauseBeforePoll } from "../try-on/waiting/polling.ts";
import { recentTimesOf } from "../try-on/waiting/recent-times.server.ts";
import { createHashAddress } from "../shop/visitor.server.ts";
import type { Ground } from "./ground.server.ts";
import type { ShopServices } from "./shop.server.ts";

type Options = {
  /** Callbacks come sooner; this is for those that get lost. */
  pollEveryMs: number | undefined;
};

export function createTryOnServices(
  ground: Ground,
  { access, consent, health, models }: ShopServices,
  { pollEveryMs }: Options,
) {
  const { environment, db, boss, enqueue, wake, signer, pictures, forget, download, log, now } = ground;
  const appAddress = environment.SHOPIFY_APP_URL;
  const { move, fail } = createMove({ db, forget, enqueue, now });
  const stop = createStop({ db, fail });
  const addresses = createPictureAddresses({ db, signer, pictures, appAddress, now });
  const { resultAddress } = addresses;
  const advance = createAdvance({
    db,
    boss,
    enqueue,
    pictures,
    consent,
    standInFor: health.standInFor,
    move,
    fail,
    settle: createSettle({ download, pictures, forget, move }),
    providerOf: access.providerOf,
    callbackAddress: (id) => `${appAddress}/callbacks/${id}/${signer.sign("callback", id)}`,
    photoAddress: addresses.photoAddress,
    download,
    markUnwell: health.markUnwell,
    markWell: health.markWell,
    pauseFor: async ({ connectionId, submittedAt, createdAt }) =>
      pollEveryMs ??
      pauseBeforePoll(
        now().getTime() - (submittedAt ?? createdAt).getTime(),
        await recentTimesOf(db, connectionId),
      ),
    log,
    now,
  });
  const crowd = createCrowd();
  const begin = createBegin({ db, boss, enqueue, pictures, consent });
  const hashAddress = createHashAddress(db);
  const { makers: makersOf, offers } = models;
  return {
    driver: createDriver({ boss, wake, advance, endOverdue: createEndOverdue({ db, fail, now }), log }),
    tryOns: {
      hold: crowd.hold,
      start: createStart({ db, pictures, forget, signer, consent, hashAddress, begin, crowd, now }),
      show: createShow({ look: createLook({ db, now }), signer, wake, resultAddress }),
      giveOpinion: createGiveOpinion({ db, signer }),
      matches: createMatches({ db }),
      ...createForgetTryOn({ forget, stop, signer }),
      readPicture: addresses.read,
      advance,
      isCallback: (id: string, signature: string) => signer.verify("callback", id, signature),
      nudge: createNudge({ db, signer, webhookSecretFor: access.webhookSecretFor }),
    },
    comparisons: {
      start: createCompare({ db, pictures, forget, begin, makersOf, offers, now }),
      product: createComparedProduct({ db }),
      show: createShowComparison({ db, resultAddress, now }),
      forget: createForgetComparison({ db, forget, stop }),
    },
    visitorData: createVisitorData({ db, erase: createErase({ db, forget, stop, now }) }),
  };
}
