using System.Text.RegularExpressions;

namespace ApiGovernance.Diff.Policies.Import;

/// <summary>
/// A line of an ignore file: any text in which method and path stand next to each other, and the sentence of the change in the other
/// tool's words. The sentence is understood by its words; what is not understood beyond doubt is reported.
/// </summary>
internal static partial class OasdiffIgnores
{
    public static void Read(OasdiffLine line, ImportedPolicy policy)
    {
        Match called = Operation().Match(line.Text);
        if (!called.Success)
        {
            if (line.Text.Contains('/', StringComparison.Ordinal) && PathField().IsMatch(line.Text))
                policy.Report(line, "No HTTP method stands before the path, so the line ignores nothing.", "Write e.g. `GET /orders` in it.");
            else if (line.Text.Contains("components", StringComparison.OrdinalIgnoreCase))
                policy.Report(line, "Components are not compared by themselves here: what changes in one is reported for the operations that use it.", "Leave the line out; ignore what is reported, if anything is.");
            else
                policy.Note(line, "The line names no operation; it ignores nothing.");
            return;
        }

        IReadOnlyList<string> ids = IdsOf(line.Text[..called.Index] + " " + line.Text[(called.Index + called.Length)..]);
        if (ids.Count == 1)
            policy.Ignore(ids[0], called.Groups["method"].Value.ToLowerInvariant(), called.Groups["path"].Value, line);
        else if (ids.Count == 0)
            policy.Report(line, $"It is not understood which change of `{called.Value}` is meant.", "Compare the contracts with `apigov diff` and ignore the id that it reports, or waive the finding.");
        else
            policy.Report(line, $"It could be {string.Join(" or ", ids.Select(id => $"`{id}`"))} of `{called.Value}`.", "Write the id in brackets at the end of the line, e.g. `[" + ids[0] + "]`.");
    }

    private static IReadOnlyList<string> IdsOf(string sentence)
    {
        // Their one-line output ends with the id in brackets, and lines are made from it.
        string[] named = [.. Bracketed().Matches(sentence).Select(match => OasdiffIds.Find(match.Groups["id"].Value)).OfType<string>().Distinct()];
        return named.Length > 0 ? named : OasdiffSentence.IdsOf(sentence);
    }

    [GeneratedRegex(@"(?<![A-Za-z])(?<method>GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE|QUERY)\s+(?<path>/\S*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Operation();

    [GeneratedRegex(@"(^|\s)/\S*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PathField();

    [GeneratedRegex(@"\[(?<id>[a-z][a-z0-9-]+)\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bracketed();
}
