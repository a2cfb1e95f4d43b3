/** Where sealed bytes lie. Names are ours (uuids); what is put under them means nothing without the row's key. */
export type Storage = {
  put: (name: string, bytes: Buffer) => Promise<void>;
  get: (name: string) => Promise<Buffer | undefined>;
  /** Deleting what is not there is no error: a delete may be repeated after a crash. */
  delete: (name: string) => Promise<void>;
};
