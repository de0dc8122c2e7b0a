import { slowPdf } from "./hostile-parts.ts";
import { readMade } from "./read-made.ts";

// A process to be killed in the midst of a document.
await readMade("slow.pdf", slowPdf());
