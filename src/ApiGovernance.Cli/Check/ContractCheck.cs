using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Lint;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Check;

/// <summary>What became of one document: a verdict, or the reason why there is none to give.</summary>
/// <param name="Checked">Null where nothing was to be judged.</param>
internal sealed record ContractOutcome(CheckedContract? Checked)
{
    /// <summary>The base has it as it is.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>A folder or a pattern brought it in, and it is no contract.</summary>
    public bool IsOther { get; init; }

    public string? Note { get; init; }

    /// <summary>Where the base has it, when that is elsewhere.</summary>
    public string? MovedFrom { get; init; }
}

/// <summary>Reads one document, finds what it is to be compared with, and asks a gate. Safe for many threads.</summary>
/// <param name="moved">Contracts of the base that are elsewhere now, by title.</param>
internal sealed class ContractCheck(CheckSettings settings, LocalGate gate, CatalogGate live, GitRevision? revision, IReadOnlyDictionary<string, RemovedContract> moved)
{
    public async Task<ContractOutcome> RunAsync(LintInput input, CancellationToken stop)
    {
        DocumentBundle bundle;
        try
        {
            if (input is DiskInput { IsFound: true } file && !DocumentLint.MayDescribe(file.File))
                return new ContractOutcome(null) { IsOther = true };
            bundle = await input.LoadAsync(settings.Catalog, stop);
        }
        catch (CommandRefusal refusal) when (refusal.ExitCode == ExitCodes.DocumentUnreadable)
        {
            // One that is not there must not hide what the others have.
            return NotChecked(input, null, refusal.Message, Problem(input, "document-missing", refusal.Message, refusal.Fix));
        }

        if (input.IsFound && bundle.Root.IsReadable && !IsContract(bundle.Root.Root))
        {
            return new ContractOutcome(null)
            {
                IsOther = true,
                Note = bundle.Root.Root["asyncapi"] is null ? null : $"{input.Name} is an AsyncAPI document, which the gate does not judge; `apigov lint` and `apigov diff` do.",
            };
        }

        DocumentBundle? old = revision is not null && input is DiskInput disk ? revision.Load(disk.File, disk.BundleFolder) : null;
        if (old is not null && GitRevision.AreSame(old, bundle))
            return new ContractOutcome(null) { IsUnchanged = true };
        (CatalogPlace? place, string? problem) = PlaceOf(input);
        string? note = problem is not null ? $"{problem} So {input.Name} was judged as a contract in stage active."
            : revision is not null && input is DiskInput outside && !revision.Covers(outside.File) ? $"{input.Name} is outside of the repository, so {settings.Base} has nothing to compare it with."
            : null;
        if (settings.AgainstCatalog || settings.Against?.StartsWith(DocumentInput.CatalogPrefix, StringComparison.Ordinal) == true)
            return await AskAsync(input, bundle, place, problem, stop);
        string? against = settings.Against;
        RemovedContract? was = old is null && revision is not null && Title(bundle) is { } title ? moved.GetValueOrDefault(title) : null;
        // Another version of the API is no file that was moved.
        if (was is not null && (was.Place is null || place is null || (was.Place.Api, was.Place.Version) == (place.Api, place.Version)))
            (old, note) = (was.Bundle, $"{input.Name} was {was.File}. {note}".TrimEnd());
        else
            was = null;

        try
        {
            if (against is not null)
                old = await DocumentInput.Parse(against).LoadAsync(settings.Catalog, stop);
        }
        catch (CommandRefusal refusal) when (refusal.ExitCode == ExitCodes.DocumentUnreadable)
        {
            return NotChecked(input, place, $"the contract in force cannot be read: {refusal.Message}", Problem(input, "base-unreadable", refusal.Message, refusal.Fix));
        }

        return Judge(input, bundle, old, place, old is null ? null : against ?? settings.Base) with { Note = note, MovedFrom = was?.File };
    }

    /// <summary>What a descriptor says that a file is; null when none does, or it cannot be read.</summary>
    public static CatalogPlace? DescribedPlace(string file) => CatalogPlace.Find(file, FileBytes).Place;

    public static bool IsContract(DocumentNode root) => root["openapi"] is not null || root["swagger"] is not null;

