import ArgumentParser

extension ExitCode {
    /// Some files failed; the others are done.
    static let someFailed = ExitCode(1)
    /// The command line makes no sense (EX_USAGE).
    static let usage = ExitCode(64)
    /// Not one input could be used (EX_DATAERR).
    static let allRefused = ExitCode(65)
    /// The service was not reached (EX_UNAVAILABLE).
    static let unreachable = ExitCode(69)
    /// Results could not be written: the disk is full, read-only, or fails (EX_IOERR).
    static let unwritable = ExitCode(74)
    /// Quota or budget ended the run; the same command goes on later (EX_TEMPFAIL).
    static let comeBack = ExitCode(75)
    /// The service refuses the key (EX_NOPERM).
    static let keyRefused = ExitCode(77)
    /// The pipeline file is wrong (EX_CONFIG).
    static let wrongRecipe = ExitCode(78)
    /// By Ctrl-C or SIGTERM.
    static let interrupted = ExitCode(130)
}
