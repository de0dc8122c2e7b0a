import { storageContract } from "../contracts/storage-contract.ts";
import { temporaryStorage } from "./temporary-storage.ts";

storageContract("sqlite", () => temporaryStorage());
