import { Link, useLocation } from "@remix-run/react";
import { Badge, BlockStack, IndexTable, InlineStack, Text, Thumbnail } from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";
import type { ListedProduct } from "../../catalog/product-list.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { AnswerBadge } from "./answer-badge.tsx";

type Props = { product: ListedProduct; position: number; selected: boolean };

export function ProductRow({ product, position, selected }: Props) {
  const { type, vendor } = product;
  return (
    <IndexTable.Row id={product.id} position={position} selected={selected}>
      <IndexTable.Cell>
        <Picture product={product} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Title product={product} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <AnswerBadge {...product} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Kind product={product} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Readiness product={product} />
      </IndexTable.Cell>
      <IndexTable.Cell>{type}</IndexTable.Cell>
      <IndexTable.Cell>{vendor}</IndexTable.Cell>
    </IndexTable.Row>
  );
}

/** A phone has no room for columns. */
export function NarrowProductRow({ product, position, selected }: Props) {
  const { t } = useWords();
  const { kind, type } = product;
  return (
    <IndexTable.Row id={product.id} position={position} selected={selected}>
      <IndexTable.Cell>
        <InlineStack gap="300" wrap={false} blockAlign="start">
          <Picture product={product} />
          <BlockStack gap="050">
            <Title product={product} />
            <Text as="span" variant="bodySm" tone="subdued">
              {[t(`products.kind.${kind ?? "unknown"}`), type].filter(Boolean).join(" · ")}
            </Text>
            <AnswerBadge {...product} inline />
          </BlockStack>
        </InlineStack>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

function Picture({ product: { thumbnail } }: Pick<Props, "product">) {
  // The title stands beside it.
  return <Thumbnail size="small" source={thumbnail ?? ImageIcon} alt="" />;
}

function Title({ product: { id, title } }: Pick<Props, "product">) {
  // With the list's own address, so that the way back from the product leads to the list as it was left.
  const { search } = useLocation();
  return (
    <div style={{ whiteSpace: "normal", minWidth: "9rem" }}>
      <Link
        to={`/app/products/${id}`}
        state={search}
        data-primary-link
        className="Polaris-Link Polaris-Link--monochrome Polaris-Link--removeUnderline"
      >
        <Text as="span" fontWeight="semibold">
          {title}
        </Text>
      </Link>
    </div>
  );
}

function Kind({ product: { kind, kindIsChosen } }: Pick<Props, "product">) {
  const { t } = useWords();
  return (
    <BlockStack>
      <Text as="span">{t(`products.kind.${kind ?? "unknown"}`)}</Text>
      {kind && (
        <Text as="span" variant="bodySm" tone="subdued">
          {t(kindIsChosen ? "products.kind.chosen" : "products.kind.proposed")}
        </Text>
      )}
    </BlockStack>
  );
}

function Readiness({ product: { readiness } }: Pick<Props, "product">) {
  const { t } = useWords();
  const isReady = readiness === "ready";
  return (
    <Badge tone={isReady ? "success" : "attention"} progress={isReady ? "complete" : "incomplete"}>
      {t(`products.picture.${readiness}`)}
    </Badge>
  );
}
