/** Solutions of the International Timetabling Competition 2002: `slot room` for each event, both from 0, one event a line. O(events). */
import { BY_ENDING, BY_ENDING_AND_CONTENT, endsWithOneOf, headLines } from "./detection.ts";
import { inPieces } from "./pieces.ts";
import type { Format, PlacementsRecord } from "./records.ts";
import { atEnd, openCursor, readInteger, skipSpace } from "./scanner.ts";

const EXTENSIONS = ["sln"];
const LARGEST = 1_000_000;

export const itcSolution: Format<PlacementsRecord> = {
  id: "itc2002-solution",
  title: "International Timetabling Competition 2002, solution",
  sources: [
    "Paechter, Gambardella & Rossi-Doria 2002, International Timetabling Competition, http://sferics.idsia.ch/Files/ttcomp2002/",
  ],
  kind: "placements",
  extensions: EXTENSIONS,
  /** Pairs of numbers could be anything: only the ending tells. */
  detect(head, fileName) {
    if (!endsWithOneOf(fileName, EXTENSIONS)) return 0;
    const { lines } = headLines(head);
    return lines.every((line) => line === "" || /^\d+\s+\d+$/.test(line)) ? BY_ENDING_AND_CONTENT : BY_ENDING;
  },
  parse(text) {
    const cursor = openCursor(text, "a timetable: the slot and the room of each event");
    const slots: number[] = [];
    const rooms: number[] = [];
    for (skipSpace(cursor); !atEnd(cursor); skipSpace(cursor)) {
      slots.push(readInteger(cursor, `the slot of event ${slots.length + 1}`, 0, LARGEST));
      skipSpace(cursor);
      rooms.push(readInteger(cursor, `the room of event ${slots.length}`, 0, LARGEST));
    }
    return { kind: "placements", slots, rooms };
  },
  *print({ slots, rooms }) {
    yield* inPieces(slots.map((slot, e) => `${slot} ${rooms[e]}\n`));
  },
};
