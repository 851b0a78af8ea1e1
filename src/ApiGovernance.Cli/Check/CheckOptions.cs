using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Management;
using ApiGovernance.Cli.Output;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Check;

/// <summary>The options of `apigov check`.</summary>
internal sealed class CheckOptions
{
    private const string Forms = "FILE, FOLDER, 'PATTERN', -, REVISION:PATH or catalog:API/VERSION";

    private readonly Argument<string[]> _contracts = DocumentInput.Argument<string[]>("contract", $"The contracts proposed: {Forms}", ArgumentArity.ZeroOrMore);
    private readonly Option<string?> _against = new("--against") { Description = "The contract in force: FILE, REVISION:PATH, catalog:API/VERSION, or catalog: for that of each contract in the live catalog" };
    private readonly Option<string?> _base = new("--base") { Description = "Judge what differs from this git revision, each contract against itself as it was there" };
    private readonly Option<string?> _api = new("--api") { Description = "The contract is that of API/VERSION [default: what an api.yaml in or above its folder says]" };
    private readonly Option<ApiStage> _stage = new("--stage") { Description = "Judge as for a version of this stage, not with the live catalog [default: what api.yaml says, else active]" };
    private readonly Option<string?> _comment = new("--comment-file") { Description = "Write the comment for the pull request (Markdown) to this file, whatever comes of the run" };
    private readonly Option<string?> _policies = PolicyFolder.Option();
    private readonly Option<string?> _folder = new("--catalog") { Description = "Folder of the catalog, for overlap with its APIs and its canonical entities [default: the one that a contract is in]" };
    private readonly Option<Uri> _catalog = CatalogConnection.Option();

    public ReportOptions Report { get; } = new(hasVerdict: true);

    public void AddTo(Command command)
    {
        // As api.yaml writes them.
        _stage.CompletionSources.Clear();
        _stage.CompletionSources.Add([.. Enum.GetValues<ApiStage>().Select(RecordWords.Word)]);
        command.Arguments.Add(_contracts);
        foreach (Option option in new Option[] { _against, _base, _api, _stage, _policies, _folder, _catalog, _comment })
            command.Options.Add(option);
        Report.AddTo(command);
        command.Validators.Add(result =>
        {
            string[] contracts = [.. result.GetResult(_contracts)?.Tokens.Select(token => token.Value) ?? []];
            string? against = result.GetResult(_against)?.Tokens is [var one] ? one.Value : null;
            if (contracts.Length == 0 && result.GetResult(_base) is null)
                result.AddError($"There is nothing to check. Give contracts ({Forms}), or --base with a git revision.");
            if (against is not null && against != DocumentInput.CatalogPrefix && result.GetResult(_base) is not null)
                result.AddError("--base names what each contract is compared with; beside it --against takes `catalog:` only.");
            if (result.GetResult(_api)?.Tokens is [var api] && Place(api.Value) is null)
                result.AddError($"'{api.Value}' names no version of an API. Write API/VERSION, e.g. order-intake/v2.");
        });
    }

    public CheckSettings Read(ParseResult parsed)
    {
        string? against = parsed.GetValue(_against);
        string[] contracts = parsed.GetValue(_contracts) ?? [];
        return new CheckSettings
        {
            Contracts = contracts.Length > 0 ? contracts : ["."],
            Against = against == DocumentInput.CatalogPrefix ? null : against,
            AgainstCatalog = against == DocumentInput.CatalogPrefix,
            Base = parsed.GetValue(_base),
            Api = parsed.GetValue(_api) is { } api ? Place(api) : null,
            Stage = parsed.GetResult(_stage) is { Implicit: false } ? parsed.GetValue(_stage) : null,
            Policies = parsed.GetValue(_policies),
            CatalogFolder = parsed.GetValue(_folder) is { } folder ? FolderOf(folder) : null,
            Catalog = parsed.GetValue(_catalog)!,
            CommentFile = parsed.GetValue(_comment),
            IsAdvisory = Report.IsAdvisory(parsed),
        };
    }

    /// <exception cref="CommandRefusal">There is none: nothing would be compared with it.</exception>
    private static string FolderOf(string folder) => Directory.Exists(folder) ? Path.GetFullPath(folder) : throw new CommandRefusal(
        ExitCodes.DocumentUnreadable, $"There is no folder {Path.GetFullPath(folder)}.", "Give the folder of the catalog, the one that has apis/ in it.");

    private static (string Api, string Version)? Place(string text) =>
        text.Split('/') is [{ Length: > 0 } api, { Length: > 0 } version] ? (api, version) : null;
}
