using System.Globalization;
using System.Text;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Http;

/// <summary>What changed with a revision, as Markdown for people.</summary>
internal static class ChangelogText
{
    public static string Of(ContractRevision revision, string api, string version, IReadOnlyList<CatalogFinding> changes)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# {Escape(api)} {Escape(version)}: {Escape(revision.ContractVersion)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Revision {revision.Revision}, in force since {revision.At:yyyy-MM-dd}.");
        if (revision.Revision == 1)
            return text.Append(" The first contract.\n").ToString();
        if (changes.Count == 0)
            return text.Append(" Nothing changed that concerns a caller.\n").ToString();
        text.Append('\n');
        Section(text, "Breaking", changes.Where(change => change.Compatibility is ChangeCompatibility.BreakingProven or ChangeCompatibility.BreakingByRule));
        Section(text, "Undecided", changes.Where(change => change.Compatibility is null or ChangeCompatibility.Undecided));
        Section(text, "Compatible", changes.Where(change => change.Compatibility == ChangeCompatibility.Compatible));
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, IEnumerable<CatalogFinding> changes)
    {
        CatalogFinding[] listed = [.. changes];
        if (listed.Length == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
        foreach (CatalogFinding change in listed)
        {
            string where = change.Operation is { } operation ? $"`{operation}`: " : "";
            text.Append(CultureInfo.InvariantCulture, $"- {where}{Escape(change.Message)}\n");
        }
    }

    // Texts come from contracts: none may begin a heading, a link or HTML of its own.
    private static string Escape(string text) => text
        .ReplaceLineEndings(" ")
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal)
        .Replace("#", "\\#", StringComparison.Ordinal);
}
