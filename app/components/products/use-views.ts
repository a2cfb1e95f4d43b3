/** The tabs above the list: three that every shop has, then those that its people saved. */
import type { IndexFiltersProps, TabProps } from "@shopify/polaris";
import { reasonsWhyNot } from "../../catalog/answers.ts";
import { everything, type ListQuery, readListQuery, writeView } from "../../catalog/list-query.ts";
import type { SavedView } from "../../catalog/saved-views.server.ts";
import { useWords } from "../../words/use-words.tsx";
import type { ShowList } from "./use-list-query.ts";

export type ViewChange =
  | { intent: "create view"; name: string; query: string }
  | { intent: "rename view"; id: string; name: string }
  | { intent: "keep view"; id: string; query: string }
  | { intent: "remove view"; id: string };

export type Views = Pick<
  IndexFiltersProps,
  "tabs" | "selected" | "onSelect" | "primaryAction" | "cancelAction" | "onCreateNewView"
>;

/** What a merchant can do something about. */
const toDo = reasonsWhyNot.filter((why) => /^(kind_unknown|no_picture|too_small|wrong_shape)$/.test(why));

type Parts = { saved: SavedView[]; query: ListQuery; show: ShowList; change: (change: ViewChange) => void };

export function useViews({ saved, query, show, change }: Parts): Views {
  const { t } = useWords();
  const views = [
    { id: "", name: t("products.view.all"), query: "" },
    { id: "on", name: t("products.view.on"), query: writeView({ ...everything, button: "on" }) },
    { id: "to-do", name: t("products.view.to_do"), query: writeView({ ...everything, why: toDo }) },
    ...saved,
  ];
  const viewNames = views.map(({ name }) => name);
  const here = writeView(query);
  const place = Math.max(
    0,
    views.findIndex(({ id }) => id === (query.view ?? "")),
  );
  const view = views[place] ?? views[0];
  const isSaved = saved.some(({ id }) => id === view?.id);
  const isChanged = here !== view?.query;
  const open = (id: string, address: string) =>
    show({ ...readListQuery(new URLSearchParams(address)), view: id || undefined });
  // Whether it could be done is told by the toast.
  const send = async (wish: ViewChange) => {
    change(wish);
    return true;
  };

  const tab = ({ id, name }: SavedView): TabProps => ({
    id: `view-${id || "all"}`,
    content: name,
    viewNames,
    isLocked: !saved.some((one) => one.id === id),
    actions: saved.some((one) => one.id === id)
      ? [
          {
            type: "rename",
            onPrimaryAction: (wish) => send({ intent: "rename view", id, name: wish }),
          },
          { type: "delete", onPrimaryAction: () => send({ intent: "remove view", id }) },
        ]
      : [],
  });

  return {
    tabs: views.map(tab),
    selected: place,
    onSelect: (at) => {
      const chosen = views[at];
      if (chosen) open(chosen.id, chosen.query);
    },
    onCreateNewView: (name) => send({ intent: "create view", name, query: here }),
    primaryAction: isSaved
      ? {
          type: "save",
          disabled: !isChanged,
          onAction: () => send({ intent: "keep view", id: view?.id ?? "", query: here }),
        }
      : {
          type: "save-as",
          disabled: !isChanged,
          onAction: (name) => send({ intent: "create view", name, query: here }),
        },
    cancelAction: { onAction: () => view && open(view.id, view.query) },
  };
}
