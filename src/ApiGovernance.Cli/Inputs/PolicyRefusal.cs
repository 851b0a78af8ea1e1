using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Cli.Inputs;

/// <summary>A policy has errors; every one is named, because a policy that was half applied must not look like a clean result.</summary>
internal sealed class PolicyRefusal(IReadOnlyList<Finding> findings) : CommandRefusal(
    ExitCodes.PolicyUnreadable,
    "A policy cannot be read:" + string.Concat(findings
        .Where(finding => finding.Severity == Severity.Error)
        .Select(finding => $"{Environment.NewLine}  {finding.Source} {finding.Message}{(finding.Fix is { } fix ? $" ({fix})" : "")}")),
    "Mend the policy; nothing was checked.");
