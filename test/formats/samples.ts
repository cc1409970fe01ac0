/** Small valid texts of every format, written by hand: what the fuzz tests damage. */
const header = (format: string, n = 4) =>
  `NAME : four\nTYPE : TSP\nCOMMENT : by hand\nDIMENSION : ${n}\nEDGE_WEIGHT_TYPE : EXPLICIT\nEDGE_WEIGHT_FORMAT : ${format}\nEDGE_WEIGHT_SECTION\n`;

/** One symmetric matrix in every EDGE_WEIGHT_FORMAT; line breaks stand where they mean nothing. */
export const matrixTexts: Record<string, string> = {
  FULL_MATRIX: `${header("FULL_MATRIX")} 0 1 2 3 1\n99 4 5\n2 4 -7 6\n3 5 6 0\nEOF\n`,
  UPPER_ROW: `${header("UPPER_ROW")}1 2 3\n4 5\n6\nEOF`,
  LOWER_ROW: `${header("LOWER_ROW")}1\n2 4\n3 5 6\n`,
  UPPER_DIAG_ROW: `${header("UPPER_DIAG_ROW")}0 1 2 3 0 4 5\n0 6 0\n`,
  LOWER_DIAG_ROW: `${header("LOWER_DIAG_ROW")}0\n1 0\n2 4 0 3 5 6 0\nEOF\n`,
  UPPER_COL: `${header("UPPER_COL")}1\n2 4\n3 5 6\nEOF\n`,
  LOWER_COL: `${header("LOWER_COL")}1 2 3\n4 5\n6\nEOF\n`,
  UPPER_DIAG_COL: `${header("UPPER_DIAG_COL")}0\n1 0\n2 4 0 3 5 6 0\nEOF\n`,
  LOWER_DIAG_COL: `${header("LOWER_DIAG_COL")}0 1 2 3 0 4 5\n0 6 0\nEOF\n`,
};

export const matrix = [
  [0, 1, 2, 3],
  [1, 0, 4, 5],
  [2, 4, 0, 6],
  [3, 5, 6, 0],
];

export const bqmDocument = {
  type: "BinaryQuadraticModel",
  version: { bqm_schema: "3.0.0" },
  use_bytes: false,
  index_type: "int32",
  bias_type: "float64",
  num_variables: 3,
  num_interactions: 2,
  variable_labels: ["a", "b", 7],
  variable_type: "SPIN",
  offset: 0.5,
  info: {},
  linear_biases: [1, -2.5, 0],
  quadratic_biases: [0.25, -1],
  quadratic_head: [0, 2],
  quadratic_tail: [1, 1],
};

