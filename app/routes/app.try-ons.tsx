import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate } from "@remix-run/react";
import { Page } from "@shopify/polaris";
import { TryOnTable } from "../components/try-on-table.tsx";

export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  return { recent: await services.recent(session.shop, 50) };
}

export default function TryOns() {
  const { recent } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  return (
    <Page
      title="Try-ons"
      subtitle="The last 50. Pictures are the shoppers' own and are not shown here."
      backAction={{ content: "Home", onAction: () => navigate("/app") }}
    >
      <TryOnTable tryOns={recent} />
    </Page>
  );
}
