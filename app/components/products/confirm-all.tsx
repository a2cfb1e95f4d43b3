/** Asks once more before more products are changed than the page shows. */
import { useWords } from "../../words/use-words.tsx";
import { AskAgain } from "../ask-again.tsx";
import type { ProductChange } from "./use-bulk.ts";

type Props = {
  wish: ProductChange | undefined;
  count: number;
  onCancel: () => void;
  onConfirm: (wish: ProductChange) => void;
};

export function ConfirmAll({ wish, count, onCancel, onConfirm }: Props) {
  const { t } = useWords();
  const does = () => {
    if (wish?.switched !== undefined)
      return wish.switched === null
        ? t("products.bulk.rule")
        : t(wish.switched ? "products.bulk.on" : "products.bulk.off");
    const value = t(`products.kind.${wish?.chosenKind ?? "as_proposed"}`);
    return t("common.pair", { name: t("products.column.kind"), value });
  };
  return (
    <AskAgain
      open={wish !== undefined}
      title={does()}
      text={t("products.all.sure", { count })}
      confirm={t("products.all.do", { count })}
      onConfirm={() => wish && onConfirm(wish)}
      onClose={onCancel}
    />
  );
}
