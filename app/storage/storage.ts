/** Where sealed bytes lie. Names are ours (uuids); what is put under them means nothing without the row's key. */
export type Storage = {
  put: (name: string, bytes: Buffer) => Promise<void>;
  get: (name: string) => Promise<Buffer | undefined>;
  /** Deleting what is not there is no error: a delete may be repeated after a crash. */
  delete: (name: string) => Promise<void>;
};

/** A name is part of a path on disk and of a key in a bucket: no dots, no slashes, nothing that would have to be escaped. */
export function checkName(name: string): void {
  if (!/^[a-z0-9-]{8,64}$/.test(name)) throw new Error("a storage name has other characters than expected");
}
