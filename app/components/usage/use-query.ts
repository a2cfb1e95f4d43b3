/** What a page shows stands in its address, so that it can be kept, shared and gone back to. */
import { useLocation, useNavigate, useNavigation } from "@remix-run/react";

export type ChangeQuery = (changes: Record<string, string | undefined>) => void;

export function useQuery() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const { state, location } = useNavigation();
  const query = new URLSearchParams(search);

  /** A page of a list belongs to what it was a page of. */
  const changed = (changes: Record<string, string | undefined>, keepsPage = false) => {
    const next = new URLSearchParams(search);
    if (!keepsPage) for (const page of ["after", "products"]) next.delete(page);
    for (const [name, value] of Object.entries(changes))
      if (value === undefined || value === "") next.delete(name);
      else next.set(name, value);
    return `${pathname}?${next}`;
  };

  return {
    query,
    changed,
    change: ((changes) => navigate(changed(changes), { preventScrollReset: true })) satisfies ChangeQuery,
    /** What is asked for is on its way, and will be another state of this page. */
    loading: state === "loading" && location.pathname === pathname,
  };
}
