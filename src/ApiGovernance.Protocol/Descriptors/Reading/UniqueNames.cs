namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>The names of the entries of one list: none may come twice.</summary>
/// <param name="thing">What the entries are called.</param>
internal sealed class UniqueNames(string thing)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Reads the entry's name and reports it where an earlier entry has it.</summary>
    public string Read(NodeReader item, string member, TextRule rule)
    {
        string name = item.Text(member, rule);
        if (name.Length > 0 && !_seen.Add(name))
        {
            item.Findings.Error(
                "descriptor-duplicate", $"`{item.LabelOf(member)}`: there already is a {thing} `{name}` in this list.",
                "Remove one of the two or give it another name.", item.PlaceOf(member), item.PointerOf(member));
        }

        return name;
    }
}
