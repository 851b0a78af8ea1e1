namespace ApiGovernance.Cli.Hosting;

/// <summary>Why a process did not start: for the person at the terminal, with what to do about it.</summary>
/// <param name="ExitCode">One of <see cref="ExitCodes"/>.</param>
internal sealed class StartupRefusal(int exitCode, string problem, string fix) : Exception(problem)
{
    public int ExitCode { get; } = exitCode;

    public string Fix { get; } = fix;
}
