/** Max-cut of a triangle, the smallest instance with something to find: the cut is 2 unless all are equal, the energy minus that. */
export const TRIANGLE = {
  problem: "max-cut",
  vertices: 3,
  edges: [
    [0, 1],
    [1, 2],
    [0, 2],
  ],
};
