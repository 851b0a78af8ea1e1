using System.Globalization;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Policies;

/// <summary>Reads <c>overrides</c> and <c>ignore</c>; an entry with an error changes nothing.</summary>
internal static class OverrideReader
{
    public static IReadOnlyList<PolicyOverride> Overrides(DocumentNode? node, string pointer, PolicyReading reading)
    {
        List<PolicyOverride> overrides = [];
        foreach ((DocumentNode item, string at) in node is null ? [] : reading.Items(node, pointer, "`overrides`"))
        {
            if (!reading.IsObject(item, at, "An override", ["match", .. SettingsReader.Members]))
                continue;
            OverrideMatch? match = Match(item, at, reading, required: true);
            PolicySettings settings = SettingsReader.Read(item, at, reading);
            if (!SettingsReader.Members.Any(name => item[name] is not null))
                reading.Wrong(item, at, "The override says nothing of the changes that it matches.", $"Add one of {string.Join(", ", SettingsReader.Members)}.");
            if (match is not null)
                overrides.Add(new PolicyOverride(match, settings, null, item.Span));
        }

        OverrideChecks.Run(overrides, pointer, reading);
        return overrides;
    }

    /// <summary>As overrides that switch changes off.</summary>
    public static IReadOnlyList<PolicyOverride> Ignored(DocumentNode? node, string pointer, PolicyReading reading)
    {
        List<PolicyOverride> ignored = [];
        foreach ((DocumentNode item, string at) in node is null ? [] : reading.Items(node, pointer, "`ignore`"))
        {
            if (!reading.IsObject(item, at, "An entry of `ignore`", "id", "match", "reason", "until"))
                continue;
            if (item["id"] is null)
                reading.Wrong(item, at, "`id` is missing: it is not said what is ignored.", "Name the change id, with * for several.");
            if (item["reason"]?.AsString is not { Length: > 0 })
                reading.Wrong(item["reason"] ?? item, JsonPointer.Append(at, "reason"), "`reason` is missing.", "Write for the next reader why the change does not matter.");
            Dictionary<string, Severity?> off = new(StringComparer.Ordinal);
            foreach ((string text, DocumentNode id, string place) in item["id"] is { } ids ? reading.Texts(ids, JsonPointer.Append(at, "id"), "`id`") : [])
            {
                foreach (string known in ChangeIdPatterns.Expand(text, id, place, reading))
                    off[known] = null;
            }

            DateOnly? until = Until(item["until"], JsonPointer.Append(at, "until"), reading);
            if (Match(item, at, reading, required: false) is { } match)
                ignored.Add(new PolicyOverride(match, new PolicySettings { Severities = off }, until, item.Span));
        }

        return ignored;
    }

    private static OverrideMatch? Match(DocumentNode item, string pointer, PolicyReading reading, bool required)
    {
        if (item["match"] is { } match)
            return MatchReader.Read(match, JsonPointer.Append(pointer, "match"), reading);
        if (!required)
            return OverrideMatch.Everything;
        reading.Wrong(item, pointer, "`match` is missing.", "Say which changes are meant, e.g. `match: {api: orders}`.");
        return null;
    }

    private static DateOnly? Until(DocumentNode? node, string pointer, PolicyReading reading)
    {
        if (node is null)
            return null;
        if (DateOnly.TryParseExact(node.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
            return day;
        reading.Wrong(node, pointer, $"`{node.Text}` is no date.", "Write the last day such as 2027-03-31.");
        return null;
    }
}
