/** Product pictures as Shopify's MediaImage and Image. */
import type { Picture } from "../../drawings/catalog.ts";
import type { Context } from "./context.ts";
import { globalId } from "./context.ts";

type Transform = {
  maxWidth?: number | null;
  maxHeight?: number | null;
  preferredContentType?: string | null;
};

export function imageNode({ world }: Context, picture: Picture) {
  const address = `${world.origin}/cdn/shop/files/${picture.file}`;
  return {
    __typename: "Image",
    id: globalId("ImageSource", picture.id),
    altText: picture.alt,
    width: picture.width,
    height: picture.height,
    src: address,
    originalSrc: address,
    thumbhash: null,
    url: ({ transform }: { transform?: Transform | null }) => transformed(address, transform ?? {}),
  };
}

export function mediaImageNode(context: Context, picture: Picture, updatedAt: string) {
  const image = imageNode(context, picture);
  return {
    __typename: "MediaImage",
    id: globalId("MediaImage", picture.id),
    alt: picture.alt,
    image,
    preview: { image, status: "READY" },
    mediaContentType: "IMAGE",
    status: "READY",
    fileStatus: "READY",
    mimeType: mimeType(picture.file),
    createdAt: updatedAt,
    updatedAt,
  };
}

function transformed(address: string, { maxWidth, maxHeight, preferredContentType }: Transform): string {
  const url = new URL(address);
  if (maxWidth) url.searchParams.set("width", String(maxWidth));
  if (maxHeight) url.searchParams.set("height", String(maxHeight));
  if (preferredContentType === "JPG") url.searchParams.set("format", "pjpg");
  return url.href;
}

function mimeType(file: string): string {
  if (file.endsWith(".png")) return "image/png";
  return file.endsWith(".webp") ? "image/webp" : "image/jpeg";
}
