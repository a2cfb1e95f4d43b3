/** What the list shows, read from the page's address and changed by going to another one. */
import { useLocation, useNavigate, useNavigation } from "@remix-run/react";
import { useMemo } from "react";
import { type ListQuery, readListQuery, writeListQuery } from "../../catalog/list-query.ts";

export type ShowList = (changes: Partial<ListQuery>, options?: { replace: boolean }) => void;

export function useListQuery() {
  const here = useLocation();
  const { state, location: next } = useNavigation();
  const navigate = useNavigate();
  // What is on its way counts already: of two changes one after the other the second keeps the first.
  const isOnItsWay = state === "loading" && next.pathname === here.pathname;
  const { search } = isOnItsWay ? next : here;
  const query = useMemo(() => readListQuery(new URLSearchParams(search)), [search]);
  const show: ShowList = (changes, options) =>
    navigate(`?${writeListQuery({ ...query, page: 1, ...changes })}`, {
      preventScrollReset: true,
      ...options,
    });
  return { query, show, loading: isOnItsWay };
}
