#pragma once
#include <errno.h>

/// Whether this processor runs code that was compiled for x86-64-v3 (AVX2, FMA, BMI2).
static inline int adcast_processor_is_supported(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
#else
    return 1;
#endif
}
