using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;
using ApiGovernance.Diff;
using ApiGovernance.Diff.Reports;
using ApiGovernance.Diff.Sets;

namespace ApiGovernance.Cli.Comparisons;

/// <summary>BASE and REVISION, for every command that compares: what they name is read, compared and told in one shape.</summary>
internal sealed class ComparisonInputs
{
    private const string Forms = "FILE, FOLDER, 'PATTERN', -, REVISION:PATH or catalog:API/VERSION";

    private readonly Argument<string?> _base = DocumentInput.Argument<string?>("base", Forms, ArgumentArity.ZeroOrOne);
    private readonly Argument<string?> _revision = DocumentInput.Argument<string?>("revision", Forms, ArgumentArity.ZeroOrOne);
    private readonly Option<Uri> _catalog = CatalogConnection.Option();
    private readonly Option<string?> _policies = PolicyFolder.Option();
    private readonly Option<string?> _profile = ProfileOption.Create();
    private readonly Option<string?> _view = DocumentComparison.ViewOption();

    public void AddTo(Command command)
    {
        command.Arguments.Add(_base);
        command.Arguments.Add(_revision);
        command.Options.Add(_policies);
        command.Options.Add(_profile);
        command.Options.Add(_view);
        command.Options.Add(_catalog);
    }

    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_base) is not null;

    public DiffPolicy Policy(ParseResult parsed) => DiffPolicy.Load(parsed.GetValue(_policies), parsed.GetValue(_profile));

    /// <exception cref="CommandRefusal">One of them cannot be read.</exception>
    public async Task<Comparison> RunAsync(ParseResult parsed, string title, CancellationToken stop)
    {
        if (parsed.GetValue(_base) is not { } before || parsed.GetValue(_revision) is not { } after)
            throw new CommandRefusal(ExitCodes.Usage, "There is nothing to compare.", $"Give BASE and REVISION, each as {Forms}.");
        if (before == StandardInput.Sign && after == StandardInput.Sign)
            throw new CommandRefusal(ExitCodes.Usage, "Both sides are standard input.", "Give - for one of them.");
        DiffPolicy policy = Policy(parsed);
        DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        DiffOptions options = new() { Today = today, EventView = DocumentComparison.View(parsed.GetValue(_view)) };
        DiffReport report = new() { Title = title, Base = before, Revision = after, Contracts = [], ToolVersion = ReportOptions.ToolVersion };
        using DocumentSet? old = await DocumentSet.OpenAsync(before, stop);
        using DocumentSet? now = await DocumentSet.OpenAsync(after, stop);
        if (old is not null && now is not null)
        {
            SetResult result = SetDiff.Compare(old.Documents, now.Documents, policy.Compatibility, options);
            report = report with { Notes = [.. result.Moves, .. result.Others] };
            return new Comparison(report with { Contracts = [.. result.Contracts.Select(Waived)] }, result.IsIncomplete);
        }

        if (old is not null || now is not null)
        {
            throw new CommandRefusal(
                ExitCodes.Usage, $"{(old is null ? after : before)} is a set of documents and {(old is null ? before : after)} is not.", "Give two documents, or two folders or patterns.");
        }

        ComparedContract compared = await DocumentComparison.RunAsync(before, after, parsed.GetValue(_catalog)!, policy.Compatibility, options, stop);
        return new Comparison(report with { Contracts = [Waived(compared)] }, IsIncomplete: false);

        ComparedContract Waived(ComparedContract contract) => contract with { Result = policy.Waive(contract.Result, today) };
    }
}
