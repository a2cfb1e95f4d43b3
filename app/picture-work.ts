/**
 * Work on pixels, in one line for all: shoppers' photos, providers' results, merged garments. A large picture unfolds to
 * 150 MB, so only so many are at a time: one a core, and never all of the four threads that Node has for this, because
 * files and names are looked up there, too.
 */
import { availableParallelism } from "node:os";
import limitConcurrency from "p-limit";

export const pictureWork = limitConcurrency(Math.min(3, availableParallelism()));

/** There are files of a few bytes that keep a decoder busy for minutes. */
export const pictureSeconds = 20;
