/** Views, search, filters and order above the list, as in the admin's own lists. */
import {
  type AppliedFilterInterface,
  ChoiceList,
  type FilterInterface,
  IndexFilters,
  IndexFiltersMode,
  useSetIndexFiltersMode,
} from "@shopify/polaris";
import { reasonsWhyNot } from "../../catalog/answers.ts";
import {
  buttonFilters,
  byFilters,
  everything,
  type Facet,
  facets,
  isNarrowed,
  kindFilters,
  type ListQuery,
  pictureFilters,
  sortings,
} from "../../catalog/list-query.ts";
import type { WordKey } from "../../words/said.ts";
import { useWords } from "../../words/use-words.tsx";
import type { ShowList } from "./use-list-query.ts";
import { sortOption } from "./sort-option.ts";
import { useTyped } from "./use-typed.ts";
import type { Views } from "./use-views.ts";
import { ValueChoice } from "./value-choice.tsx";

type Props = {
  query: ListQuery;
  show: ShowList;
  loading: boolean;
  views: Views;
  nameCollection: (id: string) => string;
  onNamed: (collections: Record<string, string>) => void;
};

type Part = { filter: FilterInterface; applied: AppliedFilterInterface[] };
type FixedName = "button" | "why" | "by" | "kind" | "picture";

export function ProductFilters({ query, show, loading, views, nameCollection, onNamed }: Props) {
  const { t } = useWords();
  const { mode, setMode } = useSetIndexFiltersMode(
    isNarrowed(query) && !query.view ? IndexFiltersMode.Filtering : IndexFiltersMode.Default,
  );
  const [typed, type] = useTyped(query.search, (search) => show({ search }, { replace: true }));

  const part = (
    name: FixedName | Facet,
    chosen: string[],
    filter: FilterInterface["filter"],
    none: () => void,
  ) => {
    const label = t(`products.column.${name}`);
    return {
      filter: { key: name, label, filter, pinned: name === "button" || name === "kind" },
      applied:
        chosen.length > 0
          ? [
              {
                key: name,
                label: t("common.pair", { name: label, value: chosen.join(", ") }),
                onRemove: none,
              },
            ]
          : [],
    };
  };
  /** A few values that are the same in every shop. */
  const fixed = <Value extends string>(
    name: FixedName,
    values: readonly Value[],
    chosen: Value[],
    wordOf: (value: Value) => WordKey,
    change: (chosen: Value[]) => void,
    allowMultiple = true,
  ): Part =>
    part(
      name,
      chosen.map((value) => t(wordOf(value))),
      <ChoiceList
        title={t(`products.column.${name}`)}
        titleHidden
        allowMultiple={allowMultiple}
        choices={values.map((value) => ({ value, label: t(wordOf(value)) }))}
        selected={chosen}
        onChange={(picked) => change(values.filter((value) => picked.includes(value)))}
      />,
      () => change([]),
    );
  const open = (facet: Facet): Part => {
    const nameOf = facet === "collection" ? nameCollection : (value: string) => value;
    return part(
      facet,
      query[facet].map(nameOf),
      <ValueChoice
        facet={facet}
        chosen={query[facet]}
        nameOf={nameOf}
        onChange={(values, names) => {
          if (facet === "collection") onNamed(names);
          show({ [facet]: values });
        }}
      />,
      () => show({ [facet]: [] }),
    );
  };
  const { button, by, why, kind, picture } = query;
  const parts = [
    fixed(
      "button",
      buttonFilters,
      button ? [button] : [],
      (value) => `products.button.${value}`,
      ([one]) => show({ button: one }),
      false,
    ),
    fixed(
      "kind",
      kindFilters,
      kind,
      (value) => `products.kind.${value}`,
      (values) => show({ kind: values }),
    ),
    fixed(
      "why",
      reasonsWhyNot,
      why,
      (value) => `products.why.${value}`,
      (values) => show({ why: values }),
    ),
    fixed(
      "by",
      byFilters,
      by ? [by] : [],
      (value) => `products.by.${value}`,
      ([one]) => show({ by: one }),
      false,
    ),
    fixed(
      "picture",
      pictureFilters,
      picture,
      (value) => `products.picture.${value}`,
      (values) => show({ picture: values }),
    ),
    ...facets.map(open),
  ];

  return (
    <>
      <style>{largerClear}</style>
      <IndexFilters
        {...views}
        mode={mode}
        setMode={setMode}
        loading={loading}
        queryValue={typed}
        queryPlaceholder={t("products.search")}
        onQueryChange={type}
        onQueryClear={() => type("")}
        filters={parts.map(({ filter }) => filter)}
        appliedFilters={parts.flatMap(({ applied }) => applied)}
        onClearAll={() => show({ ...everything, sort: query.sort, view: query.view })}
        sortOptions={sortings.map((sorting) => sortOption(sorting, t))}
        sortSelected={[query.sort]}
        onSort={([chosen]) => show({ sort: sortings.find((sorting) => sorting === chosen) ?? sortings[0] })}
        canCreateNewView
      />
    </>
  );
}

/** Polaris makes what takes a filter away smaller than a finger can meet. */
const largerClear = ".Polaris-Filters-FilterPill--clearButton { min-width: 24px; min-height: 24px; }";
