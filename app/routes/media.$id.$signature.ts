import type { LoaderFunctionArgs } from "@remix-run/node";

export async function loader({ params, context: { services } }: LoaderFunctionArgs) {
  const picture = await services.tryOns.readPicture(params["id"] ?? "", params["signature"] ?? "");
  if (!picture) return new Response("This picture is no longer here.", { status: 404 });
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      "Content-Type": "image/jpeg",
      // In the shopper's own browser only, and not for longer than the address lives.
      "Cache-Control": "private, max-age=600",
      "X-Content-Type-Options": "nosniff",
      "Cross-Origin-Resource-Policy": "cross-origin",
      "Referrer-Policy": "no-referrer",
      // The shop's page has to read the result's bytes to save or share it; a photo goes to its provider alone.
      ...(picture.role === "result" ? { "Access-Control-Allow-Origin": "*" } : {}),
    },
  });
}
