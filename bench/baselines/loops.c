// Loops over single operations of blst, so that one call from the benchmarks times many of them and none of the calls' own cost.
#include <stddef.h>
#include "blst.h"

void loop_empty(void) {}

// chains = 1 times the latency of a product, chains = 8 the throughput of independent ones.
void loop_fp_mul(blst_fp *x, const blst_fp *y, size_t chains, size_t rounds) {
  for (size_t i = 0; i < rounds; i++) {
    for (size_t c = 0; c < chains; c++) {
      blst_fp_mul(&x[c], &x[c], y);
    }
  }
}

void loop_fp_sqr(blst_fp *x, size_t chains, size_t rounds) {
  for (size_t i = 0; i < rounds; i++) {
    for (size_t c = 0; c < chains; c++) {
      blst_fp_sqr(&x[c], &x[c]);
    }
  }
}

void loop_fr_mul(blst_fr *x, const blst_fr *y, size_t chains, size_t rounds) {
  for (size_t i = 0; i < rounds; i++) {
    for (size_t c = 0; c < chains; c++) {
      blst_fr_mul(&x[c], &x[c], y);
    }
  }
}

// One pairing of the two points: Miller loop and final exponentiation.
void loop_pairing(blst_fp12 *result, const blst_p1_affine *p, const blst_p2_affine *q, size_t rounds) {
  for (size_t i = 0; i < rounds; i++) {
    blst_fp12 f;
    blst_miller_loop(&f, q, p);
    blst_final_exp(result, &f);
  }
}

// The lines of two points of G2, for loop_pairing_check_lines.
void loop_precompute_lines(blst_fp6 lines[2][68], const blst_p2_affine q[2]) {
  blst_precompute_lines(lines[0], &q[0]);
  blst_precompute_lines(lines[1], &q[1]);
}

// Whether e(p0, q0)·e(p1, q1) is 1; returns how many rounds found it so.
size_t loop_pairing_check(const blst_p1_affine p[2], const blst_p2_affine q[2], size_t rounds) {
  const blst_p1_affine *ps[2] = {&p[0], &p[1]};
  const blst_p2_affine *qs[2] = {&q[0], &q[1]};
  size_t ones = 0;
  for (size_t i = 0; i < rounds; i++) {
    blst_fp12 f;
    blst_miller_loop_n(&f, qs, ps, 2);
    blst_final_exp(&f, &f);
    ones += blst_fp12_is_one(&f);
  }
  return ones;
}

// The same with the lines of q0 and q1.
size_t loop_pairing_check_lines(const blst_p1_affine p[2], blst_fp6 lines[2][68], size_t rounds) {
  size_t ones = 0;
  for (size_t i = 0; i < rounds; i++) {
    blst_fp12 f, g;
    blst_miller_loop_lines(&f, lines[0], &p[0]);
    blst_miller_loop_lines(&g, lines[1], &p[1]);
    blst_fp12_mul(&f, &f, &g);
    blst_final_exp(&f, &f);
    ones += blst_fp12_is_one(&f);
  }
  return ones;
}
