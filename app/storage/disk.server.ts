import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { checkName, type Storage } from "./storage.ts";

export function createDiskStorage(folder: string): Storage {
  const pathOf = (name: string) => {
    checkName(name);
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
      const path = pathOf(name);
      // A process that was killed while it wrote has left its bytes aside.
      await Promise.all([path, `${path}.part`].map((one) => rm(one, { force: true })));
    },
  };
}
