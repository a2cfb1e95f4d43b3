/** A fitting room in which one photo after the other is sent to the app. */
import { beforeEach } from "vitest";
import { useAgreedRoom } from "./agreed-room.ts";
import { failed } from "./app.ts";

export function usePhotoRoom() {
  const { room } = useAgreedRoom();
  beforeEach(() => {
    // The dialog then asks for the next photo.
    room.app.looks = [failed("no_person")];
  });

  /** What arrives at the app of the photo that is in the dialog. */
  async function send() {
    await room.does("Make my picture").click();
    await room.step("trouble").waitFor();
    await room.does("Choose another photo").click();
    const start = room.app.starts.at(-1);
    if (!start) throw new Error("nothing was sent");
    return start;
  }

  return {
    room,
    send,
    async open(): Promise<void> {
      await room.visit();
      await room.press();
    },
    async give(photo: Buffer, name?: string, type?: string) {
      await room.give(photo, name, type);
      return send();
    },
  };
}
