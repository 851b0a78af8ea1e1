using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>
/// `not` in a plainer form where there is one: not of a not, of a choice, of a type. It looks only at what is written, since a schema that
/// excludes itself somewhere must not be read to be read.
/// </summary>
internal static class NegationReading
{
    private static readonly HashSet<string> ForReaders = new(StringComparer.Ordinal) { "title", "description", "$comment", "deprecated", "examples", "example" };

    /// <param name="not">What is excluded.</param>
    /// <param name="shape">What is left is added to it.</param>
    /// <param name="space">The side that it is written on.</param>
    public static SchemaShape Read(ResolvedNode not, SchemaShape shape, SchemaSpace space)
    {
        DocumentMember? only = Only(not.Node);
        switch (only?.Name)
        {
            case "not":
                // Notes under a `not` are nobody's.
                SchemaNotes notes = shape.Notes;
                shape = ShapeMerging.Both(shape, space.Of(not.Member("not")!).Shape, space).Copy();
                shape.Notes = notes;
                return shape;
            case "anyOf" when only.Value.Items.Count > 0:
                return not.Member("anyOf")!.Items().Aggregate(shape, (rest, branch) => Read(branch, rest, space));
            case "type" when Types(only.Value) is not Kinds.None and var kinds:
                shape.Kinds &= ~kinds;
                return shape;
            default:
                shape.Nots.Add(space.Of(not));
                return shape;
        }
    }

    /// <summary>The one name that must be missing where this holds for no object; null where it is about more.</summary>
    public static string? Missing(SchemaTerm not) =>
        DependencyReading.Required(not) is [string name] ? name : null;

    /// <summary>The one keyword that says something; null where there are more.</summary>
    public static DocumentMember? Only(DocumentNode schema)
    {
        DocumentMember? only = null;
        foreach (DocumentMember member in schema.Members)
        {
            if (ForReaders.Contains(member.Name))
                continue;
            if (only is not null)
                return null;
            only = member;
        }

        return only;
    }

    private static Kinds Types(DocumentNode type)
    {
        if (!type.IsArray)
            return KindNames.Parse(type.AsString ?? "");
        Kinds kinds = Kinds.None;
        foreach (DocumentNode item in type.Items)
        {
            if (KindNames.Parse(item.AsString ?? "") is not Kinds.None and var kind)
                kinds |= kind;
            else
                return Kinds.None;
        }

        return kinds;
    }
}
