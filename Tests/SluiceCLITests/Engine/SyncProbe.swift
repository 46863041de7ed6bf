import Foundation
import TestSupport

#if os(Linux)
    /// A library that stands before the system's `fsync`: it notes what is synced, and fails for files that begin with a given text.
    struct SyncProbe {
        /// The C compiler of the toolchain or of the system.
        static let compiler = ["clang", "cc", "gcc"].lazy.compactMap { Program.installed($0)?.path }.first

        private static let source = #"""
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <errno.h>
            #include <fcntl.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #include <unistd.h>

            static int failures;

            int fsync(int descriptor) {
                char link[64], path[4096], begin[64];
                snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
                ssize_t length = readlink(link, path, sizeof path - 1);
                const char *log = getenv("SYNC_LOG"), *mark = getenv("SYNC_FAILS");
                int file = log && length > 0 ? open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
                if (file >= 0) {
                    path[length++] = '\n';
                    if (write(file, path, length) != length) abort();
                    close(file);
                }
                int content = mark ? open(link, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
                if (content >= 0) {
                    ssize_t count = read(content, begin, sizeof begin);
                    close(content);
                    int matches = count >= (ssize_t)strlen(mark) && !memcmp(begin, mark, strlen(mark));
                    if (matches && __sync_fetch_and_add(&failures, 1) < atoi(getenv("SYNC_TIMES"))) {
                        errno = atoi(getenv("SYNC_ERROR"));
                        return -1;
                    }
                }
                int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
                return real(descriptor);
            }
            """#

        private let log: URL
        let environment: [String: String]

        /// - Parameters:
        ///   - mark: How a file begins whose sync fails. `nil`: none fails.
        ///   - times: How many syncs fail before they work.
        init(in folder: TemporaryFolder, failing mark: String? = nil, with error: CInt = EIO, times: Int = 0) throws {
            log = folder / "synced-\(UUID().uuidString)"
            let library = folder / "probe.so"
            if !FileManager.default.fileExists(atPath: library.path) {
                let source = try folder.write(Self.source, to: "probe.c")
                let compiler = Process()
                compiler.executableURL = URL(filePath: Self.compiler ?? "cc")
                compiler.arguments = ["-shared", "-fPIC", "-o", library.path, source.path, "-ldl"]
                try compiler.run()
                compiler.waitUntilExit()
                guard compiler.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
            }
            var environment = ["LD_PRELOAD": library.path, "SYNC_LOG": log.path]
            if let mark {
                environment["SYNC_FAILS"] = mark
                environment["SYNC_ERROR"] = "\(error)"
                environment["SYNC_TIMES"] = "\(times)"
            }
            self.environment = environment
        }

        /// The paths that were synced, in order.
        func synced() throws -> [String] {
            try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map(String.init)
        }
    }
#endif
