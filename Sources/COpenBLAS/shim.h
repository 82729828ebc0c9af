#pragma once
#include <cblas.h>

// LAPACK's solver of A·X = B for a symmetric positive definite A in double precision, which the same library holds.
// A and B are column-major; `info` is 0 where there is a solution, which then is in `b`.
void dposv_(const char *uplo, const blasint *n, const blasint *nrhs, double *a, const blasint *lda, double *b,
            const blasint *ldb, blasint *info);
