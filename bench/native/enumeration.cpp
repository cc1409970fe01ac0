// Textbook enumeration in the order of the reflected binary Gray code: one flip a state, in O(1) amortised. When bit k flips, bit
// k - 1 is set and all lower ones are clear, so the field of k needs only the higher bits: a flip of k updates the fields of the
// k lower bits, and k is 1 on average. Spins are turned into bits; by symmetry the last spin stays down when there are no biases.
// Usage: enumeration < instance (n <= 40)
#include "instance.hpp"
#include <algorithm>

int main() {
  const Instance instance = readInstance();
  const int32_t n = instance.n;
  // s = 2x - 1: bits have weights 4w and biases 2b - 2 sum w.
  const std::vector<double> weight = denseMatrix<double>(instance);
  std::vector<double> field(n);
  double level = 0;
  for (int32_t i = 0; i < n; i++) {
    double sum = 0;
    for (int32_t j = 0; j < n; j++) sum += weight[size_t(i) * n + j];
    field[i] = 2 * instance.bias[i] - 2 * sum;
    level += instance.bias[i] - sum / 2;
  }
  const bool symmetric = std::all_of(instance.bias.begin(), instance.bias.end(), [](double b) { return b == 0; });
  const int32_t free = symmetric ? n - 1 : n;
  std::vector<char> isSet(n, 0);
  double best = level;
  const uint64_t total = uint64_t(1) << free;
  const Stopwatch clock;
  for (uint64_t step = 1; step < total; step++) {
    const int32_t k = __builtin_ctzll(step);
    const double *row = &weight[size_t(k) * n];
    const double sign = isSet[k] ? -1 : 1;
    level -= sign * (field[k] + (k > 0 ? 4 * row[k - 1] : 0));
    isSet[k] = !isSet[k];
    for (int32_t j = 0; j < k; j++) field[j] += sign * 4 * row[j];
    if (level < best) best = level;
  }
  report(double(total), clock.seconds(), best);
}
