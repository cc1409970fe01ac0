// What the native references share: reading an instance, random numbers, a clock, and the line they print.
//
// An instance is E(s) = -1/2 s'Ws - b's, read from standard input in the machine's byte order:
//   int32 n, int32 m, float64 bias[n], int32 from[m], int32 to[m], float64 weight[m]     (each pair once, from != to)
// Each program prints one JSON line: work done, processor seconds of the search, lowest energy found.
#pragma once
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

struct Instance {
  int32_t n = 0, m = 0;
  std::vector<double> bias;
  std::vector<int32_t> from, to;
  std::vector<double> weight;
};

template <typename T> void readInto(T *target, size_t count) {
  if (std::fread(target, sizeof(T), count, stdin) == count) return;
  std::fprintf(stderr, "the instance on standard input ends early\n");
  std::exit(2);
}

inline Instance readInstance() {
  Instance instance;
  readInto(&instance.n, 1);
  readInto(&instance.m, 1);
  instance.bias.resize(instance.n);
  instance.from.resize(instance.m);
  instance.to.resize(instance.m);
  instance.weight.resize(instance.m);
  readInto(instance.bias.data(), instance.n);
  readInto(instance.from.data(), instance.m);
  readInto(instance.to.data(), instance.m);
  readInto(instance.weight.data(), instance.m);
  return instance;
}

// Compressed rows, both triangles.
template <typename T> struct Rows {
  std::vector<int32_t> start, column;
  std::vector<T> weight;
  explicit Rows(const Instance &instance)
      : start(instance.n + 1), column(2 * size_t(instance.m)), weight(2 * size_t(instance.m)) {
    for (int32_t k = 0; k < instance.m; k++) start[instance.from[k] + 1]++, start[instance.to[k] + 1]++;
    for (int32_t i = 0; i < instance.n; i++) start[i + 1] += start[i];
    std::vector<int32_t> next(start.begin(), start.end() - 1);
    for (int32_t k = 0; k < instance.m; k++) {
      put(next[instance.from[k]]++, instance.to[k], instance.weight[k]);
      put(next[instance.to[k]]++, instance.from[k], instance.weight[k]);
    }
  }

private:
  void put(int32_t at, int32_t to, double value) { column[at] = to, weight[at] = T(value); }
};

// Row-major n x n, zero diagonal.
template <typename T> std::vector<T> denseMatrix(const Instance &instance) {
  std::vector<T> matrix(size_t(instance.n) * instance.n);
  for (int32_t k = 0; k < instance.m; k++) {
    matrix[size_t(instance.from[k]) * instance.n + instance.to[k]] += T(instance.weight[k]);
    matrix[size_t(instance.to[k]) * instance.n + instance.from[k]] += T(instance.weight[k]);
  }
  return matrix;
}

// xorshift128+ (Vigna 2017).
class Random {
  uint64_t a, b;

public:
  explicit Random(uint64_t seed) : a(seed * 0x9e3779b97f4a7c15ULL + 1), b(seed ^ 0xbf58476d1ce4e5b9ULL) {
    for (int k = 0; k < 16; k++) next();
  }
  uint64_t next() {
    uint64_t x = a;
    const uint64_t y = b;
    a = y;
    x ^= x << 23;
    b = x ^ y ^ (x >> 17) ^ (y >> 26);
    return b + y;
  }
  double uniform() { return double(next() >> 11) * 0x1p-53; }
  int32_t below(int32_t bound) { return int32_t((next() >> 32) * uint64_t(bound) >> 32); }
};

// Processor time of this process, so that other programs on the machine do not count.
class Stopwatch {
  std::clock_t begin = std::clock();

public:
  double seconds() const { return double(std::clock() - begin) / CLOCKS_PER_SEC; }
};

inline void report(double work, double seconds, double energy) {
  std::printf("{\"work\":%.0f,\"seconds\":%.9f,\"energy\":%.17g}\n", work, seconds, energy);
}

// Argument number k as a number.
inline double argument(int argc, char **argv, int k) {
  if (k < argc) return std::atof(argv[k]);
  std::fprintf(stderr, "argument %d is missing; see the head of the source\n", k);
  std::exit(2);
}
