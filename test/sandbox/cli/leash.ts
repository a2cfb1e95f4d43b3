/** Preloaded into the app: when the process that started it is gone, however it ended, the app stops cleanly too. */
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
