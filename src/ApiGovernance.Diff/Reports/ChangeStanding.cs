using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Reports;

/// <summary>What a reader must know of a change first: the fact and what policy makes of it, as one word. Worst first.</summary>
public enum ChangeStanding
{
    /// <summary>Breaks a caller, and a message shows it.</summary>
    Breaking,

    /// <summary>Breaks a caller by rule; no message was found that shows it.</summary>
    BreakingByRule,

    /// <summary>Breaks nobody, but policy does not let it pass.</summary>
    Refused,

    /// <summary>Could not be compared or decided.</summary>
    Undecided,

    /// <summary>Breaks a caller, and policy lets it pass.</summary>
    Accepted,

    /// <summary>Breaks nobody who keeps to the contract, but is worth a look.</summary>
    Doubtful,

    Compatible,

    /// <summary>A waiver covers it.</summary>
    Waived,
}

public static class ChangeStandings
{
    public static ChangeStanding Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (finding.Suppression is not null)
            return ChangeStanding.Waived;
        // What could not be read was not compared, whatever it is.
        if (finding.Compatibility == ChangeCompatibility.Undecided || finding.Kind == FindingKind.Document)
            return ChangeStanding.Undecided;
        bool isError = finding.Severity == Severity.Error;
        return finding.Compatibility switch
        {
            ChangeCompatibility.BreakingProven => isError ? ChangeStanding.Breaking : ChangeStanding.Accepted,
            ChangeCompatibility.BreakingByRule => isError ? ChangeStanding.BreakingByRule : ChangeStanding.Accepted,
            _ when isError => ChangeStanding.Refused,
            _ => finding.Severity == Severity.Warning ? ChangeStanding.Doubtful : ChangeStanding.Compatible,
        };
    }

    /// <summary>The word before a change, e.g. <c>breaking by rule</c>.</summary>
    public static string Word(this ChangeStanding standing) => standing switch
    {
        ChangeStanding.Breaking => "breaking",
        ChangeStanding.BreakingByRule => "breaking by rule",
        ChangeStanding.Refused => "refused by policy",
        ChangeStanding.Undecided => "undecided",
        ChangeStanding.Accepted => "breaking, accepted",
        ChangeStanding.Doubtful => "worth a look",
        ChangeStanding.Compatible => "compatible",
        _ => "waived",
    };

    /// <summary>What `apigov breaking` tells: all that breaks, whether or not policy lets it pass, and all that nobody decided.</summary>
    public static bool Matters(this ChangeStanding standing) => standing <= ChangeStanding.Accepted;
}
