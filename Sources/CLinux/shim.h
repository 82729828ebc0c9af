#pragma once

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/sched.h>
#include <malloc.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/// Whether this processor runs code that was compiled for x86-64-v3 (AVX2, FMA, BMI2).
static inline int adcast_processor_is_supported(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
#else
    return 1;
#endif
}

/// Lets threads share so many heaps. Otherwise each has one of its own, up to eight a processor, and every one of them
/// keeps what its largest piece of work took.
static inline int adcast_limit_heaps(int count) {
#if defined(M_ARENA_MAX)
    return mallopt(M_ARENA_MAX, count) == 1 ? 0 : -1;
#else
    return -1;
#endif
}

/// A stream socket of an address family, non-blocking and closed on exec.
static inline int adcast_stream_socket(int family, int protocol) {
    return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol);
}

/// Declared here because defining _GNU_SOURCE for it would change the types that other modules share with this one.
int accept4(int listener, struct sockaddr *address, socklen_t *length, int flags);

/// The next connection of a listening socket, non-blocking and closed on exec.
static inline int adcast_accept(int listener) {
    return accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

/// Sends up to two buffers in one call. A peer that has gone is an error (EPIPE), never a signal.
static inline ssize_t adcast_send(
    int socket, const void *first, size_t first_count, const void *second, size_t second_count) {
    struct iovec parts[2] = {{(void *)first, first_count}, {(void *)second, second_count}};
    struct msghdr message = {0};
    message.msg_iov = parts;
    message.msg_iovlen = second_count > 0 ? 2 : 1;
    return sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/// An instance of epoll(7), closed on exec.
static inline int adcast_epoll_create(void) {
    return epoll_create1(EPOLL_CLOEXEC);
}

/// Adds a descriptor to an epoll instance, changes what it is watched for, or takes it out (EPOLL_CTL_ADD, _MOD, _DEL).
static inline int adcast_epoll_change(
    int epoll, int operation, int descriptor, int is_reading, int is_writing, uint64_t token) {
    struct epoll_event event = {0};
    event.events = (is_reading ? EPOLLIN : 0) | (is_writing ? EPOLLOUT : 0);
    event.data.u64 = token;
    return epoll_ctl(epoll, operation, descriptor, &event);
}

/// Whether a report says that reading will not block; an error or the peer's end is found by reading.
static inline int adcast_epoll_is_readable(const struct epoll_event *event) {
    return (event->events & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0;
}

/// Whether a report says that writing will not block; an error is found by writing.
static inline int adcast_epoll_is_writable(const struct epoll_event *event) {
    return (event->events & (EPOLLOUT | EPOLLERR | EPOLLHUP)) != 0;
}

static inline uint64_t adcast_epoll_token(const struct epoll_event *event) {
    return event->data.u64;
}

/// A counter (eventfd(2)) that a thread can be woken with, non-blocking and closed on exec.
static inline int adcast_wake_descriptor(void) {
    return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}

/// A file that is only in memory (memfd_create(2)), closed on exec.
static inline int adcast_memory_file(const char *name) {
    const unsigned close_on_exec = 1;
    return (int)syscall(SYS_memfd_create, name, close_on_exec);
}

/// A descriptor that holds a place in the process's table and does nothing else.
static inline int adcast_reserve_descriptor(void) {
    return open("/dev/null", O_RDONLY | O_CLOEXEC);
}

/// Lets the kernel kill this process when the thread that started it ends. Kept with the calling thread.
static inline int adcast_die_with_parent(void) {
    return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

/// Names the calling thread, and the process if it is its first, in at most 15 bytes.
static inline int adcast_name_thread(const char *name) {
    return prctl(PR_SET_NAME, name, 0, 0, 0);
}

/// Gives a thread a niceness; Linux keeps one for each thread.
static inline int adcast_lower_processor_priority(pid_t thread, int niceness) {
    return setpriority(PRIO_PROCESS, (id_t)thread, niceness);
}

/// Lets a thread run when nobody else wants a processor (SCHED_IDLE, sched(7)). Linux keeps this for each thread, too.
static inline long adcast_run_when_idle(pid_t thread) {
    const struct { int priority; } parameters = {0};
    return syscall(SYS_sched_setscheduler, thread, SCHED_IDLE, &parameters);
}

/// Lets a thread use the disk when nobody else wants it: ioprio_set (IOPRIO_WHO_PROCESS, IOPRIO_CLASS_IDLE).
static inline long adcast_lower_disk_priority(pid_t thread) {
    return syscall(SYS_ioprio_set, 1, thread, 3 << 13);
}

/// Takes the right to raise priorities from this thread and from those that it will start (CAP_SYS_NICE, which root has):
/// the dispatch library gives its worker threads priorities of its own where it may.
static inline int adcast_forgo_raising_priorities(void) {
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3];
    if (syscall(SYS_capget, &header, sets) != 0) return -1;
    const unsigned kept = ~(1u << CAP_SYS_NICE);
    sets[0].effective &= kept;
    sets[0].permitted &= kept;
    sets[0].inheritable &= kept;
    return (int)syscall(SYS_capset, &header, sets);
}
