using System.Collections.Concurrent;
using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Check;

/// <summary>
/// The other APIs as registration would compare a contract with them, out of files: those of the catalog's folder, and those that are
/// given beside it. Read when the first contract is judged. Safe for many threads.
/// </summary>
/// <param name="given">The documents of the run.</param>
internal sealed class FileEstate(CanonicalFolder canonical, Lazy<IReadOnlyList<OtherContract>> given)
{
    private const int MostNamed = 3;

    private readonly ConcurrentDictionary<string, Lazy<Estate>> _estates = new(StringComparer.Ordinal);

    /// <param name="catalog">The catalog's folder; null for none.</param>
    /// <param name="api">The API that is judged; null when no descriptor names it.</param>
    /// <param name="title">By which it is then found among them: it does not overlap with itself.</param>
    /// <returns>Null when no other API is known.</returns>
    public OverlapInput? Of(string? catalog, string? api, string? title)
    {
        Estate estate = _estates.GetOrAdd(catalog ?? "", folder => new Lazy<Estate>(() => Read(folder.Length == 0 ? null : folder))).Value;
        string? name = api ?? (title is null ? null : estate.ByTitle.GetValueOrDefault(title));
        return estate.Input is null ? null : estate.Input with
        {
            Name = name,
            // Another version of the API is no other API.
            Missing = Missing([.. estate.Unreadable.Where(one => one.Api is null || one.Api != name).Select(one => one.File)]),
        };
    }

    private Estate Read(string? catalog)
    {
        // The one that is judged is no other API.
        if (catalog is null && given.Value.Count < 2)
            return Estate.None;
        (IReadOnlyList<OtherContract> registered, IReadOnlyList<string> unreadable) = catalog is null ? ([], []) : OtherContract.OfFolder(catalog);
        HashSet<string> known = [.. registered.Select(contract => Path.GetFullPath(contract.File))];
        OtherContract[] all = [.. registered, .. given.Value.Where(contract => !known.Contains(Path.GetFullPath(contract.File)) && contract.Place?.Stage != ApiStage.Retired)];
        EntityVocabulary vocabulary = canonical.WordsOf(catalog);
        OverlapIndex index = new();
        ConcurrentBag<(string Api, string Title)> titles = [];
        ConcurrentBag<(string? Api, string File)> failed = [.. unreadable.Select(file => ((string?)null, file))];
        // The described ones first: what only its title names may be one of them as it is to be.
        foreach (IGrouping<bool, OtherContract> contracts in all.GroupBy(contract => contract.Place is null).OrderBy(group => group.Key))
            Parallel.ForEach(contracts, Add);
        // The one that is judged is no other API.
        if (catalog is null && titles.Select(one => one.Api).Distinct(StringComparer.Ordinal).Count() < 2)
            return Estate.None;
        return new Estate(
            new OverlapInput(index, vocabulary, Owners(all), catalog is null ? [] : Decisions(catalog)),
            titles.Distinct().GroupBy(one => one.Title, StringComparer.Ordinal).Where(same => same.Count() == 1).ToDictionary(same => same.Key, same => same.Single().Api, StringComparer.Ordinal),
            [.. failed.OrderBy(one => one.File, StringComparer.Ordinal)]);

        void Add(OtherContract contract)
        {
            if (contract.Read() is { } read)
            {
                string api = contract.Place?.Api ?? read.Title;
                if (contract.Place is null && titles.Any(known => known.Title == read.Title && known.Api != api))
                    return;
                titles.Add((api, read.Title));
                index.Set(ApiFootprint.Of(api, contract.Place?.Version ?? read.Version, read, vocabulary, contract.Place?.Descriptor?.Spec.Entity));
            }
            else if (contract.Place is not null)
            {
                // Others that were given are no contracts, or are told where they are judged.
                failed.Add((contract.Place.Api, contract.File));
            }
        }
    }

    private static Dictionary<string, string> Owners(IEnumerable<OtherContract> contracts) => contracts
        .Select(contract => contract.Place).OfType<CatalogPlace>().Where(place => place.Owner is not null).DistinctBy(place => place.Api, StringComparer.Ordinal)
        .ToDictionary(place => place.Api, place => place.Owner!, StringComparer.Ordinal);

    private static IReadOnlyList<OverlapDecision> Decisions(string catalog)
    {
        (string File, OverlapDecisionDescriptor? Descriptor, IReadOnlyList<OpenApi.Findings.Finding> Problems)[] read = [.. CatalogDescriptors.Of<OverlapDecisionDescriptor>(Path.Combine(catalog, "overlaps"))];
        return read.FirstOrDefault(one => one.Descriptor is null) is { File: { } file, Problems: var problems }
            ? throw new CommandRefusal(
                ExitCodes.PolicyUnreadable, $"{(problems.Count > 0 ? problems[0].Source?.ToString() : null) ?? file} {(problems.Count > 0 ? problems[0].Message : "The file holds no decision about an overlap.")}", $"Mend it; `apigov catalog validate {catalog}` tells all that is wrong.")
            : [.. read.Select(one => OverlapDecision.Of(one.Descriptor!)).OfType<OverlapDecision>()];
    }

    private static string? Missing(string[] files) => files.Length switch
    {
        0 => null,
        <= MostNamed => $"{string.Join(", ", files)} cannot be read, so nothing was compared with it.",
        _ => $"{string.Join(", ", files.Take(MostNamed))} and {files.Length - MostNamed} more cannot be read, so nothing was compared with them.",
    };

    /// <param name="Input">Null when there is no other API.</param>
    /// <param name="ByTitle">APIs whose title no other has.</param>
    /// <param name="Unreadable">Which API they are of, where that is known.</param>
    private sealed record Estate(OverlapInput? Input, IReadOnlyDictionary<string, string> ByTitle, IReadOnlyList<(string? Api, string File)> Unreadable)
    {
        public static Estate None { get; } = new(null, new Dictionary<string, string>(), []);
    }
}
