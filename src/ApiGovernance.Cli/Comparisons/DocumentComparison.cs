using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Diff;
using ApiGovernance.Diff.Reports;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Cli.Comparisons;

/// <summary>Two documents of any kind that can be compared: OpenAPI, AsyncAPI, or the schema of an event.</summary>
internal static class DocumentComparison
{
    private static readonly string[] Views = ["consumers", "producers", "both"];

    /// <summary>Whose programs a change of an event must not break.</summary>
    public static Option<string?> ViewOption()
    {
        Option<string?> option = new("--view") { Description = "For events: consumers (default for a schema), producers or both; AsyncAPI says itself who sends" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !Views.Contains(token.Value, StringComparer.Ordinal))
                result.AddError($"'{token.Value}' is none of {string.Join(", ", Views)}.");
        });
        return option;
    }

    public static EventView? View(string? name) => name switch
    {
        "consumers" => EventView.Consumers,
        "producers" => EventView.Producers,
        "both" => EventView.Both,
        _ => null,
    };

    /// <exception cref="CommandRefusal">One of them cannot be read, or they are not of one kind.</exception>
    public static async Task<ComparedContract> RunAsync(string before, string after, Uri catalog, CompatibilityPolicy policy, DiffOptions options, CancellationToken stop)
    {
        DocumentBundle old = await DocumentInput.Parse(before).LoadAsync(catalog, stop), now = await DocumentInput.Parse(after).LoadAsync(catalog, stop);
        // A text that cannot be read has no kind; which of the two it is matters more than that they differ.
        Refuse(before, old);
        Refuse(after, now);
        DocumentDiffResult compared = DocumentDiff.Compare(old, now, policy, options);
        if (compared.Result is not { } result)
            throw Refusal(compared, before, after, old);
        return new ComparedContract
        {
            Name = Text(now, "title") ?? Text(old, "title") ?? after,
            VersionBefore = Text(old, "version"),
            VersionAfter = Text(now, "version"),
            Result = result,
        };
    }

    private static void Refuse(string input, DocumentBundle bundle)
    {
        if (!bundle.Root.IsReadable && bundle.Root.Findings.FirstOrDefault(finding => finding.Severity == Severity.Error) is { } error)
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{input} is no contract that can be read: {error.Source} {error.Message}", error.Fix ?? "Give an OpenAPI or AsyncAPI document, or a JSON Schema.");
    }

    private static CommandRefusal Refusal(DocumentDiffResult compared, string before, string after, DocumentBundle old)
    {
        // What ends the reading is told before other errors of the bundle.
        Finding first = compared.Refusals.FirstOrDefault(Ends) ?? compared.Refusals[0];
        bool isBase = first.Source is { } place && old.Documents.Values.Any(document => document.Path == place.File);
        return new CommandRefusal(
            ExitCodes.DocumentUnreadable, $"{(isBase ? before : after)} is no contract that can be read: {first.Source} {first.Message}", first.Fix ?? "Give an OpenAPI or AsyncAPI document, or a JSON Schema.");
    }

    private static bool Ends(Finding finding) =>
        finding.RuleId.StartsWith("contract-", StringComparison.Ordinal) && DocumentFindingCatalog.Find(finding.RuleId) is { IsFatal: true };

    private static string? Text(DocumentBundle bundle, string name) =>
        (bundle.Root.Root["info"]?[name] ?? (name == "title" ? bundle.Root.Root[name] : null))?.Text is { Length: > 0 } text ? text : null;
}
