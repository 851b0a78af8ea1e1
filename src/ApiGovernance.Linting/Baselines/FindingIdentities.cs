using System.Globalization;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Baselines;

/// <summary>
/// Gives findings the identity that their fingerprints are made of, where the pointer alone does not do: items of arrays are named by
/// what they are (<c>/parameters/[query:limit]</c>) and not by where they stand, a file beside the root document is named, and of several
/// findings of a rule at one place each has its number.
/// </summary>
public static class FindingIdentities
{
    /// <param name="findings">Of one document, in their order.</param>
    public static IReadOnlyList<Finding> Assign(IReadOnlyList<Finding> findings, DocumentBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(bundle);
        if (findings.Count == 0)
            return findings;
        Dictionary<string, SourceDocument> documents = new(StringComparer.Ordinal);
        foreach (SourceDocument document in bundle.Documents.Values)
            documents.TryAdd(document.Path, document);
        ItemNames names = new();
        Dictionary<(FindingKind, string, string), int> seen = [];
        Finding[] named = [.. findings];
        for (int i = 0; i < named.Length; i++)
        {
            Finding finding = named[i];
            // Comparisons name their places themselves.
            if (finding.Identity is not null)
                continue;
            SourceDocument? document = finding.Source is { } source ? documents.GetValueOrDefault(source.File) : null;
            string place = document is null ? finding.Pointer : names.Canonical(document.Root, finding.Pointer);
            if (document is not null && document != bundle.Root)
                place = $"{Beside(bundle.Root, document)}#{place}";
            int occurrence = seen[(finding.Kind, finding.RuleId, place)] = seen.GetValueOrDefault((finding.Kind, finding.RuleId, place)) + 1;
            if (occurrence > 1)
                place = string.Create(CultureInfo.InvariantCulture, $"{place} ({occurrence})");
            if (place != finding.Pointer)
                named[i] = finding with { Identity = place };
        }

        return named;
    }

    /// <summary>The way from the root document to another file, so that it does not matter from which folder the tool was started.</summary>
    private static string Beside(SourceDocument root, SourceDocument document) =>
        Uri.TryCreate(root.Uri, UriKind.Absolute, out Uri? from) && Uri.TryCreate(document.Uri, UriKind.Absolute, out Uri? to)
            ? Uri.UnescapeDataString(from.MakeRelativeUri(to).ToString())
            : document.Uri;
}
