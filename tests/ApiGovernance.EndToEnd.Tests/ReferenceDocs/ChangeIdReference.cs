using System.Text;
using ApiGovernance.Diff;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.ReferenceDocs;

/// <summary>Writes docs/reference/change-ids.md from the change catalog and the lists of what the field's vocabulary has otherwise.</summary>
internal static class ChangeIdReference
{
    public static string Write()
    {
        StringBuilder page = new();
        page.Append("# Change ids\n\n");
        page.Append("Every difference that `apigov diff` and the change gate report. `error` breaks a caller; a policy can weigh an id otherwise\n");
        page.Append("([compatibility-policy.md](compatibility-policy.md)). Ids are oasdiff's where it has one; what differs is at the end of this page. Each id has a\n");
        page.Append("case under `tests/ApiGovernance.Diff.Tests/Cases`: a pair of contracts or of schemas from which it comes.\n\n");
        page.Append("The severity of a schema change follows from one law: what a caller sends must not become narrower, what a caller gets must not become\n");
        page.Append("wider. A change that would break by that law and provably does not is reported as `info`.\n\n");
        page.Append("What differs in a way that nobody could judge is `schema-not-compared`, and the verdict is then *undecided*, never *compatible*.\n\n");
        page.Append("This page is generated from the change catalog.\n");
        foreach (ChangeArea area in ChangeCatalog.Areas)
        {
            page.Append($"\n## {area.Name}\n\n");
            if (area.Changes.All(change => change.Aspect is not null))
                Aspects(page, area.Changes);
            else
                Changes(page, area.Changes);
        }

        Levels(page);
        Otherwise(page);
        return page.ToString();
    }

    private static void Changes(StringBuilder page, IReadOnlyList<ChangeDefinition> changes)
    {
        page.Append("| id | severity | side | meaning |\n|---|---|---|---|\n");
        foreach (ChangeDefinition change in changes.OrderBy(change => change.Id, StringComparer.Ordinal))
        {
            string side = change.Direction == ChangeDirection.None ? "" : change.Direction.ToString().ToLowerInvariant();
            page.Append($"| <a id=\"{change.Id}\"></a>`{change.Id}` | {Word(change.Severity)} | {side} | {Cell(change.Meaning)} |\n");
        }
    }

    /// <summary>One row for what all subjects can have; every id is an anchor.</summary>
    private static void Aspects(StringBuilder page, IReadOnlyList<ChangeDefinition> changes)
    {
        string[] subjects = [.. changes.Select(change => change.Subject!).Distinct(StringComparer.Ordinal)];
        page.Append("An id is what has the schema, a hyphen, and what changed: `request-property-max-decreased`. What has a schema:\n\n");
        foreach (string subject in subjects)
            page.Append($"- `{subject}`{(IsUnsent(subject) ? ": the message leaves it out because of its direction, so every change of it is `info`" : "")}\n");
        page.Append("\nItems of an array are the value itself in a parameter or header, and properties in a body.\n\n");
        page.Append("| what changed | in a request | in a response | meaning |\n|---|---|---|---|\n");
        foreach (IGrouping<string, ChangeDefinition> aspect in changes.GroupBy(change => change.Aspect!, StringComparer.Ordinal).OrderBy(aspect => aspect.Key, StringComparer.Ordinal))
        {
            string anchors = string.Concat(aspect.Select(change => $"<a id=\"{change.Id}\"></a>"));
            string meaning = aspect.First().Meaning[(aspect.First().Meaning.IndexOf(": ", StringComparison.Ordinal) + 2)..];
            page.Append($"| {anchors}`{aspect.Key}` | {Severities(aspect, ChangeDirection.Request)} | {Severities(aspect, ChangeDirection.Response)} | {Cell(meaning)} |\n");
        }
    }

    /// <summary>What holds for most, then who has another.</summary>
    private static string Severities(IEnumerable<ChangeDefinition> aspect, ChangeDirection direction)
    {
        ChangeDefinition[] sent = [.. aspect.Where(change => change.Direction == direction && !IsUnsent(change.Subject!))];
        Severity usual = sent.GroupBy(change => change.Severity).MaxBy(group => group.Count())!.Key;
        return string.Join("; ", sent.Where(change => change.Severity != usual).Select(change => $"`{change.Subject}`: {Word(change.Severity)}").Prepend(Word(usual)));
    }

    private static void Levels(StringBuilder page)
    {
        page.Append("\n## Severities that are not oasdiff's\n\n");
        page.Append("Where its level for an id is another than ours, and why. `apigov policy import-oasdiff` makes a policy of its severity files.\n\n");
        page.Append("| why | ids (its level, ours) |\n|---|---|\n");
        Dictionary<string, ChangeDefinition> catalog = ChangeCatalog.All.ToDictionary(change => change.Id, StringComparer.Ordinal);
        foreach (IGrouping<string, string[]> reason in Rows("levels.tsv").GroupBy(row => row[2], StringComparer.Ordinal))
            page.Append($"| {Cell(reason.Key)} | {string.Join(", ", reason.Select(row => $"`{row[0]}` ({row[1]}, {Word(catalog[row[0]].Severity)})"))} |\n");
    }

    private static void Otherwise(StringBuilder page)
    {
        page.Append("\n## Ids of the vocabulary that are reported otherwise\n\n");
        page.Append("| its ids | reported as | why |\n|---|---|---|\n");
        foreach (IGrouping<(string Instead, string Reason), string[]> group in Rows("reported-otherwise.tsv").GroupBy(row => (row[1], row[2])))
        {
            string instead = group.Key.Instead switch { "*" => "what the schemas come to", "-" => "nothing", var id => $"`{id}`" };
            page.Append($"| {string.Join(", ", group.Select(row => $"`{row[0]}`"))} | {instead} | {Cell(group.Key.Reason)} |\n");
        }
    }

    private static bool IsUnsent(string subject) => subject.Contains("-only-", StringComparison.Ordinal);

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(RepositoryPaths.At($"tests/ApiGovernance.Diff.Tests/Vocabulary/{file}")).Skip(1).Select(line => line.Split('\t'));

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
