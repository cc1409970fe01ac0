/**
 * Modularity as a program: maximise sum_edges w_ij d(c_i, c_j) / m - resolution * sum_c (sum_{i in c} k_i)^2 / (2m)^2, d = 1 for equal
 * communities. Two communities: one spin a vertex and no constraint, as d = (1 + s_i s_j) / 2 and sum_c (...)^2 = ((2m)^2 + (sum k_i s_i)^2) / 2.
 * More: one choice a vertex. Squares of long sums stay of rank one, so the energy takes O(k (n + m)) and not n^2 numbers.
 */
import { pairColumns, totalWeight, vertexName, weightedDegrees } from "../../src/modelling/graph.ts";
import { program } from "../../src/modelling/program/builder.ts";
import { is, square, sum, times } from "../../src/modelling/program/expressions.ts";
import type { Program } from "../../src/modelling/program/types.ts";
import { type CommunityInstance, mostCommunities } from "./schema.ts";

export function communityProgram(instance: CommunityInstance): Program {
  const { vertices, edges, resolution = 1 } = instance;
  const columns = pairColumns(edges);
  const total = totalWeight(columns);
  const degrees = Array.from(weightedDegrees(vertices, columns));
  const names = degrees.map((_, v) => vertexName(instance, v));
  const most = mostCommunities(instance);
  const model = program();
  const chance = total === 0 ? 0 : -resolution / (4 * total * total);
  const inside = total === 0 ? 0 : 1 / total;
  if (most === 2) {
    const side = model.spins("side", names);
    const pairs = edges.map(([i, j, weight = 1]) => times((inside * weight) / 2, side[i], side[j]));
    const surplus = sum(side.map((s, v) => times(degrees[v], s)));
    model.maximise(
      sum(sum(pairs), (inside * total + chance * 4 * total * total) / 2, times(chance / 2, square(surplus))),
    );
    return model.build();
  }
  const choice = model.choices("community", names, most);
  const parts = Array.from({ length: most }, (_, c) => {
    const member = choice.map((own) => is(own, c));
    const pairs = edges.map(([i, j, weight = 1]) => times(inside * weight, member[i], member[j]));
    return sum(sum(pairs), times(chance, square(sum(member.map((x, v) => times(degrees[v], x))))));
  });
  model.maximise(sum(parts));
  return model.build();
}
