// Ballistic or discrete simulated bifurcation (Goto et al. 2021), float, dense: y += dt (c f - (1 - a) x), x += dt y with walls at
// +-1; f = W x + b (ballistic) or W sign(x) + b (discrete), a rises from 0 to 1. One product with W a step: O(n^2).
// The product adds eight columns at a time, so that the compiler vectorises it without leave to reorder sums.
// Usage: bifurcation ballistic|discrete SEED STEPS SECONDS < instance     (runs are repeated until SECONDS are over)
#include "instance.hpp"
#include <algorithm>
#include <cmath>
#include <cstring>

constexpr float STEP = 1.0f;

// force = bias + W v.
void multiply(const std::vector<float> &matrix, const std::vector<float> &bias, const std::vector<float> &v,
              std::vector<float> &force) {
  const int32_t n = int32_t(v.size());
  float *__restrict out = force.data();
  std::copy(bias.begin(), bias.end(), out);
  int32_t j = 0;
  for (; j + 8 <= n; j += 8) {
    const float *__restrict w = &matrix[size_t(j) * n];
    const float *u = &v[j];
    for (int32_t i = 0; i < n; i++) {
      out[i] += ((u[0] * w[i] + u[1] * w[i + n]) + (u[2] * w[i + 2 * n] + u[3] * w[i + 3 * n])) +
                ((u[4] * w[i + 4 * n] + u[5] * w[i + 5 * n]) + (u[6] * w[i + 6 * n] + u[7] * w[i + 7 * n]));
    }
  }
  for (; j < n; j++)
    for (int32_t i = 0; i < n; i++) out[i] += v[j] * matrix[size_t(j) * n + i];
}

int main(int argc, char **argv) {
  const Instance instance = readInstance();
  const bool discrete = argc > 1 && std::strcmp(argv[1], "discrete") == 0;
  Random random(uint64_t(argument(argc, argv, 2)));
  const int steps = int(argument(argc, argv, 3));
  const double limit = argument(argc, argv, 4);
  const int32_t n = instance.n;
  const std::vector<float> matrix = denseMatrix<float>(instance);
  const std::vector<float> bias(instance.bias.begin(), instance.bias.end());
  double squares = 0;
  for (double w : instance.weight) squares += 2 * w * w;
  const float strength = float(0.5 * std::sqrt(double(n - 1)) / std::sqrt(squares));
  std::vector<float> x(n), y(n), sign(n), force(n);
  double work = 0, best = INFINITY;
  const Stopwatch clock;
  do {
    for (int32_t i = 0; i < n; i++) {
      x[i] = float(0.2 * random.uniform() - 0.1);
      y[i] = float(0.2 * random.uniform() - 0.1);
    }
    for (int step = 0; step < steps; step++, work++) {
      for (int32_t i = 0; i < n; i++) sign[i] = x[i] < 0 ? -1 : 1;
      multiply(matrix, bias, discrete ? sign : x, force);
      const float detuning = 1 - float(step) / float(steps);
      for (int32_t i = 0; i < n; i++) {
        y[i] += STEP * (strength * force[i] - detuning * x[i]);
        x[i] += STEP * y[i];
        if (std::fabs(x[i]) > 1) x[i] = x[i] < 0 ? -1 : 1, y[i] = 0;
      }
    }
    for (int32_t i = 0; i < n; i++) sign[i] = x[i] < 0 ? -1 : 1;
    multiply(matrix, bias, sign, force);
    double energy = 0;
    for (int32_t i = 0; i < n; i++) energy -= 0.5 * double(sign[i]) * (double(force[i]) + double(bias[i]));
    best = std::min(best, energy);
  } while (clock.seconds() < limit);
  report(work, clock.seconds(), best);
}
