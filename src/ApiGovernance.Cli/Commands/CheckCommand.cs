using System.CommandLine;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Commands;

/// <summary>
/// `apigov check REVISION [--against BASE]`: the change gate's verdict. Against files it runs here; against the live catalog the catalog
/// runs the same code, because only it knows who would break.
/// </summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        Argument<string> revision = DocumentInput.Argument<string>("revision", "The contract proposed: FILE or REVISION:PATH", ArgumentArity.ExactlyOne);
        Option<string?> against = new("--against") { Description = "The contract in force: FILE, REVISION:PATH or catalog:API/VERSION" };
        Option<ApiStage> stage = new("--stage") { Description = "Judge as for a version of this stage (not with catalog:)", DefaultValueFactory = _ => ApiStage.Active };
        Option<string?> policies = PolicyFolder.Option();
        Option<Uri> catalog = CatalogConnection.Option();
        ReportOptions report = new();
        Command command = new("check", "The change gate's verdict on a contract") { revision, against, stage, policies, catalog };
        report.AddTo(command);
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(async () =>
        {
            string input = parsed.GetValue(revision)!;
            DocumentInput? baseline = parsed.GetValue(against) is { } text ? DocumentInput.Parse(text) : null;
            DocumentBundle bundle = await DocumentInput.Parse(input).LoadAsync(parsed.GetValue(catalog)!, stop);
            ContractVerdict verdict = baseline is CatalogInput live
                ? await AskCatalogAsync(live, bundle, parsed.GetValue(catalog)!, stop)
                : await JudgeAsync(bundle, baseline, parsed.GetValue(stage), PolicyFolder.Load(parsed.GetValue(policies)), parsed.GetValue(catalog)!, stop);
            IReadOnlyList<string> inputs = baseline is null ? [input] : [input, baseline.Text];
            return Write(parsed, report, inputs, verdict);
        }));
        return command;
    }

    private static async Task<ContractVerdict> JudgeAsync(
        DocumentBundle bundle, DocumentInput? baseline, ApiStage stage, PolicySet policies, Uri catalog, CancellationToken stop)
    {
        ApiContract? inForce = null;
        if (baseline is not null)
        {
            ContractReadResult read = ContractReader.Read(await baseline.LoadAsync(catalog, stop));
            inForce = read.Contract ?? throw new CommandRefusal(
                ExitCodes.DocumentUnreadable, $"{baseline.Text} is no contract that can be read: {read.Findings[0].Source} {read.Findings[0].Message}", "Give the contract in force.");
        }

        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Verdict verdict = GovernanceGate.Judge(new GateInput
        {
            Stage = stage,
            Baseline = inForce,
            Revision = bundle,
            Policies = policies,
            Today = DateOnly.FromDateTime(now.UtcDateTime),
        });
        return verdict.ToContractVerdict("", "", stage, now);
    }

    private static async Task<ContractVerdict> AskCatalogAsync(CatalogInput live, DocumentBundle bundle, Uri catalog, CancellationToken stop)
    {
        using HttpClient http = CatalogConnection.Open(catalog);
        // As written when it is one file, so that the findings' lines are the file's; else as one document.
        ReadOnlyMemory<byte> document = bundle.Documents.Count == 1 ? bundle.Root.Bytes : bundle.ToSingleDocument();
        ContractVerdict verdict = CatalogConnection.Value(
            await CatalogConnection.ReachAsync(() => new CatalogClient(http).CheckAsync(live.Api, live.Version, document, bundle.Root.Path, stop)), catalog);
        // A misspelt version must not switch the comparison off.
        return verdict.Evidence.BaselineHash is not null ? verdict : throw new CommandRefusal(
            ExitCodes.DocumentUnreadable,
            $"The catalog has no contract in force for {live.Api}/{live.Version}, so nothing was compared.",
            $"See {new Uri(catalog, "api/v1/apis")} for the versions there are; check a new one without --against.");
    }

    private static int Write(ParseResult parsed, ReportOptions report, IReadOnlyList<string> inputs, ContractVerdict verdict)
    {
        IReadOnlyList<Finding> findings = [.. verdict.Findings.Select(finding => finding.ToFinding())];
        int exitCode = report.Write(parsed, "check", inputs, findings);
        Console.Error.WriteLine(verdict.Summary);
        foreach (ConsumerImpact impact in verdict.Impact)
            Console.Error.WriteLine($"  breaks {impact.Consumer}: {impact.Operation}, {impact.Calls} calls, last {impact.LastCall:u}");
        return verdict.Outcome switch
        {
            "pass" => exitCode,
            "blocked" => ExitCodes.Findings,
            _ => ExitCodes.DocumentUnreadable,
        };
    }
}
