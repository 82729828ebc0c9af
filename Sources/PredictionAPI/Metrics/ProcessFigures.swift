import Glibc

/// What the operating system says of this process; what it does not say is `nil`.
struct ProcessFigures: Equatable {
    var residentBytes: Int?
    var openDescriptors: Int?
    var cpuSeconds: Double

    /// Asks now. None of it needs more than `/proc/self`.
    static func current() -> ProcessFigures {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return ProcessFigures(
            residentBytes: residentBytes(), openDescriptors: openDescriptors(),
            cpuSeconds: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
    }

    /// - Parameter startSeconds: when the process began, since 1970.
    func write(to text: inout PrometheusText, startSeconds: Int) {
        text.single(
            "process_cpu_seconds_total", .counter, "Processor time that the process has used.", cpuSeconds)
        if let residentBytes {
            text.single(
                "process_resident_memory_bytes", .gauge, "Memory of the process that is in RAM.",
                Double(residentBytes))
        }
        if let openDescriptors {
            text.single("process_open_fds", .gauge, "Open file descriptors.", Double(openDescriptors))
        }
        text.single(
            "process_start_time_seconds", .gauge, "When the service began, in seconds since 1970.",
            Double(startSeconds))
    }

    /// The second number of proc(5)'s statm, in pages.
    private static func residentBytes() -> Int? {
        let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return nil }
        let numbers = String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ")
        guard numbers.count > 1, let pages = Int(numbers[1]) else { return nil }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }

    private static func openDescriptors() -> Int? {
        guard let directory = opendir("/proc/self/fd") else { return nil }
        defer { closedir(directory) }
        var count = 0
        while let entry = readdir(directory) {
            // The names are numbers, but for "." and "..".
            if entry.pointee.d_name.0 != CChar(UInt8(ascii: ".")) { count += 1 }
        }
        // The directory itself is open too.
        return count - 1
    }
}
