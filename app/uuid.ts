const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id is checked before a database is asked for it, which would refuse anything else with an error of its own. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}
