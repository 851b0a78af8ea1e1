namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class CanonicalEntityReader
{
    public static CanonicalEntitySpec Read(NodeReader spec) => new(spec.Text("owner", TextRule.Name), spec.Text("schema", TextRule.RelativeFile))
    {
        Version = spec.Integer("version", 1, 999) ?? 1,
        Names = spec.Texts("names", TextRule.Word),
        Identifiers = spec.Texts("identifiers", TextRule.FieldPath),
        Core = spec.Texts("core", TextRule.FieldPath),
        Assigned = spec.Texts("assigned", TextRule.FieldPath),
        Fields = spec.Map("fields", Words),
        Values = spec.Map("values", Vocabulary),
        States = spec.Map("states", Axis),
    };

    private static IReadOnlyList<string> Words(NodeReader fields, string field)
    {
        Named(fields, field);
        return fields.Texts(field, TextRule.Word, minimum: 1);
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Vocabulary(NodeReader fields, string field)
    {
        Named(fields, field);
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (fields.Object(field) is not { } node)
            return values;

        foreach (string value in node.Names)
            values[value] = node.Texts(value, TextRule.NotEmpty, minimum: 1);
        // A word for two values would be read as the first of them, in silence.
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string value, IReadOnlyList<string> words) in values)
        {
            foreach (string word in words.Where(w => !owners.TryAdd(w, value)))
            {
                node.Findings.Error(
                    "descriptor-duplicate", $"`{node.LabelOf(value)}` has {Spelling.Quote(word)}, which already stands for `{owners[word]}`.",
                    "Leave it with one value.", node.PlaceOf(value), node.PointerOf(value));
            }
        }

        return values;
    }

    private static void Named(NodeReader fields, string field)
    {
        if (!TextRule.FieldPath.IsMatch(field))
        {
            fields.Findings.Error(
                "descriptor-value", $"`{fields.LabelOf(field)}` names no field; it must be {TextRule.FieldPath.Expectation}.", TextRule.FieldPath.Fix,
                fields.PlaceOf(field), fields.PointerOf(field));
        }
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Axis(NodeReader axes, string axis)
    {
        var states = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (axes.Object(axis) is not { } node)
            return states;

        foreach (string state in node.Names)
            states[state] = node.Texts(state, TextRule.NotEmpty);
        if (states.Count == 0)
            axes.Findings.Error("descriptor-range", $"`{axes.LabelOf(axis)}` has no state.", null, axes.PlaceOf(axis), axes.PointerOf(axis));
        foreach ((string state, IReadOnlyList<string> followers) in states)
        {
            foreach (string follower in followers.Where(f => !states.ContainsKey(f)))
            {
                axes.Findings.Error(
                    "descriptor-state", $"`{node.LabelOf(state)}` leads to {Spelling.Quote(follower)}, which is no state of this axis.",
                    Spelling.Advise(follower, states.Keys, "States") + " A final state has an empty list.", node.PlaceOf(state), node.PointerOf(state));
            }
        }

        return states;
    }
}
