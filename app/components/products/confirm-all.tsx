/** Asks once more before more products are changed than the page shows. */
import type { ProductChange } from "../../catalog/change.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { AskAgain } from "../ask-again.tsx";

type Props = {
  change: ProductChange | undefined;
  count: number;
  onCancel: () => void;
  onConfirm: (change: ProductChange) => void;
};

export function ConfirmAll({ change, count, onCancel, onConfirm }: Props) {
  const { t } = useWords();
  const does = () => {
    if (change?.switched !== undefined)
      return change.switched === null
        ? t("products.bulk.rule")
        : t(change.switched ? "products.bulk.on" : "products.bulk.off");
    const value = t(`products.kind.${change?.chosenKind ?? "as_proposed"}`);
    return t("common.pair", { name: t("products.column.kind"), value });
  };
  return (
    <AskAgain
      open={change !== undefined}
      title={does()}
      text={t("products.all.sure", { count })}
      confirm={t("products.all.do", { count })}
      onConfirm={() => change && onConfirm(change)}
      onClose={onCancel}
    />
  );
}
