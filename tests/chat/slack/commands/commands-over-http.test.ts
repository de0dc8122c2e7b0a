import { commandJourneys } from "./command-journeys.ts";

commandJourneys("http");
