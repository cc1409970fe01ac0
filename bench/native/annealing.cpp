// Textbook Metropolis annealing as the C++ packages do it: local fields kept in double, exp for every uphill proposal,
// compressed rows ("rows") or a dense matrix ("dense"). O(1) a proposal, O(degree) or O(n) a flip.
// Usage: annealing rows|dense SEED SWEEPS BETA_FROM BETA_TO SECONDS < instance     (whole anneals until SECONDS are over)
#include "instance.hpp"
#include <cmath>
#include <cstring>

// exp(-44.4) < 2^-64: such a proposal is refused without a draw.
constexpr double HOPELESS = 44.4;

struct Sparse {
  Rows<double> rows;
  explicit Sparse(const Instance &instance) : rows(instance) {}
  void add(int32_t i, double change, double *field) const {
    for (int32_t k = rows.start[i]; k < rows.start[i + 1]; k++) field[rows.column[k]] += change * rows.weight[k];
  }
};

struct Dense {
  int32_t n;
  std::vector<double> matrix;
  explicit Dense(const Instance &instance) : n(instance.n), matrix(denseMatrix<double>(instance)) {}
  void add(int32_t i, double change, double *field) const {
    const double *row = &matrix[size_t(i) * n];
    for (int32_t j = 0; j < n; j++) field[j] += change * row[j];
  }
};

template <typename Couplings> struct Chain {
  const Couplings &couplings;
  std::vector<double> spin, field;
  double energy = 0;

  Chain(const Couplings &couplings_, const std::vector<double> &bias, Random &random)
      : couplings(couplings_), spin(bias.size()), field(bias) {
    const int32_t n = int32_t(bias.size());
    for (int32_t i = 0; i < n; i++) spin[i] = random.next() & 1 ? 1 : -1;
    for (int32_t i = 0; i < n; i++) couplings.add(i, spin[i], field.data());
    for (int32_t i = 0; i < n; i++) energy -= spin[i] * (field[i] + bias[i]) / 2;
  }

  void sweep(double beta, Random &random) {
    const int32_t n = int32_t(spin.size());
    const double hopeless = HOPELESS / beta;
    for (int32_t i = 0; i < n; i++) {
      const double gain = 2 * spin[i] * field[i];
      if (gain > 0 && (gain >= hopeless || std::exp(-beta * gain) <= random.uniform())) continue;
      energy += gain;
      couplings.add(i, -2 * spin[i], field.data());
      spin[i] = -spin[i];
    }
  }
};

template <typename Couplings> void run(const Instance &instance, int argc, char **argv) {
  Random random(uint64_t(argument(argc, argv, 2)));
  const int sweeps = int(argument(argc, argv, 3));
  const double from = argument(argc, argv, 4), to = argument(argc, argv, 5), limit = argument(argc, argv, 6);
  const Couplings couplings(instance);
  double work = 0, best = INFINITY;
  const Stopwatch clock;
  do {
    Chain<Couplings> chain(couplings, instance.bias, random);
    for (int sweep = 0; sweep < sweeps; sweep++) {
      chain.sweep(from + (to - from) * sweep / std::max(1, sweeps - 1), random);
      work += instance.n;
      best = std::min(best, chain.energy);
    }
  } while (clock.seconds() < limit);
  report(work, clock.seconds(), best);
}

int main(int argc, char **argv) {
  const Instance instance = readInstance();
  if (argc > 1 && std::strcmp(argv[1], "dense") == 0) run<Dense>(instance, argc, argv);
  else run<Sparse>(instance, argc, argv);
}
