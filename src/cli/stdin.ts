/** How `-` travels through the parser, which would turn a lone dash into an empty text. */
export const STDIN = "stdin:";
