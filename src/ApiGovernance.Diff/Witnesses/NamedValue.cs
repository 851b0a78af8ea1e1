using ApiGovernance.Diff.Comparison.Pairs;
using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>What a change of one name of a discriminator has to show: an object of that name.</summary>
internal sealed record NamedValue(string Property, string Name)
{
    private const string Tag = "name:";

    public static NamedValue? Of(string? tag, PairNode pair)
    {
        if (tag?.StartsWith(Tag, StringComparison.Ordinal) != true)
            return null;
        string? property = pair.Producer.Shape.Groups.Concat(pair.Consumer.Shape.Groups).Select(group => group.Discriminator).FirstOrDefault(known => known is not null);
        return property is null ? null : new NamedValue(property, tag[Tag.Length..]);
    }

    public bool Holds(Instance? value) => value is { Kind: Kinds.Object } && value[Property]?.AsString == Name;
}
