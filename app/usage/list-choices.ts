/** What the list of try-ons can be filtered and put in order by, where a page and the server have to agree. */
export const orders = ["newest", "oldest", "longest"] as const;
export const endings = ["done", "failed", "under_way"] as const;
/** In the place of a connection's id, for all that are no longer there. */
export const removed = "removed";
