import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Storage } from "./storage.ts";

export function createDiskStorage(folder: string): Storage {
  const pathOf = (name: string) => {
    if (!/^[a-z0-9-]{8,64}$/.test(name)) throw new Error("a storage name has other characters than expected");
    return join(folder, name.slice(0, 2), name);
  };

  return {
    async put(name, bytes) {
      const path = pathOf(name);
      await mkdir(dirname(path), { recursive: true });
      // Written aside and renamed: a full disk or a crash leaves no half picture under the name.
      const aside = `${path}.part`;
      try {
        await writeFile(aside, bytes, { flush: true });
        await rename(aside, path);
      } catch (error) {
        await rm(aside, { force: true });
        throw error;
      }
    },
    async get(name) {
      return readFile(pathOf(name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return undefined;
        throw error;
      });
    },
    async delete(name) {
      await rm(pathOf(name), { force: true });
    },
  };
}
