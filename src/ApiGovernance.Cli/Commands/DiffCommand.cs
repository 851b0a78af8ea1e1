using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;
using ApiGovernance.Diff;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov diff BASE REVISION`: what changed between two contracts, and what of it breaks a caller.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        Argument<string> baseline = DocumentInput.Argument<string>("base", "FILE, REVISION:PATH or catalog:API/VERSION", ArgumentArity.ExactlyOne);
        Argument<string> revision = DocumentInput.Argument<string>("revision", "FILE, REVISION:PATH or catalog:API/VERSION", ArgumentArity.ExactlyOne);
        Option<string?> policies = PolicyFolder.Option();
        Option<Uri> catalog = CatalogConnection.Option();
        ReportOptions report = new();
        Command command = new("diff", "Compare two versions of a contract") { baseline, revision, policies, catalog };
        report.AddTo(command);
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(async () =>
        {
            string[] inputs = [parsed.GetValue(baseline)!, parsed.GetValue(revision)!];
            CompatibilityPolicy policy = PolicyFolder.Load(parsed.GetValue(policies)).Compatibility;
            ApiContract before = await ReadAsync(inputs[0], parsed.GetValue(catalog)!, stop);
            ApiContract after = await ReadAsync(inputs[1], parsed.GetValue(catalog)!, stop);
            DiffResult result = ContractDiff.Compare(before, after, policy);
            // A part that could not be read was not compared either.
            Finding[] unread = [.. before.Findings.Concat(after.Findings).Where(finding => finding.Severity == Severity.Error)];
            bool undecided = unread.Length > 0 && result.Verdict == DiffVerdict.Compatible;
            DiffVerdict verdict = undecided ? DiffVerdict.Undecided : result.Verdict;
            VersionBump step = undecided && policy.UndecidedBreaks ? VersionBump.Major : result.RequiredBump;
            int exitCode = report.Write(parsed, "diff", inputs, [.. unread, .. result.Findings, .. result.NotCompared]);
            Console.Error.WriteLine($"verdict: {verdict.ToString().ToLowerInvariant()}; least version step: {step.ToString().ToLowerInvariant()}");
            // What could not be compared is part of the verdict: never clean.
            return exitCode == ExitCodes.Clean && verdict != DiffVerdict.Compatible ? ExitCodes.Findings : exitCode;
        }));
        return command;
    }

    private static async Task<ApiContract> ReadAsync(string input, Uri catalog, CancellationToken stop)
    {
        DocumentBundle bundle = await DocumentInput.Parse(input).LoadAsync(catalog, stop);
        ContractReadResult read = ContractReader.Read(bundle);
        if (read.Contract is { } contract)
            return contract;
        // The reason is what ends the reading; other errors of the bundle may come before it.
        Finding[] errors = [.. (bundle.Root.IsReadable ? read.Findings : bundle.Root.Findings).Where(finding => finding.Severity == Severity.Error)];
        Finding? first = errors.FirstOrDefault(Ends) ?? errors.FirstOrDefault();
        throw new CommandRefusal(
            ExitCodes.DocumentUnreadable, $"{input} is no contract that can be read: {first?.Source} {first?.Message}", first?.Fix ?? "Give an OpenAPI 2.0, 3.0, 3.1 or 3.2 document.");
    }

    private static bool Ends(Finding finding) =>
        finding.RuleId.StartsWith("contract-", StringComparison.Ordinal) && DocumentFindingCatalog.Find(finding.RuleId) is { IsFatal: true };
}