    private ContractOutcome Judge(LintInput input, DocumentBundle bundle, DocumentBundle? old, CatalogPlace? place, string? against)
    {
        ApiStage stage = settings.Stage ?? place?.Stage ?? ApiStage.Active;
        ApiContract? inForce = null;
        if (old is not null)
        {
            ContractReadResult read = ContractReader.Read(old);
            if (read.Contract is null)
            {
                Finding first = read.Findings.FirstOrDefault(finding => finding.Severity == Severity.Error) ?? read.Findings[0];
                string reason = $"{against} is no contract that can be read: {first.Source} {first.Message}";
                return NotChecked(input, place, reason, Problem(input, "base-unreadable", reason, "Give the contract in force."));
            }

            inForce = read.Contract;
        }

        ContractVerdict verdict = gate.Judge(bundle, inForce, place, stage);
        (IReadOnlyList<Finding> findings, IReadOnlyList<Finding> absent) = CheckedFindings.Of(verdict, input.Name, old is null ? null : gate.FindingsOf(old, place, stage));
        return new ContractOutcome(new CheckedContract(input.Name, verdict)
        {
            Title = Title(bundle),
            Place = place,
            Against = against,
            Findings = findings,
            Absent = absent,
            Rules = gate.RulesFor(bundle),
        });
    }

    private async Task<ContractOutcome> AskAsync(LintInput input, DocumentBundle bundle, CatalogPlace? place, string? problem, CancellationToken stop)
    {
        CatalogPlace? named = settings.Against is { } against && DocumentInput.Parse(against) is CatalogInput said ? new CatalogPlace(said.Api, said.Version) : null;
        CatalogPlace asked = named ?? place ?? throw new CommandRefusal(
            ExitCodes.DocumentUnreadable,
            problem ?? $"No api.yaml in or above its folder says which version of which API {input.Name} is.",
            "Name it with --against catalog:API/VERSION or --api API/VERSION, or check contracts in a catalog folder (apis/API/api.yaml).");
        if (asked.Stage == ApiStage.Retired)
            return new ContractOutcome(null) { Note = $"{input.Name} is {asked}, which is retired: the catalog does not judge it." };
        ContractVerdict? verdict = named is not null || settings.Api is not null
            ? await live.AskNamedAsync(asked, bundle, stop)
            : await live.AskAsync(asked, bundle, stop);
        // Its descriptor is in the same folder: both are new, and the catalog has nothing to compare with.
        if (verdict is null)
            return Judge(input, bundle, null, asked, null) with { Note = $"The catalog has no API {asked.Api} yet, so {input.Name} was judged here, by the policies of this folder." };
        verdict = CatalogGate.Placed(verdict, input.Name);
        IReadOnlyList<Finding>? inForce = verdict.Evidence.BaselineHash is null ? null : await live.FindingsInForceAsync(asked, bundle.Root.Path, stop);
        (IReadOnlyList<Finding> findings, IReadOnlyList<Finding> absent) = CheckedFindings.Of(verdict, input.Name, inForce);
        return new ContractOutcome(new CheckedContract(input.Name, verdict)
        {
            Title = Title(bundle),
            Place = asked,
            Against = verdict.Evidence.BaselineHash is null ? null : $"catalog:{asked}",
            Findings = findings,
            Absent = absent,
        });
    }

    private (CatalogPlace? Place, string? Problem) PlaceOf(LintInput input)
    {
        (CatalogPlace? place, string? problem) = input is DiskInput disk ? CatalogPlace.Find(disk.File, FileBytes) : (null, null);
        return settings.Api is not ({ } api, { } version) || place is not null && (place.Api, place.Version) == (api, version) ? (place, problem) : (new CatalogPlace(api, version), null);
    }

    private ContractOutcome NotChecked(LintInput input, CatalogPlace? place, string reason, Finding problem)
    {
        ContractVerdict verdict = gate.NotChecked(reason, place, settings.Stage ?? place?.Stage ?? ApiStage.Active, problem);
        return new ContractOutcome(new CheckedContract(input.Name, verdict) { Place = place, Findings = CheckedFindings.Of(verdict, input.Name, null).Findings });
    }

    private static byte[]? FileBytes(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{path} cannot be read: {error.Message}", "Check the file's permissions.");
        }
    }

    private static string? Title(DocumentBundle bundle) => bundle.Root.Root["info"]?["title"]?.AsString is { Length: > 0 } title ? title : null;

    private static Finding Problem(LintInput input, string rule, string message, string fix) => new()
    {
        Kind = FindingKind.Document,
        RuleId = rule,
        Severity = Severity.Error,
        Message = message,
        Fix = fix,
        Source = new SourceSpan(input.Name, 1, 1, 1, 1),
    };
}