export const samples: Record<string, readonly string[]> = {
  tsplib: [
    ...Object.values(matrixTexts),
    "NAME: a\nTYPE: TSP\nDIMENSION: 3\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n1 0 0\n2 1.0e+02 -3.5\n3 4 4\nEOF\n",
    "NAME:b\nTYPE:ATSP\nDIMENSION:2\nEDGE_WEIGHT_TYPE:MAX_3D\nNODE_COORD_TYPE:THREED_COORDS\nNODE_COORD_SECTION:\n2 1 2 3\n1 4 5 6\n",
  ],
  "tsplib-tour": ["NAME : t\nTYPE : TOUR\nDIMENSION : 5\nTOUR_SECTION\n1 3\n5\n2 4\n-1\nEOF\n"],
  cvrplib: [
    "NAME : c\nCOMMENT : (No of trucks: 2)\nTYPE : CVRP\nDIMENSION : 3\nEDGE_WEIGHT_TYPE : EUC_2D\nCAPACITY : 7\nNODE_COORD_SECTION\n1 0 0\n2 3 4\n3 6 8\nDEMAND_SECTION\n1\t0\n2\t3\n3\t5\nDEPOT_SECTION\n\t1\n\t-1\nEOF\n",
    "TYPE: ACVRP\nDIMENSION: 2\nVEHICLES: 1\nCAPACITY: 4\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: FULL_MATRIX\nEDGE_WEIGHT_SECTION\n0 5\n6 0\nDEPOT_SECTION\n2\nDEMAND_SECTION\n2 0\n1 4\n",
  ],
  "cvrplib-solution": ["Route #1: 3 1\nRoute #2: 2\nCost 784\n", "route #1 : 1\nroute #2:\ncost: 12.5", "Cost 3\n"],
  "tsplib-hcp": [
    "NAME : ring\nTYPE : HCP\nDIMENSION : 4\nEDGE_DATA_FORMAT : EDGE_LIST\nEDGE_DATA_SECTION\n1 2\n2 3\n 3 4\n4 1\n-1\nEOF\n",
    "TYPE: HCP\nDIMENSION: 3\nEDGE_DATA_FORMAT: ADJ_LIST\nEDGE_DATA_SECTION\n1 2 3 -1\n2 1\n-1 -1\nEOF\n",
  ],
  rudy: ["4 3\n1 2 1\n2 3 -1.5\n4 1 0\n", "3 2 0\n1 2 7\n2 3 9"],
  "dimacs-col": [
    "c by hand\np edge 4 3\ne 1 2\ne 2 3\n e 4 1\n",
    "p col  3 4\nn 2 5\nc again, in both directions\ne 1 2\ne 2 1\ne 3 1\ne 1 3\n",
  ],
  "dimacs-clq": ["c by hand\np edge 4 3\nn 2 2.5\nn 4 7\ne 1 2\ne 2 3\ne 4 1\n", "p col 3 2\ne 1 2\ne 3 2\n"],
  metis: ["4 4\n2 3\n1 3\n1 2 4\n3\n", "% c\n3 2 011 1\n5 2 1.5\n6 1 1.5 3 2\n% c\n7 2 2\n\n", "3 0\n\n\n\n"],
  partition: ["0\n1\n% c\n1\n0\n", "-1\n1\n-1"],
  qbsolv: ["c x\np qubo 0 4 2 2\n0 0 99.0\n3 3 -1\nc y\n0 1 5\n1 2 -2.5\n", "p qubo unconstrained 2 0 1\n0 1 1\n"],
  "qubo-coo": ["# c\nqubo 4 3 -0.5\n0 0 1\n0 1 -2\n3 1 0.25\n", "0 0 1\n0 1 -2\n# c\n3 1 0.25\n"],
  "ising-coo": ["ising 4 3 2\n0 0 1\n0 1 -2\n3 1 0.25\n", "0 1 1\n1 2 1\n"],
  "biqmac-sparse": ["3 3\n1 1 -4\n1 2 2\n2 3 0.5\n"],
  "pseudo-boolean": [
    "* #variable= 4 #constraint= 2\n* a cover\nmin: +2 x1 -1 x2 ~x3 +3 ~x4 ;\n+1 x1 +1 ~x2 +1 x3 x4 >= 1 ;\n-2 x1 +1 x4\n = 0;\n",
    "+1 x1 +2 x2 >= 1 ;\n-1 x2 <= -.5 ;\n",
    "max: +1 x1 x2 x7 ;\n",
  ],
  opb: ["* #variable= 4 #constraint= 0\nmin: -3 x1 x2 +2 x3\n+1 x3 x4 ;\n", "max: +1 x1 -2 x1 x7;\n* end\n"],
  qaplib: ["2\n\n0 1\n-2 0\n\n0 3.5\n4 0\n", " 2\n0 1 2 0 0\n3\n4 0"],
  lolib: ["2\n0 5\n-1.5 0\n", "a table\n 3\n0 1 2\n3 0\n4 5 6 0\n"],
  "orlib-assign": ["2\n 1 2\n3\n4.5\n", "3\n1 2 3 4 5 6 7 8 9"],
  "orlib-portfolio": ["2\n.001 .04\n-2e-3 0\n1 1 1\n1 2 -.5\n2 2 1\n", "1\n0.5 1\n 1 1 1"],
  itc2002: ["2 1 1 2\n30\n1\n0\n1\n1\n1\n0\n1\n", "1 1 0 0\n7"],
  "itc2002-solution": ["0 1\n44 0\n", "3 0"],
  "pattern-grids": [
    "T:\n#####\n..#..\n..#..\n\nL: and more:\n#....\n#....\n#####\n",
    "@@--\n__XX\n\n\n*?0x\n1...\n",
    "a:\n##..##\nb:\n#.?.?.",
  ],
  optdigits: [`${"0,16,3,".repeat(21)}9,5\n${"1,2,".repeat(32)}0\n`, `Block 1,Class\n${" 7 , 10,".repeat(32)} 3`],
  jsplib: ["# instance by hand\n3 2\n0 3  1 2\n1 4 0 0\n0 1 1 5\n", "2 3\n 2 7\n# c\n0 1 1 2 0 9\n"],
  stp: [
    '33D32945 STP File, STP Format Version 1.0\n\nSECTION Comment\nName    "four"\nCreator "by hand"\nEND\n\nSECTION Graph\nNodes 4\nEdges 4\nE 1 2 8\nE 2 3 1.5\nE 3 4 2\nE 4 1 0\nEND\n\nSECTION Terminals\nTerminals 2\nT 1\nT 3\nEND\n\nSECTION Coordinates\nDD 1 0 0\nDD 2 10 0\nDD 3 10 -5\nDD 4 0 -5.5\nEND\n\nEOF\n',
    "33d32945 stp file, stp format version 1.0\r\nsection graph\r\nnodes 2\r\nedges 1\r\ne 1 2 7\r\nend\r\nsection presolve\r\nfixed 0\r\nend\r\nsection terminals\r\nterminals 1\r\nt 2\r\nend\r\neof\r\n",
  ],
  knapsack: ["3 10\n5 4\n-1.5 3\n6 7\n", "2\n 7.5\n3 2.25\n4 6\n\n1 0\n"],
  mknap: ["1\n2 1 0\n5 4.5\n1 2\n3\n", " 2\n 2 2 7\n1 2\n3 4 5 6\n7 8\n1 1 3 -2 1 1\n"],
  "quadratic-knapsack": ["r_3\n3\n5 0 2.5\n1 0\n7\n\n0\n10\n4 5 6\n", "one\n1\n4\n\n0\n 3\n2\n"],
  binpack: ["2\n first\n 10 3 2\n4\n5.5\n6\nsecond\n7 1 0\n7"],
  bpplib: ["6\n10\n4\n5.25\n6\n1\n2\n10\n"],
  scp: ["3 4\n1 2 2.5 3\n2\n 1 2\n1 4\n3 1 3\n4\n"],
  rail: ["3 4\n1 2 1 2\n2 1 3\n2.5 1 1\n3 2 2 3\n"],
  mps: [
    "* by hand\nNAME bakery one\nOBJSENSE\n    MAX\nROWS\n N worth\n L flour\n G some\n E both\nCOLUMNS\n M1 'MARKER' 'INTORG'\n rolls worth 5 flour 2\n rolls some 1\n cakes worth 8 flour 3\n cakes both 1.5\n M2 'MARKER' 'INTEND'\n oven worth -9 both 1\nRHS\n RHS flour 20 some 1\n worth 4\nRANGES\n R flour 5\n both -2\nBOUNDS\n UP BND rolls 7\n LO cakes -1\n UI cakes 3\n BV oven\nQUADOBJ\n rolls rolls 3\n rolls cakes 1\nENDATA\n",
    "ROWS\n N cost\nCOLUMNS\n x cost 1\nBOUNDS\n BV B x\nQMATRIX\n x x 2\nENDATA",
  ],
  lp: [
    "\\ by hand\nMaximize\n obj: 3 x + 2y - z + [ 2 x * y - 4 z ^ 2 ] / 2 + 1.5\nSubject To\n c1: x + y + 0.5 z <= 4\n -1 <= x - z <= 2\n both: x + y = 3\nBounds\n 0 <= x <= 7\n y <= 3\n z = 1\nGenerals\n x y\nBinaries\n z\nEnd\n",
    "min\n a + b\nst\n a - b >= -1\nbin\n a\n b\nend",
  ],
  "number-list": ["7\n4 5\n6\n7 8\n100 0\n", "2\n3\n4"],
  "dimacs-cnf": ["c a formula\np cnf 3  2\n1 -3 0\n 2 3\n-1 0\n", "p cnf 2 3\n-1 2 0 0\nc c\n1 0\n%\n0\n"],
  "qaplib-solution": ["3 12\n2, 3, 1\n", "5 -1.5\n 4 5 1\n 2 3"],
  bqm: [`${JSON.stringify(bqmDocument)}\n`, JSON.stringify(bqmDocument, null, 2)],
  json: [
    '{"problem":"tsp","list":[1,-2.5e3,"\\u00e9\\n",true,null,{}],"deep":{"a":[[]]}}\n',
    '{\n  "a": 1,\n  "b": [2,\n 3]\n}',
  ],
};
