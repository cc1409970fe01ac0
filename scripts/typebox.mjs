/**
 * What bundles hold of typebox: the makers of the schemas here. A namespace that is exported as a value, as typebox exports `Type`,
 * keeps bundlers from leaving anything out: 160 kB and 15 ms of every start, most of them parsers of types that nobody calls.
 */
export * as Type from "./typebox-makers.mjs";
