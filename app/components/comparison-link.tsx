/** Leads from a try-on of the merchant's own to its picture, while that is kept. */
import { Link } from "@shopify/polaris";
import { useWords } from "../words/use-words.tsx";
import { compareAddress } from "./models/compare-address.ts";

type Props = { comparisonId: string | null; product: string; children: string };

export function ComparisonLink({ comparisonId, product, children }: Props) {
  const { t } = useWords();
  if (comparisonId === null) return <>{children}</>;
  return (
    <Link
      url={compareAddress({ id: comparisonId })}
      accessibilityLabel={t("common.pair", { name: children, value: product })}
    >
      {children}
    </Link>
  );
}
