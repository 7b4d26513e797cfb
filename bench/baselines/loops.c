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
