namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class CanonicalEntityReader
{
    public static CanonicalEntitySpec Read(NodeReader spec) => new(spec.Text("owner", TextRule.Name), spec.Text("schema", TextRule.RelativeFile))
    {
        States = spec.Map("states", Axis),
    };

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
