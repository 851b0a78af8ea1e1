namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>What members say about each other.</summary>
internal sealed partial class NodeReader
{
    /// <summary>Reports it when both members are there, or neither is.</summary>
    public void ExactlyOne(string rule, string fix, string first, string second)
    {
        string here = label.Length == 0 ? "The file" : $"`{label}`";
        if (Has(first) && Has(second))
            findings.Error(rule, $"{here} has both `{first}` and `{second}`; it has one of them.", fix, PlaceOf(second), PointerOf(second));
        else if (!Has(first) && !Has(second))
            findings.Error(rule, $"{here} has neither `{first}` nor `{second}`.", fix, PlaceOf(first), pointer);
    }

    /// <summary>Reports a member that is there, or one that is not and would have to be.</summary>
    public void Wrong(string rule, string member, string problem, string fix) =>
        findings.Error(rule, $"`{LabelOf(member)}` {problem}", fix, PlaceOf(member), Has(member) ? PointerOf(member) : pointer);
}
