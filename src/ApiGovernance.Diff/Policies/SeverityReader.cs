using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Policies;

/// <summary>Reads <c>severities</c>: by change id or wildcard; of several that match an id, the one that fixes most characters wins.</summary>
internal static class SeverityReader
{
    public const string Known = "Use error, warning, info, hint or \"off\".";

    public static IReadOnlyDictionary<string, Severity?> Read(DocumentNode? node, string pointer, PolicyReading reading)
    {
        Dictionary<string, Severity?> severities = new(StringComparer.Ordinal);
        if (node is null)
            return severities;
        if (!node.IsObject)
        {
            reading.Wrong(node, pointer, "`severities` is an object.", "Write one `change-id: severity` a line.");
            return severities;
        }

        Dictionary<string, DocumentMember> from = new(StringComparer.Ordinal);
        foreach (DocumentMember member in node.Members)
        {
            string at = JsonPointer.Append(pointer, member.Name);
            IReadOnlyList<string> ids = ChangeIdPatterns.Expand(member.Name, member.Value, at, reading);
            if (ids.Count == 0)
                continue;
            if (!TryParse(member.Value, out Severity? severity))
            {
                reading.Wrong(member.Value, at, $"`{member.Value.Text}` is no severity.", Known);
                continue;
            }

            foreach (string id in ids)
            {
                int order = from.TryGetValue(id, out DocumentMember? other) ? Wildcard.Weight(member.Name).CompareTo(Wildcard.Weight(other.Name)) : 1;
                if (order == 0 && severities[id] != severity)
                    reading.Wrong(member.NameSpan, at, $"`{member.Name}` and `{other!.Name}` (line {other.NameSpan.Line}) weigh `{id}` differently, and neither is the more specific.", $"Name `{id}` itself.");
                if (order <= 0)
                    continue;
                severities[id] = severity;
                from[id] = member;
            }
        }

        return severities;
    }

    /// <param name="severity">Null for <c>off</c>, which YAML readers of old take for a boolean.</param>
    private static bool TryParse(DocumentNode node, out Severity? severity)
    {
        severity = Words<Severity>.Find(node.AsString);
        return severity is not null || node.Text is "off" or "false";
    }
}
