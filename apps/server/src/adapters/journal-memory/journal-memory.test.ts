import { journalContract } from "../../testing/journal.contract.ts";
import { vaultContract } from "../../testing/vault.contract.ts";
import { openMemoryStore } from "./open.ts";

const factory = {
  open: async () => openMemoryStore(),
  dispose: ({ journal }: ReturnType<typeof openMemoryStore>) => journal.close(),
};

journalContract("in memory", factory);
vaultContract("in memory", factory);
