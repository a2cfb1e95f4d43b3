import { Dislike } from "@prisma/client";
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { answer, answering, refusal } from "../shopper-answers.server.ts";
import type { Services } from "../services.server.ts";

const opinionQuery = z.discriminatedUnion("liked", [
  z.object({ token: z.string(), liked: z.literal("yes"), about: z.never().optional() }),
  z.object({ token: z.string(), liked: z.literal("no"), about: z.enum(Dislike).optional() }),
]);

export function action({ request, params, context: { services } }: ActionFunctionArgs) {
  return answering(services.log, () => give(request, params["id"] ?? "", services));
}

export function loader() {
  return refusal("bad_request");
}

async function give(request: Request, id: string, services: Services): Promise<Response> {
  // The last word counts, and the same word again changes nothing.
  const asked = await services.readProxyRequest(request, { repeatable: true });
  if (!asked.ok) return refusal(asked.code);
  const query = opinionQuery.safeParse(asked.value.query);
  if (!query.success) return refusal("bad_request");
  const { token, liked, about } = query.data;
  const { shop } = asked.value;
  const given = await services.tryOns.giveOpinion({ shop, id, token, liked: liked === "yes", about });
  return given.ok ? answer(given.value) : refusal(given.code);
}
