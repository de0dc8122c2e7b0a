import { placeJourneys } from "./place-journeys.ts";

placeJourneys("http");
