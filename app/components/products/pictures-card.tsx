/** Which of the product's pictures goes to the model. */
import type { ShownPicture } from "../../catalog/product-page.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { PictureChoice } from "./picture-choice.tsx";
import { TitledCard } from "../titled-card.tsx";

type Props = {
  pictures: ShownPicture[];
  automatic: string | null;
  chosen: string | null;
  onChange: (address: string | null) => void;
};

export function PicturesCard({ pictures, automatic, chosen, onChange }: Props) {
  const { t } = useWords();
  return (
    <TitledCard
      title={t("products.pictures.title")}
      text={t(pictures.length > 0 ? "products.pictures.text" : "products.todo.no_picture")}
    >
      <PictureChoice
        name="product"
        label={t("products.pictures.title")}
        automaticLabel={t("products.pictures.automatic")}
        pictures={pictures}
        automatic={automatic}
        chosen={chosen}
        onChange={onChange}
      />
    </TitledCard>
  );
}
