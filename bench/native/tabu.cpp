// Textbook one-flip tabu search (Glover 1989; Palubeckis 2004 for the short-term rule): make the best flip that is not tabu, or
// any that leads below the incumbent; a flipped variable rests TENURE + random(10) iterations. Two passes an iteration: update the
// gains, scan them. Gains in int32 over dense rows ("dense"), or over adjacency lists ("rows"). O(n) an iteration.
// Usage: tabu rows|dense SEED TENURE SECONDS < instance (whole weights)
#include "instance.hpp"
#include <algorithm>
#include <climits>
#include <cstring>

struct Sparse {
  Rows<int32_t> rows;
  explicit Sparse(const Instance &instance) : rows(instance) {}
  // gain_j -= 4 w_ij s_i s_j, with the spins before the flip of i.
  void update(int32_t i, const int32_t *spin, int32_t *gain) const {
    for (int32_t k = rows.start[i]; k < rows.start[i + 1]; k++)
      gain[rows.column[k]] -= 4 * rows.weight[k] * spin[i] * spin[rows.column[k]];
  }
};

struct Dense {
  int32_t n;
  std::vector<int32_t> matrix;
  explicit Dense(const Instance &instance) : n(instance.n), matrix(denseMatrix<int32_t>(instance)) {}
  void update(int32_t i, const int32_t *spin, int32_t *gain) const {
    const int32_t *row = &matrix[size_t(i) * n];
    const int32_t factor = 4 * spin[i];
    for (int32_t j = 0; j < n; j++) gain[j] -= factor * row[j] * spin[j];
  }
};

template <typename Couplings> void run(const Instance &instance, int argc, char **argv) {
  Random random(uint64_t(argument(argc, argv, 2)));
  const int32_t tenure = int32_t(argument(argc, argv, 3));
  const double limit = argument(argc, argv, 4);
  const int32_t n = instance.n;
  const Couplings couplings(instance);
  std::vector<int32_t> spin(n), gain(n);
  std::vector<int64_t> free(n, 0);
  for (int32_t i = 0; i < n; i++) spin[i] = random.next() & 1 ? 1 : -1;
  for (int32_t i = 0; i < n; i++) gain[i] = int32_t(2 * instance.bias[i]) * spin[i];
  for (int32_t k = 0; k < instance.m; k++) {
    const int32_t pair = int32_t(2 * instance.weight[k]) * spin[instance.from[k]] * spin[instance.to[k]];
    gain[instance.from[k]] += pair, gain[instance.to[k]] += pair;
  }
  int64_t doubled = 0; // twice the energy
  for (int32_t i = 0; i < n; i++) doubled -= gain[i] / 2 + int64_t(instance.bias[i]) * spin[i];
  int64_t best = doubled, iteration = 0;
  const Stopwatch clock;
  for (; iteration % 256 != 0 || clock.seconds() < limit; iteration++) {
    const int64_t aspiration = (best - doubled) / 2;
    int32_t chosen = -1, lowest = INT_MAX;
    for (int32_t i = 0; i < n; i++) {
      if (gain[i] >= lowest || (free[i] > iteration && gain[i] >= aspiration)) continue;
      lowest = gain[i];
      chosen = i;
    }
    if (chosen < 0) continue;
    doubled += 2 * int64_t(gain[chosen]);
    couplings.update(chosen, spin.data(), gain.data());
    gain[chosen] = -gain[chosen];
    spin[chosen] = -spin[chosen];
    free[chosen] = iteration + 1 + tenure + random.below(10);
    best = std::min(best, doubled);
  }
  report(double(iteration), clock.seconds(), double(best) / 2);
}

int main(int argc, char **argv) {
  const Instance instance = readInstance();
  if (argc > 1 && std::strcmp(argv[1], "dense") == 0) run<Dense>(instance, argc, argv);
  else run<Sparse>(instance, argc, argv);
}
