using ApiGovernance.Cli.Check;
using ApiGovernance.Cli.Output;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Management.Apis;

/// <summary>The gate's verdict on a submitted contract, told as `check` tells it.</summary>
internal static class SubmittedVerdict
{
    /// <summary>A blocked contract is answered as a problem that holds the verdict; null for other problems.</summary>
    public static ContractVerdict? Of(CatalogProblem problem, string api, string version, string? stage) => problem.Evidence is not { } evidence
        ? null
        : new ContractVerdict(
            problem.Type.EndsWith("/contract-unreadable", StringComparison.Ordinal) ? "not-checked" : "blocked", api, version,
            stage is null ? ApiStage.Active : Enum.Parse<ApiStage>(stage, ignoreCase: true), problem.Detail ?? problem.Title, TimeProvider.System.GetUtcNow())
        {
            Findings = problem.Errors,
            Impact = problem.Impact ?? [],
            ImpactReport = problem.ImpactReport,
            Evidence = evidence,
        };

    public static int Write(CatalogCall call, ContractVerdict verdict, string file)
    {
        (IReadOnlyList<Finding> findings, IReadOnlyList<Finding> absent) = CheckedFindings.Of(verdict, file, null);
        CheckedContract contract = new(file, verdict) { Findings = findings, Absent = absent, Against = verdict.Evidence.BaselineHash is null ? null : $"catalog:{verdict.Api}/{verdict.Version}" };
        CheckResult result = new([contract], [], Notes(verdict));
        switch (call.Output.Form)
        {
            case RecordOutput.Json:
                call.Output.WriteJson(verdict);
                break;
            case RecordOutput.Markdown:
                TextOutput.Write(null, writer => CheckMarkdown.Write(result, isAdvisory: false, SourceLinks.OfEnvironment(), DateOnly.FromDateTime(verdict.At.UtcDateTime), writer));
                break;
            default:
                Report report = CheckReport.Of(result, failAt: null, isAdvisory: false);
                TextOutput.Write(null, writer => CheckText.Write(report, result, writer, TerminalOutput.HasColours, TerminalOutput.HasColours && TerminalOutput.HasLinks));
                break;
        }

        return verdict.Outcome switch
        {
            "pass" => ExitCodes.Clean,
            "not-checked" => ExitCodes.DocumentUnreadable,
            _ => ExitCodes.Findings,
        };
    }

    private static string[] Notes(ContractVerdict verdict)
    {
        string?[] notes =
        [
            verdict.ImpactReport?.Summary,
            verdict is { Applied: true, Revision: { } revision } ? $"In force as revision {revision} of {verdict.Api}/{verdict.Version}." : null,
            verdict.Approval is { IsGiven: false } approval
                ? $"It waits: {approval.Approvers.Count} of {approval.Required} approvals ({approval.Reason}). Reviewers: apigov api approve {verdict.Api}/{verdict.Version}"
                : null,
        ];
        return [.. notes.OfType<string>().Where(note => note.Length > 0)];
    }
}
