namespace ApiGovernance.Cli;

/// <summary>What a process ends with; scripts and CI depend on them. Listed in docs/reference/command-line.md.</summary>
public static class ExitCodes
{
    /// <summary>Everything was checked and nothing was found at or above the threshold.</summary>
    public const int Clean = 0;

    /// <summary>Findings at or above the threshold, or a verdict that blocks.</summary>
    public const int Findings = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A document cannot be read, so it was not checked.</summary>
    public const int DocumentUnreadable = 3;

    /// <summary>A policy or ruleset cannot be read, so not all of it was applied.</summary>
    public const int PolicyUnreadable = 4;

    /// <summary>The catalog (or the token endpoint) cannot be reached.</summary>
    public const int CatalogUnreachable = 5;

    /// <summary>`serve` or `demo` cannot start: a port in use, a folder that cannot be written, a corrupt store.</summary>
    public const int CannotStart = 6;

    /// <summary>The program met something that it was not written for; nothing was decided (<c>EX_SOFTWARE</c> of sysexits.h).</summary>
    public const int Defect = 70;

    /// <summary>Interrupted before it was done (128 and SIGINT).</summary>
    public const int Interrupted = 130;
}
